//! How cost grows with the file: the same work at ten thousand, a hundred thousand, a million candidates (and ten million, where such a
//! file is named), with the slope: 0 where it does not grow, 1 where it grows as the file does.

use std::time::Instant;

use cpu_time::ProcessTime;
use rusqlite::Connection;
use touchstone::domain::id::CandidateId;
use touchstone::ops::Office;
use touchstone::ops::entry::{RosterFile, take_roster};
use touchstone::store::check::journal;

use crate::browsing::ours;
use crate::files::{Filled, copied, filled};
use crate::rows::{Table, median};

/// Rows of the roster that is taken into each file.
const ROWS: usize = 5_000;
/// From here on nobody is in a file yet.
const NEW: usize = 10_500_000;
const TYPED: [&str; 6] = ["张", "张娜", "王伟", "zw", "lqc", "没有此人"];

/// A file's costs, in the order of [`WORK`].
type Costs = [Option<f64>; WORK.len()];

const WORK: [(&str, &str); 5] = [
    ("roster of 5,000 rows taken in", "cpu-ms"),
    ("search, one keystroke, p50", "ms"),
    ("first frame", "ms"),
    ("page at 99 %", "cpu-ms"),
    ("journal verified", "cpu-s"),
];

pub fn run(table: &mut Table, one: &Filled, ten: Option<&Filled>) {
    let small = [10_000, 100_000].map(|people| filled(None, people));
    let files: Vec<&Filled> = small.iter().chain([one]).chain(ten).collect();
    let costs: Vec<Costs> = files.iter().map(|file| costs(file)).collect();
    for (n, (work, unit)) in WORK.iter().enumerate() {
        let known: Vec<(&Filled, f64)> =
            files.iter().zip(&costs).filter_map(|(file, costs)| Some((*file, costs[n]?))).collect();
        let told: Vec<String> = known.iter().map(|(file, cost)| format!("{} {cost:.3}", file.told())).collect();
        let (Some((small, least)), Some((large, most))) = (known.first(), known.last()) else { continue };
        let grown = (most / least).ln() / (f64::from(large.people) / f64::from(small.people)).ln();
        table.note(format!("{work} ({unit}): {}; slope {grown:.2}", told.join(", ")));
    }
}

fn costs(file: &Filled) -> Costs {
    // Ten million are not copied; what a roster costs there has a row of its own.
    let roster = (file.people < 2_000_000).then(|| taken(file));
    [roster, Some(searched(file)), Some(first_frame(file)), Some(page(file)), Some(verified(file))]
}

/// Into a copy; the first roster warms it and the next is timed.
fn taken(file: &Filled) -> f64 {
    let copy = copied(file);
    let mut office = Office::open(&copy.path).expect("the file opens");
    let batch = crate::millions::registrar(&mut office);
    let times = (0..3).map(|part| {
        let rows: Vec<_> = (0..ROWS).map(|n| touchstone::demo::crowd::applicant(NEW + part * ROWS + n)).collect();
        let file = RosterFile { name: "roster.csv".into(), sha256: format!("{part:063}g") };
        let begin = ProcessTime::now();
        assert_eq!(take_roster(&mut office, batch, &rows, &file).expect("clean rows") as usize, ROWS);
        begin.elapsed().as_secs_f64() * 1000.0
    });
    median(&times.collect::<Vec<_>>())
}

fn searched(file: &Filled) -> f64 {
    let office = Office::open(&file.path).expect("the file opens");
    let times = TYPED.iter().cycle().take(TYPED.len() * 20).map(|typed| {
        let begin = Instant::now();
        let found = office.read().search_candidates(typed, 100).expect("an answer");
        let time = begin.elapsed().as_secs_f64() * 1000.0;
        let han = !typed.is_ascii();
        assert!(found.iter().all(|one| !han || one.name.contains(typed)), "{typed} is in every name found");
        time
    });
    median(&times.collect::<Vec<_>>())
}

fn first_frame(file: &Filled) -> f64 {
    let frames = (0..5).map(|_| ours(&file.path).and_then(|mut program| program.shows(&file.people.to_string())));
    median(&frames.collect::<Option<Vec<_>>>().expect("a first frame"))
}

fn page(file: &Filled) -> f64 {
    let office = Office::open(&file.path).expect("the file opens");
    let after = CandidateId((file.people / 100 * 99).into());
    let begin = ProcessTime::now();
    for _ in 0..200 {
        assert_eq!(office.read().candidates_after(after, 50).expect("a page").len(), 50);
    }
    begin.elapsed().as_secs_f64() * 1000.0 / 200.0
}

fn verified(file: &Filled) -> f64 {
    let conn = Connection::open(&file.path).expect("the file opens");
    let begin = ProcessTime::now();
    assert!(journal(&conn, &mut |_, _| true).expect("the journal is read").is_empty(), "the journal is sound");
    begin.elapsed().as_secs_f64()
}
