//! A hundred thousand rows taken into a file that is large already, with all checks and the journal, beside the bare insert of as many
//! rows of the same tables in the order of the file, under the same settings and the same small cache. Processor time.

use cpu_time::ProcessTime;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use sha2::{Digest, Sha256};
use touchstone::demo;
use touchstone::domain::id::BatchId;
use touchstone::ops::Office;
use touchstone::ops::account;
use touchstone::ops::entry::{RosterFile, take_roster};
use touchstone::store::read::candidate::terms_of;
use touchstone::store::settings;

use crate::files::{Filled, WHO};
use crate::rows::{Goal, Round, Rounds, Table};
use crate::workbook::BATCH;

/// From here on nobody is in a file yet.
const NEW: usize = 12_000_000;
/// The tables of a roster and the column by which its rows are the last of each.
const TABLES: [(&str, &str); 5] =
    [("journal", "seq"), ("sealed", "seq"), ("candidate", "id"), ("candidate_term", "candidate"), ("entry", "id")];

/// `file` is written to: it ends with the rows of a few rosters more.
pub fn run(table: &mut Table, file: &Filled, rows: usize) {
    let goal = Goal::AtLeast(1.8);
    let mut office = Office::open(&file.path).expect("the file opens");
    let batch = registrar(&mut office);
    let bare = Connection::open(&file.path).expect("the file opens");
    settings::guard(&bare).expect("the program's settings");
    settings::pin_for_writing(&bare).expect("the program's settings");
    let mut from = NEW + usize::try_from(office.read().candidate_count().expect("a number")).expect("it fits");
    let rounds = Rounds::paired(goal, || {
        let applicants: Vec<_> = (from..from + rows).map(demo::crowd::applicant).collect();
        from += rows;
        let before = lasts(&bare);
        let roster = RosterFile { name: "roster.csv".into(), sha256: format!("{from:064}") };
        let begin = ProcessTime::now();
        assert_eq!(take_roster(&mut office, batch, &applicants, &roster).expect("clean rows") as usize, rows);
        let ours = begin.elapsed().as_secs_f64();
        office.settle().expect("settled");
        let alike = alike(&bare, &before);
        let begin = ProcessTime::now();
        bare.execute_batch("BEGIN IMMEDIATE").expect("begun");
        let written = insert(&bare, &alike);
        // What the transaction still holds is written too; then it is taken back, so that the file stays whole.
        bare.cache_flush().expect("written");
        let theirs = begin.elapsed().as_secs_f64();
        assert_eq!(written, alike.iter().map(Vec::len).sum::<usize>(), "as many rows on both sides");
        bare.execute_batch("ROLLBACK").expect("taken back");
        office.settle().expect("settled");
        let rate = |time: f64| rows as f64 / time;
        Some(Round { theirs: rate(theirs), ours: rate(ours), ratio: theirs / ours })
    });
    let told = |rate: f64| format!("{rate:.0} rows/cpu-s");
    let work = format!("{rows} rows into a file of {}", file.told());
    table.add(&work, "bare insert in file order, same cache (8 MB)", &rounds.expect("figures"), told, goal);
}

/// Signs the registrar in; the batch that takes entries.
pub fn registrar(office: &mut Office) -> BatchId {
    let people = office.read().people().expect("people");
    let who = people.into_iter().find(|person| person.name == WHO).expect("the registrar");
    account::sign_in(office, who.id, demo::PASSPHRASE).expect("signed in");
    let batches = office.read().batches().expect("batches");
    batches.into_iter().find(|batch| batch.plan.code == BATCH).expect("a batch that takes entries").id
}

fn lasts(conn: &Connection) -> [i64; TABLES.len()] {
    TABLES.map(|(name, number)| {
        let (name, number) = if name == "candidate_term" { ("candidate", "id") } else { (name, number) };
        let sql = format!("SELECT COALESCE(max({number}), 0) FROM {name}");
        conn.query_row(&sql, [], |row| row.get(0)).expect("a number")
    })
}

/// The rows that came since, made into others after them: their numbers go on, their tags are others.
fn alike(conn: &Connection, since: &[i64; TABLES.len()]) -> Vec<Vec<Vec<Value>>> {
    let now = lasts(conn);
    let shift = |table: usize| now[table] - since[table];
    let (seqs, candidates) = (shift(0), shift(2));
    let rows = |table: usize| {
        let (name, number) = TABLES[table];
        let sql = format!("SELECT * FROM {name} WHERE {number} > ?1 ORDER BY {number}");
        let mut rows = conn.prepare(&sql).expect("a statement");
        let names: Vec<String> = rows.column_names().map(str::to_owned).collect();
        let cell = |row: &rusqlite::Row, column: usize| {
            let value: Value = row.get(column)?;
            Ok(match (name, names[column].as_str(), value) {
                (_, "seq", Value::Integer(n)) => Value::Integer(n + seqs),
                ("candidate", "id", Value::Integer(n)) => Value::Integer(n + candidates),
                ("entry", "candidate", Value::Integer(n)) => Value::Integer(n + candidates),
                ("entry", "id", Value::Integer(n)) => Value::Integer(n + shift(4)),
                (_, "doc_tag" | "doc_tail", Value::Blob(tag)) => {
                    Value::Blob(Sha256::digest(&tag)[..tag.len().min(32)].to_vec())
                }
                (_, _, value) => value,
            })
        };
        let rows = rows.query_map([since[table]], |row| (0..names.len()).map(|column| cell(row, column)).collect());
        rows.and_then(Iterator::collect).expect("rows")
    };
    let mut all: Vec<Vec<Vec<Value>>> = [0, 1, 2].into_iter().map(rows).collect();
    // Their terms stand all over the table, each beside its like.
    let terms = all[2].iter().flat_map(|candidate| {
        let Value::Text(name) = &candidate[1] else { unreachable!("a candidate has a name") };
        terms_of(name).into_iter().map(|term| vec![Value::Text(term), candidate[0].clone()])
    });
    let terms = terms.collect();
    all.extend([terms, rows(4)]);
    all
}

/// Candidate after candidate, as the file has them: its act, its sealed part, itself, its terms, its entry.
fn insert(conn: &Connection, rows: &[Vec<Vec<Value>>]) -> usize {
    let mut statements: Vec<_> = TABLES
        .iter()
        .zip(rows)
        .map(|((name, _), rows)| {
            let marks = vec!["?"; rows.first().map_or(1, Vec::len)].join(", ");
            conn.prepare(&format!("INSERT INTO {name} VALUES ({marks})")).expect("a statement")
        })
        .collect();
    let mut rest: Vec<_> = rows.iter().map(|rows| rows.iter().peekable()).collect();
    let mut written = 0;
    let mut put = |table: usize, row: &Vec<Value>| {
        statements[table].execute(params_from_iter(row)).expect("a row");
        written += 1;
    };
    while let Some(act) = rest[0].next() {
        put(0, act);
        while let Some(row) = rest[1].next_if(|row| row[0] == act[0]) {
            put(1, row);
        }
        // The last act is the roster's own.
        if let Some(candidate) = rest[2].next() {
            put(2, candidate);
            while let Some(row) = rest[3].next_if(|row| row[1] == candidate[0]) {
                put(3, row);
            }
            if let Some(entry) = rest[4].next() {
                put(4, entry);
            }
        }
    }
    written
}
