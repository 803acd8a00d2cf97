//! Journeys at the marking desk and through the outcome: what an examiner types, and what he sees.

mod support;

use ratatui::Frame;
use ratatui::layout::Rect;
use support::{Bench, CLERK, EXAMINERS};
use touchstone::domain::evaluation::criterion::How;
use touchstone::domain::evaluation::outcome::Verdict;
use touchstone::domain::evaluation::sheet::OpenSheet;
use touchstone::domain::evaluation::subject::SubjectKind;
use touchstone::domain::id::{EntryId, PersonId};
use touchstone::domain::language::Lang;
use touchstone::domain::stamp::Role;
use touchstone::ops::{Office, SetClock, account};
use touchstone::store::draft::SheetKey;
use touchstone::tui::context::Context;
use touchstone::tui::intent::Intent;
use touchstone::tui::journey::Journey;
use touchstone::tui::keytable::Scope;
use touchstone::tui::screen::{Flow, Screen};
use touchstone::tui::screens::{desk, outcome};
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
    folder: tempfile::TempDir,
    clock: SetClock,
}

/// The desk of a bench's skills, with this person before it.
fn sit(bench: Bench, who: PersonId, lang: Lang, size: (u16, u16)) -> At {
    let mut bench = bench;
    bench.sit(who);
    let Bench { folder, office, clock, batch, item } = bench;
    let context = Context::new(office, lang, Theme::new(Palette::Mono, false));
    let door = Door(move || desk::open(batch, item, SubjectKind::Skills));
    let mut journey = Journey::new(context, door, size.0, size.1);
    journey.keys("<Enter>").settle();
    At { journey, folder, clock }
}

fn three(who: PersonId, lang: Lang) -> At {
    sit(Bench::marking(3), who, lang, (80, 24))
}

fn kept(at: &At, entry: i64, examiner: PersonId) -> OpenSheet {
    let key = SheetKey { entry: EntryId(entry), subject: SubjectKind::Skills, examiner };
    at.journey.app.context.office.read().open_sheet(key).unwrap()
}

/// Signs what is complete: the key, the passphrase, Enter.
const SIGN: &str = "stests keep no secrets<Enter>";

/// A whole sheet of the test paper: 10 + 12 + 7.5 + 18 + 7 + 35, and no accident: 89.5.
const SHEET: &str = "f<Enter>12<Enter>a<Enter>2<Enter>7<Enter>*<Enter>1<Enter>";

#[test]
fn three_candidates_are_marked_and_signed_and_the_desk_goes_on_by_itself() {
    let mut at = three(EXAMINERS[0], Lang::Zh);
    for n in 1..=3 {
        at.journey.keys(SHEET).keys("s");
        let question = at.journey.screen_text();
        assert!(question.contains("合计 89.5 / 100"), "{question}");
        at.journey.keys("not that passphrase<Enter>").settle();
        assert!(at.journey.screen_text().contains("口令不对"), "{}", at.journey.screen_text());
        at.journey.keys("tests keep no secrets<Enter>").settle();
        assert!(at.journey.message().contains("已签字（第 1 版）"), "{n}: {}", at.journey.message());
    }
    assert!(at.journey.message().contains("都签完了"), "{}", at.journey.message());
    let read = at.journey.app.context.office.read();
    assert!((1..=3).all(|n| read.sheets(EntryId(n), SubjectKind::Skills).unwrap().len() == 1));
}

#[test]
fn the_third_signature_completes_the_subject_and_one_key_shows_why() {
    let mut bench = Bench::marking(2);
    for keyer in support::KEYERS {
        bench.sheet(EntryId(1), SubjectKind::Theory, keyer, |_| None);
    }
    for examiner in &EXAMINERS[..2] {
        bench.sheet(EntryId(1), SubjectKind::Skills, *examiner, |_| None);
    }
    let mut at = sit(bench, EXAMINERS[2], Lang::Zh, (80, 24));
    at.journey.keys(SHEET).keys(SIGN).settle();
    let told = at.journey.message();
    assert!(told.contains("本科目评完：操作技能 96.5 分，合格；评定结果合格"), "{told}");
    insta::assert_snapshot!("desk_after_the_third_signature_zh", at.journey.screen_text());
    at.journey.keys("w");
    insta::assert_snapshot!("outcome_zh", at.journey.screen_text());
    at.journey.keys("<F2>");
    insta::assert_snapshot!("outcome_en", at.journey.screen_text());
    at.journey.keys("<Down><Enter><Down><Down><Down>");
    insta::assert_snapshot!("outcome_marks_en", at.journey.screen_text());
    at.journey.keys("<F2>");
    insta::assert_snapshot!("outcome_marks_zh", at.journey.screen_text());
    at.journey.keys("<Esc>");
    assert!(at.journey.crumbs().contains("Outcome") || at.journey.crumbs().contains("结果"));
}

#[test]
fn a_sheet_takes_no_more_than_its_marks_its_enters_and_two_keys() {
    let papers = [include_str!("../fixtures/papers/钳工-四级-技能.toml"), support::THEORY];
    let bench = Bench::founded_with(support::STANDARD, &papers).marked_by_panels(2);
    let paper: touchstone::domain::evaluation::paper::Paper = toml::from_str(papers[0]).unwrap();
    let mut at = sit(bench, EXAMINERS[0], Lang::Zh, (80, 24));
    let chosen = paper.first_choices();
    let criteria: Vec<_> = paper.criteria(&chosen).map(|(_, criterion)| criterion.clone()).collect();
    assert!(criteria.len() >= 20, "{}", criteria.len());
    let mut keys = 0;
    for criterion in &criteria {
        // Every mark from the number pad alone.
        let mark = match &criterion.how {
            How::Judge(_) => "2".to_owned(),
            How::Deduct(_) => "-1".to_owned(),
            How::Band(bands) => bands.iter().find(|band| !band.note).unwrap().to.to_string(),
            How::YesNo => "1".to_owned(),
            How::Each(each) => each.to_string(),
            How::Measure | How::Steps(_) => "*".to_owned(),
        };
        assert!(mark.chars().all(|c| "0123456789.*-".contains(c)), "{mark}");
        at.journey.keys(&mark).keys("<Enter>");
        keys += 2;
    }
    // One key to the next candidate; one passphrase signs the pile at the end.
    at.journey.keys("+<Esc>");
    keys += 2;
    assert!(keys <= criteria.len() * 2 + 2);
    at.journey.keys("+tests keep no secrets<Enter>").settle();
    assert!(at.journey.message().contains("已签字"), "{}\n{}", at.journey.message(), at.journey.screen_text());
    let sheets = at.journey.app.context.office.read().sheets(EntryId(1), SubjectKind::Skills).unwrap();
    assert_eq!(sheets[0].marks.len(), criteria.len());
}

#[test]
fn nonsense_in_every_field_is_told_beside_it_and_nothing_typed_is_lost() {
    let mut at = three(EXAMINERS[0], Lang::Zh);
    let fields = [
        ("3", "合格得 10，不合格得 0"),
        ("7", "不在档位里"),
        ("bb", "最多记 1 次"),
        ("9", "0、1、2、3"),
        ("99", "超出范围"),
        ("7.25", "不是每项 5 分的倍数"),
        ("5", "按 y（1）是"),
    ];
    for (typed, right) in fields {
        at.journey.keys(typed).keys("<Enter>");
        let screen = at.journey.screen_text();
        let stays = screen.lines().any(|line| line.starts_with(" >") && line.contains(typed));
        assert!(stays && screen.contains(right), "{typed}\n{screen}");
        at.journey.keys("<Down>");
    }
    // Another candidate and back: what was typed is still there, and leaving asks first.
    at.journey.keys("]").keys("[");
    let screen = at.journey.screen_text();
    assert!(screen.contains("7.25") && screen.contains("bb"), "{screen}");
    assert_eq!(kept(&at, 1, EXAMINERS[0]).given.len(), 0);
    at.journey.keys("s");
    assert!(at.journey.message().contains("不能签字"), "{}", at.journey.message());
    at.journey.keys("<Esc>");
    assert!(at.journey.screen_text().contains("要丢下吗"), "{}", at.journey.screen_text());
    at.journey
        .keys("n")
        .keys("8888888888888888888888888888888888888888888888")
        .paste("乱\u{202E}七八糟")
        .keys("<Enter>");
    assert_eq!(kept(&at, 1, EXAMINERS[0]).given.len(), 0);
}

#[test]
fn what_a_chinese_input_method_makes_of_a_mark_is_the_mark() {
    let mut at = three(EXAMINERS[0], Lang::Zh);
    at.journey.keys("＊<Enter>８<Enter>－１<Enter>３<Enter>７．<Enter>");
    let sheet = kept(&at, 1, EXAMINERS[0]);
    assert_eq!(sheet.given.len(), 5, "{}", at.journey.screen_text());
    assert_eq!(serde_json::to_string(&sheet.given["2.2"]).unwrap(), "750");
}

#[test]
fn a_mark_is_in_the_file_as_soon_as_enter_is_pressed_and_a_half_typed_one_when_the_field_is_left() {
    let mut at = three(EXAMINERS[0], Lang::Zh);
    at.journey.keys("f<Enter>12");
    let At { journey, folder, clock } = at;
    drop(journey);
    let path = folder.path().join("station.touchstone");
    let open =
        || Office::open_with(&path, Box::new(clock.clone()), Box::new(touchstone::credential::entropy::OsEntropy));
    let key = SheetKey { entry: EntryId(1), subject: SubjectKind::Skills, examiner: EXAMINERS[0] };
    let mut office = open().unwrap();
    account::sign_in(&mut office, EXAMINERS[0], support::PASSPHRASE).unwrap();
    let sheet = office.read().open_sheet(key).unwrap();
    assert_eq!(sheet.given.keys().collect::<Vec<_>>(), ["1.1"]);
    let entry = office.read().entry(EntryId(1)).unwrap().unwrap();
    let context = Context::new(office, Lang::Zh, Theme::new(Palette::Mono, false));
    let door = Door(move || desk::open(entry.batch, entry.item, SubjectKind::Skills));
    let mut journey = Journey::new(context, door, 80, 24);
    // The desk opens at the first criterion without a mark; leaving by another key keeps a valid one.
    journey.keys("<Enter>12]");
    drop(journey);
    let sheet = open().unwrap().read().open_sheet(key).unwrap();
    assert_eq!(sheet.given.keys().collect::<Vec<_>>(), ["1.1", "1.2"]);
}

#[test]
fn a_new_size_and_another_language_leave_what_is_being_typed() {
    let mut at = three(EXAMINERS[0], Lang::Zh);
    at.journey.keys("f<Enter>1");
    let before = at.journey.cursor().unwrap();
    for (columns, rows) in [(120, 36), (200, 50), (60, 16), (80, 24)] {
        at.journey.resize(columns, rows);
        let (x, y) = at.journey.cursor().expect("the cursor is in the field");
        assert_eq!(at.journey.buffer()[(x - 1, y)].symbol(), "1", "{columns}x{rows}");
    }
    assert_eq!(at.journey.cursor(), Some(before));
    at.journey.keys("<F2>");
    assert_eq!(at.journey.cursor(), Some(before));
    at.journey.keys("2<Enter>");
    assert_eq!(serde_json::to_string(&kept(&at, 1, EXAMINERS[0]).given["1.2"]).unwrap(), "1200");
}

#[test]
fn whoever_is_not_on_the_panel_sees_who_is_and_another_signs_in() {
    let mut bench = Bench::marking(3);
    bench.sheet(EntryId(1), SubjectKind::Skills, EXAMINERS[1], |_| None);
    let mut at = sit(bench, CLERK, Lang::Zh, (80, 24));
    let screen = at.journey.screen_text();
    assert!(screen.contains("周考务 不在“操作技能”的考评组里"), "{screen}");
    insta::assert_snapshot!("desk_offers_the_panel_zh", screen);
    at.journey.keys("<Enter>秦二<Enter>tests keep no secrets<Enter>").settle();
    assert_eq!(at.journey.app.context.office.who(), EXAMINERS[1]);
    assert!(at.journey.screen_text().contains("今日待办"), "their own first screen\n{}", at.journey.screen_text());
}

#[test]
fn the_last_mark_typed_is_taken_back_until_the_sheet_is_signed() {
    let mut at = three(EXAMINERS[0], Lang::Zh);
    at.journey.keys("f<Enter>12<Enter><Up>8<Enter>");
    at.journey.keys("<C-z>");
    assert_eq!(serde_json::to_string(&kept(&at, 1, EXAMINERS[0]).given["1.2"]).unwrap(), "1200");
    at.journey.keys("u");
    assert!(!kept(&at, 1, EXAMINERS[0]).given.contains_key("1.2"));
    at.journey.keys("u");
    assert_eq!(kept(&at, 1, EXAMINERS[0]), OpenSheet::default());
    at.journey.keys("u");
    assert!(at.journey.message().contains("没有可撤销"));
}

#[test]
fn a_signed_sheet_says_so_and_is_corrected_as_a_new_version_with_its_reason() {
    let mut at = three(EXAMINERS[0], Lang::Zh);
    at.journey.keys(SHEET).keys(SIGN).settle().keys("[5");
    assert!(at.journey.message().contains("已签字，不能再改"), "{}", at.journey.message());
    at.journey.keys("e0<Enter>s<Enter>");
    assert!(at.journey.screen_text().contains("必填"), "a reason is needed\n{}", at.journey.screen_text());
    at.journey.keys("量具读错<Enter>");
    assert!(at.journey.screen_text().contains("督一"), "who may be the second\n{}", at.journey.screen_text());
    at.journey.keys("<Enter>tests keep no secrets<Enter>").settle();
    at.journey.keys("tests keep no secrets<Enter>").settle();
    assert!(at.journey.message().contains("第 2 版"), "{}", at.journey.message());
    let sheets = at.journey.app.context.office.read().sheets(EntryId(1), SubjectKind::Skills).unwrap();
    assert_eq!(sheets.iter().map(|sheet| sheet.version).collect::<Vec<_>>(), [1, 2]);
    assert_ne!(sheets[0].marks, sheets[1].marks);
}

#[test]
fn a_band_that_needs_a_reason_asks_for_it_before_the_signature() {
    let mut at = three(EXAMINERS[0], Lang::Zh);
    at.journey.keys("f<Enter>12<Enter>f<Enter>3<Enter>8<Enter>f<Enter>1<Enter>s");
    assert!(at.journey.message().contains("须写理由"), "{}", at.journey.message());
    at.journey.keys("n主动帮助他人<Enter>").keys(SIGN).settle();
    assert!(at.journey.message().contains("已签字"), "{}", at.journey.message());
}

#[test]
fn an_examiner_cannot_say_what_stands_for_a_subject_and_is_told_who_can() {
    let mut at = three(EXAMINERS[0], Lang::Zh);
    at.journey.keys("x");
    assert!(at.journey.message().contains("由督导员、考务员办理"), "{}", at.journey.message());
}

#[test]
fn one_passphrase_signs_the_pile_of_complete_sheets_and_leaves_the_begun_one() {
    let mut at = three(EXAMINERS[0], Lang::Zh);
    at.journey.keys(SHEET).keys("]").keys(SHEET).keys("]f<Enter>[s");
    let screen = at.journey.screen_text();
    assert!(screen.contains("签 2 份评分表？") && screen.contains("另有 1 份没有评完"), "{screen}");
    insta::assert_snapshot!("desk_pile_zh", screen);
    at.journey.keys("tests keep no secrets<Enter>").settle();
    assert_eq!(at.journey.message(), "已签 2 份评分表。");
    let read = at.journey.app.context.office.read();
    let signed = |n| read.sheets(EntryId(n), SubjectKind::Skills).unwrap().len();
    assert_eq!([signed(1), signed(2), signed(3)], [1, 1, 0]);
}

#[test]
fn a_veto_stands_behind_a_question_and_is_withdrawn_with_a_reason() {
    let mut bench = Bench::marking(2);
    bench.full_marks(EntryId(1));
    bench.sit(CLERK);
    let roles = [Role::Examiner, Role::PanelLeader];
    touchstone::ops::station::revise_person(&mut bench.office, EXAMINERS[0], "秦一", &roles).unwrap();
    let mut at = sit(bench, EXAMINERS[0], Lang::Zh, (80, 24));
    at.journey.keys("[v<Enter>替考，监考记录 3 号<Enter>");
    assert!(at.journey.screen_text().contains("任何分数都不能抵消"), "{}", at.journey.screen_text());
    at.journey.keys("y督一<Enter>tests keep no secrets<Enter>").settle();
    let verdict = |at: &At| at.journey.app.context.office.read().outcome(EntryId(1)).unwrap().unwrap().verdict;
    assert_eq!(verdict(&at), Verdict::Fail, "{}", at.journey.screen_text());
    at.journey.keys("wd查明是误报<Enter>督一<Enter>tests keep no secrets<Enter>").settle();
    assert_eq!(verdict(&at), Verdict::Pass, "{}", at.journey.screen_text());
}

#[test]
fn an_outcome_that_is_still_open_says_what_is_missing() {
    let mut bench = Bench::marking(1);
    bench.sheet(EntryId(1), SubjectKind::Skills, EXAMINERS[0], |_| None);
    let Bench { office, folder, .. } = bench;
    let context = Context::new(office, Lang::En, Theme::new(Palette::Mono, false));
    let mut journey = Journey::new(context, Door(|| outcome::open(EntryId(1))), 80, 24);
    journey.keys("<Enter>");
    let screen = journey.screen_text();
    assert!(screen.contains("1 of 3 sheets are signed"), "{screen}");
    drop(folder);
}

#[test]
fn the_desk_reads_as_a_picture_in_both_languages() {
    let mut at = three(EXAMINERS[0], Lang::Zh);
    at.journey.keys("f<Enter>8<Enter>ab<Enter>2");
    insta::assert_snapshot!("desk_zh", at.journey.screen_text());
    at.journey.keys("<F2>");
    insta::assert_snapshot!("desk_en", at.journey.screen_text());
    at.journey.resize(120, 36);
    insta::assert_snapshot!("desk_120x36_en", at.journey.screen_text());
}

#[test]
fn every_command_key_of_the_desk_is_reached_while_any_kind_of_mark_is_typed() {
    for (steps, letters) in [("", "yn"), ("<Down>", ""), ("<Down><Down>", "ab"), ("<Down><Down><Down>", "")] {
        let mut at = three(EXAMINERS[0], Lang::Zh);
        at.journey.keys(steps);
        for letter in letters.chars() {
            at.journey.keys(&letter.to_string());
            let (x, y) = at.journey.cursor().expect("the cursor is in the field");
            assert_eq!(at.journey.buffer()[(x - 1, y)].symbol(), letter.to_string());
            at.journey.keys("<C-u>");
        }
        at.journey.keys("<A-n>");
        assert!(at.journey.screen_text().contains("的理由"), "{}", at.journey.screen_text());
    }
}

/// The test paper with a fourth question that a candidate may do in the place of the third.
fn paper_with_a_choice() -> String {
    let third = "function = \"机械设备保养与维修\"\nfull = 35\n";
    assert_eq!(support::SKILLS.matches(third).count(), 1);
    let text = support::SKILLS.replace(third, &format!("{third}choice = \"A\"\n"));
    let fourth = format!("[[question]]\nno = \"4\"\ntitle = \"导轨刮研\"\n{third}choice = \"A\"\n");
    let criterion = "[[question.criterion]]\nid = \"4.1\"\ntext = \"研点 5 处\"\nfull = 35\nhow = { each = 7 }\n";
    format!("{text}\n{fourth}\n{criterion}")
}

#[test]
fn the_question_that_the_candidate_did_is_chosen_and_no_other_counts() {
    let bench = Bench::founded_with(support::STANDARD, &[&paper_with_a_choice(), support::THEORY]).marked_by_panels(1);
    let mut at = sit(bench, EXAMINERS[0], Lang::Zh, (80, 24));
    // All of the first choice is marked already when the examiner sees that it was the other one.
    at.journey.keys(SHEET);
    assert!(at.journey.screen_text().contains("3.1 故障排除"), "{}", at.journey.screen_text());
    at.journey.keys("o");
    insta::assert_snapshot!("desk_choice_zh", at.journey.screen_text());
    at.journey.keys("<F2>");
    insta::assert_snapshot!("desk_choice_en", at.journey.screen_text());
    at.journey.keys("<F2><Down><Enter>");
    assert_eq!(at.journey.message(), "选考题：4。");
    let screen = at.journey.screen_text();
    assert!(screen.contains("4.1 研点") && !screen.contains("3.1 故障排除"), "{screen}");
    assert!(screen.contains("合计 54.5 / 100"), "the marks of question 3 are not counted: {screen}");
    at.journey.keys("s");
    assert!(at.journey.message().contains("评分点 4.1 还没有打分"), "{}", at.journey.message());
    at.journey.keys("*<Enter>").keys(SIGN).settle();
    assert!(at.journey.message().contains("已签字"), "{}", at.journey.message());
    let sheets = at.journey.app.context.office.read().sheets(EntryId(1), SubjectKind::Skills).unwrap();
    assert_eq!(sheets.iter().map(|signed| signed.chosen.clone()).collect::<Vec<_>>(), [["4"]]);
    at.journey.keys("o");
    assert!(at.journey.message().contains("已签字，不能再改"), "{}", at.journey.message());
}
