//! The attacks of the threat model, done by SQL on real files by somebody who owns the file and has time: what `check` finds by itself,
//! and what only a code on paper finds.

mod support;

use std::path::{Path, PathBuf};

use ed25519_dalek::{Signer as _, SigningKey};
use rusqlite::{Connection, params};
use support::Bench;
use tempfile::TempDir;
use touchstone::credential::checkpoint_code::CheckpointCode;
use touchstone::credential::note::NoteSigner;
use touchstone::credential::tree::{Frontier, Hash};
use touchstone::domain::anchor::Reason;
use touchstone::domain::evaluation::batch::BatchState;
use touchstone::domain::id::EntryId;
use touchstone::domain::stamp::Role;
use touchstone::ops::against::{Anchor, Verdict, compare};
use touchstone::ops::check::{Depth, check};
use touchstone::ops::witness::witness;
use touchstone::ops::{Office, account, batch, certificate, checkpoint, day, keep, marking, settings, station};
use touchstone::store::Failure;
use touchstone::store::act::{PersonRecorded, StationFounded};
use touchstone::store::backup::Existing;
use touchstone::store::journal::JournalRow;

/// A marked batch; the code of the middle of its journal was put on paper.
struct Scene {
    folder: TempDir,
    early: CheckpointCode,
    late: CheckpointCode,
}

fn scene() -> Scene {
    let mut bench = Bench::marking(3);
    bench.full_marks(EntryId(1));
    let early = checkpoint::keep(&bench.office, Reason::Export).unwrap().code();
    bench.full_marks(EntryId(2));
    bench.full_marks(EntryId(3));
    bench.sit(support::CLERK);
    bench.advance_to(BatchState::Confirming);
    let late = checkpoint::code_now(&bench.office).unwrap().unwrap();
    bench.office.settle().unwrap();
    let Bench { folder, .. } = bench;
    Scene { folder, early, late }
}

impl Scene {
    fn path(&self) -> PathBuf {
        self.folder.path().join("station.touchstone")
    }

    /// What the holder of the file does to it, with every guard taken away.
    fn attack(&self, act: impl FnOnce(&Connection)) {
        let conn = Connection::open(self.path()).unwrap();
        conn.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;").unwrap();
        let triggers: Vec<(String, String)> = conn
            .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
            .unwrap()
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        triggers.iter().for_each(|(name, _)| conn.execute_batch(&format!("DROP TRIGGER {name}")).unwrap());
        act(&conn);
        triggers.iter().for_each(|(_, sql)| conn.execute_batch(sql).unwrap());
    }

    fn findings(&self, depth: Depth) -> Vec<&'static str> {
        let office = Office::open(&self.path()).unwrap();
        let mut codes: Vec<_> =
            check(&office, depth, &mut |_, _| true).unwrap().findings.into_iter().map(|finding| finding.code).collect();
        codes.dedup();
        codes
    }

    fn against(&self, codes: &[CheckpointCode]) -> Vec<Verdict> {
        let office = Office::open(&self.path()).unwrap();
        let anchors: Vec<Anchor> = codes.iter().map(|code| Anchor::Code(*code)).collect();
        compare(&office.read(), &anchors).unwrap().into_iter().map(|compared| compared.verdict).collect()
    }
}

/// Makes every leaf, the tree's tip and the file's own checkpoints again, as somebody who knows the program would.
fn rebuild(conn: &Connection) {
    let sql = format!("SELECT {} FROM journal ORDER BY seq", JournalRow::COLUMNS);
    let rows: Vec<JournalRow> =
        conn.prepare(&sql).unwrap().query_map([], JournalRow::from_row).unwrap().collect::<Result<_, _>>().unwrap();
    let mut tree = Frontier::default();
    let mut roots = vec![tree.root()];
    for row in rows {
        let leaf: Hash = row.hash();
        conn.execute("UPDATE journal SET leaf = ?1 WHERE seq = ?2", params![&leaf.0[..], row.seq]).unwrap();
        tree.append(leaf);
        roots.push(tree.root());
    }
    conn.execute(
        "UPDATE journal_tip SET size = ?1, frontier = ?2",
        params![i64::try_from(tree.size()).unwrap(), tree.to_bytes()],
    )
    .unwrap();
    conn.execute("DELETE FROM checkpoint WHERE size > ?1", [i64::try_from(tree.size()).unwrap()]).unwrap();
    let kept: Vec<(i64, i64)> = conn
        .prepare("SELECT number, size FROM checkpoint")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    for (number, size) in kept {
        let root = roots[usize::try_from(size).unwrap()];
        conn.execute("UPDATE checkpoint SET root = ?1 WHERE number = ?2", params![&root.0[..], number]).unwrap();
    }
}

/// The signed sheets' rows.
const SHEETS: &str = "SELECT seq FROM journal WHERE kind = 'sheet_signed'";

fn edit_first_sheet(conn: &Connection) {
    let (seq, payload): (i64, Vec<u8>) = conn
        .query_row(
            "SELECT seq, payload FROM journal WHERE seq = (SELECT max(seq) FROM journal WHERE kind = 'sheet_signed')",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .unwrap();
    let text = String::from_utf8(payload).unwrap().replacen("\"subject\":\"theory\"", "\"subject\":\"skills\"", 1);
    conn.execute("UPDATE journal SET payload = ?1 WHERE seq = ?2", params![text.into_bytes(), seq]).unwrap();
}

fn delete_and_renumber(conn: &Connection, gone: i64) {
    conn.execute("DELETE FROM journal WHERE seq = ?1", [gone]).unwrap();
    conn.execute("DELETE FROM sealed WHERE seq = ?1", [gone]).unwrap();
    for table in ["journal", "sealed"] {
        conn.execute(&format!("UPDATE {table} SET seq = -(seq - 1) WHERE seq > ?1"), [gone]).unwrap();
        conn.execute(&format!("UPDATE {table} SET seq = -seq WHERE seq < 0"), []).unwrap();
    }
    conn.execute("DELETE FROM sheet WHERE seq = ?1", [gone]).unwrap();
    for table in ["sheet", "outcome"] {
        conn.execute(&format!("UPDATE {table} SET seq = -(seq - 1) WHERE seq > ?1"), [gone]).unwrap();
        conn.execute(&format!("UPDATE {table} SET seq = -seq WHERE seq < 0"), []).unwrap();
    }
}

#[test]
fn an_honest_file_holds_against_every_code() {
    let scene = scene();
    assert_eq!(scene.findings(Depth::Full), Vec::<&str>::new());
    assert_eq!(scene.against(&[scene.early, scene.late]), [Verdict::Same, Verdict::Same]);
}

#[test]
fn a1_an_edited_row_is_named_by_check_and_found_by_the_code() {
    let scene = scene();
    scene.attack(edit_first_sheet);
    assert!(scene.findings(Depth::Usual).contains(&"row"));
    let after = scene.early.size();
    assert_eq!(scene.against(&[scene.early, scene.late]), [Verdict::Same, Verdict::Rewritten { after }]);
}

#[test]
fn a2_an_edited_row_with_a_rebuilt_tree_is_found_by_the_code() {
    let scene = scene();
    scene.attack(|conn| {
        edit_first_sheet(conn);
        rebuild(conn);
    });
    assert!(!scene.findings(Depth::Usual).contains(&"row"), "the tree fits again");
    assert!(scene.findings(Depth::Full).contains(&"projection"), "the tables were forgotten");
    let after = scene.early.size();
    assert_eq!(scene.against(&[scene.early, scene.late]), [Verdict::Same, Verdict::Rewritten { after }]);
    assert_eq!(scene.against(&[scene.late]), [Verdict::Rewritten { after: 0 }]);
}

#[test]
fn a2_a_rebuilt_tree_is_found_by_check_where_the_files_own_checkpoints_were_forgotten() {
    let scene = scene();
    scene.attack(|conn| {
        let roots = "CREATE TEMP TABLE kept AS SELECT number, root FROM checkpoint";
        conn.execute_batch(roots).unwrap();
        edit_first_sheet(conn);
        rebuild(conn);
        let back = "UPDATE checkpoint SET root = (SELECT root FROM kept WHERE kept.number = checkpoint.number)";
        conn.execute_batch(back).unwrap();
    });
    assert!(scene.findings(Depth::Usual).contains(&"checkpoint_root"));
}

#[test]
fn a5_a_row_taken_out_and_all_renumbered_is_found_by_the_code() {
    let scene = scene();
    let gone: i64 = Connection::open(scene.path()).unwrap().query_row(SHEETS, [], |row| row.get(0)).unwrap();
    scene.attack(|conn| {
        delete_and_renumber(conn, gone);
        rebuild(conn);
    });
    let found = scene.findings(Depth::Usual);
    assert!(!found.contains(&"gap") && !found.contains(&"row") && !found.contains(&"root"), "{found:?}");
    // The early code saw one act more than there are before it now, and so does the late one.
    assert!(matches!(scene.against(&[scene.early])[..], [Verdict::Rewritten { .. }]));
    assert_eq!(scene.against(&[scene.late]), [Verdict::Shorter]);
}

#[test]
fn a6_a_tail_cut_off_is_found_by_the_later_code_and_by_the_files_own_checkpoints() {
    let scene = scene();
    let keep = i64::try_from(scene.early.size()).unwrap() + 3;
    let cut = |conn: &Connection| {
        conn.execute("DELETE FROM journal WHERE seq > ?1", [keep]).unwrap();
        conn.execute("DELETE FROM sealed WHERE seq > ?1", [keep]).unwrap();
    };
    scene.attack(|conn| {
        cut(conn);
        conn.execute_batch("CREATE TEMP TABLE kept AS SELECT * FROM checkpoint").unwrap();
        rebuild(conn);
        conn.execute_batch("DELETE FROM checkpoint; INSERT INTO checkpoint SELECT * FROM kept").unwrap();
    });
    assert!(scene.findings(Depth::Usual).contains(&"checkpoint_beyond"));
    let office = Office::open(&scene.path()).unwrap();
    assert!(
        matches!(checkpoint::keep(&office, Reason::Backup), Err(Failure::Refused(why)) if why.code == "journal_shorter")
    );
    drop(office);
    // Whoever cuts the file's own checkpoints too is found by the paper alone.
    scene.attack(rebuild);
    assert!(!scene.findings(Depth::Usual).iter().any(|code| code.starts_with("checkpoint")));
    assert_eq!(scene.against(&[scene.early, scene.late]), [Verdict::Same, Verdict::Shorter]);
}

#[test]
fn a7_an_older_copy_put_back_is_sound_in_itself_and_found_by_any_later_code() {
    let mut bench = Bench::marking(2);
    bench.full_marks(EntryId(1));
    let copy = bench.folder.path().join("昨天.touchstone");
    keep::backup(&bench.office, &copy, Existing::Keep).unwrap();
    let early = checkpoint::code_now(&bench.office).unwrap().unwrap();
    bench.full_marks(EntryId(2));
    let late = checkpoint::code_now(&bench.office).unwrap().unwrap();
    bench.office.settle().unwrap();
    let Bench { folder, office, .. } = bench;
    drop::<Office>(office);
    let path = folder.path().join("station.touchstone");
    keep::restore(&copy, &path, "2026-09-21T09:00:00".parse().unwrap()).unwrap();
    let scene = Scene { folder, early, late };
    assert_eq!(scene.findings(Depth::Full), Vec::<&str>::new(), "nothing in the file itself shows it");
    assert_eq!(scene.against(&[early, late]), [Verdict::Same, Verdict::Shorter]);
    // Work goes on until the journal is as long as it was, and longer: another history now.
    let mut office = Office::open(&scene.path()).unwrap();
    account::sign_in(&mut office, support::CLERK, support::PASSPHRASE).unwrap();
    for n in 0.. {
        if office.read().checkpoint_now().unwrap().unwrap().size > late.size() {
            break;
        }
        settings::set(&mut office, "room_seats", if n % 2 == 0 { "20" } else { "21" }).unwrap();
    }
    drop(office);
    let after = early.size();
    assert_eq!(scene.against(&[early, late]), [Verdict::Same, Verdict::Rewritten { after }]);
}

#[test]
fn a8_what_came_after_the_last_code_can_be_rewritten_and_nothing_finds_it() {
    let scene = scene();
    // Honest about it: only the early code was put on paper.
    scene.attack(|conn| {
        let seq: i64 = conn.query_row("SELECT max(seq) FROM journal", [], |row| row.get(0)).unwrap();
        conn.execute("UPDATE journal SET reason = 'never given' WHERE seq = ?1", [seq]).unwrap();
        rebuild(conn);
    });
    assert_eq!(scene.findings(Depth::Full), Vec::<&str>::new());
    assert_eq!(scene.against(&[scene.early]), [Verdict::Same]);
}

#[test]
fn a10_a_whole_log_made_anew_is_sound_in_itself_and_found_by_every_code_and_by_the_stick() {
    let scene = scene();
    let stick = tempfile::tempdir().unwrap();
    let office = Office::open(&scene.path()).unwrap();
    let first = witness(&office, stick.path()).unwrap();
    assert_eq!((first.before, first.size), (None, scene.late.size()));
    drop(office);
    let kept = std::fs::read(&first.file).unwrap();
    // The same people, the same marks, but entry 1 gets them later: all signed again, with every key.
    let mut again = Bench::marking(3);
    for n in [2, 3, 1] {
        again.full_marks(EntryId(n));
    }
    again.sit(support::CLERK);
    again.advance_to(BatchState::Confirming);
    again.office.settle().unwrap();
    let Bench { folder, office, .. } = again;
    drop::<Office>(office);
    std::fs::copy(folder.path().join("station.touchstone"), scene.path()).unwrap();
    assert_eq!(scene.findings(Depth::Full), Vec::<&str>::new());
    let verdicts = scene.against(&[scene.early, scene.late]);
    assert!(verdicts.iter().all(|verdict| *verdict == Verdict::Rewritten { after: 0 }), "{verdicts:?}");
    let office = Office::open(&scene.path()).unwrap();
    assert!(matches!(witness(&office, stick.path()), Err(Failure::Refused(why)) if why.code == "witness_rewritten"));
    assert_eq!(std::fs::read(&first.file).unwrap(), kept, "the stick keeps what it saw");
}

#[test]
fn the_stick_follows_a_journal_that_only_grows_and_nothing_else() {
    let mut bench = Bench::marking(2);
    let stick = tempfile::tempdir().unwrap();
    let first = witness(&bench.office, stick.path()).unwrap();
    let seen = std::fs::read(&first.file).unwrap();
    bench.full_marks(EntryId(1));
    let second = witness(&bench.office, stick.path()).unwrap();
    assert_eq!((second.before, second.file.clone()), (Some(first.size), first.file.clone()));
    assert!(second.size > first.size && second.proof > 0);
    let third = witness(&bench.office, &first.file).unwrap();
    assert_eq!((third.size, third.proof), (second.size, 0), "nothing was done since");
    // Another file's stick, a damaged one, and one from the future.
    let text = std::fs::read_to_string(&first.file).unwrap();
    let other = text.replacen("S000043000012", "S000043000013", 1);
    let future = text.replacen(&format!("\n{}\n", second.size), &format!("\n{}\n", second.size + 1), 1);
    let cases = [(other, "witness_other_file"), ("x".repeat(40), "witness_unreadable"), (future, "witness_shorter")];
    for (text, code) in cases {
        std::fs::write(&first.file, &text).unwrap();
        assert!(
            matches!(witness(&bench.office, &first.file), Err(Failure::Refused(why)) if why.code == code),
            "{code}"
        );
        assert_eq!(std::fs::read_to_string(&first.file).unwrap(), text, "{code}: left as it was");
    }
    std::fs::write(&first.file, seen).unwrap();
    assert_eq!(witness(&bench.office, &first.file).unwrap().before, Some(first.size), "an older stick is brought up");
}

#[test]
fn a_checkpoint_is_signed_by_whom_it_says_and_a_strangers_is_found() {
    let bench = Bench::marking(1);
    let key = SigningKey::from_bytes(&[7; 32]);
    let sign = |bytes: &[u8]| key.sign(bytes).to_bytes();
    let public = key.verifying_key().to_bytes();
    let unsigned = checkpoint::keep(&bench.office, Reason::DayEnd).unwrap();
    let kept = checkpoint::make(&bench.office, Reason::Backup, Some(&NoteSigner { key: public, sign: &sign })).unwrap();
    assert_eq!(kept.row.number, unsigned.row.number + 1, "the same state, now signed");
    assert_eq!(kept.checkpoint, unsigned.checkpoint);
    let again = checkpoint::keep(&bench.office, Reason::Export).unwrap();
    assert_eq!(again, kept, "what is kept and signed is not kept twice");
    let path = bench.path();
    bench.office.settle().unwrap();
    let conn = Connection::open(&path).unwrap();
    let codes = |keys: &[[u8; 32]]| {
        let found = touchstone::store::check::checkpoints(&conn, keys).unwrap();
        found.into_iter().map(|finding| finding.code).collect::<Vec<_>>()
    };
    assert_eq!(codes(&[[9; 32], public]), Vec::<&str>::new());
    assert_eq!(codes(&[[9; 32]]), ["checkpoint_signature"]);
    assert_eq!(codes(&[]), ["checkpoint_signature"], "a station without a key has signed nothing");
    conn.execute_batch("DROP TRIGGER checkpoint_is_append_only_update").unwrap();
    for sql in [
        "UPDATE checkpoint SET note = CAST(replace(CAST(note AS TEXT), 'touchstone', 'touchstine') AS BLOB)",
        "UPDATE checkpoint SET note = substr(note, 1, length(note) - 1)",
        "UPDATE checkpoint SET note = (SELECT note FROM checkpoint WHERE note IS NOT NULL), size = size - 1",
    ] {
        conn.execute_batch("SAVEPOINT before").unwrap();
        conn.execute_batch(sql).unwrap();
        assert!(codes(&[public]).contains(&"checkpoint_signature"), "{sql}");
        conn.execute_batch("ROLLBACK TO before; RELEASE before").unwrap();
    }
}

#[test]
fn kept_checkpoints_refuse_update_delete_and_replace_and_a_missing_one_is_found() {
    let scene = scene();
    let conn = Connection::open(scene.path()).unwrap();
    conn.execute_batch("PRAGMA recursive_triggers = ON").unwrap();
    for sql in [
        "UPDATE checkpoint SET size = 1",
        "DELETE FROM checkpoint",
        "INSERT OR REPLACE INTO checkpoint SELECT * FROM checkpoint LIMIT 1",
    ] {
        assert!(conn.execute_batch(sql).is_err(), "{sql} went through");
    }
    drop(conn);
    scene.attack(|conn| assert_eq!(conn.execute("DELETE FROM checkpoint WHERE number = 1", []), Ok(1)));
    assert!(scene.findings(Depth::Usual).contains(&"checkpoint_gap"));
}

#[test]
fn scores_locked_certificates_a_day_and_a_backup_each_leave_a_checkpoint() {
    let mut bench = Bench::marking(2);
    (1..=2).for_each(|n| bench.full_marks(EntryId(n)));
    bench.sit(support::CLERK);
    bench.advance_to(BatchState::Publicity);
    bench.clock.set("2026-09-28T09:00:00+08:00");
    bench.advance_to(BatchState::Issuing);
    bench.sit(support::CERTIFIER);
    certificate::issue_batch(&mut bench.office, bench.batch, |_, _| true).unwrap();
    let page = day::end(&mut bench.office).unwrap();
    let copy = bench.folder.path().join("copy.touchstone");
    keep::backup(&bench.office, &copy, Existing::Keep).unwrap();
    let rows = bench.office.read().checkpoints_after(0, 99).unwrap();
    let reasons: Vec<Reason> = rows.iter().map(|row| row.reason).collect();
    // The backup found the day's own checkpoint of the same state.
    assert_eq!(reasons, [Reason::Lock, Reason::Issue, Reason::DayEnd]);
    assert_eq!(page.size, rows[2].size);
    assert_eq!(page.code, checkpoint::code_now(&bench.office).unwrap().unwrap().to_string());
    assert!(page.acts.contains(&("certificate_issued".to_owned(), 2)), "{:?}", page.acts);
    assert!(page.people.iter().any(|(name, _)| name == "秦一"), "{:?}", page.people);
    assert!(matches!(day::end(&mut bench.office), Err(Failure::Refused(why)) if why.code == "nothing_new"));
    assert_eq!(day::newest(&bench.office.read()).unwrap(), Some(page));
}

#[test]
fn a_clock_set_back_is_recorded_before_the_act_that_meets_it_and_shown_on_the_days_page() {
    let mut bench = Bench::marking(1);
    bench.clock.set("2026-09-20T07:56:00+08:00");
    station::record_person(&mut bench.office, "甲", &[Role::Examiner], support::PASSPHRASE).unwrap();
    assert_eq!(bench.office.read().last_of_kind("clock_jumped", i64::MAX).unwrap(), None, "four minutes are no jump");
    bench.clock.set("2020-01-01T00:00:00+08:00");
    station::record_person(&mut bench.office, "乙", &[Role::Examiner], support::PASSPHRASE).unwrap();
    let jump = bench.office.read().last_of_kind("clock_jumped", i64::MAX).unwrap().unwrap();
    let row = bench.office.read().journal_row(jump).unwrap().unwrap();
    assert_eq!((row.person, row.at.as_str()), (0, "2020-01-01T00:00:00+08:00"));
    assert_eq!(bench.office.read().journal_row(jump + 1).unwrap().unwrap().kind, "person_recorded");
    bench.clock.set("2026-09-20T18:00:00+08:00");
    let page = day::end(&mut bench.office).unwrap();
    let jumps = [
        ("2026-09-20T07:56:00+08:00".to_owned(), "2020-01-01T00:00:00+08:00".to_owned()),
        ("2020-01-01T00:00:00+08:00".to_owned(), "2026-09-20T18:00:00+08:00".to_owned()),
    ];
    assert_eq!(page.jumps, jumps, "back, and beyond belief ahead");
    assert!(check(&bench.office, Depth::Full, &mut |_, _| true).unwrap().findings.is_empty());
}

#[test]
fn no_certificate_is_dated_before_its_evidence() {
    let mut bench = Bench::marking(1);
    bench.full_marks(EntryId(1));
    bench.sit(support::CLERK);
    bench.advance_to(BatchState::Publicity);
    // While the list is public a veto is recorded and withdrawn under a clock that runs ahead.
    bench.clock.set("2026-12-01T09:00:00+08:00");
    let second = bench.second(support::SUPERVISOR);
    let veto = marking::record_veto(&mut bench.office, EntryId(1), "fraud", None, "材料系伪造", &second).unwrap();
    marking::withdraw_veto(&mut bench.office, veto, "查无实据", &second).unwrap();
    bench.clock.set("2026-09-28T09:00:00+08:00");
    batch::advance(&mut bench.office, bench.batch).unwrap();
    bench.sit(support::CERTIFIER);
    let early = certificate::issue(&mut bench.office, EntryId(1));
    assert!(matches!(early, Err(Failure::Refused(why)) if why.code == "before_evidence"));
    bench.clock.set("2026-12-01T10:00:00+08:00");
    certificate::issue(&mut bench.office, EntryId(1)).unwrap();
    bench.office.settle().unwrap();
    let Bench { folder, office, .. } = bench;
    drop::<Office>(office);
    let path: &Path = &folder.path().join("station.touchstone");
    Connection::open(path).unwrap().execute("UPDATE certificate SET issued_on = '2026-11-30'", []).unwrap();
    let office = Office::open(path).unwrap();
    let report = check(&office, Depth::Usual, &mut |_, _| true).unwrap();
    assert!(report.findings.iter().any(|finding| finding.code == "certificate_date"), "{:?}", report.findings);
}

#[test]
fn two_files_of_one_station_have_two_journals_names() {
    let found = |at: &str| {
        let folder = tempfile::tempdir().unwrap();
        let clock = touchstone::ops::SetClock::at(at);
        let entropy = touchstone::credential::entropy::SeededEntropy::new(b"tests");
        let path = folder.path().join("s.touchstone");
        let mut office = Office::create_with(&path, Box::new(clock), Box::new(entropy)).unwrap();
        assert_eq!(office.read().checkpoint_now().unwrap(), None, "no station, no name");
        let about = StationFounded {
            address: "测试路 1 号".into(),
            credit_code: "91350100M000100Y43".into(),
            name: "测试县职业技能鉴定所".into(),
            phone: "0731-00000000".into(),
            region: "430124".into(),
            site_code: "S000043000012".into(),
        };
        let roles = touchstone::domain::stamp::Role::ALL.to_vec();
        let clerk = PersonRecorded { id: support::CLERK, name: "周考务".into(), roles };
        office.set_cost(touchstone::credential::custody::Cost::NONE);
        station::found(&mut office, about, clerk, support::PASSPHRASE).unwrap();
        office.read().journal_name().unwrap().unwrap()
    };
    let (one, other) = (found("2026-09-01T08:30:00+08:00"), found("2026-09-01T08:30:01+08:00"));
    assert!(one.starts_with("touchstone/S000043000012/") && one.len() == 41);
    assert_ne!(one, other);
    assert_eq!(one, found("2026-09-01T08:30:00+08:00"));
}
