//! The lot of a score in a sample for moderation: the SHA-256 of a short text, which any program can compute again.
//!
//! The text is `touchstone/1/moderation-sample/SEED/ENTRY/SUBJECT`: the seed in lower-case hex as recorded, the entry's number
//! in decimal digits, the subject's word. The smallest digests are in the sample.

use sha2::{Digest, Sha256};

use super::tags::MODERATION_SAMPLE;
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::id::EntryId;

/// Bytes of a seed.
pub const SEED: usize = 16;

/// A seed as it is recorded and shown: lower-case hex.
pub fn seed_text(bytes: &[u8; SEED]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What is hashed for one score.
pub fn lot_text(seed: &str, entry: EntryId, subject: SubjectKind) -> String {
    let tag = String::from_utf8_lossy(MODERATION_SAMPLE.as_bytes());
    format!("{tag}/{seed}/{}/{}", entry.0, subject.word())
}

/// The score's lot.
pub fn lot(seed: &str, entry: EntryId, subject: SubjectKind) -> [u8; 32] {
    Sha256::digest(lot_text(seed, entry, subject)).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Computed with coreutils: `printf touchstone/1/moderation-sample/000102030405060708090a0b0c0d0e0f/7/skills | sha256sum`.
    #[test]
    fn a_lot_is_what_any_sha256_tool_gives() {
        let seed = seed_text(&std::array::from_fn(|n| n as u8));
        let text = lot_text(&seed, EntryId(7), SubjectKind::Skills);
        assert_eq!(text, "touchstone/1/moderation-sample/000102030405060708090a0b0c0d0e0f/7/skills");
        let digest: String =
            lot(&seed, EntryId(7), SubjectKind::Skills).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(digest, "0906b0de51d5e0969b9921d445795c00539a04a4cd566d6656d1bbf072d04008");
    }
}
