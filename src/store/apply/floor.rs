//! Acts of the day of the exam become tables.

use rusqlite::{Connection, Result, params};

use super::run;
use crate::domain::evaluation::floor::Seen;
use crate::store::act::{FloorNoted, PieceNumber, PieceNumbered, PlacesDrawn, Sealed, Unmasked};

pub fn noted(conn: &Connection, seq: i64, act: &FloorNoted) -> Result<()> {
    let set = match &act.seen {
        // Whoever comes late is here after all, and whoever left was not.
        Seen::Present => "present = ?3, absent = NULL",
        Seen::IdentityChecked => "checked = ?3",
        Seen::Absent => "absent = ?3, present = NULL, checked = NULL",
        Seen::Signed => "signed = ?3",
        Seen::Began => "began = ?3",
        Seen::Ended => "ended = ?3",
        Seen::Extended { minutes, because } => {
            for entry in &act.entries {
                run(
                    conn,
                    "INSERT INTO extension (seq, entry, subject, minutes, because) VALUES (?1, ?2, ?3, ?4, ?5)",
                    params![seq, entry, act.subject, minutes, because],
                )?;
            }
            return Ok(());
        }
    };
    for entry in &act.entries {
        begin(conn, *entry, act)?;
        run(
            conn,
            &format!("UPDATE attendance SET {set} WHERE entry = ?1 AND subject = ?2"),
            params![entry, act.subject, act.at],
        )?;
    }
    Ok(())
}

fn begin(conn: &Connection, entry: crate::domain::id::EntryId, act: &FloorNoted) -> Result<()> {
    let sql = "INSERT INTO attendance (entry, subject) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
    run(conn, sql, params![entry, act.subject]).map(drop)
}

pub fn drawn(conn: &Connection, act: &PlacesDrawn) -> Result<()> {
    for place in &act.places {
        run(
            conn,
            "UPDATE attendance SET station = ?3, question_set = ?4 WHERE entry = ?1 AND subject = ?2",
            params![place.entry, act.subject, place.station, place.set],
        )?;
    }
    Ok(())
}

/// An erased number leaves no row: the piece cannot be told any more.
pub fn piece(conn: &Connection, act: &PieceNumbered, number: &Sealed<PieceNumber>) -> Result<()> {
    let Some(number) = number.known() else { return Ok(()) };
    run(
        conn,
        "INSERT INTO piece (entry, subject, number) VALUES (?1, ?2, ?3)",
        params![act.entry, act.subject, number.number],
    )?;
    Ok(())
}

pub fn unmasked(conn: &Connection, seq: i64, act: &Unmasked) -> Result<()> {
    let sql = "INSERT INTO unmasking (seq, entry, subject) VALUES (?1, ?2, ?3)";
    run(conn, sql, params![seq, act.entry, act.subject]).map(drop)
}
