//! Data Integrity proofs, cryptosuite `eddsa-jcs-2022` (<https://www.w3.org/TR/vc-di-eddsa/>): Ed25519 over the SHA-256 of the proof's
//! options and the SHA-256 of the document, each as RFC 8785 writes it.
//!
//! Verification is strict: one proof, of exactly this form, by a `did:key`, in its one spelling. Nothing is ever fetched.

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::canonical::{NotCanonical, any_canonical, slices, to_canonical};
use super::did;
use super::signing::{PUBLIC, SIGNATURE, Signer, Verifier};
use super::strict::{self, Json, Object};
use super::tree::Hash;

pub const TYPE: &str = "DataIntegrityProof";
pub const CRYPTOSUITE: &str = "eddsa-jcs-2022";
pub const PURPOSE: &str = "assertionMethod";

/// Members that a proof may have; any other would change its meaning in a way this program does not know.
const MEMBERS: [&str; 8] =
    ["@context", "id", "type", "cryptosuite", "created", "verificationMethod", "proofPurpose", "proofValue"];

/// A proof as it stands in a document. Its members are in the order in which RFC 8785 writes them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Proof<'a> {
    #[serde(rename = "@context")]
    pub context: &'a [&'a str],
    /// RFC 3339.
    pub created: &'a str,
    pub cryptosuite: &'static str,
    #[serde(rename = "proofPurpose")]
    pub purpose: &'static str,
    #[serde(rename = "proofValue", skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    #[serde(rename = "type")]
    pub kind: &'static str,
    #[serde(rename = "verificationMethod")]
    pub method: &'a str,
}

impl<'a> Proof<'a> {
    /// What a proof will say beside its value; `method` is what it names its key by ([`did::method`]).
    pub fn of(context: &'a [&'a str], created: &'a str, method: &'a str) -> Self {
        Proof { context, created, cryptosuite: CRYPTOSUITE, purpose: PURPOSE, value: None, kind: TYPE, method }
    }

    /// Signs a document whose canonical bytes were hashed.
    pub fn signed(mut self, document: Sha256, signer: &Signer) -> Result<Self, NotCanonical> {
        let message = hash_data(&to_canonical(&self)?, document);
        self.value = Some(did::multibase(&signer.raw(&message)));
        Ok(self)
    }
}

/// What is signed: SHA-256 of the options, then SHA-256 of the document.
pub fn hash_data(options: &[u8], document: Sha256) -> [u8; 64] {
    let mut both = [0; 64];
    both[..32].copy_from_slice(&Sha256::digest(options));
    both[32..].copy_from_slice(&document.finalize());
    both
}

/// A document whose proof has the right form; whether the proof holds is for [`GivenProof::holds`] to say.
#[derive(Clone, Debug, PartialEq)]
pub struct Signed<'a> {
    /// The document without its proof.
    pub document: Object<'a>,
    pub proof: GivenProof,
}

/// A proof as it was given, with what it must be over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenProof {
    /// The key that the proof names.
    pub key: [u8; PUBLIC],
    /// When it says it was made; RFC 3339.
    pub created: Option<String>,
    message: [u8; 64],
    signature: [u8; SIGNATURE],
}

/// Why a document bears no proof that can be verified.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadProof {
    #[error("not JSON: {0}")]
    NotJson(String),
    #[error("the document is no object")]
    NotObject,
    #[error("there is no proof")]
    Missing,
    #[error("more than one proof")]
    Several,
    #[error("the proof's {0} is missing or of another form")]
    Member(&'static str),
    #[error("the proof has the unknown member {0}")]
    Unknown(String),
    #[error("the proof's context does not begin the document's")]
    Context,
    #[error("the key is no did:key of Ed25519")]
    Key,
    #[error("the signature is not 64 bytes in base58")]
    Value,
    #[error(transparent)]
    NotCanonical(#[from] NotCanonical),
}

/// Reads a document with its proof.
pub fn read(bytes: &[u8]) -> Result<Signed<'_>, BadProof> {
    if let Some((document, hashed)) = str::from_utf8(bytes).ok().and_then(in_place) {
        return of(document, Some(hashed));
    }
    match strict::read(bytes).map_err(|error| BadProof::NotJson(error.to_string()))? {
        Json::Object(document) => of(document, None),
        _ => Err(BadProof::NotObject),
    }
}

/// A document in canonical form with one proof, and what was signed, hashed where it lies. None where it must be written again.
fn in_place(text: &str) -> Option<(Object<'_>, [u8; 64])> {
    let members = slices::members(text)?;
    let proof = members.iter().find(|member| member.key == "proof")?;
    let own = &text[proof.from..proof.place.end];
    let own = own.strip_prefix('[').and_then(|own| own.strip_suffix(']')).unwrap_or(own);
    let options = slices::members(own)?;
    let value = options.iter().find(|member| member.key == "proofValue")?;
    let hash = |(before, behind): (&str, &str)| Sha256::new().chain_update(before).chain_update(behind).finalize();
    let mut both = [0; 64];
    both[..32].copy_from_slice(&hash(slices::without(own, value)));
    both[32..].copy_from_slice(&hash(slices::without(text, proof)));
    let mut document = Object::default();
    members.into_iter().for_each(|member| document.put(member.key, member.value));
    Some((document, both))
}

fn of(mut document: Object, hashed: Option<[u8; 64]>) -> Result<Signed, BadProof> {
    let mut proof = match document.take("proof") {
        Some(Json::Object(proof)) => proof,
        Some(Json::List(mut proofs)) => match (proofs.pop(), proofs.len()) {
            (Some(Json::Object(proof)), 0) => proof,
            (None, _) => return Err(BadProof::Missing),
            _ => return Err(BadProof::Several),
        },
        _ => return Err(BadProof::Missing),
    };
    if let Some(unknown) = proof.keys().find(|key| !MEMBERS.contains(key)) {
        return Err(BadProof::Unknown(unknown.to_owned()));
    }
    let is = |name: &'static str, wanted: &str| match proof.get(name) {
        Some(Json::Text(text)) if text == wanted => Ok(()),
        _ => Err(BadProof::Member(name)),
    };
    is("type", TYPE)?;
    is("cryptosuite", CRYPTOSUITE)?;
    is("proofPurpose", PURPOSE)?;
    let created = match proof.get("created") {
        None => None,
        Some(Json::Text(text)) if chrono::DateTime::parse_from_rfc3339(text).is_ok() => Some(text.to_string()),
        Some(_) => return Err(BadProof::Member("created")),
    };
    if proof.get("@context").is_some_and(|own| !begins(own, document.get("@context"))) {
        return Err(BadProof::Context);
    }
    let method = proof.get("verificationMethod").and_then(Json::as_text);
    let key = method.and_then(did::key_of_method).ok_or(BadProof::Key)?;
    let value = proof.take("proofValue").ok_or(BadProof::Member("proofValue"))?;
    let signature = value.as_text().and_then(did::from_multibase).ok_or(BadProof::Value)?;
    let message = match hashed {
        Some(hashed) => hashed,
        None => hash_data(&any_canonical(&proof)?, Sha256::new_with_prefix(any_canonical(&document)?)),
    };
    Ok(Signed { document, proof: GivenProof { key, created, message, signature } })
}

/// Whether the proof's contexts are the first of the document's (vc-di-eddsa §3.3.2).
fn begins(own: &Json, documents: Option<&Json>) -> bool {
    fn list<'a, 'b>(value: &'a Json<'b>) -> &'a [Json<'b>] {
        value.as_list().unwrap_or(std::slice::from_ref(value))
    }
    documents.is_some_and(|documents| list(documents).starts_with(list(own)))
}

impl GivenProof {
    /// Whether the key that the proof names made it, strictly.
    pub fn holds(&self) -> bool {
        Verifier::new(&self.key).is_some_and(|key| self.holds_by(&key))
    }

    /// The same with a key that was decoded already; none but the one that the proof names will do.
    pub fn holds_by(&self, key: &Verifier) -> bool {
        key.is(&self.key) && key.verifies_raw(&self.message, &self.signature)
    }

    /// What its signature is over, and the signature.
    pub fn signed(&self) -> (&[u8], &[u8; SIGNATURE]) {
        (&self.message, &self.signature)
    }

    /// SHA-256 of the canonical bytes that it is over: the document without its proof.
    pub fn document(&self) -> Hash {
        Hash(self.message[32..].try_into().expect("two hashes"))
    }
}

#[cfg(test)]
mod tests;
