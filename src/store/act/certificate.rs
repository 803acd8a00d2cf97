//! Acts about certificates.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::bytes_as_hex;
use crate::domain::evaluation::standard::Trade;
use crate::domain::id::{CandidateId, Digest, EntryId};
use crate::domain::identity::DocumentKind;
use crate::domain::level::Level;

/// A certificate with its number, allocated in the same transaction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificateIssued {
    pub candidate: CandidateId,
    pub entry: EntryId,
    /// The holder as employers know them; the same for all certificates of one candidate.
    pub holder_ref: String,
    pub issued_on: NaiveDate,
    pub issuer: String,
    pub level: Level,
    /// 22 characters (人社鉴发〔2019〕2号).
    pub number: String,
    /// SHA-256 of the outcome's canonical bytes.
    pub outcome: Digest,
    pub serial: u32,
    pub site_code: String,
    pub standard: Digest,
    pub trade: Trade,
    /// The year's last two digits are in the number; here it is whole.
    pub year: u16,
}

/// The holder as printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    #[serde(with = "bytes_as_hex")]
    pub doc_cipher: Vec<u8>,
    pub doc_kind: DocumentKind,
    pub name: String,
}
