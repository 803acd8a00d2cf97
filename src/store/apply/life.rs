//! Acts of a certificate's life after its issue become tables.

use rusqlite::{Connection, Result, params};

use super::{ERASED, run, tally};
use crate::domain::evaluation::certificate::{Approved, Change};
use crate::store::act::{
    ApprovalGiven, CertificateCorrected, CertificateEnded, CertificateReissued, CorrectedHolder, Sealed,
};
use crate::store::convert::{text, word};

pub fn approved(conn: &Connection, seq: i64, act: &ApprovalGiven) -> Result<()> {
    let targets = if act.what == Approved::Issue { act.entries.len() } else { act.numbers.len() };
    run(
        conn,
        "INSERT INTO approval (seq, what, batch, document, because, targets) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![seq, act.what, act.batch, act.document, act.because, i64::try_from(targets).unwrap_or(i64::MAX)],
    )?;
    Ok(())
}

/// How the certificate stands from now on.
fn stands(conn: &Connection, number: &str, change: Change) -> Result<()> {
    tally::recounted(conn, tally::holder_of(conn, number)?, || {
        run(conn, "UPDATE certificate SET status = ?2 WHERE number = ?1", params![number, change.to()]).map(drop)
    })?;
    super::certificate::publish(conn, number)
}

const EVENT: &str = "INSERT INTO certificate_event
    (seq, number, change, happened_on, ground, document, because, nth, fields, approval)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";

pub fn ended(conn: &Connection, seq: i64, change: Change, act: &CertificateEnded) -> Result<()> {
    let (on, none) = (act.on.to_string(), None::<i64>);
    run(
        conn,
        EVENT,
        params![seq, act.number, change, on, act.ground, act.document, act.because, none, none, act.approval],
    )?;
    stands(conn, &act.number, change)
}

pub fn reissued(conn: &Connection, seq: i64, act: &CertificateReissued) -> Result<()> {
    let (on, none) = (act.on.to_string(), None::<String>);
    let change = Change::Reissue;
    run(conn, EVENT, params![seq, act.number, change, on, none, act.notice, act.because, act.nth, none, act.approval])?;
    stands(conn, &act.number, change)
}

pub fn corrected(
    conn: &Connection,
    seq: i64,
    act: &CertificateCorrected,
    holder: &Sealed<CorrectedHolder>,
) -> Result<()> {
    let (on, none, fields) = (act.on.to_string(), None::<i64>, text(&act.fields)?);
    let change = Change::Correct;
    run(
        conn,
        EVENT,
        params![seq, act.number, change, on, None::<String>, act.proof, act.because, act.version, fields, none],
    )?;
    stands(conn, &act.number, change)?;
    run(conn, "UPDATE certificate SET credential_seq = ?2 WHERE number = ?1", params![act.number, seq])?;
    let name = holder.known().map_or(ERASED, |part| &part.holder.name);
    run(conn, "UPDATE certificate SET holder = ?2 WHERE number = ?1", params![act.number, name])?;
    super::certificate::publish(conn, &act.number)?;
    let Some(part) = holder.known() else { return Ok(()) };
    let candidate = tally::holder_of(conn, &act.number)?;
    tally::recounted(conn, candidate, || {
        run(
            conn,
            "UPDATE candidate SET name = ?2, doc_kind = ?3, doc_cipher = ?4, doc_tag = ?5, doc_tail = ?6, sex = ?7, birth = ?8
             WHERE id = ?1",
            params![
                candidate,
                part.holder.name,
                word(&part.holder.doc_kind),
                part.holder.doc_cipher,
                part.doc_tag,
                part.doc_tail,
                word(&part.sex),
                part.birth.map(|day| day.to_string())
            ],
        )
        .map(drop)
    })?;
    let own = "(SELECT candidate FROM certificate WHERE number = ?1)";
    run(conn, &format!("DELETE FROM candidate_term WHERE candidate = {own}"), [&act.number])?;
    let sql = format!("INSERT OR IGNORE INTO candidate_term (term, candidate) VALUES (?2, {own})");
    for term in &part.terms {
        run(conn, &sql, [&act.number, term])?;
    }
    Ok(())
}
