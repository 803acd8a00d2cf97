//! Journeys after the marking: deadlines, a re-check and its appeal, the inspector's sample, resits by one key, examiners'
//! records approved. What is typed, and what stands on the screen then, in both languages.

#[path = "after/half_typed.rs"]
mod half_typed;
mod support;

use support::door::{at_home, before, pictures};
use support::{Bench, CLERK, EXAMINERS, KEYERS, SUPERVISOR, record};
use touchstone::domain::evaluation::batch::{BatchPlan, BatchState};
use touchstone::domain::evaluation::criterion::Given;
use touchstone::domain::evaluation::dispute::DisputeKind;
use touchstone::domain::evaluation::staffing::Examiner;
use touchstone::domain::evaluation::standing::Standing;
use touchstone::domain::evaluation::subject::SubjectKind::{Skills, Theory};
use touchstone::domain::id::EntryId;
use touchstone::ops::{agreement, batch, marking, staffing};
use touchstone::tui::screens::batch as batch_screen;

/// One failed by absence from the skills, one passed; public since 2026-09-20.
fn published() -> Bench {
    let mut bench = Bench::marking(2);
    for keyer in KEYERS {
        bench.sheet(EntryId(1), Theory, keyer, |_| None);
    }
    bench.full_marks(EntryId(2));
    bench.sit(SUPERVISOR);
    marking::set_standing(&mut bench.office, EntryId(1), Skills, Standing::Absent, "签到表").unwrap();
    bench.advance_to(BatchState::Publicity);
    bench
}

fn ticket(bench: &Bench, entry: i64) -> String {
    bench.office.read().entry(EntryId(entry)).unwrap().unwrap().ticket.unwrap()
}

#[test]
fn a_recheck_is_taken_in_decided_and_appealed_against() {
    let bench = published();
    let (id, ticket) = (bench.batch, ticket(&bench, 2));
    bench.clock.set("2026-09-22T09:00:00+08:00");
    let (mut journey, _folder) = before(bench, CLERK, move || batch_screen::open(id));
    journey.keys("O");
    pictures(&mut journey, "after_no_disputes");
    journey.keys("r");
    pictures(&mut journey, "after_recheck_form");
    journey.keys("J2026-099999<Tab><Tab><Tab>合分有误<Enter>");
    pictures(&mut journey, "after_recheck_wrong_ticket");
    journey.keys("<Esc>yr").keys(&ticket).keys("<Tab><Tab><Right><Tab>合分有误<Enter>");
    assert!(
        journey.message().contains("已受理，回执 J2026-09-F001"),
        "{}\n{}",
        journey.message(),
        journey.screen_text()
    );
    pictures(&mut journey, "after_recheck_taken");
    journey.keys("w");
    pictures(&mut journey, "after_recheck_receipt");
    journey.keys("<Esc><Enter><Tab>核对无误<Enter>");
    assert!(journey.message().contains("督导员"), "a registrar does not decide: {}", journey.message());
}

#[test]
fn the_supervisor_decides_and_the_registrar_files_the_appeal() {
    use touchstone::domain::evaluation::dispute::{DisputeResult, RecheckGround};
    use touchstone::ops::dispute;
    let mut bench = published();
    bench.clock.set("2026-09-22T09:00:00+08:00");
    bench.sit(CLERK);
    let asked = dispute::ask_recheck(&mut bench.office, EntryId(2), Theory, RecheckGround::Sum, "合分有误").unwrap();
    bench.sit(SUPERVISOR);
    dispute::decide_recheck(&mut bench.office, asked, DisputeResult::Unchanged, "两人核对，合分无误").unwrap();
    let id = bench.batch;
    let (mut journey, _folder) = before(bench, CLERK, move || batch_screen::open(id));
    journey.keys("Op");
    pictures(&mut journey, "after_appeal_form");
    journey.keys("市职业技能鉴定中心<Tab>要求查看答题卡<Enter>");
    assert!(journey.message().contains("已受理，回执 J2026-09-S001"), "{}", journey.message());
    pictures(&mut journey, "after_appeal_filed");
    journey.keys("<Up>p");
    assert!(journey.message().contains("已申诉"), "{}", journey.message());
    let found = journey.app.context.office.read().disputes(id).unwrap();
    assert!(found.iter().any(|found| found.kind == DisputeKind::Appeal && found.office.is_some()));
}

#[test]
fn one_key_enters_who_failed_again_with_what_they_passed() {
    let mut bench = published();
    bench.clock.set("2026-09-28T09:00:00+08:00");
    bench.advance_to(BatchState::Issuing);
    let id = bench.batch;
    let plan = BatchPlan {
        code: "J2026-11".into(),
        name: "2026 年十一月批次".into(),
        registration_from: "2026-09-28".parse().unwrap(),
        registration_until: "2026-10-15".parse().unwrap(),
        exam_on: "2026-11-01".parse().unwrap(),
        ..bench.plan()
    };
    bench.sit(CLERK);
    let into = batch::plan(&mut bench.office, None, plan).unwrap();
    for _ in 0..2 {
        batch::advance(&mut bench.office, into).unwrap();
    }
    let (mut journey, _folder) = before(bench, CLERK, move || batch_screen::open(id));
    journey.keys("R");
    pictures(&mut journey, "after_resit_which_batch");
    journey.keys("<Enter>").settle();
    assert!(
        journey.message().contains("已报补考 1 人，沿用成绩 1 科"),
        "{}\n{}",
        journey.message(),
        journey.screen_text()
    );
    let read = journey.app.context.office.read();
    let again = read.batch_entries(into, Default::default()).unwrap();
    assert_eq!(again.len(), 1);
    assert!(matches!(read.standings(again[0].id).unwrap()[0].1, Standing::Carried { from: EntryId(1), .. }));
}

#[test]
fn the_deadline_board_puts_what_is_overdue_first() {
    let mut bench = published();
    bench.clock.set("2026-10-12T09:00:00+08:00");
    bench.sit(CLERK);
    let (mut journey, _folder) = at_home(bench);
    journey.keys("d").settle();
    pictures(&mut journey, "after_deadlines");
    journey.keys("<Enter>");
    assert!(journey.crumbs().contains("2026 年九月批次"), "{}", journey.crumbs());
}

#[test]
fn the_inspector_draws_by_a_seed_and_opens_what_lies_there_and_what_is_missing() {
    let bench = published();
    let id = bench.batch;
    let (mut journey, _folder) = before(bench, SUPERVISOR, move || batch_screen::open(id));
    journey.keys("I");
    pictures(&mut journey, "after_inspection");
    journey.keys("n");
    pictures(&mut journey, "after_inspection_draw");
}

#[test]
fn an_examiners_record_waits_until_a_second_person_approves_it() {
    let mut bench = Bench::founded();
    bench.sit(CLERK);
    let renewed = Examiner { card: "K-009".into(), ..record() };
    staffing::record_examiner(&mut bench.office, EXAMINERS[1], renewed).unwrap();
    bench.sit(SUPERVISOR);
    let (mut journey, _folder) = at_home(bench);
    journey.keys("<F9>jjj<Enter>");
    assert!(journey.screen_text().contains("待审核"), "{}", journey.screen_text());
    pictures(&mut journey, "after_examiners_waiting");
    journey.keys("A");
    assert!(journey.message().contains("已审核通过"), "the first of them is approved: {}", journey.message());
    journey.keys("<Down>A");
    assert_eq!(journey.message(), "秦二的考评员资格已审核通过。");
    pictures(&mut journey, "after_examiners_approved");
}

#[test]
fn the_first_screen_tells_an_examiner_which_sheets_came_back() {
    let mut bench = Bench::marking(1);
    bench.sit(CLERK);
    let roles = [touchstone::domain::stamp::Role::Examiner, touchstone::domain::stamp::Role::PanelLeader];
    touchstone::ops::station::revise_person(&mut bench.office, EXAMINERS[0], "秦一", &roles).unwrap();
    for (examiner, vote) in EXAMINERS.into_iter().zip([0, 3, 3]) {
        bench.sheet(EntryId(1), Skills, examiner, |place| (place == 3).then_some(Given::Number(vote)));
    }
    bench.sit(EXAMINERS[0]);
    agreement::open_case(&mut bench.office, EntryId(1), Skills, "评判相差过大").unwrap();
    bench.sit(EXAMINERS[1]);
    let (mut journey, _folder) = at_home(bench);
    assert!(journey.screen_text().contains("1 份退回重评"), "{}", journey.screen_text());
    pictures(&mut journey, "after_home_sent_back");
}
