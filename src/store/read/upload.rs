//! How far each certificate's data is on its way to the office above.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Read, Result, day};
use crate::domain::evaluation::upload::UploadState;
use crate::domain::id::{BatchId, Digest};

/// Where one certificate's data is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Upload {
    pub state: UploadState,
    /// Of what was sent last.
    pub digest: Digest,
    /// Why it was returned; empty else.
    pub because: String,
    /// The journal row of the file it went in.
    pub file: i64,
    /// Empty until the office took the file.
    pub receipt: String,
}

/// A file that was made for the office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UploadFile {
    pub seq: i64,
    pub batch: BatchId,
    pub file_name: String,
    pub sha256: String,
    pub sent: u32,
    pub receipt: String,
    pub on: NaiveDate,
}

impl Read<'_> {
    /// None where it was never sent.
    pub fn upload(&self, number: &str) -> Result<Option<Upload>> {
        let sql = "SELECT state, digest, because, file, receipt FROM upload JOIN upload_file ON upload_file.seq = file
                   WHERE number = ?1";
        self.one(sql, [number], |row| {
            Ok(Upload {
                state: row.get("state")?,
                digest: row.get("digest")?,
                because: row.get("because")?,
                file: row.get("file")?,
                receipt: row.get("receipt")?,
            })
        })
    }

    /// The files of a batch, the newest first.
    pub fn upload_files(&self, batch: BatchId) -> Result<Vec<UploadFile>> {
        let sql = "SELECT seq, batch, file_name, sha256, sent, receipt, made_on FROM upload_file WHERE batch = ?1
                   ORDER BY seq DESC";
        self.all(sql, [batch], |row| {
            Ok(UploadFile {
                seq: row.get("seq")?,
                batch: row.get("batch")?,
                file_name: row.get("file_name")?,
                sha256: row.get("sha256")?,
                sent: row.get("sent")?,
                receipt: row.get("receipt")?,
                on: day(row, "made_on")?,
            })
        })
    }
}
