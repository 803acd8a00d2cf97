//! Looking through all candidates in a terminal: the first frame, a key to its frame, memory; beside the sqlite3 shell, csvlens and VisiData
//! on the same rows as CSV. Wall time: what somebody waits for.

use std::io::Write;
use std::path::{Path, PathBuf};

use crate::files::{Filled, PROGRAM, SIGNED_IN};
use crate::peers::{CSVLENS, Peer, SQLITE, VISIDATA};
use crate::rows::{Goal, Round, Rounds, Table, at, median};
use crate::terminal::{Running, start};

const F4: &[u8] = b"\x1bOS";
const DOWN: &[u8] = b"\x1b[6~";
const UP: &[u8] = b"\x1b[5~";
/// Down and up the list, by rows, by pages, to its ends.
pub const BROWSED: [&[u8]; 8] = [b"j", b"j", b"k", DOWN, DOWN, UP, b"G", b"g"];
/// The same in VisiData.
const VISIDATA_KEYS: [&[u8]; 8] = [b"j", b"j", b"k", DOWN, DOWN, UP, b"G", b"gg"];
/// Keys of a round.
const PRESSED: usize = 120;
/// Above this p99 a key is felt, in milliseconds: a frame of 60 a second.
const FRAME: f64 = 16.0;

/// The candidates as CSV, for programs that read that, and the names of the first and the last.
pub struct Csv {
    pub path: PathBuf,
    pub first: String,
    pub last: String,
    _folder: tempfile::TempDir,
}

impl Csv {
    pub fn of(file: &Filled) -> Csv {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("candidates.csv");
        let mut csv = std::io::BufWriter::new(std::fs::File::create(&path).expect("a new file"));
        let (mut first, mut last) = (String::new(), String::new());
        writeln!(csv, "id,name,sex,birth,document").expect("written");
        let reader = file.reader();
        let mut rows =
            reader.prepare("SELECT id, name, sex, birth, doc_kind FROM candidate ORDER BY id").expect("a statement");
        let mut rows = rows.query([]).expect("candidates");
        while let Some(row) = rows.next().expect("a row") {
            let text = |column: usize| row.get::<_, Option<String>>(column).expect("text").unwrap_or_default();
            let (id, name): (i64, String) = (row.get(0).expect("a number"), text(1));
            writeln!(csv, "{id},{name},{},{},{}", text(2), text(3), text(4)).expect("written");
            if first.is_empty() {
                first.clone_from(&name);
            }
            last = name;
        }
        csv.flush().expect("written");
        Csv { path, first, last, _folder: folder }
    }

    fn name(&self) -> &str {
        self.path.to_str().expect("a path of our own")
    }
}

pub fn ours(path: &Path) -> Option<Running> {
    start(PROGRAM, &["--file", path.to_str()?], &SIGNED_IN)
}

/// The program on its list of candidates.
pub fn listed(file: &Filled) -> Option<Running> {
    let mut program = ours(&file.path)?;
    program.shows(&file.people.to_string())?;
    program.key(F4)?;
    Some(program)
}

/// Milliseconds to the first frame that says how many there are.
fn first(file: &Filled) -> Option<f64> {
    ours(&file.path)?.shows(&file.people.to_string())
}

fn milliseconds(time: f64) -> String {
    format!("{time:.2} ms")
}

fn megabytes(size: f64) -> String {
    format!("{size:.1} MB")
}

/// Adds a row, or says why there is none.
fn put(
    table: &mut Table,
    work: &str,
    beside: &str,
    goal: Goal,
    told: fn(f64) -> String,
    round: impl FnMut() -> Option<(f64, f64)>,
) {
    let mut round = round;
    let rounds = Rounds::paired(goal, || round().map(|(theirs, ours)| Round { theirs, ours, ratio: ours / theirs }));
    match rounds {
        Some(rounds) => table.add(work, beside, &rounds, told, goal),
        None => table.fail(work, &format!("no answer beside {beside}")),
    }
}

pub fn run(table: &mut Table, one: &Filled, ten: Option<&Filled>) {
    let csv = Csv::of(one);
    first_frame(table, one, ten, &csv);
    keys(table, one, ten, &csv);
    memory(table, one, ten, &csv);
}

fn first_frame(table: &mut Table, one: &Filled, ten: Option<&Filled>, csv: &Csv) {
    let work = format!("first frame with data, {}", one.told());
    with(table, &SQLITE, &work, |table, version| {
        put(table, &work, &format!("{version} prompt"), Goal::AtMost(4.0), milliseconds, || {
            let mut shell = start(SQLITE.program, &["-interactive", one.name()], &[])?;
            Some((shell.shows("sqlite>")?, first(one)?))
        });
    });
    with(table, &CSVLENS, &work, |table, version| {
        put(table, &work, version, Goal::AtMost(0.15), milliseconds, || {
            Some((start(CSVLENS.program, &[csv.name()], &[])?.shows(&csv.first)?, first(one)?))
        });
    });
    if let Some(ten) = ten {
        let work = format!("first frame with data, {}", ten.told());
        put(table, &work, &one.told(), Goal::AtMost(1.5), milliseconds, || Some((first(one)?, first(ten)?)));
    }
}

/// The times of a round's keys.
pub fn pressed(program: &mut Running, keys: &[&[u8]]) -> Option<Vec<f64>> {
    keys.iter().cycle().take(PRESSED).map(|key| program.key(key)).collect()
}

fn keys(table: &mut Table, one: &Filled, ten: Option<&Filled>, csv: &Csv) {
    let work = format!("key to frame, {}", one.told());
    let Some(mut program) = listed(one) else { return table.fail(&work, "no list") };
    // Both ends of the list are reached before anything is timed: the newest stand first here.
    ends(&mut program, &csv.last, &csv.first);
    put(table, &format!("{work}, p99"), "16 ms", Goal::AtMost(1.0), milliseconds, || {
        Some((FRAME, at(&pressed(&mut program, &BROWSED)?, 99)))
    });
    for (peer, arguments, keys, goal) in [
        (&CSVLENS, &[csv.name()][..], &BROWSED, Goal::AtMost(2.0)),
        (&VISIDATA, &["--nothing", csv.name()][..], &VISIDATA_KEYS, Goal::AtMost(0.15)),
    ] {
        let work = format!("{work}, p50");
        with(table, peer, &work, |table, version| {
            let Some(mut other) = start(peer.program, arguments, &[]) else { return table.fail(&work, version) };
            if other.shows(&csv.first).is_none() || !loaded(&mut other, one) {
                return table.fail(&work, &format!("{version} does not show the rows"));
            }
            put(table, &work, version, goal, milliseconds, || {
                Some((median(&pressed(&mut other, keys)?), median(&pressed(&mut program, &BROWSED)?)))
            });
        });
    }
    if let Some(ten) = ten {
        let work = format!("key to frame, {}, p50", ten.told());
        let Some(mut larger) = listed(ten) else { return table.fail(&work, "no list") };
        put(table, &work, &one.told(), Goal::AtMost(1.5), milliseconds, || {
            Some((median(&pressed(&mut program, &BROWSED)?), median(&pressed(&mut larger, &BROWSED)?)))
        });
    }
}

fn ends(program: &mut Running, top: &str, bottom: &str) {
    program.key(b"G");
    assert!(program.text().contains(bottom), "the end of the list shows {bottom}");
    program.key(b"g");
    assert!(program.text().contains(top), "the beginning of the list shows {top}");
}

/// Waits until the other program has all rows: it goes to the last one and back.
fn loaded(other: &mut Running, file: &Filled) -> bool {
    let last = file.people.to_string();
    let all = |text: &str| text.contains(&last) || text.contains(&file.told());
    all(&other.text()) || other.key_until(b"G", 180, all).is_some()
}

fn memory(table: &mut Table, one: &Filled, ten: Option<&Filled>, csv: &Csv) {
    let work = format!("memory while browsing, {}", one.told());
    let browsed = |file: &Filled| {
        let mut program = listed(file)?;
        pressed(&mut program, &BROWSED)?;
        Some(program)
    };
    let Some(program) = browsed(one) else { return table.fail(&work, "no list") };
    with(table, &CSVLENS, &work, |table, version| {
        let Some(mut other) = start(CSVLENS.program, &[csv.name()], &[]) else { return table.fail(&work, version) };
        if other.shows(&csv.first).is_none() || pressed(&mut other, &BROWSED).is_none() {
            return table.fail(&work, &format!("{version} does not show the rows"));
        }
        put(table, &work, version, Goal::AtMost(3.0), megabytes, || Some((other.resident()?, program.resident()?)));
    });
    if let Some(ten) = ten {
        let work = format!("memory while browsing, {}", ten.told());
        let Some(larger) = browsed(ten) else { return table.fail(&work, "no list") };
        put(table, &work, &one.told(), Goal::AtMost(1.2), megabytes, || {
            Some((program.resident()?, larger.resident()?))
        });
    }
}

/// The row beside a peer, or its SKIP with the line that installs it.
pub fn with(table: &mut Table, peer: &Peer, work: &str, row: impl FnOnce(&mut Table, &str)) {
    match peer.version() {
        Some(version) => row(table, &version),
        None => table.skip(work, &peer.missing()),
    }
}
