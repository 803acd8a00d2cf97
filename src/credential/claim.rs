//! The claim 证书要素: what a printed page says, in so few bytes that they fit a QR with their proof.
//!
//! The leaf of the act that issues a certificate commits to the claim's digest ([`crate::store::journal`]), so that a page is verified
//! from the claim, the rest of the leaf in one hash, and the path to a signed checkpoint: no JSON is needed. The claim holds the digest
//! of the credential, so that both say the same for ever.
//!
//! Bytes, one after another: version (1); kind of certificate; level; days from 2000-01-01 (2, big-endian); then number,
//! classification, trade code, trade name, branch and name, each behind its length (1 byte); the holder's salted digest (32); the
//! SHA-256 of the credential (32).

use chrono::{Days, NaiveDate};

use super::tags;
use super::tree::Hash;
use crate::domain::evaluation::batch::BatchKind;
use crate::domain::evaluation::standard::Trade;
use crate::domain::level::Level;

const VERSION: u8 = 1;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    pub number: String,
    pub kind: BatchKind,
    pub level: Level,
    pub issued_on: NaiveDate,
    pub trade: Trade,
    /// The holder's name as printed.
    pub name: String,
    /// The salted digest of the holder's document number.
    pub holder: Hash,
    /// SHA-256 of the credential's exact bytes.
    pub credential: Hash,
}

/// The bytes are no claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the bytes of a claim")]
pub struct BadClaim;

/// A text is longer than a claim can hold, or the date is outside 2000 to 2179.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0} does not fit a claim")]
pub struct Unfit(pub &'static str);

fn epoch() -> NaiveDate {
    NaiveDate::from_ymd_opt(2000, 1, 1).expect("a day of the calendar")
}

impl Claim {
    pub fn to_bytes(&self) -> Result<Vec<u8>, Unfit> {
        let days = u16::try_from((self.issued_on - epoch()).num_days()).map_err(|_| Unfit("the date"))?;
        let kind = match self.kind {
            BatchKind::SkillLevel => 1,
            BatchKind::Qualification => 2,
        };
        let mut bytes = vec![VERSION, kind, self.level.code()];
        bytes.extend(days.to_be_bytes());
        let texts = [
            (&self.number, "the number"),
            (&self.trade.classification, "the classification"),
            (&self.trade.code, "the trade's code"),
            (&self.trade.name, "the trade's name"),
            (&self.trade.branch, "the branch"),
            (&self.name, "the name"),
        ];
        for (text, what) in texts {
            bytes.push(u8::try_from(text.len()).map_err(|_| Unfit(what))?);
            bytes.extend(text.as_bytes());
        }
        bytes.extend(self.holder.0);
        bytes.extend(self.credential.0);
        Ok(bytes)
    }

    /// Reads a claim from the front; what follows it is handed back. A claim has one spelling.
    pub fn read(bytes: &[u8]) -> Result<(Claim, &[u8]), BadClaim> {
        let (&[version, kind, level, high, low], mut rest) = bytes.split_first_chunk().ok_or(BadClaim)?;
        let kind = match kind {
            1 => BatchKind::SkillLevel,
            2 => BatchKind::Qualification,
            _ => return Err(BadClaim),
        };
        let level = Level::from_code(level).ok_or(BadClaim)?;
        let days = Days::new(u16::from_be_bytes([high, low]).into());
        let issued_on = epoch().checked_add_days(days).ok_or(BadClaim)?;
        let mut text = || {
            let (&length, after) = rest.split_first().ok_or(BadClaim)?;
            let (text, after) = after.split_at_checked(length.into()).ok_or(BadClaim)?;
            rest = after;
            String::from_utf8(text.to_vec()).map_err(|_| BadClaim)
        };
        let number = text()?;
        let trade = Trade { classification: text()?, code: text()?, name: text()?, branch: text()? };
        let name = text()?;
        let (holder, after) = rest.split_first_chunk().ok_or(BadClaim)?;
        let (credential, after) = after.split_first_chunk().ok_or(BadClaim)?;
        if version != VERSION {
            return Err(BadClaim);
        }
        let (holder, credential) = (Hash(*holder), Hash(*credential));
        Ok((Claim { number, kind, level, issued_on, trade, name, holder, credential }, after))
    }

    /// What the journal's leaf commits to. The holder's digest in it is known to nobody who lacks the sealed part, so that it
    /// can stay public when that part is erased.
    pub fn digest(&self) -> Result<Hash, Unfit> {
        Ok(tags::CLAIM.hash(&[&self.to_bytes()?]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credential::tree::leaf_hash;
    use proptest::prelude::*;

    fn sample() -> Claim {
        Claim {
            number: "S000043000012264000001".to_owned(),
            kind: BatchKind::SkillLevel,
            level: Level::Four,
            issued_on: "2026-11-22".parse().unwrap(),
            trade: Trade {
                classification: "2015".to_owned(),
                code: "6-20-01-01".to_owned(),
                name: "钳工".to_owned(),
                branch: String::new(),
            },
            name: "欧阳㛃".to_owned(),
            holder: leaf_hash(b"holder"),
            credential: leaf_hash(b"credential"),
        }
    }

    #[test]
    fn a_claim_reads_back_and_leaves_what_follows() {
        let mut bytes = sample().to_bytes().unwrap();
        assert_eq!(bytes.len(), 126, "the budget of the QR counts on it");
        bytes.extend(b"rest");
        assert_eq!(Claim::read(&bytes), Ok((sample(), &b"rest"[..])));
    }

    #[test]
    fn what_does_not_fit_is_named() {
        let long = Claim { name: "长".repeat(86), ..sample() };
        assert_eq!(long.to_bytes(), Err(Unfit("the name")));
        let old = Claim { issued_on: "1999-12-31".parse().unwrap(), ..sample() };
        assert_eq!(old.to_bytes(), Err(Unfit("the date")));
    }

    #[test]
    fn every_altered_byte_is_another_claim_or_none() {
        let bytes = sample().to_bytes().unwrap();
        for at in 0..bytes.len() {
            let mut other = bytes.clone();
            other[at] ^= 1;
            if let Ok((claim, rest)) = Claim::read(&other) {
                assert!(claim != sample() || !rest.is_empty(), "byte {at}");
                let again = claim.to_bytes().unwrap();
                assert_eq!([&again[..], rest].concat(), other, "byte {at}: one spelling");
            }
        }
        for end in 0..bytes.len() {
            assert_eq!(Claim::read(&bytes[..end]), Err(BadClaim), "{end}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_read_without_harm_and_have_one_spelling(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            if let Ok((claim, rest)) = Claim::read(&bytes) {
                prop_assert_eq!([&claim.to_bytes().unwrap()[..], rest].concat(), bytes.clone());
            }
        }
    }
}
