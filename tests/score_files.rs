//! Files of scores: one person's entry, checked row by row, and never the second entry too.

mod support;

use support::{
    Bench, CLERK, EXAMINERS, KEYERS, PASSPHRASE, SKILLS, STANDARD, SUPERVISOR, THEORY, applicant, id_number,
};
use touchstone::domain::evaluation::criterion::Given;
use touchstone::domain::evaluation::subject::SubjectKind::Theory;
use touchstone::domain::id::EntryId;
use touchstone::domain::language::{Lang, Say};
use touchstone::domain::refusal::Refusal;
use touchstone::exchange::scores::{Scores, preview};
use touchstone::exchange::source::Source;
use touchstone::ops::{account, marking};
use touchstone::store::draft::SheetKey;

const HEADER: &str = "姓名,身份证号码,理论成绩,实操成绩,综合成绩";

fn row(n: usize, rest: &str) -> String {
    format!("{},{},{rest}", applicant(n).name.as_str(), id_number(n))
}

fn look(bench: &Bench, header: &str, rows: &[String]) -> Result<Scores, Refusal> {
    let text = format!("{header}\n{}\n", rows.join("\n"));
    preview(&bench.office, bench.batch, &Source::new(text.as_bytes(), "成绩.csv")).map_err(Refusal::from)
}

fn faults(scores: &Scores) -> Vec<String> {
    scores.rows.iter().flat_map(|row| &row.faults).map(|fault| fault.say(Lang::Zh)).collect()
}

/// A theory paper of one criterion: its total is its mark.
fn one_total() -> Bench {
    let function = "function = [{ name = \"职业道德\", weight = 5 }, { name = \"相关知识\", weight = 95 }]";
    let standard = STANDARD.replace(function, "function = [{ name = \"理论\", weight = 100 }]");
    let head = THEORY.split("[[question]]").next().unwrap();
    let theory = format!(
        "{head}[[question]]\nno = \"一\"\ntitle = \"机考\"\nfunction = \"理论\"\nfull = 100\n\
         criterion = [{{ id = \"1\", text = \"机考总分\", full = 100, how = {{ each = 0.5 }} }}]\n"
    );
    Bench::founded_with(&standard, &[&theory, SKILLS]).marked_by_panels(3)
}

#[test]
fn totals_go_onto_the_open_sheets_of_who_brings_them_and_of_nobody_else() {
    let mut bench = one_total();
    bench.sit(KEYERS[0]);
    let rows = [row(0, "78,90,84"), row(1, "59.5,70,"), row(2, "100,80,90")];
    let scores = look(&bench, HEADER, &rows).unwrap();
    assert_eq!((faults(&scores), scores.good()), (vec![], 3));
    let left: Vec<String> = scores.left.iter().map(|left| left.say(Lang::En)).collect();
    assert_eq!(left.len(), 2, "skills are not theirs, the composite is derived: {left:?}");
    assert_eq!(scores.take(&mut bench.office).unwrap(), 3);
    let open = |bench: &Bench, examiner| {
        let key = SheetKey { entry: EntryId(2), subject: Theory, examiner };
        bench.office.read().open_sheet(key).unwrap().given.get("1").cloned()
    };
    assert_eq!(open(&bench, KEYERS[0]), Some(Given::Number(5950)));
    assert_eq!(open(&bench, KEYERS[1]), None, "the second entry is not made of it");
    assert!(bench.office.read().sheets(EntryId(2), Theory).unwrap().is_empty(), "nothing is signed");
    // The same person may take it again; the other one may not take this file at all.
    assert_eq!(look(&bench, HEADER, &rows).unwrap().take(&mut bench.office).unwrap(), 3);
    bench.sit(KEYERS[1]);
    let refusal = look(&bench, HEADER, &rows).err().unwrap();
    assert_eq!(refusal.code, "scores_taken");
    assert!(refusal.say(Lang::Zh).contains("已由登一导入"), "{}", refusal.say(Lang::Zh));
}

#[test]
fn every_fault_names_its_row_column_and_value() {
    let mut bench = one_total();
    bench.sit(KEYERS[0]);
    let stranger = format!("外人,{},70,70,70", id_number(40));
    let wrong_name = format!("冒名,{},70,70,70", id_number(1));
    let rows =
        [row(0, "七十,70,70"), wrong_name, stranger, "李四,,70,70,70".into(), row(2, "101,1,1"), row(2, "60.25,1,1")];
    let scores = look(&bench, HEADER, &rows).unwrap();
    let told = faults(&scores);
    assert_eq!(told.len(), 6, "{told:#?}");
    for (fault, parts) in told.iter().zip([
        ["第 2 行", "理论成绩"],
        ["第 3 行", "姓名"],
        ["第 4 行", "没有这个证件的考生"],
        ["第 5 行", "号码不对"],
        ["第 6 行", "超出范围"],
        ["第 7 行", "与第 6 行是同一人"],
    ]) {
        assert!(parts.iter().all(|part| fault.contains(part)), "{fault}");
    }
    assert!(!told.iter().any(|fault| fault.contains(&id_number(40))), "no document number is told");
}

#[test]
fn a_paper_of_several_criteria_needs_a_column_for_each_and_the_total_is_their_check_sum() {
    let mut bench = Bench::marking(2);
    bench.sit(KEYERS[0]);
    let told = faults(&look(&bench, HEADER, &[row(0, "78,,")]).unwrap());
    assert!(told[0].contains("只有总分不能登分") && told[0].contains("理论 2.1"), "{told:?}");
    let header = format!("{HEADER},理论 1.1,理论 2.1,理论 2.2");
    let scores = look(&bench, &header, &[row(0, "78,,,4,44,30"), row(1, "78,,,4,44,31")]).unwrap();
    assert_eq!(faults(&scores), ["第 3 行“理论成绩”：各评分点合计 79，与总分不符。"]);
    assert_eq!(scores.take(&mut bench.office).unwrap(), 1);
    let hand = account::prove(&mut bench.office, PASSPHRASE).unwrap();
    marking::sign(&mut bench.office, EntryId(1), Theory, &hand).unwrap();
    let again = look(&bench, &header, &[row(0, "78,,,4,44,30")]).unwrap();
    assert!(faults(&again)[0].contains("已经签字"), "{:?}", faults(&again));
}

#[test]
fn whoever_enters_no_subject_takes_no_scores_in() {
    let mut bench = one_total();
    for (who, code) in [(CLERK, "not_on_panel"), (SUPERVISOR, "not_on_panel")] {
        bench.sit(who);
        assert_eq!(look(&bench, HEADER, &[row(0, "78,,")]).err().unwrap().code, code);
    }
    bench.sit(EXAMINERS[0]);
    assert_eq!(look(&bench, "姓名,理论成绩,实操成绩", &[]).err().unwrap().code, "score_header");
}
