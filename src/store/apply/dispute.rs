//! Acts about disputes become their one table.

use chrono::NaiveDate;
use rusqlite::{Connection, Result, params};

use super::run;
use crate::domain::evaluation::dispute::{DisputeKind, DisputeResult};
use crate::domain::id::{BatchId, DisputeId, EntryId};
use crate::store::act::{AppealDecided, AppealFiled, ObjectionDecided, ObjectionRaised, RecheckAsked, RecheckDecided};

/// What all three kinds have.
struct Row<'a> {
    id: DisputeId,
    kind: DisputeKind,
    batch: BatchId,
    entry: Option<EntryId>,
    receipt: &'a str,
    text: &'a str,
    raised_on: NaiveDate,
    reply_by: NaiveDate,
}

fn insert(conn: &Connection, seq: i64, row: &Row) -> Result<()> {
    run(
        conn,
        "INSERT INTO dispute (id, kind, batch, entry, receipt, text, raised_on, reply_by, seq)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            row.id,
            row.kind,
            row.batch,
            row.entry,
            row.receipt,
            row.text,
            row.raised_on.to_string(),
            row.reply_by.to_string(),
            seq
        ],
    )?;
    Ok(())
}

fn decide(conn: &Connection, id: DisputeId, result: DisputeResult, decision: &str, on: NaiveDate) -> Result<()> {
    let sql = "UPDATE dispute SET result = ?2, decision = ?3, decided_on = ?4 WHERE id = ?1";
    run(conn, sql, params![id, result, decision, on.to_string()])?;
    Ok(())
}

fn upheld(upheld: bool) -> DisputeResult {
    if upheld { DisputeResult::Upheld } else { DisputeResult::Dismissed }
}

pub fn raised(conn: &Connection, seq: i64, act: &ObjectionRaised) -> Result<()> {
    let ObjectionRaised { batch, entry, id, raised_on, receipt, reply_by, text } = act;
    let (kind, id, batch, entry) = (DisputeKind::Objection, *id, *batch, *entry);
    insert(conn, seq, &Row { id, kind, batch, entry, receipt, text, raised_on: *raised_on, reply_by: *reply_by })
}

pub fn objection(conn: &Connection, act: &ObjectionDecided) -> Result<()> {
    decide(conn, act.id, upheld(act.upheld), &act.decision, act.decided_on)
}

pub fn asked(conn: &Connection, seq: i64, act: &RecheckAsked) -> Result<()> {
    let RecheckAsked { batch, entry, ground, id, raised_on, receipt, reply_by, subject, text } = act;
    let (kind, entry) = (DisputeKind::Recheck, Some(*entry));
    let row = Row { id: *id, kind, batch: *batch, entry, receipt, text, raised_on: *raised_on, reply_by: *reply_by };
    insert(conn, seq, &row)?;
    let sql = "UPDATE dispute SET subject = ?2, ground = ?3 WHERE id = ?1";
    run(conn, sql, params![id, subject, ground])?;
    Ok(())
}

pub fn recheck(conn: &Connection, act: &RecheckDecided) -> Result<()> {
    decide(conn, act.id, act.result, &act.decision, act.decided_on)
}

pub fn filed(conn: &Connection, seq: i64, act: &AppealFiled) -> Result<()> {
    let AppealFiled { against, batch, entry, id, office, raised_on, receipt, reply_by, text } = act;
    let (kind, entry) = (DisputeKind::Appeal, *entry);
    let row = Row { id: *id, kind, batch: *batch, entry, receipt, text, raised_on: *raised_on, reply_by: *reply_by };
    insert(conn, seq, &row)?;
    run(conn, "UPDATE dispute SET against = ?2, office = ?3 WHERE id = ?1", params![id, against, office])?;
    Ok(())
}

pub fn appeal(conn: &Connection, act: &AppealDecided) -> Result<()> {
    decide(conn, act.id, upheld(act.upheld), &act.decision, act.decided_on)
}
