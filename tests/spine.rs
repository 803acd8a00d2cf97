//! From an application to a certificate, on acts alone, and back again by replay.

mod support;

use support::{Bench, EXAMINERS};
use touchstone::domain::evaluation::batch::BatchState;
use touchstone::domain::evaluation::criterion::Given;
use touchstone::domain::evaluation::outcome::Verdict;
use touchstone::domain::evaluation::subject::SubjectKind;
use touchstone::domain::id::EntryId;
use touchstone::ops::check::{Depth, check};
use touchstone::ops::{certificate, outcome};

fn findings(bench: &Bench, depth: Depth) -> Vec<String> {
    let report = check(&bench.office, depth, &mut |_, _| true).unwrap();
    report.findings.iter().map(|finding| finding.text.en.clone()).collect()
}

#[test]
fn an_application_becomes_a_certificate_and_the_journal_replays_to_the_same_file() {
    let mut bench = Bench::marking(3);
    for n in 1..=3 {
        bench.full_marks(EntryId(n));
    }
    let kept = bench.office.read().outcome(EntryId(1)).unwrap().unwrap();
    assert_eq!(kept.verdict, Verdict::Pass);
    assert_eq!(outcome::derived(&bench.office.read(), EntryId(1)).unwrap(), kept);
    bench.advance_to(BatchState::Publicity);
    bench.sit(support::CERTIFIER);
    let early = certificate::issue(&mut bench.office, EntryId(1)).unwrap_err();
    assert!(early.to_string().contains("公示"), "{early}");
    bench.clock.set("2026-09-28T09:00:00+08:00");
    bench.advance_to(BatchState::Issuing);
    bench.sit(support::CERTIFIER);
    let issued = certificate::issue_batch(&mut bench.office, bench.batch, |_, _| true).unwrap();
    assert_eq!(issued.numbers[0], "S000043000012264000001");
    assert_eq!(issued.numbers.len(), 3);
    assert!(certificate::issue(&mut bench.office, EntryId(1)).is_err(), "a number is allocated once");
    assert_eq!(findings(&bench, Depth::Full), Vec::<String>::new());
}

#[test]
fn an_outcome_is_open_until_the_last_of_the_panel_has_signed() {
    let mut bench = Bench::marking(1);
    let entry = EntryId(1);
    bench.sheet(entry, SubjectKind::Skills, EXAMINERS[0], |_| None);
    bench.sheet(entry, SubjectKind::Skills, EXAMINERS[1], |_| None);
    let open = outcome::derived(&bench.office.read(), entry).unwrap();
    assert_eq!(open.verdict, Verdict::Open);
    // A judge's vote two apart from the others must be voted again.
    bench.sheet(entry, SubjectKind::Skills, EXAMINERS[2], |index| (index == 3).then_some(Given::Number(1)));
    let apart = outcome::derived(&bench.office.read(), entry).unwrap();
    let lines = outcome::explained(&bench.office.read(), &apart).unwrap();
    assert!(lines.iter().any(|line| line.text.en.contains("votes on 2.1 are more than 1 apart")), "{lines:#?}");
}
