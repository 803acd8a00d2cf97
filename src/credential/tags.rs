//! Every domain tag, listed once: what is hashed, keyed or sealed for one purpose can never pass for another.
//!
//! A tag names its purpose and the version of that purpose's format. A format that changes gets a new tag; a tag is never reused.

use super::tree::Hash;
use sha2::{Digest, Sha256};

/// The purpose of a hash, a key or a ciphertext.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tag(&'static str);

/// A claim's digest and a row's hash: the bytes of a leaf of the journal's tree.
pub const JOURNAL_LEAF: Tag = Tag("touchstone/2/journal-leaf");
/// Salt and bytes of an act's sealed part: its digest stands in the leaf and outlives the part.
pub const SEALED_PART: Tag = Tag("touchstone/1/sealed-part");
/// The sheet as an examiner signs it.
pub const SHEET: Tag = Tag("touchstone/2/sheet");
/// The paper and the standard that a sheet is marked by.
pub const BASIS: Tag = Tag("touchstone/1/basis");
/// An act as its second person signs it: the leaf of its journal row.
pub const ACT: Tag = Tag("touchstone/1/act");
/// A secret that is wrapped under a passphrase.
pub const CUSTODY: Tag = Tag("touchstone/1/custody");
/// The private half of the backup key, wrapped under the backup passphrase.
pub const BACKUP_KEY: Tag = Tag("touchstone/1/backup-key");
/// A kept checkpoint's row: the moment and the reason, which its note does not tell.
pub const CHECKPOINT_ROW: Tag = Tag("touchstone/1/checkpoint-row");
/// What a checkpoint code is made of.
pub const CHECKPOINT_CODE: Tag = Tag("touchstone/1/checkpoint-code");
/// The key that encrypts ID and phone numbers.
pub const KEY_NUMBERS: Tag = Tag("touchstone/1/key/numbers");
/// The key of the equality tags.
pub const KEY_EQUALITY: Tag = Tag("touchstone/1/key/equality");
/// The key of the tail tags.
pub const KEY_TAIL: Tag = Tag("touchstone/1/key/tail");
/// The key of the references under which the other side of the wall knows a holder.
pub const KEY_HOLDER: Tag = Tag("touchstone/1/key/holder");
/// An encrypted ID number.
pub const ID_NUMBER: Tag = Tag("touchstone/1/field/id-number");
/// An encrypted phone number.
pub const PHONE: Tag = Tag("touchstone/1/field/phone");
/// The reproducible bytes of demo and tests.
pub const SEEDED_ENTROPY: Tag = Tag("touchstone/1/seeded-entropy");

/// A person's lot in the draw of a panel.
pub const PANEL_DRAW: Tag = Tag("touchstone/1/panel-draw");
/// A candidate's lot for a workplace.
pub const STATION_DRAW: Tag = Tag("touchstone/1/station-draw");
/// A candidate's lot for a question set.
pub const SET_DRAW: Tag = Tag("touchstone/1/set-draw");
/// A finished piece's lot for its number.
pub const PIECE_DRAW: Tag = Tag("touchstone/1/piece-draw");
/// The lot of a score that may get a second look.
pub const MODERATION_SAMPLE: Tag = Tag("touchstone/1/moderation-sample");

/// What a leaf of the journal says beside its claim: the whole row.
pub const JOURNAL_ROW: Tag = Tag("touchstone/1/journal-row");
/// The same in the journal of the employment side: a row of one journal never passes for a row of the other.
pub const EMPLOYMENT_ROW: Tag = Tag("touchstone/1/employment-row");
/// A certificate's claim, to which its leaf commits.
pub const CLAIM: Tag = Tag("touchstone/1/claim");
/// The signed sheets on which a certificate rests.
pub const SHEETS: Tag = Tag("touchstone/1/certificate-sheets");

/// The key that signs JWTs, derived from the credential key.
pub const KEY_JWT: Tag = Tag("touchstone/1/key/jwt");

/// Hours and places as the employment side signs them for whoever registers entries.
pub const EVIDENCE: Tag = Tag("touchstone/1/evidence");
/// The seed of the key that signs them, from the secret of whoever keeps the wing.
pub const KEY_EVIDENCE: Tag = Tag("touchstone/1/key/evidence");
/// The seed of the key by which whoever keeps the wing agrees beside somebody else.
pub const KEY_BESIDE: Tag = Tag("touchstone/1/key/beside");

/// All of them, so that a test can see that no two meet.
pub const ALL: [Tag; 29] = [
    JOURNAL_LEAF,
    SEALED_PART,
    SHEET,
    BASIS,
    ACT,
    CUSTODY,
    BACKUP_KEY,
    CHECKPOINT_ROW,
    CHECKPOINT_CODE,
    KEY_NUMBERS,
    KEY_EQUALITY,
    KEY_TAIL,
    ID_NUMBER,
    PHONE,
    SEEDED_ENTROPY,
    PANEL_DRAW,
    STATION_DRAW,
    SET_DRAW,
    PIECE_DRAW,
    MODERATION_SAMPLE,
    JOURNAL_ROW,
    CLAIM,
    SHEETS,
    KEY_JWT,
    EMPLOYMENT_ROW,
    KEY_HOLDER,
    EVIDENCE,
    KEY_EVIDENCE,
    KEY_BESIDE,
];

impl Tag {
    pub const fn as_text(self) -> &'static str {
        self.0
    }

    pub const fn as_bytes(self) -> &'static [u8] {
        self.0.as_bytes()
    }

    /// The tag and the bytes, each behind its length (8 bytes, big-endian): what is signed or bound for this purpose.
    pub fn message(self, bytes: &[u8]) -> Vec<u8> {
        let mut message = Vec::with_capacity(16 + self.0.len() + bytes.len());
        for part in [self.as_bytes(), bytes] {
            message.extend((part.len() as u64).to_be_bytes());
            message.extend(part);
        }
        message
    }

    /// SHA-256 over the tag and the parts, each behind its length (8 bytes, big-endian), so that no two lists of parts share their bytes.
    pub fn hash(self, parts: &[&[u8]]) -> Hash {
        let mut sha = Sha256::new();
        for bytes in [self.as_bytes()].iter().chain(parts) {
            sha.update((bytes.len() as u64).to_be_bytes());
            sha.update(bytes);
        }
        Hash(sha.finalize().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_tag_is_the_beginning_of_another() {
        for (i, a) in ALL.iter().enumerate() {
            for (j, b) in ALL.iter().enumerate() {
                assert!(i == j || !a.0.starts_with(b.0), "{a:?} and {b:?}");
            }
        }
    }

    #[test]
    fn moving_a_byte_between_parts_or_changing_the_tag_changes_the_hash() {
        let hash = SHEET.hash(&[b"ab", b"c"]);
        assert_ne!(hash, SHEET.hash(&[b"a", b"bc"]));
        assert_ne!(hash, SHEET.hash(&[b"abc"]));
        assert_ne!(hash, SHEET.hash(&[b"ab", b"c", b""]));
        assert_ne!(hash, SEALED_PART.hash(&[b"ab", b"c"]));
    }
}
