//! Keys of the second person, and people whose personal data is erased.

use rusqlite::{Connection, Result, params};

use super::run;
use crate::store::employment::act::{EmployeesErased, ErasedEmployee, WingKeyEnrolled};
use crate::store::recorded::ERASED;

pub fn enrolled(conn: &Connection, seq: i64, act: &WingKeyEnrolled) -> Result<()> {
    run(
        conn,
        "INSERT INTO wing_key (person, key, seq) VALUES (?1, ?2, ?3)
         ON CONFLICT (person) DO UPDATE SET key = excluded.key, seq = excluded.seq",
        params![act.person, act.key, seq],
    )
}

/// What is left of a person is what a replay of the journal without the erased parts gives.
pub fn erased(conn: &Connection, seq: i64, act: &EmployeesErased) -> Result<()> {
    act.people.iter().try_for_each(|person| one(conn, seq, person))
}

fn one(conn: &Connection, seq: i64, person: &ErasedEmployee) -> Result<()> {
    let id = person.employee;
    run(
        conn,
        "INSERT INTO employment_erasure (employee, counted_from, seq) VALUES (?1, ?2, ?3)",
        params![id, person.counted_from.to_string(), seq],
    )?;
    for part in &person.parts {
        // The row must stand first: the guard of the sealed parts lets go only of what an act named.
        run(conn, "INSERT INTO employment_erased_part (part, employee) VALUES (?1, ?2)", params![part, id])?;
        run(conn, "DELETE FROM employment_sealed WHERE seq = ?1", [part])?;
    }
    // What somebody typed and never sent may name them too.
    run(
        conn,
        "DELETE FROM employment_form_draft WHERE instr(fields, (SELECT name FROM employee WHERE id = ?1)) > 0",
        [id],
    )?;
    run(conn, "UPDATE employee SET name = ?2, holder_ref = NULL WHERE id = ?1", params![id, ERASED])?;
    for sql in [
        "UPDATE appointment SET basis = iif(basis IS NULL, NULL, ?2), because = ?2, duties = ?2, treatment = ?2,
           ended_because = iif(ended_because IS NULL, NULL, ?2) WHERE employee = ?1",
        "UPDATE assessment SET note = ?2 WHERE appointment IN (SELECT id FROM appointment WHERE employee = ?1)",
        "UPDATE notice_answer SET certificate = ?2, note = ?2
         WHERE appointment IN (SELECT id FROM appointment WHERE employee = ?1)",
        "UPDATE pair_end SET note = ?2
         WHERE pair IN (SELECT id FROM apprenticeship WHERE master = ?1 OR apprentice = ?1)",
    ] {
        run(conn, sql, params![id, ERASED])?;
    }
    Ok(())
}
