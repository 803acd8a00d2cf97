//! Who offers what to whom.

use chrono::NaiveDate;
use serde::Serialize;

use super::{EmploymentRead, Result};

/// What one member offers to another one, or to all, by kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Flow {
    /// The earliest of its offers.
    pub first: i64,
    pub provider: String,
    /// None where it is for all members.
    pub receiver: Option<String>,
    /// Facilities, openings, teachers, courses, results.
    pub amounts: [u32; 5],
}

impl EmploymentRead<'_> {
    pub fn flows(&self, today: NaiveDate) -> Result<Vec<Flow>> {
        let kinds = ["facilities", "openings", "teachers", "courses", "results"]
            .map(|kind| format!("sum(CASE kind WHEN '{kind}' THEN quantity ELSE 0 END)"))
            .join(", ");
        let sql = format!(
            "SELECT min(shared_offer.id), giver.name, taker.name, {kinds} FROM shared_offer
               JOIN organisation AS giver ON giver.id = provider LEFT JOIN organisation AS taker ON taker.id = receiver
             WHERE starts <= ?1 AND (ends IS NULL OR ends >= ?1)
             GROUP BY provider, receiver ORDER BY giver.name, taker.name"
        );
        self.all(&sql, [today.to_string()], |row| {
            Ok(Flow {
                first: row.get(0)?,
                provider: row.get(1)?,
                receiver: row.get(2)?,
                amounts: [row.get(3)?, row.get(4)?, row.get(5)?, row.get(6)?, row.get(7)?],
            })
        })
    }
}
