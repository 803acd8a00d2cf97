//! Public keys: whose they are and when they are in use.

use rusqlite::params;

use super::{Read, Result};
use crate::domain::id::PersonId;

/// A public key and the acts between which it is in use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyRow {
    pub key: Vec<u8>,
    pub person: PersonId,
    pub from_seq: i64,
    pub until_seq: Option<i64>,
}

/// A public key, when it was made and, where it was, retired; RFC 3339.
pub type KeyTimes = (Vec<u8>, String, Option<String>);

impl Read<'_> {
    /// The key that a person signs with now.
    pub fn key_in_use(&self, person: PersonId) -> Result<Option<Vec<u8>>> {
        self.one("SELECT key FROM person_key WHERE person = ?1 AND until_seq IS NULL", [person], |row| row.get(0))
    }

    /// Every key that a person ever signed with, the first one first.
    pub fn keys_of(&self, person: PersonId) -> Result<Vec<KeyRow>> {
        let sql = "SELECT key, person, from_seq, until_seq FROM person_key WHERE person = ?1 ORDER BY from_seq";
        self.all(sql, [person], |row| {
            Ok(KeyRow { key: row.get(0)?, person: row.get(1)?, from_seq: row.get(2)?, until_seq: row.get(3)? })
        })
    }

    /// Every public key that the station ever had for a purpose, the first one first.
    pub fn station_keys(&self, purpose: &str) -> Result<Vec<Vec<u8>>> {
        self.all("SELECT key FROM station_key WHERE purpose = ?1 ORDER BY from_seq", [purpose], |row| row.get(0))
    }

    /// The station's own public key for a purpose, the one in use.
    pub fn station_key(&self, purpose: &str) -> Result<Option<Vec<u8>>> {
        let sql = "SELECT key FROM station_key WHERE purpose = ?1 AND until_seq IS NULL";
        self.one(sql, params![purpose], |row| row.get(0))
    }

    /// Whether a public key was the station's for a purpose when act `seq` was done.
    pub fn station_key_then(&self, purpose: &str, key: &[u8], seq: i64) -> Result<bool> {
        let sql = "SELECT 1 FROM station_key WHERE purpose = ?1 AND key = ?2 AND from_seq < ?3
                   AND (until_seq IS NULL OR until_seq > ?3)";
        Ok(self.one(sql, params![purpose, key, seq], |_| Ok(()))?.is_some())
    }

    /// Every public key that the station ever had for a purpose, with when it was made and, where it was, retired; RFC 3339.
    pub fn station_key_times(&self, purpose: &str) -> Result<Vec<KeyTimes>> {
        let sql = "SELECT key, made.at, retired.at FROM station_key JOIN journal AS made ON made.seq = from_seq
                   LEFT JOIN journal AS retired ON retired.seq = until_seq WHERE purpose = ?1 ORDER BY from_seq";
        self.all(sql, [purpose], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
    }
}
