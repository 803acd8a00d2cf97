//! Whoever issues: the station's credential key, ready for a pile.
//!
//! What a credential begins with (the contexts, the schema and the achievement) is the same for everybody who is certified at one level of
//! one standard with the same kinds of results. It is more than half of the text, and is written and hashed once for all who follow.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::SecondsFormat;
use sha2::{Digest as _, Sha256};

use super::document::{self, CONTEXT};
use super::results::Description;
use super::{Credential, Statement};
use crate::credential::canonical::{NotCanonical, canonical_text};
use crate::credential::did;
use crate::credential::integrity::Proof;
use crate::credential::signing::Signer;
use crate::credential::tree::Hash;
use crate::domain::evaluation::standard::Trade;
use crate::domain::id::Digest;
use crate::domain::level::Level;

/// The credential key with its names, and the last opening that it wrote.
#[derive(Debug)]
pub struct Issuer {
    signer: Signer,
    did: String,
    method: String,
    last: Mutex<Option<Arc<Opening>>>,
}

impl Issuer {
    pub fn new(signer: Signer) -> Issuer {
        let key = signer.public();
        Issuer { did: did::did(&key), method: did::method(&key), signer, last: Mutex::default() }
    }

    pub fn signer(&self) -> &Signer {
        &self.signer
    }

    /// Builds and signs. The proof takes its place among the members that were written, so that they are written once, and what stands
    /// before it is hashed once: for the signature and for the digest.
    pub fn sign(&self, statement: &Statement) -> Result<Credential, NotCanonical> {
        let created = statement.at.to_rfc3339_opts(SecondsFormat::Secs, false);
        let (descriptions, results) = super::results::told(statement.rules, statement.outcome);
        let rest = canonical_text(&document::rest(statement, &self.did, results))?;
        let rest = &rest[document::behind_achievement(&rest)..];
        let opening = self.opening(statement, descriptions, rest)?;
        let (before, behind) = rest.split_at(document::place_of_proof(rest));
        let hashed = opening.hashed.clone().chain_update(before);
        let proof = Proof::of(&CONTEXT, &created, &self.method);
        let proof = proof.signed(hashed.clone().chain_update(behind), &self.signer)?;
        // A list, as the schema of Open Badges wants it.
        let proof = format!("\"proof\":{},", canonical_text(&[proof])?);
        let digest = Hash(hashed.chain_update(&proof).chain_update(behind).finalize().into());
        Ok(Credential { text: [&opening.text, before, &proof, behind].concat(), digest })
    }

    /// The opening of a document that ends with `rest`: the last one, where it is the same.
    fn opening(
        &self,
        of: &Statement,
        descriptions: Vec<Description>,
        rest: &str,
    ) -> Result<Arc<Opening>, NotCanonical> {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(kept) = last.as_ref().filter(|kept| kept.fits(of, &descriptions)) {
            return Ok(Arc::clone(kept));
        }
        let mut text = canonical_text(&document::whole(of, &self.did))?;
        text.truncate(text.len() - rest.len());
        let kept = Arc::new(Opening {
            standard: of.standard.clone(),
            trade: of.trade.clone(),
            level: of.level,
            descriptions,
            hashed: Sha256::new_with_prefix(&text),
            text,
        });
        *last = Some(Arc::clone(&kept));
        Ok(kept)
    }
}

/// What credentials begin with, and what they have in common where they begin so.
#[derive(Debug)]
struct Opening {
    /// It holds the edition and the level's rules.
    standard: Digest,
    trade: Trade,
    level: Level,
    descriptions: Vec<Description>,
    text: String,
    hashed: Sha256,
}

impl Opening {
    fn fits(&self, of: &Statement, descriptions: &[Description]) -> bool {
        self.standard == *of.standard
            && self.level == of.level
            && self.trade == *of.trade
            && self.descriptions == descriptions
    }
}
