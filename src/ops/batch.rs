//! Batches: planning, moving from state to state, papers and panels.

use std::sync::Arc;

use super::Office;
use super::outcome::open_cases;
use super::settings::PUBLICITY_DAYS;
use super::staffing::{PanelKey, lacking, placed};
use crate::domain::anchor::Reason;
use crate::domain::evaluation::batch::{
    BatchFacts, BatchItem, BatchPlan, BatchState, blockers, outside_scope, publicity_from,
};
use crate::domain::evaluation::standard::{Standard, Trade};
use crate::domain::evaluation::subject::{Subject, SubjectKind};
use crate::domain::evaluation::ticket::TicketNumber;
use crate::domain::id::{BatchId, PaperId};
use crate::domain::language::{Both, Lang, Say};
use crate::domain::level::Level;
use crate::domain::refusal::Refusal;
use crate::store::act::{Act, BatchMoved, Kind, PaperChosen, PlanWritten};
use crate::store::read::batch::{Batch, BatchCounts};
use crate::store::read::standard::StandardKept;
use crate::store::read::station::Scope;
use crate::store::{Decided, Failure, Read};
use crate::{both, refusal};

pub(super) fn no_batch() -> Refusal {
    refusal!("no_batch", "没有这个批次。", "There is no such batch.")
}

/// Whether the plan may still be changed.
pub fn may_edit(batch: &Batch) -> Result<(), Refusal> {
    if batch.state == BatchState::Draft {
        return Ok(());
    }
    Err(refusal!("announced", "批次已公告，计划不能再改。", "The batch is announced; its plan is fixed."))
}

/// Writes a batch's plan: new, or over the plan of a draft.
pub fn plan(office: &mut Office, id: Option<BatchId>, plan: BatchPlan) -> Result<BatchId, Failure> {
    office.act(Kind::PlanWritten, None, |read, _| {
        let id = match id {
            None => read.next_batch()?,
            Some(id) => {
                may_edit(&read.batch(id)?.ok_or_else(no_batch)?)?;
                id
            }
        };
        TicketNumber::compose(&plan.code, 1).map_err(|fault| super::station::refuse("batch_code", &fault))?;
        if let Some(other) = read.find_batch(&plan.code)?.filter(|other| other.id != id) {
            let (code, name) = (&plan.code, crate::domain::identity::inert(&other.plan.name));
            return Err(
                refusal!("code_taken", "计划编号 {code} 已用于“{name}”。", "Code {code} belongs to “{name}”.").into()
            );
        }
        if plan.name.trim().is_empty() {
            return Err(refusal!("name_missing", "缺少批次名称。", "The batch's name is missing.").into());
        }
        let mut plan = plan;
        plan.items.sort();
        plan.items.dedup();
        Ok(Decided::new(vec![Act::PlanWritten(PlanWritten { id, plan })], id))
    })
}

/// Everything that may keep a batch from moving on.
fn facts(read: &Read, batch: &Batch, today: chrono::NaiveDate) -> Result<BatchFacts, Failure> {
    facts_of(read, batch, &read.batch_counts(batch.id)?, today)
}

/// The same where the entries are counted already.
fn facts_of(read: &Read, batch: &Batch, counts: &BatchCounts, today: chrono::NaiveDate) -> Result<BatchFacts, Failure> {
    let (mut unfiled, mut drafts, mut unstaffed) = (Vec::new(), Vec::new(), Vec::new());
    let scopes = read.scopes()?;
    for item in &batch.plan.items {
        let Some(kept) = read.standard(item.standard)? else { continue };
        let name = item_name(&kept.standard, *item);
        let trade = &kept.standard.trade;
        if !is_filed(&scopes, trade, item.level, batch.plan.exam_on) {
            unfiled.push(name.clone());
        }
        if !kept.approved {
            drafts.push(name);
        }
        unstaffed.extend(unwritten(read, batch, *item, &kept)?);
    }
    if matches!(batch.state, BatchState::Staffing | BatchState::Ready) {
        unstaffed.extend(lacking(read, batch)?);
    }
    let marked = (BatchState::Sitting..=BatchState::Confirming).contains(&batch.state);
    let open_outcomes = if marked { open_cases(read, batch.id)? } else { 0 };
    let confirming = batch.state == BatchState::Confirming;
    let open_moderations = if confirming { super::moderation::open(read, batch.id)? } else { 0 };
    Ok(BatchFacts {
        plan: batch.plan.clone(),
        today,
        publicity: batch.publicity,
        unfiled,
        drafts,
        entries: counts.entries,
        accepted: counts.accepted,
        undecided: counts.pending,
        unseated: counts.accepted - counts.seated,
        unstaffed,
        open_outcomes,
        open_moderations,
        open_objections: counts.open_objections,
        open_disputes: read.open_disputes_of(batch.id, None)?,
        passed: counts.passed,
        certificates: counts.certificates,
    })
}

/// `钳工 四级/中级工`, as a person reads an item of a batch.
pub fn item_name(standard: &Standard, item: BatchItem) -> Both {
    let trade = standard.trade.title();
    Both { zh: format!("{trade} {}", item.level.say(Lang::Zh)), en: format!("{trade} {}", item.level.say(Lang::En)) }
}

fn subjects(kept: &StandardKept, item: BatchItem) -> &[Subject] {
    kept.standard.level(item.level).map_or(&[], |rules| &rules.subjects)
}

/// Subjects of an item that have no paper; an item without candidates lacks nothing.
fn unwritten(read: &Read, batch: &Batch, item: BatchItem, kept: &StandardKept) -> Result<Vec<Both>, Failure> {
    if read.accepted_of(batch.id, item)? == 0 {
        return Ok(Vec::new());
    }
    let papers = read.batch_papers(batch.id, item)?;
    let chosen = |subject: SubjectKind| papers.iter().any(|(kind, _)| *kind == subject);
    let missing = subjects(kept, item).iter().map(|rules| rules.kind).filter(|subject| !chosen(*subject));
    let none = both!("没有选定试卷", "no paper is chosen");
    Ok(missing.map(|subject| placed(kept, PanelKey { batch: batch.id, item, subject }, &none)).collect())
}

/// Everything that keeps the batch from its next state; empty when it may move.
pub fn what_blocks(office: &Office, id: BatchId) -> Result<Vec<Refusal>, Failure> {
    let read = office.read();
    let batch = read.batch(id)?.ok_or_else(no_batch)?;
    Ok(blockers(batch.state, &facts(&read, &batch, office.today())?))
}

/// The same of a batch whose entries are counted already.
pub(super) fn what_blocks_now(office: &Office, batch: &Batch, counts: &BatchCounts) -> Result<Vec<Refusal>, Failure> {
    Ok(blockers(batch.state, &facts_of(&office.read(), batch, counts, office.today())?))
}

/// Moves the batch to its next state, or refuses with the first of what blocks it.
///
/// Once marking is closed the scores are locked, and a checkpoint of what they are is kept in the same transaction.
pub fn advance(office: &mut Office, id: BatchId) -> Result<BatchState, Failure> {
    office.act_by_chance(Kind::BatchMoved, None, |read, stamp, entropy| {
        let batch = read.batch(id)?.ok_or_else(no_batch)?;
        let blocking = blockers(batch.state, &facts(read, &batch, stamp.today())?);
        if let Some(first) = blocking.into_iter().next() {
            return Err(first.into());
        }
        let to = batch.state.next().expect("an archived batch is blocked");
        let publicity = match to {
            BatchState::Publicity => {
                Some(publicity_from(stamp.today(), PUBLICITY_DAYS.whole(read)?, &read.calendar()?))
            }
            _ => None,
        };
        let mut acts = vec![Act::BatchMoved(BatchMoved { batch: id, from: batch.state, publicity, to })];
        if to == BatchState::Confirming {
            acts.extend(super::moderation::drawn(read, id, entropy)?);
        }
        Ok(Decided::new(acts, to).anchored((to == BatchState::Confirming).then_some(Reason::Lock)))
    })
}

/// The state before, or why the batch cannot go back to it.
pub fn may_step_back(batch: &Batch, counts: &BatchCounts) -> Result<BatchState, Refusal> {
    let issued = counts.certificates;
    if issued > 0 {
        return Err(refusal!(
            "certificates_issued",
            "本批次已核发 {issued} 本证书，不能再退回。",
            "{issued} certificates of this batch are issued; it cannot go back."
        ));
    }
    batch.state.previous().ok_or_else(|| {
        refusal!("first_state", "批次还是草稿，没有上一状态。", "The batch is a draft; there is no state before it.")
    })
}

/// Moves the batch back one state, with a reason; refused once a certificate was issued.
pub fn step_back(office: &mut Office, id: BatchId, reason: &str) -> Result<BatchState, Failure> {
    let reason = reason.trim();
    office.act(Kind::BatchMoved, Some(reason), |read, _| {
        let batch = read.batch(id)?.ok_or_else(no_batch)?;
        if reason.is_empty() {
            return Err(
                refusal!("reason_needed", "退回上一状态须写明理由。", "To go back a state needs a reason.").into()
            );
        }
        let to = may_step_back(&batch, &read.batch_counts(id)?)?;
        let act = Act::BatchMoved(BatchMoved { batch: id, from: batch.state, publicity: None, to });
        Ok(Decided::new(vec![act], to))
    })
}

/// Whether papers and panels may still be changed.
pub fn may_staff(batch: &Batch) -> Result<(), Refusal> {
    if batch.state < BatchState::Sitting {
        return Ok(());
    }
    Err(refusal!(
        "exam_begun",
        "考试已开始，试卷和考评组不能再改。",
        "The exam has begun; papers and panels are fixed."
    ))
}

pub(super) fn no_subject() -> Refusal {
    refusal!("no_subject", "标准在这一等级没有这个科目。", "The standard has no such subject at this level.")
}

/// The batch and standard of a subject whose paper, panel or sessions may still be changed.
pub(super) fn item_of(
    read: &Read,
    id: BatchId,
    item: BatchItem,
    subject: SubjectKind,
) -> Result<(Batch, Arc<StandardKept>), Failure> {
    let batch = read.batch(id)?.ok_or_else(no_batch)?;
    may_staff(&batch)?;
    let kept = read.standard(item.standard)?.filter(|_| batch.plan.items.contains(&item)).ok_or_else(no_batch)?;
    if !subjects(&kept, item).iter().any(|rules| rules.kind == subject) {
        return Err(no_subject().into());
    }
    Ok((batch, kept))
}

/// Chooses the paper of a subject.
pub fn choose_paper(
    office: &mut Office,
    id: BatchId,
    item: BatchItem,
    subject: SubjectKind,
    paper: PaperId,
) -> Result<(), Failure> {
    office.act(Kind::PaperChosen, None, |read, _| {
        item_of(read, id, item, subject)?;
        let fits = |row: &crate::store::read::standard::PaperRow| {
            (row.id, row.level, row.subject) == (paper, item.level, subject)
        };
        if !read.papers(item.standard)?.iter().any(fits) {
            return Err(refusal!(
                "paper_unfit",
                "这份试卷不是这个等级和科目的。",
                "That paper is not for this level and subject."
            )
            .into());
        }
        Ok(Decided::act(Act::PaperChosen(PaperChosen { batch: id, item, paper, subject })))
    })
}

/// Chooses, for every subject that has none, its newest paper; answers how many were chosen.
pub fn choose_papers(office: &mut Office, id: BatchId) -> Result<u32, Failure> {
    office.act(Kind::PaperChosen, None, |read, _| {
        let batch = read.batch(id)?.ok_or_else(no_batch)?;
        let mut acts = Vec::new();
        for item in &batch.plan.items {
            let Some(kept) = read.standard(item.standard)? else { continue };
            let chosen = read.batch_papers(id, *item)?;
            let papers = read.papers(item.standard)?;
            for subject in subjects(&kept, *item).iter().map(|rules| rules.kind) {
                if chosen.iter().any(|(kind, _)| *kind == subject) {
                    continue;
                }
                let fit = papers.iter().filter(|row| (row.level, row.subject) == (item.level, subject));
                if let Some(newest) = fit.max_by_key(|row| row.id) {
                    acts.push(Act::PaperChosen(PaperChosen { batch: id, item: *item, paper: newest.id, subject }));
                }
            }
        }
        if !acts.is_empty() {
            may_staff(&batch)?;
        }
        let count = u32::try_from(acts.len()).unwrap_or(u32::MAX);
        Ok(Decided::new(acts, count))
    })
}

/// The item is filed on that day, or the refusal that names the missing row.
pub(super) fn within_scope(
    read: &Read,
    standard: &Standard,
    item: BatchItem,
    on: chrono::NaiveDate,
) -> Result<(), Failure> {
    if is_filed(&read.scopes()?, &standard.trade, item.level, on) {
        Ok(())
    } else {
        Err(outside_scope(&item_name(standard, item), on).into())
    }
}

/// Whether a row of the filed scope covers the trade and level on that day.
fn is_filed(scopes: &[Scope], trade: &Trade, level: Level, on: chrono::NaiveDate) -> bool {
    scopes.iter().any(|scope| {
        scope.level == level
            && scope.trade_code == trade.code
            && scope.classification == trade.classification
            && scope.in_force(on)
    })
}
