//! Acts about certificates.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::bytes_as_hex;
use crate::domain::evaluation::batch::BatchKind;
use crate::domain::evaluation::certificate::Way;
use crate::domain::evaluation::standard::Trade;
use crate::domain::id::{CandidateId, Digest, EntryId};
use crate::domain::identity::DocumentKind;
use crate::domain::level::Level;

/// A certificate with its number, allocated in the same transaction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificateIssued {
    /// The journal row of the approval that it was issued under; none where it was issued by itself.
    pub approval: Option<i64>,
    pub candidate: CandidateId,
    /// The digest of the claim 证书要素, to which the leaf of this act commits.
    pub claim: Digest,
    /// SHA-256 of the credential's exact bytes.
    pub credential: Digest,
    pub entry: EntryId,
    /// The holder as employers know them; the same for all certificates of one candidate.
    pub holder_ref: String,
    pub issued_on: NaiveDate,
    pub issuer: String,
    /// The public half of the station key that signed the credential.
    #[serde(with = "bytes_as_hex")]
    pub key: Vec<u8>,
    pub kind: BatchKind,
    pub level: Level,
    /// 22 characters (人社鉴发〔2019〕2号).
    pub number: String,
    /// SHA-256 of the outcome's canonical bytes.
    pub outcome: Digest,
    pub serial: u32,
    pub site_code: String,
    pub standard: Digest,
    pub trade: Trade,
    pub way: Way,
    /// The year's last two digits are in the number; here it is whole.
    pub year: u16,
}

/// The holder as printed, and what proves it: everything that a page is made from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// The credential: the exact bytes that were signed.
    pub credential: String,
    #[serde(with = "bytes_as_hex")]
    pub doc_cipher: Vec<u8>,
    pub doc_kind: DocumentKind,
    pub name: String,
    /// None where there was no photo.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub photo: Option<HolderPhoto>,
    /// The salt of the document number's digest: 16 bytes.
    #[serde(with = "bytes_as_hex")]
    pub salt: Vec<u8>,
}

/// The photo of a certificate: the one that was there when it was issued.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HolderPhoto {
    /// The salt of its digest: 16 bytes.
    #[serde(with = "bytes_as_hex")]
    pub salt: Vec<u8>,
    /// The act that attached it, in whose sealed part its bytes are.
    pub seq: i64,
}
