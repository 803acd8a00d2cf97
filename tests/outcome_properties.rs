//! What an outcome may depend on, and in which direction.

mod support;

use proptest::prelude::*;
use support::{SKILLS, STANDARD, THEORY};
use touchstone::credential::basis::basis;
use touchstone::credential::canonical::to_canonical;
use touchstone::domain::evaluation::criterion::{Criterion, Given, How, fault_letter};
use touchstone::domain::evaluation::outcome::{
    Agreement, Because, Case, Outcome, SubjectFacts, SubjectOutcome, Verdict, derive,
};
use touchstone::domain::evaluation::paper::Paper;
use touchstone::domain::evaluation::points::Points;
use touchstone::domain::evaluation::sheet::{OpenSheet, Sheet};
use touchstone::domain::evaluation::standard::Standard;
use touchstone::domain::evaluation::standing::Standing;
use touchstone::domain::evaluation::subject::SubjectKind;
use touchstone::domain::evaluation::violation::Effect;
use touchstone::domain::id::{Digest, EntryId, PersonId, VetoId};
use touchstone::domain::level::Level;
use touchstone::domain::score::Score;

fn standard() -> Standard {
    toml::from_str(STANDARD).unwrap()
}

fn paper(text: &str) -> Paper {
    toml::from_str(text).unwrap()
}

/// Marks that a criterion allows, worst first.
fn ladder(criterion: &Criterion) -> Vec<Given> {
    let full = criterion.full.0.0;
    let mut rungs: Vec<Given> = match &criterion.how {
        How::YesNo => vec![Given::Flag(false), Given::Flag(true)],
        How::Judge(_) => (0..=3).map(Given::Number).collect(),
        How::Measure => vec![Given::Number(0), Given::Number(full)],
        How::Steps(steps) => std::iter::once(0).chain(steps.iter().map(|s| s.mark.0.0)).map(Given::Number).collect(),
        How::Each(each) => (0..=full / each.0.0).map(|n| Given::Number(n * each.0.0)).collect(),
        How::Band(bands) => bands.iter().flat_map(|b| [b.from.0.0, b.to.0.0]).map(Given::Number).collect(),
        How::Deduct(list) => {
            (0..=list.len()).map(|n| Given::Faults((0..list.len() - n).map(fault_letter).collect())).collect()
        }
    };
    rungs.sort_by_key(|given| criterion.mark(given));
    rungs
}

/// How high on its ladder each criterion of a sheet stands, out of 100.
fn sheet(paper: &Paper, digest: &str, subject: SubjectKind, examiner: i64, heights: &[usize]) -> Sheet {
    let marks = paper.criteria(&[]).zip(heights).map(|((_, criterion), height)| {
        let rungs = ladder(criterion);
        rungs[height * (rungs.len() - 1) / 100].clone()
    });
    Sheet {
        attempt: 1,
        basis: basis(&Digest("0".repeat(64)), &Digest(digest.repeat(64))),
        chosen: Vec::new(),
        entry: EntryId(1),
        examiner: PersonId(examiner),
        marks: marks.collect(),
        notes: Default::default(),
        part: Default::default(),
        signed_at: "2026-09-20T10:00:00+08:00".into(),
        station: "S000043000012".into(),
        subject,
        version: 1,
    }
}

fn outcome(skills: &[Sheet], theory: &[Sheet], standing: Option<Standing>, vetoes: &[VetoId]) -> Outcome {
    agreed(skills, theory, [Agreement::default(); 2], standing, vetoes)
}

/// The same with what was done beyond the panels' own marking of theory and skills.
fn agreed(
    skills: &[Sheet],
    theory: &[Sheet],
    [of_theory, of_skills]: [Agreement; 2],
    standing: Option<Standing>,
    vetoes: &[VetoId],
) -> Outcome {
    let (standard, theory_paper, skills_paper) = (standard(), paper(THEORY), paper(SKILLS));
    let digests = [Digest("0".repeat(64)), Digest("a".repeat(64)), Digest("b".repeat(64))];
    let subjects = [
        SubjectFacts {
            kind: SubjectKind::Theory,
            paper: Some((&digests[1], &theory_paper)),
            standing: None,
            sheets: theory,
            panel: Some(2),
            agreement: of_theory,
        },
        SubjectFacts {
            kind: SubjectKind::Skills,
            paper: Some((&digests[2], &skills_paper)),
            standing,
            sheets: skills,
            panel: Some(3),
            agreement: of_skills,
        },
    ];
    let rules = standard.level(Level::Four).unwrap();
    derive(&Case { standard: &digests[0], rules, subjects: &subjects, vetoes })
}

/// The outcome where examiner 9 decides what the two keyers gave differently.
fn decided(skills: &[Sheet], theory: &[Sheet]) -> Outcome {
    let decider = Agreement { decider: Some(PersonId(9)), ..Agreement::default() };
    agreed(skills, theory, [decider, Agreement::default()], None, &[])
}

fn keyed_twice(heights: &[usize]) -> Vec<Sheet> {
    let theory = paper(THEORY);
    [7, 8].map(|keyer| sheet(&theory, "a", SubjectKind::Theory, keyer, heights)).to_vec()
}

prop_compose! {
    /// Heights of one candidate's work, and how each of three examiners strays from it.
    fn work()(base in prop::collection::vec(0usize..=100, 7), stray in prop::collection::vec(0usize..=12, 21)) -> Vec<Vec<usize>> {
        (0..3).map(|e| base.iter().enumerate().map(|(i, h)| (h + stray[e * 7 + i]).min(100)).collect()).collect()
    }
}

fn skills_sheets(work: &[Vec<usize>]) -> Vec<Sheet> {
    let skills = paper(SKILLS);
    (2..).zip(work).map(|(examiner, heights)| sheet(&skills, "b", SubjectKind::Skills, examiner, heights)).collect()
}

proptest! {
    #[test]
    fn a_higher_mark_never_turns_a_pass_into_a_fail(
        work in work(), theory in prop::collection::vec(50usize..=100, 3), examiner in 0usize..3, criterion in 0usize..7, higher in 0usize..=100
    ) {
        let before = outcome(&skills_sheets(&work), &keyed_twice(&theory), None, &[]);
        let mut raised = work.clone();
        raised[examiner][criterion] = raised[examiner][criterion].max(higher);
        let after = outcome(&skills_sheets(&raised), &keyed_twice(&theory), None, &[]);
        prop_assert!(!(before.verdict == Verdict::Pass && after.verdict == Verdict::Fail), "{before:#?}\n{after:#?}");
    }

    #[test]
    fn the_order_in_which_sheets_are_signed_does_not_matter(work in work(), theory in prop::collection::vec(0usize..=100, 3), turn in 0usize..3) {
        let mut sheets = skills_sheets(&work);
        let one = outcome(&sheets, &keyed_twice(&theory), None, &[]);
        sheets.rotate_left(turn);
        let mut keyed = keyed_twice(&theory);
        keyed.reverse();
        prop_assert_eq!(one, outcome(&sheets, &keyed, None, &[]));
    }

    #[test]
    fn an_outcome_is_written_as_the_canonicalizer_writes_it_and_without_sorting(work in work(), theory in prop::collection::vec(0usize..=100, 3), vetoes in prop::collection::vec(1i64..9, 0..3)) {
        let vetoes: Vec<VetoId> = vetoes.into_iter().map(VetoId).collect();
        let one = outcome(&skills_sheets(&work), &keyed_twice(&theory), None, &vetoes);
        let written = to_canonical(&one).unwrap();
        let value = serde_json::to_value(&one).unwrap();
        prop_assert_eq!(&written, &serde_json_canonicalizer::to_vec(&value).unwrap());
        // Reasons are told by their name first, wherever it sorts; all else stands in order.
        let told = |subject: &SubjectOutcome| subject.because.iter().all(|because| matches!(because, Because::Reached | Because::Below));
        if one.subjects.iter().all(told) {
            prop_assert_eq!(&written, &serde_json::to_vec(&one).unwrap());
        }
        prop_assert_eq!(serde_json::from_slice::<Outcome>(&written).unwrap(), one);
    }

    #[test]
    fn an_older_version_never_counts_beside_a_newer_one(work in work(), older in prop::collection::vec(0usize..=100, 7), examiner in 0usize..3) {
        let old = sheet(&paper(SKILLS), "b", SubjectKind::Skills, examiner as i64 + 2, &older);
        let mut sheets = skills_sheets(&work);
        sheets[examiner].version = 2;
        let one = outcome(&sheets, &keyed_twice(&[100; 3]), None, &[]);
        sheets.push(old.clone());
        prop_assert_eq!(&one, &outcome(&sheets, &keyed_twice(&[100; 3]), None, &[]));
        sheets.rotate_right(1);
        prop_assert_eq!(&one, &outcome(&sheets, &keyed_twice(&[100; 3]), None, &[]));
    }

    #[test]
    fn nothing_counts_before_everybody_who_marks_has_signed(work in work(), further in 0u8..4, signed in 0usize..3) {
        let sheets = skills_sheets(&work);
        let of_skills = Agreement { further, ..Agreement::default() };
        let some = agreed(&sheets[..signed], &keyed_twice(&[100; 3]), [Agreement::default(), of_skills], None, &[]);
        prop_assert_eq!((some.subjects[1].verdict, some.subjects[1].score), (Verdict::Open, None));
        prop_assert!(some.subjects[1].marking.is_none(), "no mark of an unfinished panel is in the derivation");
        if further > 0 {
            let all = agreed(&sheets, &keyed_twice(&[100; 3]), [Agreement::default(), of_skills], None, &[]);
            prop_assert_eq!(all.subjects[1].verdict, Verdict::Open, "the further examiner is waited for");
        }
    }

    #[test]
    fn a_decider_changes_nothing_that_both_keyed_alike(
        one in prop::collection::vec(0usize..=100, 3), other in prop::collection::vec(0usize..=100, 3), word in prop::collection::vec(0usize..=100, 3), turn in 0usize..3,
    ) {
        let theory = paper(THEORY);
        let skills = skills_sheets(&[vec![100; 7], vec![100; 7], vec![100; 7]]);
        let keyed = |examiner, heights: &[usize]| sheet(&theory, "a", SubjectKind::Theory, examiner, heights);
        let (first, second, third) = (keyed(7, &one), keyed(8, &other), keyed(9, &word));
        let expected: Vec<Given> = (0..3)
            .map(|n| if first.marks[n] == second.marks[n] { &first } else { &third }.marks[n].clone())
            .collect();
        let whole = |sheet: &Sheet| Sheet { marks: expected.clone(), ..sheet.clone() };
        let mut sheets = vec![first.clone(), second.clone(), third];
        sheets.rotate_left(turn);
        let score = |outcome: Outcome| outcome.subjects[0].score;
        prop_assert_eq!(score(decided(&skills, &sheets)), score(outcome(&skills, &[whole(&first), whole(&second)], None, &[])));
        let apart = first.marks != second.marks;
        prop_assert_eq!(outcome(&skills, &[first, second], None, &[]).verdict == Verdict::Open, apart);
    }

    #[test]
    fn which_examiner_gave_which_sheet_does_not_matter(work in work(), theory in prop::collection::vec(0usize..=100, 3)) {
        let one = outcome(&skills_sheets(&work), &keyed_twice(&theory), None, &[]);
        let swapped: Vec<Vec<usize>> = work.iter().rev().cloned().collect();
        let other = outcome(&skills_sheets(&swapped), &keyed_twice(&theory), None, &[]);
        let scores = |outcome: &Outcome| outcome.subjects.iter().map(|s| (s.verdict, s.score)).collect::<Vec<_>>();
        prop_assert_eq!(one.verdict, other.verdict);
        prop_assert_eq!(scores(&one), scores(&other));
    }

    #[test]
    fn the_order_of_typing_does_not_matter(work in work(), order in Just((0usize..7).collect::<Vec<_>>()).prop_shuffle()) {
        let skills = paper(SKILLS);
        let signed = sheet(&skills, "b", SubjectKind::Skills, 2, &work[0]);
        let criteria: Vec<&Criterion> = skills.criteria(&[]).map(|(_, criterion)| criterion).collect();
        let mut open = OpenSheet::default();
        for index in order {
            open.given.insert(criteria[index].id.clone(), signed.marks[index].clone());
        }
        prop_assert_eq!(open.marks(&skills), Some(signed.marks));
    }

    #[test]
    fn absent_in_breach_and_void_never_pass_whatever_else_is_there(work in work(), which in 0usize..3) {
        let standing = [Standing::Absent, Standing::breach("V10"), Standing::Void][which].clone();
        let all = outcome(&skills_sheets(&work), &keyed_twice(&[100; 3]), Some(standing), &[]);
        prop_assert_eq!(all.verdict, Verdict::Fail);
        prop_assert_eq!(all.subjects[1].score, None, "no score stands beside it");
    }

    #[test]
    fn a_veto_overrides_every_mark(work in work()) {
        let vetoed = outcome(&skills_sheets(&work), &keyed_twice(&[100; 3]), None, &[VetoId(1)]);
        prop_assert_eq!(vetoed.verdict, Verdict::Fail);
    }
}

#[test]
fn absent_breach_exempt_and_a_true_zero_are_four_things() {
    let full = keyed_twice(&[100; 3]);
    let zero = skills_sheets(&[vec![0; 7], vec![0; 7], vec![0; 7]]);
    let say = |outcome: &Outcome| {
        (outcome.verdict, outcome.subjects[1].score.map(|score| score.0), outcome.subjects[1].because.clone())
    };
    let four = [
        outcome(&[], &full, Some(Standing::Absent), &[]),
        outcome(&[], &full, Some(Standing::breach("V10")), &[]),
        outcome(&[], &full, Some(Standing::Exempt), &[]),
        outcome(&zero, &full, None, &[]),
    ];
    assert_eq!(four.each_ref().map(|o| o.verdict), [Verdict::Fail, Verdict::Fail, Verdict::Pass, Verdict::Fail]);
    assert_eq!(four[3].subjects[1].score.map(|score| score.0), Some(0), "a true zero is a score");
    for (i, a) in four.iter().enumerate() {
        for b in &four[i + 1..] {
            assert_ne!(say(a), say(b));
        }
    }
}

#[test]
fn a_carried_score_counts_as_the_score_and_is_no_pass_of_its_own() {
    let full = keyed_twice(&[100; 3]);
    for (hundredths, verdict) in [(6000, Verdict::Pass), (5900, Verdict::Fail), (0, Verdict::Fail)] {
        let carried = Standing::Carried { from: EntryId(9), score: Score(hundredths) };
        let outcome = outcome(&[], &full, Some(carried), &[]);
        assert_eq!((outcome.verdict, outcome.subjects[1].score), (verdict, Some(Score(hundredths))));
    }
}

#[test]
fn two_keyers_who_differ_leave_the_subject_open_until_a_third_decides() {
    let skills = skills_sheets(&[vec![100; 7], vec![100; 7], vec![100; 7]]);
    let theory = paper(THEORY);
    let mut keyed = vec![
        sheet(&theory, "a", SubjectKind::Theory, 7, &[100, 80, 80]),
        sheet(&theory, "a", SubjectKind::Theory, 8, &[100, 80, 85]),
    ];
    assert_eq!(outcome(&skills, &keyed, None, &[]).verdict, Verdict::Open);
    keyed.push(sheet(&theory, "a", SubjectKind::Theory, 9, &[100, 80, 80]));
    assert_eq!(outcome(&skills, &keyed, None, &[]).verdict, Verdict::Open, "a third entry alone decides nothing");
    assert_eq!(decided(&skills, &keyed).verdict, Verdict::Pass);
}

#[test]
fn a_breach_does_to_the_marks_what_its_row_of_the_table_says() {
    let skills = skills_sheets(&vec![vec![100; 7]; 3]);
    let theory = keyed_twice(&[100; 7]);
    let breach = |effect| Standing::Breach { code: "V".into(), effect, ban_until: None };
    let seen = |standing: Option<Standing>| {
        let outcome = outcome(&skills, &theory, standing, &[]);
        let score = |kind| outcome.subjects.iter().find(|s| s.kind == kind).unwrap().score.map(|score| score.0);
        (outcome.verdict, score(SubjectKind::Theory), score(SubjectKind::Skills))
    };
    let (verdict, paper, Some(whole)) = seen(None) else { panic!("the skills are marked") };
    assert_eq!((verdict, paper), (Verdict::Pass, Some(10_000)));
    let minus = |points| Effect::Deduct(Points::of(points));
    let pass = |score: i64| if score >= 6_000 { Verdict::Pass } else { Verdict::Fail };
    let rows = [
        (breach(minus(1)), pass(whole - 100), paper, Some(whole - 100)),
        (breach(minus(100)), Verdict::Fail, paper, Some(0)),
        (breach(Effect::ZeroSubject), Verdict::Fail, paper, None),
        (breach(Effect::VoidSitting), Verdict::Fail, None, None),
    ];
    for (standing, verdict, theory, skills) in rows {
        assert_eq!(seen(Some(standing.clone())), (verdict, theory, skills), "{standing:?}");
    }
    let (_, _, tenth) = seen(Some(breach(Effect::DeductPercent(10))));
    assert!(tenth.is_some_and(|score| score < whole && score >= whole * 9 / 10 - 5), "{tenth:?} of {whole}");
}
