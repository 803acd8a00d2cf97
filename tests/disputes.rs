//! Objections, re-checks and appeals: three things with receipts, windows and decisions of their own.

mod support;

use support::{Bench, CLERK, EXAMINERS, KEYERS, PASSPHRASE, SUPERVISOR};
use touchstone::domain::evaluation::batch::BatchState;
use touchstone::domain::evaluation::dispute::{DisputeKind, DisputeResult, RecheckGround};
use touchstone::domain::evaluation::outcome::Verdict;
use touchstone::domain::evaluation::standing::Standing;
use touchstone::domain::evaluation::subject::SubjectKind;
use touchstone::domain::id::EntryId;
use touchstone::domain::language::Lang;
use touchstone::exchange::letters;
use touchstone::ops::check::{Depth, check};
use touchstone::ops::{account, batch, dispute, marking, settings};
use touchstone::store::Failure;
use touchstone::store::draft::SheetKey;

fn code<T: std::fmt::Debug>(answer: Result<T, Failure>) -> &'static str {
    match answer.unwrap_err() {
        Failure::Refused(refusal) => refusal.code,
        other => panic!("{other}"),
    }
}

/// One failed by an item that the first keyer missed on the theory paper; one passed. Public from 2026-09-20.
fn published() -> Bench {
    let mut bench = Bench::marking(2);
    for examiner in EXAMINERS {
        bench.sheet(EntryId(1), SubjectKind::Skills, examiner, |_| None);
    }
    let worst = touchstone::domain::evaluation::criterion::Given::Number(0);
    for keyer in KEYERS {
        let none = worst.clone();
        bench.sheet(EntryId(1), SubjectKind::Theory, keyer, move |_| Some(none.clone()));
    }
    bench.full_marks(EntryId(2));
    bench.advance_to(BatchState::Publicity);
    bench
}

/// The examiner corrects the theory sheet to full marks; a second person signs.
fn correct(bench: &mut Bench, keyer: usize) -> Result<Verdict, &'static str> {
    let key = SheetKey { entry: EntryId(1), subject: SubjectKind::Theory, examiner: KEYERS[keyer] };
    bench.sit(key.examiner);
    let desk = match marking::Desk::open(&bench.office.read(), key) {
        Ok(desk) => desk,
        Err(Failure::Refused(refusal)) => return Err(refusal.code),
        Err(other) => panic!("{other}"),
    };
    let paper = desk.paper().unwrap().clone();
    for (_, criterion) in paper.criteria(&paper.first_choices()) {
        marking::keep(&mut bench.office, key, &criterion.id, Some(&criterion.best()), "").unwrap();
    }
    let hand = account::prove(&mut bench.office, PASSPHRASE).unwrap();
    let second = bench.second(SUPERVISOR);
    let subject = SubjectKind::Theory;
    Ok(marking::correct(&mut bench.office, EntryId(1), subject, &hand, &second, "复核发现漏登").unwrap().verdict)
}

#[test]
fn a_recheck_is_closed_as_corrected_only_by_a_corrected_sheet_and_changes_the_outcome() {
    let mut bench = published();
    assert_eq!(bench.office.read().entry(EntryId(1)).unwrap().unwrap().verdict, Some(Verdict::Fail));
    assert_eq!(correct(&mut bench, 0), Err("not_marking"), "nothing is open to correction without a re-check");
    bench.sit(CLERK);
    let (subject, ground) = (SubjectKind::Theory, RecheckGround::Transcription);
    let id = dispute::ask_recheck(&mut bench.office, EntryId(1), subject, ground, "登分有误").unwrap();
    let again = dispute::ask_recheck(&mut bench.office, EntryId(1), subject, ground, "登分有误");
    assert_eq!(code(again), "rechecked");
    let found = bench.office.read().dispute(id).unwrap().unwrap();
    assert_eq!((found.kind, found.receipt.as_str()), (DisputeKind::Recheck, "J2026-09-F001"));
    bench.sit(SUPERVISOR);
    let early = dispute::decide_recheck(&mut bench.office, id, DisputeResult::Corrected, "已更正");
    assert_eq!(code(early), "no_correction");
    for keyer in 0..2 {
        correct(&mut bench, keyer).unwrap();
    }
    bench.sit(SUPERVISOR);
    let wrong = dispute::decide_recheck(&mut bench.office, id, DisputeResult::Unchanged, "不变");
    assert_eq!(code(wrong), "was_corrected");
    dispute::decide_recheck(&mut bench.office, id, DisputeResult::Corrected, "登分漏登一项，已更正").unwrap();
    assert_eq!(bench.office.read().entry(EntryId(1)).unwrap().unwrap().verdict, Some(Verdict::Pass));
    assert_eq!(correct(&mut bench, 0), Err("not_marking"), "the desk is closed again");
    assert!(check(&bench.office, Depth::Full, &mut |_, _| true).unwrap().findings.is_empty());
    let found = bench.office.read().dispute(id).unwrap().unwrap();
    let notice = letters::of_dispute(&bench.office.read(), &found, Lang::Zh).unwrap().join("\n");
    for part in ["告知书", "J2026-09-F001", "已更正", "登分", "0731-00000000", "申诉"] {
        assert!(notice.contains(part), "{part} is missing from\n{notice}");
    }
    assert!(!notice.contains(&support::id_number(0)), "the document is masked");
}

#[test]
fn a_recheck_is_asked_for_within_its_window_and_of_a_marked_subject_only() {
    let mut bench = Bench::marking(2);
    bench.full_marks(EntryId(1));
    bench.sit(SUPERVISOR);
    for subject in [SubjectKind::Theory, SubjectKind::Skills] {
        marking::set_standing(&mut bench.office, EntryId(2), subject, Standing::Absent, "签到表").unwrap();
    }
    bench.sit(CLERK);
    let ask = |bench: &mut Bench, entry| {
        dispute::ask_recheck(&mut bench.office, EntryId(entry), SubjectKind::Theory, RecheckGround::Sum, "合分")
    };
    assert_eq!(code(ask(&mut bench, 1)), "recheck_closed");
    bench.advance_to(BatchState::Publicity);
    assert_eq!(code(ask(&mut bench, 2)), "not_marked");
    // Public on Sunday 2026-09-20: without a calendar the tenth working day is Friday 2026-10-02.
    bench.clock.set("2026-10-03T09:00:00+08:00");
    assert_eq!(code(ask(&mut bench, 1)), "recheck_over");
    let file = touchstone::ops::calendar::read_file(touchstone::ops::calendar::PUBLISHED[0].1).unwrap();
    touchstone::ops::calendar::take(&mut bench.office, &file).unwrap();
    assert!(ask(&mut bench, 1).is_ok(), "holidays put the end of the window off");
}

#[test]
fn an_appeal_is_against_a_decision_once_and_within_its_window() {
    let mut bench = published();
    bench.sit(CLERK);
    let objection = dispute::object(&mut bench.office, bench.batch, None, "名单有误").unwrap();
    assert_eq!(code(dispute::appeal(&mut bench.office, objection, "市局", "不服")), "not_decided");
    bench.sit(SUPERVISOR);
    dispute::decide_objection(&mut bench.office, objection, false, "查无实据").unwrap();
    bench.sit(CLERK);
    assert_eq!(code(dispute::appeal(&mut bench.office, objection, " ", "不服")), "office_missing");
    settings::set(&mut bench.office, "appeal_days", "3").unwrap();
    bench.clock.set("2026-09-24T09:00:00+08:00");
    assert_eq!(code(dispute::appeal(&mut bench.office, objection, "市局", "不服")), "appeal_over");
    bench.clock.set("2026-09-23T09:00:00+08:00");
    let appeal = dispute::appeal(&mut bench.office, objection, "市职业技能鉴定中心", "不服").unwrap();
    assert_eq!(code(dispute::appeal(&mut bench.office, objection, "市局", "不服")), "appealed");
    dispute::decide_appeal(&mut bench.office, appeal, false, "维持原处理").unwrap();
    assert_eq!(code(dispute::appeal(&mut bench.office, appeal, "省局", "不服")), "appeal_of_appeal");
    let receipts: Vec<String> =
        bench.office.read().disputes(bench.batch).unwrap().into_iter().map(|found| found.receipt).collect();
    assert_eq!(receipts, ["J2026-09-Y001", "J2026-09-S001"]);
}

#[test]
fn an_open_recheck_lets_certificates_go_and_keeps_the_batch_from_its_archive() {
    let mut bench = published();
    bench.sit(CLERK);
    let (subject, ground) = (SubjectKind::Theory, RecheckGround::Missed);
    let id = dispute::ask_recheck(&mut bench.office, EntryId(1), subject, ground, "漏评").unwrap();
    bench.clock.set("2026-09-28T09:00:00+08:00");
    bench.advance_to(BatchState::Issuing);
    bench.sit(support::CERTIFIER);
    touchstone::ops::certificate::issue_batch(&mut bench.office, bench.batch, |_, _| true).unwrap();
    bench.advance_to(BatchState::Reported);
    assert_eq!(code(batch::advance(&mut bench.office, bench.batch)), "open_disputes");
    bench.sit(SUPERVISOR);
    dispute::decide_recheck(&mut bench.office, id, DisputeResult::Unchanged, "核查无误").unwrap();
    bench.advance_to(BatchState::Archived);
}

#[test]
fn going_back_a_state_needs_a_reason_and_is_refused_once_a_certificate_is_issued() {
    let mut bench = published();
    bench.sit(CLERK);
    assert_eq!(code(batch::step_back(&mut bench.office, bench.batch, "  ")), "reason_needed");
    assert_eq!(batch::step_back(&mut bench.office, bench.batch, "名单有误").unwrap(), BatchState::Confirming);
    bench.advance_to(BatchState::Publicity);
    bench.clock.set("2026-09-28T09:00:00+08:00");
    bench.advance_to(BatchState::Issuing);
    bench.sit(support::CERTIFIER);
    touchstone::ops::certificate::issue_batch(&mut bench.office, bench.batch, |_, _| true).unwrap();
    bench.sit(CLERK);
    assert_eq!(code(batch::step_back(&mut bench.office, bench.batch, "名单有误")), "certificates_issued");
}
