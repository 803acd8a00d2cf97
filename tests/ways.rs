//! Panels that divide the questions, and panels that agree on the measures: what is recorded, refused, derived and found.

mod attacker;
mod support;

use attacker::{Keys, findings, left, rebuild};
use rusqlite::Connection;
use support::{Bench, CLERK, EXAMINERS, KEYERS, PASSPHRASE, SUPERVISOR};
use touchstone::credential::entropy::OsEntropy;
use touchstone::domain::evaluation::criterion::Given;
use touchstone::domain::evaluation::outcome::{Because, Verdict};
use touchstone::domain::evaluation::standing::Standing;
use touchstone::domain::evaluation::subject::SubjectKind::Skills;
use touchstone::domain::evaluation::way::{Part, Share};
use touchstone::domain::id::EntryId;
use touchstone::ops::Office;
use touchstone::ops::check::{Depth, check};
use touchstone::ops::measures::{self, Panel};
use touchstone::ops::{account, agreement, batch, marking, outcome, staffing, visibility};
use touchstone::store::Failure;
use touchstone::store::draft::{PANEL, SheetKey};

const ENTRY: EntryId = EntryId(1);

fn code(failure: Result<impl std::fmt::Debug, Failure>) -> &'static str {
    match failure.unwrap_err() {
        Failure::Refused(refusal) => refusal.code,
        other => panic!("{other}"),
    }
}

fn because(bench: &Bench) -> Vec<Because> {
    let outcome = outcome::derived(&bench.office.read(), ENTRY).unwrap();
    outcome.subjects.into_iter().find(|subject| subject.kind == Skills).unwrap().because
}

fn told(bench: &Bench) -> String {
    let read = bench.office.read();
    let outcome = read.outcome(ENTRY).unwrap().unwrap();
    let lines = outcome::explained(&read, &outcome).unwrap();
    lines.iter().map(|line| format!("{}{}\n", "  ".repeat(line.depth.into()), line.text.zh)).collect()
}

fn sound(bench: &Bench) {
    assert_eq!(check(&bench.office, Depth::Full, &mut |_, _| true).unwrap().findings, []);
}

#[test]
fn a_divided_paper_is_marked_question_by_question_and_the_derivation_names_who_marked_which() {
    let mut bench = Bench::marking_by("by_item", 1);
    bench.full_marks(ENTRY);
    sound(&bench);
    let outcome = bench.office.read().outcome(ENTRY).unwrap().unwrap();
    assert_eq!(outcome.verdict, Verdict::Pass);
    insta::assert_snapshot!("derivation_by_item", told(&bench));
    let sheets = bench.office.read().sheets(ENTRY, Skills).unwrap();
    let parts: Vec<&Part> = sheets.iter().map(|sheet| &sheet.part).collect();
    let of = |nos: &[&str]| Part::Questions(nos.iter().map(|no| (*no).to_owned()).collect());
    assert_eq!(parts, [&of(&["1", "2"]), &of(&["1", "3"]), &of(&["2", "3"])]);
}

#[test]
fn nobody_marks_a_question_that_is_not_theirs() {
    let mut bench = Bench::marking_by("by_item", 1);
    bench.sit(EXAMINERS[0]);
    let key = SheetKey { entry: ENTRY, subject: Skills, examiner: EXAMINERS[0] };
    let kept = marking::keep(&mut bench.office, key, "3.1", Some(&Given::Number(3500)), "");
    assert_eq!(code(kept), "not_this_part");
}

#[test]
fn a_division_is_whole_or_refused_and_stands_once_a_sheet_is_signed() {
    let mut bench = Bench::marking_by("by_item", 1);
    let key = bench.panel(Skills);
    bench.sit(CLERK);
    let share = |question: &str, places: &[usize]| Share {
        examiners: places.iter().map(|place| EXAMINERS[*place]).collect(),
        question: question.into(),
    };
    for (shares, refused) in [
        (vec![share("1", &[0, 1]), share("2", &[1, 2])], "too_few"),
        (vec![share("1", &[0]), share("2", &[1, 2]), share("3", &[0, 2])], "too_few"),
        (vec![share("1", &[0, 1]), share("2", &[0, 1]), share("3", &[0, 1])], "idle"),
    ] {
        assert_eq!(code(staffing::divide(&mut bench.office, key, &shares)), refused);
    }
    let mut stranger = vec![share("1", &[0, 1]), share("2", &[1, 2]), share("3", &[0, 2])];
    stranger[0].examiners.push(KEYERS[0]);
    assert_eq!(code(staffing::divide(&mut bench.office, key, &stranger)), "not_on_panel");
    let theory = staffing::PanelKey { subject: touchstone::domain::evaluation::subject::SubjectKind::Theory, ..key };
    assert_eq!(code(staffing::divide(&mut bench.office, theory, &[])), "not_by_item");
    let all = vec![share("1", &[0, 1, 2]), share("2", &[1, 2]), share("3", &[0, 2])];
    staffing::divide(&mut bench.office, key, &all).unwrap();
    bench.sheet(ENTRY, Skills, EXAMINERS[0], |_| None);
    bench.sit(CLERK);
    assert_eq!(code(staffing::divide(&mut bench.office, key, &all)), "divided_already");
}

#[test]
fn an_undivided_panel_keeps_the_batch_from_the_exam() {
    let mut bench = Bench::founded_by("by_item").staffing(1);
    let key = bench.panel(Skills);
    bench.name_panels();
    // Another panel divides anew.
    staffing::name_panel(&mut bench.office, key, &EXAMINERS, Some("换组长")).unwrap();
    assert_eq!(bench.office.read().division(key.batch, key.item, Skills).unwrap(), []);
    let Err(Failure::Refused(refusal)) = batch::advance(&mut bench.office, key.batch) else { panic!("it is refused") };
    assert!(refusal.because.zh.contains("操作技能：分项评分还没有把试题分工到人"), "{}", refusal.because.zh);
    let divisible = staffing::divisible(&bench.office.read(), key).unwrap();
    assert!(!divisible.is_recorded);
    staffing::divide(&mut bench.office, key, &divisible.shares).unwrap();
    batch::advance(&mut bench.office, key.batch).unwrap();
}

#[test]
fn agreed_measures_are_signed_by_all_and_the_rest_is_marked_alone() {
    let mut bench = Bench::marking_by("measures_agreed", 1);
    for examiner in EXAMINERS {
        bench.sheet(ENTRY, Skills, examiner, |_| None);
    }
    assert_eq!(because(&bench), [Because::MeasuresOpen { signed: 0, needed: 3 }]);
    bench.agree(ENTRY, |place| (place == 0).then_some(Given::Number(0)));
    assert_eq!(because(&bench), [Because::Reached]);
    for keyer in KEYERS {
        bench.sheet(ENTRY, touchstone::domain::evaluation::subject::SubjectKind::Theory, keyer, |_| None);
    }
    sound(&bench);
    insta::assert_snapshot!("derivation_measures", told(&bench));
    let signed = bench.office.read().signed_sheets(ENTRY, Skills).unwrap();
    assert_eq!(signed.len(), 4, "three of their own and one together");
    let report = check(&bench.office, Depth::Usual, &mut |_, _| true).unwrap();
    // Three own sheets of the skills and two of the theory, and three signatures under the one sheet.
    assert_eq!(report.signatures, 8);
}

#[test]
fn without_one_of_the_panel_or_with_a_stranger_nothing_is_agreed() {
    let mut bench = Bench::marking_by("measures_agreed", 1);
    bench.type_measures(ENTRY, |_| None);
    let own = account::prove(&mut bench.office, PASSPHRASE).unwrap();
    let (two, three) = (bench.second(EXAMINERS[1]), bench.second(EXAMINERS[2]));
    let keyer = bench.second(KEYERS[0]);
    let again = bench.second(EXAMINERS[1]);
    let office = &mut bench.office;
    let agree = |office: &mut _, beside: &[_]| measures::agree(office, &[ENTRY], Skills, Panel { own: &own, beside });
    assert_eq!(code(agree(office, std::slice::from_ref(&two))), "panel_incomplete");
    let with_keyer = [two, three, keyer];
    assert_eq!(code(agree(office, &with_keyer)), "not_their_role");
    let [two, three, _] = with_keyer;
    let twice = [two, three, again];
    assert_eq!(code(agree(office, &twice)), "not_the_panel");
    assert_eq!(agree(office, &twice[..2]).unwrap(), 1);
    assert_eq!(code(agree(office, &twice[..2])), "signed");
}

#[test]
fn agreed_measures_are_corrected_by_all_with_a_reason_and_a_supervisor() {
    let mut bench = Bench::marking_by("measures_agreed", 1);
    bench.full_marks(ENTRY);
    bench.type_measures(ENTRY, |place| (place == 0).then_some(Given::Number(0)));
    let own = account::prove(&mut bench.office, PASSPHRASE).unwrap();
    let beside = [bench.second(EXAMINERS[1]), bench.second(EXAMINERS[2])];
    let panel = Panel { own: &own, beside: &beside };
    let supervisor = bench.second(SUPERVISOR);
    let office = &mut bench.office;
    assert_eq!(code(measures::correct_agreed(office, ENTRY, Skills, panel, &supervisor, " ")), "reason_needed");
    assert_eq!(code(measures::correct_agreed(office, ENTRY, Skills, panel, &beside[0], "量错")), "second_needed");
    let signed = measures::correct_agreed(office, ENTRY, Skills, panel, &supervisor, "量具未校零").unwrap();
    assert_eq!(signed.version, 2);
    sound(&bench);
    let outcome = bench.office.read().outcome(ENTRY).unwrap().unwrap();
    let skills = outcome.subjects.iter().find(|subject| subject.kind == Skills).unwrap();
    assert_eq!(skills.marking.as_ref().unwrap().agreed.as_ref().unwrap().version, 2);
    assert_eq!(skills.score.unwrap().to_string(), "90");
}

#[test]
fn the_panel_sees_what_it_agreed_and_nobody_else_does_before_all_have_signed() {
    let mut bench = Bench::marking_by("measures_agreed", 1);
    bench.agree(ENTRY, |_| None);
    let read = bench.office.read();
    let marks = |viewer| visibility::visible(&read, viewer, ENTRY, Skills).unwrap().sheets[0].sheet.marks.len();
    assert_eq!((marks(EXAMINERS[2]), marks(KEYERS[0]), marks(SUPERVISOR)), (3, 0, 0));
    let told = visibility::visible(&read, SUPERVISOR, ENTRY, Skills).unwrap().told().unwrap();
    assert!(told.en.starts_with("1 of 4 signed"), "{}", told.en);
}

#[test]
fn a_mark_is_judged_by_what_another_window_did_since_the_one_before() {
    let mut bench = Bench::marking(1);
    bench.sit(EXAMINERS[0]);
    let key = SheetKey { entry: ENTRY, subject: Skills, examiner: EXAMINERS[0] };
    let mark = |bench: &mut Bench| marking::keep(&mut bench.office, key, "1.1", Some(&Given::Number(1000)), "");
    mark(&mut bench).unwrap();
    let mut window = Office::open_with(&bench.path(), Box::new(bench.clock.clone()), Box::new(OsEntropy)).unwrap();
    account::sign_in(&mut window, SUPERVISOR, PASSPHRASE).unwrap();
    marking::set_standing(&mut window, ENTRY, Skills, Standing::Absent, "签到表").unwrap();
    assert_eq!(code(mark(&mut bench)), "stands");
    marking::set_standing(&mut window, ENTRY, Skills, Standing::Sat, "后到").unwrap();
    mark(&mut bench).unwrap();
}

#[test]
fn a_measure_is_not_marked_alone_nor_a_judgement_together() {
    let mut bench = Bench::marking_by("measures_agreed", 1);
    bench.sit(EXAMINERS[0]);
    let own = SheetKey { entry: ENTRY, subject: Skills, examiner: EXAMINERS[0] };
    let together = SheetKey { examiner: PANEL, ..own };
    let office = &mut bench.office;
    assert_eq!(code(marking::keep(office, own, "1.1", Some(&Given::Number(1000)), "")), "not_this_part");
    assert_eq!(code(marking::keep(office, together, "2.1", Some(&Given::Number(3)), "")), "not_this_part");
    marking::keep(office, together, "1.1", Some(&Given::Number(1000)), "").unwrap();
    bench.sit(KEYERS[0]);
    let strange = marking::keep(&mut bench.office, together, "1.1", Some(&Given::Number(0)), "");
    assert_eq!(code(strange), "anothers_sheet");
    let mut other = Bench::marking(1);
    other.sit(EXAMINERS[0]);
    let none = marking::keep(&mut other.office, together, "1.1", Some(&Given::Number(1000)), "");
    assert_eq!(code(none), "not_agreed_together");
}

#[test]
fn marks_of_one_question_that_lie_apart_call_a_further_examiner_who_marks_every_question() {
    let written = support::STANDARD.replace("minutes = 240\n", "minutes = 240\nway = \"by_item\"\ndistance = 10\n");
    let mut bench = Bench::founded_with(&written, &[support::THEORY, support::SKILLS]).marked_by_panels(1);
    bench.sheet(ENTRY, Skills, EXAMINERS[0], |_| None);
    bench.sheet(ENTRY, Skills, EXAMINERS[1], |_| None);
    // Of question 3: nothing from the last examiner, all from another one.
    bench.sheet(ENTRY, Skills, EXAMINERS[2], |place| (place == 5).then_some(Given::Number(0)));
    assert!(matches!(&because(&bench)[..], [Because::QuestionApart { question, .. }] if question == "3"));
    let outcome = outcome::derived(&bench.office.read(), ENTRY).unwrap();
    assert!(agreement::may_name_further(&outcome, Skills).is_ok());
}

/// A file in which one candidate's measures are agreed, and the row of that sheet.
fn agreed() -> (tempfile::TempDir, std::path::PathBuf, i64) {
    let mut bench = Bench::marking_by("measures_agreed", 1);
    bench.full_marks(ENTRY);
    let path = bench.path();
    let folder = left(bench);
    let conn = Connection::open(&path).unwrap();
    let row = conn.query_row("SELECT seq FROM journal WHERE kind = 'measures_agreed'", [], |row| row.get(0)).unwrap();
    (folder, path, row)
}

fn found(path: &std::path::Path) -> String {
    let told = findings(path, Depth::Full);
    told.into_iter().map(|finding| format!("{}: {}\n", finding.code, finding.text.en)).collect()
}

#[test]
fn one_signature_less_under_agreed_measures_is_named() {
    let (_folder, path, row) = agreed();
    attacker::attack(&path, |conn| {
        let sql = format!("DELETE FROM signature WHERE seq = {row} AND person = 3");
        assert_eq!(conn.execute(&sql, []), Ok(1));
    });
    let told = found(&path);
    assert!(told.contains(&format!("authority: journal row {row} lacks the signature of person 3")), "{told}");
}

#[test]
fn an_agreed_value_that_was_edited_fails_every_signature_under_it() {
    let (_folder, path, row) = agreed();
    let keys = Keys::of_station(&path);
    attacker::attack(&path, |conn| {
        let sql = "UPDATE journal SET payload = CAST(replace(CAST(payload AS TEXT), '\"marks\":[1000', '\"marks\":[0') AS BLOB) WHERE seq = ?1";
        assert_eq!(conn.execute(sql, [row]), Ok(1));
        rebuild(conn, &keys);
    });
    let told = found(&path);
    let name = format!("the signature of journal row {row} does not hold");
    assert_eq!(told.matches(&name).count(), 3, "{told}");
    assert!(told.contains("the outcome of entry 1 does not follow from its sheets"), "{told}");
}

#[test]
fn a_sheet_that_names_fewer_signers_than_sign_it_is_named() {
    let (_folder, path, row) = agreed();
    let keys = Keys::all(&path);
    attacker::attack(&path, |conn| {
        let sql = "UPDATE journal SET payload = CAST(replace(CAST(payload AS TEXT), '\"agreed\":[2,3,4]', '\"agreed\":[2,3]') AS BLOB) WHERE seq = ?1";
        assert_eq!(conn.execute(sql, [row]), Ok(1));
        rebuild(conn, &keys);
    });
    let told = found(&path);
    assert!(told.contains(&format!("journal row {row} bears a signature too many")), "{told}");
    assert!(told.contains("the outcome of entry 1"), "{told}");
}

/// What is wrong with the test standard where the skills are changed so.
fn faults(change: &str) -> Vec<(String, String)> {
    let written = support::STANDARD.replace("minutes = 240\n", &format!("minutes = 240\n{change}\n"));
    let standard = toml::from_str(&written).unwrap();
    let faults = touchstone::domain::evaluation::validate_standard::validate_standard(&standard);
    faults.into_iter().map(|fault| (fault.place.en, fault.wrong.en)).collect()
}

#[test]
fn what_does_not_go_with_a_way_or_its_grades_is_named_with_its_place() {
    assert_eq!(faults("way = \"by_item\""), []);
    assert_eq!(faults("way = \"measures_agreed\"\nno_straddling = true\ndistance = 5"), []);
    let grades = "grade = [{ name = \"优\", from = 85 }, { name = \"合格\", from = 60 }]";
    assert_eq!(faults(&format!("{grades}\nno_straddling_grades = true")), []);
    for (change, place, wrong) in [
        ("way = \"by_item\"\ndistance = 0", "way of the panel", "cannot be “marked by item”"),
        ("way = \"measures_agreed\"\ndistance = 0", "way of the panel", "cannot be “measures agreed”"),
        ("way = \"by_item\"\nno_straddling = true", "way of the panel", "nobody marks the whole"),
        ("no_straddling_grades = true", "Skills", "no grade is listed"),
        ("grade = [{ name = \"良\", from = 55 }]", "grade 良", "between the pass mark 60 and 100"),
        ("grade = [{ name = \"良\", from = 70 }, { name = \"优\", from = 80 }]", "grade 优", "from the highest down"),
        ("grade = [{ name = \"良\", from = 80 }, { name = \"良\", from = 70 }]", "grade 良", "appears twice"),
        ("grade = [{ name = \" \", from = 80 }]", "grade  ", "name is missing"),
    ] {
        let found = faults(change);
        assert!(found.iter().any(|(at, what)| at.contains(place) && what.contains(wrong)), "{change} gave {found:?}");
    }
}

#[test]
fn a_paper_without_measures_does_not_fit_a_standard_that_has_them_agreed() {
    let written = support::STANDARD.replace("minutes = 240\n", "minutes = 240\nway = \"measures_agreed\"\n");
    let standard = toml::from_str(&written).unwrap();
    let mut paper: touchstone::domain::evaluation::paper::Paper = toml::from_str(support::SKILLS).unwrap();
    for criterion in paper.questions.iter_mut().flat_map(|question| &mut question.criteria) {
        if criterion.is_measured() {
            criterion.how = touchstone::domain::evaluation::criterion::How::YesNo;
        }
    }
    let faults = touchstone::domain::evaluation::validate_paper::validate_paper(&paper, &standard);
    let told: Vec<&str> = faults.iter().map(|fault| fault.wrong.en.as_str()).collect();
    assert_eq!(told, ["the standard has its measures agreed, but the paper measures nothing"]);
}
