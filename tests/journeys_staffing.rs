//! Journeys through staffing: what the clerk types, and what stands on the screen then.

mod support;

use support::{Bench, EXAMINERS, applicant, id_number, record};
use touchstone::domain::evaluation::batch::BatchState;
use touchstone::domain::evaluation::staffing::{Examiner, TieKind};
use touchstone::domain::evaluation::subject::SubjectKind::Skills;
use touchstone::domain::language::Lang;
use touchstone::domain::stamp::Role;
use touchstone::ops::staffing::{Declaration, declare_tie, name_panel, record_examiner};
use touchstone::ops::{batch, entry, station};
use touchstone::tui::context::Context;
use touchstone::tui::journey::Journey;
use touchstone::tui::screens::home::Home;
use touchstone::tui::theme::{Palette, Theme};

/// Six candidates wait for their panels; seven examiners, one tied to a candidate, one whose card is about to end.
fn bench() -> Bench {
    let mut bench = Bench::registering();
    for n in 0..6 {
        entry::file_entry(&mut bench.office, bench.batch, &applicant(n)).unwrap();
    }
    for name in ["秦四", "秦五", "秦六", "秦七"] {
        let id =
            station::record_person(&mut bench.office, name, &[Role::Examiner, Role::PanelLeader], support::PASSPHRASE)
                .unwrap();
        record_examiner(&mut bench.office, id, record()).unwrap();
    }
    let ending = Examiner { card_until: "2026-10-31".parse().unwrap(), ..record() };
    record_examiner(&mut bench.office, EXAMINERS[1], ending).unwrap();
    let elsewhere = Examiner { trades: vec!["电工".into()], employer: "县机械厂".into(), ..record() };
    record_examiner(&mut bench.office, EXAMINERS[2], elsewhere).unwrap();
    support::approve_examiners(&mut bench.office);
    let tie = Declaration {
        person: EXAMINERS[0],
        kind: TieKind::Kinship,
        name: applicant(2).name.as_str().into(),
        tail: id_number(2)[14..].into(),
        note: "堂弟".into(),
    };
    declare_tie(&mut bench.office, &tie).unwrap();
    bench.clock.set("2026-09-11T09:00:00+08:00");
    bench.advance_to(BatchState::Reviewing);
    entry::accept_eligible(&mut bench.office, bench.batch).unwrap();
    bench.advance_to(BatchState::Arranging);
    entry::seat_all(&mut bench.office, bench.batch).unwrap();
    bench.advance_to(BatchState::Staffing);
    batch::choose_papers(&mut bench.office, bench.batch).unwrap();
    bench
}

fn start(bench: Bench, columns: u16, rows: u16) -> (Journey, tempfile::TempDir) {
    let context = Context::new(bench.office, Lang::Zh, Theme::new(Palette::Dark, false));
    (Journey::new(context, Home::default(), columns, rows), bench.folder)
}

/// Both languages of what stands on the screen.
fn pictures(journey: &mut Journey, name: &str) {
    insta::assert_snapshot!(format!("{name}_zh"), journey.screen_text());
    insta::assert_snapshot!(format!("{name}_en"), journey.keys("<F2>").screen_text());
    journey.keys("<F2>");
}

#[test]
fn one_key_draws_the_panel_and_another_shows_how_to_repeat_it() {
    let (mut journey, _folder) = start(bench(), 80, 24);
    journey.keys("<F3><Enter>P<Down>");
    pictures(&mut journey, "before_the_draw");
    journey.keys("d");
    assert!(journey.message().contains("5 人中抽出 3 人"), "{}", journey.message());
    pictures(&mut journey, "drawn");
    journey.keys("w");
    pictures(&mut journey, "how_to_repeat");
    journey.keys("<Esc>d");
    assert!(journey.crumbs().ends_with("重新抽取"), "{}", journey.crumbs());
    journey.keys("<Enter>");
    assert_eq!(journey.message(), "理由：必填。");
    journey.keys("秦四病假<Enter>");
    assert!(journey.message().contains("抽出 3 人"), "{}", journey.message());
}

#[test]
fn who_may_not_serve_stands_last_with_the_reason_and_what_warns_needs_one() {
    let mut bench = bench();
    let mut key = bench.panel(Skills);
    // The same three served in the batch before.
    let plan = touchstone::domain::evaluation::batch::BatchPlan {
        code: "J2026-08".into(),
        registration_from: "2026-08-01".parse().unwrap(),
        registration_until: "2026-08-10".parse().unwrap(),
        exam_on: "2026-08-20".parse().unwrap(),
        ..bench.plan()
    };
    key.batch = batch::plan(&mut bench.office, None, plan).unwrap();
    let people = [9, 10, 11].map(touchstone::domain::id::PersonId);
    name_panel(&mut bench.office, key, &people, None).unwrap();
    let (mut journey, _folder) = start(bench, 80, 24);
    journey.keys("<F3><Enter>P<Down><Enter>");
    pictures(&mut journey, "offered");
    journey.keys("秦<Down><Enter><Down><Enter><Down><Enter><C-s>");
    pictures(&mut journey, "needs_a_reason");
    journey.keys("其余考评员外派<Enter>");
    assert_eq!(journey.message(), "考评组已定：3 人。");
    pictures(&mut journey, "overridden");
}

#[test]
fn sessions_are_planned_changed_and_dropped() {
    let (mut journey, _folder) = start(bench(), 80, 24);
    journey.keys("<F3><Enter>Ptn<Tab><Tab><Tab>0900<Tab>1030<Enter>");
    assert_eq!(journey.message(), "已安排 2026-09-20 09:00–10:30。");
    journey.keys("n<Right><Tab><Tab><Tab>10:00<Tab>14:00<Enter>");
    assert!(journey.message().contains("已有批次 J2026-09 的理论知识"), "{}", journey.message());
    pictures(&mut journey, "session_refused");
    journey.keys("<S-Tab><C-u>13:00<Tab><C-u>1700<Enter>");
    pictures(&mut journey, "sessions");
    journey.keys("xy");
    assert_eq!(journey.message(), "场次已取消。");
}

#[test]
fn a_record_is_renewed_and_a_tie_is_declared_and_withdrawn_in_the_settings() {
    let (mut journey, _folder) = start(bench(), 80, 24);
    journey.keys("<F9><Down><Down><Down>");
    pictures(&mut journey, "settings_examiners");
    journey.keys("<Enter>");
    pictures(&mut journey, "examiners");
    journey.keys("<Down><Enter>");
    pictures(&mut journey, "record");
    journey.keys("<Tab><Tab><Tab><C-u>20260901<Tab><C-u>2029-09-01<C-s>");
    assert!(journey.message().contains("2029-08-31"), "{}", journey.message());
    journey.keys("<C-u>2029-08-31<C-s>");
    assert_eq!(journey.message(), "已登记秦二的考评员资格，待第二人按 A 审核。");
    journey.keys("<Esc><Down><Enter>");
    pictures(&mut journey, "ties");
    journey.keys("a");
    pictures(&mut journey, "declaring");
    journey.keys("<Right><Tab><Right><Tab>王小二<Tab>12<Tab>2025 年带训<C-s>");
    assert!(journey.message().contains("后四位"), "{}", journey.message());
    journey.keys("<S-Tab><C-u>123x<C-s>");
    assert_eq!(journey.message(), "已登记秦一与王小二的回避关系。");
    journey.keys("<Enter>误报<Enter>");
    assert_eq!(journey.message(), "申报已撤销。");
}
