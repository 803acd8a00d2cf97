//! What the office refuses, and the sentence with which it does.

mod support;

use support::{Bench, EXAMINERS, applicant};
use touchstone::domain::evaluation::batch::{BatchItem, BatchState};
use touchstone::domain::evaluation::eligibility::{Claims, Eligibility};
use touchstone::domain::evaluation::entry::Decision;
use touchstone::domain::evaluation::outcome::Verdict;
use touchstone::domain::evaluation::standing::Standing;
use touchstone::domain::evaluation::subject::SubjectKind;
use touchstone::domain::id::EntryId;
use touchstone::domain::language::{Lang, Say};
use touchstone::domain::level::Level;
use touchstone::ops::entry::RosterFile;
use touchstone::ops::{batch, certificate, dispute, entry, marking, standard};
use touchstone::store::Failure;

/// The code and the English sentence of a refusal.
fn refused<T: std::fmt::Debug>(result: Result<T, Failure>) -> (String, String) {
    match result {
        Err(Failure::Refused(refusal)) => (refusal.code.to_owned(), refusal.say(Lang::En)),
        other => panic!("not refused: {other:?}"),
    }
}

#[test]
fn a_trade_and_level_outside_the_filed_scope_is_not_announced_and_the_missing_row_is_named() {
    let mut bench = Bench::founded();
    let text = support::STANDARD.replace("code = 4", "code = 3");
    let higher: touchstone::domain::evaluation::standard::Standard =
        toml::from_str(&text.replace("edition = \"2020\"", "edition = \"2024\"")).unwrap();
    let (id, _) = standard::write_standard(&mut bench.office, higher, text).unwrap();
    standard::approve_standard(&mut bench.office, id).unwrap();
    let mut plan = bench.plan();
    plan.items = vec![BatchItem { standard: id, level: Level::Three }];
    let id = batch::plan(&mut bench.office, None, plan).unwrap();
    let (code, sentence) = refused(batch::advance(&mut bench.office, id));
    assert_eq!(code, "outside_scope");
    assert!(sentence.contains("钳工 Level 3 (Advanced)") && sentence.contains("2026-09-20"), "{sentence}");
}

#[test]
fn a_batch_is_not_announced_without_its_filing_number_or_with_a_draft_standard() {
    let mut bench = Bench::founded();
    let mut plan = bench.plan();
    plan.filing_no = String::new();
    let id = batch::plan(&mut bench.office, None, plan).unwrap();
    assert_eq!(refused(batch::advance(&mut bench.office, id)).0, "not_filed");
    let codes: Vec<&str> = batch::what_blocks(&bench.office, id).unwrap().iter().map(|refusal| refusal.code).collect();
    assert_eq!(codes, ["not_filed"]);
}

#[test]
fn an_approved_standard_never_changes_and_a_paper_version_never_changes() {
    let mut bench = Bench::founded();
    let text = support::STANDARD.replace("minutes = 90", "minutes = 120");
    let changed = toml::from_str(&text).unwrap();
    let (code, sentence) = refused(standard::write_standard(&mut bench.office, changed, text));
    assert_eq!(code, "standard_approved");
    assert!(sentence.contains("new edition"), "{sentence}");
    let text = support::SKILLS.replace("锉配与装调", "另一份");
    let changed = toml::from_str(&text).unwrap();
    assert_eq!(refused(standard::write_paper(&mut bench.office, changed, text)).0, "paper_exists");
}

#[test]
fn a_paper_that_misses_the_standards_weights_is_refused_with_every_fault_and_its_place() {
    let mut bench = Bench::founded();
    let text = support::SKILLS
        .replace("2026-A", "2026-B")
        .replace("full = 10\n", "full = 9\n")
        .replace("function = \"机械设备装调\"", "function = \"装调\"");
    let (_, sentence) = refused(standard::write_paper(&mut bench.office, toml::from_str(&text).unwrap(), text));
    for part in [
        "question 1: full mark 30, its criteria sum to 29",
        "机械设备装调: the standard's weight is 35, the questions sum to 0",
        "question 2 tests “装调”",
    ] {
        assert!(sentence.contains(part), "{part} is not in: {sentence}");
    }
}

#[test]
fn an_exception_to_the_conditions_needs_its_reason_and_keeps_it() {
    let mut bench = Bench::registering();
    let mut short = applicant(1);
    short.claims = Claims { years_in_trade: Some(2), nothing_else: true, ..Claims::default() };
    let id = entry::file_entry(&mut bench.office, bench.batch, &short).unwrap();
    assert_eq!(entry::eligibility(&bench.office.read(), id).unwrap().eligibility, Eligibility::NotEligible);
    assert_eq!(refused(entry::decide(&mut bench.office, id, Decision::Accepted, None)).0, "reason_needed");
    entry::decide(&mut bench.office, id, Decision::Accepted, Some("省厅批复〔2026〕5号")).unwrap();
    let read = bench.office.read();
    assert_eq!(read.entry(id).unwrap().unwrap().decision, Decision::Accepted);
    let last = read.journal_before(i64::MAX, 1).unwrap().remove(0);
    assert_eq!(last.reason.as_deref(), Some("省厅批复〔2026〕5号"));
    assert!(String::from_utf8(last.payload).unwrap().contains("\"exception\":true"));
}

#[test]
fn a_roster_is_taken_whole_or_not_at_all_and_the_same_file_only_once() {
    let mut bench = Bench::registering();
    let file = RosterFile { name: "a.csv".into(), sha256: "1".repeat(64) };
    let mut rows: Vec<_> = (0..3).map(applicant).collect();
    let before = bench.office.read().journal_root().unwrap();
    rows[2].trade = "水暖工".into();
    let (code, sentence) = refused(entry::take_roster(&mut bench.office, bench.batch, &rows, &file));
    assert_eq!(code, "row_refused");
    assert!(sentence.starts_with("Application 3") && sentence.contains("“水暖工"), "{sentence}");
    rows[2] = rows[0].clone();
    assert!(
        refused(entry::take_roster(&mut bench.office, bench.batch, &rows, &file)).1.contains("repeats application 1")
    );
    assert_eq!(bench.office.read().journal_root().unwrap(), before, "nothing was written");
    rows.truncate(2);
    assert_eq!(entry::take_roster(&mut bench.office, bench.batch, &rows, &file).unwrap(), 2);
    assert_eq!(refused(entry::take_roster(&mut bench.office, bench.batch, &rows, &file)).0, "roster_taken");
    let again = RosterFile { name: "b.csv".into(), sha256: "2".repeat(64) };
    assert!(refused(entry::take_roster(&mut bench.office, bench.batch, &rows[..1], &again)).1.contains("has an entry"));
}

#[test]
fn a_screened_roster_is_taken_as_it_was_found_until_something_else_is_recorded() {
    let mut bench = Bench::registering();
    let file = |n: u8| RosterFile { name: "a.csv".into(), sha256: n.to_string().repeat(64) };
    let screened = |bench: &Bench, rows: std::ops::Range<usize>| {
        let read = bench.office.read();
        let mut screening = entry::Screening::open(&read, bench.batch).unwrap();
        let good: Vec<entry::Good> = rows
            .map(applicant)
            .map(|row| screening.screen(&read, &row).unwrap().good(row).expect("it is clean"))
            .collect();
        (good, screening.as_of())
    };
    let (good, as_of) = screened(&bench, 0..3);
    assert_eq!(entry::take_screened(&mut bench.office, bench.batch, &good, as_of, &file(1)).unwrap(), 3);
    // The same people again: what was found is not what is there now.
    let again = entry::take_screened(&mut bench.office, bench.batch, &good, as_of, &file(2));
    assert!(refused(again).1.contains("has an entry"));
    let (good, as_of) = screened(&bench, 3..5);
    entry::file_entry(&mut bench.office, bench.batch, &applicant(4)).unwrap();
    let after = entry::take_screened(&mut bench.office, bench.batch, &good, as_of, &file(3));
    let (code, sentence) = refused(after);
    assert!(
        code == "row_refused" && sentence.starts_with("Application 2") && sentence.contains("has an entry"),
        "{sentence}"
    );
    // Something that speaks against none of them has all of them screened again, and taken.
    let (good, as_of) = screened(&bench, 5..7);
    entry::file_entry(&mut bench.office, bench.batch, &applicant(7)).unwrap();
    assert_eq!(entry::take_screened(&mut bench.office, bench.batch, &good, as_of, &file(4)).unwrap(), 2);
    let entries = bench.office.read().batch_counts(bench.batch).unwrap().entries;
    assert_eq!(entries, 7);
}

#[test]
fn one_document_number_under_two_names_is_refused() {
    let mut bench = Bench::registering();
    entry::file_entry(&mut bench.office, bench.batch, &applicant(1)).unwrap();
    let mut other = applicant(1);
    other.name = touchstone::domain::identity::PersonName::parse("冒名").unwrap();
    assert!(
        refused(entry::file_entry(&mut bench.office, bench.batch, &other)).1.contains("recorded here under the name")
    );
}

#[test]
fn only_the_panel_marks_a_signed_sheet_never_changes_and_a_correction_needs_a_reason() {
    let mut bench = Bench::marking(1);
    let entry = EntryId(1);
    let sign = |bench: &mut Bench, who| {
        bench.sit(who);
        let hand = bench.second(who);
        refused(marking::sign(&mut bench.office, entry, SubjectKind::Skills, &hand))
    };
    assert_eq!(sign(&mut bench, support::CLERK).0, "not_their_role");
    assert_eq!(sign(&mut bench, support::KEYERS[0]).0, "not_on_panel");
    let (code, sentence) = sign(&mut bench, EXAMINERS[0]);
    assert_eq!(code, "sheet_incomplete");
    assert!(sentence.contains("lacks 7"), "{sentence}");
    bench.sheet(entry, SubjectKind::Skills, EXAMINERS[0], |_| None);
    assert_eq!(sign(&mut bench, EXAMINERS[0]).0, "signed");
    let (hand, second) = (bench.second(EXAMINERS[0]), bench.second(support::SUPERVISOR));
    let correct = |bench: &mut Bench, second, reason: &str| {
        marking::correct(&mut bench.office, entry, SubjectKind::Skills, &hand, second, reason)
    };
    assert_eq!(refused(correct(&mut bench, &second, " ")).0, "reason_needed");
    assert_eq!(refused(correct(&mut bench, &hand, "看错一处")).0, "same_person");
    let other = bench.second(EXAMINERS[1]);
    assert_eq!(refused(correct(&mut bench, &other, "看错一处")).0, "second_needed");
}

#[test]
fn absent_is_not_said_of_somebody_who_was_marked_and_every_standing_needs_its_evidence() {
    let mut bench = Bench::marking(2);
    bench.sheet(EntryId(1), SubjectKind::Skills, EXAMINERS[0], |_| None);
    bench.sit(support::SUPERVISOR);
    let set = |bench: &mut Bench, entry, evidence: &str| {
        marking::set_standing(&mut bench.office, EntryId(entry), SubjectKind::Skills, Standing::Absent, evidence)
    };
    assert_eq!(refused(set(&mut bench, 1, "签到表")).0, "marked");
    assert_eq!(refused(set(&mut bench, 2, " ")).0, "evidence_missing");
    assert_eq!(set(&mut bench, 2, "签到表").unwrap(), Verdict::Open, "theory is still missing");
}

#[test]
fn certificates_wait_for_publicity_and_objections_and_nothing_goes_back_after_the_first() {
    let mut bench = Bench::marking(2);
    bench.full_marks(EntryId(1));
    bench.full_marks(EntryId(2));
    bench.advance_to(BatchState::Publicity);
    let id = dispute::object(&mut bench.office, bench.batch, None, "请核查").unwrap();
    assert_eq!(refused(certificate::issue(&mut bench.office, EntryId(1))).0, "not_their_role");
    bench.sit(support::CERTIFIER);
    assert_eq!(refused(certificate::issue(&mut bench.office, EntryId(1))).0, "publicity_not_over");
    bench.clock.set("2026-09-28T09:00:00+08:00");
    assert_eq!(refused(certificate::issue(&mut bench.office, EntryId(1))).0, "open_objections");
    bench.sit(support::SUPERVISOR);
    dispute::decide_objection(&mut bench.office, id, false, "查无实据").unwrap();
    bench.advance_to(BatchState::Issuing);
    bench.sit(support::CERTIFIER);
    let number = certificate::issue(&mut bench.office, EntryId(1)).unwrap();
    assert_eq!(number, "S000043000012264000001");
    assert_eq!(refused(batch::step_back(&mut bench.office, bench.batch, "重审")).0, "certificates_issued");
    assert_eq!(certificate::issue(&mut bench.office, EntryId(2)).unwrap(), "S000043000012264000002");
}

#[test]
fn a_veto_is_of_a_kind_that_the_standard_lists_fails_the_entry_and_can_be_withdrawn_with_a_reason() {
    let mut bench = Bench::marking(1);
    bench.full_marks(EntryId(1));
    let verdict = |bench: &Bench| bench.office.read().outcome(EntryId(1)).unwrap().unwrap().verdict;
    assert_eq!(verdict(&bench), Verdict::Pass);
    bench.sit(support::SUPERVISOR);
    let second = bench.second(support::CLERK);
    let alone = bench.second(support::SUPERVISOR);
    assert_eq!(
        refused(marking::record_veto(&mut bench.office, EntryId(1), "fraud", None, "伪造", &alone)).0,
        "same_person"
    );
    let (code, sentence) =
        refused(marking::record_veto(&mut bench.office, EntryId(1), "rumour", None, "听说", &second));
    assert_eq!(code, "no_veto");
    assert!(sentence.contains("fraud"), "{sentence}");
    let id = marking::record_veto(&mut bench.office, EntryId(1), "fraud", None, "材料系伪造", &second).unwrap();
    assert_eq!(verdict(&bench), Verdict::Fail);
    assert_eq!(refused(marking::withdraw_veto(&mut bench.office, id, "", &second)).0, "reason_needed");
    marking::withdraw_veto(&mut bench.office, id, "学校更正了复函", &second).unwrap();
    assert_eq!(verdict(&bench), Verdict::Pass);
}

#[test]
fn a_withdrawal_frees_the_seat_for_the_next_and_keeps_the_ticket() {
    let mut bench = Bench::registering();
    let ids: Vec<EntryId> =
        (0..3).map(|n| entry::file_entry(&mut bench.office, bench.batch, &applicant(n)).unwrap()).collect();
    bench.clock.set("2026-09-11T09:00:00+08:00");
    bench.advance_to(BatchState::Reviewing);
    for id in &ids[..2] {
        entry::decide(&mut bench.office, *id, Decision::Accepted, None).unwrap();
    }
    entry::seat_all(&mut bench.office, bench.batch).unwrap();
    entry::decide(&mut bench.office, ids[0], Decision::Withdrawn, Some("本人申请")).unwrap();
    entry::decide(&mut bench.office, ids[2], Decision::Accepted, None).unwrap();
    entry::seat_all(&mut bench.office, bench.batch).unwrap();
    let row = |n: usize| bench.office.read().entry(ids[n]).unwrap().unwrap();
    assert_eq!((row(0).seat, row(0).ticket.as_deref()), (None, Some("J2026-090001")));
    assert_eq!((row(2).seat, row(2).ticket.as_deref()), (Some(1), Some("J2026-090003")));
}

#[test]
fn a_candidate_is_found_by_the_last_four_characters_of_the_document() {
    let mut bench = Bench::registering();
    for n in 0..3 {
        entry::file_entry(&mut bench.office, bench.batch, &applicant(n)).unwrap();
    }
    let found = bench.office.read().search_candidates(&support::id_number(1)[14..].to_lowercase(), 10).unwrap();
    assert_eq!(found.iter().map(|candidate| candidate.id.0).collect::<Vec<_>>(), [2]);
}
