//! Ed25519 keys and signatures (RFC 8032), each signature over one purpose's bytes only.
//!
//! Signatures are verified one by one and strictly: a weak key or commitment, a scalar that is not reduced, a point in another encoding are all
//! refused, so that every verifier on every machine answers alike. One equation over many signatures would be some three times as fast, and
//! is not used. It sums the signatures with random weights, in which a commitment of mixed order cancels now and then: whoever holds the key can make a
//! signature that such an equation takes in one run and refuses in the next, and that strict verification always refuses. Nobody else can forge by it, but
//! the verdict on a certificate would hang on chance and on what else lay in the pile; to tell such a commitment apart costs what the equation saves.

mod table;

use std::sync::Arc;

use ed25519_dalek::{Signer as _, SigningKey, VerifyingKey};

use table::Table;

use super::entropy::{Entropy, NoEntropy};
use super::tags::Tag;

/// The length of a public key, in bytes.
pub const PUBLIC: usize = 32;
/// The length of a signature, in bytes.
pub const SIGNATURE: usize = 64;

/// A public key as people compare it: the first eight bytes, in four groups.
pub fn fingerprint(public: &[u8]) -> String {
    let hex: Vec<String> =
        public.chunks(2).take(4).map(|pair| pair.iter().map(|byte| format!("{byte:02x}")).collect()).collect();
    hex.join("-")
}

/// A key that signs. It leaves memory with its owner.
#[derive(Clone)]
pub struct Signer(SigningKey);

impl Signer {
    pub fn generate<E: Entropy + ?Sized>(entropy: &mut E) -> Result<Signer, NoEntropy> {
        let mut seed = zeroize::Zeroizing::new([0; 32]);
        entropy.fill(seed.as_mut())?;
        Ok(Signer::from_seed(&seed))
    }

    pub fn from_seed(seed: &[u8; 32]) -> Signer {
        Signer(SigningKey::from_bytes(seed))
    }

    /// The secret itself, for whoever wraps it.
    pub fn seed(&self) -> zeroize::Zeroizing<[u8; 32]> {
        zeroize::Zeroizing::new(self.0.to_bytes())
    }

    pub fn public(&self) -> [u8; PUBLIC] {
        self.0.verifying_key().to_bytes()
    }

    /// Signs `bytes` for one purpose.
    pub fn sign(&self, tag: Tag, bytes: &[u8]) -> [u8; SIGNATURE] {
        self.raw(&tag.message(bytes))
    }

    /// Signs a message that names its own purpose, such as a signed note.
    pub fn raw(&self, message: &[u8]) -> [u8; SIGNATURE] {
        self.0.sign(message).to_bytes()
    }
}

impl std::fmt::Debug for Signer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Signer(secret)")
    }
}

/// A public key, ready to verify with: decoded once and used often.
#[derive(Clone)]
pub struct Verifier {
    key: VerifyingKey,
    /// For a pile of signatures by one key.
    table: Option<Arc<Table>>,
}

impl Verifier {
    /// None where the bytes are no point of the curve, or one of the few weak ones under which anything verifies.
    pub fn new(public: &[u8]) -> Option<Verifier> {
        let key = VerifyingKey::from_bytes(public.try_into().ok()?).ok()?;
        (!key.is_weak()).then_some(Verifier { key, table: None })
    }

    /// The same for some hundred signatures or more, each of which then takes less than half the time. The verdicts are the same.
    pub fn for_many(self) -> Verifier {
        let table = Table::of(self.key.as_bytes()).map(Arc::new);
        Verifier { table, ..self }
    }

    pub fn is(&self, public: &[u8]) -> bool {
        self.key.as_bytes()[..] == *public
    }

    /// Strictly: one message and key have one signature, in its one encoding.
    pub fn verifies(&self, tag: Tag, bytes: &[u8], signature: &[u8]) -> bool {
        self.verifies_raw(&tag.message(bytes), signature)
    }

    pub fn verifies_raw(&self, message: &[u8], signature: &[u8]) -> bool {
        <&[u8; SIGNATURE]>::try_from(signature).is_ok_and(|signature| self.verifies_each(&[(message, signature)])[0])
    }

    /// The verdict on each of many, as each would have by itself.
    pub fn verifies_each(&self, signed: &[(&[u8], &[u8; SIGNATURE])]) -> Vec<bool> {
        let by_itself = |(message, signature): &(&[u8], &[u8; SIGNATURE])| {
            self.key.verify_strict(message, &ed25519_dalek::Signature::from_bytes(signature)).is_ok()
        };
        match &self.table {
            Some(table) => table.verifies(signed),
            None => signed.iter().map(by_itself).collect(),
        }
    }
}

impl PartialEq for Verifier {
    fn eq(&self, other: &Verifier) -> bool {
        self.key == other.key
    }
}

impl Eq for Verifier {}

impl std::fmt::Debug for Verifier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Verifier").field(&fingerprint(self.key.as_bytes())).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credential::entropy::SeededEntropy;
    use crate::credential::tags;

    fn bytes<const N: usize>(hex: &str) -> [u8; N] {
        std::array::from_fn(|i| u8::from_str_radix(&hex[2 * i..2 * i + 2], 16).unwrap())
    }

    /// RFC 8032 §7.1, tests 1 to 3.
    #[test]
    fn published_keys_give_the_published_signatures() {
        let cases = [
            (
                "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
                "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
                "",
                "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
            ),
            (
                "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
                "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
                "72",
                "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
            ),
            (
                "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
                "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
                "af82",
                "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
            ),
        ];
        for (seed, public, message, signature) in cases {
            let signer = Signer::from_seed(&bytes(seed));
            let message: Vec<u8> =
                (0..message.len() / 2).map(|i| u8::from_str_radix(&message[2 * i..2 * i + 2], 16).unwrap()).collect();
            assert_eq!(signer.public(), bytes::<32>(public));
            assert_eq!(signer.raw(&message), bytes::<64>(signature));
            assert!(Verifier::new(&signer.public()).unwrap().verifies_raw(&message, &bytes::<64>(signature)));
        }
    }

    #[test]
    fn a_signature_holds_for_its_own_purpose_bytes_and_key_only() {
        let mut entropy = SeededEntropy::new(b"keys");
        let (one, other) = (Signer::generate(&mut entropy).unwrap(), Signer::generate(&mut entropy).unwrap());
        let signature = one.sign(tags::SHEET, b"bytes");
        let verifier = Verifier::new(&one.public()).unwrap();
        assert!(verifier.verifies(tags::SHEET, b"bytes", &signature));
        assert!(!verifier.verifies(tags::ACT, b"bytes", &signature));
        assert!(!verifier.verifies(tags::SHEET, b"byteS", &signature));
        assert!(!Verifier::new(&other.public()).unwrap().verifies(tags::SHEET, b"bytes", &signature));
        for bit in 0..512 {
            let mut forged = signature;
            forged[bit / 8] ^= 1 << (bit % 8);
            assert!(!verifier.verifies(tags::SHEET, b"bytes", &forged), "bit {bit}");
        }
    }

    #[test]
    fn a_weak_or_malformed_key_verifies_nothing() {
        assert_eq!(Verifier::new(&[0; 32]), None, "the point of order one");
        assert_eq!(Verifier::new(&[1; 31]), None);
    }
}
