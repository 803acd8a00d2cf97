//! Acts about a batch become tables.

use rusqlite::{Connection, Result, params};

use super::run;
use crate::store::act::{BatchMoved, PaperChosen, PlanWritten};

pub fn plan(conn: &Connection, act: &PlanWritten) -> Result<()> {
    let plan = &act.plan;
    run(
        conn,
        "INSERT INTO batch (id, code, name, kind, filing_no, state, registration_from, registration_until, exam_on, place, room_seats)
         VALUES (?1, ?2, ?3, ?4, ?5, 'draft', ?6, ?7, ?8, ?9, ?10)
         ON CONFLICT (id) DO UPDATE SET code = excluded.code, name = excluded.name, kind = excluded.kind,
           filing_no = excluded.filing_no, registration_from = excluded.registration_from,
           registration_until = excluded.registration_until, exam_on = excluded.exam_on, place = excluded.place,
           room_seats = excluded.room_seats",
        params![
            act.id,
            plan.code,
            plan.name,
            plan.kind,
            plan.filing_no,
            plan.registration_from.to_string(),
            plan.registration_until.to_string(),
            plan.exam_on.to_string(),
            plan.place,
            plan.room_seats
        ],
    )?;
    run(conn, "DELETE FROM batch_item WHERE batch = ?1", [act.id])?;
    for item in &plan.items {
        run(
            conn,
            "INSERT INTO batch_item (batch, standard, level) VALUES (?1, ?2, ?3)",
            params![act.id, item.standard, item.level],
        )?;
    }
    Ok(())
}

pub fn moved(conn: &Connection, act: &BatchMoved) -> Result<()> {
    run(conn, "UPDATE batch SET state = ?2 WHERE id = ?1", params![act.batch, act.to])?;
    if let Some(publicity) = act.publicity {
        run(
            conn,
            "UPDATE batch SET publicity_from = ?2, publicity_until = ?3 WHERE id = ?1",
            params![act.batch, publicity.from.to_string(), publicity.until.to_string()],
        )?;
    }
    Ok(())
}

pub fn paper(conn: &Connection, act: &PaperChosen) -> Result<()> {
    run(
        conn,
        "INSERT INTO batch_paper (batch, standard, level, subject, paper) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT DO UPDATE SET paper = excluded.paper",
        params![act.batch, act.item.standard, act.item.level, act.subject, act.paper],
    )?;
    Ok(())
}
