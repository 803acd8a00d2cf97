//! Evidence as a file: its canonical bytes, the key and the signature over them. What is not exactly what was signed is refused.

use serde::{Deserialize, Serialize};
use sha2::Digest as _;

use super::canonical::{NotCanonical, to_canonical};
use super::signing::{PUBLIC, SIGNATURE, Signer, Verifier};
use super::tags;
use crate::domain::evidence::Evidence;

/// The form of the file, and its version.
const FORM: &str = "touchstone/1/evidence";

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    evidence: Evidence,
    form: String,
    /// Lower-case hex, as is the signature.
    key: String,
    signature: String,
}

/// A file whose signature holds under the key that it names. Whose key that is, is for the reader to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    pub evidence: Evidence,
    pub key: [u8; PUBLIC],
}

/// Why a file is not opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bad {
    /// It is no such file, or not of this version.
    Form,
    /// The signature does not hold: it was changed, or signed by another key.
    Signature,
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn bytes<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digit = |at: usize| text.get(2 * at..2 * at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok());
    let all: Option<Vec<u8>> = (text.len() == 2 * N).then(|| (0..N).map(digit).collect()).flatten();
    all?.try_into().ok()
}

/// A file's SHA-256, in hex: by which both sides name it.
pub fn digest(file: &[u8]) -> String {
    hex(&sha2::Sha256::digest(file))
}

/// The file's bytes.
pub fn seal(evidence: &Evidence, signer: &Signer) -> Result<Vec<u8>, NotCanonical> {
    let signature = signer.sign(tags::EVIDENCE, &to_canonical(evidence)?);
    let (key, signature) = (hex(&signer.public()), hex(&signature));
    to_canonical(&File { evidence: evidence.clone(), form: FORM.to_owned(), key, signature })
}

/// Reads a file; nothing of it is believed before its signature holds.
pub fn open(file: &[u8]) -> Result<Opened, Bad> {
    super::strict::read(file).map_err(|_| Bad::Form)?;
    let file: File = serde_json::from_slice(file).map_err(|_| Bad::Form)?;
    if file.form != FORM {
        return Err(Bad::Form);
    }
    let key = bytes::<PUBLIC>(&file.key).ok_or(Bad::Form)?;
    let signature = bytes::<SIGNATURE>(&file.signature).ok_or(Bad::Form)?;
    let verifier = Verifier::new(&key).ok_or(Bad::Signature)?;
    let signed = to_canonical(&file.evidence).map_err(|_| Bad::Form)?;
    if !verifier.verifies(tags::EVIDENCE, &signed, &signature) {
        return Err(Bad::Signature);
    }
    Ok(Opened { evidence: file.evidence, key })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::evidence::{Line, What};

    fn evidence() -> Evidence {
        Evidence {
            issuer: "测试县".into(),
            lines: vec![Line {
                day: "2026-05-01".parse().unwrap(),
                document: "培〔2026〕1号".into(),
                holder_ref: None,
                hours: 80,
                name: "张伟".into(),
                place: None,
                proof: None,
                subject: "钳工中级班".into(),
                trade_name: "钳工".into(),
            }],
            made_on: "2026-06-01".parse().unwrap(),
            title: "2026 年计划".into(),
            what: What::Hours,
        }
    }

    #[test]
    fn a_file_says_what_was_signed_and_any_other_byte_is_refused() {
        let signer = Signer::from_seed(&[7; 32]);
        let file = seal(&evidence(), &signer).unwrap();
        assert_eq!(open(&file), Ok(Opened { evidence: evidence(), key: signer.public() }));
        let text = String::from_utf8(file.clone()).unwrap();
        assert_eq!(open(text.replace("\"hours\":80", "\"hours\":81").as_bytes()), Err(Bad::Signature));
        let other = String::from_utf8(seal(&evidence(), &Signer::from_seed(&[8; 32])).unwrap()).unwrap();
        let key = |text: &str| text.split("\"key\":\"").nth(1).unwrap()[..64].to_owned();
        assert_eq!(open(text.replace(&key(&text), &key(&other)).as_bytes()), Err(Bad::Signature), "another's key");
        for broken in ["{}", "", "[1]", "{\"form\":\"touchstone/2/evidence\"}"] {
            assert_eq!(open(broken.as_bytes()), Err(Bad::Form), "{broken}");
        }
        for at in 0..file.len() {
            let mut changed = file.clone();
            changed[at] ^= 1;
            assert_ne!(open(&changed).map(|opened| opened.evidence), Ok(evidence()), "byte {at}");
        }
    }
}
