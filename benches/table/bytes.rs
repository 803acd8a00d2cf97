//! What a candidate's three signed sheets of thirty marks weigh in the file, journal and indexes included, beside a row per mark with
//! three signatures. Each side is measured alone, in a vacuumed copy that holds nothing else.

use std::path::Path;

use rusqlite::Connection;

use crate::marked::{MARKS, Marked, Rows};
use crate::rows::{Goal, Round, Rounds, Table};

/// Of our file, what the signed sheets are: their acts, their signatures and where each stands.
const KEPT: [&str; 3] = ["journal", "signature", "sheet"];

pub fn run(table: &mut Table, marked: &Marked) {
    let goal = Goal::AtMost(1.0);
    let each = marked.entries.len() as f64;
    let folder = tempfile::tempdir().expect("a folder");
    let ours = folder.path().join("ours.db");
    let source = Connection::open(marked.bench.path()).expect("the file opens");
    copy(&source, &ours, &KEPT);
    let alone = Connection::open(&ours).expect("the copy opens");
    let guards: Vec<String> = alone
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
        .and_then(|mut names| names.query_map([], |row| row.get(0))?.collect())
        .expect("triggers");
    guards.iter().try_for_each(|name| alone.execute_batch(&format!("DROP TRIGGER {name}"))).expect("dropped");
    alone.execute_batch("DELETE FROM journal WHERE kind <> 'sheet_signed'; VACUUM").expect("the sheets alone");
    let sheets: i64 = alone.query_row("SELECT count(*) FROM journal", [], |row| row.get(0)).expect("a number");
    assert_eq!(sheets as usize, marked.entries.len() * 3, "every signed sheet is there");
    let size = |path: &Path| std::fs::metadata(path).expect("it was made").len() as f64 / each;
    let ours = size(&ours);
    for (rows, beside) in [
        (Rows::beside(marked), "row per mark, integers alone, 3 signatures"),
        (Rows::whole(marked), "row per mark with all a sheet says, 3 signatures"),
    ] {
        let marks: u32 = rows.conn.query_row("SELECT count(*) FROM mark", [], |row| row.get(0)).expect("a number");
        assert_eq!(marks as usize, marked.entries.len() * 3 * MARKS, "as many marks on both sides");
        let path = folder.path().join(format!("{}.db", beside.len()));
        copy(&rows.conn, &path, &["sheet", "mark", "criterion"]);
        let theirs = size(&path);
        let rounds = Rounds::paired(goal, || Some(Round { theirs, ours, ratio: ours / theirs })).expect("figures");
        table.add("a candidate's 3 signed sheets of 30 marks", beside, &rounds, |bytes| format!("{bytes:.0} B"), goal);
    }
    let spread: Vec<String> =
        weighed(&alone, each).into_iter().map(|(name, bytes)| format!("{name} {bytes:.0}")).collect();
    table.note(format!("bytes of ours per candidate: {}", spread.join(", ")));
}

/// A copy with these tables alone.
fn copy(from: &Connection, to: &Path, kept: &[&str]) {
    from.execute("VACUUM INTO ?1", [to.to_str()]).expect("a copy");
    let copy = Connection::open(to).expect("the copy opens");
    copy.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA journal_mode = DELETE").expect("settings");
    let names: Vec<String> = copy
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        .and_then(|mut names| names.query_map([], |row| row.get(0))?.collect())
        .expect("tables");
    for name in names.iter().filter(|name| !kept.contains(&name.as_str())) {
        copy.execute_batch(&format!("DROP TABLE {name}")).expect("dropped");
    }
    copy.execute_batch("VACUUM").expect("vacuumed");
}

/// Bytes of each table and index, by candidate, the heaviest first.
fn weighed(file: &Connection, each: f64) -> Vec<(String, f64)> {
    let sql = "SELECT name, sum(pgsize) FROM dbstat GROUP BY name HAVING sum(pgsize) > 4096 ORDER BY 2 DESC";
    file.prepare(sql)
        .and_then(|mut rows| rows.query_map([], |row| Ok((row.get(0)?, row.get::<_, f64>(1)? / each)))?.collect())
        .unwrap_or_default()
}
