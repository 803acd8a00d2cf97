//! Acts about keys and who sits at the desk. Secrets never enter the journal: only public keys do.

use serde::{Deserialize, Serialize};

use super::bytes_as_hex;
use crate::domain::id::PersonId;

/// A person's own public key (Ed25519, 32 bytes), in use from here on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyEnrolled {
    #[serde(with = "bytes_as_hex")]
    pub key: Vec<u8>,
    pub person: PersonId,
}

/// A person's key is used no more: lost, renewed, or they left. What it signed before stays signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyRetired {
    #[serde(with = "bytes_as_hex")]
    pub key: Vec<u8>,
    pub person: PersonId,
}

/// A key of the station's own, for `checkpoint`, `credential` or `backup`; the one before it for that purpose ends here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StationKeyMade {
    #[serde(with = "bytes_as_hex")]
    pub key: Vec<u8>,
    pub purpose: String,
}

/// Somebody signed in at the screens, after so many wrong passphrases since the last time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskTaken {
    pub wrong: u32,
}
