//! Employers.

use rusqlite::{Row, params};
use serde::Serialize;

use super::{EmploymentRead, Result};
use crate::domain::employment::Employer;
use crate::domain::id::EmployerId;

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EmployerRow {
    pub id: EmployerId,
    #[serde(flatten)]
    pub employer: Employer,
    /// Open posts, places in them, and people in force on the day that was asked about.
    pub posts: u32,
    pub established: u32,
    pub appointed: u32,
}

const SELECT: &str = "SELECT employer.id, employer.name, credit_code, region, contact,
    (SELECT count(*) FROM post WHERE employer = employer.id AND closed_on IS NULL) AS posts,
    (SELECT coalesce(sum(established), 0) FROM post WHERE employer = employer.id AND closed_on IS NULL) AS established,
    (SELECT count(*) FROM appointment JOIN post ON post.id = appointment.post WHERE post.employer = employer.id
       AND starts <= ?1 AND ends >= ?1 AND (ended_on IS NULL OR ended_on > ?1)) AS appointed
  FROM employer";

fn employer(row: &Row) -> Result<EmployerRow> {
    Ok(EmployerRow {
        id: row.get("id")?,
        employer: Employer {
            name: row.get("name")?,
            credit_code: row.get("credit_code")?,
            region: row.get("region")?,
            contact: row.get("contact")?,
        },
        posts: row.get("posts")?,
        established: row.get("established")?,
        appointed: row.get("appointed")?,
    })
}

impl EmploymentRead<'_> {
    /// Up to `limit` employers numbered below `id`, the newest first.
    pub fn employers_below(&self, id: EmployerId, today: chrono::NaiveDate, limit: u32) -> Result<Vec<EmployerRow>> {
        let sql = format!("{SELECT} WHERE employer.id < ?2 ORDER BY employer.id DESC LIMIT ?3");
        self.all(&sql, params![today.to_string(), id, limit], employer)
    }

    /// Up to `limit` employers numbered above `id`, the oldest first.
    pub fn employers_above(&self, id: EmployerId, today: chrono::NaiveDate, limit: u32) -> Result<Vec<EmployerRow>> {
        let sql = format!("{SELECT} WHERE employer.id > ?2 ORDER BY employer.id LIMIT ?3");
        self.all(&sql, params![today.to_string(), id, limit], employer)
    }

    pub fn employer(&self, id: EmployerId, today: chrono::NaiveDate) -> Result<Option<EmployerRow>> {
        let sql = format!("{SELECT} WHERE employer.id = ?2");
        self.one(&sql, params![today.to_string(), id], employer)
    }

    /// An employer by its code, or by its name where no other bears it.
    pub fn employer_called(&self, word: &str) -> Result<Option<EmployerId>> {
        let sql = "SELECT id FROM employer WHERE credit_code = ?1 OR name = ?1 LIMIT 1";
        self.one(sql, [word.trim()], |row| row.get(0))
    }

    pub fn employer_count(&self) -> Result<u32> {
        self.count("SELECT count(*) FROM employer", [])
    }

    pub fn next_employer(&self) -> Result<EmployerId> {
        self.next("SELECT max(id) FROM employer").map(EmployerId)
    }
}
