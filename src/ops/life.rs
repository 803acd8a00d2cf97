//! What happens to a certificate after its issue: reissued, corrected, revoked, annulled; one by one, or many under one approval.

use super::Office;
use super::certificate::no_certificate;
use super::credential::{Awarded, award_of, make, open_key};
use super::office::{Hand, not_signed_in};
use crate::credential::badge::Issuer;
use crate::credential::entropy::Entropy;
use crate::credential::vault::{Field, NONCE};
use crate::domain::evaluation::certificate::{Approved, Change, Ground, HolderField};
use crate::domain::id::BatchId;
use crate::domain::identity::{Document, PersonName, inert, last_four};
use crate::domain::refusal::Refusal;
use crate::domain::stamp::Stamp;
use crate::refusal;
use crate::store::act::{
    Act, ApprovalGiven, CertificateCorrected, CertificateEnded, CertificateReissued, CorrectedHolder, Kind, Sealed,
};
use crate::store::read::candidate::terms_of;
use crate::store::read::certificate::CertificateRow;
use crate::store::{Decided, Failure, Read};

/// Why a certificate ends, as somebody fills it in.
#[derive(Clone, Debug)]
pub struct Ending {
    /// Revoke or annul.
    pub change: Change,
    pub ground: Ground,
    /// The number of the decision.
    pub document: String,
    pub because: String,
}

/// Revokes or annuls a certificate before a second person.
pub fn end(office: &mut Office, number: &str, ending: &Ending, second: &Hand) -> Result<(), Failure> {
    end_under(office, number, ending, None, second)
}

/// The same under an approval for many.
pub fn end_under(
    office: &mut Office,
    number: &str,
    ending: &Ending,
    approval: Option<i64>,
    second: &Hand,
) -> Result<(), Failure> {
    let kind = match ending.change {
        Change::Annul => Kind::CertificateAnnulled,
        _ => Kind::CertificateRevoked,
    };
    office.act_by_two(kind, second, None, |read, stamp| {
        let row = living(read, number, ending.change)?;
        complete(ending)?;
        covered(read, approval, ending.change, &row.number)?;
        let act = CertificateEnded {
            approval,
            because: ending.because.trim().to_owned(),
            document: ending.document.trim().to_owned(),
            ground: ending.ground,
            number: row.number,
            on: stamp.today(),
        };
        Ok(Decided::act(match kind {
            Kind::CertificateAnnulled => Act::CertificateAnnulled(act),
            _ => Act::CertificateRevoked(act),
        }))
    })
}

/// The certificate, to which this may still happen.
fn living(read: &Read, number: &str, change: Change) -> Result<CertificateRow, Failure> {
    let number = number.trim().to_uppercase();
    let Some(row) = read.certificate(&number)? else {
        if read.historical(&number)?.is_some() {
            return Err(refusal!(
                "not_ours",
                "证书 {number} 是外部导入的，未经本系统核发，不能在这里变更。",
                "Certificate {number} was taken in from a ledger; it was not issued here and is not changed here."
            )
            .into());
        }
        return Err(no_certificate().into());
    };
    change.may(&row.number, row.status)?;
    Ok(row)
}

fn missing_because() -> Refusal {
    refusal!("because_missing", "要写明原因。", "The reason is missing.")
}

fn complete(ending: &Ending) -> Result<(), Refusal> {
    if !ending.ground.fits(ending.change) {
        return Err(refusal!(
            "ground_unfit",
            "这个原因不适用：有过错的撤销，持证人申请的注销。",
            "That ground does not fit: wrongdoing is revoked, what the holder asks for is annulled."
        ));
    }
    if ending.document.trim().is_empty() {
        return Err(refusal!("document_missing", "要写明决定文号。", "The number of the decision is missing."));
    }
    if ending.because.trim().is_empty() {
        return Err(missing_because());
    }
    Ok(())
}

/// An approval that is named covers the certificate.
fn covered(read: &Read, approval: Option<i64>, change: Change, number: &str) -> Result<(), Failure> {
    let Some(seq) = approval else { return Ok(()) };
    let what = match change {
        Change::Reissue => Approved::Reissue,
        Change::Revoke => Approved::Revoke,
        Change::Annul => Approved::Annul,
        Change::Correct => return Err(not_covered(number).into()),
    };
    match read.approval_act(seq)? {
        Some(given) if given.what == what && given.numbers.iter().any(|own| own == number) => Ok(()),
        _ => Err(not_covered(number).into()),
    }
}

pub(super) fn not_covered(what: &str) -> Refusal {
    refusal!("not_approved", "{what} 不在这份批准的范围里。", "{what} is not covered by that approval.")
}

/// Reissues a lost certificate: the same number, to be printed on another sheet. The notice is the newspaper's or the
/// holder's declaration.
pub fn reissue(office: &mut Office, number: &str, because: &str, notice: &str) -> Result<u32, Failure> {
    reissue_under(office, number, because, notice, None)
}

/// The same under an approval for many.
pub fn reissue_under(
    office: &mut Office,
    number: &str,
    because: &str,
    notice: &str,
    approval: Option<i64>,
) -> Result<u32, Failure> {
    office.act(Kind::CertificateReissued, None, |read, stamp| {
        let row = living(read, number, Change::Reissue)?;
        covered(read, approval, Change::Reissue, &row.number)?;
        if because.trim().is_empty() {
            return Err(missing_because().into());
        }
        if notice.trim().is_empty() {
            return Err(refusal!(
                "notice_missing",
                "补发要写明登报声明或本人声明。",
                "A reissue needs the newspaper notice or the holder's declaration."
            )
            .into());
        }
        let nth = read.reissues(&row.number)? + 1;
        let act = CertificateReissued {
            approval,
            because: because.trim().to_owned(),
            notice: notice.trim().to_owned(),
            nth,
            number: row.number,
            on: stamp.today(),
        };
        Ok(Decided::new(vec![Act::CertificateReissued(act)], nth))
    })
}

/// What is wrong on a certificate, and what it should say.
#[derive(Clone, Debug, Default)]
pub struct Correction {
    pub name: Option<PersonName>,
    pub document: Option<Document>,
    /// The paper was misprinted; what the register holds was right.
    pub print: bool,
    pub because: String,
    /// What proves it: needed where name or document change.
    pub proof: String,
}

/// Corrects a certificate before a second person; the version before stays in the journal. Answers the new version.
pub fn correct(office: &mut Office, number: &str, correction: &Correction, second: &Hand) -> Result<u32, Failure> {
    office.may(Kind::CertificateCorrected)?;
    let issuer = open_key(office)?;
    office.act_by_two_and_chance(Kind::CertificateCorrected, second, None, |read, stamp, entropy| {
        let row = living(read, number, Change::Correct)?;
        let (act, holder) = corrected(read, stamp, &row, correction, &issuer, entropy)?;
        let version = act.version;
        Ok(Decided::new(vec![Act::CertificateCorrected(act, Sealed::Known(holder))], version))
    })
}

fn corrected(
    read: &Read,
    stamp: &Stamp,
    row: &CertificateRow,
    correction: &Correction,
    issuer: &Issuer,
    entropy: &mut dyn Entropy,
) -> Result<(CertificateCorrected, CorrectedHolder), Failure> {
    let vault = read.vault().ok_or_else(not_signed_in)?;
    let erased = || refusal!("erased", "持证人的个人信息已清除，不能更正。", "The holder's personal data were erased.");
    let (issued, before) = read.certificate_act(&row.number)?.ok_or_else(no_certificate)?;
    let before = before.ok_or_else(erased)?;
    let candidate = read.candidate(row.candidate)?.ok_or_else(erased)?;
    let clear = vault.decrypt(Field::IdNumber, &before.doc_cipher).map_err(|_| erased())?;
    let number = std::str::from_utf8(&clear).map_err(|_| erased())?;
    let document = Document::parse(before.doc_kind, number).map_err(|_| erased())?;
    let name = correction.name.as_ref().map(PersonName::as_str).filter(|name| *name != before.name);
    let changed = correction.document.as_ref().filter(|other| **other != document);
    let mut fields = Vec::new();
    fields.extend(name.map(|_| HolderField::Name));
    fields.extend(changed.map(|_| HolderField::Document));
    if fields.is_empty() && correction.print {
        fields.push(HolderField::Print);
    }
    held(read, row, correction, &fields)?;
    let now = changed.unwrap_or(&document);
    let mut to = Awarded {
        candidate: row.candidate,
        name: name.unwrap_or(&before.name).to_owned(),
        doc_kind: now.kind(),
        doc_cipher: before.doc_cipher.clone(),
    };
    if changed.is_some() {
        let mut nonce = [0; NONCE];
        entropy.fill(&mut nonce)?;
        to.doc_cipher = vault.encrypt(&nonce, Field::IdNumber, now.number().as_bytes());
    }
    // Number, date and outcome are those of the issue; the version before stays in the journal.
    let outcome = read.outcome(row.entry)?.ok_or_else(no_certificate)?;
    let made = make(read, entropy, issuer, stamp.at, &award_of(&issued, outcome), &to)?;
    let kind = crate::store::document_word(now.kind());
    let act = CertificateCorrected {
        because: correction.because.trim().to_owned(),
        claim: made.claim,
        credential: made.credential,
        fields,
        key: made.key,
        number: row.number.clone(),
        on: stamp.today(),
        proof: correction.proof.trim().to_owned(),
        version: read.corrections(&row.number)? + 2,
    };
    let part = CorrectedHolder {
        birth: now.birth().or(candidate.birth),
        doc_tag: vault.equality_tag(&kind, now.number()).to_vec(),
        doc_tail: vault.tail_tag(Field::IdNumber, now.tail()).to_vec(),
        sex: now.sex().or(candidate.sex).unwrap_or(crate::domain::identity::Sex::Unknown),
        terms: terms_of(&to.name),
        holder: made.holder,
    };
    Ok((act, part))
}

/// Something is corrected, with reason and proof, and to nobody else's document.
fn held(read: &Read, row: &CertificateRow, correction: &Correction, fields: &[HolderField]) -> Result<(), Failure> {
    if fields.is_empty() {
        return Err(refusal!(
            "nothing_corrected",
            "没有要更正的：姓名和证件与证书上的相同。",
            "Nothing is corrected: name and document are as on the certificate."
        )
        .into());
    }
    if correction.because.trim().is_empty() {
        return Err(missing_because().into());
    }
    if fields != [HolderField::Print] && correction.proof.trim().is_empty() {
        return Err(refusal!(
            "proof_missing",
            "更正姓名或证件要写明凭据，如公安机关证明的编号。",
            "A changed name or document needs its proof, such as the police certificate's number."
        )
        .into());
    }
    if let Some(document) = &correction.document
        && let Some(other) = read.candidate_by_document(document)?
        && other.id != row.candidate
    {
        let (name, tail) = (inert(&other.name), last_four(document.number()));
        return Err(refusal!(
            "document_taken",
            "尾号 {tail} 的证件在本站是考生 {name} 的。",
            "The document ending {tail} is that of candidate {name} here."
        )
        .into());
    }
    Ok(())
}

/// Gives one approval for changing these certificates; each of them is then changed by an act of its own.
pub fn approve(
    office: &mut Office,
    batch: BatchId,
    what: Approved,
    numbers: &[String],
    document: &str,
    because: &str,
) -> Result<i64, Failure> {
    office.act(Kind::ApprovalGiven, None, |read, _| {
        if numbers.is_empty() {
            return Err(refusal!("none_chosen", "没有选中证书。", "No certificate is chosen.").into());
        }
        if because.trim().is_empty() {
            return Err(missing_because().into());
        }
        for number in numbers {
            living(read, number, change_of(what))?;
        }
        let given = ApprovalGiven {
            batch,
            because: because.trim().to_owned(),
            document: document.trim().to_owned(),
            entries: Vec::new(),
            numbers: numbers.to_vec(),
            what,
        };
        Ok(Decided::act(Act::ApprovalGiven(given)))
    })?;
    Ok(office.read().last_approval(batch, what)?)
}

fn change_of(what: Approved) -> Change {
    match what {
        Approved::Annul => Change::Annul,
        Approved::Revoke => Change::Revoke,
        Approved::Issue | Approved::Reissue => Change::Reissue,
    }
}
