//! One mark saved as it is typed, beside a bare commit to the same disk under the same settings. Wall time: the disk's.

use std::time::Instant;

use rusqlite::Connection;
use touchstone::domain::evaluation::criterion::Given;
use touchstone::domain::evaluation::subject::SubjectKind::Skills;
use touchstone::domain::id::EntryId;
use touchstone::ops::marking::{Desk, keep};
use touchstone::store::draft::SheetKey;
use touchstone::store::settings;

use crate::rows::{Goal, Round, Rounds, Table, median};
use crate::support::{Bench, EXAMINERS};

/// Marks saved in a round.
const MARKS: usize = 200;

pub fn run(table: &mut Table) {
    let goal = Goal::AtMost(1.3);
    let mut bench = Bench::marking(3);
    bench.sit(EXAMINERS[0]);
    let key = SheetKey { entry: EntryId(1), subject: Skills, examiner: EXAMINERS[0] };
    let desk = Desk::open(&bench.office.read(), key).expect("a sheet to mark");
    let paper = desk.paper().expect("its paper").clone();
    let chosen = paper.first_choices();
    let criteria: Vec<(String, Given)> =
        paper.criteria(&chosen).map(|(_, criterion)| (criterion.id.clone(), criterion.best())).collect();
    let bare = Connection::open(bench.folder.path().join("bare.db")).expect("a new file");
    settings::guard(&bare).expect("the program's settings");
    settings::pin_for_writing(&bare).expect("the program's settings");
    bare.execute_batch("CREATE TABLE mark (id INTEGER PRIMARY KEY, given INTEGER NOT NULL) STRICT").expect("a table");
    let mut saved = 0;
    let rounds = Rounds::paired(goal, || {
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for n in 0..MARKS {
            let id = i64::try_from(n % criteria.len()).expect("a small number");
            let begin = Instant::now();
            bare.prepare_cached("INSERT OR REPLACE INTO mark VALUES (?1, ?2)")
                .and_then(|mut insert| insert.execute([id, i64::try_from(n).expect("a small number")]))
                .expect("saved");
            theirs.push(begin.elapsed().as_secs_f64() * 1000.0);
            let (criterion, given) = &criteria[n % criteria.len()];
            // Never what stands there already: then nothing would have to be written.
            saved += 1;
            let note = format!("第 {saved} 次");
            let begin = Instant::now();
            keep(&mut bench.office, key, criterion, Some(given), &note).expect("saved");
            ours.push(begin.elapsed().as_secs_f64() * 1000.0);
        }
        let (ours, theirs) = (median(&ours), median(&theirs));
        Some(Round { theirs, ours, ratio: ours / theirs })
    });
    let rounds = rounds.expect("every round has figures");
    let told = |time: f64| format!("{time:.3} ms");
    table.add("one mark saved, durable, p50", "bare commit, same settings", &rounds, told, goal);
}
