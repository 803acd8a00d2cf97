//! A roster file into the station by the program, whole process, beside the sqlite3 shell: staged, checked by SQL and put into plain
//! tables with the same indexes and a row an act. The shell encrypts nothing, hashes nothing and cannot read pinyin. Processor time.

use std::path::Path;

use rusqlite::Connection;

use crate::browsing::with;
use crate::children::run as took;
use crate::files::{made, reader};
use crate::peers::SQLITE;
use crate::roster;
use crate::rows::{Goal, Round, Rounds, Table};
use crate::workbook::{TAKEN, imported};

const SCRIPT: &str = include_str!("peers/staged.sql");

pub fn run(table: &mut Table, rows: usize) {
    let work = format!("roster file of {rows} rows taken in, whole process");
    with(table, &SQLITE, &work, |table, version| {
        let folder = tempfile::tempdir().expect("a folder");
        let station = made(folder.path(), TAKEN);
        let file = folder.path().join("roster.csv");
        roster::csv(&file, TAKEN, rows);
        let script = folder.path().join("staged.sql");
        std::fs::write(&script, SCRIPT.replace("ROSTER", file.to_str().expect("a path of our own"))).expect("written");
        let read = format!(".read '{}'", script.display());
        let goal = Goal::AtLeast(4.0);
        let rounds = Rounds::paired(goal, || {
            let fresh = tempfile::tempdir().expect("a folder");
            let plain = fresh.path().join("plain.db");
            let theirs = took(SQLITE.program, &["-batch", plain.to_str()?, &read], &[])?;
            let told: Vec<&str> = theirs.said.lines().rev().take(2).collect();
            assert_eq!(told, ["0", rows.to_string().as_str()], "no fault and every row: {}", theirs.said);
            assert_eq!(names(&plain), expected(rows), "the same people");
            let ours = imported(&station, &file, rows)?;
            Some(Round { theirs: theirs.seconds, ours: ours.seconds, ratio: theirs.seconds / ours.seconds })
        });
        match rounds {
            Some(rounds) => {
                let told = |time: f64| format!("{:.0} rows/cpu-s", rows as f64 / time);
                table.add(&work, &format!("{version}, staged and checked by SQL"), &rounds, told, goal);
            }
            None => table.fail(&work, "one of the sides did not end well"),
        }
    });
}

fn names(path: &Path) -> Vec<String> {
    let file: Connection = reader(path);
    let mut names = file.prepare("SELECT name FROM candidate ORDER BY id").expect("a statement");
    names.query_map([], |row| row.get(0)).and_then(Iterator::collect).expect("names")
}

fn expected(rows: usize) -> Vec<String> {
    (TAKEN..TAKEN + rows).map(|n| touchstone::demo::crowd::applicant(n).name.as_str().to_owned()).collect()
}
