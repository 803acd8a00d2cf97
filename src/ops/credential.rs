//! The credential 凭证 of a certificate: gathered from the file, signed with the station's key, and gathered again by whoever checks.

mod held;

pub use held::{Fault, award_of, fault_of};

use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDate};
use zeroize::Zeroizing;

use super::Office;
use crate::credential::badge::{Issuer, Statement, sheets_digest};
use crate::credential::claim::{Claim, Unfit};
use crate::credential::custody::Secret;
use crate::credential::entropy::Entropy;
use crate::credential::salted::Salt;
use crate::credential::tree::Hash;
use crate::credential::vault::Field;
use crate::domain::evaluation::batch::BatchKind;
use crate::domain::evaluation::outcome::Outcome;
use crate::domain::evaluation::standard::Trade;
use crate::domain::id::{CandidateId, Digest, EntryId};
use crate::domain::identity::DocumentKind;
use crate::domain::level::Level;
use crate::store::act::{CertificateIssued, Holder, HolderPhoto};
use crate::store::{Failure, Read};
use crate::{both, refusal};

/// What a certificate says of the appraisal: everything but its holder.
#[derive(Clone, Debug)]
pub struct Award {
    pub number: String,
    pub kind: BatchKind,
    pub issued_on: NaiveDate,
    /// The station as printed.
    pub issuer: String,
    pub site_code: String,
    pub trade: Trade,
    pub level: Level,
    pub standard: Digest,
    pub entry: EntryId,
    pub outcome: Outcome,
    pub outcome_digest: Digest,
}

/// Whom it is awarded to, as printed.
#[derive(Clone, Debug)]
pub struct Awarded {
    pub candidate: CandidateId,
    pub name: String,
    pub doc_kind: DocumentKind,
    /// The number as the vault encrypts it.
    pub doc_cipher: Vec<u8>,
}

/// A signed credential with its holder part, and what the leaf of its act commits to.
#[derive(Clone, Debug)]
pub struct Made {
    pub holder: Holder,
    pub claim: Digest,
    pub credential: Digest,
    pub key: Vec<u8>,
}

/// The station's credential key, open while a certifier who holds it sits here, and still the one in use.
///
/// # Errors
/// `no_credential_key` where whoever sits here does not hold it; `old_credential_key` where another one was made since.
pub fn open_key(office: &Office) -> Result<Arc<Issuer>, Failure> {
    let held = office.seat.as_ref().and_then(|seat| seat.credential.clone());
    let issuer = held.ok_or_else(|| {
        refusal!(
            "no_credential_key",
            "证书要用本站的证书密钥签名，你没有这把密钥。",
            "A certificate is signed with the station's credential key, and you do not hold it."
        )
        .next(both!(
            "请持有密钥的证书管理员在“设置”里移交，或由他来核发。",
            "Ask the certifier who holds it to hand it on under Settings, or to issue."
        ))
    })?;
    let own = issuer.signer().public();
    if office.read().station_key(Secret::Credential.word())?.as_deref() != Some(&own[..]) {
        return Err(refusal!(
            "old_credential_key",
            "你手里的证书密钥已停用，本站换过新的。",
            "The credential key that you hold is no longer in use: the station has a new one."
        )
        .next(both!("请持有新密钥的证书管理员移交。", "Ask the certifier who holds the new one to hand it on."))
        .into());
    }
    Ok(issuer)
}

/// Signs a new credential for a certificate that is issued, or corrected, at `at`.
pub fn make(
    read: &Read,
    entropy: &mut dyn Entropy,
    issuer: &Issuer,
    at: DateTime<FixedOffset>,
    award: &Award,
    to: &Awarded,
) -> Result<Made, Failure> {
    let salt = Salt::draw(entropy)?;
    let document = salt.digest(&number_of(read, &to.doc_cipher)?);
    let (mut photo, mut photo_digest) = (None, None);
    if let Some(seq) = read.photo_seq(to.candidate)?
        && let Some(bytes) = read.photo_bytes(to.candidate)?
    {
        let salt = Salt::draw(entropy)?;
        photo_digest = Some(salt.digest(&bytes));
        photo = Some(HolderPhoto { salt: salt.0.to_vec(), seq });
    }
    let credential = with_statement(read, award, to, at, i64::MAX, (document, photo_digest), |statement| {
        issuer.sign(statement).map_err(Failure::from)
    })?;
    let claim = Claim {
        number: award.number.clone(),
        kind: award.kind,
        level: award.level,
        issued_on: award.issued_on,
        trade: award.trade.clone(),
        name: to.name.clone(),
        holder: document,
        credential: credential.digest,
    };
    let claim = claim.digest().map_err(unfit)?;
    Ok(Made {
        claim: Digest(claim.to_string()),
        credential: Digest(credential.digest.to_string()),
        key: issuer.signer().public().to_vec(),
        holder: Holder {
            credential: credential.text,
            doc_cipher: to.doc_cipher.clone(),
            doc_kind: to.doc_kind,
            name: to.name.clone(),
            photo,
            salt: salt.0.to_vec(),
        },
    })
}

/// The claim of a certificate whose act says this.
pub fn claim(issued: &CertificateIssued, name: &str, holder: Hash, credential: Hash) -> Claim {
    Claim {
        number: issued.number.clone(),
        kind: issued.kind,
        level: issued.level,
        issued_on: issued.issued_on,
        trade: issued.trade.clone(),
        name: name.to_owned(),
        holder,
        credential,
    }
}

/// The document number in its stored form.
pub fn number_of(read: &Read, cipher: &[u8]) -> Result<Zeroizing<Vec<u8>>, Failure> {
    let locked = || super::office::not_signed_in();
    let opened = read.vault().ok_or_else(locked)?.decrypt(Field::IdNumber, cipher);
    Ok(opened.map_err(|_| {
        refusal!(
            "unreadable_number",
            "证件号码的密文解不开，不能发证。请运行 touchstone check。",
            "The document number's ciphertext does not open; nothing was issued. Run touchstone check."
        )
    })?)
}

/// Gathers what the file has for an award and hands the whole statement on.
fn with_statement<T>(
    read: &Read,
    award: &Award,
    to: &Awarded,
    at: DateTime<FixedOffset>,
    before: i64,
    (document, photo): (Hash, Option<Hash>),
    then: impl FnOnce(&Statement) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let missing =
        || refusal!("no_standard", "证书依据的标准不在文件里。", "The certificate's standard is not in the file.");
    let kept = read.standard_by_digest(&award.standard)?.ok_or_else(missing)?;
    let rules = kept.standard.level(award.level).ok_or_else(missing)?;
    let sheets = read.sheets_before(award.entry, before)?;
    let count = u32::try_from(sheets.len()).unwrap_or(u32::MAX);
    then(&Statement {
        number: &award.number,
        kind: award.kind,
        issued_on: award.issued_on,
        at,
        issuer: &award.issuer,
        site_code: &award.site_code,
        trade: &award.trade,
        level: award.level,
        edition: &kept.standard.edition,
        standard: &award.standard,
        rules,
        outcome: &award.outcome,
        outcome_digest: &award.outcome_digest,
        sheets: (count, sheets_digest(sheets.iter().map(Vec::as_slice))),
        name: &to.name,
        doc_kind: to.doc_kind,
        document,
        photo,
    })
}

fn unfit(unfit: Unfit) -> Failure {
    let what = unfit.0;
    refusal!(
        "claim_too_long",
        "证书的内容写不进二维码（{what}），没有发证。名称最长 255 字节。",
        "The certificate does not fit its QR ({what}); nothing was issued. A name takes at most 255 bytes."
    )
    .into()
}
