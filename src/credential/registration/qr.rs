//! The compact form, for a QR of at most version 25 at level M.
//!
//! Bytes: form (1); claim; salt (16); row (32); place and size (each a varint); time (5, big-endian); the file's part of the origin (8);
//! the site code behind its length, 0 where it is the number's own; the path (32 each); signature (64). The root is not there: it follows.
//!
//! | part | bytes |
//! |---|---|
//! | claim of a usual certificate | 126–180 |
//! | salt, row, place, size, time, origin | 69–90 |
//! | signature | 64 |
//! | path | 32 a level: 544 for 131,072 acts, 640 for a million |
//!
//! As text: `TS1:`, base45 and a full stop, which a QR packs at 5.5 bits a character. Version 25 at level M holds 1,451 characters, which is 964 bytes:
//! 20 levels, a million acts, for a usual claim. Above that the QR holds the claim alone and says that the proof is in the file.

use super::{BadRegistration, Registration};
use crate::credential::base45;
use crate::credential::claim::{Claim, Unfit};
use crate::credential::note::Cosignature;
use crate::credential::salted::Salt;
use crate::credential::signing::SIGNATURE;
use crate::credential::tree::Hash;

/// What the text begins with.
pub const PREFIX: &str = "TS1:";
/// What it ends in: a blank may be the last character of base45, and whoever copies a line loses it.
pub const END: char = '.';
/// The characters of an alphanumeric QR of version 25 at level M.
pub const LONGEST: usize = 1451;

const WHOLE: u8 = 1;
const CLAIM_ALONE: u8 = 2;

/// What a QR carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Qr {
    Whole(Box<Registration>),
    /// The proof is too long for a QR: it travels in the file.
    ClaimAlone(Box<Claim>, Salt),
}

impl Registration {
    /// The text of the QR, and whether it carries the proof.
    pub fn qr_text(&self) -> Result<(String, bool), Unfit> {
        let whole = text(&self.to_qr_bytes()?);
        if whole.len() <= LONGEST {
            return Ok((whole, true));
        }
        let mut bytes = vec![CLAIM_ALONE];
        bytes.extend(self.claim.to_bytes()?);
        bytes.extend(self.salt.0);
        Ok((text(&bytes), false))
    }

    fn to_qr_bytes(&self) -> Result<Vec<u8>, Unfit> {
        let (site, file) = split(&self.origin).ok_or(Unfit("the journal's name"))?;
        let mut bytes = vec![WHOLE];
        bytes.extend(self.claim.to_bytes()?);
        bytes.extend(self.salt.0);
        bytes.extend(self.row.0);
        varint(self.index, &mut bytes);
        varint(self.size, &mut bytes);
        bytes.extend(&self.seal.time.to_be_bytes()[3..]);
        bytes.extend(file);
        let own = self.claim.number.get(..site.len()) == Some(site);
        let site = if own { "" } else { site };
        bytes.push(u8::try_from(site.len()).map_err(|_| Unfit("the site code"))?);
        bytes.extend(site.as_bytes());
        self.path.iter().for_each(|hash| bytes.extend(hash.0));
        bytes.extend(self.seal.signature);
        Ok(bytes)
    }
}

/// Reads the text of a QR. Blanks are characters of base45; line breaks that a terminal put in are passed over.
pub fn read(text: &str) -> Result<Qr, BadRegistration> {
    let text: String = text.chars().filter(|c| !matches!(c, '\r' | '\n')).collect();
    let body = text.trim().strip_prefix(PREFIX).ok_or(BadRegistration::Form)?;
    let body = body.strip_suffix(END).ok_or(BadRegistration::Short)?;
    let bytes = base45::decode(body).ok_or(BadRegistration::Form)?;
    match bytes.split_first() {
        Some((&WHOLE, rest)) => Ok(Qr::Whole(Box::new(whole(rest)?))),
        Some((&CLAIM_ALONE, rest)) => {
            let (claim, rest) = Claim::read(rest)?;
            let salt = rest.try_into().map_err(|_| BadRegistration::Short)?;
            Ok(Qr::ClaimAlone(Box::new(claim), Salt(salt)))
        }
        Some(_) => Err(BadRegistration::Version),
        None => Err(BadRegistration::Short),
    }
}

fn whole(bytes: &[u8]) -> Result<Registration, BadRegistration> {
    const SHORT: BadRegistration = BadRegistration::Short;
    let (claim, rest) = Claim::read(bytes)?;
    let (salt, rest) = rest.split_first_chunk().ok_or(SHORT)?;
    let (row, rest) = rest.split_first_chunk().ok_or(SHORT)?;
    let (index, rest) = unvarint(rest).ok_or(SHORT)?;
    let (size, rest) = unvarint(rest).ok_or(SHORT)?;
    let (time, rest) = rest.split_first_chunk::<5>().ok_or(SHORT)?;
    let (file, rest) = rest.split_first_chunk::<8>().ok_or(SHORT)?;
    let (&length, rest) = rest.split_first().ok_or(SHORT)?;
    let (site, rest) = rest.split_at_checked(length.into()).ok_or(SHORT)?;
    let site = std::str::from_utf8(site).map_err(|_| BadRegistration::Form)?;
    let site = if site.is_empty() { claim.number.get(..13).ok_or(BadRegistration::Form)? } else { site };
    let (path, signature) = rest.split_last_chunk::<SIGNATURE>().ok_or(SHORT)?;
    let (hashes, cut) = path.as_chunks::<32>();
    if !cut.is_empty() {
        return Err(SHORT);
    }
    let file: String = file.iter().map(|byte| format!("{byte:02x}")).collect();
    let time = time.iter().fold(0, |time, byte| time << 8 | u64::from(*byte));
    Ok(Registration {
        origin: format!("touchstone/{site}/{file}"),
        salt: Salt(*salt),
        photo_salt: None,
        row: Hash(*row),
        index,
        size,
        path: hashes.iter().map(|hash| Hash(*hash)).collect(),
        seal: Cosignature { time, signature: *signature },
        note: None,
        claim,
    })
}

fn text(bytes: &[u8]) -> String {
    format!("{PREFIX}{}{END}", base45::encode(bytes))
}

/// The site code and the file's eight bytes of `touchstone/SITE/FILE`.
fn split(origin: &str) -> Option<(&str, [u8; 8])> {
    let (site, file) = origin.strip_prefix("touchstone/")?.split_once('/')?;
    let number = u64::from_str_radix(file, 16).ok().filter(|_| file.len() == 16)?;
    Some((site, number.to_be_bytes()))
}

/// Seven bits a byte, lowest first, the high bit on all but the last.
fn varint(mut number: u64, bytes: &mut Vec<u8>) {
    while number >= 128 {
        bytes.push((number & 127) as u8 | 128);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// None where it is cut off, too long, or not in its shortest form.
fn unvarint(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let end = bytes.iter().take(9).position(|byte| byte & 128 == 0)?;
    let (own, rest) = bytes.split_at(end + 1);
    if end > 0 && own[end] == 0 {
        return None;
    }
    Some((own.iter().rev().fold(0, |number, byte| number << 7 | u64::from(byte & 127)), rest))
}
