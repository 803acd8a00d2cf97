//! Acts about certificates of before or of elsewhere become tables.

use rusqlite::{Connection, Result, params};

use super::{ERASED, run};
use crate::store::act::{HistoricalHolder, HistoricalRecorded, HistoryTaken, Sealed};
use crate::store::convert::word;

pub fn taken(conn: &Connection, seq: i64, act: &HistoryTaken) -> Result<()> {
    run(
        conn,
        "INSERT INTO history_import (seq, file_name, sha256, certificates) VALUES (?1, ?2, ?3, ?4)",
        params![seq, act.file_name, act.sha256, act.rows],
    )?;
    Ok(())
}

pub fn recorded(
    conn: &Connection,
    seq: i64,
    act: &HistoricalRecorded,
    holder: &Sealed<HistoricalHolder>,
) -> Result<()> {
    let nothing: &[u8] = &[];
    let known = holder.known();
    run(
        conn,
        "INSERT INTO historical (number, holder, doc_kind, doc_cipher, doc_tag, doc_tail, trade_name, trade_code, level,
           issued_on, issuer, way, seq)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        params![
            act.number,
            known.map_or(ERASED, |part| &part.name),
            known.map_or(ERASED.to_owned(), |part| word(&part.doc_kind)),
            known.map_or(nothing, |part| &part.doc_cipher),
            known.map_or(nothing, |part| &part.doc_tag),
            known.map_or(nothing, |part| &part.doc_tail),
            act.trade_name,
            act.trade_code,
            act.level,
            act.issued_on.to_string(),
            act.issuer,
            act.way,
            seq
        ],
    )?;
    for term in known.iter().flat_map(|part| &part.terms) {
        run(conn, "INSERT OR IGNORE INTO historical_term (term, number) VALUES (?1, ?2)", [term, &act.number])?;
    }
    Ok(())
}
