//! Sheets signed in piles, and every signature checked with the right of whoever made it, beside bare Ed25519.

use std::time::Instant;

use chrono::{Days, NaiveDate};
use rusqlite::Connection;
use touchstone::credential::signing::{Signer, Verifier};
use touchstone::credential::tags;
use touchstone::domain::evaluation::batch::{BatchPlan, BatchState};
use touchstone::domain::evaluation::subject::SubjectKind::{Skills, Theory};
use touchstone::domain::id::EntryId;
use touchstone::ops::entry::{RosterFile, accept_eligible, seat_all, take_roster};
use touchstone::ops::marking::{Desk, Typed, keep_sheets, sign_pile};
use touchstone::ops::staffing::name_panel;
use touchstone::ops::{account, batch};
use touchstone::store::check::authority;
use touchstone::store::draft::SheetKey;

use crate::import::applicants;
use crate::rows::{Goal, Round, Rounds, Table};
use crate::support::{Bench, CLERK, EXAMINERS, KEYERS, PASSPHRASE, SKILLS, STANDARD, THEORY};

/// Entries of one batch at most; its tickets have four digits. There are four batches or more.
const BATCH: usize = 9_000;

pub fn run(table: &mut Table, entries: usize) {
    // One panel for all of them, however many.
    let standard = STANDARD.replace("ratio = 5", "ratio = 60000");
    let mut bench = Bench::founded_with(&standard, &[THEORY, SKILLS]);
    let mut signed = Vec::new();
    let size = BATCH.min(entries.div_ceil(4));
    for (nth, from) in (0..entries).step_by(size).enumerate() {
        let count = size.min(entries - from);
        sit(&mut bench, nth, from, count);
        let first = i64::try_from(from).expect("a small number") + 1;
        let ids: Vec<EntryId> = (first..).map(EntryId).take(count).collect();
        for examiner in EXAMINERS {
            bench.sit(examiner);
            let typed: Vec<_> = ids.iter().map(|entry| whole(&bench, *entry)).collect();
            keep_sheets(&mut bench.office, &typed).expect("marks of the paper");
            let hand = account::prove(&mut bench.office, PASSPHRASE).expect("their passphrase");
            let begin = Instant::now();
            sign_pile(&mut bench.office, &ids, Skills, &hand).expect("whole sheets");
            signed.push(count as f64 / begin.elapsed().as_secs_f64());
        }
    }
    bench.office.settle().expect("settled");
    let conn = Connection::open(bench.path()).expect("the file opens");
    let payloads: Vec<Vec<u8>> = conn
        .prepare("SELECT payload FROM journal WHERE kind = 'sheet_signed'")
        .and_then(|mut rows| rows.query_map([], |row| row.get(0))?.collect())
        .expect("the sheets");
    signing(table, &payloads, &signed);
    checking(table, &conn, &payloads);
}

/// Takes the `nth` batch, a month after the one before, from its plan to the day of its exam, by acts.
fn sit(bench: &mut Bench, nth: usize, from: usize, count: usize) {
    let later = |day: NaiveDate| day + Days::new(30 * nth as u64);
    let mut plan = bench.plan();
    let (begin, closed, exam) =
        (later(plan.registration_from), later(plan.registration_until) + Days::new(1), later(plan.exam_on));
    plan = BatchPlan {
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
    for (subject, panel) in [(Skills, &EXAMINERS[..]), (Theory, &KEYERS[..])] {
        let key = bench.panel(subject);
        // The same people batch after batch need a reason.
        let reason = (nth > 0).then_some("只有这些考评员");
        name_panel(&mut bench.office, key, panel, reason).expect("a panel");
    }
    bench.clock.set(&at(exam));
    bench.advance_to(BatchState::Marking);
}

/// A sheet with full marks, as its examiner typed it.
fn whole(bench: &Bench, entry: EntryId) -> (SheetKey, Vec<Typed>) {
    let key = SheetKey { entry, subject: Skills, examiner: bench.office.who() };
    let desk = Desk::open(&bench.office.read(), key).expect("a sheet to mark");
    let paper = desk.paper().expect("its paper").clone();
    let chosen = paper.first_choices();
    let marks = paper.criteria(&chosen).map(|(_, criterion)| {
        let given = criterion.best();
        let note = if criterion.needs_note(&given) { "理由" } else { "" };
        Typed { criterion: criterion.id.clone(), given, note: note.to_owned() }
    });
    (key, marks.collect())
}

fn signing(table: &mut Table, payloads: &[Vec<u8>], signed: &[f64]) {
    let signer = Signer::from_seed(&[7; 32]);
    let mut ours = signed.iter().cycle();
    let rounds = Rounds::paired(Goal::Told, || {
        let begin = Instant::now();
        assert!(payloads.iter().all(|payload| signer.sign(tags::SHEET, payload) != [0; 64]));
        let theirs = payloads.len() as f64 / begin.elapsed().as_secs_f64();
        let ours = *ours.next().expect("it goes round");
        Some(Round { theirs, ours, ratio: ours / theirs })
    });
    let rounds = rounds.expect("every round has figures");
    let told = |rate: f64| format!("{rate:.0} sheets/s");
    table.add("sheets signed in a pile, outcomes derived", "bare Ed25519 signature", &rounds, told, Goal::Told);
}

fn checking(table: &mut Table, conn: &Connection, payloads: &[Vec<u8>]) {
    let goal = Goal::AtLeast(0.5);
    let signer = Signer::from_seed(&[7; 32]);
    let verifier = Verifier::new(&signer.public()).expect("a key of our own");
    let pairs: Vec<(&[u8], [u8; 64])> =
        payloads.iter().map(|payload| (payload.as_slice(), signer.sign(tags::SHEET, payload))).collect();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let rounds = Rounds::paired(goal, || {
        let begin = Instant::now();
        std::thread::scope(|scope| {
            for part in pairs.chunks(pairs.len().div_ceil(cores)) {
                let verifier = &verifier;
                scope.spawn(move || {
                    assert!(part.iter().all(|(bytes, signature)| verifier.verifies(tags::SHEET, bytes, signature)));
                });
            }
        });
        let theirs = begin.elapsed().as_secs_f64();
        let begin = Instant::now();
        let (findings, count) = authority(conn, &mut |_, _| true).expect("the journal is read");
        let ours = begin.elapsed().as_secs_f64();
        assert!(findings.is_empty() && count as usize >= payloads.len(), "both sides verified the same sheets");
        let rate = |time: f64| payloads.len() as f64 / time;
        Some(Round { theirs: rate(theirs), ours: rate(ours), ratio: theirs / ours })
    });
    let rounds = rounds.expect("every round has figures");
    let told = |rate: f64| format!("{rate:.0} sheets/s");
    table.add(
        "signed sheets checked: who, in which right, what",
        "bare strict Ed25519, same cores",
        &rounds,
        told,
        goal,
    );
}
