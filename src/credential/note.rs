//! Signed notes: a text with the signatures over it, written as C2SP writes them (<https://c2sp.org/signed-note>), so that
//! other people's tools can verify them.
//!
//! The text ends in a line break; after an empty line stands one line a signature: `— name base64(key id ‖ signature)`. A note has one
//! spelling: what is not exactly as it would be written here is refused.

mod cosign;

pub use cosign::{Cosignature, message as cosigned_message, vkey as cosigner_key};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signature, VerifyingKey};
use sha2::{Digest, Sha256};

/// The signature type byte of Ed25519 in a note.
const ED25519: u8 = 1;

/// A key that signs notes: its public half, and what signs a message with the other.
pub struct NoteSigner<'a> {
    pub key: [u8; 32],
    pub sign: &'a dyn Fn(&[u8]) -> [u8; 64],
}

/// A text under one signature or more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    text: String,
    signatures: Vec<NoteSignature>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct NoteSignature {
    name: String,
    key_id: [u8; 4],
    bytes: Vec<u8>,
}

/// Why bytes are no signed note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadNote {
    #[error("the text is not UTF-8, holds a control character, or does not end in a line break")]
    Text,
    #[error("no signature stands below the text")]
    Unsigned,
    #[error("a signature line is not “— name base64”")]
    Line,
    #[error("a key's name is empty, or holds a blank or a plus sign")]
    Name,
}

/// No signature of this key holds over this text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the note is not signed by this key")]
pub struct Unverified;

/// What a note calls a key: the first four bytes of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key).
pub fn key_id(name: &str, key: &[u8; 32]) -> [u8; 4] {
    let hash = Sha256::new().chain_update(name).chain_update([b'\n', ED25519]).chain_update(key).finalize();
    [hash[0], hash[1], hash[2], hash[3]]
}

fn check_text(text: &str) -> Result<(), BadNote> {
    let plain = |c: char| c == '\n' || c >= ' ';
    if text.ends_with('\n') && text.chars().all(plain) { Ok(()) } else { Err(BadNote::Text) }
}

fn check_name(name: &str) -> Result<(), BadNote> {
    let wrong = |c: char| c.is_whitespace() || c.is_control() || c == '+';
    if name.is_empty() || name.contains(wrong) { Err(BadNote::Name) } else { Ok(()) }
}

impl Note {
    /// Signs `text`, which ends in a line break, by the key called `name`.
    pub fn sign(text: &str, name: &str, signer: &NoteSigner) -> Result<Note, BadNote> {
        check_text(text)?;
        check_name(name)?;
        let bytes = (signer.sign)(text.as_bytes()).to_vec();
        let signature = NoteSignature { name: name.to_owned(), key_id: key_id(name, &signer.key), bytes };
        Ok(Note { text: text.to_owned(), signatures: vec![signature] })
    }

    /// Reads what [`Note::to_text`] writes. Who signed, and whether that holds, is for [`Note::verify`] to say.
    pub fn parse(bytes: &[u8]) -> Result<Note, BadNote> {
        let whole = std::str::from_utf8(bytes).map_err(|_| BadNote::Text)?;
        check_text(whole)?;
        let at = whole.rfind("\n\n").ok_or(BadNote::Unsigned)?;
        let (text, below) = (&whole[..=at], &whole[at + 2..]);
        let signatures = below.lines().map(parse_line).collect::<Result<Vec<_>, _>>()?;
        if signatures.is_empty() {
            return Err(BadNote::Unsigned);
        }
        Ok(Note { text: text.to_owned(), signatures })
    }

    /// What is signed, with its last line break.
    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn to_text(&self) -> String {
        let mut whole = format!("{}\n", self.text);
        for signature in &self.signatures {
            let blob = [signature.key_id.as_slice(), &signature.bytes].concat();
            whole.push_str(&format!("— {} {}\n", signature.name, STANDARD.encode(blob)));
        }
        whole
    }

    /// Holds where this key signed this text, strictly (RFC 8032 with canonical encodings only) and every line of its name and id is right.
    /// Lines of other keys are passed over: their owners verify them.
    pub fn verify(&self, name: &str, key: &[u8; 32]) -> Result<(), Unverified> {
        let verifier = VerifyingKey::from_bytes(key).map_err(|_| Unverified)?;
        let id = key_id(name, key);
        let mut own = self.signatures.iter().filter(|line| line.name == name && line.key_id == id).peekable();
        own.peek().ok_or(Unverified)?;
        own.try_for_each(|line| {
            let signature = Signature::from_slice(&line.bytes).map_err(|_| Unverified)?;
            verifier.verify_strict(self.text.as_bytes(), &signature).map_err(|_| Unverified)
        })
    }
}

fn parse_line(line: &str) -> Result<NoteSignature, BadNote> {
    let (name, blob) = line.strip_prefix("— ").and_then(|rest| rest.split_once(' ')).ok_or(BadNote::Line)?;
    check_name(name)?;
    let blob = STANDARD.decode(blob).map_err(|_| BadNote::Line)?;
    let (key_id, bytes) = blob.split_first_chunk::<4>().filter(|(_, bytes)| !bytes.is_empty()).ok_or(BadNote::Line)?;
    Ok(NoteSignature { name: name.to_owned(), key_id: *key_id, bytes: bytes.to_vec() })
}

#[cfg(test)]
mod tests;
