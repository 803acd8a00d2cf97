//! Acts about inspections become tables.

use rusqlite::{Connection, Result, params};

use super::run;
use crate::store::act::{InspectionDrawn, RoomRecorded, SupervisionRecorded};
use crate::store::convert::text;

pub fn supervision(conn: &Connection, act: &SupervisionRecorded) -> Result<()> {
    run(
        conn,
        "INSERT INTO supervision (batch, recorded_on, overall, opinion, items) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (batch) DO UPDATE SET recorded_on = excluded.recorded_on, overall = excluded.overall,
           opinion = excluded.opinion, items = excluded.items",
        params![act.batch, act.on.to_string(), act.overall, act.opinion, text(&act.items)?],
    )?;
    Ok(())
}

pub fn room(conn: &Connection, act: &RoomRecorded) -> Result<()> {
    run(
        conn,
        "INSERT INTO room_record (batch, room, subject, expected, present, incidents, invigilators, recorded_on)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
         ON CONFLICT (batch, room, subject) DO UPDATE SET expected = excluded.expected, present = excluded.present,
           incidents = excluded.incidents, invigilators = excluded.invigilators, recorded_on = excluded.recorded_on",
        params![
            act.batch,
            act.room,
            act.subject,
            act.expected,
            act.present,
            act.incidents,
            act.invigilators,
            act.on.to_string()
        ],
    )?;
    Ok(())
}

pub fn drawn(conn: &Connection, seq: i64, act: &InspectionDrawn) -> Result<()> {
    run(
        conn,
        "INSERT INTO inspection (seq, batch, seed, entries, drawn_on) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![seq, act.batch, act.seed, text(&act.entries)?, act.on.to_string()],
    )?;
    Ok(())
}
