//! Policies, and how those in force are treated.

use chrono::NaiveDate;

use super::{EmploymentRead, Result};
use crate::domain::employment::register::Register;
use crate::domain::employment::treatment::{Policy, Treated};

/// More policies than any county has.
const MOST: u32 = 100_000;

impl EmploymentRead<'_> {
    pub fn policies(&self) -> Result<Vec<Policy>> {
        let mut rows = self.rows(Register::Policy, "", i64::MAX, MOST)?;
        rows.reverse();
        Ok(rows.iter().filter_map(|row| Policy::of(row.id, &row.record())).collect())
    }

    /// Everybody in force whose post and rank somebody else holds with another treatment.
    pub fn unlike(&self, today: NaiveDate) -> Result<Vec<Treated>> {
        let sql = "WITH held AS (SELECT appointment.id, employee, post, rank, allowance, treatment FROM appointment
               WHERE starts <= ?1 AND ends >= ?1 AND (ended_on IS NULL OR ended_on > ?1)),
             apart AS (SELECT post, rank FROM held GROUP BY post, rank
               HAVING min(allowance) < max(allowance) OR min(treatment) < max(treatment))
             SELECT held.id, employee.name, employer.name AS employer_name, held.post, post.title, held.rank, allowance, treatment
             FROM apart JOIN held ON held.post = apart.post AND held.rank = apart.rank
               JOIN employee ON employee.id = held.employee JOIN post ON post.id = held.post
               JOIN employer ON employer.id = post.employer";
        self.all(sql, [today.to_string()], |row| {
            Ok(Treated {
                appointment: row.get("id")?,
                name: row.get("name")?,
                employer_name: row.get("employer_name")?,
                post: row.get("post")?,
                post_title: row.get("title")?,
                rank: row.get("rank")?,
                allowance: row.get("allowance")?,
                treatment: row.get("treatment")?,
            })
        })
    }
}
