//! A page of candidates at 99 % of the list, beside the same page by OFFSET and beside the first page. Processor time.

use cpu_time::ProcessTime;
use rusqlite::Connection;
use touchstone::domain::id::CandidateId;
use touchstone::ops::Office;
use touchstone::store::settings;

use crate::files::Filled;
use crate::rows::{Goal, Round, Rounds, Table};

const PAGE: u32 = 50;
/// Pages read in a round: one alone is too short for the clock.
const PAGES: u32 = 200;

pub fn run(table: &mut Table, file: &Filled) {
    let office = Office::open(&file.path).expect("the file opens");
    let after = file.people / 100 * 99;
    let page = |after: u32| office.read().candidates_after(CandidateId(after.into()), PAGE).expect("a page");
    let plain = file.reader();
    settings::guard(&plain).expect("the program's settings");
    let ids: Vec<i64> = page(after).iter().map(|one| one.id.0).collect();
    assert_eq!((ids.len(), &ids), (PAGE as usize, &offset(&plain, after)), "the same page on both sides");
    let timed = |after: u32| {
        let begin = ProcessTime::now();
        for _ in 0..PAGES {
            assert_eq!(page(after).len(), PAGE as usize);
        }
        begin.elapsed().as_secs_f64() * 1000.0 / f64::from(PAGES)
    };
    let told = |time: f64| format!("{time:.3} cpu-ms");
    let work = format!("page at 99 % of {}", file.told());
    // What the other side does grows with the list, and what is asked of us with it.
    let goal = Goal::AtLeast((f64::from(file.people) / 10_000.0).floor().clamp(1.0, 1000.0));
    let rounds = Rounds::paired(goal, || {
        let begin = ProcessTime::now();
        assert_eq!(offset(&plain, after), ids);
        let theirs = begin.elapsed().as_secs_f64() * 1000.0;
        let ours = timed(after);
        Some(Round { theirs, ours, ratio: theirs / ours })
    });
    table.add(&work, "SQL OFFSET", &rounds.expect("figures"), told, goal);
    let goal = Goal::AtMost(2.0);
    let rounds = Rounds::paired(goal, || {
        let (theirs, ours) = (timed(0), timed(after));
        Some(Round { theirs, ours, ratio: ours / theirs })
    });
    table.add(&work, "the first page", &rounds.expect("figures"), told, goal);
}

fn offset(plain: &Connection, after: u32) -> Vec<i64> {
    let mut page = plain
        .prepare_cached(
            "SELECT id, name, doc_kind, doc_cipher, sex, birth FROM candidate ORDER BY id LIMIT ?1 OFFSET ?2",
        )
        .expect("a statement");
    let rows = page.query_map([PAGE, after], |row| {
        // Every column is read, as on our side.
        (1..6).try_for_each(|column| row.get_ref(column).map(|_| ()))?;
        row.get(0)
    });
    rows.and_then(Iterator::collect).expect("a page")
}
