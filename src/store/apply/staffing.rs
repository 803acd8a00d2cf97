//! Acts about staffing become tables.

use rusqlite::{Connection, Result, params};

use super::{ERASED, run};
use crate::domain::evaluation::batch::BatchItem;
use crate::domain::evaluation::staffing::PanelMember;
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::id::BatchId;
use crate::store::act::{
    ExaminerApproved, ExaminerRecorded, PanelDrawn, PanelNamed, Sealed, SessionDropped, SessionPlanned, TieDeclared,
    TieWithdrawn, TiedTo,
};
use crate::store::convert::text;

/// A record that is written anew waits for its approval again.
pub fn examiner(conn: &Connection, seq: i64, act: &ExaminerRecorded) -> Result<()> {
    let record = &act.record;
    run(
        conn,
        "INSERT OR REPLACE INTO examiner (person, kind, trades, card, card_from, card_until, employer, employers_before,
           appointed_from, appointed_until, seq, approved)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, NULL)",
        params![
            act.person,
            record.kind,
            text(&record.trades)?,
            record.card,
            record.card_from.to_string(),
            record.card_until.to_string(),
            record.employer,
            text(&record.employers_before)?,
            record.appointed_from.to_string(),
            record.appointed_until.map(|day| day.to_string()),
            seq
        ],
    )?;
    Ok(())
}

pub fn approved(conn: &Connection, seq: i64, act: &ExaminerApproved) -> Result<()> {
    run(
        conn,
        "UPDATE examiner SET approved = ?1 WHERE person = ?2 AND seq = ?3",
        params![seq, act.person, act.recorded],
    )?;
    Ok(())
}

pub fn tie(conn: &Connection, act: &TieDeclared, other: &Sealed<TiedTo>) -> Result<()> {
    let known = other.known();
    run(
        conn,
        "INSERT INTO tie (id, person, kind, candidate, name, doc_tail, note, withdrawn) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0)",
        params![
            act.id,
            act.person,
            act.kind,
            act.candidate,
            known.map_or(ERASED, |other| &other.name),
            known.map(|other| &other.doc_tail).filter(|tail| !tail.is_empty()),
            known.map_or(ERASED, |other| &other.note)
        ],
    )?;
    Ok(())
}

pub fn tie_withdrawn(conn: &Connection, act: &TieWithdrawn) -> Result<()> {
    run(conn, "UPDATE tie SET withdrawn = 1 WHERE id = ?1", [act.id])?;
    Ok(())
}

/// A panel that somebody named: act `seq` of the journal.
pub fn named(conn: &Connection, seq: i64, act: &PanelNamed) -> Result<()> {
    let key = Key { batch: act.batch, item: act.item, subject: act.subject };
    key.seat(conn, &act.members)?;
    key.came_about(conn, seq, &text(&act.overridden)?, None)
}

/// A panel that was drawn: act `seq` of the journal holds its seed and pool.
pub fn drawn(conn: &Connection, seq: i64, act: &PanelDrawn) -> Result<()> {
    let key = Key { batch: act.batch, item: act.item, subject: act.subject };
    key.seat(conn, &act.members)?;
    key.came_about(conn, seq, "[]", Some(&act.seed))
}

struct Key {
    batch: BatchId,
    item: BatchItem,
    subject: SubjectKind,
}

impl Key {
    fn seat(&self, conn: &Connection, members: &[PanelMember]) -> Result<()> {
        let Key { batch, item, subject } = self;
        run(
            conn,
            "DELETE FROM panel_member WHERE batch = ?1 AND standard = ?2 AND level = ?3 AND subject = ?4",
            params![batch, item.standard, item.level, subject],
        )?;
        super::way::dissolved(conn, *batch, *item, *subject)?;
        for member in members {
            run(
                conn,
                "INSERT INTO panel_member (batch, standard, level, subject, person, leader) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![batch, item.standard, item.level, subject, member.person, member.leader],
            )?;
        }
        Ok(())
    }

    fn came_about(&self, conn: &Connection, seq: i64, overridden: &str, seed: Option<&str>) -> Result<()> {
        let Key { batch, item, subject } = self;
        run(
            conn,
            "INSERT OR REPLACE INTO panel (batch, standard, level, subject, seq, seed, overridden)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![batch, item.standard, item.level, subject, seq, seed, overridden],
        )?;
        Ok(())
    }
}

pub fn session(conn: &Connection, act: &SessionPlanned) -> Result<()> {
    let session = &act.session;
    run(
        conn,
        "INSERT OR REPLACE INTO session (id, batch, standard, level, subject, room, starts, ends)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            session.id,
            act.batch,
            session.item.standard,
            session.item.level,
            session.subject,
            session.room,
            minute(session.span.from),
            minute(session.span.until)
        ],
    )?;
    Ok(())
}

/// As the table keeps a time of the station's clock: `2026-09-20T09:00`.
fn minute(time: chrono::NaiveDateTime) -> String {
    time.format("%Y-%m-%dT%H:%M").to_string()
}

pub fn session_dropped(conn: &Connection, act: &SessionDropped) -> Result<()> {
    run(conn, "DELETE FROM session WHERE id = ?1", [act.id])?;
    Ok(())
}
