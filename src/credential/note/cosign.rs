//! Cosignatures: a signature over a checkpoint with the time at which it was made, as C2SP writes them
//! (<https://c2sp.org/tlog-cosignature>). Another office states by it that it saw the journal only grow; the station itself states by its
//! own from when its checkpoint is.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::{BadNote, Note, NoteSignature, NoteSigner, check_name};
use crate::credential::signing::{PUBLIC, SIGNATURE, Verifier};

/// The signature type byte of an Ed25519 cosignature.
const COSIGNATURE: u8 = 4;

/// A time and the signature over it and the note's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cosignature {
    /// Seconds since 1970-01-01.
    pub time: u64,
    pub signature: [u8; SIGNATURE],
}

/// What is signed: a header, the time, and the checkpoint's text.
pub fn message(time: u64, text: &str) -> Vec<u8> {
    format!("cosignature/v1\ntime {time}\n{text}").into_bytes()
}

fn key_id(name: &str, key: &[u8; PUBLIC]) -> [u8; 4] {
    let hash = Sha256::new().chain_update(name).chain_update([b'\n', COSIGNATURE]).chain_update(key).finalize();
    [hash[0], hash[1], hash[2], hash[3]]
}

impl Cosignature {
    /// Whether this key made it over `text`, strictly.
    pub fn holds(&self, text: &str, key: &[u8; PUBLIC]) -> bool {
        Verifier::new(key).is_some_and(|key| key.verifies_raw(&message(self.time, text), &self.signature))
    }

    fn read(bytes: &[u8]) -> Option<Cosignature> {
        let (time, signature) = bytes.split_first_chunk()?;
        Some(Cosignature { time: u64::from_be_bytes(*time), signature: signature.try_into().ok()? })
    }
}

impl Note {
    /// Adds the cosignature of the key called `name`, in the place of an earlier one of the same key.
    pub fn cosign(&mut self, name: &str, signer: &NoteSigner, time: u64) -> Result<(), BadNote> {
        check_name(name)?;
        let key_id = key_id(name, &signer.key);
        let signature = (signer.sign)(&message(time, &self.text));
        self.signatures.retain(|line| line.name != name || line.key_id != key_id);
        let bytes = [&time.to_be_bytes()[..], &signature].concat();
        self.signatures.push(NoteSignature { name: name.to_owned(), key_id, bytes });
        Ok(())
    }

    /// Puts a cosignature that was made elsewhere below the text, in the place of an earlier one of the same key.
    pub fn add_cosignature(&mut self, name: &str, key: &[u8; PUBLIC], made: &Cosignature) {
        let key_id = key_id(name, key);
        self.signatures.retain(|line| line.name != name || line.key_id != key_id);
        let bytes = [&made.time.to_be_bytes()[..], &made.signature].concat();
        self.signatures.push(NoteSignature { name: name.to_owned(), key_id, bytes });
    }

    /// The cosignature of this key, if it stands below the text and holds.
    pub fn cosignature(&self, name: &str, key: &[u8; PUBLIC]) -> Option<Cosignature> {
        let id = key_id(name, key);
        let line = self.signatures.iter().find(|line| line.name == name && line.key_id == id)?;
        Cosignature::read(&line.bytes).filter(|found| found.holds(&self.text, key))
    }

    /// The lines that may be cosignatures, by name: whose they are and whether they hold is for their keys to say.
    pub fn timed(&self) -> impl Iterator<Item = (&str, Cosignature)> {
        self.signatures.iter().filter_map(|line| Some((line.name.as_str(), Cosignature::read(&line.bytes)?)))
    }

    /// The note without its cosignatures: what goes where each character counts.
    pub fn plain(&self) -> Note {
        let mut plain = self.clone();
        plain.signatures.retain(|line| line.bytes.len() == SIGNATURE);
        plain
    }

    /// Takes over the cosignatures of another copy of the same note; false where it is of another text.
    pub fn take_cosignatures(&mut self, other: &Note) -> bool {
        if self.text != other.text {
            return false;
        }
        for line in &other.signatures {
            if line.bytes.len() != SIGNATURE && !self.signatures.contains(line) {
                self.signatures.push(line.clone());
            }
        }
        true
    }
}

/// A public key of a note as people carry it: `name+hex id+base64(type ‖ key)`, as C2SP's signed-note writes it.
pub fn vkey(name: &str, key: &[u8; PUBLIC]) -> String {
    let id: String = key_id(name, key).iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{name}+{id}+{}", STANDARD.encode([&[COSIGNATURE][..], key].concat()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credential::entropy::SeededEntropy;
    use crate::credential::signing::Signer;

    const TEXT: &str = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";

    fn note() -> (Note, Signer) {
        let signer = Signer::generate(&mut SeededEntropy::new(b"office")).unwrap();
        let sign = |bytes: &[u8]| signer.raw(bytes);
        let by = NoteSigner { key: signer.public(), sign: &sign };
        let mut note = Note::sign(TEXT, "example.com/behind-the-sofa", &by).unwrap();
        note.cosign("office", &by, 1_679_315_147).unwrap();
        (note, signer)
    }

    #[test]
    fn what_is_signed_is_the_published_message() {
        assert_eq!(
            String::from_utf8(message(1_679_315_147, TEXT)).unwrap(),
            "cosignature/v1\ntime 1679315147\nexample.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
        );
    }

    #[test]
    fn a_cosignature_is_read_back_with_its_time_and_holds_for_its_own_key_only() {
        let (note, signer) = note();
        let again = Note::parse(note.to_text().as_bytes()).unwrap();
        assert_eq!(again, note);
        assert_eq!(again.cosignature("office", &signer.public()).unwrap().time, 1_679_315_147);
        assert!(again.verify("example.com/behind-the-sofa", &signer.public()).is_ok());
        let other = Signer::generate(&mut SeededEntropy::new(b"other")).unwrap().public();
        assert_eq!(again.cosignature("office", &other), None);
        assert_eq!(again.cosignature("other", &signer.public()), None);
        assert_eq!(again.plain().to_text().lines().count(), 5);
        assert_eq!(again.timed().count(), 1);
    }

    #[test]
    fn no_altered_bit_of_a_cosignature_or_its_time_holds() {
        let (note, signer) = note();
        let found = note.cosignature("office", &signer.public()).unwrap();
        for bit in 0..512 {
            let mut forged = found;
            forged.signature[bit / 8] ^= 1 << (bit % 8);
            assert!(!forged.holds(TEXT, &signer.public()), "bit {bit}");
        }
        assert!(!Cosignature { time: found.time + 1, ..found }.holds(TEXT, &signer.public()));
    }

    #[test]
    fn cosignatures_go_from_one_copy_to_another_of_the_same_text() {
        let (note, _) = note();
        let mut plain = note.plain();
        assert!(plain.take_cosignatures(&note));
        assert_eq!(plain, note);
        let signer = Signer::generate(&mut SeededEntropy::new(b"office")).unwrap();
        let sign = |bytes: &[u8]| signer.raw(bytes);
        let mut other = Note::sign("other\n", "x", &NoteSigner { key: signer.public(), sign: &sign }).unwrap();
        assert!(!other.take_cosignatures(&note));
    }
}
