//! Acts about candidates and their entries.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::bytes_as_hex;
use crate::domain::evaluation::batch::BatchItem;
use crate::domain::evaluation::eligibility::{Claims, Verdict as EligibilityVerdict};
use crate::domain::evaluation::entry::{Decision, Details};
use crate::domain::id::{BatchId, CandidateId, EntryId};
use crate::domain::identity::{DocumentKind, Sex};

/// An application; a candidate seen for the first time is recorded with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryFiled {
    pub batch: BatchId,
    pub candidate: CandidateId,
    /// The number of the condition claimed; 0 where none was named.
    pub condition: u16,
    pub id: EntryId,
    pub item: BatchItem,
    /// Whether the candidate is new to this file.
    pub new_candidate: bool,
}

/// The personal part of an application. ID and phone numbers are ciphertext from the first act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Applicant {
    pub birth: Option<NaiveDate>,
    pub claims: Claims,
    pub details: Details,
    #[serde(with = "bytes_as_hex")]
    pub doc_cipher: Vec<u8>,
    pub doc_kind: DocumentKind,
    #[serde(with = "bytes_as_hex")]
    pub doc_tag: Vec<u8>,
    #[serde(with = "bytes_as_hex")]
    pub doc_tail: Vec<u8>,
    pub name: String,
    /// Empty where no phone was given.
    #[serde(with = "bytes_as_hex")]
    pub phone_cipher: Vec<u8>,
    pub sex: Sex,
    /// What the name is found by: bigrams and pinyin initials.
    pub terms: Vec<String>,
}

/// Accepted, returned, rejected or withdrawn. An exception to the conditions has its reason in the stamp.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryDecided {
    pub decision: Decision,
    pub entry: EntryId,
    /// Decided against the verdict, for the reason in the stamp.
    pub exception: bool,
}

/// The personal part of a decision: the verdict of the rules as it was then, with its dates; none for a withdrawal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grounds {
    pub eligibility: Option<EligibilityVerdict>,
}

/// What the candidate declares, as it is from now on: evidence handed in, a date read from a certificate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimsRevised {
    pub entry: EntryId,
}

/// 准考证号 and seat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketGiven {
    pub entry: EntryId,
    pub room: u16,
    pub seat: u16,
    pub ticket: String,
}

/// A roster file that was taken in; each of its entries is an act of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RosterTaken {
    pub batch: BatchId,
    pub entries: u32,
    pub file_name: String,
    pub sha256: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhotoAttached {
    pub candidate: CandidateId,
    /// `jpeg` or `png`.
    pub format: String,
    pub height: u32,
    pub sha256: String,
    pub width: u32,
}

/// The photo itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhotoBytes {
    #[serde(with = "bytes_as_hex")]
    pub bytes: Vec<u8>,
}
