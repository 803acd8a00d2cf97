//! Batches taken by acts alone from their plan to the day of their exam, and their skills sheets signed in piles.

use std::time::Instant;

use chrono::{Days, NaiveDate};
use touchstone::domain::evaluation::batch::{BatchPlan, BatchState};
use touchstone::domain::evaluation::subject::SubjectKind::{self, Skills};
use touchstone::domain::id::{EntryId, PersonId};
use touchstone::ops::entry::{RosterFile, accept_eligible, seat_all, take_roster};
use touchstone::ops::marking::{Typed, keep_sheets, sign_pile};
use touchstone::ops::staffing::name_panel;
use touchstone::ops::{account, batch};
use touchstone::store::draft::SheetKey;

use crate::import::applicants;
use crate::support::{Bench, CLERK, EXAMINERS, PASSPHRASE};

/// Entries of one batch at most: its tickets have four digits.
pub const BATCH: usize = 9_000;

/// Who marks which subject.
pub type Panels<'a> = &'a [(SubjectKind, &'a [PersonId])];

/// Signs the skills sheets of so many entries, in batches of `size`, each as `typed` has it for whoever sits at the desk. Answers how many
/// sheets a second each pile was signed at.
pub fn sign(
    bench: &mut Bench,
    count: usize,
    size: usize,
    panels: Panels,
    typed: impl Fn(&Bench, SheetKey) -> Vec<Typed>,
) -> Vec<f64> {
    let mut rates = Vec::new();
    for (nth, from) in (0..count).step_by(size).enumerate() {
        let here = size.min(count - from);
        sit(bench, nth, (from, here), panels);
        let ids = entries(from, here);
        for examiner in EXAMINERS {
            bench.sit(examiner);
            let key = |entry| SheetKey { entry, subject: Skills, examiner };
            let sheets: Vec<_> = ids.iter().map(|entry| (key(*entry), typed(bench, key(*entry)))).collect();
            keep_sheets(&mut bench.office, &sheets).expect("marks of the paper");
            let hand = account::prove(&mut bench.office, PASSPHRASE).expect("their passphrase");
            let begin = Instant::now();
            sign_pile(&mut bench.office, &ids, Skills, &hand).expect("whole sheets");
            rates.push(here as f64 / begin.elapsed().as_secs_f64());
        }
    }
    bench.office.settle().expect("settled");
    rates
}

/// Entries are numbered in the order in which they are taken.
pub fn entries(from: usize, count: usize) -> Vec<EntryId> {
    let first = i64::try_from(from).expect("a small number") + 1;
    (first..).map(EntryId).take(count).collect()
}

/// Takes the `nth` batch, a month after the one before, from its plan to the day of its exam.
fn sit(bench: &mut Bench, nth: usize, (from, count): (usize, usize), panels: Panels) {
    let later = |day: NaiveDate| day + Days::new(30 * nth as u64);
    let plan = bench.plan();
    let (begin, closed, exam) =
        (later(plan.registration_from), later(plan.registration_until) + Days::new(1), later(plan.exam_on));
    let plan = BatchPlan {
        code: format!("J2026-{:02}", nth + 1),
        registration_from: begin,
        registration_until: later(plan.registration_until),
        exam_on: exam,
        ..plan
    };
    let at = |day: NaiveDate| format!("{day}T09:00:00+08:00");
    bench.sit(CLERK);
    if nth > 0 {
        bench.clock.set(&at(begin));
    }
    bench.batch = batch::plan(&mut bench.office, None, plan).expect("a plan");
    bench.advance_to(BatchState::Registering);
    let file = RosterFile { name: format!("{nth}.csv"), sha256: format!("{nth:064}") };
    take_roster(&mut bench.office, bench.batch, &applicants(from, count), &file).expect("clean rows");
    bench.clock.set(&at(closed));
    bench.advance_to(BatchState::Reviewing);
    accept_eligible(&mut bench.office, bench.batch).expect("all of them are eligible");
    bench.advance_to(BatchState::Arranging);
    seat_all(&mut bench.office, bench.batch).expect("seats");
    bench.advance_to(BatchState::Staffing);
    batch::choose_papers(&mut bench.office, bench.batch).expect("papers");
    for (subject, panel) in panels {
        let key = bench.panel(*subject);
        // The same people batch after batch need a reason.
        let reason = (nth > 0).then_some("只有这些考评员");
        name_panel(&mut bench.office, key, panel, reason).expect("a panel");
    }
    bench.clock.set(&at(exam));
    bench.advance_to(BatchState::Marking);
}
