//! How a panel comes to agree: a subject sent back to be marked again, a further examiner, differing entries decided.

use std::collections::BTreeMap;

use super::Office;
use super::marking::{Signed, marked_batch};
use super::office::Hand;
use super::outcome::{Facts, Subject, outcome_act};
use super::staffing::{Panel, PanelKey};
use crate::domain::evaluation::batch::BatchState;
use crate::domain::evaluation::criterion::Given;
use crate::domain::evaluation::marking::check_mark;
use crate::domain::evaluation::outcome::{Because, Difference, Outcome, SubjectOutcome, Verdict, differences};
use crate::domain::evaluation::paper::Paper;
use crate::domain::evaluation::sheet::Sheet;
use crate::domain::evaluation::standing::Standing;
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::id::{EntryId, PersonId};
use crate::domain::refusal::Refusal;
use crate::domain::stamp::Role;
use crate::refusal;
use crate::store::act::{Act, CaseOpened, FurtherNamed, Kind};
use crate::store::{Decided, Failure, Read};

/// Why a subject waits for somebody to settle it, as its outcome has it.
fn unsettled(outcome: &Outcome, subject: SubjectKind) -> Option<&SubjectOutcome> {
    outcome.subjects.iter().find(|own| own.kind == subject && own.verdict == Verdict::Open)
}

fn no_subject() -> Refusal {
    refusal!("no_subject", "标准在这一等级没有这个科目。", "The standard has no such subject at this level.")
}

fn reason(text: &str) -> Result<String, Refusal> {
    match text.trim() {
        "" => Err(refusal!("reason_needed", "须写明理由。", "A reason is needed.")),
        text => Ok(text.to_owned()),
    }
}

/// Refuses outside the marking of a batch; while outcomes are confirmed only what a second look sent back is mended.
fn being_marked(read: &Read, entry: EntryId, facts: &Subject) -> Result<(), Failure> {
    let row = read.entry(entry)?.ok_or_else(|| refusal!("no_entry", "没有这份报名。", "There is no such entry."))?;
    let state = read.batch(row.batch)?.map(|batch| batch.state);
    let last = if facts.agreement.cases > 0 { BatchState::Confirming } else { BatchState::Marking };
    if state.is_some_and(|state| (BatchState::Sitting..=last).contains(&state)) {
        return Ok(());
    }
    Err(refusal!(
        "not_marking",
        "成绩已经锁定；先把批次退回“评分中”。",
        "The scores are locked; take the batch back to marking first."
    )
    .into())
}

/// Why a subject cannot go back to its panel now.
pub fn may_open_case(outcome: &Outcome, subject: SubjectKind) -> Result<(), Refusal> {
    let fits = |because: &Because| {
        matches!(
            because,
            Because::VotesApart { .. }
                | Because::Straddles
                | Because::StraddlesGrade { .. }
                | Because::TotalsApart { .. }
                | Because::QuestionApart { .. }
                | Because::ChoiceDiffers
        )
    };
    if unsettled(outcome, subject).is_some_and(|own| own.because.iter().any(fits)) {
        return Ok(());
    }
    Err(refusal!(
        "nothing_apart",
        "全组都签字而结果不一致的科目才能退回重评；单人改分用“更正”。",
        "Only a subject that all have signed and that does not agree goes back; one examiner's slip is corrected."
    ))
}

/// The panel's leader sends a subject of an entry back: every examiner of it signs anew, and only that counts.
///
/// Each new sheet is a new version with the case as its reason; no second person is needed beyond the leader.
pub fn open_case(office: &mut Office, entry: EntryId, subject: SubjectKind, because: &str) -> Result<(), Failure> {
    let because = reason(because)?;
    let stated = because.clone();
    office.act(Kind::CaseOpened, Some(&stated), |read, stamp| {
        let mut facts = marked_batch(read, entry)?;
        let outcome = facts.derive().ok_or_else(no_subject)?;
        may_open_case(&outcome, subject)?;
        let row = read.entry(entry)?.ok_or_else(no_subject)?;
        let leads = read.panel(row.batch, row.item, subject)?.iter().any(|m| m.leader && m.person == stamp.person);
        if stamp.role == Role::PanelLeader && !leads {
            return Err(refusal!(
                "not_leader",
                "只有这个考评组的组长或督导员能退回重评。",
                "Only the leader of this panel or a supervisor sends it back."
            )
            .into());
        }
        super::recusal::may_supervise(read, stamp, row.batch, Some(entry))?;
        let own = facts.subject_mut(subject).ok_or_else(no_subject)?;
        being_marked(read, entry, own)?;
        Ok(Decided::new(case_acts(read, entry, subject, because, &mut facts)?, ()))
    })
}

/// The case and the outcome that follows from it.
pub(super) fn case_acts(
    read: &Read,
    entry: EntryId,
    subject: SubjectKind,
    because: String,
    facts: &mut Facts,
) -> Result<Vec<Act>, Failure> {
    let own = facts.subject_mut(subject).ok_or_else(no_subject)?;
    own.agreement.cases = own.agreement.cases.saturating_add(1);
    own.sheets.clear();
    let mut acts = vec![Act::CaseOpened(CaseOpened { because, entry, subject })];
    acts.extend(outcome_act(read, entry, facts)?);
    Ok(acts)
}

/// Why no further examiner is named for a subject now.
pub fn may_name_further(outcome: &Outcome, subject: SubjectKind) -> Result<(), Refusal> {
    let fits = |because: &Because| {
        matches!(
            because,
            Because::TotalsApart { .. }
                | Because::QuestionApart { .. }
                | Because::Straddles
                | Because::StraddlesGrade { .. }
        )
    };
    if unsettled(outcome, subject).is_some_and(|own| own.because.iter().any(fits)) {
        return Ok(());
    }
    Err(refusal!(
        "nothing_apart",
        "总分相差超限或跨合格线的科目才加评。",
        "A further examiner is named where totals are too far apart or on both sides of the pass mark."
    ))
}

/// Who could be the further examiner: whoever may sit on such a panel and has no part in this one.
pub fn could_be_further(read: &Read, entry: EntryId, subject: SubjectKind) -> Result<Vec<(PersonId, String)>, Failure> {
    let row = read.entry(entry)?.ok_or_else(no_subject)?;
    let further = read.further(entry)?;
    let named = |person: PersonId| further.iter().any(|one| one.subject == subject && one.person == person);
    // Whoever could serve on the panel itself: qualified, free that day, and tied to none of its candidates.
    let panel = Panel::read(read, PanelKey { batch: row.batch, item: row.item, subject })?;
    let fit = panel.check.proposals.into_iter().filter(|one| !named(one.person));
    Ok(fit.map(|one| (one.person, one.name)).collect())
}

/// Names somebody beyond the panel to mark one entry's subject; the panel's own marks are hidden again until they have.
pub fn name_further(
    office: &mut Office,
    entry: EntryId,
    subject: SubjectKind,
    person: PersonId,
    because: &str,
) -> Result<(), Failure> {
    let because = reason(because)?;
    let stated = because.clone();
    office.act(Kind::FurtherNamed, Some(&stated), |read, _| {
        let mut facts = marked_batch(read, entry)?;
        may_name_further(&facts.derive().ok_or_else(no_subject)?, subject)?;
        if !could_be_further(read, entry, subject)?.iter().any(|(id, _)| *id == person) {
            let name = crate::domain::identity::inert(&read.person_name(person)?);
            return Err(refusal!(
                "not_further",
                "{name} 已在这个考评组里，或不能考评这个等级。",
                "{name} has a part in this panel already, or may not mark this level."
            )
            .into());
        }
        let own = facts.subject_mut(subject).ok_or_else(no_subject)?;
        being_marked(read, entry, own)?;
        own.agreement.further = own.agreement.further.saturating_add(1);
        let mut acts = vec![Act::FurtherNamed(FurtherNamed { because, entry, person, subject })];
        acts.extend(outcome_act(read, entry, &facts)?);
        Ok(Decided::new(acts, ()))
    })
}

/// Two entries of one paper, side by side.
pub struct DoubleEntry {
    pub paper: Paper,
    pub sheets: Vec<Sheet>,
    pub differences: Vec<Difference>,
}

/// What two people keyed, once both have signed; refused before, so that nobody sees one of them alone.
pub fn double_entry(read: &Read, entry: EntryId, subject: SubjectKind) -> Result<DoubleEntry, Failure> {
    entries_of(&super::outcome::facts(read, entry)?, subject)
}

fn entries_of(facts: &Facts, subject: SubjectKind) -> Result<DoubleEntry, Failure> {
    let own = facts.subjects.iter().find(|own| own.kind == subject).ok_or_else(no_subject)?;
    if !facts.is_double_entry(subject) {
        return Err(refusal!("no_double_entry", "这个科目不是双人登分。", "This subject is not keyed twice.").into());
    }
    if !own.is_complete() {
        let told = super::visibility::waiting(own.signed(), own.needed());
        return Err(Refusal::new("not_complete", told).into());
    }
    let paper = own.paper.as_ref().map(|kept| kept.paper.clone()).ok_or_else(no_subject)?;
    let sheets: Vec<Sheet> = own.latest().into_iter().filter(|s| Some(s.examiner) != own.agreement.decider).collect();
    if sheets.iter().any(|sheet| sheet.chosen != sheets[0].chosen) {
        return Err(refusal!(
            "choice_differs",
            "两次登分的选考题不同，先由登分人更正。",
            "The entries mark different chosen questions; whoever keyed it wrong corrects that first."
        )
        .into());
    }
    let differences = differences(&paper, &sheets);
    Ok(DoubleEntry { paper, sheets, differences })
}

/// Why whoever sits here does not decide this double entry.
pub fn may_decide(read: &Read, who: PersonId, entry: EntryId, subject: SubjectKind) -> Result<DoubleEntry, Failure> {
    let facts = super::outcome::facts(read, entry)?;
    let both = entries_of(&facts, subject)?;
    not_a_party(&facts, who, subject)?;
    if both.differences.is_empty() {
        return Err(
            refusal!("no_difference", "两次登分一致，不用裁定。", "The entries are alike: nothing to decide.").into()
        );
    }
    Ok(both)
}

fn not_a_party(facts: &Facts, who: PersonId, subject: SubjectKind) -> Result<(), Refusal> {
    let own = facts.subjects.iter().find(|own| own.kind == subject);
    let keyed = own.is_some_and(|own| own.versions.contains_key(&who) && own.agreement.decider != Some(who));
    if keyed {
        return Err(refusal!(
            "own_entry",
            "登分人不能裁定自己的登分，由第三人裁定。",
            "Whoever keyed an entry does not decide it; a third person does."
        ));
    }
    if own.and_then(|own| own.agreement.decider).is_some_and(|decider| decider != who) {
        return Err(refusal!("decided", "已有第三人裁定过。", "A third person has decided it already."));
    }
    Ok(())
}

/// A third person decides every difference; what both keyed alike stays. Their whole sheet is signed and kept.
pub fn decide(
    office: &mut Office,
    entry: EntryId,
    subject: SubjectKind,
    words: &BTreeMap<String, Given>,
    hand: &Hand,
) -> Result<Signed, Failure> {
    let who = office.who();
    office.act_signed(Kind::SheetDecided, hand, None, None, |read, stamp| {
        let mut facts = marked_batch(read, entry)?;
        let both = may_decide(read, who, entry, subject)?;
        let own = facts.subject_mut(subject).ok_or_else(no_subject)?;
        being_marked(read, entry, own)?;
        if own.standing.as_ref().is_some_and(|standing| *standing != Standing::Sat) {
            return Err(refusal!("stands", "这个科目不评分。", "This subject is not marked.").into());
        }
        let mut sheet = both.sheets[0].clone();
        for difference in &both.differences {
            let id = &difference.criterion;
            let known = both.paper.criteria(&sheet.chosen).nth(difference.place).map(|(_, criterion)| criterion);
            let (Some(given), Some(known)) = (words.get(id), known) else {
                return Err(
                    refusal!("undecided", "评分点 {id} 还没有裁定。", "Criterion {id} is not decided yet.").into()
                );
            };
            check_mark(known, given).map_err(|wrong| Refusal::new("mark", wrong))?;
            sheet.marks[difference.place] = given.clone();
        }
        let version = own.versions.get(&who).copied().unwrap_or(0) + 1;
        sheet.notes.clear();
        sheet = Sheet { examiner: who, version, signed_at: stamp.time(), ..sheet };
        own.agreement.decider = Some(who);
        own.sheets.push(sheet.clone());
        let verdict = facts.derive().map_or(Verdict::Open, |outcome| outcome.verdict);
        let mut acts = vec![Act::SheetDecided(sheet)];
        acts.extend(outcome_act(read, entry, &facts)?);
        Ok(Decided::new(acts, Signed { version, verdict, completed: true }))
    })
}
