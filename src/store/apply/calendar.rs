//! Acts about the calendar become its table.

use rusqlite::{Connection, Result, params};

use super::run;
use crate::store::act::{CalendarDayCleared, CalendarDaySet};

pub fn set(conn: &Connection, act: &CalendarDaySet) -> Result<()> {
    let day = &act.day;
    run(
        conn,
        "INSERT INTO calendar_day (day, kind, name, source) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (day) DO UPDATE SET kind = excluded.kind, name = excluded.name, source = excluded.source",
        params![day.day.to_string(), day.kind, day.name, act.source],
    )?;
    Ok(())
}

pub fn cleared(conn: &Connection, act: &CalendarDayCleared) -> Result<()> {
    run(conn, "DELETE FROM calendar_day WHERE day = ?1", [act.day.to_string()])?;
    Ok(())
}
