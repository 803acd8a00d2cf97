//! The sample rosters through the importer: the clean ones have no fault, and the dirty ones have those that their README tells.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use chrono::NaiveDate;
use touchstone::domain::language::{Lang, Say};
use touchstone::domain::level::Level;
use touchstone::exchange::read::read;
use touchstone::exchange::roster::mapping::{Mapping, known_headers};
use touchstone::exchange::roster::parse::{RosterRow, Rules, parse};
use touchstone::exchange::source::Source;

fn bytes(file: &str) -> Vec<u8> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/rosters");
    fs::read(folder.join(file)).expect("the roster is part of the source")
}

fn mapped(file: &str) -> (Mapping, Vec<RosterRow>) {
    let grid = read(&Source::new(&bytes(file), file), &known_headers(&[]))
        .unwrap_or_else(|fault| panic!("{}", fault.say(Lang::En)));
    let mapping = Mapping::found(&grid.header);
    // The shorter norm says neither: trade and level come with the batch.
    let today = NaiveDate::from_ymd_opt(2026, 11, 20).expect("a date");
    let rules = Rules { today, trade: Some("汽车驾驶员".into()), level: Some(Level::Four) };
    let rows = parse(&grid, &mapping, &rules);
    (mapping, rows)
}

const CLEAN: [(&str, usize, &[&str]); 6] = [
    ("钳工电工-2026-11.xlsx", 60, &["电工 4", "钳工 4"]),
    ("养老护理员-2026-10.csv", 47, &["养老护理员 5"]),
    ("中式烹调师-2026-09.csv", 38, &["中式烹调师 3"]),
    ("钳工-2026-10.xls", 38, &["钳工 2", "钳工 4"]),
    ("汽车驾驶员-2026-08.xlsx", 20, &["汽车驾驶员 4"]),
    ("焊工-2026-08.csv", 28, &["焊工（电焊工） 4"]),
];

#[test]
fn every_row_of_a_clean_roster_becomes_an_entry() {
    let mut people = BTreeSet::new();
    let mut names: BTreeMap<String, u32> = BTreeMap::new();
    for (file, count, items) in CLEAN {
        let (mapping, rows) = mapped(file);
        assert!(mapping.check().is_ok() && mapping.unknown().is_empty(), "{file}");
        assert_eq!(rows.len(), count, "{file}");
        let mut found = BTreeSet::new();
        for row in rows {
            let entry = row.entry.unwrap_or_else(|faults| {
                let reasons: Vec<String> = faults.iter().map(|fault| fault.reason(Lang::Zh)).collect();
                panic!("{file}, row {}: {reasons:?}", row.number)
            });
            assert!(row.notes.is_empty(), "{file}, row {}: {:?}", row.number, row.notes);
            found.insert(format!("{} {}", entry.trade, entry.level.code()));
            assert!(people.insert(entry.document.number().to_owned()), "{file}, row {}: seen before", row.number);
            *names.entry(entry.name.as_str().to_owned()).or_default() += 1;
        }
        assert_eq!(found.iter().map(String::as_str).collect::<Vec<_>>(), items, "{file}");
    }
    let two_share = names.values().filter(|count| **count == 2).count();
    assert!(two_share >= 2, "two people with one name");
    for rare in ["刘㛃", "王䶮", "陈𬱖", "阿依古丽·买买提", "努尔艾合买提·阿卜杜克热木"] {
        assert!(names.contains_key(rare), "{rare}");
    }
}

/// Rows that the README's table of a file calls refused: `| 3 | … | 拒绝 / refused |` below `## dirty.xlsx`.
fn told_refused(file: &str) -> Vec<u32> {
    let readme = String::from_utf8(bytes("README.md")).expect("UTF-8");
    let from = readme.split(&format!("## {file}")).nth(1).expect("the file has its section");
    let table = from.split("\n## ").next().unwrap_or_default().lines().filter(|line| line.contains("refused"));
    table.map(|line| line.split('|').nth(1).and_then(|cell| cell.trim().parse().ok()).expect("a row number")).collect()
}

#[test]
fn the_rows_of_a_dirty_roster_are_refused_where_its_readme_says() {
    for file in ["dirty.xlsx", "dirty.csv"] {
        let (_, rows) = mapped(file);
        let found: Vec<u32> = rows.iter().filter(|row| row.entry.is_err()).map(|row| row.number).collect();
        assert!(!found.is_empty());
        assert_eq!(found, told_refused(file), "{file}");
        for row in rows {
            let reasons = row.entry.err().unwrap_or_default();
            assert!(reasons.iter().all(|fault| fault.row == row.number && !fault.reason(Lang::Zh).is_empty()));
        }
    }
}

#[test]
fn a_header_that_was_renamed_is_named() {
    let (mapping, _) = mapped("header-renamed.csv");
    assert_eq!((mapping.missing(), mapping.unknown()), (vec!["证件号码"], vec!["身份号"]));
    assert!(mapping.check().is_err());
    let (mapping, _) = mapped("dirty.xlsx");
    assert_eq!((mapping.missing(), mapping.unknown()), (vec![], vec!["干了几年"]));
}
