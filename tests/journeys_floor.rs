//! Journeys beside the marks: standings and vetoes by those who may record them, and the floor of an exam day.

mod support;

use ratatui::Frame;
use ratatui::layout::Rect;
use support::{Bench, CLERK, EXAMINERS, SUPERVISOR};
use touchstone::domain::evaluation::outcome::{Outcome, Verdict};
use touchstone::domain::evaluation::standing::Standing;
use touchstone::domain::evaluation::subject::SubjectKind;
use touchstone::domain::id::{EntryId, PersonId};
use touchstone::domain::language::Lang;
use touchstone::ops::{batch, entry, marking};
use touchstone::tui::context::Context;
use touchstone::tui::intent::Intent;
use touchstone::tui::journey::Journey;
use touchstone::tui::keytable::Scope;
use touchstone::tui::screen::{Flow, Screen};
use touchstone::tui::screens::{self, outcome};
use touchstone::tui::theme::{Palette, Theme};

/// A door that Enter goes through.
struct Door<F: Fn() -> Box<dyn Screen>>(F);

impl<F: Fn() -> Box<dyn Screen>> Screen for Door<F> {
    fn crumb(&self, lang: Lang) -> String {
        lang.pick("首页", "Home").to_owned()
    }

    fn scope(&self) -> Scope {
        Scope::List
    }

    fn draw(&mut self, _: &mut Frame, _: Rect, _: &mut Context) {}

    fn intent(&mut self, intent: Intent, _: &mut Context) -> Flow {
        if intent == Intent::Open { Flow::Push((self.0)()) } else { Flow::Pass }
    }
}

struct At {
    journey: Journey,
    _folder: tempfile::TempDir,
}

/// This person before a screen of the bench's file.
fn before(bench: Bench, who: PersonId, door: impl Fn() -> Box<dyn Screen> + 'static) -> At {
    let mut bench = bench;
    bench.sit(who);
    let Bench { folder, office, .. } = bench;
    let context = Context::new(office, Lang::Zh, Theme::new(Palette::Mono, false));
    let mut journey = Journey::new(context, Door(door), 80, 24);
    journey.keys("<Enter>").settle();
    At { journey, _folder: folder }
}

impl At {
    fn outcome(&self, entry: i64) -> Outcome {
        self.journey.app.context.office.read().outcome(EntryId(entry)).unwrap().expect("it is recorded")
    }

    fn standing(&self, entry: i64, subject: SubjectKind) -> Option<Standing> {
        let standings = self.journey.app.context.office.read().standings(EntryId(entry)).unwrap();
        standings.into_iter().find(|(kind, _, _)| *kind == subject).map(|(_, standing, _)| standing)
    }
}

/// Both pictures of what stands on the screen.
macro_rules! pictures {
    ($journey:expr, $name:literal) => {
        insta::assert_snapshot!(concat!($name, "_zh"), $journey.screen_text());
        $journey.keys("<F2>");
        insta::assert_snapshot!(concat!($name, "_en"), $journey.screen_text());
        $journey.keys("<F2>");
    };
}

#[test]
fn the_supervisor_records_a_breach_from_the_outcome_and_the_table_says_what_it_costs() {
    let mut bench = Bench::marking(1);
    bench.full_marks(EntryId(1));
    let mut at = before(bench, SUPERVISOR, || outcome::open(EntryId(1)));
    // The theory is selected: going on after the signal costs ten points on paper.
    at.journey.keys("x违纪<Enter>");
    pictures!(at.journey, "violations");
    at.journey.keys("V11<Enter>考场情况记录单 3 号<Enter>");
    pictures!(at.journey, "breach_question");
    at.journey.keys("y");
    assert_eq!(at.journey.message(), "已登记为“违纪”。");
    let theory = at.outcome(1).subjects[0].clone();
    assert_eq!((theory.verdict, theory.score.unwrap().to_string().as_str()), (Verdict::Pass, "90"));
    pictures!(at.journey, "outcome_less_ten");
    // On the floor the same case costs a tenth of the own score.
    at.journey.keys("<Down>x违纪<Enter>V11<Enter>考场情况记录单 4 号<Enter>y");
    assert_eq!(at.outcome(1).subjects[1].score.unwrap().to_string(), "90");
    // A void sitting takes every subject.
    at.journey.keys("x违纪<Enter>N3<Enter>考场情况记录单 5 号<Enter>y");
    let outcome = at.outcome(1);
    assert_eq!(outcome.verdict, Verdict::Fail);
    assert!(outcome.subjects.iter().all(|subject| subject.verdict == Verdict::Fail && subject.score.is_none()));
    assert!(at.journey.screen_text().contains("本次各科目均作废"), "{}", at.journey.screen_text());
    at.journey.keys("x正常<Enter>查明系误记<Enter>y");
    assert_eq!(at.outcome(1).verdict, Verdict::Pass, "{}", at.journey.screen_text());
}

#[test]
fn the_registrar_records_absence_and_a_veto_from_the_list_of_the_batch() {
    let bench = Bench::marking(2);
    let batch = bench.batch;
    let mut at = before(bench, CLERK, move || screens::batch::open(batch));
    at.journey.keys("x").keys("操作<Enter>缺考<Enter>签到表第 1 页无签名<Enter>y");
    assert_eq!(at.standing(1, SubjectKind::Skills), Some(Standing::Absent), "{}", at.journey.screen_text());
    at.journey.keys("<Down>v<Enter>替考，监考记录 3 号<Enter>y督一<Enter>tests keep no secrets<Enter>").settle();
    assert_eq!(at.outcome(2).verdict, Verdict::Fail, "{}", at.journey.screen_text());
    assert!(at.journey.message().contains("一票否决已登记"), "{}", at.journey.message());
}

#[test]
fn an_examiner_is_told_from_the_outcome_who_may_record_a_standing_or_a_veto() {
    let mut bench = Bench::marking(1);
    bench.full_marks(EntryId(1));
    let mut at = before(bench, EXAMINERS[0], || outcome::open(EntryId(1)));
    at.journey.keys("x");
    assert!(at.journey.message().contains("由督导员、考务员办理"), "{}", at.journey.message());
    at.journey.keys("v");
    assert!(at.journey.message().contains("“登记一票否决”由"), "{}", at.journey.message());
}

#[test]
fn whoever_is_barred_is_not_registered_until_the_ban_is_over() {
    let mut bench = Bench::marking(1);
    bench.sit(SUPERVISOR);
    let set = marking::set_standing(
        &mut bench.office,
        EntryId(1),
        SubjectKind::Theory,
        Standing::breach("N3"),
        "考场情况记录单 3 号",
    );
    set.unwrap();
    let unknown = Standing::breach("V99");
    let refused = marking::set_standing(&mut bench.office, EntryId(1), SubjectKind::Theory, unknown, "无").unwrap_err();
    assert!(refused.to_string().contains("V99"), "{refused}");
    bench.sit(CLERK);
    let mut later = |code: &str, exam_on: &str| {
        let plan = touchstone::domain::evaluation::batch::BatchPlan {
            code: code.into(),
            exam_on: exam_on.parse().unwrap(),
            registration_from: "2026-09-20".parse().unwrap(),
            registration_until: "2026-10-10".parse().unwrap(),
            ..bench.plan()
        };
        let id = batch::plan(&mut bench.office, None, plan).unwrap();
        batch::advance(&mut bench.office, id).unwrap();
        batch::advance(&mut bench.office, id).unwrap();
        let screened = entry::preview(&bench.office.read(), id, &[support::applicant(0)]).unwrap();
        screened[0].faults.iter().map(|fault| fault.zh.clone()).collect::<Vec<_>>()
    };
    let barred = |faults: &[String]| faults.iter().any(|fault| fault.contains("至 2026-12-31 不得报考"));
    assert!(barred(&later("J2026-12", "2026-12-31")));
    assert!(!barred(&later("J2027-01", "2027-01-01")));
}
