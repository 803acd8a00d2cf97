//! Questions to the file: SELECTs and nothing else. Lists come by key, a page at a time, and never whole.

pub mod account;
pub mod agreement;
pub mod batch;
pub mod calendar;
pub mod candidate;
pub mod certificate;
pub mod checkpoint;
pub mod dispute;
pub mod entry;
pub mod evidence;
pub mod facts;
pub mod floor;
pub mod history;
pub mod inspection;
pub mod journal;
pub mod life;
pub mod marking;
pub mod retention;
pub mod staffing;
pub mod standard;
pub mod station;
pub mod stock;
pub mod tally;
pub mod upload;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Params, Row};

use super::memory::Memory;
use crate::credential::vault::Vault;

pub type Result<T> = rusqlite::Result<T>;

/// A view of the file for asking.
pub struct Read<'a> {
    pub(super) conn: &'a Connection,
    vault: Option<&'a Vault>,
    memory: &'a Memory,
}

impl<'a> Read<'a> {
    pub(super) fn new(conn: &'a Connection, vault: Option<&'a Vault>, memory: &'a Memory) -> Self {
        Read { conn, vault, memory }
    }

    /// What opens and tags ID and phone numbers; none until somebody signed in.
    pub fn vault(&self) -> Option<&Vault> {
        self.vault
    }

    fn all<T>(&self, sql: &str, params: impl Params, map: impl FnMut(&Row) -> Result<T>) -> Result<Vec<T>> {
        let mut statement = self.conn.prepare_cached(sql)?;
        debug_assert!(statement.readonly(), "reads only read");
        statement.query_map(params, map)?.collect()
    }

    pub(super) fn one<T>(
        &self,
        sql: &str,
        params: impl Params,
        map: impl FnOnce(&Row) -> Result<T>,
    ) -> Result<Option<T>> {
        let mut statement = self.conn.prepare_cached(sql)?;
        debug_assert!(statement.readonly(), "reads only read");
        statement.query_row(params, map).optional()
    }

    pub(super) fn count(&self, sql: &str, params: impl Params) -> Result<u32> {
        Ok(self.one(sql, params, |row| row.get(0))?.unwrap_or(0))
    }

    /// The next free row number of a table whose numbers are decided by acts.
    fn next(&self, sql: &str) -> Result<i64> {
        Ok(self.one(sql, [], |row| row.get::<_, Option<i64>>(0))?.flatten().unwrap_or(0) + 1)
    }
}

/// A date column: ISO 8601 text.
fn day(row: &Row, column: &str) -> Result<NaiveDate> {
    row.get::<_, NaiveDateText>(column).map(|day| day.0)
}

fn day_or_none(row: &Row, column: &str) -> Result<Option<NaiveDate>> {
    row.get::<_, Option<NaiveDateText>>(column).map(|day| day.map(|day| day.0))
}

struct NaiveDateText(NaiveDate);

impl rusqlite::types::FromSql for NaiveDateText {
    fn column_result(value: rusqlite::types::ValueRef<'_>) -> rusqlite::types::FromSqlResult<Self> {
        let text = value.as_str()?;
        text.parse().map(NaiveDateText).map_err(|_| rusqlite::types::FromSqlError::InvalidType)
    }
}
