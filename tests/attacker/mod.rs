//! Somebody who owns the file, has time and knows the program: what they do to it by SQL, and with which stolen keys.
#![allow(dead_code, reason = "each test file uses its own part of it")]

use std::path::{Path, PathBuf};

use rusqlite::{Connection, params};
use tempfile::TempDir;
use touchstone::credential::canonical::to_canonical;
use touchstone::credential::checkpoint::Checkpoint;
use touchstone::credential::checkpoint_code::CheckpointCode;
use touchstone::credential::custody::{Secret, WrappingKey};
use touchstone::credential::note::{Note, NoteSigner};
use touchstone::credential::signing::Signer;
use touchstone::credential::tags;
use touchstone::credential::tree::Frontier;
use touchstone::domain::anchor::Reason;
use touchstone::domain::evaluation::batch::BatchState;
use touchstone::domain::evaluation::criterion::Given;
use touchstone::domain::evaluation::sheet::Sheet;
use touchstone::domain::id::{EntryId, PersonId};
use touchstone::ops::against::{Anchor, Verdict, compare};
use touchstone::ops::check::{Depth, check};
use touchstone::ops::outcome::derived;
use touchstone::ops::{Office, checkpoint};
use touchstone::store::act::{Kind, OutcomeDerived};
use touchstone::store::check::Finding;
use touchstone::store::checkpoint::CheckpointRow;
use touchstone::store::journal::JournalRow;

use crate::support::{Bench, CLERK, PASSPHRASE};

/// A marked batch. Two codes of its journal were put on paper: one after the first candidate, one after the last.
pub struct Scene {
    pub folder: TempDir,
    pub early: CheckpointCode,
    pub late: CheckpointCode,
}

pub fn scene() -> Scene {
    let mut bench = Bench::marking(3);
    let early = first_marked(&mut bench);
    bench.full_marks(EntryId(2));
    bench.full_marks(EntryId(3));
    close(bench, early)
}

/// The first candidate is marked and a code put on paper.
pub fn first_marked(bench: &mut Bench) -> CheckpointCode {
    bench.full_marks(EntryId(1));
    checkpoint::keep(&bench.office, Reason::Export).unwrap().unwrap().code()
}

/// The scores are locked and the code put on paper again.
pub fn close(mut bench: Bench, early: CheckpointCode) -> Scene {
    bench.sit(CLERK);
    bench.advance_to(BatchState::Confirming);
    let late = checkpoint::code_now(&bench.office).unwrap().unwrap();
    Scene { folder: left(bench), early, late }
}

/// Everybody has gone home; the file lies there.
pub fn left(bench: Bench) -> TempDir {
    bench.office.settle().unwrap();
    let Bench { folder, office, .. } = bench;
    drop::<Office>(office);
    folder
}

impl Scene {
    pub fn path(&self) -> PathBuf {
        self.folder.path().join("station.touchstone")
    }

    pub fn attack(&self, act: impl FnOnce(&Connection)) {
        attack(&self.path(), act);
    }

    /// The row of an examiner's sheet of the skills of entry 3.
    pub fn row(&self, examiner: PersonId) -> i64 {
        sheet_row(&Connection::open(self.path()).unwrap(), EntryId(3), examiner)
    }

    pub fn findings(&self, depth: Depth) -> Vec<Finding> {
        findings(&self.path(), depth)
    }

    /// What the check says, in English, a line each.
    pub fn told(&self, depth: Depth) -> String {
        self.findings(depth).into_iter().map(|finding| format!("{}: {}\n", finding.code, finding.text.en)).collect()
    }

    pub fn against(&self, codes: &[CheckpointCode]) -> Vec<Verdict> {
        let office = Office::open(&self.path()).unwrap();
        let anchors: Vec<Anchor> = codes.iter().map(|code| Anchor::Code(*code)).collect();
        compare(&office.read(), &anchors).unwrap().into_iter().map(|compared| compared.verdict).collect()
    }

    /// Which layers see that something was done to the file: the tree by itself, the tables, the station's signed checkpoints,
    /// people's signatures, the early code on paper, the late one.
    pub fn seen_by(&self) -> Vec<&'static str> {
        let found = self.findings(Depth::Full);
        let layer = |finding: &Finding| match finding.code {
            "row" | "root" | "gap" | "tip" | "sealed" => "tree",
            "projection" | "outcome" | "replay" | "schema" | "certificate_date" => "tables",
            "signature" | "authority" | "basis" | "digest" => "people",
            code if code.starts_with("checkpoint") => "station",
            other => panic!("{other} is of no layer"),
        };
        let mut seen: Vec<_> = found.iter().map(layer).collect();
        let told = self.against(&[self.early, self.late]);
        seen.extend(
            ["early", "late"].into_iter().zip(told).filter(|(_, told)| *told != Verdict::Same).map(|(name, _)| name),
        );
        let order = ["tree", "tables", "station", "people", "early", "late"];
        order.into_iter().filter(|layer| seen.contains(layer)).collect()
    }
}

pub fn findings(path: &Path, depth: Depth) -> Vec<Finding> {
    let office = Office::open(path).unwrap();
    check(&office, depth, &mut |_, _| true).unwrap().findings
}

/// What the holder of the file does to it, with every guard taken away, and put back so that nobody sees that.
pub fn attack(path: &Path, act: impl FnOnce(&Connection)) {
    let conn = Connection::open(path).unwrap();
    conn.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;").unwrap();
    let triggers: Vec<(String, String)> = conn
        .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY rowid")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    triggers.iter().for_each(|(name, _)| conn.execute_batch(&format!("DROP TRIGGER {name}")).unwrap());
    act(&conn);
    triggers.iter().for_each(|(_, sql)| conn.execute_batch(sql).unwrap());
}

/// A key out of the file, by whoever knows the person's passphrase.
pub fn stolen(path: &Path, person: PersonId, secret: Secret) -> Signer {
    let office = Office::open(path).unwrap();
    let account = office.read().account(person).unwrap().unwrap();
    let key = WrappingKey::derive(PASSPHRASE, &account.salt, account.cost);
    let wrapped = account.secret(secret).expect("this person holds it");
    Signer::from_seed(&key.unwrap(person, secret, wrapped).unwrap())
}

/// The keys that an attacker has.
#[derive(Default)]
pub struct Keys {
    station: Option<Signer>,
    people: Vec<(PersonId, Signer)>,
}

impl Keys {
    pub fn none() -> Keys {
        Keys::default()
    }

    /// The station's checkpoint key.
    pub fn of_station(path: &Path) -> Keys {
        Keys { station: Some(stolen(path, CLERK, Secret::Checkpoint)), people: Vec::new() }
    }

    pub fn and(mut self, path: &Path, person: PersonId) -> Keys {
        self.people.push((person, stolen(path, person, Secret::Signing)));
        self
    }

    /// Everybody's.
    pub fn all(path: &Path) -> Keys {
        (1..=8).map(PersonId).fold(Keys::of_station(path), |keys, person| keys.and(path, person))
    }
}

/// Makes every leaf, the tree's tip, the checkpoints and, as far as the keys go, every signature again.
pub fn rebuild(conn: &Connection, keys: &Keys) {
    let sql = format!("SELECT {} FROM journal ORDER BY seq", JournalRow::COLUMNS);
    let rows: Vec<JournalRow> =
        conn.prepare(&sql).unwrap().query_map([], JournalRow::from_row).unwrap().collect::<Result<_, _>>().unwrap();
    let mut tree = Frontier::default();
    let mut roots = vec![tree.root()];
    for row in rows {
        let leaf = row.hash();
        conn.execute("UPDATE journal SET leaf = ?1 WHERE seq = ?2", params![&leaf.0[..], row.seq]).unwrap();
        for (person, signer) in &keys.people {
            let right = Kind::from_word(&row.kind).unwrap().right();
            let bytes = if right.is_signed() && row.person == person.0 {
                signer.sign(tags::SHEET, &row.payload)
            } else if right.needs_second() && row.second == Some(person.0) {
                signer.sign(tags::ACT, &leaf.0)
            } else {
                continue;
            };
            let sql = "UPDATE signature SET bytes = ?1 WHERE seq = ?2 AND person = ?3";
            conn.execute(sql, params![bytes, row.seq, person]).unwrap();
        }
        tree.append(leaf);
        roots.push(tree.root());
    }
    let size = i64::try_from(tree.size()).unwrap();
    conn.execute("UPDATE journal_tip SET size = ?1, frontier = ?2", params![size, tree.to_bytes()]).unwrap();
    conn.execute("DELETE FROM checkpoint WHERE size > ?1", [size]).unwrap();
    let kept: Vec<(i64, u64, String)> = conn
        .prepare("SELECT number, size, at FROM checkpoint")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?.unsigned_abs(), row.get(2)?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let origin = touchstone::store::checkpoint::name(conn).unwrap().unwrap();
    for (number, size, at) in kept {
        let root = roots[usize::try_from(size).unwrap()];
        conn.execute("UPDATE checkpoint SET root = ?1 WHERE number = ?2", params![&root.0[..], number]).unwrap();
        if let Some(signer) = &keys.station {
            let body = Checkpoint { origin: origin.clone(), size, root }.body();
            let signer = NoteSigner { key: signer.public(), sign: &|message| signer.raw(message) };
            let mut note = Note::sign(&body, &origin, &signer).unwrap();
            let at = chrono::DateTime::parse_from_rfc3339(&at).unwrap().timestamp().unsigned_abs();
            note.cosign(&origin, &signer, at).unwrap();
            let note = note.to_text().into_bytes();
            conn.execute("UPDATE checkpoint SET note = ?1 WHERE number = ?2", params![note, number]).unwrap();
            let sql = format!("SELECT {} FROM checkpoint WHERE number = ?1", CheckpointRow::COLUMNS);
            let row = conn.query_row(&sql, [number], CheckpointRow::from_row).unwrap();
            let seal = (signer.sign)(&row.claim(&origin));
            conn.execute("UPDATE checkpoint SET seal = ?1 WHERE number = ?2", params![&seal[..], number]).unwrap();
        }
    }
}

/// The row of the journal in which somebody signed their sheet of the skills of an entry.
pub fn sheet_row(conn: &Connection, entry: EntryId, examiner: PersonId) -> i64 {
    let sql = "SELECT max(seq) FROM sheet WHERE entry = ?1 AND examiner = ?2 AND subject = 'skills'";
    conn.query_row(sql, params![entry, examiner], |row| row.get(0)).unwrap()
}

/// That sheet with its first mark made nothing.
pub fn falsified(conn: &Connection, seq: i64) -> Sheet {
    let payload: Vec<u8> =
        conn.query_row("SELECT payload FROM journal WHERE seq = ?1", [seq], |row| row.get(0)).unwrap();
    let mut sheet: Sheet = serde_json::from_slice(&payload).unwrap();
    let nothing = match &sheet.marks[0] {
        Given::Flag(_) => Given::Flag(false),
        Given::Number(_) => Given::Number(0),
        Given::Faults(_) => Given::Faults("aaaa".into()),
    };
    assert_ne!(sheet.marks[0], nothing);
    sheet.marks[0] = nothing;
    sheet
}

/// Edits a signed mark; the row that it stands in.
pub fn edit_mark(conn: &Connection, entry: EntryId, examiner: PersonId) -> i64 {
    let seq = sheet_row(conn, entry, examiner);
    let payload = to_canonical(&falsified(conn, seq)).unwrap();
    conn.execute("UPDATE journal SET payload = ?1 WHERE seq = ?2", params![payload, seq]).unwrap();
    seq
}

/// Lets the program itself say what outcome now follows, and writes that where the old one stood.
pub fn rederive(path: &Path, entry: EntryId) {
    let office = Office::open(path).unwrap();
    let outcome = derived(&office.read(), entry).unwrap();
    drop(office);
    let verdict = serde_json::to_value(outcome.verdict).unwrap();
    let derivation = to_canonical(&outcome).unwrap();
    let payload = to_canonical(&OutcomeDerived { entry, outcome }).unwrap();
    attack(path, |conn| {
        let sql = "UPDATE journal SET payload = ?1 WHERE seq = (SELECT seq FROM outcome WHERE entry = ?2)";
        assert_eq!(conn.execute(sql, params![payload, entry]), Ok(1));
        let sql = "UPDATE outcome SET verdict = ?1, derivation = ?2 WHERE entry = ?3";
        conn.execute(sql, params![verdict.as_str().unwrap(), derivation, entry]).unwrap();
    });
}

/// Moves every row from `from` on by `by` places, in every table that names rows.
pub fn renumber(conn: &Connection, from: i64, by: i64) {
    for table in ["journal", "signature", "sealed", "sheet", "outcome"] {
        conn.execute(&format!("UPDATE {table} SET seq = -(seq + ?2) WHERE seq >= ?1"), [from, by]).unwrap();
        conn.execute(&format!("UPDATE {table} SET seq = -seq WHERE seq < 0"), []).unwrap();
    }
}

/// Takes a row out, and closes the gap.
pub fn take_out(conn: &Connection, gone: i64) {
    for table in ["journal", "signature", "sealed", "sheet", "outcome"] {
        conn.execute(&format!("DELETE FROM {table} WHERE seq = ?1"), [gone]).unwrap();
    }
    renumber(conn, gone + 1, -1);
}
