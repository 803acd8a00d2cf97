//! Blank certificates are accountable: every sheet is somewhere, what was used was printed or spoiled, and no sheet serves twice.

mod support;

use support::{Bench, CERTIFIER, CLERK, SUPERVISOR};
use touchstone::credential::attached;
use touchstone::domain::evaluation::batch::BatchState;
use touchstone::domain::evaluation::printing::{Layout, Occasion, Placement};
use touchstone::domain::evaluation::stock::{BlankMove, BlankState, Difference, PrintSerial, SerialRange};
use touchstone::domain::id::EntryId;
use touchstone::exchange::print::certificates::{Asked, Prints};
use touchstone::exchange::print::run::{Stage, Target};
use touchstone::ops::check::{Depth, check};
use touchstone::ops::printing::{Sheets, Which};
use touchstone::ops::stock::{Movement, compare, count, destroy, record};
use touchstone::ops::{certificate, printing};
use touchstone::store::Failure;

fn range(text: &str) -> SerialRange {
    SerialRange::parse(text).unwrap()
}

fn serial(text: &str) -> PrintSerial {
    PrintSerial::parse(text).unwrap()
}

fn refused<T: std::fmt::Debug>(result: Result<T, Failure>) -> &'static str {
    match result {
        Err(Failure::Refused(refusal)) => refusal.code,
        other => panic!("it was not refused: {other:?}"),
    }
}

fn received(text: &str) -> Movement {
    Movement { document: "湘技证调〔2026〕12号".into(), ..Movement::of(BlankMove::Received, range(text)) }
}

/// `count` certificates issued; the certifier sits at the desk.
fn issued(count: usize) -> Bench {
    let mut bench = Bench::marking(count);
    (1..=count).for_each(|n| bench.full_marks(EntryId(n as i64)));
    bench.advance_to(BatchState::Publicity);
    bench.clock.set("2026-09-28T09:00:00+08:00");
    bench.advance_to(BatchState::Issuing);
    bench.sit(CERTIFIER);
    certificate::issue_batch(&mut bench.office, bench.batch, |_, _| true).unwrap();
    bench
}

/// Blanks in the certifier's hands for the batch.
fn stocked(count: usize, sheets: &str) -> Bench {
    let mut bench = issued(count);
    record(&mut bench.office, &received("A0000001-A0000100")).unwrap();
    let because = "含备用".into();
    let issue = Movement {
        batch: Some(bench.batch),
        person: Some(CERTIFIER),
        because,
        ..Movement::of(BlankMove::Issued, range(sheets))
    };
    record(&mut bench.office, &issue).unwrap();
    bench
}

fn sound(bench: &Bench) {
    assert_eq!(check(&bench.office, Depth::Full, &mut |_, _| true).unwrap().findings, []);
}

#[test]
fn every_sheet_is_somewhere_and_the_balance_adds_up_at_every_step() {
    let mut bench = stocked(3, "A0000001-A0000010");
    let balance = |bench: &Bench| bench.office.read().blank_balance().unwrap();
    printing::run(&mut bench.office, bench.batch, Layout::Overlay, Some(&serial("A0000001"))).unwrap();
    let back = Movement::of(BlankMove::HandedBack, range("A0000008-A0000010"));
    record(&mut bench.office, &back).unwrap();
    let spoil = Movement { because: "受潮".into(), ..Movement::of(BlankMove::Spoiled, range("A0000020-A0000021")) };
    record(&mut bench.office, &spoil).unwrap();
    let document = "退库单 3 号".into();
    record(&mut bench.office, &Movement { document, ..Movement::of(BlankMove::Returned, range("A0000091-A0000100")) })
        .unwrap();
    let second = bench.second(SUPERVISOR);
    destroy(&mut bench.office, &range("A0000020"), "销毁清单 1 号", &second).unwrap();
    let now = balance(&bench);
    assert_eq!((now.received, now.returned, now.stored, now.issued), (100, 10, 81, 4));
    assert_eq!((now.printed, now.spoiled, now.destroyed, now.used()), (3, 2, 1, 5));
    assert_eq!(now.differences(), []);
    let runs: Vec<(String, BlankState)> =
        bench.office.read().blank_runs().unwrap().into_iter().map(|run| (run.range.to_string(), run.state)).collect();
    let want = [
        ("A0000001-A0000003", BlankState::Printed),
        ("A0000004-A0000007", BlankState::Issued),
        ("A0000008-A0000019", BlankState::Stored),
        ("A0000020", BlankState::Destroyed),
        ("A0000021", BlankState::Spoiled),
        ("A0000022-A0000090", BlankState::Stored),
        ("A0000091-A0000100", BlankState::Returned),
    ];
    assert_eq!(runs, want.map(|(text, state)| (text.to_owned(), state)));
    sound(&bench);
}

#[test]
fn a_spoiled_sheet_takes_the_next_one_and_no_other_certificate_moves() {
    let mut bench = stocked(3, "A0000001-A0000005");
    printing::run(&mut bench.office, bench.batch, Layout::Overlay, Some(&serial("A0000001"))).unwrap();
    let (number, next) = printing::spoil(&mut bench.office, &serial("A0000002"), "卡纸").unwrap();
    assert_eq!((number.as_str(), next), ("S000043000012264000002", Some(serial("A0000004"))));
    let on = |n: u32| {
        let number = format!("S00004300001226400000{n}");
        bench.office.read().print_copy_now(&number).unwrap().unwrap().serial.unwrap().to_string()
    };
    assert_eq!([on(1), on(2), on(3)], ["A0000001", "A0000004", "A0000003"]);
    let copies = bench.office.read().print_copies(&number).unwrap();
    assert_eq!(
        copies.iter().map(|copy| (copy.copy, copy.occasion, copy.void)).collect::<Vec<_>>(),
        [(1, Occasion::First, true), (2, Occasion::Spoiled, false)]
    );
    // Nothing is left in hand: the certificate waits for a sheet.
    printing::spoil(&mut bench.office, &serial("A0000004"), "卡纸").unwrap();
    let (_, none) = printing::spoil(&mut bench.office, &serial("A0000005"), "卡纸").unwrap();
    assert_eq!(none, None);
    assert_eq!(printing::due(&bench.office.read(), bench.batch).unwrap().len(), 1);
    assert_eq!(bench.office.read().blank_balance().unwrap().differences(), []);
    sound(&bench);
}

#[test]
fn no_sheet_serves_twice_nor_from_the_store_nor_out_of_another_s_hands() {
    let mut bench = stocked(2, "A0000001-A0000003");
    let batch = bench.batch;
    let run =
        |bench: &mut Bench, from: &str| printing::run(&mut bench.office, batch, Layout::Overlay, Some(&serial(from)));
    assert_eq!(refused(run(&mut bench, "A0000050")), "sheet_in_store");
    assert_eq!(refused(run(&mut bench, "B0000050")), "serial_unknown");
    assert_eq!(refused(run(&mut bench, "A0000003")), "sheets_short");
    let spoil = Movement { because: "污损".into(), ..Movement::of(BlankMove::Spoiled, range("A0000001")) };
    record(&mut bench.office, &spoil).unwrap();
    assert_eq!(refused(run(&mut bench, "A0000001")), "serial_elsewhere", "a spoiled sheet is printed no second time");
    assert_eq!(refused(record(&mut bench.office, &spoil)), "serial_elsewhere");
    assert_eq!(refused(record(&mut bench.office, &received("A0000100-A0000120"))), "serial_known");
    bench.sit(CLERK);
    assert_eq!(refused(run(&mut bench, "A0000002")), "sheet_with_another");
    bench.sit(CERTIFIER);
    run(&mut bench, "A0000002").unwrap();
    assert_eq!(refused(run(&mut bench, "A0000002")), "nothing_to_print");
    assert_eq!(
        refused(printing::print_one(&mut bench.office, "S000043000012264000001", Layout::Whole, None)),
        "printed"
    );
    let whole = printing::run(&mut bench.office, bench.batch, Layout::Overlay, None);
    assert_eq!(refused(whole), "nothing_to_print");
    sound(&bench);
}

#[test]
fn more_than_a_tenth_over_the_passers_needs_a_reason_and_no_batch_needs_a_purpose() {
    let mut bench = issued(2);
    record(&mut bench.office, &received("A0000001-A0000100")).unwrap();
    let issue = |text: &str, batch, because: &str| Movement {
        batch,
        person: Some(CERTIFIER),
        because: because.into(),
        ..Movement::of(BlankMove::Issued, range(text))
    };
    let batch = Some(bench.batch);
    assert_eq!(refused(record(&mut bench.office, &issue("A0000001-A0000004", batch, ""))), "too_many_blanks");
    record(&mut bench.office, &issue("A0000001-A0000003", batch, "")).unwrap();
    assert_eq!(
        refused(record(&mut bench.office, &issue("A0000004", batch, " "))),
        "too_many_blanks",
        "those before count"
    );
    record(&mut bench.office, &issue("A0000004", batch, "首日调试打印机")).unwrap();
    assert_eq!(refused(record(&mut bench.office, &issue("A0000005", None, ""))), "purpose_missing");
    let nobody = Movement { person: None, ..issue("A0000005", batch, "x") };
    assert_eq!(refused(record(&mut bench.office, &nobody)), "person_missing");
    let back = Movement::of(BlankMove::HandedBack, range("A0000002-A0000004"));
    record(&mut bench.office, &back).unwrap();
    record(&mut bench.office, &issue("A0000002-A0000003", batch, "")).unwrap();
}

#[test]
fn a_count_names_what_is_missing_and_what_should_not_be_here() {
    let mut bench = stocked(2, "A0000001-A0000003");
    let all = [range("A0000001-A0000100")];
    assert!(count(&mut bench.office, &all, "").unwrap().missing.is_empty());
    printing::run(&mut bench.office, bench.batch, Layout::Overlay, Some(&serial("A0000001"))).unwrap();
    let found = [range("A0000002-A0000050"), range("A0000053-A0000100")];
    let counted = compare(&bench.office.read(), &found).unwrap();
    let texts = |ranges: &[SerialRange]| ranges.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(texts(&counted.missing), ["A0000051-A0000052"]);
    assert_eq!(texts(&counted.surplus), ["A0000002"], "it was printed");
    assert_eq!(refused(count(&mut bench.office, &found, "")), "count_differs");
    count(&mut bench.office, &found, "两张夹在废纸里，已追查").unwrap();
    assert_eq!(
        refused(count(&mut bench.office, &[range("A0000003"), range("A0000001-A0000005")], "")),
        "counted_twice"
    );
    assert_eq!(bench.office.read().blank_counts(9).unwrap().len(), 2);
    sound(&bench);
}

#[test]
fn destroying_takes_a_second_person_and_only_what_was_spoiled() {
    let mut bench = stocked(2, "A0000001-A0000003");
    let alone = Movement { document: "清单".into(), ..Movement::of(BlankMove::Destroyed, range("A0000050")) };
    assert_eq!(refused(record(&mut bench.office, &alone)), "second_needed");
    let second = bench.second(SUPERVISOR);
    assert_eq!(refused(destroy(&mut bench.office, &range("A0000050"), "清单", &second)), "serial_elsewhere");
    let own = bench.second(CERTIFIER);
    assert_eq!(refused(destroy(&mut bench.office, &range("A0000050"), "清单", &own)), "same_person");
}

#[test]
fn plain_paper_bears_no_serial_and_the_printer_s_place_is_kept_on_this_computer() {
    let mut bench = issued(2);
    let run = printing::run(&mut bench.office, bench.batch, Layout::Whole, None).unwrap();
    assert_eq!((run.copies, run.sheets), (2, vec![]));
    assert_eq!(refused(printing::run(&mut bench.office, bench.batch, Layout::Overlay, None)), "nothing_to_print");
    let there = Placement { layout: Layout::Overlay, dx: -125, dy: 50 };
    printing::place(&mut bench.office, "针式 LQ-630K", there).unwrap();
    assert_eq!(printing::placement(&bench.office.read(), "针式 LQ-630K").unwrap(), there);
    assert_eq!(printing::placement(&bench.office.read(), "另一台").unwrap(), Placement::default());
    sound(&bench);
}

#[test]
fn a_sheet_made_blank_again_by_sql_is_found_and_its_second_print_is_found_in_the_journal() {
    let mut bench = stocked(2, "A0000001-A0000003");
    let spoil = Movement { because: "污损".into(), ..Movement::of(BlankMove::Spoiled, range("A0000001")) };
    record(&mut bench.office, &spoil).unwrap();
    let other = rusqlite::Connection::open(bench.path()).unwrap();
    let holder = CERTIFIER.0;
    other.execute("UPDATE blank SET state = 'issued', holder = ?1 WHERE serial = 'A0000001'", [holder]).unwrap();
    let report = check(&bench.office, Depth::Full, &mut |_, _| true).unwrap();
    assert!(report.findings.iter().any(|finding| finding.text.en.contains("blank A0000001")), "{:?}", report.findings);
    // The program, misled, prints on it: the journal alone tells.
    printing::run(&mut bench.office, bench.batch, Layout::Overlay, Some(&serial("A0000001"))).unwrap();
    let report = check(&bench.office, Depth::Usual, &mut |_, _| true).unwrap();
    assert_eq!(report.findings.iter().map(|finding| finding.code).collect::<Vec<_>>(), ["blank"]);
    let balance = bench.office.read().blank_balance().unwrap();
    assert_eq!(balance.differences(), [Difference::Surplus { sheets: 1 }]);
}

/// A run of a batch's certificates that is asked for in the usual way.
fn asked(bench: &Bench, sheets: &str, to: Target) -> Asked {
    let sheets = if sheets.is_empty() { Sheets::Plain } else { Sheets::parse(sheets).unwrap() };
    let layout = if sheets == Sheets::Plain { Layout::Whole } else { Layout::Overlay };
    Asked { which: Which::Batch(bench.batch), again: false, layout, sheets, bilingual: false, to }
}

fn through(bench: &mut Bench, prints: &mut Prints) {
    while prints.step(&mut bench.office).unwrap() != Stage::Done {}
}

fn serials(bench: &Bench) -> Vec<Option<String>> {
    let read = bench.office.read();
    let rows = read.certificates_in(bench.batch).unwrap();
    let serial = |number: &str| read.print_copy_now(number).unwrap()?.serial.map(|serial| serial.to_string());
    rows.iter().map(|row| serial(&row.number)).collect()
}

#[test]
fn a_batch_goes_into_one_file_in_one_run_and_stands_recorded_only_once_the_file_is_there() {
    let mut bench = stocked(5, "A0000001-A0000005");
    let path = bench.path().with_file_name("all.pdf");
    let ask = asked(&bench, "A0000001", Target::One(path.clone()));
    // Stopped after three pages: nothing is there and nothing recorded.
    let mut prints = Prints::of(&bench.office, ask.clone()).unwrap();
    for _ in 0..3 {
        assert_eq!(prints.step(&mut bench.office).unwrap(), Stage::More);
    }
    assert_eq!((prints.progress(), prints.written()), ((3, 10), 0));
    drop(prints);
    assert!(!path.exists() && serials(&bench).iter().all(Option::is_none));

    let mut prints = Prints::of(&bench.office, ask.clone()).unwrap();
    through(&mut bench, &mut prints);
    assert_eq!(prints.progress(), (10, 10));
    assert_eq!(prints.sheets(), [range("A0000001-A0000005")]);
    let pdf = std::fs::read(&path).unwrap();
    assert!(pdf.starts_with(b"%PDF") && pdf.windows(8).any(|window| window == b"/Count 5"), "five pages");
    assert_eq!(attached::find(&pdf), attached::Attached::default(), "paper carries no credential");
    let of = |n: u32| Some(format!("A000000{n}"));
    assert_eq!(serials(&bench), [of(1), of(2), of(3), of(4), of(5)]);
    let refusal = refused(Prints::of(&bench.office, ask).map(drop));
    assert_eq!(refusal, "nothing_to_print");

    // Once more, because the printer ate them: the same serials, and nothing new in the journal.
    let before = bench.office.read().journal_root().unwrap();
    let path = bench.path().with_file_name("again.pdf");
    let ask = Asked { again: true, ..asked(&bench, "A0000001", Target::One(path.clone())) };
    let mut prints = Prints::of(&bench.office, ask).unwrap();
    through(&mut bench, &mut prints);
    assert_eq!(bench.office.read().journal_root().unwrap(), before);
    assert_eq!(std::fs::read(&path).unwrap(), pdf, "the same bytes");
}

#[test]
fn a_range_of_serials_prints_as_many_as_it_has_sheets_and_the_rest_waits() {
    let mut bench = stocked(5, "A0000001-A0000005");
    let path = bench.path().with_file_name("two.pdf");
    let ask = asked(&bench, "A0000002-A0000003", Target::One(path));
    let mut prints = Prints::of(&bench.office, ask).unwrap();
    assert_eq!(prints.count(), 2);
    through(&mut bench, &mut prints);
    let of = |n: u32| Some(format!("A000000{n}"));
    assert_eq!(serials(&bench), [of(2), of(3), None, None, None]);
    // Of the rest, one by its number.
    let number = bench.office.read().certificates_in(bench.batch).unwrap()[3].number.clone();
    let path = bench.path().with_file_name("one.pdf");
    let which = Which::Chosen(bench.batch, [number].into());
    let ask = Asked { which, ..asked(&bench, "A0000001", Target::One(path)) };
    let mut prints = Prints::of(&bench.office, ask).unwrap();
    through(&mut bench, &mut prints);
    let pdf = std::fs::read(bench.path().with_file_name("one.pdf")).unwrap();
    assert!(attached::find(&pdf).credential.is_some(), "a single one is whole");
    assert_eq!(serials(&bench), [of(2), of(3), None, of(1), None]);
    // A spoiled sheet moves no other.
    printing::spoil(&mut bench.office, &serial("A0000002"), "卡纸").unwrap();
    assert_eq!(serials(&bench), [of(4), of(3), None, of(1), None]);
}

#[test]
fn a_file_each_is_recorded_as_it_is_written_and_what_was_written_before_a_stop_stays() {
    let mut bench = stocked(4, "A0000001-A0000004");
    let folder = bench.path().with_file_name("each");
    let ask = asked(&bench, "A0000001", Target::Each(folder.clone()));
    let mut prints = Prints::of(&bench.office, ask).unwrap();
    prints.step(&mut bench.office).unwrap();
    prints.step(&mut bench.office).unwrap();
    drop(prints);
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 2);
    let of = |n: u32| Some(format!("A000000{n}"));
    assert_eq!(serials(&bench), [of(1), of(2), None, None]);
    for file in std::fs::read_dir(&folder).unwrap() {
        let pdf = std::fs::read(file.unwrap().path()).unwrap();
        assert!(attached::find(&pdf).credential.is_some(), "the electronic certificate has its credential inside");
    }
    let ask = asked(&bench, "A0000003", Target::Each(folder));
    let mut prints = Prints::of(&bench.office, ask).unwrap();
    through(&mut bench, &mut prints);
    assert_eq!(serials(&bench), [of(1), of(2), of(3), of(4)]);
    assert_eq!(check(&bench.office, Depth::Full, &mut |_, _| true).unwrap().findings, []);
}

#[test]
fn a_sheet_that_somebody_used_meanwhile_stops_the_run_before_anything_leaves() {
    let mut bench = stocked(3, "A0000001-A0000004");
    let path = bench.path().with_file_name("late.pdf");
    let ask = asked(&bench, "A0000001", Target::One(path.clone()));
    let mut prints = Prints::of(&bench.office, ask).unwrap();
    let number = bench.office.read().certificates_in(bench.batch).unwrap()[2].number.clone();
    printing::print_one(&mut bench.office, &number, Layout::Overlay, Some(&serial("A0000002"))).unwrap();
    let stopped = loop {
        match prints.step(&mut bench.office) {
            Ok(Stage::Done) => panic!("it went through"),
            Ok(_) => {}
            Err(failure) => break failure,
        }
    };
    assert_eq!(refused::<()>(Err(stopped)), "print_moved");
    assert!(!path.exists());
    assert_eq!(serials(&bench), [None, None, Some("A0000002".to_owned())]);
}
