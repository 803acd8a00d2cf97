//! Kept scores and resits: a passed subject is carried as a link, within its time and as often as the station allows.

mod support;

use support::{Bench, CLERK, EXAMINERS, KEYERS, SUPERVISOR, applicant};
use touchstone::domain::evaluation::batch::{BatchPlan, BatchState};
use touchstone::domain::evaluation::criterion::Given;
use touchstone::domain::evaluation::entry::Decision;
use touchstone::domain::evaluation::outcome::Verdict;
use touchstone::domain::evaluation::standing::Standing;
use touchstone::domain::evaluation::subject::SubjectKind;
use touchstone::domain::id::{BatchId, EntryId};
use touchstone::ops::check::{Depth, check};
use touchstone::ops::staffing::PanelKey;
use touchstone::ops::{batch, entry, marking, retake, settings, staffing};
use touchstone::store::Failure;

fn code<T: std::fmt::Debug>(answer: Result<T, Failure>) -> &'static str {
    match answer.unwrap_err() {
        Failure::Refused(refusal) => refusal.code,
        other => panic!("{other}"),
    }
}

/// Two candidates: the first passes theory and is absent from skills, the second passes whole. Publicity begins on 2026-09-20.
fn published() -> Bench {
    let mut bench = Bench::marking(2);
    for keyer in KEYERS {
        bench.sheet(EntryId(1), SubjectKind::Theory, keyer, |_| None);
    }
    bench.full_marks(EntryId(2));
    bench.sit(SUPERVISOR);
    let absent = Standing::Absent;
    marking::set_standing(&mut bench.office, EntryId(1), SubjectKind::Skills, absent, "签到表").unwrap();
    bench.advance_to(BatchState::Publicity);
    bench
}

fn issuing() -> Bench {
    let mut bench = published();
    bench.clock.set("2026-09-28T09:00:00+08:00");
    bench.advance_to(BatchState::Issuing);
    bench
}

/// A later batch that registers, with its exam on this day.
fn later(bench: &mut Bench, code: &str, exam: &str) -> BatchId {
    let plan = BatchPlan {
        code: code.into(),
        registration_from: "2026-09-28".parse().unwrap(),
        registration_until: "2026-10-15".parse().unwrap(),
        exam_on: exam.parse().unwrap(),
        ..bench.plan()
    };
    bench.sit(CLERK);
    let id = batch::plan(&mut bench.office, None, plan).unwrap();
    batch::advance(&mut bench.office, id).unwrap();
    batch::advance(&mut bench.office, id).unwrap();
    id
}

#[test]
fn one_step_enters_who_failed_again_with_the_passed_subject_carried_as_a_link() {
    let mut bench = issuing();
    let into = later(&mut bench, "J2026-11", "2026-11-01");
    assert_eq!(code(retake::resit(&mut bench.office, &[EntryId(2)], into)), "not_failed");
    let resat = retake::resit(&mut bench.office, &[EntryId(1)], into).unwrap();
    assert_eq!((resat.filed.as_slice(), resat.carried, resat.left.len()), ([EntryId(3)].as_slice(), 1, 0));
    let read = bench.office.read();
    let row = read.entry(EntryId(3)).unwrap().unwrap();
    assert_eq!(
        (row.batch, row.candidate, row.decision),
        (into, read.entry(EntryId(1)).unwrap().unwrap().candidate, Decision::Pending)
    );
    assert_eq!(read.entry_detail(EntryId(3)).unwrap().unwrap().details.unwrap().exam_kind, "补考");
    let standings = read.standings(EntryId(3)).unwrap();
    let original = read.outcome(EntryId(1)).unwrap().unwrap();
    let score = original.subjects.iter().find(|subject| subject.kind == SubjectKind::Theory).unwrap().score.unwrap();
    assert_eq!(standings.len(), 1);
    assert_eq!(standings[0].1, Standing::Carried { from: EntryId(1), score });
    assert!(standings[0].2.contains("2028-09-19"), "730 days after 2026-09-20: {}", standings[0].2);
    drop(standings);
    // Again it is refused, and the file holds.
    assert_eq!(code(retake::resit(&mut bench.office, &[EntryId(1)], into)), "resit_refused");
    assert!(check(&bench.office, Depth::Full, &mut |_, _| true).unwrap().findings.is_empty());
}

#[test]
fn a_resit_with_a_carried_subject_passes_once_the_other_is_passed() {
    let mut bench = issuing();
    let into = later(&mut bench, "J2026-11", "2026-11-01");
    retake::resit(&mut bench.office, &[EntryId(1)], into).unwrap();
    bench.batch = into;
    bench.clock.set("2026-10-16T09:00:00+08:00");
    bench.advance_to(BatchState::Reviewing);
    entry::decide(&mut bench.office, EntryId(3), Decision::Accepted, Some("复核原件")).unwrap();
    bench.advance_to(BatchState::Arranging);
    entry::seat_all(&mut bench.office, into).unwrap();
    bench.advance_to(BatchState::Staffing);
    batch::choose_papers(&mut bench.office, into).unwrap();
    let item = bench.item;
    staffing::name_panel(
        &mut bench.office,
        PanelKey { batch: into, item, subject: SubjectKind::Skills },
        &EXAMINERS,
        Some("全县只有三名"),
    )
    .unwrap();
    staffing::name_panel(
        &mut bench.office,
        PanelKey { batch: into, item, subject: SubjectKind::Theory },
        &KEYERS,
        Some("全县只有三名"),
    )
    .unwrap();
    bench.clock.set("2026-11-01T08:00:00+08:00");
    bench.advance_to(BatchState::Marking);
    for examiner in EXAMINERS {
        bench.sheet(EntryId(3), SubjectKind::Skills, examiner, |_| None);
    }
    assert_eq!(bench.office.read().outcome(EntryId(3)).unwrap().unwrap().verdict, Verdict::Pass);
    assert!(check(&bench.office, Depth::Full, &mut |_, _| true).unwrap().findings.is_empty());
}

#[test]
fn a_kept_score_is_proposed_until_its_last_day_and_refused_after_it() {
    for (exam, usable) in [("2028-09-19", true), ("2028-09-20", false)] {
        let mut bench = issuing();
        let into = later(&mut bench, "J2028", exam);
        let id = entry::file_entry(&mut bench.office, into, &applicant(0)).unwrap();
        let kept = retake::proposed(&bench.office.read(), id).unwrap();
        assert_eq!(kept.len(), 1);
        assert_eq!((kept[0].subject, kept[0].usable.is_ok()), (SubjectKind::Theory, usable), "{exam}");
        let carried = retake::carry(&mut bench.office, id);
        match usable {
            true => assert_eq!(carried.unwrap(), 1),
            false => assert_eq!(code(carried), "no_longer_kept"),
        }
    }
}

#[test]
fn a_station_that_keeps_scores_a_year_refuses_what_one_of_two_years_takes() {
    let mut bench = issuing();
    let into = later(&mut bench, "J2027", "2027-12-01");
    let id = entry::file_entry(&mut bench.office, into, &applicant(0)).unwrap();
    assert!(retake::proposed(&bench.office.read(), id).unwrap()[0].usable.is_ok());
    settings::set(&mut bench.office, "retain_days", "365").unwrap();
    assert_eq!(code(retake::carry(&mut bench.office, id)), "no_longer_kept");
}

#[test]
fn a_second_resit_on_the_same_kept_score_is_refused_where_the_station_allows_one() {
    let mut bench = issuing();
    let first = later(&mut bench, "J2026-11", "2026-11-01");
    retake::resit(&mut bench.office, &[EntryId(1)], first).unwrap();
    bench.sit(CLERK);
    entry::decide(&mut bench.office, EntryId(3), Decision::Accepted, Some("原件已看")).unwrap();
    let kept = |bench: &Bench| {
        let read = bench.office.read();
        let row = read.entry(EntryId(3)).unwrap().unwrap();
        let trade = read.trade(row.item.standard).unwrap().unwrap().0;
        let on = "2027-03-01".parse().unwrap();
        retake::kept(&read, row.candidate, (&trade, row.item.level), on, None).unwrap()
    };
    assert_eq!(kept(&bench)[0].usable.clone().unwrap_err().code, "resits_used");
    settings::set(&mut bench.office, "max_resits", "2").unwrap();
    assert!(kept(&bench)[0].usable.is_ok());
}

#[test]
fn nothing_is_kept_of_a_batch_that_was_not_made_public_nor_resat_before_publicity_is_over() {
    let mut bench = published();
    assert_eq!(code(retake::resit(&mut bench.office, &[EntryId(1)], BatchId(1))), "resit_early");
    bench.sit(CLERK);
    batch::step_back(&mut bench.office, bench.batch, "名单有误").unwrap();
    let read = bench.office.read();
    let row = read.entry(EntryId(1)).unwrap().unwrap();
    let trade = read.trade(row.item.standard).unwrap().unwrap().0;
    let on = "2027-03-01".parse().unwrap();
    assert_eq!(retake::kept(&read, row.candidate, (&trade, row.item.level), on, None).unwrap(), []);
}

#[test]
fn a_carried_score_that_nobody_reached_cannot_be_set_by_hand() {
    let mut bench = Bench::marking(1);
    bench.sit(SUPERVISOR);
    let made_up = Standing::Carried { from: EntryId(1), score: "88".parse().unwrap() };
    let set = marking::set_standing(&mut bench.office, EntryId(1), SubjectKind::Theory, made_up, "口头");
    assert_eq!(code(set), "nothing_kept");
    // Sheets decide as before.
    bench.sheet(EntryId(1), SubjectKind::Theory, KEYERS[0], |_| None::<Given>);
}
