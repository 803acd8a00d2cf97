//! Acts about candidates and their entries become tables.

use rusqlite::{Connection, Result, params};

use super::late::Late;
use super::{ERASED, run};
use crate::domain::evaluation::eligibility::Claims;
use crate::store::act::{
    Applicant, ClaimsRevised, EntryDecided, EntryFiled, Grounds, PhotoAttached, RosterTaken, Sealed, TicketGiven,
};
use crate::store::convert::{text, word};

pub fn filed(
    conn: &Connection,
    seq: i64,
    act: &EntryFiled,
    applicant: &Sealed<Applicant>,
    late: &mut Late,
) -> Result<()> {
    if act.new_candidate {
        candidate(conn, act, applicant, late)?;
    }
    let known = applicant.known();
    let claims = known.map_or(Ok(ERASED.to_owned()), |part| text(&part.claims))?;
    let details = known.map_or(Ok(ERASED.to_owned()), |part| text(&part.details))?;
    let phone = known.map(|part| &part.phone_cipher).filter(|cipher| !cipher.is_empty());
    run(
        conn,
        "INSERT INTO entry (id, batch, standard, level, candidate, condition, claims, details, phone_cipher, decision, seq)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 'pending', ?10)",
        params![
            act.id,
            act.batch,
            act.item.standard,
            act.item.level,
            act.candidate,
            act.condition,
            claims,
            details,
            phone,
            seq
        ],
    )?;
    Ok(())
}

fn candidate(conn: &Connection, act: &EntryFiled, applicant: &Sealed<Applicant>, late: &mut Late) -> Result<()> {
    const SQL: &str = "INSERT INTO candidate (id, name, doc_kind, doc_cipher, doc_tag, doc_tail, sex, birth)
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    let Sealed::Known(part) = applicant else {
        // The tag stays unique by standing for the candidate's own number.
        let tag = act.candidate.0.to_be_bytes();
        let nothing: &[u8] = &[];
        run(conn, SQL, params![act.candidate, ERASED, ERASED, nothing, &tag[..], nothing, ERASED, None::<String>])?;
        return Ok(());
    };
    run(
        conn,
        SQL,
        params![
            act.candidate,
            part.name,
            word(&part.doc_kind),
            part.doc_cipher,
            part.doc_tag,
            part.doc_tail,
            word(&part.sex),
            part.birth.map(|day| day.to_string())
        ],
    )?;
    late.terms(conn, act.candidate, &part.terms)
}

pub fn claims(conn: &Connection, act: &ClaimsRevised, claims: &Sealed<Claims>) -> Result<()> {
    let claims = claims.known().map_or(Ok(ERASED.to_owned()), text)?;
    run(conn, "UPDATE entry SET claims = ?2 WHERE id = ?1", params![act.entry, claims])?;
    Ok(())
}

pub fn decided(conn: &Connection, act: &EntryDecided, grounds: &Sealed<Grounds>) -> Result<()> {
    let eligibility = grounds.known().and_then(|grounds| grounds.eligibility.as_ref()).map(text).transpose()?;
    run(
        conn,
        "UPDATE entry SET decision = ?2, eligibility = COALESCE(?3, eligibility) WHERE id = ?1",
        params![act.entry, act.decision, eligibility],
    )?;
    if act.decision != crate::domain::evaluation::entry::Decision::Accepted {
        // The ticket stays with the entry for ever; the seat is free for the next candidate.
        run(conn, "UPDATE entry SET room = NULL, seat = NULL WHERE id = ?1", [act.entry])?;
    }
    Ok(())
}

pub fn ticket(conn: &Connection, act: &TicketGiven) -> Result<()> {
    let sql = "UPDATE entry SET ticket = ?2, room = ?3, seat = ?4 WHERE id = ?1";
    run(conn, sql, params![act.entry, act.ticket, act.room, act.seat])?;
    Ok(())
}

pub fn roster(conn: &Connection, seq: i64, act: &RosterTaken) -> Result<()> {
    run(
        conn,
        "INSERT INTO roster_import (seq, batch, file_name, sha256, entries) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![seq, act.batch, act.file_name, act.sha256, act.entries],
    )?;
    Ok(())
}

pub fn photo(conn: &Connection, seq: i64, act: &PhotoAttached) -> Result<()> {
    run(
        conn,
        "INSERT INTO photo (candidate, seq, sha256, format, width, height) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT DO UPDATE SET seq = excluded.seq, sha256 = excluded.sha256, format = excluded.format,
           width = excluded.width, height = excluded.height",
        params![act.candidate, seq, act.sha256, act.format, act.width, act.height],
    )?;
    Ok(())
}
