//! Roster rows taken in with full checks and journal, against the bare insert of the same rows into the same tables and
//! indexes under the same settings. Processor time: what else the machine does is not counted.

use std::path::Path;
use std::time::Duration;

use cpu_time::ProcessTime;
use rusqlite::Connection;
use rusqlite::types::Value;
use touchstone::credential::entropy::OsEntropy;
use touchstone::demo::crowd;
use touchstone::ops::entry::{Application, RosterFile, take_roster};
use touchstone::store::{SCHEMA, settings};

use crate::rows::{Goal, Round, Rounds, Table};
use crate::support::{Bench, applicant};

/// The tables that a roster goes to, and the number by which each is written in order.
const TIMED: [(&str, &str); 5] =
    [("journal", "seq"), ("sealed", "seq"), ("candidate", "id"), ("candidate_term", "candidate"), ("entry", "id")];
/// What entries point at, parents first.
const BEFORE: [&str; 4] = ["standard", "standard_level", "batch", "batch_item"];
/// Both sides take turns with a part of the rows, so that what else the machine does meanwhile meets them alike.
const TURNS: usize = 10;

/// Invented applicants of the bench's one trade, each with a number of their own, as a whole roster row has them.
pub fn applicants(from: usize, count: usize) -> Vec<Application> {
    let row = applicant(0);
    (from..from + count)
        .map(|n| Application {
            trade: row.trade.clone(),
            condition: row.condition,
            phone: row.phone.clone(),
            details: row.details.clone(),
            ..crowd::applicant(n)
        })
        .collect()
}

pub fn run(table: &mut Table, rows: usize) {
    let goal = Goal::AtLeast(0.55);
    let applicants = applicants(0, rows);
    let per_second = |time: Duration| rows as f64 / time.as_secs_f64();
    let rounds = Rounds::paired(goal, || {
        let (mut ours, mut theirs) = (Duration::ZERO, Duration::ZERO);
        let mut bench = Bench::registering();
        bench.office.set_entropy(Box::new(OsEntropy));
        let mut bare = Bare::beside(&bench.path(), &bench.folder.path().join("bare.db"));
        for (turn, part) in applicants.chunks(rows.div_ceil(TURNS).max(1)).enumerate() {
            let file = RosterFile { name: "roster.csv".into(), sha256: format!("{turn:064}") };
            let begin = ProcessTime::now();
            take_roster(&mut bench.office, bench.batch, part, &file).expect("clean rows");
            ours += begin.elapsed();
            theirs += bare.follow();
        }
        bare.equals();
        let ratio = theirs.as_secs_f64() / ours.as_secs_f64();
        Some(Round { theirs: per_second(theirs), ours: per_second(ours), ratio })
    });
    let rounds = rounds.expect("every round has figures");
    let told = |rate: f64| format!("{rate:.0} rows/cpu-s");
    table.add(
        "roster rows imported, checked, journaled",
        "bare insert, same rows, order, settings",
        &rounds,
        told,
        goal,
    );
}

type Cells = Vec<Value>;

/// The same rows in the same order into an empty file of the same schema under the same settings.
struct Bare {
    source: Connection,
    bare: Connection,
    /// How far each of [`TIMED`] was followed.
    seen: [i64; TIMED.len()],
}

impl Bare {
    fn beside(from: &Path, to: &Path) -> Bare {
        let source = Connection::open(from).expect("the file is there");
        let bare = Connection::open(to).expect("a new file");
        settings::guard(&bare).expect("the program's settings");
        settings::pin_for_writing(&bare).expect("the program's settings");
        bare.execute_batch(SCHEMA).expect("the schema");
        let before = BEFORE.iter().enumerate().flat_map(|(table, name)| of(table, rows_of(&source, name, "")));
        insert(&bare, &BEFORE, &before.collect::<Vec<_>>());
        let mut begun = Bare { source, bare, seen: [0; TIMED.len()] };
        begun.follow();
        begun
    }

    /// Inserts what was added since, by prepared statements in one transaction, and says how long that took.
    fn follow(&mut self) -> Duration {
        let added = std::array::from_fn(|table| {
            let (name, number) = TIMED[table];
            let rows =
                rows_of(&self.source, name, &format!("WHERE {number} > {} ORDER BY {number}, 1", self.seen[table]));
            let last = format!("SELECT COALESCE(MAX({number}), 0) FROM {name}");
            self.seen[table] = self.source.query_row(&last, [], |row| row.get(0)).expect("a number");
            rows
        });
        let added = as_written(added);
        let begin = ProcessTime::now();
        insert(&self.bare, &TIMED.map(|(name, _)| name), &added);
        begin.elapsed()
    }

    fn equals(&self) {
        for (name, _) in TIMED {
            let all = |conn| rows_of(conn, name, "ORDER BY 1, 2");
            assert!(all(&self.bare) == all(&self.source), "both sides hold the same rows of {name}");
        }
    }
}

fn of(table: usize, rows: Vec<Cells>) -> impl Iterator<Item = (usize, Cells)> {
    rows.into_iter().map(move |row| (table, row))
}

/// The rows of [`TIMED`] act by act, each with the number of its table: an act and its sealed part, then what it filed.
fn as_written([journal, sealed, candidate, term, entry]: [Vec<Cells>; 5]) -> Vec<(usize, Cells)> {
    let mut sealed = of(1, sealed).peekable();
    let mut candidates = of(2, candidate);
    let mut terms = of(3, term).peekable();
    let mut entries = of(4, entry);
    let mut all = Vec::new();
    for (table, act) in of(0, journal) {
        let (seq, filed) = (act[0].clone(), act[1] == Value::Text("entry_filed".into()));
        all.push((table, act));
        all.extend(sealed.next_if(|(_, row)| row[0] == seq));
        if filed && let Some(candidate) = candidates.next() {
            let id = candidate.1[0].clone();
            all.push(candidate);
            while let Some(term) = terms.next_if(|(_, row)| row[1] == id) {
                all.push(term);
            }
            all.extend(entries.next());
        }
    }
    all
}

fn rows_of(conn: &Connection, name: &str, which: &str) -> Vec<Cells> {
    let mut statement = conn.prepare(&format!("SELECT * FROM {name} {which}")).expect("the table is there");
    let width = statement.column_count();
    let rows = statement.query_map([], |row| (0..width).map(|index| row.get(index)).collect()).expect("rows");
    rows.collect::<Result<_, _>>().expect("rows")
}

/// Rows by the number of their table.
fn insert(conn: &Connection, tables: &[&str], rows: &[(usize, Cells)]) {
    let tx = conn.unchecked_transaction().expect("a transaction");
    let mut statements: Vec<_> = tables
        .iter()
        .map(|name| {
            let width = tx.prepare(&format!("SELECT * FROM {name}")).expect("the table is there").column_count();
            let marks = vec!["?"; width].join(", ");
            tx.prepare(&format!("INSERT INTO {name} VALUES ({marks})")).expect("a statement")
        })
        .collect();
    for (table, row) in rows {
        statements[*table].execute(rusqlite::params_from_iter(row)).expect("a row");
    }
    drop(statements);
    tx.commit().expect("a commit");
}
