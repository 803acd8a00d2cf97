//! Roster rows taken in with full checks and journal, against the bare insert of the same rows into the same tables and
//! indexes.

use std::time::{Duration, Instant};

use rusqlite::Connection;
use rusqlite::types::Value;
use touchstone::domain::identity::{Document, DocumentKind, PersonName};
use touchstone::ops::entry::{Application, RosterFile, take_roster};
use touchstone::store::SCHEMA;

use crate::rows::{Goal, Table, median};
use crate::support::{Bench, applicant};

const ROUNDS: usize = 5;
const TABLES: [&str; 5] = ["journal", "sealed", "candidate", "candidate_term", "entry"];

/// Invented applicants, each with a number of their own.
pub fn applicants(from: usize, count: usize) -> Vec<Application> {
    let surnames: Vec<char> = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜".chars().collect();
    let given: Vec<char> = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华文辉建国红玉兰梅琴云莉".chars().collect();
    (from..from + count)
        .map(|n| {
            let mut person = applicant(n);
            let name: String = [surnames[n % surnames.len()], given[n / 7 % given.len()], given[n / 311 % given.len()]]
                .iter()
                .collect();
            person.name = PersonName::parse(&name).expect("an invented name");
            person.document = Document::parse(DocumentKind::ResidentIdCard, &number(n)).expect("an invented number");
            person.birth = person.document.birth();
            person.sex = person.document.sex().expect("the number says it");
            person
        })
        .collect()
}

/// An 18-digit number of somebody born from 1960 on, with its check character.
fn number(n: usize) -> String {
    let (day, serial) = (n / 999, n % 999 + 1);
    let born = chrono::NaiveDate::from_ymd_opt(1960, 1, 1).expect("a date") + chrono::Days::new(day as u64);
    let body = format!("430124{}{serial:03}", born.format("%Y%m%d"));
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: usize = body.bytes().zip(weights).map(|(digit, weight)| usize::from(digit - b'0') * weight).sum();
    format!("{body}{}", b"10X98765432"[sum % 11] as char)
}

pub fn run(table: &mut Table, rows: usize) {
    let applicants = applicants(0, rows);
    let mut ratios = Vec::new();
    let (mut ours, mut bare) = (Duration::ZERO, Duration::ZERO);
    for _ in 0..ROUNDS {
        let mut bench = Bench::registering();
        let file = RosterFile { name: "roster.csv".into(), sha256: "0".repeat(64) };
        let begin = Instant::now();
        take_roster(&mut bench.office, bench.batch, &applicants, &file).expect("clean rows");
        ours = begin.elapsed();
        let path = bench.path();
        drop(bench.office);
        bare = insert_again(&path, &bench.folder.path().join("bare.db"));
        ratios.push(bare.as_secs_f64() / ours.as_secs_f64());
    }
    let told = |time: Duration| format!("{:.0} rows/s", rows as f64 / time.as_secs_f64());
    table.add(
        "roster rows imported, checked, journaled",
        "bare insert, same rows and indexes",
        told(bare),
        told(ours),
        median(&ratios),
        Goal::AtLeast(0.55),
    );
}

/// The same rows into an empty file of the same schema by prepared statements in one transaction.
fn insert_again(from: &std::path::Path, to: &std::path::Path) -> Duration {
    let source = Connection::open(from).expect("the file is there");
    let mut all: Vec<(&str, Vec<Vec<Value>>)> = Vec::new();
    for table in TABLES {
        let mut statement = source.prepare(&format!("SELECT * FROM {table}")).expect("the table is there");
        let width = statement.column_count();
        let rows = statement.query_map([], |row| (0..width).map(|index| row.get(index)).collect()).expect("rows");
        all.push((table, rows.collect::<Result<_, _>>().expect("rows")));
    }
    let conn = Connection::open(to).expect("a new file");
    conn.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = OFF")
        .expect("settings");
    conn.execute_batch(SCHEMA).expect("the schema");
    let begin = Instant::now();
    let tx = conn.unchecked_transaction().expect("a transaction");
    for (table, rows) in &all {
        let marks = vec!["?"; rows[0].len()].join(", ");
        let mut insert = tx.prepare(&format!("INSERT INTO {table} VALUES ({marks})")).expect("a statement");
        for row in rows {
            insert.execute(rusqlite::params_from_iter(row)).expect("a row");
        }
    }
    tx.commit().expect("a commit");
    let took = begin.elapsed();
    for (table, rows) in &all {
        let count: usize = conn
            .query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get::<_, i64>(0))
            .expect("a count")
            .try_into()
            .expect("a count");
        assert_eq!(count, rows.len(), "both sides hold the same rows of {table}");
    }
    took
}
