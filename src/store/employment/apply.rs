//! Acts of the employment side become tables, and only tables of that side.

mod register;

use rusqlite::{Connection, Result, params};

use super::act::*;

/// What stands in a column whose sealed part was erased.
const ERASED: &str = "erased";

pub fn apply(conn: &Connection, seq: i64, act: &Act) -> Result<()> {
    match act {
        // Who signed in when is the journal's own; no table holds it.
        Act::WingEntered(_) => Ok(()),
        Act::EmployerRecorded(act) => employer(conn, act),
        Act::PostRecorded(act) => post(conn, act),
        Act::PostClosed(act) => closed(conn, act),
        Act::EmployeeRecorded(act, name) => employee(conn, act, name),
        Act::AppointmentMade(act) | Act::AppointmentRenewed(act) => made(conn, act),
        Act::AppointmentEnded(act) => ended(conn, seq, act),
        Act::AssessmentRecorded(act) => assessed(conn, seq, act),
        Act::NoticeAnswered(act) => answered(conn, seq, act),
        Act::FileTaken(act) => taken(conn, seq, act),
        Act::WingSet(act) => set(conn, act),
        Act::RowRecorded(act) => register::recorded(conn, act),
        Act::RowStruck(act) => register::struck(conn, act),
        Act::PlanReached(act) => register::reached(conn, seq, act),
        Act::PairEnded(act) => register::ended(conn, seq, act),
        Act::EvidenceGiven(act) => register::given(conn, seq, act),
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

fn employee(conn: &Connection, act: &EmployeeRecorded, name: &Sealed<EmployeeName>) -> Result<()> {
    let name = name.known().map_or(ERASED, |name| &name.name);
    run(
        conn,
        "INSERT INTO employee (id, name, holder_ref) VALUES (?1, ?2, ?3)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, holder_ref = excluded.holder_ref",
        params![act.id, name, act.holder_ref],
    )
}

fn made(conn: &Connection, act: &AppointmentMade) -> Result<()> {
    let (one, basis) = (&act.appointment, act.appointment.basis.as_ref());
    run(
        conn,
        "INSERT INTO appointment (id, employee, post, rank, starts, ends, document, basis, basis_level, because, duties,
           treatment, allowance, renews)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        params![
            act.id,
            one.employee,
            one.post,
            one.rank,
            one.starts.to_string(),
            one.ends.to_string(),
            one.document,
            basis.map(|basis| &basis.number),
            basis.map(|basis| basis.level),
            one.because,
            one.duties,
            one.treatment,
            one.allowance,
            one.renews
        ],
    )
}

fn ended(conn: &Connection, seq: i64, act: &AppointmentEnded) -> Result<()> {
    // The reason stands with the act itself.
    run(
        conn,
        "UPDATE appointment SET ended_on = ?2, ended_how = ?3, ended_seq = ?4 WHERE id = ?1",
        params![act.id, act.on.to_string(), act.how, seq],
    )
}

fn assessed(conn: &Connection, seq: i64, act: &AssessmentRecorded) -> Result<()> {
    run(
        conn,
        "INSERT INTO assessment (seq, appointment, assessed_on, grade, note) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![seq, act.appointment, act.on.to_string(), act.grade, act.note],
    )
}

fn answered(conn: &Connection, seq: i64, act: &NoticeAnswered) -> Result<()> {
    run(
        conn,
        "INSERT INTO notice_answer (seq, appointment, certificate, status, decision, note, decided_on)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![seq, act.appointment, act.certificate, act.status, act.decision, act.note, act.on.to_string()],
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
