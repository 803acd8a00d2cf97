//! Data Integrity proofs, cryptosuite `eddsa-jcs-2022` (<https://www.w3.org/TR/vc-di-eddsa/>): Ed25519 over the SHA-256 of the proof's
//! options and the SHA-256 of the document, each as RFC 8785 writes it.
//!
//! Verification is strict: one proof, of exactly this form, by a `did:key`, in its one spelling. Nothing is ever fetched.

use serde::Serialize;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::canonical::{NotCanonical, any_canonical, slices, to_canonical};
use super::signing::{PUBLIC, SIGNATURE, Signer, Verifier};
use super::{did, strict};

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
    pub method: String,
}

impl<'a> Proof<'a> {
    /// The proof over a document's canonical bytes.
    pub fn sign(
        context: &'a [&'a str],
        created: &'a str,
        document: &[u8],
        signer: &Signer,
    ) -> Result<Self, NotCanonical> {
        let method = did::method(&signer.public());
        let (cryptosuite, purpose, kind) = (CRYPTOSUITE, PURPOSE, TYPE);
        let mut proof = Proof { context, created, cryptosuite, purpose, value: None, kind, method };
        let signed = hash_data(&to_canonical(&proof)?, document);
        proof.value = Some(did::multibase(&signer.raw(&signed)));
        Ok(proof)
    }
}

/// What is signed: SHA-256 of the options, then SHA-256 of the document.
pub fn hash_data(options: &[u8], document: &[u8]) -> [u8; 64] {
    let mut both = [0; 64];
    both[..32].copy_from_slice(&Sha256::digest(options));
    both[32..].copy_from_slice(&Sha256::digest(document));
    both
}

/// A document whose proof has the right form; whether the proof holds is for [`Signed::holds`] to say.
#[derive(Clone, Debug, PartialEq)]
pub struct Signed {
    /// The document without its proof.
    pub document: Map<String, Value>,
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
pub fn read(bytes: &[u8]) -> Result<Signed, BadProof> {
    let Value::Object(document) = strict::read(bytes).map_err(|error| BadProof::NotJson(error.to_string()))? else {
        return Err(BadProof::NotObject);
    };
    of_bytes(document, in_place(bytes))
}

/// The same for a document that was read already.
pub fn of(document: Map<String, Value>) -> Result<Signed, BadProof> {
    of_bytes(document, None)
}

/// What was signed, hashed where it lies: for a document in canonical form with one proof. None where it must be written again.
fn in_place(bytes: &[u8]) -> Option<[u8; 64]> {
    let members = slices::members(bytes)?;
    let proof = members.iter().find(|member| member.key == "proof")?;
    let text = &bytes[proof.value..proof.place.end];
    let text = text.strip_prefix(b"[").and_then(|text| text.strip_suffix(b"]")).unwrap_or(text);
    let options = slices::members(text)?;
    let value = options.iter().find(|member| member.key == "proofValue")?;
    let hash = |(before, behind): (&[u8], &[u8])| Sha256::new().chain_update(before).chain_update(behind).finalize();
    let mut both = [0; 64];
    both[..32].copy_from_slice(&hash(slices::without(text, value)));
    both[32..].copy_from_slice(&hash(slices::without(bytes, proof)));
    Some(both)
}

fn of_bytes(mut document: Map<String, Value>, hashed: Option<[u8; 64]>) -> Result<Signed, BadProof> {
    let mut proof = match document.shift_remove("proof") {
        Some(Value::Object(proof)) => proof,
        Some(Value::Array(mut proofs)) => match (proofs.pop(), proofs.len()) {
            (Some(Value::Object(proof)), 0) => proof,
            (None, _) => return Err(BadProof::Missing),
            _ => return Err(BadProof::Several),
        },
        _ => return Err(BadProof::Missing),
    };
    if let Some(unknown) = proof.keys().find(|key| !MEMBERS.contains(&key.as_str())) {
        return Err(BadProof::Unknown(unknown.clone()));
    }
    let is = |name: &'static str, wanted: &str| match proof.get(name) {
        Some(Value::String(text)) if text == wanted => Ok(()),
        _ => Err(BadProof::Member(name)),
    };
    is("type", TYPE)?;
    is("cryptosuite", CRYPTOSUITE)?;
    is("proofPurpose", PURPOSE)?;
    let created = match proof.get("created") {
        None => None,
        Some(Value::String(text)) if chrono::DateTime::parse_from_rfc3339(text).is_ok() => Some(text.clone()),
        Some(_) => return Err(BadProof::Member("created")),
    };
    if proof.get("@context").is_some_and(|own| !begins(own, document.get("@context"))) {
        return Err(BadProof::Context);
    }
    let method = proof.get("verificationMethod").and_then(Value::as_str);
    let key = method.and_then(did::key_of_method).ok_or(BadProof::Key)?;
    let value = proof.shift_remove("proofValue").ok_or(BadProof::Member("proofValue"))?;
    let signature = value.as_str().and_then(did::from_multibase).ok_or(BadProof::Value)?;
    let message = match hashed {
        Some(hashed) => hashed,
        None => hash_data(&any_canonical(&proof)?, &any_canonical(&document)?),
    };
    Ok(Signed { document, key, created, message, signature })
}

/// Whether the proof's contexts are the first of the document's (vc-di-eddsa §3.3.2).
fn begins(own: &Value, documents: Option<&Value>) -> bool {
    let list = |value: &Value| match value {
        Value::Array(items) => items.clone(),
        one => vec![one.clone()],
    };
    documents.is_some_and(|documents| list(documents).starts_with(&list(own)))
}

impl Signed {
    /// Whether the key that the proof names made it, strictly.
    pub fn holds(&self) -> bool {
        Verifier::new(&self.key).is_some_and(|key| key.verifies_raw(&self.message, &self.signature))
    }
}

#[cfg(test)]
mod tests;
