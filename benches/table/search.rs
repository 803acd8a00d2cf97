//! Search as one types over a file of many candidates, against a scan of the same names.

use std::path::PathBuf;
use std::time::Instant;

use rusqlite::Connection;
use touchstone::ops::Office;
use touchstone::ops::entry::{RosterFile, take_roster};

use crate::import::applicants;
use crate::rows::{Goal, Table, at, median};
use crate::support::Bench;

pub struct Filled {
    pub path: PathBuf,
    _folder: tempfile::TempDir,
}

/// A station with so many candidates, taken in as rosters.
pub fn file(people: usize) -> Filled {
    let mut bench = Bench::registering();
    for (part, from) in (0..people).step_by(20_000).enumerate() {
        let file = RosterFile { name: format!("{part}.csv"), sha256: format!("{part:064}") };
        let rows = applicants(from, 20_000.min(people - from));
        take_roster(&mut bench.office, bench.batch, &rows, &file).expect("clean rows");
    }
    bench.office.settle().expect("settled");
    Filled { path: bench.path(), _folder: bench.folder }
}

pub fn run(table: &mut Table, file: &Filled) {
    let office = Office::open(&file.path).expect("the file opens");
    let scan = Connection::open(&file.path).expect("the file opens");
    let mut like =
        scan.prepare("SELECT id FROM candidate WHERE name LIKE '%' || ?1 || '%' LIMIT 50").expect("a statement");
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    // As it is typed: each prefix is a keystroke.
    for typed in ["张", "张伟", "娜敏", "zw", "zwf", "w", "wxm", "0121", "王丽强", "钱孙"] {
        for _ in 0..20 {
            let begin = Instant::now();
            let found = office.read().search_candidates(typed, 50).expect("an answer");
            ours.push(begin.elapsed().as_secs_f64() * 1000.0);
            assert!(found.len() <= 50);
        }
    }
    for name in ["娜敏", "丽强磊", "没有此人"] {
        for _ in 0..20 {
            let begin = Instant::now();
            like.query_map([name], |row| row.get::<_, i64>(0)).expect("an answer").for_each(drop);
            theirs.push(begin.elapsed().as_secs_f64() * 1000.0);
        }
    }
    let told = |values: &[f64]| format!("{:.3} ms (p99 {:.3})", median(values), at(values, 99));
    let ratio = median(&ours) / at(&theirs, 99);
    table.add("search, one keystroke", "LIKE scan of the names", told(&theirs), told(&ours), ratio, Goal::AtMost(0.2));
}
