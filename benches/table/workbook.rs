//! A workbook of applicants into the file, with all checks and the journal, beside LibreOffice turning the same workbook into CSV and
//! doing nothing with it. Processor time and memory of each program with all that it starts: our worker is among them.

use crate::browsing::with;
use crate::children::{Took, run as took};
use crate::files::{PROGRAM, SIGNED_IN, made, reader};
use crate::peers::LIBREOFFICE;
use crate::roster;
use crate::rows::{Goal, Round, Rounds, Table};

/// The batch that `demo --size` opens.
pub const BATCH: &str = "DY0001";
/// The invented applicant that `demo --size 1` takes in.
pub const TAKEN: usize = 1;

/// Takes a roster file into a copy of the station; what that took.
pub fn imported(station: &std::path::Path, file: &std::path::Path, rows: usize) -> Option<Took> {
    let folder = tempfile::tempdir().expect("a folder");
    let copy = folder.path().join("station.touchstone");
    std::fs::copy(station, &copy).expect("a copy");
    let (copy, file) = (copy.to_str()?, file.to_str()?);
    let before = people(copy);
    let took = took(PROGRAM, &["--file", copy, "import", "roster", file, "--batch", BATCH, "--yes"], &SIGNED_IN)?;
    assert_eq!(people(copy), before + rows, "every row was taken: {}", took.said);
    Some(took)
}

fn people(path: &str) -> usize {
    let count: u32 =
        reader(path.as_ref()).query_row("SELECT count(*) FROM candidate", [], |row| row.get(0)).expect("a number");
    count as usize
}

pub fn run(table: &mut Table, rows: usize) {
    let work = format!("XLSX roster of {rows} rows, 33 columns, into the file");
    with(table, &LIBREOFFICE, &work, |table, version| {
        let folder = tempfile::tempdir().expect("a folder");
        let station = made(folder.path(), TAKEN);
        let book = folder.path().join("roster.xlsx");
        roster::workbook(&book, TAKEN, rows);
        let profile = format!("-env:UserInstallation=file://{}", folder.path().join("profile").display());
        let out = folder.path().to_str().expect("a path of our own");
        let arguments = [
            profile.as_str(),
            "--headless",
            "--convert-to",
            "csv:Text - txt - csv (StarCalc):44,34,76",
            "--outdir",
            out,
        ];
        let arguments = [&arguments[..], &[book.to_str().expect("a path of our own")]].concat();
        // The first start makes its profile and is not timed.
        if took(LIBREOFFICE.program, &arguments, &[]).is_none() {
            return table.fail(&work, &format!("{version} made no CSV"));
        }
        let csv = std::fs::read_to_string(folder.path().join("roster.csv")).expect("it made the CSV");
        let expected = folder.path().join("expected.csv");
        roster::csv(&expected, TAKEN, rows);
        assert_eq!(csv.lines().count(), rows + 1, "both sides read every row");
        assert_eq!(csv, std::fs::read_to_string(&expected).expect("it was written"), "both sides read the same cells");
        let mut memory = Vec::new();
        let goal = Goal::AtLeast(2.5);
        let rounds = Rounds::paired(goal, || {
            let theirs = took(LIBREOFFICE.program, &arguments, &[])?;
            let ours = imported(&station, &book, rows)?;
            memory.push((theirs.megabytes, ours.megabytes));
            Some(Round { theirs: theirs.seconds, ours: ours.seconds, ratio: theirs.seconds / ours.seconds })
        });
        let beside = format!("{version}, to CSV only");
        let Some(rounds) = rounds else { return table.fail(&work, "one of the sides did not end well") };
        table.add(&work, &beside, &rounds, |time| format!("{time:.2} cpu-s"), goal);
        let goal = Goal::AtMost(0.4);
        let mut memory = memory.into_iter().cycle();
        let rounds =
            Rounds::paired(goal, || memory.next().map(|(theirs, ours)| Round { theirs, ours, ratio: ours / theirs }));
        let rounds = rounds.expect("as many as before");
        table.add(&format!("{work}, memory"), &beside, &rounds, |size| format!("{size:.0} MB"), goal);
    });
}
