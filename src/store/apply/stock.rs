//! Acts about blank certificates become tables.

use rusqlite::{Connection, Result, params};

use super::run;
use crate::domain::evaluation::stock::{BlankMove, SerialRange};
use crate::store::act::{BlanksCounted, BlanksMoved, CertificatePrinted};
use crate::store::convert::text;

/// The sheets of a range, by the text of their serials: as long as its ends and between them.
const IN_RANGE: &str = "serial BETWEEN ?1 AND ?2 AND length(serial) = length(?1)";

pub fn moved(conn: &Connection, seq: i64, act: &BlanksMoved) -> Result<()> {
    let (first, last) = (act.range.first().to_string(), act.range.last().to_string());
    if act.made == BlankMove::Received {
        for serial in act.range.serials() {
            let sql = "INSERT INTO blank (serial, state, seq) VALUES (?1, 'stored', ?2)";
            run(conn, sql, params![serial, seq])?;
        }
    } else {
        let holder = act.person.filter(|_| act.made == BlankMove::Issued);
        let sql = format!("UPDATE blank SET state = ?3, holder = ?4, seq = ?5 WHERE {IN_RANGE}");
        run(conn, &sql, params![first, last, act.made.to(), holder, seq])?;
    }
    if act.made == BlankMove::Spoiled {
        run(conn, &format!("UPDATE print_copy SET void = 1 WHERE {IN_RANGE}"), params![first, last])?;
    }
    run(
        conn,
        "INSERT INTO blank_move (seq, made, serials, sheets, person, batch, document, because, moved_on)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            seq,
            act.made,
            text(&act.range)?,
            i64::try_from(act.range.count()).unwrap_or(i64::MAX),
            act.person,
            act.batch,
            act.document,
            act.because,
            act.on.to_string()
        ],
    )?;
    Ok(())
}

pub fn counted(conn: &Connection, seq: i64, act: &BlanksCounted) -> Result<()> {
    let list = |ranges: &Vec<SerialRange>| text(ranges);
    run(
        conn,
        "INSERT INTO blank_count (seq, found, missing, surplus, note, counted_on) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![seq, list(&act.found)?, list(&act.missing)?, list(&act.surplus)?, act.note, act.on.to_string()],
    )?;
    Ok(())
}

pub fn printed(conn: &Connection, seq: i64, act: &CertificatePrinted) -> Result<()> {
    if let Some(serial) = &act.serial {
        let sql = "UPDATE blank SET state = 'printed', holder = NULL, seq = ?2 WHERE serial = ?1";
        run(conn, sql, params![serial, seq])?;
    }
    run(
        conn,
        "INSERT INTO print_copy (number, copy, serial, occasion, layout, printed_on, void, seq)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, ?7)",
        params![act.number, act.copy, act.serial, act.occasion, act.layout, act.on.to_string(), seq],
    )?;
    Ok(())
}
