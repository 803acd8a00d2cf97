//! Batches: planning, moving from state to state, papers, panels, objections.

use super::Office;
use super::outcome::open_cases;
use super::settings::PUBLICITY_DAYS;
use crate::domain::anchor::Reason;
use crate::domain::evaluation::batch::{
    BatchFacts, BatchItem, BatchPlan, BatchState, blockers, outside_scope, publicity_from, staffing_lacks,
};
use crate::domain::evaluation::standard::{Standard, Trade};
use crate::domain::evaluation::subject::{PanelRule, Subject, SubjectKind};
use crate::domain::evaluation::ticket::TicketNumber;
use crate::domain::id::{BatchId, EntryId, ObjectionId, PaperId, PersonId};
use crate::domain::language::{Both, Lang, Say};
use crate::domain::level::Level;
use crate::domain::refusal::Refusal;
use crate::domain::stamp::Role;
use crate::refusal;
use crate::store::act::{
    Act, BatchMoved, Kind, ObjectionDecided, ObjectionRaised, PanelMember, PanelNamed, PaperChosen, PlanWritten,
};
use crate::store::read::batch::{Batch, BatchCounts, Objection};
use crate::store::read::standard::StandardKept;
use crate::store::read::station::{Person, Scope};
use crate::store::{Decided, Failure, Read};

fn no_batch() -> Refusal {
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
pub fn facts(read: &Read, batch: &Batch, today: chrono::NaiveDate) -> Result<BatchFacts, Failure> {
    let counts = read.batch_counts(batch.id)?;
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
        unstaffed.extend(lacks(read, batch, *item, &kept)?);
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

/// Papers and examiners that an item still lacks; an item without candidates lacks nothing.
fn lacks(read: &Read, batch: &Batch, item: BatchItem, kept: &StandardKept) -> Result<Vec<Both>, Failure> {
    let candidates = read.accepted_of(batch.id, item)?;
    if candidates == 0 {
        return Ok(Vec::new());
    }
    let papers = read.batch_papers(batch.id, item)?;
    let mut found = Vec::new();
    for subject in subjects(kept, item) {
        let named = u32::try_from(read.panel(batch.id, item, subject.kind)?.len()).unwrap_or(u32::MAX);
        let paper = papers.iter().any(|(kind, _)| *kind == subject.kind);
        let needed = subject.panel.needed(candidates);
        found.extend(staffing_lacks(&kept.standard.trade.title(), item.level, subject.kind, named, needed, paper));
    }
    Ok(found)
}

/// Everything that keeps the batch from its next state; empty when it may move.
pub fn what_blocks(office: &Office, id: BatchId) -> Result<Vec<Refusal>, Failure> {
    let read = office.read();
    let batch = read.batch(id)?.ok_or_else(no_batch)?;
    Ok(blockers(batch.state, &facts(&read, &batch, office.today())?))
}

/// Moves the batch to its next state, or refuses with the first of what blocks it.
///
/// Once marking is closed the scores are locked, and a checkpoint is kept of what they are.
pub fn advance(office: &mut Office, id: BatchId) -> Result<BatchState, Failure> {
    let to = move_on(office, id)?;
    if to == BatchState::Confirming {
        super::checkpoint::keep(office, Reason::Lock)?;
    }
    Ok(to)
}

fn move_on(office: &mut Office, id: BatchId) -> Result<BatchState, Failure> {
    office.act_by_chance(Kind::BatchMoved, None, |read, stamp, entropy| {
        let batch = read.batch(id)?.ok_or_else(no_batch)?;
        let blocking = blockers(batch.state, &facts(read, &batch, stamp.today())?);
        if let Some(first) = blocking.into_iter().next() {
            return Err(first.into());
        }
        let to = batch.state.next().expect("an archived batch is blocked");
        let publicity = match to {
            BatchState::Publicity => {
                let days = u8::try_from(PUBLICITY_DAYS.whole(read)?).unwrap_or(5);
                Some(publicity_from(stamp.today(), days))
            }
            _ => None,
        };
        let mut acts = vec![Act::BatchMoved(BatchMoved { batch: id, from: batch.state, publicity, to })];
        if to == BatchState::Confirming {
            acts.extend(super::moderation::drawn(read, id, entropy)?);
        }
        Ok(Decided::new(acts, to))
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

fn item_of(read: &Read, id: BatchId, item: BatchItem, subject: SubjectKind) -> Result<(Batch, StandardKept), Failure> {
    let batch = read.batch(id)?.ok_or_else(no_batch)?;
    may_staff(&batch)?;
    let kept = read.standard(item.standard)?.filter(|_| batch.plan.items.contains(&item)).ok_or_else(no_batch)?;
    if !subjects(&kept, item).iter().any(|rules| rules.kind == subject) {
        return Err(refusal!(
            "no_subject",
            "标准在这一等级没有这个科目。",
            "The standard has no such subject at this level."
        )
        .into());
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

/// Whether a person may sit on a panel of this kind.
pub fn may_sit(person: &Person, panel: &PanelRule) -> Result<(), Refusal> {
    let name = crate::domain::identity::inert(&person.name);
    let marks = [Role::Examiner, Role::PanelLeader, Role::ScoreKeeper].iter().any(|role| person.roles.contains(role));
    if !marks {
        return Err(refusal!(
            "not_examiner",
            "{name} 不是考评员或成绩管理员。",
            "{name} is neither an examiner nor a score keeper."
        ));
    }
    if panel.senior && !person.senior {
        return Err(refusal!(
            "not_senior",
            "{name} 不是高级考评员，不能考评二级、一级。",
            "{name} is not a senior examiner and cannot mark levels 2 and 1."
        ));
    }
    Ok(())
}

/// Names the whole panel of a subject; the first is its leader.
pub fn name_panel(
    office: &mut Office,
    id: BatchId,
    item: BatchItem,
    subject: SubjectKind,
    people: &[PersonId],
) -> Result<(), Failure> {
    office.act(Kind::PanelNamed, None, |read, _| {
        let (_, kept) = item_of(read, id, item, subject)?;
        let rules = subjects(&kept, item).iter().find(|rules| rules.kind == subject).expect("item_of has seen it");
        let mut members: Vec<PanelMember> = Vec::new();
        for person in people {
            let Some(kept) = read.person(*person)? else {
                return Err(refusal!("no_person", "没有这个人员。", "There is no such person.").into());
            };
            may_sit(&kept, &rules.panel)?;
            if members.iter().any(|member| member.person == *person) {
                let name = crate::domain::identity::inert(&kept.name);
                return Err(refusal!(
                    "person_twice",
                    "{name} 在考评组里出现两次。",
                    "{name} appears twice on the panel."
                )
                .into());
            }
            members.push(PanelMember { leader: members.is_empty(), person: *person });
        }
        Ok(Decided::act(Act::PanelNamed(PanelNamed { batch: id, item, members, subject })))
    })
}

/// Whether objections are taken now.
pub fn may_object(batch: &Batch) -> Result<(), Refusal> {
    if batch.state == BatchState::Publicity {
        return Ok(());
    }
    Err(refusal!("not_public", "只有公示期间才能登记异议。", "Objections are taken during publicity only."))
}

/// Records an objection during publicity.
pub fn object(office: &mut Office, id: BatchId, entry: Option<EntryId>, text: &str) -> Result<ObjectionId, Failure> {
    office.act(Kind::ObjectionRaised, None, |read, stamp| {
        let batch = read.batch(id)?.ok_or_else(no_batch)?;
        may_object(&batch)?;
        if text.trim().is_empty() {
            return Err(refusal!("text_missing", "缺少异议内容。", "The objection's text is missing.").into());
        }
        let id = read.next_objection()?;
        let (raised_on, text) = (stamp.today(), text.trim().to_owned());
        let act = Act::ObjectionRaised(ObjectionRaised { batch: batch.id, entry, id, raised_on, text });
        Ok(Decided::new(vec![act], id))
    })
}

/// Whether an objection still waits for its decision.
pub fn may_decide_objection(objection: &Objection) -> Result<(), Refusal> {
    if objection.upheld.is_none() {
        return Ok(());
    }
    Err(refusal!("decided", "这件异议已经处理。", "The objection is already decided."))
}

/// Decides an objection, with its grounds.
pub fn decide_objection(office: &mut Office, id: ObjectionId, upheld: bool, decision: &str) -> Result<(), Failure> {
    office.act(Kind::ObjectionDecided, None, |read, _| {
        let missing = || refusal!("no_objection", "没有这件异议。", "There is no such objection.");
        let batch = read.objection_batch(id)?.ok_or_else(missing)?;
        let objections = read.objections(batch)?;
        let objection = objections.iter().find(|objection| objection.id == id).ok_or_else(missing)?;
        may_decide_objection(objection)?;
        if decision.trim().is_empty() {
            return Err(refusal!("text_missing", "缺少处理意见。", "The grounds of the decision are missing.").into());
        }
        let decision = decision.trim().to_owned();
        Ok(Decided::act(Act::ObjectionDecided(ObjectionDecided { decision, id, upheld })))
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
