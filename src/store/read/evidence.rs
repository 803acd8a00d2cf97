//! Signed files of hours and places that were taken in, and what they say of entries.

use serde::Serialize;

use super::{Read, Result};
use crate::domain::id::EntryId;

/// What a signed file says of an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EvidenceRow {
    pub subject: String,
    pub hours: u16,
    pub place: Option<u16>,
    pub proof: Option<String>,
    pub issuer: String,
    pub file_name: String,
}

impl Read<'_> {
    /// Whether a file of these very bytes was taken in; its name then.
    pub fn evidence_taken(&self, sha256: &str) -> Result<Option<String>> {
        self.one("SELECT file_name FROM evidence_file WHERE sha256 = ?1", [sha256], |row| row.get(0))
    }

    /// Whether a file under this key was taken in before: somebody vouched for it then.
    pub fn evidence_key_known(&self, key: &[u8]) -> Result<bool> {
        Ok(self.one("SELECT 1 FROM evidence_file WHERE key = ?1 LIMIT 1", [key], |_| Ok(()))?.is_some())
    }

    /// What signed files say of an entry, by course and competition.
    pub fn evidence_of(&self, entry: EntryId) -> Result<Vec<EvidenceRow>> {
        let sql = "SELECT subject, hours, place, proof, issuer, file_name FROM evidence_line
                   JOIN evidence_file ON evidence_file.seq = evidence_line.seq WHERE entry = ?1 ORDER BY subject";
        self.all(sql, [entry], |row| {
            Ok(EvidenceRow {
                subject: row.get("subject")?,
                hours: row.get("hours")?,
                place: row.get("place")?,
                proof: row.get("proof")?,
                issuer: row.get("issuer")?,
                file_name: row.get("file_name")?,
            })
        })
    }
}
