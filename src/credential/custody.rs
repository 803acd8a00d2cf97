//! Secrets at rest: a person's keys, and the station's, each wrapped under that person's passphrase.
//!
//! Argon2id makes the wrapping key, at a cost that is kept beside what it wraps, so that an old file still opens after the
//! cost was raised. A lost passphrase opens nothing: a new key is issued, and the old one's signatures stay verifiable.

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use super::tags;
use super::vault::NONCE;
use crate::domain::id::PersonId;

/// The length of a salt, in bytes.
pub const SALT: usize = 16;

/// What one guess at a passphrase costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    pub memory_kib: u32,
    pub passes: u32,
}

impl Cost {
    /// 64 MiB and three passes: 0.3 s on a fast machine, one second or so on an old one.
    pub const USUAL: Cost = Cost { memory_kib: 64 * 1024, passes: 3 };
    /// For tests and the sample station, whose passphrases are public.
    pub const NONE: Cost = Cost { memory_kib: 8, passes: 1 };
}

/// What is wrapped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Secret {
    /// The data key of ID and phone numbers.
    Data,
    /// The person's own signing key.
    Signing,
    /// The station's key for checkpoints.
    Checkpoint,
    /// The station's key for certificates.
    Credential,
    /// Opens nothing of evaluation: by it alone whoever stands on the employment side proves their passphrase.
    Wing,
}

impl Secret {
    pub const ALL: [Secret; 5] = [Secret::Data, Secret::Signing, Secret::Checkpoint, Secret::Credential, Secret::Wing];

    pub const fn word(self) -> &'static str {
        match self {
            Secret::Data => "data",
            Secret::Signing => "signing",
            Secret::Checkpoint => "checkpoint",
            Secret::Credential => "credential",
            Secret::Wing => "wing",
        }
    }

    pub fn from_word(word: &str) -> Option<Secret> {
        Secret::ALL.into_iter().find(|secret| secret.word() == word)
    }
}

/// The key that a passphrase makes: it wraps and unwraps one person's secrets.
pub struct WrappingKey(XChaCha20Poly1305);

impl WrappingKey {
    /// Takes as long as `cost` says. The passphrase counts as it is read, not as it was typed: NFC, one blank between words.
    ///
    /// # Panics
    /// Where `cost` is below Argon2's own least.
    pub fn derive(passphrase: &str, salt: &[u8; SALT], cost: Cost) -> WrappingKey {
        let words: Zeroizing<String> = Zeroizing::new(passphrase.split_whitespace().collect::<Vec<_>>().join(" "));
        let words: Zeroizing<String> = Zeroizing::new(words.nfc().collect());
        let params = Params::new(cost.memory_kib, cost.passes, 1, Some(32)).expect("the cost is one of ours");
        let mut key = Zeroizing::new([0; 32]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(words.as_bytes(), salt, key.as_mut())
            .expect("a passphrase is far shorter than Argon2's limit");
        WrappingKey(XChaCha20Poly1305::new((&*key).into()))
    }

    /// The nonce, then the ciphertext. It opens for this person and this secret only.
    pub fn wrap(&self, nonce: &[u8; NONCE], person: PersonId, secret: Secret, bytes: &[u8; 32]) -> Vec<u8> {
        self.wrap_as(nonce, &about(person, secret), bytes)
    }

    /// The same for what is no person's: it opens for what `about` names only.
    pub(super) fn wrap_as(&self, nonce: &[u8; NONCE], about: &[u8], bytes: &[u8; 32]) -> Vec<u8> {
        let payload = Payload { msg: bytes, aad: about };
        let sealed = self.0.encrypt(nonce.into(), payload).expect("32 bytes are far below the cipher's limit");
        [nonce.as_slice(), &sealed].concat()
    }

    /// None where the passphrase is another one, or the bytes are not what was wrapped for this person and secret.
    pub fn unwrap(&self, person: PersonId, secret: Secret, wrapped: &[u8]) -> Option<Zeroizing<[u8; 32]>> {
        self.unwrap_as(&about(person, secret), wrapped)
    }

    /// The same for what [`WrappingKey::wrap_as`] wrapped.
    pub(super) fn unwrap_as(&self, about: &[u8], wrapped: &[u8]) -> Option<Zeroizing<[u8; 32]>> {
        let (nonce, sealed) = wrapped.split_first_chunk::<NONCE>()?;
        let opened = Zeroizing::new(self.0.decrypt(nonce.into(), Payload { msg: sealed, aad: about }).ok()?);
        Some(Zeroizing::new(opened.as_slice().try_into().ok()?))
    }
}

fn about(person: PersonId, secret: Secret) -> Vec<u8> {
    tags::CUSTODY.message(format!("{}/{}", person.0, secret.word()).as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_opens_under_its_own_passphrase_person_and_purpose_only() {
        let key = |words: &str| WrappingKey::derive(words, &[3; SALT], Cost::NONE);
        let wrapped = key("马到成功 2026 touchstone").wrap(&[9; NONCE], PersonId(4), Secret::Signing, &[7; 32]);
        let opened = |words: &str, person, secret| key(words).unwrap(PersonId(person), secret, &wrapped).is_some();
        assert!(opened("马到成功 2026 touchstone", 4, Secret::Signing));
        assert!(opened("  马到成功  2026　touchstone ", 4, Secret::Signing), "blanks are not told apart");
        assert!(!opened("马到成功 2026 touchstonE", 4, Secret::Signing));
        assert!(!opened("马到成功 2026 touchstone", 5, Secret::Signing), "rows swapped in the file");
        assert!(!opened("马到成功 2026 touchstone", 4, Secret::Data));
        for bit in 0..wrapped.len() * 8 {
            let mut forged = wrapped.clone();
            forged[bit / 8] ^= 1 << (bit % 8);
            assert!(key("马到成功 2026 touchstone").unwrap(PersonId(4), Secret::Signing, &forged).is_none(), "{bit}");
        }
    }

    /// The cost and the algorithm are in the file's format: the same words must open it for ever.
    #[test]
    fn a_passphrase_makes_the_same_key_for_ever() {
        let params = Params::new(Cost::NONE.memory_kib, Cost::NONE.passes, 1, Some(32)).unwrap();
        let mut raw = [0; 32];
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(b"e\xcc\x81t\xc3\xa9", &[1; 16], &mut raw)
            .unwrap();
        let mut nfc = [0; 32];
        let params = Params::new(8, 1, 1, Some(32)).unwrap();
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into("été".as_bytes(), &[1; 16], &mut nfc)
            .unwrap();
        assert_ne!(raw, nfc, "the two spellings are different bytes");
        let wrapped = WrappingKey::derive("e\u{301}te\u{301}", &[1; 16], Cost::NONE).wrap(
            &[0; NONCE],
            PersonId(1),
            Secret::Data,
            &[5; 32],
        );
        assert!(WrappingKey::derive("été", &[1; 16], Cost::NONE).unwrap(PersonId(1), Secret::Data, &wrapped).is_some());
    }
}
