//! The station's backup key: backups are sealed to its public half, so that whoever makes one needs no secret, and opened by the other
//! half, which lies wrapped under the backup passphrase in the file and in each backup. The passphrase is for nothing else: it can
//! lie in two sealed envelopes.

use zeroize::Zeroizing;

use super::age::{Header, Identity, KEY, Stanza};
use super::custody::{Cost, SALT, WrappingKey};
use super::entropy::{Entropy, NoEntropy};
use super::tags;
use super::vault::NONCE;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;

/// The kind of the line in a backup's header that carries the wrapped half.
const STANZA: &str = "touchstone/backup-key/1";
/// What a header may ask of this computer to open it: a forged one shall not stop it.
const DEAREST: Cost = Cost { memory_kib: 1024 * 1024, passes: 16 };

/// Both halves, the private one wrapped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupKey {
    pub public: [u8; KEY],
    pub salt: [u8; SALT],
    pub cost: Cost,
    pub wrapped: Vec<u8>,
}

impl BackupKey {
    /// A new pair under this passphrase.
    pub fn make(passphrase: &str, cost: Cost, entropy: &mut dyn Entropy) -> Result<BackupKey, NoEntropy> {
        let identity = Identity::generate(entropy)?;
        let (mut salt, mut nonce) = ([0; SALT], [0; NONCE]);
        entropy.fill(&mut salt)?;
        entropy.fill(&mut nonce)?;
        let public = identity.public();
        let wrapped = WrappingKey::derive(passphrase, &salt, cost).wrap_as(&nonce, &about(&public), identity.expose());
        Ok(BackupKey { public, salt, cost, wrapped })
    }

    /// The private half; none where the passphrase is another one.
    pub fn open(&self, passphrase: &str) -> Option<Identity> {
        let key = WrappingKey::derive(passphrase, &self.salt, self.cost);
        let private: Zeroizing<[u8; KEY]> = key.unwrap_as(&about(&self.public), &self.wrapped)?;
        let identity = Identity::new(private);
        (identity.public() == self.public).then_some(identity)
    }

    /// The line that goes with a backup.
    pub fn stanza(&self) -> Stanza {
        let (salt, public) = (STANDARD_NO_PAD.encode(self.salt), STANDARD_NO_PAD.encode(self.public));
        let (memory, passes) = (self.cost.memory_kib.to_string(), self.cost.passes.to_string());
        Stanza { words: vec![STANZA.to_owned(), public, salt, memory, passes], body: self.wrapped.clone() }
    }

    /// The key that a backup brings with it; none where it is somebody else's file.
    pub fn in_header(header: &Header) -> Option<BackupKey> {
        header.stanzas.iter().find_map(|stanza| {
            let [kind, public, salt, memory, passes] = &stanza.words[..] else { return None };
            let bytes = |text: &str| STANDARD_NO_PAD.decode(text).ok();
            let cost = Cost { memory_kib: memory.parse().ok()?, passes: passes.parse().ok()? };
            let bearable = (Cost::NONE.memory_kib..=DEAREST.memory_kib).contains(&cost.memory_kib)
                && (1..=DEAREST.passes).contains(&cost.passes);
            (kind == STANZA && bearable).then_some(())?;
            let (public, salt) = (bytes(public)?.try_into().ok()?, bytes(salt)?.try_into().ok()?);
            Some(BackupKey { public, salt, cost, wrapped: stanza.body.clone() })
        })
    }
}

fn about(public: &[u8; KEY]) -> Vec<u8> {
    tags::BACKUP_KEY.message(public)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credential::entropy::SeededEntropy;

    fn key() -> BackupKey {
        BackupKey::make("两个信封里的口令 2026", Cost::NONE, &mut SeededEntropy::new(b"backup key")).unwrap()
    }

    #[test]
    fn the_private_half_opens_under_its_passphrase_only_and_every_bit_of_it_counts() {
        let key = key();
        assert_eq!(key.open("两个信封里的口令  2026 ").map(|own| own.public()), Some(key.public));
        assert!(key.open("两个信封里的口令 2027").is_none());
        for bit in 0..key.wrapped.len() * 8 {
            let mut forged = key.clone();
            forged.wrapped[bit / 8] ^= 1 << (bit % 8);
            assert!(forged.open("两个信封里的口令 2026").is_none(), "{bit}");
        }
        let other = BackupKey { public: [9; KEY], ..key };
        assert!(other.open("两个信封里的口令 2026").is_none(), "another public half beside it");
    }

    #[test]
    fn it_comes_out_of_a_header_as_it_went_in_and_a_header_cannot_ask_for_everything() {
        let key = key();
        let header = |stanza: Stanza| Header { stanzas: vec![stanza] };
        assert_eq!(BackupKey::in_header(&header(key.stanza())), Some(key.clone()));
        for (word, value) in [(3, "4294967295"), (3, "0"), (4, "0"), (4, "9999"), (1, "AAAA"), (2, "?"), (0, "X25519")]
        {
            let mut stanza = key.stanza();
            stanza.words[word] = value.to_owned();
            assert_eq!(BackupKey::in_header(&header(stanza)), None, "{word} {value}");
        }
    }
}
