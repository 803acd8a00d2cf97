//! Acts of a certificate's life after its issue, and the one approval under which many are issued or changed.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::bytes_as_hex;
use super::certificate::Holder;
use crate::domain::evaluation::certificate::{Approved, Ground, HolderField};
use crate::domain::id::{BatchId, Digest, EntryId};
use crate::domain::identity::Sex;

/// Leave to issue or change these, and no others. Each certificate's own act names the approval by its journal row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApprovalGiven {
    pub batch: BatchId,
    pub because: String,
    /// The number of the decision; empty where there is none.
    pub document: String,
    /// Whose certificates are to be issued.
    pub entries: Vec<EntryId>,
    /// The certificates to be changed.
    pub numbers: Vec<String>,
    pub what: Approved,
}

/// 撤销 or 注销.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificateEnded {
    pub approval: Option<i64>,
    pub because: String,
    /// The number of the decision.
    pub document: String,
    pub ground: Ground,
    pub number: String,
    pub on: NaiveDate,
}

/// 补发: the same number on another sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificateReissued {
    pub approval: Option<i64>,
    pub because: String,
    /// The newspaper notice or the holder's declaration.
    pub notice: String,
    /// How often it was reissued, this time included.
    pub nth: u32,
    pub number: String,
    pub on: NaiveDate,
}

/// 更正: what the certificate says of its holder from now on; the version before stays in the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificateCorrected {
    pub because: String,
    /// As in the issue: the claim to which the leaf commits, the new credential's digest and the key that signed it.
    pub claim: Digest,
    pub credential: Digest,
    pub fields: Vec<HolderField>,
    #[serde(with = "bytes_as_hex")]
    pub key: Vec<u8>,
    pub number: String,
    pub on: NaiveDate,
    /// What proves it: the police's certificate of a changed number, an ID card seen.
    pub proof: String,
    /// 1 is as issued.
    pub version: u32,
}

/// The personal part of a correction: the holder from now on with the new credential, and what the candidate is found by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectedHolder {
    pub birth: Option<NaiveDate>,
    #[serde(with = "bytes_as_hex")]
    pub doc_tag: Vec<u8>,
    #[serde(with = "bytes_as_hex")]
    pub doc_tail: Vec<u8>,
    pub holder: Holder,
    pub sex: Sex,
    pub terms: Vec<String>,
}
