//! Journeys beside the marks: standings and vetoes by those who may record them, and the floor of an exam day.

mod support;

use ratatui::Frame;
use ratatui::layout::Rect;
use support::{Bench, CLERK, EXAMINERS, KEYERS, SUPERVISOR};
use touchstone::domain::evaluation::floor::Seen;
use touchstone::domain::evaluation::outcome::{Outcome, Verdict};
use touchstone::domain::evaluation::standing::Standing;
use touchstone::domain::evaluation::subject::SubjectKind;
use touchstone::domain::id::{EntryId, PersonId};
use touchstone::domain::language::Lang;
use touchstone::exchange::sheets;
use touchstone::ops::floor::{self, Floor};
use touchstone::ops::{batch, blind, entry, marking};
use touchstone::store::act::{Act, PlacesDrawn};
use touchstone::tui::context::Context;
use touchstone::tui::intent::Intent;
use touchstone::tui::journey::Journey;
use touchstone::tui::keytable::Scope;
use touchstone::tui::screen::{Flow, Screen};
use touchstone::tui::screens::{self, desk, outcome};
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

fn floor_of(bench: &Bench, subject: SubjectKind) -> Floor {
    Floor { batch: bench.batch, item: bench.item, subject }
}

/// The draws that the journal holds.
fn draws(at: &At) -> Vec<PlacesDrawn> {
    let rows = at.journey.app.context.office.read().journal_before(i64::MAX, 500).unwrap();
    let drawn = rows.iter().filter_map(|row| match Act::read(&row.kind, &row.payload, None) {
        Ok(Act::PlacesDrawn(drawn)) => Some(drawn),
        _ => None,
    });
    drawn.collect()
}

#[test]
fn candidates_sign_in_show_their_document_draw_and_sign_and_the_absent_are_told_to_the_registrar() {
    let bench = Bench::marking(4);
    let floor = floor_of(&bench, SubjectKind::Skills);
    let mut at = before(bench, CLERK, move || screens::floor::open(floor));
    // Nothing before its time: the document before the candidate is here, the signature before the lot.
    at.journey.keys("c");
    assert!(at.journey.message().contains("须先签到"), "{}", at.journey.message());
    at.journey.keys("pppa<Home>cc");
    at.journey.keys("s");
    assert!(at.journey.message().contains("须先查验证件"), "{}", at.journey.message());
    at.journey.keys("c");
    pictures!(at.journey, "floor_checked");
    at.journey.keys("d");
    pictures!(at.journey, "floor_draw");
    at.journey.keys("<C-u>8<Tab><C-u>2<C-s>");
    assert!(at.journey.message().starts_with("3 人抽了签"), "{}", at.journey.message());
    at.journey.keys("<Home>sssby");
    assert_eq!(at.journey.message(), "3 人开始。");
    at.journey.keys("t15<Enter>停电 15 分钟<Enter>");
    assert_eq!(at.journey.message(), "3 人顺延 15 分钟。");
    at.journey.keys("ey");
    pictures!(at.journey, "floor_ended");
    at.journey.keys("<End>x");
    pictures!(at.journey, "floor_absences");
    at.journey.keys("y");
    assert_eq!(at.standing(4, SubjectKind::Skills), Some(Standing::Absent), "{}", at.journey.screen_text());
    let drawn = draws(&at);
    assert_eq!((drawn.len(), drawn[0].places.len(), drawn[0].free.len()), (1, 3, 8));
    assert_eq!(floor::by_lot(&drawn[0]), drawn[0].places, "anyone can draw again from the seed");
}

#[test]
fn a_late_candidate_draws_among_the_workplaces_that_are_left() {
    let bench = Bench::marking(3);
    let floor = floor_of(&bench, SubjectKind::Skills);
    let mut at = before(bench, CLERK, move || screens::floor::open(floor));
    at.journey.keys("ppa<Home>ccd<C-u>2<C-s>");
    at.journey.keys("<End>pcd<C-u>2<C-s>");
    assert!(at.journey.message().contains("工位不够"), "{}", at.journey.message());
    at.journey.keys("<C-u>3<C-s>");
    let drawn = draws(&at);
    assert_eq!(drawn[0].free, [3], "the newest draw");
    assert_eq!(drawn[0].places[0].station, 3);
}

#[test]
fn whoever_marks_blind_sees_numbers_and_no_name_until_they_look_with_a_reason() {
    let mut bench = Bench::marking(3);
    let (batch, item) = (bench.batch, bench.item);
    let theory = floor_of(&bench, SubjectKind::Theory);
    bench.sit(SUPERVISOR);
    assert_eq!(floor::number_pieces(&mut bench.office, theory).unwrap(), 3);
    let skills = floor_of(&bench, SubjectKind::Skills);
    let live = floor::number_pieces(&mut bench.office, skills).unwrap_err();
    assert!(live.to_string().contains("现场非盲评"), "{live}");
    let names: Vec<String> = (1..=3).map(|n| bench.office.read().entry(EntryId(n)).unwrap().unwrap().name).collect();
    let first = bench.office.read().floor(batch, item, SubjectKind::Theory).unwrap();
    let first = first.into_iter().find(|row| row.piece == Some(1)).unwrap();
    let mut at = before(bench, KEYERS[0], move || desk::open(batch, item, SubjectKind::Theory));
    let hidden = |screen: &str, what: &str| {
        assert!(screen.contains("K001"), "{what}: {screen}");
        assert!(names.iter().all(|name| !screen.contains(name)), "{what}: {screen}");
        assert!(!screen.contains("J2026-09000"), "{what}: {screen}");
    };
    hidden(&at.journey.screen_text(), "the desk");
    hidden(&at.journey.resize(120, 36).screen_text(), "the column of candidates");
    at.journey.resize(80, 24).keys("/");
    hidden(&at.journey.screen_text(), "finding");
    pictures!(at.journey, "blind_find");
    at.journey.keys("<Esc>i");
    pictures!(at.journey, "unmask");
    at.journey.keys("<Enter>");
    assert!(at.journey.screen_text().contains("必填"), "a reason is needed: {}", at.journey.screen_text());
    at.journey.keys("卷面写有姓名，须核实<Enter>");
    assert!(at.journey.screen_text().contains(&first.name), "{}", at.journey.screen_text());
    let seen = at.journey.app.context.office.read().unmaskings(first.entry).unwrap();
    assert_eq!((seen.len(), seen[0].person, seen[0].reason.as_str()), (1, KEYERS[0], "卷面写有姓名，须核实"));
    // Only that one is shown.
    at.journey.keys("/");
    let screen = at.journey.screen_text();
    assert_eq!(names.iter().filter(|name| screen.contains(*name)).count(), 1, "{screen}");
}

#[test]
fn the_journal_and_the_outcome_do_not_tell_the_panel_whose_number_is_whose() {
    let mut bench = Bench::marking(2);
    let theory = floor_of(&bench, SubjectKind::Theory);
    bench.sit(CLERK);
    floor::number_pieces(&mut bench.office, theory).unwrap();
    bench.sheet(EntryId(1), SubjectKind::Theory, KEYERS[0], |_| None);
    let veiled = |bench: &Bench, who| blind::veil(&bench.office.read(), who, EntryId(1)).unwrap().is_some();
    assert!(veiled(&bench, KEYERS[0]) && veiled(&bench, KEYERS[1]));
    assert!(!veiled(&bench, SUPERVISOR) && !veiled(&bench, EXAMINERS[0]));
    let rows = bench.office.read().journal_before(i64::MAX, 500).unwrap();
    let numbered = rows.iter().find(|row| row.kind == "piece_numbered").unwrap();
    let public = String::from_utf8_lossy(&numbered.payload);
    assert!(!public.contains("number") && !public.contains("seed"), "{public}");
    let mut at = before(bench, KEYERS[0], || outcome::open(EntryId(1)));
    let screen = at.journey.screen_text();
    assert!(screen.contains("盲评还没有结束"), "{screen}");
    at.journey.keys("<Esc>");
    at.journey.keys(":日志<Enter>").settle();
    let screen = at.journey.screen_text();
    assert!(screen.contains("盲评中"), "{screen}");
}

#[test]
fn a_standard_may_keep_a_subject_blind_throughout() {
    let strict = support::STANDARD.replace("distance = 0\n", "distance = 0\nalways_blind = true\n");
    assert_ne!(strict, support::STANDARD);
    let bench = Bench::founded_with(&strict, &[support::THEORY, support::SKILLS]).marked_by_panels(1);
    let (batch, item) = (bench.batch, bench.item);
    let mut at = before(bench, KEYERS[0], move || desk::open(batch, item, SubjectKind::Theory));
    at.journey.keys("i");
    assert!(at.journey.message().contains("全程盲评"), "{}", at.journey.message());
    let refused =
        blind::unmask(&mut at.journey.app.context.office, EntryId(1), SubjectKind::Theory, "想看").unwrap_err();
    assert!(refused.to_string().contains("全程盲评"), "{refused}");
}

#[test]
fn one_criterion_is_marked_across_all_candidates_and_the_same_sheets_are_signed() {
    let bench = Bench::marking(3);
    let (batch, item) = (bench.batch, bench.item);
    let mut at = before(bench, EXAMINERS[0], move || desk::open(batch, item, SubjectKind::Skills));
    at.journey.keys("cf<Enter>");
    let screen = at.journey.screen_text();
    assert!(screen.contains("2/3"), "Enter goes to the next candidate: {screen}");
    pictures!(at.journey, "desk_across");
    // The rest of this criterion, then the others, each over all three.
    at.journey.keys("f<Enter>f<Enter>");
    for mark in ["12", "a", "2", "7", "*", "1"] {
        for _ in 0..3 {
            at.journey.keys(mark).keys("<Enter>");
        }
    }
    assert!(at.journey.message().contains("最后一个评分点"), "{}", at.journey.message());
    at.journey.keys("s");
    assert!(at.journey.screen_text().contains("签 3 份评分表？"), "{}", at.journey.screen_text());
    at.journey.keys("tests keep no secrets<Enter>").settle();
    let read = at.journey.app.context.office.read();
    assert!((1..=3).all(|n| read.sheets(EntryId(n), SubjectKind::Skills).unwrap().len() == 1));
}

#[test]
fn on_its_side_the_desk_keeps_what_was_typed_before_and_turns_back_to_the_same_candidate() {
    let bench = Bench::marking(2);
    let (batch, item) = (bench.batch, bench.item);
    let mut at = before(bench, EXAMINERS[0], move || desk::open(batch, item, SubjectKind::Skills));
    at.journey.keys("f<Enter>12<A-c>");
    // Criterion 1.2 lies open for all; what was in the field is kept, and the second candidate has none yet.
    at.journey.keys("<Down>8<Enter>c");
    let read = |n: i64| {
        let key = touchstone::store::draft::SheetKey {
            entry: EntryId(n),
            subject: SubjectKind::Skills,
            examiner: EXAMINERS[0],
        };
        serde_json::to_string(&at.journey.app.context.office.read().open_sheet(key).unwrap().given).unwrap()
    };
    assert_eq!([read(1), read(2)], [r#"{"1.1":1000,"1.2":1200}"#, r#"{"1.2":800}"#]);
}

#[test]
fn score_sheets_stand_in_the_order_of_workplaces_and_pieces_in_that_of_their_numbers_without_a_name() {
    let mut bench = Bench::marking(3);
    let (skills, theory) = (floor_of(&bench, SubjectKind::Skills), floor_of(&bench, SubjectKind::Theory));
    bench.sit(CLERK);
    let all = [EntryId(1), EntryId(2), EntryId(3)];
    for seen in [Seen::Present, Seen::IdentityChecked] {
        floor::note(&mut bench.office, skills, &all, seen).unwrap();
    }
    floor::draw(&mut bench.office, skills, 3, 1).unwrap();
    floor::number_pieces(&mut bench.office, theory).unwrap();
    let read = bench.office.read();
    let (live, blind) = (sheets::sheet(&read, skills).unwrap(), sheets::sheet(&read, theory).unwrap());
    let stations: Vec<&str> = live.header[3..].iter().map(|text| text.split(' ').next().unwrap()).collect();
    assert_eq!(stations, ["1", "2", "3"]);
    assert_eq!(blind.header[3..], ["K001", "K002", "K003"]);
    assert!(live.rows.iter().all(|row| row.len() == 6 && row[3..].iter().all(String::is_empty)));
    assert!(live.rows.iter().any(|row| row[0] == "1.1") && live.rows.iter().any(|row| row[1] == "考评员（签字）"));
    let told = format!("{live:?}{blind:?}");
    for n in 1..=3 {
        let name = read.entry(EntryId(n)).unwrap().unwrap().name;
        assert!(!told.contains(&name), "{name}");
    }
    assert!(!format!("{blind:?}").contains("J2026-090"), "a ticket would tell whose piece it is: {blind:?}");
}
