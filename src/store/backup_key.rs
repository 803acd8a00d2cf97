//! The backup key as this copy keeps it: its public half and the wrapped one. Which public half is in use the journal says.

use rusqlite::{OptionalExtension, Result, params};

use super::Decided;
use super::read::Read;
use crate::credential::backup_key::BackupKey;
use crate::credential::custody::Cost;

impl<T> Decided<T> {
    /// Keeps this backup key in the same transaction, in place of the one before it.
    pub fn sealing(mut self, key: BackupKey) -> Self {
        self.backup_key = Some(key);
        self
    }
}

pub(super) fn keep(conn: &rusqlite::Connection, key: &BackupKey) -> Result<()> {
    conn.execute("DELETE FROM backup_key", [])?;
    conn.execute(
        "INSERT INTO backup_key (public, salt, memory_kib, passes, wrapped) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![key.public, key.salt, key.cost.memory_kib, key.cost.passes, key.wrapped],
    )?;
    Ok(())
}

impl Read<'_> {
    /// The key to which backups are sealed; none before a backup passphrase was set.
    pub fn backup_key(&self) -> Result<Option<BackupKey>> {
        let sql = "SELECT public, salt, memory_kib, passes, wrapped FROM backup_key";
        let row = self.conn.query_row(sql, [], |row| {
            let cost = Cost { memory_kib: row.get(2)?, passes: row.get(3)? };
            Ok(BackupKey { public: row.get(0)?, salt: row.get(1)?, cost, wrapped: row.get(4)? })
        });
        row.optional()
    }
}
