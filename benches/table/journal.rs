//! The journal verified row by row beside a plain scan of the same rows, and replayed beside taking the same acts in.
//! Processor time.

use cpu_time::ProcessTime;
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use touchstone::ops::entry::{RosterFile, take_roster};
use touchstone::store::check::{journal, replay};

use crate::import::applicants;
use crate::rows::{Goal, Round, Rounds, Table};
use crate::support::Bench;

pub fn run(table: &mut Table, rows: usize) {
    let mut bench = Bench::registering();
    let all = applicants(0, rows);
    let begin = ProcessTime::now();
    for (part, rows) in all.chunks(10_000).enumerate() {
        let file = RosterFile { name: format!("{part}.csv"), sha256: format!("{part:064}") };
        take_roster(&mut bench.office, bench.batch, rows, &file).expect("clean rows");
    }
    let imported = begin.elapsed().as_secs_f64();
    bench.office.settle().expect("settled");
    let conn = Connection::open(bench.path()).expect("the file opens");
    let acts: u32 = conn.query_row("SELECT count(*) FROM journal", [], |row| row.get(0)).expect("a number");
    let rate = |time: f64| f64::from(acts) / time;
    let told = |rate: f64| format!("{rate:.0} acts/cpu-s");

    let goal = Goal::AtLeast(0.35);
    let verified = Rounds::paired(goal, || {
        let begin = ProcessTime::now();
        let scanned = scan(&conn, "SELECT * FROM journal LEFT JOIN sealed USING (seq)");
        let theirs = begin.elapsed().as_secs_f64();
        assert!(scanned.0 == acts && scanned.1 > 0, "the scan reads every row");
        let begin = ProcessTime::now();
        assert!(journal(&conn, &mut |_, _| true).expect("the journal is read").is_empty(), "the journal is sound");
        let ours = begin.elapsed().as_secs_f64();
        Some(Round { theirs: rate(theirs), ours: rate(ours), ratio: theirs / ours })
    });
    let verified = verified.expect("every round has figures");
    table.add("journal verified: rows, sealed parts, tree", "plain scan of the same rows", &verified, told, goal);

    let goal = Goal::AtLeast(0.8);
    let replayed = Rounds::paired(goal, || {
        let begin = ProcessTime::now();
        assert!(replay(&conn, &mut |_, _| true).expect("the journal is read").is_empty(), "every projection holds");
        let ours = begin.elapsed().as_secs_f64();
        Some(Round { theirs: rate(imported), ours: rate(ours), ratio: imported / ours })
    });
    let replayed = replayed.expect("every round has figures");
    table.add("journal replayed, every column compared", "taking the same acts in", &replayed, told, goal);
}

/// How many rows a question has, and how many bytes their columns hold: every column is looked at.
fn scan(conn: &Connection, sql: &str) -> (u32, usize) {
    let mut statement = conn.prepare(sql).expect("a statement");
    let columns = statement.column_count();
    let mut rows = statement.query([]).expect("an answer");
    let (mut count, mut bytes) = (0, 0);
    while let Some(row) = rows.next().expect("a row") {
        count += 1;
        bytes += (0..columns)
            .map(|column| match row.get_ref(column).expect("a column") {
                ValueRef::Null => 0,
                ValueRef::Integer(_) | ValueRef::Real(_) => 8,
                ValueRef::Text(bytes) | ValueRef::Blob(bytes) => bytes.len(),
            })
            .sum::<usize>();
    }
    (count, bytes)
}
