//! ID and phone numbers at rest: ciphertext, a keyed tag to find the same number again, and a keyed tag of its last four characters.
//!
//! Without the data key none of them tells anything but whether two are equal; so search, replay and checking need no key, and reading does.
//! XChaCha20-Poly1305 with the field's tag as associated data; tags by HMAC-SHA-256. Each purpose has a subkey of its own.
//! Everything is a function of its arguments: the nonce is drawn by the caller and recorded with the act.

use super::entropy::{Entropy, NoEntropy};
use super::tags::{self, Tag};
use crate::domain::language::{Lang, Say};
use crate::say;
use chacha20poly1305::aead::{Aead, AeadInOut, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use std::fmt;
use zeroize::Zeroizing;

/// The length of a nonce, in bytes: long enough to be drawn at random without ever meeting another.
pub const NONCE: usize = 24;

/// The station's data key: 32 bytes that leave memory with their owner.
#[derive(Clone)]
pub struct DataKey(Zeroizing<[u8; 32]>);

impl DataKey {
    pub fn new(bytes: [u8; 32]) -> Self {
        DataKey(Zeroizing::new(bytes))
    }

    pub fn generate(entropy: &mut impl Entropy) -> Result<Self, NoEntropy> {
        let mut key = Zeroizing::new([0; 32]);
        entropy.fill(key.as_mut())?;
        Ok(DataKey(key))
    }

    /// The key itself, for the one row that keeps it.
    pub fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    /// A key for one purpose. The data key is uniformly random, so one HMAC is a sound derivation (RFC 5869 §3.3).
    fn subkey(&self, purpose: Tag) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(keyed(&mac(&self.0), &[purpose.as_bytes()]))
    }
}

impl fmt::Debug for DataKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DataKey(secret)")
    }
}

/// Which number is protected. A ciphertext of one field does not open as another's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    IdNumber,
    Phone,
}

impl Field {
    const fn tag(self) -> Tag {
        match self {
            Field::IdNumber => tags::ID_NUMBER,
            Field::Phone => tags::PHONE,
        }
    }
}

/// The ciphertext does not open: another key, another field, or damage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the protected number does not open with this key")]
pub struct Unreadable;

impl Say for Unreadable {
    fn say(&self, lang: Lang) -> String {
        say!(
            lang,
            "受保护的号码无法解密：数据密钥不符或内容已损坏。请运行 touchstone check，必要时从备份恢复。",
            "The protected number does not open: the data key is another or the content is damaged. Run touchstone check; restore a backup if need be."
        )
    }
}

/// What the data key can do, with its subkeys made once.
pub struct Vault {
    numbers: XChaCha20Poly1305,
    equality: Hmac<Sha256>,
    tail: Hmac<Sha256>,
    holder: Hmac<Sha256>,
}

impl Vault {
    pub fn new(key: &DataKey) -> Self {
        Vault {
            numbers: XChaCha20Poly1305::new((&*key.subkey(tags::KEY_NUMBERS)).into()),
            equality: mac(&key.subkey(tags::KEY_EQUALITY)),
            tail: mac(&key.subkey(tags::KEY_TAIL)),
            holder: mac(&key.subkey(tags::KEY_HOLDER)),
        }
    }

    /// The nonce, then the ciphertext: 40 bytes longer than `plaintext`. A nonce must never be used twice with one key.
    pub fn encrypt(&self, nonce: &[u8; NONCE], field: Field, plaintext: &[u8]) -> Vec<u8> {
        let mut sealed = Vec::with_capacity(NONCE + plaintext.len() + 16);
        sealed.extend_from_slice(nonce);
        sealed.extend_from_slice(plaintext);
        let tag = self
            .numbers
            .encrypt_inout_detached(nonce.into(), field.tag().as_bytes(), (&mut sealed[NONCE..]).into())
            .expect("a number is far shorter than the cipher's limit of 256 GiB");
        sealed.extend_from_slice(&tag);
        sealed
    }

    /// Opens what [`Vault::encrypt`] made for the same field; whole or not at all.
    pub fn decrypt(&self, field: Field, bytes: &[u8]) -> Result<Zeroizing<Vec<u8>>, Unreadable> {
        let (nonce, ciphertext) = bytes.split_first_chunk::<NONCE>().ok_or(Unreadable)?;
        let payload = Payload { msg: ciphertext, aad: field.tag().as_bytes() };
        self.numbers.decrypt(nonce.into(), payload).map(Zeroizing::new).map_err(|_| Unreadable)
    }

    /// Equal for the same kind of document (or phone) and the same number, in the one spelling that the caller normalises to.
    pub fn equality_tag(&self, kind: &str, number: &str) -> [u8; 16] {
        shortened(&keyed(&self.equality, &[kind.as_bytes(), number.as_bytes()]))
    }

    /// Equal for the same last four characters of the same field. It narrows a search; ten thousand tails exist, so it identifies nobody.
    pub fn tail_tag(&self, field: Field, last_four: &str) -> [u8; 8] {
        shortened(&keyed(&self.tail, &[field.tag().as_bytes(), last_four.as_bytes()]))
    }

    /// The reference under which employers know a holder: the same for all certificates of one candidate, 16 hex digits, and no way
    /// back to the candidate without the key.
    pub fn holder_reference(&self, candidate: i64) -> String {
        let tag: [u8; 8] = shortened(&keyed(&self.holder, &[&candidate.to_be_bytes()]));
        tag.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// HMAC-SHA-256 under a key, before its first byte.
fn mac(key: &[u8; 32]) -> Hmac<Sha256> {
    Hmac::new_from_slice(key).expect("HMAC takes a key of any length")
}

/// The keyed hash over the parts, each behind its length (8 bytes, big-endian).
fn keyed(mac: &Hmac<Sha256>, parts: &[&[u8]]) -> [u8; 32] {
    let mut mac = mac.clone();
    for part in parts {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

fn shortened<const N: usize>(hash: &[u8; 32]) -> [u8; N] {
    *hash.first_chunk().expect("tags are at most 32 bytes")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credential::entropy::SeededEntropy;
    use proptest::prelude::*;

    fn vault(seed: &str) -> Vault {
        Vault::new(&DataKey::generate(&mut SeededEntropy::new(seed.as_bytes())).unwrap())
    }

    #[test]
    fn a_number_opens_with_its_own_key_and_field_only() {
        let sealed = vault("a").encrypt(&[7; NONCE], Field::IdNumber, b"11010519491231002X");
        assert_eq!(sealed.len(), NONCE + 18 + 16);
        assert_eq!(vault("a").decrypt(Field::IdNumber, &sealed).unwrap().as_slice(), b"11010519491231002X");
        assert_eq!(vault("a").decrypt(Field::Phone, &sealed), Err(Unreadable));
        assert_eq!(vault("b").decrypt(Field::IdNumber, &sealed), Err(Unreadable));
        for length in 0..sealed.len() {
            assert_eq!(vault("a").decrypt(Field::IdNumber, &sealed[..length]), Err(Unreadable), "{length}");
        }
    }

    #[test]
    fn the_number_is_not_in_the_ciphertext_and_equal_arguments_give_equal_bytes() {
        let vault = vault("a");
        let sealed = vault.encrypt(&[1; NONCE], Field::Phone, b"13800138000");
        assert!(!sealed.windows(4).any(|window| b"13800138000".windows(4).any(|part| part == window)));
        assert_eq!(sealed, vault.encrypt(&[1; NONCE], Field::Phone, b"13800138000"));
        assert_ne!(sealed[NONCE..], vault.encrypt(&[2; NONCE], Field::Phone, b"13800138000")[NONCE..]);
    }

    #[test]
    fn tags_differ_by_key_kind_field_and_number() {
        let (a, b) = (vault("a"), vault("b"));
        let tag = a.equality_tag("resident", "11010519491231002X");
        assert_eq!(tag, a.equality_tag("resident", "11010519491231002X"));
        assert_ne!(tag, b.equality_tag("resident", "11010519491231002X"));
        assert_ne!(tag, a.equality_tag("passport", "11010519491231002X"));
        assert_ne!(tag, a.equality_tag("resident1", "1010519491231002X"));
        let tail = a.tail_tag(Field::IdNumber, "002X");
        assert_eq!(tail, a.tail_tag(Field::IdNumber, "002X"));
        assert_ne!(tail, a.tail_tag(Field::Phone, "002X"));
        assert_ne!(tail, b.tail_tag(Field::IdNumber, "002X"));
    }

    #[test]
    fn a_holder_has_one_reference_under_one_key_and_no_two_holders_share_it() {
        let (a, b) = (vault("a"), vault("b"));
        assert_eq!(a.holder_reference(7), a.holder_reference(7));
        assert_ne!(a.holder_reference(7), a.holder_reference(8));
        assert_ne!(a.holder_reference(7), b.holder_reference(7));
        assert_eq!(a.holder_reference(7).len(), 16);
    }

    #[test]
    fn a_key_is_not_printed() {
        assert_eq!(format!("{:?}", DataKey::new([0xAB; 32])), "DataKey(secret)");
    }

    proptest! {
        #[test]
        fn whatever_is_sealed_opens_and_no_flipped_bit_does(text in proptest::collection::vec(any::<u8>(), 0..40), nonce in any::<[u8; NONCE]>(), at in any::<usize>()) {
            let vault = vault("a");
            let mut sealed = vault.encrypt(&nonce, Field::IdNumber, &text);
            let opened = vault.decrypt(Field::IdNumber, &sealed).unwrap();
            prop_assert_eq!(opened.as_slice(), text.as_slice());
            let bit = at % (sealed.len() * 8);
            sealed[bit / 8] ^= 1 << (bit % 8);
            prop_assert!(vault.decrypt(Field::IdNumber, &sealed).is_err());
        }
    }
}
