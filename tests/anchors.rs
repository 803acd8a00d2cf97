//! What leaves the office and comes back: kept checkpoints, the supervisor's stick, the day's end, the clock.

mod attacker;
mod support;

use std::path::Path;

use attacker::{Keys, findings, left, rebuild, scene};
use rusqlite::Connection;
use support::Bench;
use touchstone::credential::note::{Note, NoteSigner};
use touchstone::credential::signing::Signer;
use touchstone::domain::anchor::Reason;
use touchstone::domain::evaluation::batch::BatchState;
use touchstone::domain::id::EntryId;
use touchstone::domain::stamp::Role;
use touchstone::ops::check::{Depth, check};
use touchstone::ops::witness::witness;
use touchstone::ops::{Office, account, batch, certificate, checkpoint, day, keep, marking, station};
use touchstone::store::Failure;
use touchstone::store::act::{PersonRecorded, StationFounded};
use touchstone::store::backup::Existing;

/// The refusal that a visit of the stick meets.
fn refused(office: &Office, stick: &Path) -> &'static str {
    match witness(office, stick) {
        Err(Failure::Refused(why)) => why.code,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_stick_follows_a_journal_that_only_grows_and_nothing_else() {
    let mut bench = Bench::marking(2);
    let stick = tempfile::tempdir().unwrap();
    let first = witness(&bench.office, stick.path()).unwrap();
    let seen = std::fs::read(&first.file).unwrap();
    let older = bench.folder.path().join("older.touchstone");
    keep::copy(&bench.office, &older, Existing::Keep).unwrap();
    bench.full_marks(EntryId(1));
    let second = witness(&bench.office, stick.path()).unwrap();
    assert_eq!((second.before, second.file.clone()), (Some(first.size), first.file.clone()));
    assert!(second.size > first.size && second.proof > 0);
    let third = witness(&bench.office, &first.file).unwrap();
    assert_eq!((third.size, third.proof), (second.size, 0), "nothing was done since");
    let newest = std::fs::read(&first.file).unwrap();
    let earlier = Office::open(&older).unwrap();
    assert_eq!(refused(&earlier, &first.file), "witness_shorter");
    assert_eq!(std::fs::read(&first.file).unwrap(), newest, "left as it was");
    std::fs::write(&first.file, seen).unwrap();
    assert_eq!(witness(&bench.office, &first.file).unwrap().before, Some(first.size), "an older stick is brought up");
}

#[test]
fn a_stick_that_somebody_wrote_on_is_told_apart_and_left_as_it_was() {
    let bench = Bench::marking(1);
    let stick = tempfile::tempdir().unwrap();
    let first = witness(&bench.office, stick.path()).unwrap();
    let text = std::fs::read_to_string(&first.file).unwrap();
    let size = first.size;
    let body = bench.office.read().checkpoint_now().unwrap().unwrap().body();
    let stranger = Signer::from_seed(&[7; 32]);
    let by_stranger = NoteSigner { key: stranger.public(), sign: &|message| stranger.raw(message) };
    let origin = bench.office.read().journal_name().unwrap().unwrap();
    let cases = [
        (text.replacen("S000043000012", "S000043000013", 1), "witness_other_file"),
        ("x".repeat(40), "witness_unreadable"),
        (text.replacen(&format!("\n{size}\n"), &format!("\n{}\n", size - 1), 1), "witness_signature"),
        (Note::sign(&body, &origin, &by_stranger).unwrap().to_text(), "witness_signature"),
        (body.replacen(&format!("\n{size}\n"), &format!("\n{}\n", size + 1), 1), "witness_shorter"),
        (body.replacen(&format!("\n{size}\n"), &format!("\n{}\n", size - 1), 1), "witness_rewritten"),
    ];
    for (text, code) in cases {
        std::fs::write(&first.file, &text).unwrap();
        assert_eq!(refused(&bench.office, &first.file), code, "{text}");
        assert_eq!(std::fs::read_to_string(&first.file).unwrap(), text, "{code}: left as it was");
    }
}

#[test]
fn an_unsigned_checkpoint_never_follows_a_signed_one_on_the_stick() {
    let mut bench = Bench::marking(1);
    let stick = tempfile::tempdir().unwrap();
    account::sign_out(&mut bench.office);
    let first = witness(&bench.office, stick.path()).unwrap();
    assert!(!first.signed, "nobody was there to sign the first one");
    assert_eq!(bench.office.read().checkpoints_after(0, 9).unwrap(), [], "and the file keeps no unsigned one");
    bench.sit(support::SUPERVISOR);
    let second = witness(&bench.office, stick.path()).unwrap();
    assert!(second.signed);
    account::sign_out(&mut bench.office);
    assert!(witness(&bench.office, stick.path()).unwrap().signed, "this very state was signed before");
    bench.full_marks(EntryId(1));
    account::sign_out(&mut bench.office);
    let kept = std::fs::read(&first.file).unwrap();
    assert_eq!(refused(&bench.office, stick.path()), "witness_unsigned");
    assert_eq!(std::fs::read(&first.file).unwrap(), kept);
}

#[test]
fn a_backup_with_nobody_signed_in_carries_the_last_signed_checkpoint() {
    let mut bench = Bench::marking(1);
    let copy = |bench: &Bench, name: &str| {
        let path = bench.folder.path().join(name);
        keep::copy(&bench.office, &path, Existing::Keep).unwrap();
        Office::open(&path).unwrap().read().checkpoints_after(0, 9).unwrap()
    };
    let signed = copy(&bench, "one.touchstone");
    assert_eq!(signed.len(), 1);
    bench.full_marks(EntryId(1));
    account::sign_out(&mut bench.office);
    assert_eq!(copy(&bench, "two.touchstone"), signed);
    bench.sit(support::SUPERVISOR);
    assert_eq!(copy(&bench, "three.touchstone").len(), 2);
}

#[test]
fn every_kept_checkpoint_is_signed_by_the_station_and_anything_else_is_found() {
    let bench = Bench::marking(1);
    checkpoint::keep(&bench.office, Reason::DayEnd).unwrap();
    let again = checkpoint::keep(&bench.office, Reason::Backup).unwrap().unwrap();
    assert_eq!((again.row.number, again.row.reason), (1, Reason::DayEnd), "what is kept is not kept twice");
    let keys = checkpoint::station_keys(&bench.office.read()).unwrap();
    let folder = left(bench);
    let conn = Connection::open(folder.path().join("station.touchstone")).unwrap();
    let codes = |keys: &[[u8; 32]]| {
        let found = touchstone::store::check::checkpoints(&conn, keys).unwrap();
        found.into_iter().map(|finding| finding.code).collect::<Vec<_>>()
    };
    assert_eq!(codes(&keys), Vec::<&str>::new());
    assert_eq!(codes(&[[9; 32], keys[0]]), Vec::<&str>::new(), "a key of earlier times does no harm");
    assert_eq!(codes(&[[9; 32]]), ["checkpoint_signature"]);
    assert_eq!(codes(&[]), ["checkpoint_signature"], "a station without a key has signed nothing");
    conn.execute_batch("DROP TRIGGER checkpoint_is_append_only_update").unwrap();
    for sql in [
        "UPDATE checkpoint SET note = CAST(replace(CAST(note AS TEXT), 'touchstone', 'touchstine') AS BLOB)",
        "UPDATE checkpoint SET note = substr(note, 1, length(note) - 1)",
        "UPDATE checkpoint SET note = x''",
        "UPDATE checkpoint SET note = CAST(substr(CAST(note AS TEXT), 1, instr(CAST(note AS TEXT), char(10, 10))) AS BLOB)",
        "UPDATE checkpoint SET size = size - 1",
        "UPDATE checkpoint SET reason = 'lock'",
        "UPDATE checkpoint SET at = replace(at, 'T', 't')",
        "UPDATE checkpoint SET seal = zeroblob(64)",
    ] {
        conn.execute_batch("SAVEPOINT before").unwrap();
        conn.execute_batch(sql).unwrap();
        assert!(codes(&keys).contains(&"checkpoint_signature"), "{sql}");
        conn.execute_batch("ROLLBACK TO before; RELEASE before").unwrap();
    }
}

#[test]
fn every_byte_of_a_kept_checkpoint_counts() {
    use rusqlite::types::Value;
    let bench = Bench::founded();
    checkpoint::keep(&bench.office, Reason::DayEnd).unwrap();
    let keys = checkpoint::station_keys(&bench.office.read()).unwrap();
    let folder = left(bench);
    let conn = Connection::open(folder.path().join("station.touchstone")).unwrap();
    conn.execute_batch("DROP TRIGGER checkpoint_is_append_only_update; PRAGMA ignore_check_constraints = ON").unwrap();
    let mut flipped = 0;
    for column in ["number", "size", "root", "at", "reason", "note", "seal"] {
        let sound: Value = conn.query_row(&format!("SELECT {column} FROM checkpoint"), [], |row| row.get(0)).unwrap();
        let bits = match &sound {
            Value::Integer(_) => 63,
            Value::Text(text) => text.len() * 8,
            Value::Blob(bytes) => bytes.len() * 8,
            other => panic!("{column}: {other:?}"),
        };
        // One bit of each byte, another one each time.
        for bit in (0..bits).step_by(8).enumerate().map(|(n, bit)| (bit + n % 8).min(bits - 1)) {
            let flip = |bytes: &[u8]| {
                let mut bytes = bytes.to_vec();
                bytes[bit / 8] ^= 1 << (bit % 8);
                bytes
            };
            let (value, kind) = match &sound {
                Value::Integer(number) => (Value::Integer(number ^ (1 << bit)), "INTEGER"),
                Value::Text(text) => (Value::Blob(flip(text.as_bytes())), "TEXT"),
                Value::Blob(bytes) => (Value::Blob(flip(bytes)), "BLOB"),
                _ => unreachable!("a column holds one of these"),
            };
            conn.execute_batch("SAVEPOINT before").unwrap();
            conn.execute(&format!("UPDATE checkpoint SET {column} = CAST(?1 AS {kind})"), [value]).unwrap();
            // A row that cannot be read at all is told by the sentence about damage.
            let found = touchstone::store::check::checkpoints(&conn, &keys);
            assert!(found.map_or(true, |found| !found.is_empty()), "bit {bit} of {column}");
            conn.execute_batch("ROLLBACK TO before; RELEASE before").unwrap();
            flipped += 1;
        }
    }
    assert!(flipped > 400, "{flipped}");
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
    assert!(scene.told(Depth::Usual).contains("checkpoint_gap: checkpoint 1 is missing"));
    // Numbered anew, the one that is left is not what the station sealed: its number stands under the seal.
    scene.attack(|conn| {
        conn.execute_batch("UPDATE checkpoint SET number = number - 1").unwrap();
        rebuild(conn, &Keys::none());
    });
    assert!(scene.told(Depth::Usual).contains("checkpoint_signature: the signature of checkpoint 1 is not"));
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
    keep::copy(&bench.office, &copy, Existing::Keep).unwrap();
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
    let folder = left(bench);
    let path: &Path = &folder.path().join("station.touchstone");
    Connection::open(path).unwrap().execute("UPDATE certificate SET issued_on = '2026-11-30'", []).unwrap();
    let found = findings(path, Depth::Usual);
    assert!(found.iter().any(|finding| finding.code == "certificate_date"), "{found:?}");
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
        let roles = vec![Role::Registrar, Role::Administrator];
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
