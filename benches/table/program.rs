//! The program itself: how long it takes to say its version, beside the sqlite3 shell; how large it is without its font.

use std::process::{Command, Stdio};
use std::time::Instant;

use crate::rows::{Goal, Round, Rounds, Table, median};

/// Starts in a round.
const STARTS: usize = 20;
/// The one file inside the program that is no code: the font of what is printed.
const FONT: &[u8] = include_bytes!("../../src/document/fonts/NotoSerifSC-subset.otf");

pub fn run(table: &mut Table) {
    version(table);
    size(table);
}

fn version(table: &mut Table) {
    let (name, goal) = ("--version, whole process", Goal::AtMost(2.0));
    let start = |program: &str| {
        let begin = Instant::now();
        let run = Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
        run.ok().filter(|status| status.success()).map(|_| begin.elapsed().as_secs_f64() * 1000.0)
    };
    if start("sqlite3").is_none() {
        return table.skip(name, "sqlite3 is missing (apt-get install sqlite3)");
    }
    let rounds = Rounds::paired(goal, || {
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for _ in 0..STARTS {
            theirs.push(start("sqlite3")?);
            ours.push(start(env!("CARGO_BIN_EXE_touchstone"))?);
        }
        let (ours, theirs) = (median(&ours), median(&theirs));
        Some(Round { theirs, ours, ratio: ours / theirs })
    });
    let rounds = rounds.expect("both programs started before");
    table.add(name, "sqlite3 --version", &rounds, |time| format!("{time:.2} ms"), goal);
}

fn size(table: &mut Table) {
    let (name, peer) = ("the program without its font", "csvlens");
    let megabytes = |bytes: u64| bytes as f64 / 1e6;
    let whole = std::fs::metadata(env!("CARGO_BIN_EXE_touchstone")).expect("it was built").len();
    let ours = megabytes(whole - FONT.len() as u64);
    let found = std::env::var_os("PATH").and_then(|folders| {
        let file = format!("{peer}{}", std::env::consts::EXE_SUFFIX);
        std::env::split_paths(&folders).find_map(|folder| std::fs::metadata(folder.join(&file)).ok())
    });
    let Some(theirs) = found.map(|file| megabytes(file.len())) else {
        return table.skip(name, &format!("{ours:.1} MB; csvlens is missing (cargo install csvlens)"));
    };
    let rounds = Rounds::paired(Goal::AtMost(1.0), || Some(Round { theirs, ours, ratio: ours / theirs }));
    let rounds = rounds.expect("both sizes are known");
    table.add(name, peer, &rounds, |size| format!("{size:.1} MB"), Goal::AtMost(1.0));
}
