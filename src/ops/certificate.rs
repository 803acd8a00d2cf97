//! Issuing certificates.

use super::Office;
use super::batch::within_scope;
use super::checkpoint::keep;
use super::credential::{Award, Awarded, make, open_key};
use super::outcome::derived;
use super::standard::digest_of;
use super::station::refuse;
use crate::credential::badge::Issuer;
use crate::credential::entropy::Entropy;
use crate::domain::anchor::Reason;
use crate::domain::evaluation::batch::{BatchState, publicity_over};
use crate::domain::evaluation::certificate::{Approved, Way};
use crate::domain::evaluation::certificate_number::{CertificateNumber, SiteCode};
use crate::domain::evaluation::entry::Decision;
use crate::domain::evaluation::outcome::Verdict;
use crate::domain::id::{BatchId, EntryId};
use crate::domain::identity::inert;
use crate::domain::refusal::Refusal;
use crate::domain::stamp::Stamp;
use crate::store::act::{Act, ApprovalGiven, CertificateIssued, Kind, Sealed};
use crate::store::read::batch::Batch;
use crate::store::read::entry::EntryFilter;
use crate::store::read::life;
use crate::store::{Decided, Failure, Read};
use crate::{both, refusal};

/// Entries of a batch that passed and have no certificate yet, in the order of their tickets (so that a repeat gives the
/// same numbers); refused while publicity runs or an objection is open.
pub fn due(read: &Read, batch: BatchId, today: chrono::NaiveDate) -> Result<Vec<EntryId>, Failure> {
    issuing(read, batch, today)?;
    let passed =
        EntryFilter { decision: Some(Decision::Accepted), verdict: Some(Verdict::Pass), ..EntryFilter::default() };
    let mut rows = read.batch_entries(batch, passed)?;
    rows.retain(|row| row.certificate.is_none());
    rows.sort_by(|a, b| (&a.ticket, a.id).cmp(&(&b.ticket, b.id)));
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// A batch whose certificates may be issued: it was made public, publicity is over and no objection is open.
fn issuing(read: &Read, batch: BatchId, today: chrono::NaiveDate) -> Result<Batch, Failure> {
    let kept = read.batch(batch)?.ok_or_else(|| refusal!("no_batch", "没有这个批次。", "There is no such batch."))?;
    if !(BatchState::Publicity..=BatchState::Issuing).contains(&kept.state) {
        return Err(refusal!(
            "not_issuing",
            "批次要经过公示，才能核发证书。",
            "A batch must have been made public before its certificates are issued."
        )
        .into());
    }
    match publicity_over(kept.publicity, read.open_objections(batch)?, today).into_iter().next() {
        Some(first) => Err(first.into()),
        None => Ok(kept),
    }
}

/// Issues the certificate of one entry: its number is allocated here, under the lock, and never used twice.
pub fn issue(office: &mut Office, entry: EntryId) -> Result<String, Failure> {
    issue_under(office, entry, None)
}

/// The same under an approval for a batch, named by its journal row.
pub fn issue_under(office: &mut Office, entry: EntryId, approval: Option<i64>) -> Result<String, Failure> {
    // Whoever may not issue is told that first, before anything about keys.
    office.may(Kind::CertificateIssued)?;
    let issuer = open_key(office)?;
    office.act_by_chance(Kind::CertificateIssued, None, |read, stamp, entropy| {
        let (number, act) = issue_act(read, entry, approval, stamp, &issuer, entropy)?;
        Ok(Decided::new(vec![act], number))
    })
}

/// Gives one approval for everybody who is due a certificate; each is then issued by an act of its own that names it.
/// None where nobody is due.
pub fn approve_issue(office: &mut Office, batch: BatchId) -> Result<Option<(i64, Vec<EntryId>)>, Failure> {
    let today = office.today();
    let entries = office.act(Kind::ApprovalGiven, None, |read, stamp| {
        let entries = due(read, batch, today)?;
        if entries.is_empty() {
            return Ok(Decided::new(Vec::new(), entries));
        }
        for entry in &entries {
            four_eyes(read, *entry, stamp)?;
        }
        let given = ApprovalGiven {
            batch,
            because: String::new(),
            document: String::new(),
            entries: entries.clone(),
            numbers: Vec::new(),
            what: Approved::Issue,
        };
        Ok(Decided::new(vec![Act::ApprovalGiven(given)], entries))
    })?;
    match entries.is_empty() {
        true => Ok(None),
        false => Ok(Some((office.read().last_approval(batch, Approved::Issue)?, entries))),
    }
}

/// Whoever certifies had no hand in what is certified: not on the panel, no sheet signed, the entry not entered.
fn four_eyes(read: &Read, entry: EntryId, stamp: &Stamp) -> Result<(), Failure> {
    let Some(hand) = read.hand_in(entry, stamp.person)? else { return Ok(()) };
    let name = read.entry(entry)?.map_or(String::new(), |row| inert(&row.name));
    let how = match hand {
        life::Hand::Panel => both!("是考评组成员", "is on the panel"),
        life::Hand::Signed => both!("评过分或登过分", "has marked or keyed scores"),
        life::Hand::Filed => both!("录入了这份报名", "has entered the application"),
    };
    let (zh, en) = (how.zh, how.en);
    Err(refusal!(
        "own_hand",
        "登录的人对 {name} {zh}，不能由同一人发证。",
        "Whoever signed in {en} of {name} and cannot certify it too."
    )
    .next(both!("请由另一名证书管理员核发。", "Let another certifier issue it."))
    .into())
}

pub(super) fn no_certificate() -> Refusal {
    refusal!("no_certificate", "本站没有这本证书。", "This station has no such certificate.")
}

fn issue_act(
    read: &Read,
    entry: EntryId,
    approval: Option<i64>,
    stamp: &Stamp,
    issuer: &Issuer,
    entropy: &mut dyn Entropy,
) -> Result<(String, Act), Failure> {
    let missing = || refusal!("no_entry", "没有这份报名。", "There is no such entry.");
    let row = read.entry(entry)?.ok_or_else(missing)?;
    let name = inert(&row.name);
    if let Some(number) = &row.certificate {
        return Err(refusal!(
            "issued",
            "{name} 的证书 {number} 已核发。",
            "Certificate {number} of {name} is already issued."
        )
        .into());
    }
    let outcome = derived(read, entry)?;
    let recorded = read.outcome(entry)?;
    if outcome.verdict != Verdict::Pass || recorded.as_ref() != Some(&outcome) {
        return Err(refusal!(
            "not_passed",
            "{name} 的评定结果不是合格，不能发证。",
            "{name} has not passed; no certificate can be issued."
        )
        .into());
    }
    let batch = issuing(read, row.batch, stamp.today())?;
    if row.decision != Decision::Accepted {
        return Err(refusal!(
            "not_due",
            "{name} 不在本批次待发证名单里。",
            "{name} is not among those due a certificate."
        )
        .into());
    }
    four_eyes(read, entry, stamp)?;
    if let Some(seq) = approval
        && !read.approval_act(seq)?.is_some_and(|given| given.what == Approved::Issue && given.entries.contains(&entry))
    {
        return Err(super::life::not_covered(&name).into());
    }
    let kept = read.standard(row.item.standard)?.ok_or_else(missing)?;
    within_scope(read, &kept.standard, row.item, batch.plan.exam_on)?;
    let station = read
        .station()?
        .ok_or_else(|| refusal!("not_founded", "文件还没有鉴定站信息。", "The file has no station yet."))?;
    let site = SiteCode::parse(&station.site_code).map_err(|fault| refuse("site_code", &fault))?;
    let issued_on = stamp.today();
    if let Some(evidence) = read.evidence_day(entry)?.filter(|evidence| issued_on < *evidence) {
        return Err(refusal!(
            "before_evidence",
            "{name} 的评分或评定记录于 {evidence}，证书日期 {issued_on} 不能更早。",
            "What {name} is judged by was recorded on {evidence}; a certificate cannot be dated {issued_on}."
        )
        .next(both!("请校准电脑的时钟。", "Set the computer's clock right."))
        .into());
    }
    let year = u16::try_from(chrono::Datelike::year(&issued_on)).unwrap_or(0);
    let last = read.last_serial(&station.site_code, year, row.item.level)?;
    // A ledger may tell of numbers that this station gave before it had this file.
    let serial = last.max(read.last_past_serial(&station.site_code, year, row.item.level)?) + 1;
    let number = CertificateNumber::compose(&site, year.into(), row.item.level, serial);
    let number = number.map_err(|fault| refuse("number", &fault))?.as_str().to_owned();
    if read.certificate(&number)?.is_some() || read.historical(&number)?.is_some() {
        return Err(refusal!(
            "number_used",
            "编号 {number} 已经用过，不能再用；本站的顺序号与已有证书不符。",
            "Number {number} was used before and is never used again; the serials and the certificates disagree."
        )
        .next(both!("请运行 touchstone check --full。", "Run touchstone check --full."))
        .into());
    }
    let candidate = read.candidate(row.candidate)?.ok_or_else(missing)?;
    let Some(doc_kind) = candidate.doc_kind else {
        return Err(refusal!(
            "erased",
            "考生的个人信息已清除，不能发证。",
            "The candidate's personal data were erased; no certificate can be issued."
        )
        .into());
    };
    let award = Award {
        number: number.clone(),
        kind: batch.plan.kind,
        issued_on,
        issuer: station.name,
        site_code: station.site_code,
        trade: kept.standard.trade.clone(),
        level: row.item.level,
        standard: kept.digest.clone(),
        entry,
        outcome_digest: digest_of(&outcome)?,
        outcome,
    };
    let to = Awarded { candidate: row.candidate, name: candidate.name, doc_kind, doc_cipher: candidate.doc_cipher };
    let made = make(read, entropy, issuer, stamp.at, &award, &to)?;
    let vault = read.vault().ok_or_else(super::office::not_signed_in)?;
    let issued = CertificateIssued {
        approval,
        candidate: row.candidate,
        claim: made.claim,
        credential: made.credential,
        entry,
        holder_ref: vault.holder_reference(row.candidate.0),
        issued_on,
        issuer: award.issuer,
        key: made.key,
        kind: award.kind,
        level: award.level,
        number: number.clone(),
        outcome: award.outcome_digest,
        serial,
        site_code: award.site_code,
        standard: award.standard,
        trade: award.trade,
        way: Way::Assessed,
        year,
    };
    Ok((number, Act::CertificateIssued(issued, Sealed::Known(made.holder))))
}

/// How an issue of a whole batch went.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Issued {
    pub numbers: Vec<String>,
    /// Due and not issued because the user stopped.
    pub left: usize,
}

/// After the last certificate of a batch: a checkpoint of the register, and all of it in the file itself.
///
/// Each certificate is saved by now; where the disk fails here, that is what is said.
pub fn issued_all(office: &Office) -> Result<(), Failure> {
    match keep(office, Reason::Issue).and_then(|_| office.settle()) {
        Err(Failure::File(_)) => Err(refusal!(
            "not_anchored",
            "证书都已核发并保存，只是磁盘出错，存证没有留成。",
            "The certificates are issued and saved; only their checkpoint was not kept, for the disk failed."
        )
        .next(both!(
            "腾出空间或接好磁盘后办一次日终，存证就会留下。",
            "See to the disk, then close the day: that keeps it."
        ))
        .into()),
        other => other,
    }
}

/// Issues every certificate that is due under one approval, one act and one transaction each, so that what is issued stays issued; `go_on` is
/// asked between them.
pub fn issue_batch(
    office: &mut Office,
    batch: BatchId,
    mut go_on: impl FnMut(usize, usize) -> bool,
) -> Result<Issued, Failure> {
    let mut issued = Issued::default();
    let Some((approval, due)) = approve_issue(office, batch)? else { return Ok(issued) };
    for (index, entry) in due.iter().enumerate() {
        if !go_on(index, due.len()) {
            issued.left = due.len() - index;
            break;
        }
        issued.numbers.push(issue_under(office, *entry, Some(approval))?);
    }
    issued_all(office)?;
    Ok(issued)
}
