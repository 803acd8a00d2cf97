//! The proof of registration 登记证明: a certificate's claim, the path from its leaf to a checkpoint of the journal, and the station's
//! signature over that checkpoint with its time. Whoever has it and the station's public key needs nothing else.
//!
//! It travels as a QR (`qr`), so compact that a page of 3 cm carries it, and as a text file (`text`, C2SP tlog-proof).

mod qr;
mod text;

pub use qr::{END, LONGEST, PREFIX, Qr, read as read_qr};
pub use text::{EXTENSION, is_text, read as read_text};

use super::checkpoint::Checkpoint;
use super::claim::{BadClaim, Claim, Unfit};
use super::leaf::leaf_of;
use super::note::{Cosignature, Note};
use super::salted::Salt;
use super::signing::PUBLIC;
use super::tree::{Hash, Unproven, root_along};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registration {
    pub claim: Claim,
    /// The salt of the holder's number.
    pub salt: Salt,
    /// The salt of the photo; the QR leaves it out.
    pub photo_salt: Option<Salt>,
    /// What the leaf says beside the claim.
    pub row: Hash,
    /// The leaf's place, from 0.
    pub index: u64,
    /// Whose journal it is, and how many acts it had.
    pub origin: String,
    pub size: u64,
    /// Sibling hashes, lowest first.
    pub path: Vec<Hash>,
    /// The station's own signature over the checkpoint, with its time.
    pub seal: Cosignature,
    /// The checkpoint with everybody's signatures; the QR has the station's only.
    pub note: Option<Note>,
}

/// Why a text or bytes are no proof of registration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadRegistration {
    #[error("not a proof of registration")]
    Form,
    #[error("made by a newer version of this program")]
    Version,
    #[error("cut off")]
    Short,
    #[error(transparent)]
    Claim(#[from] BadClaim),
    #[error("the path does not belong to a tree of that size")]
    Path(#[from] Unproven),
    #[error("its checkpoint is not that of its path")]
    Checkpoint,
}

impl Registration {
    /// The checkpoint that the claim leads to. A claim or path that was changed leads to another one, which nobody signed.
    pub fn checkpoint(&self) -> Result<Checkpoint, BadRegistration> {
        let claim = self.claim.digest().map_err(|_| BadRegistration::Form)?;
        let leaf = leaf_of(Some(&claim), &self.row);
        let root = root_along(&leaf, self.index, self.size, &self.path)?;
        Ok(Checkpoint { origin: self.origin.clone(), size: self.size, root })
    }

    /// Whether this key of the station signed that checkpoint: with its time, and where the note came along also as a note, each on its own line.
    pub fn holds(&self, key: &[u8; PUBLIC]) -> bool {
        let noted = |note: &Note| {
            note.verify(&self.origin, key).is_ok() && note.cosignature(&self.origin, key) == Some(self.seal)
        };
        self.checkpoint().is_ok_and(|checkpoint| self.seal.holds(&checkpoint.body(), key))
            && self.note.as_ref().is_none_or(noted)
    }

    /// A code that a person can read out beside the number: 12 characters of the claim's digest in three groups, each with its check
    /// character. Whoever asks the station hears the same one, or the page is not the station's.
    pub fn short_code(&self) -> Result<String, Unfit> {
        short_code(&self.claim)
    }
}

/// The short code of a claim.
pub fn short_code(claim: &Claim) -> Result<String, Unfit> {
    Ok(super::checkpoint_code::spoken(&claim.digest()?))
}

#[cfg(test)]
mod tests;
