//! What came from the other side of the wall as a signed file.

use serde::{Deserialize, Serialize};

use super::bytes_as_hex;
use crate::domain::evidence::What;
use crate::domain::id::{Digest, EntryId};

/// A signed file of training hours or competition places; what follows for an entry's claims is an act of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceTaken {
    pub file_name: String,
    /// Whose wing it came from, in its own words.
    pub issuer: String,
    /// The key under which its signature held; whoever took it in vouched that it is the issuer's.
    #[serde(with = "bytes_as_hex")]
    pub key: Vec<u8>,
    pub lines: Vec<EvidenceFound>,
    pub sha256: Digest,
    pub what: What,
}

/// What it says of an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceFound {
    pub entry: EntryId,
    pub hours: u16,
    pub place: Option<u16>,
    pub proof: Option<String>,
    pub subject: String,
}
