//! Whose personal data has come to its end on this side, what is kept of them, what was erased, and by which key a second person agrees.

use chrono::NaiveDate;
use rusqlite::params;
use serde::Serialize;

use super::{EmploymentRead, Result, day};
use crate::domain::id::{EmployeeId, PersonId};
use crate::store::employment::act::ErasedEmployee;

/// Somebody whose data is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EmployeeDue {
    pub employee: EmployeeId,
    pub name: String,
    pub appointments: u32,
    /// The last day on which anything was theirs: from it the years are counted.
    pub counted_from: NaiveDate,
}

/// An erasure that was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EmployeeErasure {
    pub employee: EmployeeId,
    pub counted_from: NaiveDate,
    /// RFC 3339.
    pub at: String,
    pub by: PersonId,
    pub second: Option<PersonId>,
    pub reason: Option<String>,
    /// The row of the employment journal.
    pub seq: i64,
}

/// Each day on which something of this side was a person's: recorded, appointed, assessed, trained, paired, placed.
const DAYS: &str = "SELECT employee.id AS person, substr(at, 1, 10) AS day FROM employee JOIN employment_journal USING (seq)
    UNION ALL SELECT employee, coalesce(ended_on, ends) FROM appointment
    UNION ALL SELECT employee, assessed_on FROM assessment JOIN appointment ON appointment.id = assessment.appointment
    UNION ALL SELECT employee, decided_on FROM notice_answer JOIN appointment ON appointment.id = notice_answer.appointment
    UNION ALL SELECT person, course.ends FROM training_hours JOIN course ON course.id = course
    UNION ALL SELECT master, coalesce(ended_on, ends) FROM apprenticeship LEFT JOIN pair_end ON pair = apprenticeship.id
    UNION ALL SELECT apprentice, coalesce(ended_on, ends) FROM apprenticeship LEFT JOIN pair_end ON pair = apprenticeship.id
    UNION ALL SELECT person, held_on FROM placing JOIN competition ON competition.id = competition";

/// The rows whose sealed parts tell of a person.
const PARTS: &str = "SELECT seq FROM employee WHERE id = ?1
    UNION SELECT seq FROM appointment WHERE employee = ?1
    UNION SELECT ended_seq FROM appointment WHERE employee = ?1
    UNION SELECT assessment.seq FROM assessment JOIN appointment ON appointment.id = appointment WHERE employee = ?1
    UNION SELECT notice_answer.seq FROM notice_answer JOIN appointment ON appointment.id = appointment WHERE employee = ?1
    UNION SELECT pair_end.seq FROM pair_end JOIN apprenticeship ON apprenticeship.id = pair
          WHERE master = ?1 OR apprentice = ?1";

impl EmploymentRead<'_> {
    /// Up to `limit` people of whom nothing was heard since this day, the longest ago first.
    pub fn employees_due(&self, until: NaiveDate, limit: u32) -> Result<Vec<EmployeeDue>> {
        let sql = format!(
            "SELECT employee.id AS employee, name, max(day) AS counted_from,
               (SELECT count(*) FROM appointment WHERE appointment.employee = employee.id) AS appointments
             FROM employee JOIN ({DAYS}) ON person = employee.id
             WHERE NOT EXISTS (SELECT 1 FROM employment_erasure WHERE employment_erasure.employee = employee.id)
             GROUP BY employee.id HAVING counted_from <= ?1 ORDER BY counted_from, employee.id LIMIT ?2"
        );
        self.all(&sql, params![until.to_string(), limit], |row| {
            Ok(EmployeeDue {
                employee: row.get("employee")?,
                name: row.get("name")?,
                appointments: row.get("appointments")?,
                counted_from: day(row, "counted_from")?,
            })
        })
    }

    /// Everything personal that is kept of these people, by journal row. What two of them share goes with the first.
    pub fn kept_of(&self, due: &[EmployeeDue]) -> Result<Vec<ErasedEmployee>> {
        let sql = format!("SELECT seq FROM employment_sealed WHERE seq IN ({PARTS}) ORDER BY seq");
        let mut taken = std::collections::HashSet::new();
        let of = |row: &EmployeeDue| {
            let mut parts: Vec<i64> = self.all(&sql, [row.employee], |row| row.get(0))?;
            parts.retain(|part| taken.insert(*part));
            Ok(ErasedEmployee { counted_from: row.counted_from, employee: row.employee, parts })
        };
        due.iter().map(of).collect()
    }

    /// Up to `limit` erasures, the newest first.
    pub fn employee_erasures(&self, limit: u32) -> Result<Vec<EmployeeErasure>> {
        let sql = "SELECT employee, counted_from, at, person, second, reason, employment_erasure.seq AS seq
                   FROM employment_erasure JOIN employment_journal ON employment_journal.seq = employment_erasure.seq
                   ORDER BY employment_erasure.seq DESC, employee LIMIT ?1";
        self.all(sql, [limit], |row| {
            Ok(EmployeeErasure {
                employee: row.get("employee")?,
                counted_from: day(row, "counted_from")?,
                at: row.get("at")?,
                by: row.get("person")?,
                second: row.get("second")?,
                reason: row.get("reason")?,
                seq: row.get("seq")?,
            })
        })
    }

    pub fn employee_erasure_count(&self) -> Result<u32> {
        self.count("SELECT count(*) FROM employment_erasure", [])
    }

    /// The key by which somebody agrees beside somebody else; none before they chose a passphrase of their own.
    pub fn wing_key(&self, person: PersonId) -> Result<Option<Vec<u8>>> {
        self.one("SELECT key FROM wing_key WHERE person = ?1", [person], |row| row.get(0))
    }
}
