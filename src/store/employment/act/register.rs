//! Rows of the wing's registers, and what became of plans and of masters and apprentices.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::employment::growth::{Outcome, Stage};
use crate::domain::employment::register::{Record, Register};
use crate::domain::id::Digest;

/// A row of a register, new or revised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowRecorded {
    pub id: i64,
    pub register: Register,
    pub row: Record,
}

/// A row that was recorded in error or is no more; what it said stands in the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowStruck {
    pub id: i64,
    pub register: Register,
}

/// The middle or the end of a plan's year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanReached {
    pub document: String,
    pub note: String,
    pub on: NaiveDate,
    /// Trained by then.
    pub people: u32,
    pub plan: i64,
    pub stage: Stage,
}

/// 出师 or not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PairEnded {
    pub on: NaiveDate,
    pub outcome: Outcome,
    pub pair: i64,
}

/// A signed file of hours or of places left the wing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceGiven {
    pub lines: u32,
    pub sha256: Digest,
    /// `hours` or `placings`.
    pub what: String,
}
