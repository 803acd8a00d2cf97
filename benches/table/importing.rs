//! A key to its frame while another process takes a roster into the same file, beside the same keys while nothing else happens. Wall time.

use std::process::{Child, Command, Stdio};

use crate::browsing::{BROWSED, pressed};
use crate::files::{Filled, PROGRAM, SIGNED_IN, copied};
use crate::roster;
use crate::rows::{Goal, Round, Rounds, Table, median};
use crate::workbook::BATCH;

/// Rows of each roster: they keep the other process busy for as long as the keys take.
const ROWS: usize = 50_000;
/// From here on nobody is in a file yet.
const NEW: usize = 11_000_000;

pub fn run(table: &mut Table, file: &Filled) {
    let work = format!("key to frame while importing, {}, p50", file.told());
    let copy = copied(file);
    let Some(mut program) = crate::browsing::listed(&copy) else { return table.fail(&work, "no list") };
    let folder = tempfile::tempdir().expect("a folder");
    let goal = Goal::AtMost(3.0);
    let mut taken = 0;
    let rounds = Rounds::paired(goal, || {
        let csv = folder.path().join(format!("{taken}.csv"));
        roster::csv(&csv, NEW + taken, ROWS);
        taken += ROWS;
        let alone = median(&pressed(&mut program, &BROWSED)?);
        let mut importer = start(&copy, &csv)?;
        let beside = median(&pressed(&mut program, &BROWSED)?);
        assert!(importer.try_wait().ok()?.is_none(), "the import went on all the while");
        assert!(importer.wait().ok()?.success(), "the roster was taken in");
        Some(Round { theirs: alone, ours: beside, ratio: beside / alone })
    });
    match rounds {
        Some(rounds) => table.add(&work, "the same keys alone", &rounds, |time| format!("{time:.2} ms"), goal),
        None => return table.fail(&work, "a key without an answer"),
    }
    let now: i64 = copy.reader().query_row("SELECT max(id) FROM candidate", [], |row| row.get(0)).expect("a number");
    assert_eq!(usize::try_from(now), Ok(file.people as usize + taken), "every row is in the file");
}

fn start(file: &Filled, csv: &std::path::Path) -> Option<Child> {
    Command::new(PROGRAM)
        .args(["--file", file.name(), "import", "roster", csv.to_str()?, "--batch", BATCH, "--yes"])
        .envs(SIGNED_IN)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .ok()
}
