//! Journeys where a panel does not agree, where two entries differ, and through the second look.

mod support;

use ratatui::Frame;
use ratatui::layout::Rect;
use support::{Bench, CLERK, EXAMINERS, KEYERS, SUPERVISOR, applicant, id_number};
use touchstone::domain::evaluation::batch::BatchState;
use touchstone::domain::evaluation::criterion::Given;
use touchstone::domain::evaluation::outcome::Verdict;
use touchstone::domain::evaluation::subject::SubjectKind::{Skills, Theory};
use touchstone::domain::id::{EntryId, PersonId};
use touchstone::domain::language::Lang;
use touchstone::domain::stamp::Role;
use touchstone::ops::{settings, station};
use touchstone::store::draft::SheetKey;
use touchstone::tui::app::Idle;
use touchstone::tui::context::Context;
use touchstone::tui::intent::Intent;
use touchstone::tui::journey::Journey;
use touchstone::tui::keytable::Scope;
use touchstone::tui::screen::{Flow, Screen};
use touchstone::tui::screens::import::Import;
use touchstone::tui::screens::{batch, outcome};
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

const ENTRY: EntryId = EntryId(1);
const SIGN: &str = "tests keep no secrets<Enter>";

/// The first examiner leads the panels by role.
fn led(count: usize) -> Bench {
    let mut bench = Bench::marking(count);
    bench.sit(CLERK);
    let roles = [Role::Examiner, Role::PanelLeader];
    station::revise_person(&mut bench.office, EXAMINERS[0], "秦一", &roles).unwrap();
    bench
}

fn before(mut bench: Bench, who: PersonId, to: impl Fn() -> Box<dyn Screen> + 'static) -> (Journey, tempfile::TempDir) {
    bench.sit(who);
    let context = Context::new(bench.office, Lang::Zh, Theme::new(Palette::Mono, false));
    let mut journey = Journey::new(context, Door(to), 80, 24);
    journey.keys("<Enter>").settle();
    (journey, bench.folder)
}

#[test]
fn before_all_have_signed_the_outcome_shows_ones_own_marks_alone() {
    let mut bench = led(1);
    for (examiner, vote) in EXAMINERS.into_iter().zip([1, 2]) {
        bench.sheet(ENTRY, Skills, examiner, |place| (place == 3).then_some(Given::Number(vote)));
    }
    let (mut journey, _folder) = before(bench, EXAMINERS[1], || outcome::open(ENTRY));
    journey.keys("<Down><Enter>");
    let shown = journey.screen_text();
    assert!(shown.contains("已签 2/3，签齐后才显示各人的打分"), "{shown}");
    assert!(shown.contains("2/3") && !shown.contains("1/3"), "the other's vote stays hidden:\n{shown}");
    insta::assert_snapshot!("marks_hidden_zh", shown);
    journey.keys("<F2>");
    insta::assert_snapshot!("marks_hidden_en", journey.screen_text());
}

#[test]
fn a_third_person_decides_the_differences_of_two_entries_and_signs() {
    let mut bench = led(1);
    bench.sheet(ENTRY, Theory, KEYERS[0], |_| None);
    bench.sheet(ENTRY, Theory, KEYERS[1], |place| (place == 1).then_some(Given::Number(4500)));
    let (mut journey, _folder) = before(bench, EXAMINERS[0], || outcome::open(ENTRY));
    journey.keys("c");
    insta::assert_snapshot!("differences_zh", journey.screen_text());
    journey.keys("s");
    assert!(journey.message().contains("还有 1 处没有裁定"), "{}", journey.message());
    journey.keys("<Enter>99<Enter>");
    assert!(journey.message().contains("超出范围"), "{}", journey.message());
    journey.keys("<Enter>54<Enter><F2>");
    insta::assert_snapshot!("differences_decided_en", journey.screen_text());
    journey.keys("s").keys(SIGN).settle();
    let read = journey.app.context.office.read();
    let theory = read.outcome(ENTRY).unwrap().unwrap().subjects.remove(0);
    assert_eq!((theory.verdict, theory.score.unwrap().0), (Verdict::Pass, 9900));
    insta::assert_snapshot!("outcome_decided_en", journey.screen_text());
}

#[test]
fn a_keyer_does_not_decide_their_own_entry() {
    let mut bench = led(1);
    bench.sheet(ENTRY, Theory, KEYERS[0], |_| None);
    bench.sheet(ENTRY, Theory, KEYERS[1], |place| (place == 1).then_some(Given::Number(4500)));
    let (mut journey, _folder) = before(bench, KEYERS[0], || outcome::open(ENTRY));
    journey.keys("c<Enter>");
    assert!(journey.message().contains("登分人不能裁定自己的登分"), "{}", journey.message());
}

#[test]
fn the_leader_sends_votes_that_are_apart_back_to_the_panel() {
    let mut bench = led(1);
    for (examiner, vote) in EXAMINERS.into_iter().zip([0, 3, 3]) {
        bench.sheet(ENTRY, Skills, examiner, |place| (place == 3).then_some(Given::Number(vote)));
    }
    let (mut journey, _folder) = before(bench, EXAMINERS[0], || outcome::open(ENTRY));
    journey.keys("<Down>f");
    assert!(journey.message().contains("才加评"), "{}", journey.message());
    journey.keys("b").paste("评判相差过大").keys("<Enter>");
    assert!(journey.message().contains("已退回"), "{}", journey.message());
    insta::assert_snapshot!("sent_back_zh", journey.screen_text());
}

#[test]
fn the_supervisor_looks_at_the_sample_and_nothing_is_public_before() {
    let mut bench = led(3);
    bench.sit(CLERK);
    for (name, value) in [("moderation_share_percent", "20"), ("moderation_extremes", "1")] {
        settings::set(&mut bench.office, name, value).unwrap();
    }
    for n in 1..=3 {
        for keyer in KEYERS {
            bench.sheet(EntryId(n), Theory, keyer, |_| None);
        }
        for examiner in EXAMINERS {
            let off = 500 * (n + i64::from(examiner == EXAMINERS[1]));
            bench.sheet(EntryId(n), Skills, examiner, |place| (place == 5).then_some(Given::Number(3500 - off)));
        }
    }
    bench.advance_to(BatchState::Confirming);
    let id = bench.batch;
    let (mut journey, _folder) = before(bench, SUPERVISOR, move || batch::open(id));
    journey.keys("M");
    insta::assert_snapshot!("moderation_zh", journey.screen_text());
    journey.keys("y<Enter>");
    assert!(journey.message().contains("已复核同意"), "{}", journey.message());
    journey.keys("x").paste("量具读数存疑").keys("<Enter><F2>");
    insta::assert_snapshot!("moderation_en", journey.screen_text());
    journey.keys("<Esc><F2>S");
    insta::assert_snapshot!("statistics_zh", journey.screen_text());
    journey.keys("<F2>");
    insta::assert_snapshot!("statistics_en", journey.screen_text());
}

#[test]
fn a_file_of_scores_is_looked_at_and_goes_onto_ones_own_open_sheets() {
    let mut bench = led(2);
    let header = "姓名,身份证号码,理论成绩,实操成绩,综合成绩,理论 1.1,理论 2.1,理论 2.2";
    let row = |n: usize, rest: &str| format!("{},{},{rest}", applicant(n).name.as_str(), id_number(n));
    let text = format!("{header}\n{}\n{}\n", row(0, "78,90,84,4,44,30"), row(1, "78,90,84,4,44,31"));
    let file = bench.folder.path().join("成绩.csv");
    std::fs::write(&file, text).unwrap();
    bench.office.prefer("import_folder", &bench.folder.path().display().to_string()).unwrap();
    let (mut journey, _folder) = before(bench, KEYERS[0], || Box::new(Import::default()));
    journey.keys("<End><Up><Up><Up><Enter><Enter>").settle();
    journey.click("成绩.csv").keys("<Enter>");
    while journey.app.idle() != Idle::Nothing {
        std::thread::yield_now();
    }
    journey.settle();
    insta::assert_snapshot!("scores_preview_zh", journey.screen_text());
    journey.keys("<F2>");
    insta::assert_snapshot!("scores_preview_en", journey.screen_text());
    journey.keys("yy").finish();
    assert!(journey.message().contains("1 sheets are filled in"), "{}", journey.message());
    let key = SheetKey { entry: ENTRY, subject: Theory, examiner: KEYERS[0] };
    assert_eq!(journey.app.context.office.read().open_sheet(key).unwrap().given.len(), 3);
}
