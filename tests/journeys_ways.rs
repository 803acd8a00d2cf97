//! Journeys of panels that divide the questions or agree on the measures: what they type, and what stands on the screen then.

mod support;

use support::door::{before, pictures};
use support::{Bench, CLERK, EXAMINERS};
use touchstone::domain::evaluation::outcome::Verdict;
use touchstone::domain::evaluation::subject::SubjectKind::Skills;
use touchstone::domain::id::EntryId;
use touchstone::ops::staffing::name_panel;
use touchstone::tui::screens::{batch, desk, outcome};

const ENTRY: EntryId = EntryId(1);
const SIGN: &str = "tests keep no secrets<Enter>";

#[test]
fn the_clerk_divides_the_questions_one_after_another() {
    let mut bench = Bench::founded_by("by_item").staffing(1);
    let key = bench.panel(Skills);
    name_panel(&mut bench.office, key, &EXAMINERS, None).unwrap();
    let id = bench.batch;
    let (mut journey, _folder) = before(bench, CLERK, move || batch::open(id));
    journey.keys("P<Down>");
    pictures(&mut journey, "ways_undivided");
    journey.keys("f");
    pictures(&mut journey, "ways_divide_first_question");
    journey.keys("<C-s><C-s><C-s>");
    assert_eq!(journey.message(), "3 题已分工到人。");
    pictures(&mut journey, "ways_divided");
}

#[test]
fn a_question_left_to_one_person_is_refused_and_nothing_is_recorded() {
    let mut bench = Bench::marking_by("by_item", 1);
    let id = bench.batch;
    let before_it = bench.office.read().division(id, bench.item, Skills).unwrap();
    bench.sit(CLERK);
    let (mut journey, _folder) = before(bench, CLERK, move || batch::open(id));
    // The first question loses one of its two.
    journey.keys("P<Down>f<Enter><C-s><C-s><C-s>");
    assert_eq!(journey.message(), "试题 1 至少要由两人评。");
    let read = journey.app.context.office.read();
    let item = read.batch(id).unwrap().unwrap().plan.items[0];
    assert_eq!(read.division(id, item, Skills).unwrap(), before_it);
}

#[test]
fn at_the_desk_only_ones_own_questions_lie() {
    let bench = Bench::marking_by("by_item", 2);
    let (id, item) = (bench.batch, bench.item);
    let (mut journey, _folder) = before(bench, EXAMINERS[0], move || desk::open(id, item, Skills));
    pictures(&mut journey, "ways_own_questions");
    journey.keys("f<Enter>f<Enter>f<Enter>2<Enter>6<Enter>s").keys(SIGN).settle();
    assert!(journey.message().contains("已签字"), "{}", journey.message());
    let sheets = journey.app.context.office.read().sheets(ENTRY, Skills).unwrap();
    assert_eq!((sheets.len(), sheets[0].marks.len()), (1, 5));
}

#[test]
fn the_panel_enters_its_measures_once_and_signs_one_after_another() {
    let mut bench = Bench::marking_by("measures_agreed", 1);
    for examiner in EXAMINERS {
        bench.sheet(ENTRY, Skills, examiner, |_| None);
    }
    let (id, item) = (bench.batch, bench.item);
    let (mut journey, _folder) = before(bench, EXAMINERS[0], move || desk::open(id, item, Skills));
    journey.keys("m");
    pictures(&mut journey, "ways_measures_open");
    journey.keys("f<Enter>8<Enter>30<Enter>s");
    pictures(&mut journey, "ways_measures_own_passphrase");
    journey.keys(SIGN).settle();
    pictures(&mut journey, "ways_measures_second_of_panel");
    journey.keys(SIGN).settle();
    assert!(journey.screen_text().contains("第 3/3 人：秦三"), "{}", journey.screen_text());
    journey.keys(SIGN).settle();
    assert!(journey.message().contains("由全组 3 人签字"), "{}", journey.message());
    pictures(&mut journey, "ways_measures_signed");
    let read = journey.app.context.office.read();
    let skills = read.outcome(ENTRY).unwrap().unwrap().subjects.remove(1);
    assert_eq!((skills.verdict, skills.score.unwrap().0), (Verdict::Pass, 9100));
}

#[test]
fn whoever_of_the_panel_gives_up_leaves_the_measures_unsigned() {
    let mut bench = Bench::marking_by("measures_agreed", 1);
    bench.type_measures(ENTRY, |_| None);
    let (id, item) = (bench.batch, bench.item);
    let (mut journey, _folder) = before(bench, EXAMINERS[1], move || desk::open(id, item, Skills));
    journey.keys("ms").keys(SIGN).settle().keys("not the right words<Enter>").settle();
    assert!(journey.screen_text().contains("!"), "{}", journey.screen_text());
    journey.keys("<Esc>");
    assert_eq!(journey.app.context.office.read().sheets(ENTRY, Skills).unwrap(), []);
    assert!(journey.app.context.own_hand.is_none() && journey.app.context.beside_hands.is_empty());
}

#[test]
fn the_marks_show_what_was_agreed_in_a_column_of_its_own() {
    let mut bench = Bench::marking_by("measures_agreed", 1);
    bench.full_marks(ENTRY);
    let (mut journey, _folder) = before(bench, EXAMINERS[0], || outcome::open(ENTRY));
    journey.keys("<Down>");
    pictures(&mut journey, "ways_outcome_measures");
    journey.keys("<Enter>");
    pictures(&mut journey, "ways_marks_measures");
}

#[test]
fn the_marks_of_a_divided_paper_leave_out_who_does_not_mark_a_question() {
    let mut bench = Bench::marking_by("by_item", 1);
    bench.full_marks(ENTRY);
    let (mut journey, _folder) = before(bench, EXAMINERS[0], || outcome::open(ENTRY));
    journey.keys("<Down>");
    pictures(&mut journey, "ways_outcome_by_item");
    journey.keys("<Enter>");
    pictures(&mut journey, "ways_marks_by_item");
}

#[test]
fn where_the_standard_says_nothing_of_it_the_key_tells_so() {
    let bench = Bench::marking(1);
    let (id, item) = (bench.batch, bench.item);
    let (mut journey, _folder) = before(bench, EXAMINERS[0], move || desk::open(id, item, Skills));
    journey.keys("m");
    assert!(journey.message().contains("没有规定这个科目测量项合议"), "{}", journey.message());
}
