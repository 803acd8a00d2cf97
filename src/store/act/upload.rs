//! Acts about the upload 上报: which rows went in which file, its receipt, and what came back.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::id::{BatchId, Digest};

/// A file for the office above, with what each row said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UploadMade {
    pub batch: BatchId,
    pub file_name: String,
    pub on: NaiveDate,
    pub rows: Vec<UploadedRow>,
    pub sha256: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UploadedRow {
    /// SHA-256 of what the row said: a row that says something else later is due again.
    pub digest: Digest,
    pub number: String,
}

/// The office took the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UploadReceipted {
    pub on: NaiveDate,
    pub receipt: String,
    /// The journal row of the file.
    pub upload: i64,
}

/// The office sent rows back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UploadReturned {
    pub file_name: String,
    pub on: NaiveDate,
    pub rows: Vec<ReturnedRow>,
    pub sha256: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnedRow {
    pub because: String,
    pub number: String,
}
