//! The employment journal: its rows, its length and its root.

use rusqlite::Row;

use super::{EmploymentRead, Result};
use crate::credential::tree::Hash;
use crate::store::employment::Employment;
use crate::store::journal::{JournalRow, tip_of};

/// One row, and how long the evaluation's journal was then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmploymentJournalRow {
    pub row: JournalRow,
    pub seen: i64,
}

impl EmploymentJournalRow {
    pub const COLUMNS: &str = "seq, kind, at, person, role, second, reason, payload, sealed_digest, leaf, seen";

    pub fn from_row(row: &Row) -> Result<EmploymentJournalRow> {
        Ok(EmploymentJournalRow { row: JournalRow::from_row(row)?, seen: row.get("seen")? })
    }
}

impl EmploymentRead<'_> {
    /// Up to `limit` rows before `seq`, the newest first.
    pub fn journal_before(&self, seq: i64, limit: u32) -> Result<Vec<EmploymentJournalRow>> {
        let columns = EmploymentJournalRow::COLUMNS;
        let sql = format!("SELECT {columns} FROM employment_journal WHERE seq < ?1 ORDER BY seq DESC LIMIT ?2");
        self.all(&sql, rusqlite::params![seq, limit], EmploymentJournalRow::from_row)
    }

    /// The journal's length and root; none where the tree's tip is damaged.
    pub fn journal_root(&self) -> Result<Option<(u64, Hash)>> {
        Ok(tip_of::<Employment>(self.conn)?.ok().map(|frontier| (frontier.size(), frontier.root())))
    }
}
