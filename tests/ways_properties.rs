//! What an outcome may depend on where the panel divides the questions or agrees on the measures.

mod support;

use proptest::prelude::*;
use support::{SKILLS, STANDARD};
use touchstone::credential::basis::basis;
use touchstone::domain::evaluation::criterion::{Criterion, Given, How, fault_letter};
use touchstone::domain::evaluation::outcome::{Agreement, Because, Case, Outcome, SubjectFacts, Verdict, derive};
use touchstone::domain::evaluation::paper::Paper;
use touchstone::domain::evaluation::points::Points;
use touchstone::domain::evaluation::sheet::Sheet;
use touchstone::domain::evaluation::standard::Standard;
use touchstone::domain::evaluation::subject::SubjectKind;
use touchstone::domain::evaluation::way::{Part, Way, proposed_division};
use touchstone::domain::id::{Digest, EntryId, PersonId};
use touchstone::domain::level::Level;

const PANEL: [PersonId; 3] = [PersonId(2), PersonId(3), PersonId(4)];

fn paper() -> Paper {
    toml::from_str(SKILLS).unwrap()
}

/// The skills alone decide: the theory is taken out.
fn standard(way: Way) -> Standard {
    let mut standard: Standard = toml::from_str(STANDARD).unwrap();
    let level = &mut standard.levels[0];
    level.subjects.retain(|subject| subject.kind == SubjectKind::Skills);
    level.subjects[0].way = way;
    standard
}

/// Marks that a criterion allows, worst first.
fn ladder(criterion: &Criterion) -> Vec<Given> {
    let full = criterion.full.0.0;
    let mut rungs: Vec<Given> = match &criterion.how {
        How::YesNo => vec![Given::Flag(false), Given::Flag(true)],
        // Votes more than 1 apart are voted again: that is another rule's test.
        How::Judge(_) => (2..=3).map(Given::Number).collect(),
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

fn sheet(examiner: PersonId, part: Part, heights: &[usize]) -> Sheet {
    let paper = paper();
    let all: Vec<String> = paper.criteria(&[]).map(|(_, criterion)| criterion.id.clone()).collect();
    let mark = |criterion: &Criterion| {
        let place = all.iter().position(|id| *id == criterion.id).unwrap();
        let rungs = ladder(criterion);
        rungs[heights[place] * (rungs.len() - 1) / 100].clone()
    };
    Sheet {
        attempt: 1,
        basis: basis(&Digest("0".repeat(64)), &Digest("b".repeat(64))),
        chosen: Vec::new(),
        entry: EntryId(1),
        examiner,
        marks: paper.held(&[], &part).map(|(_, criterion)| mark(criterion)).collect(),
        notes: Default::default(),
        part,
        signed_at: "2026-09-20T10:00:00+08:00".into(),
        station: "S000043000012".into(),
        subject: SubjectKind::Skills,
        version: 1,
    }
}

/// The sheets that a panel signs in this way for work of these heights, one list an examiner.
fn signed(way: Way, work: &[Vec<usize>]) -> Vec<Sheet> {
    let shares = proposed_division(&paper(), &PANEL);
    let own = |(examiner, heights): (&PersonId, &Vec<usize>)| {
        let part = match way {
            Way::Independent => Part::Whole,
            Way::MeasuresAgreed => Part::Own,
            Way::ByItem => {
                let own = shares.iter().filter(|share| share.examiners.contains(examiner));
                Part::Questions(own.map(|share| share.question.clone()).collect())
            }
        };
        sheet(*examiner, part, heights)
    };
    let mut sheets: Vec<Sheet> = PANEL.iter().zip(work).map(own).collect();
    if way == Way::MeasuresAgreed {
        sheets.push(sheet(PANEL[1], Part::Agreed(PANEL.to_vec()), &work[0]));
    }
    sheets
}

fn outcome_of(way: Way, sheets: &[Sheet], change: impl Fn(&mut Standard)) -> Outcome {
    let (mut standard, paper) = (standard(way), paper());
    change(&mut standard);
    let digest = Digest("b".repeat(64));
    let subjects = [SubjectFacts {
        kind: SubjectKind::Skills,
        paper: Some((&digest, &paper)),
        standing: None,
        sheets,
        panel: Some(PANEL.len()),
        agreement: Agreement::default(),
    }];
    let rules = standard.level(Level::Four).unwrap();
    derive(&Case { standard: &digest, rules, subjects: &subjects, vetoes: &[] })
}

fn outcome(way: Way, sheets: &[Sheet]) -> Outcome {
    outcome_of(way, sheets, |_| {})
}

prop_compose! {
    /// How high each of three examiners puts each of the seven criteria.
    fn work()(heights in prop::collection::vec(0usize..=100, 21)) -> Vec<Vec<usize>> {
        heights.chunks(7).map(<[usize]>::to_vec).collect()
    }
}

fn ways() -> impl Strategy<Value = Way> {
    prop_oneof![Just(Way::Independent), Just(Way::ByItem), Just(Way::MeasuresAgreed)]
}

proptest! {
    #[test]
    fn the_order_of_the_examiners_does_not_matter(way in ways(), work in work(), turn in 0usize..4) {
        let sheets = signed(way, &work);
        let mut turned = sheets.clone();
        turned.rotate_left(turn % sheets.len());
        prop_assert_eq!(outcome(way, &sheets), outcome(way, &turned));
    }

    #[test]
    fn a_higher_mark_never_turns_a_pass_into_a_fail(
        way in ways(), work in work(), examiner in 0usize..3, criterion in 0usize..7, higher in 0usize..=100
    ) {
        let before = outcome(way, &signed(way, &work));
        let mut raised = work.clone();
        // Whoever entered the agreed values enters the higher one for all.
        let who = if way == Way::MeasuresAgreed && paper().criteria(&[]).nth(criterion).unwrap().1.is_measured() { 0 } else { examiner };
        raised[who][criterion] = raised[who][criterion].max(higher);
        let after = outcome(way, &signed(way, &raised));
        prop_assert!(before.verdict != Verdict::Open);
        prop_assert!(after.verdict >= before.verdict, "{:?} became {:?}", before.verdict, after.verdict);
        prop_assert!(after.subjects[0].score >= before.subjects[0].score);
    }

    #[test]
    fn alike_marks_come_to_the_same_score_in_every_way(heights in prop::collection::vec(0usize..=100, 7)) {
        let work = vec![heights; 3];
        let scores: Vec<_> = [Way::Independent, Way::ByItem, Way::MeasuresAgreed]
            .map(|way| outcome(way, &signed(way, &work)).subjects[0].score)
            .to_vec();
        prop_assert!(scores[0].is_some());
        prop_assert_eq!(scores[0], scores[1]);
        prop_assert_eq!(scores[0], scores[2]);
    }

    #[test]
    fn without_any_one_sheet_the_subject_is_open(way in ways(), work in work(), missing in 0usize..4) {
        let mut sheets = signed(way, &work);
        sheets.remove(missing % sheets.len());
        prop_assert_eq!(outcome(way, &sheets).verdict, Verdict::Open);
    }

    #[test]
    fn what_one_examiner_says_of_a_question_that_is_not_theirs_counts_nothing(work in work(), height in 0usize..=100) {
        let way = Way::ByItem;
        let shares = proposed_division(&paper(), &PANEL);
        let before = outcome(way, &signed(way, &work));
        let mut other = work.clone();
        for (place, (question, _)) in paper().criteria(&[]).enumerate() {
            let share = shares.iter().find(|share| share.question == question.no).unwrap();
            for (examiner, person) in PANEL.iter().enumerate() {
                if !share.examiners.contains(person) {
                    other[examiner][place] = height;
                }
            }
        }
        prop_assert_eq!(before, outcome(way, &signed(way, &other)));
    }
}

fn best() -> Vec<Vec<usize>> {
    vec![vec![100; 7]; 3]
}

#[test]
fn measures_that_two_of_three_signed_are_open() {
    let mut sheets = signed(Way::MeasuresAgreed, &best());
    sheets[3].part = Part::Agreed(PANEL[..2].to_vec());
    let outcome = outcome(Way::MeasuresAgreed, &sheets);
    assert_eq!(outcome.subjects[0].because, [Because::MeasuresOpen { signed: 2, needed: 3 }]);
}

#[test]
fn the_agreed_values_stand_once_whoever_enters_them_and_the_later_version_counts() {
    let mut sheets = signed(Way::MeasuresAgreed, &best());
    let mut later = sheet(PANEL[2], Part::Agreed(PANEL.to_vec()), &[0; 7]);
    later.version = 2;
    sheets.insert(0, later);
    let outcome = outcome(Way::MeasuresAgreed, &sheets);
    let agreed = outcome.subjects[0].marking.as_ref().unwrap().agreed.as_ref().unwrap();
    assert_eq!((agreed.version, agreed.signed_by.as_slice()), (2, &PANEL[..]));
    assert_eq!(agreed.total.to_string(), "0");
    assert_eq!(agreed.values, 3);
}

#[test]
fn a_question_that_one_person_marks_is_open_and_named() {
    let mut sheets = signed(Way::ByItem, &best());
    for sheet in &mut sheets {
        if sheet.examiner != PANEL[0] {
            *sheet = self::sheet(sheet.examiner, Part::Questions(vec!["2".into(), "3".into()]), &[100; 7]);
        }
    }
    let outcome = outcome(Way::ByItem, &sheets);
    assert_eq!(outcome.subjects[0].because, [Because::QuestionUnmarked { question: "1".into(), marked: 1 }]);
}

#[test]
fn a_distance_is_held_against_each_divided_question() {
    let mut work = best();
    let judges = proposed_division(&paper(), &PANEL).into_iter().find(|share| share.question == "3").unwrap().examiners;
    let one = PANEL.iter().position(|person| *person == judges[0]).unwrap();
    let of_question: Vec<usize> =
        paper().criteria(&[]).enumerate().filter(|(_, (question, _))| question.no == "3").map(|(n, _)| n).collect();
    of_question.iter().for_each(|place| work[one][*place] = 0);
    let with = |limit: i64| {
        outcome_of(Way::ByItem, &signed(Way::ByItem, &work), move |standard| {
            standard.levels[0].subjects[0].distance = Some(Points::of(limit));
        })
    };
    let [Because::QuestionApart { question, .. }] = &with(5).subjects[0].because[..] else {
        panic!("one question is apart: {:?}", with(5).subjects[0].because)
    };
    assert_eq!(question, "3");
    assert_ne!(with(100).verdict, Verdict::Open);
}

#[test]
fn totals_on_both_sides_of_a_grade_are_settled_where_the_standard_says_so() {
    let grades = |standard: &mut Standard, strict: bool| {
        let subject = &mut standard.levels[0].subjects[0];
        subject.grades = toml::from_str::<std::collections::BTreeMap<String, Vec<_>>>(
            "grade = [{ name = \"优\", from = 99 }, { name = \"合格\", from = 60 }]",
        )
        .unwrap()
        .remove("grade")
        .unwrap();
        subject.no_straddling_grades = strict;
    };
    let mut work = best();
    work[1][2] = 0;
    let sheets = signed(Way::Independent, &work);
    let loose = outcome_of(Way::Independent, &sheets, |standard| grades(standard, false));
    assert_eq!(loose.verdict, Verdict::Pass);
    let strict = outcome_of(Way::Independent, &sheets, |standard| grades(standard, true));
    let [Because::StraddlesGrade { grade }] = &strict.subjects[0].because[..] else {
        panic!("a grade is straddled: {:?}", strict.subjects[0].because)
    };
    assert_eq!(grade.name, "优");
    let all = outcome_of(Way::Independent, &signed(Way::Independent, &best()), |standard| grades(standard, true));
    let grade = all.subjects[0].marking.as_ref().unwrap().grade.as_ref().unwrap();
    assert_eq!((all.verdict, grade.name.as_str()), (Verdict::Pass, "优"));
}
