//! The credential 凭证 of a certificate: a W3C Verifiable Credential 2.0 that is an Open Badges 3.0 `OpenBadgeCredential`, built from
//! plain data and signed by the station's credential key.
//!
//! Its bytes are RFC 8785 JSON, made once, kept for ever and never made again from today's tables. It says the standard's level (with the
//! standard's hash), the result of each subject and dimension, and digests of the outcome and of the signed sheets; the holder's name
//! as printed; and of the ID number and the photo a salted digest each ([`super::salted`]).

mod document;
mod issuer;
mod look;
mod results;
mod said;

use chrono::{DateTime, FixedOffset, NaiveDate};
use sha2::{Digest as _, Sha256};

use super::canonical::{NotCanonical, to_canonical};
use super::did;
use super::tags;
use super::tree::Hash;
use crate::domain::evaluation::batch::BatchKind;
use crate::domain::evaluation::outcome::Outcome;
use crate::domain::evaluation::standard::{LevelRules, Trade};
use crate::domain::id::Digest;
use crate::domain::identity::DocumentKind;
use crate::domain::level::Level;

pub use document::{CONTEXT, PHOTO, SCHEMA, certificate_id, holder_type, title};
pub use issuer::Issuer;
pub use look::{Looked, look_at_all};
pub use said::{Measured, NotOurs, ResultSaid, Said, said};

/// Everything that a credential says, as plain data.
#[derive(Clone, Debug)]
pub struct Statement<'a> {
    pub number: &'a str,
    /// 职业技能等级证书 or 职业资格证书.
    pub kind: BatchKind,
    pub issued_on: NaiveDate,
    /// When it is signed, with the station's offset.
    pub at: DateTime<FixedOffset>,
    /// The station's name as printed, and its 13-character site code.
    pub issuer: &'a str,
    pub site_code: &'a str,
    pub trade: &'a Trade,
    pub level: Level,
    /// The standard's edition, and its hash.
    pub edition: &'a str,
    pub standard: &'a Digest,
    pub rules: &'a LevelRules,
    pub outcome: &'a Outcome,
    /// SHA-256 of the outcome's canonical bytes.
    pub outcome_digest: &'a Digest,
    /// The signed sheets: how many, and [`sheets_digest`] over them.
    pub sheets: (u32, Hash),
    /// The holder's name as printed.
    pub name: &'a str,
    pub doc_kind: DocumentKind,
    /// The salted digest of the number.
    pub document: Hash,
    /// The salted digest of the photo's bytes, where there is a photo.
    pub photo: Option<Hash>,
}

/// The digest that binds a credential to the sheets it rests on: the exact bytes of each, as signed, in the journal's order.
pub fn sheets_digest<'a>(payloads: impl IntoIterator<Item = &'a [u8]>) -> Hash {
    tags::SHEETS.hash(&payloads.into_iter().collect::<Vec<_>>())
}

/// A signed credential.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credential {
    /// The exact bytes: RFC 8785 JSON with its proof.
    pub text: String,
    /// SHA-256 of them.
    pub digest: Hash,
}

impl Credential {
    pub fn of(text: String) -> Credential {
        let digest = Hash(Sha256::digest(text.as_bytes()).into());
        Credential { text, digest }
    }
}

/// The canonical bytes that a credential of this statement has without its proof.
pub fn unsigned(statement: &Statement, key: &[u8; 32]) -> Result<Vec<u8>, NotCanonical> {
    to_canonical(&document::whole(statement, &did::did(key)))
}

#[cfg(test)]
mod tests;
