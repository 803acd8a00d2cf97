//! The lists that batches of the sample station give out.

use std::collections::HashSet;

use chrono::DateTime;
use touchstone::demo::{PASSPHRASE, build_as_of};
use touchstone::domain::evaluation::batch::BatchState;
use touchstone::domain::evaluation::entry::Decision;
use touchstone::exchange::intake::Intake;
use touchstone::exchange::lists;
use touchstone::exchange::read::read;
use touchstone::exchange::roster::mapping::{Mapping, known_headers};
use touchstone::exchange::roster::parse::{Rules, parse};
use touchstone::exchange::save::save;
use touchstone::exchange::source::Source;
use touchstone::ops::checkpoint::code_now;
use touchstone::ops::{Office, account};
use touchstone::store::backup::Existing;
use touchstone::store::read::batch::Batch;
use touchstone::store::read::entry::EntryFilter;

fn station() -> (tempfile::TempDir, Office) {
    let folder = tempfile::tempdir().unwrap();
    let now = DateTime::parse_from_rfc3339("2026-11-22T09:30:00+08:00").unwrap();
    let mut office = build_as_of(&folder.path().join("demo.touchstone"), now).unwrap();
    let last = office.last_seated().unwrap().unwrap();
    account::sign_in(&mut office, last, PASSPHRASE).unwrap();
    (folder, office)
}

fn in_state(office: &Office, state: BatchState) -> Batch {
    office.read().batches().unwrap().into_iter().find(|batch| batch.state == state).unwrap()
}

#[test]
fn lists_of_the_sample_station_say_what_they_may_and_no_more() {
    let (folder, office) = station();
    let read = office.read();

    // The registration list reads back as the entries it was made of, ID numbers whole.
    let open = in_state(&office, BatchState::Registering);
    let table = lists::entries(&read, open.id, EntryFilter::default(), true).unwrap();
    let whole = read.batch_entries(open.id, EntryFilter::default()).unwrap().len();
    assert_eq!((table.header.len(), table.rows.len()), (33, whole));
    for ending in ["xlsx", "csv"] {
        let path = folder.path().join(format!("报名表.{ending}"));
        save(&table, &path, Existing::Keep).unwrap();
        assert!(save(&table, &path, Existing::Keep).is_err(), "never over another file");
        let grid = read_back(&std::fs::read(&path).unwrap());
        let mapping = Mapping::found(&grid.header);
        let rules = Rules { today: office.today(), trade: None, level: None };
        let rows = parse(&grid, &mapping, &rules);
        assert_eq!(rows.len(), whole);
        let mut numbers = HashSet::new();
        for row in rows {
            let entry = row.entry.unwrap_or_else(|faults| panic!("{faults:?}"));
            assert!(numbers.insert((entry.document.number().to_owned(), entry.trade.clone())));
        }
    }

    // A bureau's own workbook is filled under its own headers.
    let bytes = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/rosters/header-renamed.csv")).unwrap();
    let mut template = Intake::read(&Source::new(&bytes, "县局.csv"), &[]).unwrap();
    assert!(lists::filled(&read, open.id, EntryFilter::default(), true, &template.grid, &template.mapping).is_err());
    let number = template.mapping.headings().iter().find(|heading| heading.text == "身份号").unwrap().column;
    template.mapping.set(number, Some(touchstone::exchange::roster::field::Field::DocumentNumber));
    let filled =
        lists::filled(&read, open.id, EntryFilter::default(), true, &template.grid, &template.mapping).unwrap();
    assert_eq!(filled.header, template.grid.headers());
    assert_eq!(filled.rows.len(), whole);
    let accepted = EntryFilter { decision: Some(Decision::Accepted), ..EntryFilter::default() };
    assert!(lists::entries(&read, open.id, accepted, true).unwrap().rows.len() <= whole);

    // Nobody's whole number stands on any other list, and no whole name on the public one.
    let public = in_state(&office, BatchState::Publicity);
    let known = lists::entries(&read, public.id, EntryFilter::default(), true).unwrap();
    let numbers: Vec<&String> = known.rows.iter().map(|row| &row[5]).collect();
    let names: Vec<&String> = known.rows.iter().map(|row| &row[6]).collect();
    let publicity = lists::publicity(&read, public.id).unwrap();
    assert_eq!(publicity.header, ["准考证号", "姓名", "职业", "等级", "结果"]);
    assert!(!publicity.rows.is_empty());
    assert!(publicity.rows.iter().all(|row| !names.contains(&&row[1]) && row[1].contains('*') && row[4] == "合格"));
    let mut scores = lists::scores(&read, public.id).unwrap();
    assert_eq!(scores.header.len(), 17);
    assert!(scores.rows.iter().all(|row| row.iter().all(|cell| !numbers.contains(&cell))));
    let first = &scores.rows[0];
    assert!(!first[9].is_empty() && first[10] == "正常" && !first[15].is_empty(), "{first:?}");

    let reported = in_state(&office, BatchState::Reported);
    let table = lists::certificates(&read, reported.id).unwrap();
    let issued = read.certificates_in(reported.id).unwrap();
    assert_eq!(table.header.len(), 20);
    assert!(issued.iter().zip(&table.rows).all(|(one, row)| one.number == row[13] && one.holder == row[1]));
    assert!(table.rows.iter().any(|row| row.first().is_some_and(|cell| cell.starts_with("合计"))));
    insta::assert_snapshot!("certificates", format!("{}\n{}", table.titles.join("\n"), table.rows[0].join(" | ")));
    // The signatures below the register stand for the journal, too.
    let code = format!("存证码：{}", code_now(&office).unwrap().unwrap());
    assert_eq!(scores.titles.pop(), Some(code));
    insta::assert_snapshot!("scores", format!("{}\n{}", scores.titles.join("\n"), first.join(" | ")));
}

fn read_back(bytes: &[u8]) -> touchstone::exchange::grid::Grid {
    read(&Source::new(bytes, "报名表"), &known_headers(&[])).unwrap()
}
