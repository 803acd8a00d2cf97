//! Acts about certificates become tables.

use rusqlite::{Connection, Result, params};

use super::{ERASED, run};
use crate::store::act::{CertificateIssued, Holder, Sealed};

pub fn issued(conn: &Connection, seq: i64, act: &CertificateIssued, holder: &Sealed<Holder>) -> Result<()> {
    let trade = &act.trade;
    run(
        conn,
        "INSERT INTO certificate (number, entry, candidate, holder, classification, trade_code, trade_name, branch, level,
           issued_on, status, way, seq,
           credential_seq)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 'valid', ?11, ?12, ?12)",
        params![
            act.number,
            act.entry,
            act.candidate,
            holder.known().map_or(ERASED, |holder| &holder.name),
            trade.classification,
            trade.code,
            trade.name,
            trade.branch,
            act.level,
            act.issued_on.to_string(),
            act.way,
            seq
        ],
    )?;
    run(
        conn,
        "INSERT INTO serial (site_code, year, level, last) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT DO UPDATE SET last = excluded.last",
        params![act.site_code, act.year, act.level, act.serial],
    )?;
    Ok(())
}
