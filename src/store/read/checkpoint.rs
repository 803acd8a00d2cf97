//! Checkpoints, what they are made of, and the tree as the rows themselves give it.

use chrono::NaiveDate;
use rusqlite::params;

use super::{Read, Result, day_or_none};
use crate::credential::checkpoint::Checkpoint;
use crate::credential::tree::Hash;
use crate::domain::id::EntryId;
use crate::store::checkpoint::{CheckpointRow, first_over, name};
use crate::store::cosignature::{self, CosignatureRow};
use crate::store::journal::JournalRow;

/// How often something happened between two rows of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally<T> {
    pub what: T,
    pub count: u64,
}

impl Read<'_> {
    /// The journal as it stands; none while the file belongs to no station, or where the tree's tip is damaged.
    pub fn checkpoint_now(&self) -> Result<Option<Checkpoint>> {
        let Some(origin) = name(self.conn)? else { return Ok(None) };
        Ok(self.journal_root()?.map(|(size, root)| Checkpoint { origin, size, root }))
    }

    /// The name of this file's journal; none while the file belongs to no station.
    pub fn journal_name(&self) -> Result<Option<String>> {
        name(self.conn)
    }

    /// Up to `limit` checkpoints numbered below `number`, the newest first.
    pub fn checkpoints_before(&self, number: i64, limit: u32) -> Result<Vec<CheckpointRow>> {
        let columns = CheckpointRow::COLUMNS;
        let sql = format!("SELECT {columns} FROM checkpoint WHERE number < ?1 ORDER BY number DESC LIMIT ?2");
        self.all(&sql, params![number, limit], CheckpointRow::from_row)
    }

    /// Up to `limit` checkpoints numbered above `number`, the oldest first.
    pub fn checkpoints_after(&self, number: i64, limit: u32) -> Result<Vec<CheckpointRow>> {
        let columns = CheckpointRow::COLUMNS;
        let sql = format!("SELECT {columns} FROM checkpoint WHERE number > ?1 ORDER BY number LIMIT ?2");
        self.all(&sql, params![number, limit], CheckpointRow::from_row)
    }

    /// The first checkpoint that covers act `seq`; none while no checkpoint does.
    pub fn checkpoint_over(&self, seq: i64) -> Result<Option<CheckpointRow>> {
        first_over(self.conn, seq)
    }

    /// The kept checkpoint of so many acts; none where none was kept just then.
    pub fn checkpoint_of(&self, size: u64) -> Result<Option<CheckpointRow>> {
        let sql = format!("SELECT {} FROM checkpoint WHERE size = ?1", CheckpointRow::COLUMNS);
        self.one(&sql, [i64::try_from(size).unwrap_or(i64::MAX)], CheckpointRow::from_row)
    }

    /// The first checkpoint that covers act `seq` and that another office cosigned.
    pub fn cosigned_over(&self, seq: i64) -> Result<Option<CheckpointRow>> {
        let sql = format!(
            "SELECT {} FROM checkpoint WHERE size >= ?1
             AND EXISTS (SELECT 1 FROM cosignature WHERE cosignature.checkpoint = checkpoint.number)
             ORDER BY number LIMIT 1",
            CheckpointRow::COLUMNS
        );
        self.one(&sql, [seq], CheckpointRow::from_row)
    }

    /// What other offices signed below a kept checkpoint.
    pub fn cosignatures(&self, checkpoint: i64) -> Result<Vec<CosignatureRow>> {
        cosignature::below(self.conn, checkpoint)
    }

    /// The stored leaves of the first `size` acts.
    pub fn leaves(&self, size: u64) -> Result<Vec<Hash>> {
        let size = i64::try_from(size).unwrap_or(i64::MAX);
        self.all("SELECT leaf FROM journal WHERE seq <= ?1 ORDER BY seq", [size], |row| Ok(Hash(row.get(0)?)))
    }

    /// The leaf of every row of the journal, made again from its own columns: what no edited row and no stored tree can hide.
    pub fn leaves_again(&self) -> Result<Vec<Hash>> {
        let sql = format!("SELECT {} FROM journal ORDER BY seq", JournalRow::COLUMNS);
        self.all(&sql, [], |row| Ok(JournalRow::from_row(row)?.hash()))
    }

    /// The root over the first `size` rows, from the stored leaves.
    pub fn root_at(&self, size: u64) -> Result<Hash> {
        Ok(crate::credential::tree::root_of(&self.leaves(size)?))
    }

    /// The last act of a kind up to `seq`; none where there is none.
    pub fn last_of_kind(&self, kind: &str, seq: i64) -> Result<Option<i64>> {
        let sql = "SELECT seq FROM journal WHERE kind = ?1 AND seq <= ?2 ORDER BY seq DESC LIMIT 1";
        self.one(sql, params![kind, seq], |row| row.get(0))
    }

    /// How many acts of each kind stand after row `after` and up to row `until`, the most frequent first.
    pub fn kinds_between(&self, after: i64, until: i64) -> Result<Vec<Tally<String>>> {
        let sql = "SELECT kind, count(*) FROM journal WHERE seq > ?1 AND seq <= ?2 GROUP BY kind ORDER BY 2 DESC, 1";
        self.all(sql, [after, until], |row| {
            Ok(Tally { what: row.get(0)?, count: row.get::<_, i64>(1)?.unsigned_abs() })
        })
    }

    /// How many acts each person did there; 0 is the program.
    pub fn people_between(&self, after: i64, until: i64) -> Result<Vec<Tally<i64>>> {
        let sql =
            "SELECT person, count(*) FROM journal WHERE seq > ?1 AND seq <= ?2 GROUP BY person ORDER BY 2 DESC, 1";
        self.all(sql, [after, until], |row| {
            Ok(Tally { what: row.get(0)?, count: row.get::<_, i64>(1)?.unsigned_abs() })
        })
    }

    /// The acts of a kind there.
    pub fn acts_between(&self, kind: &str, after: i64, until: i64) -> Result<Vec<JournalRow>> {
        let columns = JournalRow::COLUMNS;
        let sql = format!("SELECT {columns} FROM journal WHERE kind = ?1 AND seq > ?2 AND seq <= ?3 ORDER BY seq");
        self.all(&sql, params![kind, after, until], JournalRow::from_row)
    }

    /// The latest day on which a sheet of the entry was signed or its outcome derived, by the times of those acts.
    pub fn evidence_day(&self, entry: EntryId) -> Result<Option<NaiveDate>> {
        let sql = "SELECT max(substr(at, 1, 10)) AS day FROM journal WHERE seq IN
                   (SELECT seq FROM sheet WHERE entry = ?1 UNION SELECT seq FROM outcome WHERE entry = ?1)";
        Ok(self.one(sql, [entry], |row| day_or_none(row, "day"))?.flatten())
    }
}
