//! Acts about standards and papers become tables.

use rusqlite::{Connection, Result, params};

use super::run;
use crate::store::act::{PaperWritten, StandardApproved, StandardWritten};
use crate::store::convert::text;

pub fn written(conn: &Connection, act: &StandardWritten) -> Result<()> {
    let trade = &act.standard.trade;
    run(
        conn,
        "INSERT INTO standard (id, classification, trade_code, trade_name, branch, edition, state, digest, model, written)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'draft', ?7, ?8, ?9)
         ON CONFLICT (id) DO UPDATE SET trade_name = excluded.trade_name, digest = excluded.digest,
           model = excluded.model, written = excluded.written",
        params![
            act.id,
            trade.classification,
            trade.code,
            trade.name,
            trade.branch,
            act.standard.edition,
            act.digest,
            text(&act.standard)?.into_bytes(),
            act.written
        ],
    )?;
    let levels: Vec<_> = act.standard.levels.iter().map(|rules| rules.code).collect();
    for level in crate::domain::level::Level::ALL {
        if !levels.contains(&level) {
            run(conn, "DELETE FROM standard_level WHERE standard = ?1 AND level = ?2", params![act.id, level])?;
        }
    }
    for level in levels {
        run(conn, "INSERT OR IGNORE INTO standard_level (standard, level) VALUES (?1, ?2)", params![act.id, level])?;
    }
    Ok(())
}

pub fn approved(conn: &Connection, act: &StandardApproved) -> Result<()> {
    run(conn, "UPDATE standard SET state = 'approved' WHERE id = ?1", [act.id])?;
    Ok(())
}

pub fn paper(conn: &Connection, act: &PaperWritten) -> Result<()> {
    let paper = &act.paper;
    run(
        conn,
        "INSERT INTO paper (id, standard, level, subject, version, title, digest, model, written)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            act.id,
            act.standard,
            paper.level,
            paper.subject,
            paper.version,
            paper.title,
            act.digest,
            text(paper)?.into_bytes(),
            act.written
        ],
    )?;
    Ok(())
}
