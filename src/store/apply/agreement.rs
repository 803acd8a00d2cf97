//! Acts about agreement and moderation become tables.

use rusqlite::{Connection, Result, params};

use super::run;
use crate::domain::evaluation::sheet::Sheet;
use crate::store::act::{CaseOpened, FurtherNamed, Moderated, SampleDrawn, ScoresTaken};
use crate::store::convert::text;

pub fn case(conn: &Connection, seq: i64, act: &CaseOpened) -> Result<()> {
    let sql = "INSERT INTO remark_case (seq, entry, subject, because) VALUES (?1, ?2, ?3, ?4)";
    run(conn, sql, params![seq, act.entry, act.subject, act.because])?;
    Ok(())
}

pub fn further(conn: &Connection, act: &FurtherNamed) -> Result<()> {
    let sql = "INSERT INTO further_examiner (entry, subject, person, deciding, because) VALUES (?1, ?2, ?3, 0, ?4)";
    run(conn, sql, params![act.entry, act.subject, act.person, act.because])?;
    Ok(())
}

/// Beside the sheet itself: whose word decides.
pub fn decided(conn: &Connection, sheet: &Sheet) -> Result<()> {
    let sql = "INSERT INTO further_examiner (entry, subject, person, deciding, because) VALUES (?1, ?2, ?3, 1, '')
               ON CONFLICT DO NOTHING";
    run(conn, sql, params![sheet.entry, sheet.subject, sheet.examiner])?;
    Ok(())
}

pub fn sample(conn: &Connection, act: &SampleDrawn) -> Result<()> {
    run(
        conn,
        "INSERT INTO sample_draw (batch, seed, rule) VALUES (?1, ?2, ?3)
         ON CONFLICT DO UPDATE SET seed = excluded.seed, rule = excluded.rule",
        params![act.batch, act.seed, text(&act.rule)?],
    )?;
    run(conn, "DELETE FROM sample WHERE batch = ?1", [act.batch])?;
    for one in &act.chosen {
        run(
            conn,
            "INSERT INTO sample (batch, entry, subject, why) VALUES (?1, ?2, ?3, ?4)",
            params![act.batch, one.entry, one.subject, text(&one.why)?],
        )?;
    }
    Ok(())
}

pub fn moderated(conn: &Connection, seq: i64, act: &Moderated) -> Result<()> {
    let sql = "INSERT INTO moderation (seq, entry, subject, agreed, because) VALUES (?1, ?2, ?3, ?4, ?5)";
    run(conn, sql, params![seq, act.entry, act.subject, act.agreed, act.because])?;
    Ok(())
}

pub fn scores(conn: &Connection, seq: i64, act: &ScoresTaken) -> Result<()> {
    run(
        conn,
        "INSERT INTO score_import (seq, batch, person, file_name, sha256, sheets) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![seq, act.batch, act.person, act.file_name, act.sha256, act.sheets],
    )?;
    Ok(())
}
