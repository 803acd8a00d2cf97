//! An entry's facts become its outcome.

use std::collections::BTreeMap;

use super::laid::Counted;
use super::subject::{held, judge, mark};
use super::{Agreement, Because, CompositeOutcome, DimensionOutcome, Outcome, SubjectOutcome, Value, Verdict};
use crate::domain::evaluation::criterion::Dimension;
use crate::domain::evaluation::grade::grade_of;
use crate::domain::evaluation::paper::Paper;
use crate::domain::evaluation::sheet::{Sheet, latest_versions};
use crate::domain::evaluation::standard::{Composite, LevelRules};
use crate::domain::evaluation::standing::Standing;
use crate::domain::evaluation::subject::{Subject, SubjectKind};
use crate::domain::evaluation::violation::Effect;
use crate::domain::id::{Digest, VetoId};
use crate::domain::score::{Exact, Score, round_half_up, share, total};

/// Everything that may enter an outcome.
pub struct Case<'a> {
    pub standard: &'a Digest,
    pub rules: &'a LevelRules,
    pub subjects: &'a [SubjectFacts<'a>],
    pub vetoes: &'a [VetoId],
}

/// What is known of one subject of the entry.
pub struct SubjectFacts<'a> {
    pub kind: SubjectKind,
    pub paper: Option<(&'a Digest, &'a Paper)>,
    /// None while nobody said anything: it is then taken as sat once sheets are signed.
    pub standing: Option<Standing>,
    /// Signed sheets, all versions; those from before the panel had to mark again are left out.
    pub sheets: &'a [Sheet],
    /// Examiners on the panel; none while no panel is named.
    pub panel: Option<usize>,
    /// What was done beyond the panel's own marking.
    pub agreement: Agreement,
}

/// Derives the outcome: a veto fails it; it is open while a subject is; it passes when every subject, every gate and
/// the composite, where there is one, is passed.
pub fn derive(case: &Case) -> Outcome {
    let mut subjects: Vec<SubjectOutcome> = Vec::new();
    let mut counted: BTreeMap<SubjectKind, Counted<'_>> = BTreeMap::new();
    for rules in &case.rules.subjects {
        let facts = case.subjects.iter().find(|facts| facts.kind == rules.kind);
        let (subject, marks) = subject_outcome(rules, facts);
        subjects.push(subject);
        counted.extend(marks.map(|marks| (rules.kind, marks)));
    }
    void_sitting(case.subjects, &mut subjects);
    hold_back(case.rules, &mut subjects);
    let settled = subjects.iter().map(|subject| subject.verdict);
    let composite = match &case.rules.composite {
        Some(composite) if settled.clone().all(|verdict| verdict != Verdict::Open) => {
            together(composite, case.rules, &subjects)
        }
        _ => None,
    };
    let verdict = if !case.vetoes.is_empty() {
        Verdict::Fail
    } else if settled.clone().any(|verdict| verdict == Verdict::Open) {
        Verdict::Open
    } else {
        settled.chain(composite.as_ref().map(|composite| composite.verdict)).min().unwrap_or(Verdict::Open)
    };
    let mut vetoes = case.vetoes.to_vec();
    vetoes.sort();
    let dimensions = dimensions(case.subjects, &subjects, &counted);
    Outcome { verdict, standard: case.standard.clone(), subjects, composite, vetoes, dimensions }
}

/// The subject's part, and what its score stands on.
fn subject_outcome<'a>(rules: &Subject, facts: Option<&'a SubjectFacts>) -> (SubjectOutcome, Option<Counted<'a>>) {
    let kind = rules.kind;
    let agreement = facts.map(|facts| facts.agreement).unwrap_or_default();
    let without =
        |verdict, because, score| (SubjectOutcome { kind, verdict, because, score, marking: None, agreement }, None);
    let open = |because| without(Verdict::Open, because, None);
    let Some(facts) = facts else { return open(vec![Because::NoPanel]) };
    let stands = |verdict, score| {
        let because = facts.standing.clone().map(|standing| Because::Standing { standing }).into_iter().collect();
        without(verdict, because, score)
    };
    match &facts.standing {
        Some(Standing::Exempt) => return stands(Verdict::Pass, None),
        Some(Standing::Deferred) => return stands(Verdict::Open, None),
        Some(Standing::Absent | Standing::Void) => return stands(Verdict::Fail, None),
        Some(Standing::Breach { effect, .. }) if !effect.leaves_marks() => return stands(Verdict::Fail, None),
        Some(Standing::Carried { score, .. }) => {
            let reached = *score >= rules.pass.0;
            return stands(if reached { Verdict::Pass } else { Verdict::Fail }, Some(*score));
        }
        Some(Standing::Sat | Standing::Breach { .. }) | None => {}
    }
    let (Some(paper), Some(panel)) = (facts.paper, facts.panel) else { return open(vec![Because::NoPanel]) };
    match mark(rules, paper, &latest_versions(facts.sheets), panel, agreement) {
        Err(because) => open(because),
        Ok((mut marking, counted)) => {
            let breach = facts.standing.as_ref().filter(|standing| **standing != Standing::Sat);
            if let Some(Standing::Breach { effect, .. }) = breach {
                marking.less = effect.taken_off(marking.combined.0).map(Value);
                marking.rounded = round_half_up(marking.counted(), rules.decimals);
            }
            let judged = judge(rules, &marking);
            marking.grade = grade_of(&rules.grades, held(&marking)).cloned();
            let reached = judged == [Because::Reached];
            let breach = breach.map(|standing| Because::Standing { standing: standing.clone() });
            let because = breach.into_iter().chain(judged).collect();
            let verdict = if reached { Verdict::Pass } else { Verdict::Fail };
            let score = Some(marking.rounded);
            (SubjectOutcome { kind, verdict, because, score, marking: Some(marking), agreement }, Some(counted))
        }
    }
}

/// A violation that voids the sitting takes every subject of it; what was carried or exempt was not of this sitting.
fn void_sitting(facts: &[SubjectFacts], subjects: &mut [SubjectOutcome]) {
    let voids =
        |facts: &&SubjectFacts| matches!(&facts.standing, Some(Standing::Breach { effect: Effect::VoidSitting, .. }));
    let Some(by) = facts.iter().find(voids).map(|facts| facts.kind) else { return };
    for subject in subjects.iter_mut().filter(|subject| subject.kind != by) {
        let own = facts.iter().find(|facts| facts.kind == subject.kind).and_then(|facts| facts.standing.as_ref());
        if matches!(own, Some(Standing::Carried { .. } | Standing::Exempt)) {
            continue;
        }
        (subject.verdict, subject.score, subject.marking) = (Verdict::Fail, None, None);
        subject.because = vec![Because::SittingVoid { by }];
    }
}

/// Gates and "sat only after": an unmarked subject waits for them, and is not reached once one of them is failed.
fn hold_back(rules: &LevelRules, subjects: &mut [SubjectOutcome]) {
    for index in 0..subjects.len() {
        if subjects[index].verdict != Verdict::Open || subjects[index].because.iter().any(stands) {
            continue;
        }
        let own = &rules.subjects[index];
        for (before, prior) in rules.subjects.iter().enumerate() {
            let gate = prior.gate && !own.gate;
            if before == index || !(gate || own.after.contains(&prior.kind)) {
                continue;
            }
            let kind = prior.kind;
            match subjects[before].verdict {
                Verdict::Pass => {}
                Verdict::Open => {
                    if subjects[index].verdict == Verdict::Open {
                        subjects[index].because.push(Because::WaitsFor { before: kind });
                    }
                }
                Verdict::Fail => {
                    let because =
                        if gate { Because::GateNotPassed { gate: kind } } else { Because::NotReached { before: kind } };
                    subjects[index].verdict = Verdict::Fail;
                    subjects[index].because = vec![because];
                    break;
                }
            }
        }
    }
}

/// The first subject that must be passed before this one is sat, and is not: the comprehensive review waits for the others.
pub fn not_passed_before(rules: &LevelRules, outcome: &Outcome, kind: SubjectKind) -> Option<SubjectKind> {
    let own = rules.subjects.iter().find(|subject| subject.kind == kind)?;
    let passed = |before: &SubjectKind| {
        outcome.subjects.iter().any(|subject| subject.kind == *before && subject.verdict == Verdict::Pass)
    };
    own.after.iter().copied().find(|before| !passed(before))
}

fn stands(because: &Because) -> bool {
    matches!(because, Because::Standing { .. })
}

/// Σ share × score ÷ Σ share over the subjects that have a score; exempt ones leave the composite and the others' shares grow.
fn together(composite: &Composite, rules: &LevelRules, subjects: &[SubjectOutcome]) -> Option<CompositeOutcome> {
    let shared = rules.subjects.iter().zip(subjects).filter_map(|(rules, subject)| Some((rules.share?, subject)));
    let mut sum = Exact::from_integer(0);
    let mut shares = Vec::new();
    for (share, subject) in shared {
        match subject.score {
            Some(score) => {
                sum += score.exact() * i128::from(share);
                shares.push((subject.kind, share));
            }
            None if subject.verdict == Verdict::Pass => {}
            None => return None,
        }
    }
    let total: i128 = shares.iter().map(|(_, share)| i128::from(*share)).sum();
    if total == 0 {
        return None;
    }
    let value = sum / total;
    let rounded = round_half_up(value, composite.decimals);
    let pass = composite.pass.0;
    let verdict = if rounded >= pass { Verdict::Pass } else { Verdict::Fail };
    Some(CompositeOutcome { verdict, value: Value(value), rounded, pass, shares })
}

/// The mean over the sheets of what the criteria of each dimension brought, over the subjects that were marked.
fn dimensions(
    facts: &[SubjectFacts],
    subjects: &[SubjectOutcome],
    counted: &BTreeMap<SubjectKind, Counted>,
) -> Vec<DimensionOutcome> {
    // Criteria that as many sheets hold share their divisor.
    let mut sums: BTreeMap<Dimension, (BTreeMap<usize, Exact>, Score)> = BTreeMap::new();
    for subject in subjects.iter().filter(|subject| subject.marking.is_some()) {
        let paper = facts.iter().find(|facts| facts.kind == subject.kind).and_then(|facts| facts.paper);
        let (Some((_, paper)), Some(counted)) = (paper, counted.get(&subject.kind)) else { continue };
        for (index, (_, criterion)) in counted.criteria(paper).enumerate() {
            let marks = counted.sheets.iter().filter_map(|laid| *laid.marks.get(index)?);
            let sheets = marks.clone().count();
            if sheets == 0 {
                continue;
            }
            let (got, full) = sums.entry(criterion.dimension).or_default();
            let got = got.entry(sheets).or_default();
            *got = total(std::iter::once(*got).chain(marks.map(|mark| mark.worth)));
            *full = *full + criterion.full.0;
        }
    }
    let row = |(dimension, (got, full)): (Dimension, (BTreeMap<usize, Exact>, Score))| {
        let means =
            got.into_iter().map(|(sheets, sum)| share(sum, 1, i64::try_from(sheets).expect("a panel is small")));
        DimensionOutcome { dimension, got: Value(total(means)), full }
    };
    sums.into_iter().map(row).collect()
}
