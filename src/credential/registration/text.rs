//! The text form, as C2SP writes proofs (<https://c2sp.org/tlog-proof>), so that other people's tools read it: our claim, salts and row
//! stand in its `extra` line, then the place, the path, and the checkpoint with all signatures.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::{BadRegistration, Registration};
use crate::credential::checkpoint::Checkpoint;
use crate::credential::claim::{Claim, Unfit};
use crate::credential::note::Note;
use crate::credential::salted::{SALT, Salt};
use crate::credential::tree::Hash;

/// What the file's name ends in.
pub const EXTENSION: &str = "tlog-proof";
const HEADER: &str = "c2sp.org/tlog-proof@v1";

impl Registration {
    /// None where it came from a QR, which has no note.
    pub fn to_text(&self) -> Result<Option<String>, Unfit> {
        let Some(note) = &self.note else { return Ok(None) };
        let mut extra = self.claim.to_bytes()?;
        extra.extend(self.salt.0);
        extra.extend(self.photo_salt.iter().flat_map(|salt| salt.0));
        extra.extend(self.row.0);
        let mut text = format!("{HEADER}\nextra {}\nindex {}\n", STANDARD.encode(extra), self.index);
        for hash in &self.path {
            text.push_str(&STANDARD.encode(hash.0));
            text.push('\n');
        }
        Ok(Some(format!("{text}\n{}", note.to_text())))
    }
}

/// Whether a text begins as one.
pub fn is_text(text: &str) -> bool {
    text.starts_with(HEADER)
}

/// Reads what [`Registration::to_text`] writes.
pub fn read(text: &str) -> Result<Registration, BadRegistration> {
    const FORM: BadRegistration = BadRegistration::Form;
    let (head, note) = text.split_once("\n\n").ok_or(FORM)?;
    let mut lines = head.lines();
    if lines.next() != Some(HEADER) {
        return Err(FORM);
    }
    let after = |line: Option<&str>, word: &str| -> Option<String> { Some(line?.strip_prefix(word)?.to_owned()) };
    let extra = after(lines.next(), "extra ").and_then(|text| STANDARD.decode(text).ok()).ok_or(FORM)?;
    let index = after(lines.next(), "index ").ok_or(FORM)?;
    let index: u64 = index.parse().ok().filter(|number: &u64| number.to_string() == index).ok_or(FORM)?;
    let hash = |line: &str| STANDARD.decode(line).ok().and_then(|bytes| bytes.try_into().ok()).map(Hash).ok_or(FORM);
    let path = lines.map(hash).collect::<Result<Vec<_>, _>>()?;

    let (claim, rest) = Claim::read(&extra)?;
    let (salts, row) = rest.split_last_chunk::<32>().ok_or(BadRegistration::Short)?;
    let (salt, photo_salt) = salts.split_first_chunk::<SALT>().ok_or(BadRegistration::Short)?;
    let photo_salt = match photo_salt {
        [] => None,
        salt => Some(Salt(salt.try_into().map_err(|_| BadRegistration::Short)?)),
    };
    let note = Note::parse(note.as_bytes()).map_err(|_| FORM)?;
    let checkpoint = Checkpoint::parse(note.text()).map_err(|_| FORM)?;
    let seal = note.timed().find(|(name, _)| *name == checkpoint.origin).map(|(_, seal)| seal).ok_or(FORM)?;
    let registration = Registration {
        claim,
        salt: Salt(*salt),
        photo_salt,
        row: Hash(*row),
        index,
        origin: checkpoint.origin.clone(),
        size: checkpoint.size,
        path,
        seal,
        note: Some(note),
    };
    // The text names the root as well: one that is not the path's own would be told apart here, not by a signature.
    if registration.checkpoint()? == checkpoint { Ok(registration) } else { Err(BadRegistration::Checkpoint) }
}
