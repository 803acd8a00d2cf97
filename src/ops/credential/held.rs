//! Whether a kept credential is what its act says: its bytes, its signature, every member, its claim and its holder.

use chrono::DateTime;
use sha2::{Digest as _, Sha256};

use super::{Award, Awarded, claim, number_of, with_statement};
use crate::both;
use crate::credential::badge::{Looked, unsigned};
use crate::credential::custody::Secret;
use crate::credential::integrity::BadProof;
use crate::credential::salted::Salt;
use crate::credential::tree::Hash;
use crate::domain::language::Both;
use crate::ops::standard::digest_of;
use crate::store::act::{CertificateIssued, Holder};
use crate::store::{Failure, Read};

/// What does not hold of a kept credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Its bytes are not those whose digest the act holds.
    Digest,
    /// Its proof is not of the station's key of that day, or does not hold.
    Signature,
    /// It says something else than the act, the outcome and the sheets.
    Members,
    /// The outcome is not the one it was issued on.
    Outcome,
    /// The claim is another one.
    Claim,
    /// The ID number or the photo is not the holder's.
    Holder,
}

impl Fault {
    pub fn both(self) -> Both {
        match self {
            Fault::Digest => both!("凭证的字节与日志记下的摘要不符", "its credential is not the one the journal names"),
            Fault::Signature => {
                both!(
                    "凭证的签名不是本站当时的证书密钥的",
                    "its credential is not signed by the station's key of that day"
                )
            }
            Fault::Members => {
                both!("凭证的内容与日志、标准或评分表不符", "its credential says something else than the journal")
            }
            Fault::Outcome => both!("评定结果不是发证时的那一份", "the outcome is not the one it was issued on"),
            Fault::Claim => both!("证书要素与日志记下的摘要不符", "its claim is not the one the journal names"),
            Fault::Holder => {
                both!("证件号码或照片与凭证不符", "the ID number or the photo is not that of its credential")
            }
        }
    }
}

/// The first thing that does not hold of the credential that act `seq`, done at `at`, issued, by what looking at it came to; none where
/// all holds. The holder's number is looked at where somebody is signed in.
pub fn fault_of(
    read: &Read,
    (seq, at): (i64, &str),
    issued: &CertificateIssued,
    (holder, looked): (&Holder, &Result<Looked, BadProof>),
) -> Result<Option<Fault>, Failure> {
    let digest = Hash(Sha256::digest(&holder.credential).into());
    if digest.to_string() != issued.credential.0 {
        return Ok(Some(Fault::Digest));
    }
    let known = read.station_key_then(Secret::Credential.word(), &issued.key, seq)?;
    let signed = looked.as_ref().ok().filter(|looked| {
        let proof = &looked.proof;
        known && proof.key[..] == issued.key[..] && proof.created.as_deref() == Some(at) && looked.holds
    });
    let Some(Looked { proof, said, .. }) = signed else { return Ok(Some(Fault::Signature)) };
    let (Ok(said), Ok(at)) = (said, DateTime::parse_from_rfc3339(at)) else {
        return Ok(Some(Fault::Members));
    };
    let Some(outcome) = read.outcome(issued.entry)? else { return Ok(Some(Fault::Outcome)) };
    if digest_of(&outcome)? != issued.outcome {
        return Ok(Some(Fault::Outcome));
    }
    let (award, to) = (award_of(issued, outcome), awarded_of(issued, holder));
    let again = with_statement(read, &award, &to, at, seq, (said.document, said.photo), |statement| {
        Ok(Hash(Sha256::digest(unsigned(statement, &proof.key)?).into()))
    });
    if again.ok() != Some(proof.document()) {
        return Ok(Some(Fault::Members));
    }
    let claimed = claim(issued, &holder.name, said.document, digest).digest();
    if claimed.map(|digest| digest.to_string()).ok() != Some(issued.claim.0.clone()) {
        return Ok(Some(Fault::Claim));
    }
    Ok((!is_holder(read, holder, said.document, said.photo)?).then_some(Fault::Holder))
}

/// The award of an act, with the outcome that it rests on.
pub fn award_of(issued: &CertificateIssued, outcome: crate::domain::evaluation::outcome::Outcome) -> Award {
    Award {
        number: issued.number.clone(),
        kind: issued.kind,
        issued_on: issued.issued_on,
        issuer: issued.issuer.clone(),
        site_code: issued.site_code.clone(),
        trade: issued.trade.clone(),
        level: issued.level,
        standard: issued.standard.clone(),
        entry: issued.entry,
        outcome,
        outcome_digest: issued.outcome.clone(),
    }
}

fn awarded_of(issued: &CertificateIssued, holder: &Holder) -> Awarded {
    Awarded {
        candidate: issued.candidate,
        name: holder.name.clone(),
        doc_kind: holder.doc_kind,
        doc_cipher: holder.doc_cipher.clone(),
    }
}

/// Whether the sealed number and photo, with the sealed salts, give the credential's digests. An erased photo gives none.
fn is_holder(read: &Read, holder: &Holder, document: Hash, photo: Option<Hash>) -> Result<bool, Failure> {
    let salt = |bytes: &[u8]| bytes.try_into().map(Salt).ok();
    let Some(own) = salt(&holder.salt) else { return Ok(false) };
    if read.vault().is_some()
        && number_of(read, &holder.doc_cipher).ok().map(|number| own.digest(&number)) != Some(document)
    {
        return Ok(false);
    }
    let Some(kept) = &holder.photo else { return Ok(photo.is_none()) };
    let Some(bytes) = read.holder_photo(kept)? else { return Ok(photo.is_some()) };
    Ok(photo.is_some() && salt(&kept.salt).map(|salt| salt.digest(&bytes)) == photo)
}
