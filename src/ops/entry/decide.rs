//! Deciding entries: accepted, rejected, returned or withdrawn, on the verdict of the conditions.

use super::{batch_of, cutoff};
use crate::domain::evaluation::batch::BatchState;
use crate::domain::evaluation::eligibility::{Eligibility, Verdict, verdict};
use crate::domain::evaluation::entry::Decision;
use crate::domain::id::{BatchId, EntryId};
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::ops::Office;
use crate::refusal;
use crate::store::act::{Act, EntryDecided, Grounds, Kind, Sealed};
use crate::store::read::batch::Batch;
use crate::store::read::entry::EntryFilter;
use crate::store::{Decided, Failure, Read};

/// The verdict on an entry's conditions as the rules have it today.
pub fn eligibility(read: &Read, entry: EntryId) -> Result<Verdict, Failure> {
    let no_entry = || refusal!("no_entry", "没有这份报名。", "There is no such entry.");
    let row = read.entry(entry)?.ok_or_else(no_entry)?;
    let detail = read.entry_detail(entry)?.ok_or_else(no_entry)?;
    let batch = batch_of(read, row.batch)?;
    let kept = read.standard(row.item.standard)?.ok_or_else(no_entry)?;
    let rules = kept.standard.level(row.item.level).ok_or_else(no_entry)?;
    let claims = detail.claims.unwrap_or_default();
    let chosen = (row.condition > 0).then_some(row.condition);
    Ok(verdict(&rules.conditions, &claims, chosen, cutoff(read, &batch)?))
}

/// Decides an entry. To accept one that the conditions do not bear out is an exception, and needs its reason.
pub fn decide(office: &mut Office, entry: EntryId, decision: Decision, reason: Option<&str>) -> Result<(), Failure> {
    let reason = reason.map(str::trim).filter(|reason| !reason.is_empty());
    office.act(Kind::EntryDecided, reason, |read, _| {
        let row =
            read.entry(entry)?.ok_or_else(|| refusal!("no_entry", "没有这份报名。", "There is no such entry."))?;
        let batch = batch_of(read, row.batch)?;
        let act = decision_act(read, &batch, entry, row.decision, decision, reason)?;
        Ok(Decided::act(act))
    })
}

/// Whether the batch and the entry's decision so far let it be decided so; the conditions are asked when it is done.
pub fn may_decide(batch: &Batch, from: Decision, to: Decision) -> Result<(), Refusal> {
    let open = matches!(batch.state, BatchState::Registering | BatchState::Reviewing)
        || (to == Decision::Withdrawn && batch.state < BatchState::Sitting);
    if !open {
        let (zh, en) = (batch.state.say(Lang::Zh), batch.state.say(Lang::En));
        let because = Both {
            zh: format!("批次现在是“{zh}”，不能再改报名的审核。"),
            en: format!("The batch is “{en}”; decisions on entries are closed."),
        };
        return Err(Refusal::new("decisions_closed", because));
    }
    if from == Decision::Withdrawn {
        return Err(refusal!("withdrawn", "这份报名已撤回。", "The entry is withdrawn."));
    }
    Ok(())
}

fn decision_act(
    read: &Read,
    batch: &Batch,
    entry: EntryId,
    from: Decision,
    to: Decision,
    reason: Option<&str>,
) -> Result<Act, Failure> {
    may_decide(batch, from, to)?;
    if to == Decision::Withdrawn {
        let decided = EntryDecided { decision: to, entry, exception: false };
        return Ok(Act::EntryDecided(decided, Sealed::Known(Grounds { eligibility: None })));
    }
    let verdict = eligibility(read, entry)?;
    let borne_out = verdict.eligibility == Eligibility::Eligible;
    let exception = to == Decision::Accepted && !borne_out;
    let against = exception || (to == Decision::Rejected && borne_out);
    if (against || to == Decision::Returned) && reason.is_none() {
        let (zh, en) = (verdict.say(Lang::Zh), verdict.say(Lang::En));
        let because = Both {
            zh: format!("这样审核须写明理由。{zh}"),
            en: format!("This decision needs a reason. {en}"),
        };
        return Err(Refusal::new("reason_needed", because).into());
    }
    let decided = EntryDecided { decision: to, entry, exception };
    Ok(Act::EntryDecided(decided, Sealed::Known(Grounds { eligibility: Some(verdict) })))
}

/// Accepts every pending entry of a batch that the conditions bear out, and leaves the others to be looked at.
pub fn accept_eligible(office: &mut Office, batch: BatchId) -> Result<u32, Failure> {
    office.act(Kind::EntryDecided, None, |read, _| {
        let batch = batch_of(read, batch)?;
        let pending = EntryFilter { decision: Some(Decision::Pending), ..EntryFilter::default() };
        let mut acts = Vec::new();
        for row in read.batch_entries(batch.id, pending)? {
            if eligibility(read, row.id)?.eligibility == Eligibility::Eligible {
                acts.push(decision_act(read, &batch, row.id, row.decision, Decision::Accepted, None)?);
            }
        }
        let count = u32::try_from(acts.len()).unwrap_or(u32::MAX);
        Ok(Decided::new(acts, count))
    })
}
