//! Search as one types over a file of many candidates, against a scan of the same names for one that is not there.

use std::time::Instant;

use rusqlite::Connection;
use touchstone::ops::Office;

use crate::files::Filled;
use crate::rows::{Goal, Round, Rounds, Table, median};

/// As it is typed: each prefix is a keystroke.
const TYPED: [&str; 10] = ["张", "张伟", "娜敏", "zw", "zwf", "w", "wxm", "0121", "王丽强", "钱孙"];
const PAGE: u32 = 50;

pub fn run(table: &mut Table, file: &Filled) {
    let goal = Goal::AtMost(0.2);
    let office = Office::open(&file.path).expect("the file opens");
    let scan = Connection::open(&file.path).expect("the file opens");
    let mut like =
        scan.prepare("SELECT id FROM candidate WHERE name LIKE '%' || ?1 || '%' LIMIT 50").expect("a statement");
    let rounds = Rounds::paired(goal, || {
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for typed in TYPED {
            let begin = Instant::now();
            let found = office.read().search_candidates(typed, PAGE).expect("an answer");
            ours.push(begin.elapsed().as_secs_f64() * 1000.0);
            assert!(found.len() <= PAGE as usize);
            let begin = Instant::now();
            assert_eq!(like.query_map(["没有此人"], |row| row.get::<_, i64>(0)).expect("an answer").count(), 0);
            theirs.push(begin.elapsed().as_secs_f64() * 1000.0);
        }
        let (ours, theirs) = (median(&ours), median(&theirs));
        Some(Round { theirs, ours, ratio: ours / theirs })
    });
    let rounds = rounds.expect("every round has figures");
    let told = |time: f64| format!("{time:.3} ms");
    table.add("search, one keystroke", "LIKE scan of the names, no hit", &rounds, told, goal);
}
