//! Disputes: taking in and deciding objections, re-checks and appeals.

use chrono::NaiveDate;

use super::Office;
use super::batch::no_batch;
use super::recusal::may_supervise;
use super::settings::after::{APPEAL_REPLY, APPEAL_WINDOW, OBJECTION_REPLY, RECHECK_REPLY, RECHECK_WINDOW};
use crate::domain::evaluation::batch::BatchState;
use crate::domain::evaluation::dispute::{
    self, DisputeKind, DisputeResult, RecheckGround, Windows, receipt, recheck_result,
};
use crate::domain::evaluation::entry::Decision;
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::id::{BatchId, DisputeId, EntryId};
use crate::domain::language::{Lang, Say};
use crate::domain::refusal::Refusal;
use crate::domain::stamp::Stamp;
use crate::refusal;
use crate::store::act::{
    Act, AppealDecided, AppealFiled, Kind, ObjectionDecided, ObjectionRaised, RecheckAsked, RecheckDecided,
};
use crate::store::read::batch::Batch;
use crate::store::read::dispute::Dispute;
use crate::store::read::entry::EntryRow;
use crate::store::{Decided, Failure, Read};

/// The station's windows.
pub fn windows(read: &Read) -> Result<Windows, Failure> {
    Ok(Windows {
        objection_reply: OBJECTION_REPLY.whole(read)?,
        recheck: RECHECK_WINDOW.whole(read)?,
        recheck_reply: RECHECK_REPLY.whole(read)?,
        appeal: APPEAL_WINDOW.whole(read)?,
        appeal_reply: APPEAL_REPLY.whole(read)?,
    })
}

/// The last day on which a re-check of the batch may be asked for; none while it was not made public.
pub fn recheck_until(read: &Read, batch: &Batch) -> Result<Option<NaiveDate>, Failure> {
    let public = batch.publicity.filter(|_| batch.state >= BatchState::Publicity);
    let calendar = read.calendar()?;
    let windows = windows(read)?;
    Ok(public.map(|publicity| windows.recheck_until(publicity, &calendar)))
}

/// The last day on which the decision may be appealed against; none while there is none.
pub fn appeal_until(read: &Read, decided: &Dispute) -> Result<Option<NaiveDate>, Failure> {
    let (windows, calendar) = (windows(read)?, read.calendar()?);
    Ok(decided.decided_on.map(|on| windows.appeal_until(on, &calendar)))
}

fn text(text: &str) -> Result<String, Refusal> {
    match text.trim() {
        "" => Err(refusal!("text_missing", "缺少内容。", "The text is missing.")),
        text => Ok(text.to_owned()),
    }
}

fn grounds(text: &str) -> Result<String, Refusal> {
    match text.trim() {
        "" => Err(refusal!("text_missing", "缺少处理意见。", "The grounds of the decision are missing.")),
        text => Ok(text.to_owned()),
    }
}

/// What is decided when a dispute comes in: its number, its receipt, and the day by which it is answered.
struct Incoming {
    id: DisputeId,
    receipt: String,
    raised_on: NaiveDate,
    reply_by: NaiveDate,
}

fn incoming(read: &Read, batch: &Batch, kind: DisputeKind, stamp: &Stamp) -> Result<Incoming, Failure> {
    let today = stamp.today();
    let serial = read.disputes_of_kind(batch.id, kind)? + 1;
    Ok(Incoming {
        id: read.next_dispute()?,
        receipt: receipt(&batch.plan.code, kind, serial),
        raised_on: today,
        reply_by: windows(read)?.reply_by(kind, today, &read.calendar()?),
    })
}

/// Whether objections are taken now.
pub fn may_object(batch: &Batch) -> Result<(), Refusal> {
    dispute::may_object(batch.state)
}

/// Records an objection during publicity.
pub fn object(office: &mut Office, id: BatchId, entry: Option<EntryId>, words: &str) -> Result<DisputeId, Failure> {
    office.act(Kind::ObjectionRaised, None, |read, stamp| {
        let batch = read.batch(id)?.ok_or_else(no_batch)?;
        may_object(&batch)?;
        let text = text(words)?;
        let Incoming { id, receipt, raised_on, reply_by } = incoming(read, &batch, DisputeKind::Objection, stamp)?;
        let raised = ObjectionRaised { batch: batch.id, entry, id, raised_on, receipt, reply_by, text };
        Ok(Decided::new(vec![Act::ObjectionRaised(raised)], id))
    })
}

/// Whether a dispute still waits for its decision.
pub fn may_decide(dispute: &Dispute) -> Result<(), Refusal> {
    if dispute.is_open() {
        return Ok(());
    }
    let (zh, en) = (dispute.kind.say(Lang::Zh), dispute.kind.say(Lang::En));
    Err(refusal!("decided", "这件{zh}已经处理。", "The {en} is already decided."))
}

fn open(read: &Read, id: DisputeId, kind: DisputeKind) -> Result<Dispute, Failure> {
    let found = read.dispute(id)?.filter(|found| found.kind == kind);
    let missing = || {
        let (zh, en) = (kind.say(Lang::Zh), kind.say(Lang::En));
        refusal!("no_dispute", "没有这件{zh}。", "There is no such {en}.")
    };
    let found = found.ok_or_else(missing)?;
    may_decide(&found)?;
    Ok(found)
}

/// Decides an objection, with its grounds.
pub fn decide_objection(office: &mut Office, id: DisputeId, upheld: bool, words: &str) -> Result<(), Failure> {
    office.act(Kind::ObjectionDecided, None, |read, stamp| {
        let found = open(read, id, DisputeKind::Objection)?;
        may_supervise(read, stamp, found.batch, found.entry)?;
        let (decision, decided_on) = (grounds(words)?, stamp.today());
        Ok(Decided::act(Act::ObjectionDecided(ObjectionDecided { decided_on, decision, id, upheld })))
    })
}

/// Whether a re-check of this entry and subject may be asked for today.
pub fn may_recheck(read: &Read, row: &EntryRow, subject: SubjectKind, today: NaiveDate) -> Result<(), Failure> {
    let batch = read.batch(row.batch)?.ok_or_else(no_batch)?;
    dispute::may_recheck(batch.state, recheck_until(read, &batch)?, today)?;
    if row.decision != Decision::Accepted {
        return Err(refusal!("not_accepted", "这份报名没有审核通过。", "The entry is not accepted.").into());
    }
    let outcome = read.outcome(row.id)?;
    let own = outcome.iter().flat_map(|outcome| &outcome.subjects).find(|own| own.kind == subject);
    if own.is_none_or(|own| own.marking.is_none()) {
        return Err(refusal!(
            "not_marked",
            "这个科目没有评分表，没有可复核的内容。",
            "The subject has no sheets; there is nothing to re-check."
        )
        .into());
    }
    if read.is_rechecked(row.id, subject)? {
        return Err(
            refusal!("rechecked", "这个科目的复核还在办。", "A re-check of this subject is open already.").into()
        );
    }
    Ok(())
}

/// Takes in a candidate's re-check of one subject.
pub fn ask_recheck(
    office: &mut Office,
    entry: EntryId,
    subject: SubjectKind,
    ground: RecheckGround,
    words: &str,
) -> Result<DisputeId, Failure> {
    office.act(Kind::RecheckAsked, None, |read, stamp| {
        let missing = || refusal!("no_entry", "没有这份报名。", "There is no such entry.");
        let row = read.entry(entry)?.ok_or_else(missing)?;
        may_recheck(read, &row, subject, stamp.today())?;
        let batch = read.batch(row.batch)?.ok_or_else(no_batch)?;
        let text = text(words)?;
        let Incoming { id, receipt, raised_on, reply_by } = incoming(read, &batch, DisputeKind::Recheck, stamp)?;
        let asked = RecheckAsked { batch: batch.id, entry, ground, id, raised_on, receipt, reply_by, subject, text };
        Ok(Decided::new(vec![Act::RecheckAsked(asked)], id))
    })
}

/// Closes a re-check: unchanged, or corrected by a sheet that was corrected since it came in.
pub fn decide_recheck(office: &mut Office, id: DisputeId, result: DisputeResult, words: &str) -> Result<(), Failure> {
    office.act(Kind::RecheckDecided, None, |read, stamp| {
        let found = open(read, id, DisputeKind::Recheck)?;
        may_supervise(read, stamp, found.batch, found.entry)?;
        if !DisputeResult::of(DisputeKind::Recheck).contains(&result) {
            return Err(refusal!(
                "result",
                "复核结果只有“成绩不变”或“已更正”。",
                "A re-check ends unchanged or corrected."
            )
            .into());
        }
        let (entry, subject) = found.entry.zip(found.subject).expect("a re-check names its entry and subject");
        recheck_result(result, read.corrected_since(entry, subject, found.seq)?)?;
        let (decision, decided_on) = (grounds(words)?, stamp.today());
        Ok(Decided::act(Act::RecheckDecided(RecheckDecided { decided_on, decision, id, result })))
    })
}

/// Whether the decision may be appealed against today.
pub fn may_appeal(read: &Read, against: &Dispute, today: NaiveDate) -> Result<(), Failure> {
    if against.kind == DisputeKind::Appeal {
        return Err(refusal!(
            "appeal_of_appeal",
            "申诉结果不在本站再申诉。",
            "The answer to an appeal is not appealed against here."
        )
        .into());
    }
    let until = appeal_until(read, against)?.unwrap_or(today);
    dispute::may_appeal(against.decided_on, until, today)?;
    let filed = read.disputes(against.batch)?;
    if let Some(other) = filed.iter().find(|other| other.against == Some(against.id)) {
        let receipt = &other.receipt;
        return Err(
            refusal!("appealed", "已申诉，回执 {receipt}。", "It was appealed against already: {receipt}.").into()
        );
    }
    Ok(())
}

/// Files an appeal to the higher office against a decision made here.
pub fn appeal(office: &mut Office, against: DisputeId, to: &str, words: &str) -> Result<DisputeId, Failure> {
    office.act(Kind::AppealFiled, None, |read, stamp| {
        let missing = || refusal!("no_dispute", "没有这件异议或复核。", "There is no such objection or re-check.");
        let decided = read.dispute(against)?.ok_or_else(missing)?;
        may_appeal(read, &decided, stamp.today())?;
        let batch = read.batch(decided.batch)?.ok_or_else(no_batch)?;
        let office = match to.trim() {
            "" => {
                return Err(
                    refusal!("office_missing", "缺少受理申诉的上级机构。", "The higher office is missing.").into()
                );
            }
            office => office.to_owned(),
        };
        let text = text(words)?;
        let Incoming { id, receipt, raised_on, reply_by } = incoming(read, &batch, DisputeKind::Appeal, stamp)?;
        let (batch, entry) = (batch.id, decided.entry);
        let filed = AppealFiled { against, batch, entry, id, office, raised_on, receipt, reply_by, text };
        Ok(Decided::new(vec![Act::AppealFiled(filed)], id))
    })
}

/// Records what the higher office answered.
pub fn decide_appeal(office: &mut Office, id: DisputeId, upheld: bool, words: &str) -> Result<(), Failure> {
    office.act(Kind::AppealDecided, None, |read, stamp| {
        open(read, id, DisputeKind::Appeal)?;
        let (decision, decided_on) = (grounds(words)?, stamp.today());
        Ok(Decided::act(Act::AppealDecided(AppealDecided { decided_on, decision, id, upheld })))
    })
}

/// Decides a dispute of any kind.
pub fn decide(office: &mut Office, found: &Dispute, result: DisputeResult, words: &str) -> Result<(), Failure> {
    let upheld = result == DisputeResult::Upheld;
    match found.kind {
        DisputeKind::Objection => decide_objection(office, found.id, upheld, words),
        DisputeKind::Recheck => decide_recheck(office, found.id, result, words),
        DisputeKind::Appeal => decide_appeal(office, found.id, upheld, words),
    }
}
