//! Rows that are found by what they say and not by when they came: the terms of candidates' names. They are gathered while act after act
//! is applied and then written in their own order, so that a page of their table is visited once for a whole roster and not for each
//! candidate anew. In a file of ten million that is most of what a roster costs.

use rusqlite::{Connection, Result, params};

use crate::domain::id::CandidateId;

#[derive(Default)]
pub struct Late {
    terms: Vec<(String, CandidateId)>,
}

/// So many are held in memory at most: some forty megabytes.
const MOST: usize = 1_000_000;

impl Late {
    pub fn terms(&mut self, conn: &Connection, candidate: CandidateId, terms: &[String]) -> Result<()> {
        self.terms.extend(terms.iter().map(|term| (term.clone(), candidate)));
        if self.terms.len() < MOST { Ok(()) } else { self.write(conn) }
    }

    /// Writes what was gathered. Whatever reads or changes those rows comes after this.
    pub fn write(&mut self, conn: &Connection) -> Result<()> {
        if self.terms.is_empty() {
            return Ok(());
        }
        self.terms.sort_unstable();
        let mut insert =
            conn.prepare_cached("INSERT OR IGNORE INTO candidate_term (term, candidate) VALUES (?1, ?2)")?;
        for (term, candidate) in self.terms.drain(..) {
            insert.execute(params![term, candidate])?;
        }
        Ok(())
    }
}
