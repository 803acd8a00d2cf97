//! Acts about certificates that were issued elsewhere or before this file: taken in as told, never signed as ours.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::bytes_as_hex;
use crate::domain::evaluation::certificate::Way;
use crate::domain::identity::DocumentKind;
use crate::domain::level::Level;

/// A ledger 历史发证台账 that was taken in; each of its certificates is an act of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryTaken {
    pub file_name: String,
    pub rows: u32,
    pub sha256: String,
}

/// One certificate as the ledger tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoricalRecorded {
    pub issued_on: NaiveDate,
    pub issuer: String,
    pub level: Level,
    /// 13, 16, 20 or 22 characters.
    pub number: String,
    /// Empty where the ledger has none.
    pub trade_code: String,
    pub trade_name: String,
    pub way: Way,
}

/// Its holder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoricalHolder {
    #[serde(with = "bytes_as_hex")]
    pub doc_cipher: Vec<u8>,
    pub doc_kind: DocumentKind,
    #[serde(with = "bytes_as_hex")]
    pub doc_tag: Vec<u8>,
    #[serde(with = "bytes_as_hex")]
    pub doc_tail: Vec<u8>,
    pub name: String,
    pub terms: Vec<String>,
}
