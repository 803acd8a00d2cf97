//! What a credential says of its holder without telling it: digests of the ID number and the photo, each with a salt of its own.
//!
//! Eighteen digits can be enumerated; 128 bits of salt cannot. The salt is in the sealed holder part, the PDF and the QR, so that whoever
//! holds the ID card and the certificate can check that they belong together, and nobody else learns the number.
//!
//! The form is that of Open Badges 3.0 `IdentityObject`: SHA-256 over the value followed by the salt as text.

use sha2::{Digest, Sha256};

use super::entropy::{Entropy, NoEntropy};
use super::tree::Hash;

/// The length of a salt, in bytes.
pub const SALT: usize = 16;

/// A salt; its text is 32 small hex digits, so that value and salt never run into each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Salt(pub [u8; SALT]);

impl Salt {
    pub fn draw<E: Entropy + ?Sized>(entropy: &mut E) -> Result<Salt, NoEntropy> {
        let mut bytes = [0; SALT];
        entropy.fill(&mut bytes)?;
        Ok(Salt(bytes))
    }

    /// The salted digest of a value: an ID number as text in its stored form, or a photo's bytes.
    pub fn digest(&self, value: &[u8]) -> Hash {
        Hash(Sha256::new().chain_update(value).chain_update(self.to_string()).finalize().into())
    }
}

impl std::fmt::Display for Salt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_is_sha256_of_the_value_and_the_salt_as_text() {
        let salt = Salt(std::array::from_fn(|i| i as u8));
        assert_eq!(salt.to_string(), "000102030405060708090a0b0c0d0e0f");
        let plain = Sha256::digest(b"11010519491231002X000102030405060708090a0b0c0d0e0f");
        assert_eq!(salt.digest(b"11010519491231002X"), Hash(plain.into()));
        assert_ne!(salt.digest(b"11010519491231002X"), Salt([0; SALT]).digest(b"11010519491231002X"));
    }
}
