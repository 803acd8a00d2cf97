//! Acts about marking become tables.

use rusqlite::{Connection, Result, params};

use super::run;
use crate::domain::evaluation::sheet::Sheet;
use crate::domain::evaluation::standing::Veto;
use crate::store::act::{OutcomeDerived, StandingSet, VetoWithdrawn};
use crate::store::convert::text;
use crate::store::draft::SheetKey;

pub fn sheet(conn: &Connection, seq: i64, sheet: &Sheet) -> Result<()> {
    run(
        conn,
        "INSERT INTO sheet (entry, subject, examiner, attempt, version, agreed, seq) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![sheet.entry, sheet.subject, sheet.examiner, sheet.attempt, sheet.version, sheet.part.is_agreed(), seq],
    )?;
    // What was in progress is signed now.
    let whose = SheetKey::of(sheet);
    let own = params![whose.entry, whose.subject, whose.examiner];
    run(conn, "DELETE FROM draft_mark WHERE entry = ?1 AND subject = ?2 AND examiner = ?3", own)?;
    run(conn, "DELETE FROM draft_choice WHERE entry = ?1 AND subject = ?2 AND examiner = ?3", own)?;
    Ok(())
}

pub fn standing(conn: &Connection, act: &StandingSet) -> Result<()> {
    run(
        conn,
        "INSERT INTO standing (entry, subject, value, evidence) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT DO UPDATE SET value = excluded.value, evidence = excluded.evidence",
        params![act.entry, act.subject, text(&act.standing)?, act.evidence],
    )?;
    Ok(())
}

pub fn veto(conn: &Connection, veto: &Veto) -> Result<()> {
    run(
        conn,
        "INSERT INTO veto (id, entry, code, text, evidence, subject, withdrawn) VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0)",
        params![veto.id, veto.entry, veto.code, veto.text, veto.evidence, veto.subject],
    )?;
    Ok(())
}

pub fn veto_withdrawn(conn: &Connection, act: &VetoWithdrawn) -> Result<()> {
    run(conn, "UPDATE veto SET withdrawn = 1 WHERE id = ?1", [act.id])?;
    Ok(())
}

pub fn outcome(conn: &Connection, seq: i64, act: &OutcomeDerived) -> Result<()> {
    run(
        conn,
        "INSERT INTO outcome (entry, verdict, derivation, seq) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT DO UPDATE SET verdict = excluded.verdict, derivation = excluded.derivation, seq = excluded.seq",
        params![act.entry, act.outcome.verdict, text(&act.outcome)?.into_bytes(), seq],
    )?;
    Ok(())
}
