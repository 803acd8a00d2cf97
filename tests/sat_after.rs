//! A subject that the standard puts after others is signed once these are passed, and never reached once one is failed.

mod support;

use support::{Bench, EXAMINERS, KEYERS, PASSPHRASE, STANDARD, SUPERVISOR};
use touchstone::domain::evaluation::outcome::{Because, Verdict};
use touchstone::domain::evaluation::standing::Standing;
use touchstone::domain::evaluation::subject::SubjectKind;
use touchstone::domain::id::EntryId;
use touchstone::ops::{account, marking, outcome};
use touchstone::store::Failure;
use touchstone::store::draft::SheetKey;

/// As at levels 2 and 1 the review waits for theory and skills, here skills wait for theory.
fn skills_after_theory() -> Bench {
    let written = STANDARD.replace("kind = \"skills\"", "kind = \"skills\"\nafter = [\"theory\"]");
    assert_ne!(written, STANDARD);
    Bench::founded_with(&written, &[support::THEORY, support::SKILLS]).marked_by_panels(1)
}

/// Types full marks for skills and tries to sign them.
fn sign_skills(bench: &mut Bench, examiner: usize) -> Result<(), &'static str> {
    let key = SheetKey { entry: EntryId(1), subject: SubjectKind::Skills, examiner: EXAMINERS[examiner] };
    bench.sit(key.examiner);
    let paper = marking::Desk::open(&bench.office.read(), key).unwrap().paper().unwrap().clone();
    for (_, criterion) in paper.criteria(&paper.first_choices()) {
        let best = criterion.best();
        let note = if criterion.needs_note(&best) { "理由" } else { "" };
        marking::keep(&mut bench.office, key, &criterion.id, Some(&best), note).unwrap();
    }
    let hand = account::prove(&mut bench.office, PASSPHRASE).unwrap();
    match marking::sign(&mut bench.office, EntryId(1), SubjectKind::Skills, &hand) {
        Ok(_) => Ok(()),
        Err(Failure::Refused(refusal)) => Err(refusal.code),
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn a_later_subject_is_signed_once_the_earlier_one_is_passed_and_not_before() {
    let mut bench = skills_after_theory();
    assert_eq!(sign_skills(&mut bench, 0), Err("sat_after"));
    let ready = marking::ready_to_sign(&bench.office.read(), &[EntryId(1)], SubjectKind::Skills, EXAMINERS[0]).unwrap();
    assert_eq!(ready, [], "nor is it offered in a pile");
    bench.sheet(EntryId(1), SubjectKind::Theory, KEYERS[0], |_| None);
    assert_eq!(sign_skills(&mut bench, 0), Err("sat_after"), "one of two sheets is no pass");
    bench.sheet(EntryId(1), SubjectKind::Theory, KEYERS[1], |_| None);
    for examiner in 0..3 {
        assert_eq!(sign_skills(&mut bench, examiner), Ok(()));
    }
    assert_eq!(outcome::derived(&bench.office.read(), EntryId(1)).unwrap().verdict, Verdict::Pass);
}

#[test]
fn a_later_subject_is_not_reached_once_the_earlier_one_is_failed() {
    let mut bench = skills_after_theory();
    bench.sit(SUPERVISOR);
    let absent = Standing::Absent;
    marking::set_standing(&mut bench.office, EntryId(1), SubjectKind::Theory, absent, "签到表").unwrap();
    assert_eq!(sign_skills(&mut bench, 0), Err("sat_after"));
    let outcome = outcome::derived(&bench.office.read(), EntryId(1)).unwrap();
    let skills = outcome.subjects.iter().find(|subject| subject.kind == SubjectKind::Skills).unwrap();
    assert_eq!(skills.because, [Because::NotReached { before: SubjectKind::Theory }]);
    assert_eq!(outcome.verdict, Verdict::Fail);
}
