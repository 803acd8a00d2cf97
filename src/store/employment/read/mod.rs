//! Questions of the employment side: SELECTs and nothing else.

mod appointment;
mod certificate;
mod county;
mod employer;
mod evidence;
mod flows;
mod journal;
mod post;
mod register;
mod retention;
mod treatment;
mod year;

pub use appointment::{AppointmentFilter, AppointmentRow, AssessmentRow, EmployeeRow};
pub use employer::EmployerRow;
pub use journal::EmploymentJournalRow;
pub use post::PostRow;
pub use register::{PairEndRow, RegisterRow, StageRow};
pub use retention::{EmployeeDue, EmployeeErasure};
pub use year::Counted;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Params, Row};

use crate::domain::id::PersonId;
use crate::domain::stamp::Role;

type Result<T> = rusqlite::Result<T>;

/// A view of the employment side for asking.
pub struct EmploymentRead<'a> {
    conn: &'a Connection,
}

impl<'a> EmploymentRead<'a> {
    pub(super) fn new(conn: &'a Connection) -> Self {
        EmploymentRead { conn }
    }

    fn all<T>(&self, sql: &str, params: impl Params, map: impl FnMut(&Row) -> Result<T>) -> Result<Vec<T>> {
        let mut statement = self.conn.prepare_cached(sql)?;
        debug_assert!(statement.readonly(), "reads only read");
        statement.query_map(params, map)?.collect()
    }

    fn one<T>(&self, sql: &str, params: impl Params, map: impl FnOnce(&Row) -> Result<T>) -> Result<Option<T>> {
        let mut statement = self.conn.prepare_cached(sql)?;
        debug_assert!(statement.readonly(), "reads only read");
        statement.query_row(params, map).optional()
    }

    fn count(&self, sql: &str, params: impl Params) -> Result<u32> {
        Ok(self.one(sql, params, |row| row.get(0))?.unwrap_or(0))
    }

    /// The next free row number of a table whose numbers are decided by acts.
    fn next(&self, sql: &str) -> Result<i64> {
        Ok(self.one(sql, [], |row| row.get::<_, Option<i64>>(0))?.flatten().unwrap_or(0) + 1)
    }

    /// What a person may do; both sides ask the same tables.
    pub fn roles(&self, person: PersonId) -> Result<Vec<Role>> {
        self.all("SELECT role FROM person_role WHERE person = ?1 ORDER BY role", [person], |row| row.get(0))
    }

    /// The name of somebody who works here; the number itself where nobody is recorded under it.
    pub fn person_name(&self, id: PersonId) -> Result<String> {
        let name = self.one("SELECT name FROM person WHERE id = ?1", [id], |row| row.get(0))?;
        Ok(name.unwrap_or_else(|| format!("#{}", id.0)))
    }

    /// The station whose file this is: name and region.
    pub fn station(&self) -> Result<Option<(String, String)>> {
        self.one("SELECT name, region FROM station", [], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// What the station set for both sides; none where nobody set it.
    pub fn station_setting(&self, name: &str) -> Result<Option<String>> {
        self.one("SELECT value FROM setting WHERE name = ?1", [name], |row| row.get(0))
    }

    pub fn setting(&self, name: &str) -> Result<Option<String>> {
        self.one("SELECT value FROM employment_setting WHERE name = ?1", [name], |row| row.get(0))
    }

    /// Whether a file of these very bytes was taken in; its name then.
    pub fn file_taken(&self, sha256: &str) -> Result<Option<String>> {
        self.one("SELECT file_name FROM employment_import WHERE sha256 = ?1", [sha256], |row| row.get(0))
    }
}

/// A date column: ISO 8601 text.
fn day(row: &Row, column: &str) -> Result<NaiveDate> {
    row.get::<_, Day>(column).map(|day| day.0)
}

fn day_or_none(row: &Row, column: &str) -> Result<Option<NaiveDate>> {
    row.get::<_, Option<Day>>(column).map(|day| day.map(|day| day.0))
}

struct Day(NaiveDate);

impl rusqlite::types::FromSql for Day {
    fn column_result(value: rusqlite::types::ValueRef<'_>) -> rusqlite::types::FromSqlResult<Self> {
        value.as_str()?.parse().map(Day).map_err(|_| rusqlite::types::FromSqlError::InvalidType)
    }
}
