//! Sheets signed in piles, and every signature checked with the right of whoever made it, beside bare Ed25519.

use std::time::Instant;

use rusqlite::Connection;
use touchstone::credential::signing::{Signer, Verifier};
use touchstone::credential::tags;
use touchstone::domain::evaluation::subject::SubjectKind::{Skills, Theory};
use touchstone::ops::marking::{Desk, Typed};
use touchstone::store::check::authority;
use touchstone::store::draft::SheetKey;

use crate::piles::{self, BATCH, Panels};
use crate::rows::{Goal, Round, Rounds, Table};
use crate::support::{Bench, EXAMINERS, KEYERS, SKILLS, STANDARD, THEORY};

pub fn run(table: &mut Table, entries: usize) {
    // One panel for all of them, however many.
    let standard = STANDARD.replace("ratio = 5", "ratio = 60000");
    let mut bench = Bench::founded_with(&standard, &[THEORY, SKILLS]);
    let panels: Panels = &[(Skills, &EXAMINERS), (Theory, &KEYERS)];
    // Four batches or more.
    let size = BATCH.min(entries.div_ceil(4));
    let signed = piles::sign(&mut bench, entries, size, panels, whole);
    let conn = Connection::open(bench.path()).expect("the file opens");
    let payloads: Vec<Vec<u8>> = conn
        .prepare("SELECT payload FROM journal WHERE kind = 'sheet_signed'")
        .and_then(|mut rows| rows.query_map([], |row| row.get(0))?.collect())
        .expect("the sheets");
    signing(table, &payloads, &signed);
    checking(table, &conn, &payloads);
}

/// A sheet with full marks, as its examiner typed it.
fn whole(bench: &Bench, key: SheetKey) -> Vec<Typed> {
    let desk = Desk::open(&bench.office.read(), key).expect("a sheet to mark");
    let paper = desk.paper().expect("its paper").clone();
    let chosen = paper.first_choices();
    let marks = paper.criteria(&chosen).map(|(_, criterion)| {
        let given = criterion.best();
        let note = if criterion.needs_note(&given) { "理由" } else { "" };
        Typed { criterion: criterion.id.clone(), given, note: note.to_owned() }
    });
    marks.collect()
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
