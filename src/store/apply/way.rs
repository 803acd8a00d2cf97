//! How a panel divides the questions becomes a table.

use rusqlite::{Connection, Result, params};

use super::run;
use crate::domain::evaluation::batch::BatchItem;
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::id::BatchId;
use crate::store::act::QuestionsDivided;

pub fn divided(conn: &Connection, act: &QuestionsDivided) -> Result<()> {
    let (batch, item, subject) = (act.batch, act.item, act.subject);
    dissolved(conn, batch, item, subject)?;
    let sql =
        "INSERT INTO panel_share (batch, standard, level, subject, question, person) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    for share in &act.shares {
        for person in &share.examiners {
            run(conn, sql, params![batch, item.standard, item.level, subject, share.question, person])?;
        }
    }
    Ok(())
}

/// Another panel divides anew.
pub fn dissolved(conn: &Connection, batch: BatchId, item: BatchItem, subject: SubjectKind) -> Result<()> {
    let sql = "DELETE FROM panel_share WHERE batch = ?1 AND standard = ?2 AND level = ?3 AND subject = ?4";
    run(conn, sql, params![batch, item.standard, item.level, subject])?;
    Ok(())
}
