//! Acts about personal data at the end of its time, and about looking at a whole number before.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::id::{CandidateId, TieId};

/// 清除: the personal parts of these people's acts are gone from here on. The proofs stand: every leaf commits to a salted digest of
/// what was erased, and says nothing of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonalErased {
    /// Holders of whom old ledgers alone tell: they never entered here.
    pub past: Vec<ErasedPast>,
    pub people: Vec<ErasedPerson>,
    /// The station's rule of that day: years for whoever holds no certificate, and for whoever does (none: for ever).
    pub years: u32,
    pub years_certified: Option<u32>,
}

/// One person, and everything that was kept of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErasedPerson {
    pub candidate: CandidateId,
    /// The day from which the years were counted.
    pub counted_from: NaiveDate,
    /// The journal rows whose sealed parts are erased, ascending.
    pub parts: Vec<i64>,
    /// Declared ties to this person.
    pub ties: Vec<TieId>,
}

/// A holder of old certificates, and the rows in which they were recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErasedPast {
    /// The day of the newest of the certificates: from it the years were counted.
    pub counted_from: NaiveDate,
    pub numbers: Vec<String>,
    /// The journal rows whose sealed parts are erased, ascending.
    pub parts: Vec<i64>,
}

/// Somebody looked at a candidate's whole document number; the purpose is in the stamp.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberShown {
    pub candidate: CandidateId,
}

/// A list left the office; the purpose, where one was given, is in the stamp.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListExported {
    /// The batch by its row; none where the list is of the whole station.
    pub batch: Option<crate::domain::id::BatchId>,
    /// What the list says of each person, in the list's own words.
    pub columns: Vec<String>,
    pub file_name: String,
    /// The profile's word.
    pub profile: String,
    pub rows: u32,
    pub sha256: String,
    /// Whether document numbers stand in it whole.
    pub whole_numbers: bool,
}
