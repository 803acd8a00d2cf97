//! Acts of the employment side become tables, and only tables of that side.

mod register;
mod retention;

use rusqlite::{Connection, Result, params};

use super::act::*;
use crate::store::recorded::ERASED;

pub fn apply(conn: &Connection, seq: i64, act: &Act) -> Result<()> {
    match act {
        // Who signed in when is the journal's own; no table holds it.
        Act::WingEntered(_) => Ok(()),
        Act::EmployerRecorded(act) => employer(conn, act),
        Act::PostRecorded(act) => post(conn, act),
        Act::PostClosed(act) => closed(conn, act),
        Act::EmployeeRecorded(act, who) => employee(conn, seq, act, who),
        Act::AppointmentMade(act, words) | Act::AppointmentRenewed(act, words) => made(conn, seq, act, words),
        Act::AppointmentEnded(act, note) => ended(conn, seq, act, note),
        Act::AssessmentRecorded(act, note) => assessed(conn, seq, act, note),
        Act::NoticeAnswered(act, words) => answered(conn, seq, act, words),
        Act::FileTaken(act) => taken(conn, seq, act),
        Act::WingSet(act) => set(conn, act),
        Act::RowRecorded(act) => register::recorded(conn, act),
        Act::RowStruck(act) => register::struck(conn, act),
        Act::PlanReached(act) => register::reached(conn, seq, act),
        Act::PairEnded(act, note) => register::ended(conn, seq, act, note),
        Act::EvidenceGiven(act) => register::given(conn, seq, act),
        Act::WingKeyEnrolled(act) => retention::enrolled(conn, seq, act),
        Act::EmployeesErased(act) => retention::erased(conn, seq, act),
    }
}

fn run(conn: &Connection, sql: &str, params: impl rusqlite::Params) -> Result<()> {
    conn.prepare_cached(sql)?.execute(params).map(drop)
}

fn employer(conn: &Connection, act: &EmployerRecorded) -> Result<()> {
    let employer = &act.employer;
    run(
        conn,
        "INSERT INTO employer (id, name, credit_code, region, contact) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, credit_code = excluded.credit_code,
           region = excluded.region, contact = excluded.contact",
        params![act.id, employer.name, employer.credit_code, employer.region, employer.contact],
    )
}

fn post(conn: &Connection, act: &PostRecorded) -> Result<()> {
    let (post, trade) = (&act.post, &act.post.trade);
    run(
        conn,
        "INSERT INTO post (id, employer, title, classification, trade_code, trade_name, branch, rank, established,
           description, document, opened_on, closed_on)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, NULL)
         ON CONFLICT (id) DO UPDATE SET title = excluded.title, classification = excluded.classification,
           trade_code = excluded.trade_code, trade_name = excluded.trade_name, branch = excluded.branch,
           rank = excluded.rank, established = excluded.established, description = excluded.description,
           document = excluded.document, opened_on = excluded.opened_on",
        params![
            act.id,
            post.employer,
            post.title,
            trade.classification,
            trade.code,
            trade.name,
            trade.branch,
            post.rank,
            post.established,
            post.description,
            post.document,
            post.opened_on.to_string()
        ],
    )
}

fn closed(conn: &Connection, act: &PostClosed) -> Result<()> {
    run(conn, "UPDATE post SET closed_on = ?2 WHERE id = ?1", params![act.id, act.on.to_string()])
}

/// What was written, or the sign that it was erased.
fn written(note: &Sealed<Note>) -> &str {
    note.known().map_or(ERASED, |note| &note.note)
}

fn employee(conn: &Connection, seq: i64, act: &EmployeeRecorded, who: &Sealed<EmployeeIdentity>) -> Result<()> {
    let who = who.known();
    run(
        conn,
        "INSERT INTO employee (id, name, holder_ref, seq) VALUES (?1, ?2, ?3, ?4)",
        params![act.id, who.map_or(ERASED, |who| &who.name), who.and_then(|who| who.holder_ref.as_ref()), seq],
    )
}

fn made(conn: &Connection, seq: i64, act: &AppointmentMade, words: &Sealed<AppointmentWords>) -> Result<()> {
    let words = words.known();
    // Whether it rests on a certificate stays known by the level.
    let basis = match words {
        Some(words) => words.basis.as_deref(),
        None => act.basis_level.map(|_| ERASED),
    };
    run(
        conn,
        "INSERT INTO appointment (id, employee, post, rank, starts, ends, document, basis, basis_level, because, duties,
           treatment, allowance, renews, seq)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
        params![
            act.id,
            act.employee,
            act.post,
            act.rank,
            act.starts.to_string(),
            act.ends.to_string(),
            act.document,
            basis,
            act.basis_level,
            words.map_or(ERASED, |words| &words.because),
            words.map_or(ERASED, |words| &words.duties),
            words.map_or(ERASED, |words| &words.treatment),
            act.allowance,
            act.renews,
            seq
        ],
    )
}

fn ended(conn: &Connection, seq: i64, act: &AppointmentEnded, because: &Sealed<Note>) -> Result<()> {
    run(
        conn,
        "UPDATE appointment SET ended_on = ?2, ended_how = ?3, ended_because = ?4, ended_seq = ?5 WHERE id = ?1",
        params![act.id, act.on.to_string(), act.how, written(because), seq],
    )
}

fn assessed(conn: &Connection, seq: i64, act: &AssessmentRecorded, note: &Sealed<Note>) -> Result<()> {
    run(
        conn,
        "INSERT INTO assessment (seq, appointment, assessed_on, grade, note) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![seq, act.appointment, act.on.to_string(), act.grade, written(note)],
    )
}

fn answered(conn: &Connection, seq: i64, act: &NoticeAnswered, words: &Sealed<NoticeWords>) -> Result<()> {
    let (certificate, note) = words.known().map_or((ERASED, ERASED), |words| (&words.certificate, &words.note));
    run(
        conn,
        "INSERT INTO notice_answer (seq, appointment, certificate, status, decision, note, decided_on)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![seq, act.appointment, certificate, act.status, act.decision, note, act.on.to_string()],
    )
}

fn taken(conn: &Connection, seq: i64, act: &FileTaken) -> Result<()> {
    run(
        conn,
        "INSERT INTO employment_import (seq, what, file_name, sha256, taken) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![seq, act.what, act.file_name, act.sha256, act.taken],
    )
}

fn set(conn: &Connection, act: &WingSet) -> Result<()> {
    let sql =
        "INSERT INTO employment_setting (name, value) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value";
    run(conn, sql, [&act.name, &act.value])
}
