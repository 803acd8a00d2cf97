//! Roster rows taken in with full checks and journal, against the bare insert of the same rows into the same tables and
//! indexes under the same settings. Processor time: what else the machine does is not counted.

use std::path::Path;
use std::time::Duration;

use cpu_time::ProcessTime;
use rusqlite::Connection;
use rusqlite::types::Value;
use touchstone::credential::entropy::OsEntropy;
use touchstone::domain::identity::{Document, DocumentKind, PersonName};
use touchstone::ops::entry::{Application, RosterFile, take_roster};
use touchstone::store::{SCHEMA, settings};

use crate::rows::{Goal, Round, Rounds, Table};
use crate::support::{Bench, applicant};

/// The tables that a roster goes to, parents first.
const TIMED: [&str; 5] = ["journal", "sealed", "candidate", "candidate_term", "entry"];
/// What entries point at, parents first.
const BEFORE: [&str; 4] = ["standard", "standard_level", "batch", "batch_item"];

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
    let goal = Goal::AtLeast(0.55);
    let applicants = applicants(0, rows);
    let per_second = |time: Duration| rows as f64 / time.as_secs_f64();
    let rounds = Rounds::paired(goal, || {
        let mut bench = Bench::registering();
        bench.office.set_entropy(Box::new(OsEntropy));
        let file = RosterFile { name: "roster.csv".into(), sha256: "0".repeat(64) };
        let begin = ProcessTime::now();
        take_roster(&mut bench.office, bench.batch, &applicants, &file).expect("clean rows");
        let ours = begin.elapsed();
        let path = bench.path();
        drop(bench.office);
        let theirs = insert_again(&path, &bench.folder.path().join("bare.db"));
        let ratio = theirs.as_secs_f64() / ours.as_secs_f64();
        Some(Round { theirs: per_second(theirs), ours: per_second(ours), ratio })
    });
    let rounds = rounds.expect("every round has figures");
    let told = |rate: f64| format!("{rate:.0} rows/cpu-s");
    table.add("roster rows imported, checked, journaled", "bare insert, same rows and settings", &rounds, told, goal);
}

type Rows = Vec<Vec<Value>>;

/// The same rows into an empty file of the same schema under the same settings, by prepared statements in one transaction.
fn insert_again(from: &Path, to: &Path) -> Duration {
    let source = Connection::open(from).expect("the file is there");
    let read = |names: &[&'static str]| -> Vec<(&str, Rows)> {
        names.iter().map(|name| (*name, rows_of(&source, name))).collect()
    };
    let (before, timed) = (read(&BEFORE), read(&TIMED));
    let bare = Connection::open(to).expect("a new file");
    settings::guard(&bare).expect("the program's settings");
    settings::pin_for_writing(&bare).expect("the program's settings");
    bare.execute_batch(SCHEMA).expect("the schema");
    insert(&bare, &before);
    let begin = ProcessTime::now();
    insert(&bare, &timed);
    let took = begin.elapsed();
    for (name, rows) in timed {
        assert!(rows_of(&bare, name) == rows, "both sides hold the same rows of {name}");
    }
    took
}

fn rows_of(conn: &Connection, name: &str) -> Rows {
    let mut statement = conn.prepare(&format!("SELECT * FROM {name}")).expect("the table is there");
    let width = statement.column_count();
    let rows = statement.query_map([], |row| (0..width).map(|index| row.get(index)).collect()).expect("rows");
    rows.collect::<Result<_, _>>().expect("rows")
}

fn insert(conn: &Connection, tables: &[(&str, Rows)]) {
    let tx = conn.unchecked_transaction().expect("a transaction");
    for (name, rows) in tables {
        let marks = vec!["?"; rows[0].len()].join(", ");
        let mut statement = tx.prepare(&format!("INSERT INTO {name} VALUES ({marks})")).expect("a statement");
        for row in rows {
            statement.execute(rusqlite::params_from_iter(row)).expect("a row");
        }
    }
    tx.commit().expect("a commit");
}
