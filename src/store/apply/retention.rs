//! Erasing personal parts, looking at numbers, and lists that left: each becomes tables.

use rusqlite::{Connection, Result, params};

use super::{ERASED, certificate, run, tally};
use crate::domain::id::CandidateId;
use crate::store::act::{ErasedPast, ErasedPerson, ListExported, NumberShown, PersonalErased};
use crate::store::convert::text;

/// What is left of a person is what a replay of the journal without the erased parts gives.
pub fn erased(conn: &Connection, seq: i64, act: &PersonalErased) -> Result<()> {
    act.people.iter().try_for_each(|person| one(conn, seq, person))?;
    act.past.iter().try_for_each(|holder| of_ledgers(conn, seq, holder))
}

fn of_ledgers(conn: &Connection, seq: i64, holder: &ErasedPast) -> Result<()> {
    for number in &holder.numbers {
        run(
            conn,
            "INSERT INTO past_erasure (number, holder, counted_from, seq) VALUES (?1, ?2, ?3, ?4)",
            params![number, holder.numbers.first(), holder.counted_from.to_string(), seq],
        )?;
    }
    holder.parts.iter().try_for_each(|part| erase_part(conn, *part, None))
}

fn erase_part(conn: &Connection, part: i64, candidate: Option<CandidateId>) -> Result<()> {
    // The row must stand first: the guard of `sealed` lets go only of what an act named.
    run(conn, "INSERT INTO erased_part (part, candidate) VALUES (?1, ?2)", params![part, candidate])?;
    run(conn, "DELETE FROM sealed WHERE seq = ?1", [part])?;
    past(conn, part)
}

fn one(conn: &Connection, seq: i64, person: &ErasedPerson) -> Result<()> {
    let id = person.candidate;
    run(
        conn,
        "INSERT INTO erasure (candidate, counted_from, seq) VALUES (?1, ?2, ?3)",
        params![id, person.counted_from.to_string(), seq],
    )?;
    for part in &person.parts {
        erase_part(conn, *part, Some(id))?;
    }
    run(conn, "DELETE FROM candidate_term WHERE candidate = ?1", [id])?;
    let nothing: &[u8] = &[];
    // The tag stays unique by standing for the candidate's own number.
    let tag = id.0.to_be_bytes();
    tally::recounted(conn, id, || {
        run(
            conn,
            "UPDATE candidate SET name = ?2, doc_kind = ?2, doc_cipher = ?3, doc_tag = ?4, doc_tail = ?3, sex = ?2, birth = NULL
             WHERE id = ?1",
            params![id, ERASED, nothing, &tag[..]],
        )
        .map(drop)
    })?;
    run(
        conn,
        "UPDATE entry SET claims = ?2, details = ?2, phone_cipher = NULL, eligibility = NULL WHERE candidate = ?1",
        params![id, ERASED],
    )?;
    let mut numbers = conn.prepare_cached("SELECT number FROM certificate WHERE candidate = ?1")?;
    let numbers: Vec<String> = numbers.query_map([id], |row| row.get(0))?.collect::<Result<_>>()?;
    for number in numbers {
        run(conn, "UPDATE certificate SET holder = ?2 WHERE number = ?1", params![number, ERASED])?;
        certificate::publish(conn, &number)?;
    }
    for tie in &person.ties {
        run(conn, "UPDATE tie SET name = ?2, note = ?2, doc_tail = NULL WHERE id = ?1", params![tie, ERASED])?;
    }
    Ok(())
}

/// Where the part is the holder of a certificate that an old ledger told of.
fn past(conn: &Connection, part: i64) -> Result<()> {
    let nothing: &[u8] = &[];
    run(conn, "DELETE FROM historical_term WHERE number IN (SELECT number FROM historical WHERE seq = ?1)", [part])?;
    run(
        conn,
        "UPDATE historical SET holder = ?2, doc_kind = ?2, doc_cipher = ?3, doc_tag = ?3, doc_tail = ?3 WHERE seq = ?1",
        params![part, ERASED, nothing],
    )
    .map(drop)
}

pub fn shown(conn: &Connection, seq: i64, act: &NumberShown) -> Result<()> {
    run(conn, "INSERT INTO number_shown (seq, candidate) VALUES (?1, ?2)", params![seq, act.candidate]).map(drop)
}

pub fn exported(conn: &Connection, seq: i64, act: &ListExported) -> Result<()> {
    run(
        conn,
        "INSERT INTO list_export (seq, profile, batch, file_name, sha256, entries, columns, whole_numbers)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            seq,
            act.profile,
            act.batch,
            act.file_name,
            act.sha256,
            act.rows,
            text(&act.columns)?,
            act.whole_numbers
        ],
    )
    .map(drop)
}
