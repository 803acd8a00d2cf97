//! The journal as people read it.

use rusqlite::params;

use super::{Read, Result};
use crate::credential::tree::{Frontier, Hash};
use crate::store::journal::{JournalRow, tip};

impl Read<'_> {
    /// Up to `limit` rows before `seq`, the newest first.
    pub fn journal_before(&self, seq: i64, limit: u32) -> Result<Vec<JournalRow>> {
        let sql = format!("SELECT {} FROM journal WHERE seq < ?1 ORDER BY seq DESC LIMIT ?2", JournalRow::COLUMNS);
        self.all(&sql, params![seq, limit], JournalRow::from_row)
    }

    /// Up to `limit` rows after `seq`, oldest first.
    pub fn journal_after(&self, seq: i64, limit: u32) -> Result<Vec<JournalRow>> {
        let sql = format!("SELECT {} FROM journal WHERE seq > ?1 ORDER BY seq LIMIT ?2", JournalRow::COLUMNS);
        self.all(&sql, params![seq, limit], JournalRow::from_row)
    }

    pub fn journal_row(&self, seq: i64) -> Result<Option<JournalRow>> {
        let sql = format!("SELECT {} FROM journal WHERE seq = ?1", JournalRow::COLUMNS);
        self.one(&sql, [seq], JournalRow::from_row)
    }

    /// Whether the sealed part of an act is still there; false where it was erased, or never was.
    pub fn has_sealed(&self, seq: i64) -> Result<bool> {
        Ok(self.count("SELECT count(*) FROM sealed WHERE seq = ?1", [seq])? > 0)
    }

    /// How many acts there are: while the number stands, so does everything that follows from them.
    pub fn acts(&self) -> Result<u64> {
        let size = self.one("SELECT size FROM journal_tip WHERE id = 1", [], |row| row.get::<_, i64>(0))?;
        Ok(size.unwrap_or(0).unsigned_abs())
    }

    /// How many acts there are, and the root of their tree; none where the tip is damaged.
    pub fn journal_root(&self) -> Result<Option<(u64, Hash)>> {
        let frontier: Option<Frontier> = tip(self.conn)?.ok();
        Ok(frontier.map(|frontier| (frontier.size(), frontier.root())))
    }

    /// How many signatures the file holds; none until people have keys.
    pub fn signature_count(&self) -> Result<u32> {
        self.count("SELECT count(*) FROM signature", [])
    }

    /// Number, kind and public part of up to `limit` rows of these kinds after `seq`, oldest first.
    pub fn journal_of(&self, kinds: &[&str], seq: i64, limit: u32) -> Result<Vec<(i64, String, Vec<u8>)>> {
        let list = kinds.iter().map(|kind| format!("'{kind}'")).collect::<Vec<_>>().join(", ");
        let sql =
            format!("SELECT seq, kind, payload FROM journal WHERE kind IN ({list}) AND seq > ?1 ORDER BY seq LIMIT ?2");
        self.all(&sql, params![seq, limit], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
    }
}
