//! Single changes to the file by SQL, and single steps that the program is asked for and refuses: each found with its place, or refused.

mod attacker;
mod support;

use attacker::{Keys, Scene, edit_mark, rebuild, scene, sheet_row, stolen};
use rusqlite::{Connection, params};
use support::{Bench, CERTIFIER, CLERK, EXAMINERS, KEYERS, SUPERVISOR};
use touchstone::credential::custody::Secret;
use touchstone::credential::tags;
use touchstone::domain::evaluation::batch::BatchState;
use touchstone::domain::evaluation::standing::Standing;
use touchstone::domain::evaluation::subject::SubjectKind;
use touchstone::domain::id::{EntryId, PersonId};
use touchstone::domain::stamp::Role;
use touchstone::ops::check::Depth;
use touchstone::ops::staffing::PanelKey;
use touchstone::ops::standard::digest_of;
use touchstone::ops::{Office, account, batch, certificate, marking, settings, staffing, standard, station};
use touchstone::store::Failure;
use touchstone::store::draft::SheetKey;

/// What the full check says after one change.
fn told(scene: &Scene, sql: &str) -> String {
    scene.attack(|conn| assert!(conn.execute(sql, []).unwrap() > 0, "{sql} changed nothing"));
    scene.told(Depth::Full)
}

#[test]
fn a_signed_blob_that_was_edited_is_named() {
    let scene = scene();
    let row = scene.row(EXAMINERS[2]);
    let sql = format!("UPDATE signature SET bytes = zeroblob(64) WHERE seq = {row}");
    assert_eq!(told(&scene, &sql), format!("signature: the signature of journal row {row} does not hold\n"));
}

#[test]
fn a_signature_that_was_taken_away_or_moved_is_named() {
    let one = scene();
    let row = one.row(EXAMINERS[2]);
    let sql = format!("DELETE FROM signature WHERE seq = {row}");
    assert_eq!(told(&one, &sql), format!("authority: journal row {row} lacks the signature of person 4\n"));
    let other = scene();
    let sql = format!("UPDATE signature SET seq = 1 WHERE seq = {row}");
    let told = told(&other, &sql);
    assert!(told.contains(&format!("journal row {row} lacks the signature of person 4")), "{told}");
}

#[test]
fn an_outcome_that_was_edited_is_named() {
    let scene = scene();
    let verdict = told(&scene, "UPDATE outcome SET verdict = 'fail' WHERE entry = 2");
    assert!(verdict.contains("projection: outcome 2: verdict was changed"), "{verdict}");
    let derivation = "UPDATE outcome SET derivation = CAST(replace(CAST(derivation AS TEXT), 'pass', 'fail') AS BLOB) WHERE entry = 2";
    let told = told(&scene, derivation);
    assert!(told.contains("outcome: the outcome of entry 2 "), "{told}");
    assert!(told.contains("projection: outcome 2: derivation was changed"), "{told}");
}

#[test]
fn a_row_of_the_journal_that_was_edited_is_named_whatever_its_column() {
    for (column, value) in [
        ("at", "'2020-01-01T00:00:00+08:00'"),
        ("person", "2"),
        ("role", "'certifier'"),
        ("second", "3"),
        ("reason", "'never given'"),
        ("kind", "'day_ended'"),
        ("sealed_digest", "zeroblob(32)"),
    ] {
        let scene = scene();
        let told = told(&scene, &format!("UPDATE journal SET {column} = {value} WHERE seq = 20"));
        assert!(told.contains("row: journal row 20 was changed"), "{column}: {told}");
    }
}

#[test]
fn a_sheet_that_was_deleted_is_named_in_the_journal_and_in_its_table() {
    let one = scene();
    let row = one.row(EXAMINERS[2]);
    let told_row = told(&one, &format!("DELETE FROM journal WHERE seq = {row}"));
    assert!(told_row.contains(&format!("gap: journal row {row} is missing")), "{told_row}");
    let other = scene();
    let told_table = told(&other, "DELETE FROM sheet WHERE entry = 3 AND examiner = 4 AND subject = 'skills'");
    assert!(told_table.contains("projection: sheet 3/skills/0/4/1/1 is missing"), "{told_table}");
    assert!(told_table.contains("the outcome of entry 3 does not follow from its sheets"), "{told_table}");
}

#[test]
fn two_candidates_sheets_that_were_swapped_are_named() {
    // In the table, each now pointing at the other's.
    let table = scene();
    table.attack(|conn| {
        let (one, two) = (sheet_row(conn, EntryId(2), EXAMINERS[2]), sheet_row(conn, EntryId(3), EXAMINERS[2]));
        for (from, to) in [(one, -1), (two, one), (-1, two)] {
            assert_eq!(conn.execute("UPDATE sheet SET seq = ?2 WHERE seq = ?1", [from, to]), Ok(1));
        }
    });
    let told = table.told(Depth::Full);
    for entry in [2, 3] {
        assert!(told.contains(&format!("projection: sheet {entry}/skills/0/4/1/1: seq was changed")), "{told}");
    }
    // In the journal, the candidates' numbers exchanged inside what was signed, and the tree made again with the station's key.
    let journal = scene();
    let keys = Keys::of_station(&journal.path());
    let mut rows = Vec::new();
    journal.attack(|conn| {
        for (entry, other) in [(2, 3), (3, 2)] {
            let row = sheet_row(conn, EntryId(entry), EXAMINERS[2]);
            let sql =
                "UPDATE journal SET payload = CAST(replace(CAST(payload AS TEXT), ?1, ?2) AS BLOB) WHERE seq = ?3";
            let named = |entry: i64| format!("\"entry\":{entry},");
            assert_eq!(conn.execute(sql, params![named(entry), named(other), row]), Ok(1));
            rows.push(row);
        }
        rebuild(conn, &keys);
    });
    let told = journal.told(Depth::Full);
    for row in rows {
        assert!(told.contains(&format!("the signature of journal row {row} does not hold")), "{told}");
    }
}

#[test]
fn a_sheet_signed_with_another_persons_key_is_named() {
    let scene = scene();
    let colleague = stolen(&scene.path(), EXAMINERS[0], Secret::Signing);
    let mut row = 0;
    scene.attack(|conn| {
        row = edit_mark(conn, EntryId(3), EXAMINERS[2]);
        let payload: Vec<u8> =
            conn.query_row("SELECT payload FROM journal WHERE seq = ?1", [row], |row| row.get(0)).unwrap();
        let sql = "UPDATE signature SET key = ?1, bytes = ?2 WHERE seq = ?3";
        let own = "SELECT from_seq FROM person_key WHERE key = ?1";
        let own: i64 = conn.query_row(own, [colleague.public()], |row| row.get(0)).unwrap();
        conn.execute(sql, params![own, colleague.sign(tags::SHEET, &payload), row]).unwrap();
        rebuild(conn, &Keys::none());
    });
    let told = scene.told(Depth::Full);
    let expected = format!("authority: journal row {row} is signed with a key that was not person 4's then");
    assert!(told.contains(&expected), "{told}");
    // Nor does it help to say that the colleague did it: the sheet itself names its examiner.
    scene.attack(|conn| {
        conn.execute("UPDATE journal SET person = ?1 WHERE seq = ?2", params![EXAMINERS[0], row]).unwrap();
        conn.execute("UPDATE signature SET person = ?1 WHERE seq = ?2", params![EXAMINERS[0], row]).unwrap();
        rebuild(conn, &Keys::none());
    });
    let told = scene.told(Depth::Full);
    assert!(told.contains(&format!("the sheet of journal row {row} is not its signer's")), "{told}");
}

#[test]
fn sheets_that_were_signed_over_another_paper_or_standard_are_named() {
    for table in ["paper", "standard"] {
        let scene = scene();
        // Whoever holds the file rewrites a text and its digest wherever they stand, and all that hangs on them but people's signatures.
        let rewritten = |conn: &Connection, from: &str, to: &str| {
            let sql = "UPDATE journal SET payload = CAST(replace(CAST(payload AS TEXT), ?1, ?2) AS BLOB) WHERE kind LIKE '%written'";
            assert!(conn.execute(sql, params![from, to]).unwrap() > 0);
            rebuild(conn, &Keys::none());
        };
        let (mut before, mut after, mut id) = (String::new(), String::new(), 0);
        scene.attack(|conn| {
            let sql = format!("SELECT id, model, digest FROM {table} ORDER BY id DESC LIMIT 1");
            let model: Vec<u8>;
            (id, model, before) = conn.query_row(&sql, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
            let model = String::from_utf8(model).unwrap();
            let other = model.replace("\"text\":\"", "\"text\":\"又");
            assert_ne!(model, other);
            after = digest_of(&serde_json::from_str::<serde_json::Value>(&other).unwrap()).unwrap().0;
            let sql = format!("UPDATE {table} SET model = ?1, digest = ?2 WHERE id = ?3");
            conn.execute(&sql, params![other.as_bytes(), after, id]).unwrap();
            rewritten(conn, &model, &other);
            rewritten(conn, &before, &after);
        });
        let told = scene.told(Depth::Usual);
        let basis = "basis: the sheet of person 4 for entry 3 was signed over another paper or another standard";
        assert!(told.contains(basis) && !told.contains("digest:"), "{told}");
        // Nor does it help to leave the digest as it was.
        scene.attack(|conn| {
            let sql = format!("UPDATE {table} SET digest = ?1 WHERE id = ?2");
            conn.execute(&sql, params![before, id]).unwrap();
            rewritten(conn, &after, &before);
        });
        let told = scene.told(Depth::Usual);
        assert!(told.contains(&format!("digest: the text of {table} {id} is not what its digest says")), "{told}");
        assert!(!told.contains("basis:"), "{told}");
    }
}

#[test]
fn a_public_key_that_was_exchanged_in_the_file_is_found() {
    let scene = scene();
    let told = told(&scene, "UPDATE person_key SET key = randomblob(32) WHERE person = 4");
    assert!(told.contains("person_key"), "{told}");
    // The journal speaks for itself: signatures are held against the keys that its acts enrolled, not against the table.
    assert!(!told.contains("signature:") && !told.contains("authority:"), "{told}");
}

fn code<T: std::fmt::Debug>(asked: Result<T, Failure>) -> &'static str {
    match asked {
        Err(Failure::Refused(why)) => why.code,
        other => panic!("{other:?}"),
    }
}

#[test]
fn nobody_signs_with_another_persons_hand() {
    let mut bench = Bench::marking(1);
    bench.sit(EXAMINERS[0]);
    let key = SheetKey { entry: EntryId(1), subject: SubjectKind::Skills, examiner: EXAMINERS[0] };
    let paper = marking::Desk::open(&bench.office.read(), key).unwrap().paper().unwrap().clone();
    for (_, criterion) in paper.criteria(&paper.first_choices()) {
        marking::keep(&mut bench.office, key, &criterion.id, Some(&criterion.best()), "理由").unwrap();
    }
    let colleague = bench.second(EXAMINERS[1]);
    assert_eq!(code(marking::sign(&mut bench.office, EntryId(1), SubjectKind::Skills, &colleague)), "another_hand");
    // The colleague at the desk signs their own sheet, which is empty, and never the other's.
    bench.sit(EXAMINERS[1]);
    assert_eq!(code(marking::sign(&mut bench.office, EntryId(1), SubjectKind::Skills, &colleague)), "sheet_incomplete");
    // Somebody else's passphrase does not make one's own hand.
    assert_eq!(
        code(account::witness(&mut bench.office, EXAMINERS[0], "not the passphrase").map(drop)),
        "wrong_passphrase"
    );
}

#[test]
fn an_act_in_a_role_that_one_lacks_is_refused_whoever_asks() {
    let mut bench = Bench::marking(1);
    let (id, item) = (bench.batch, bench.item);
    type Asked = fn(
        &mut Office,
        touchstone::domain::id::BatchId,
        touchstone::domain::evaluation::batch::BatchItem,
    ) -> &'static str;
    let asked: [(&str, &[PersonId], Asked); 7] = [
        ("a setting", &[EXAMINERS[0], KEYERS[0], SUPERVISOR, CERTIFIER], |office, _, _| {
            code(settings::set(office, "room_seats", "20"))
        }),
        ("a person", &[EXAMINERS[0], KEYERS[0], SUPERVISOR, CERTIFIER], |office, _, _| {
            code(station::record_person(office, "新人", &[Role::Certifier], "ten characters and more"))
        }),
        ("a standard", &[EXAMINERS[0], KEYERS[0], SUPERVISOR, CERTIFIER], |office, _, item| {
            code(standard::approve_standard(office, item.standard))
        }),
        ("a panel", &[EXAMINERS[0], KEYERS[0], SUPERVISOR, CERTIFIER], |office, batch, item| {
            let key = PanelKey { batch, item, subject: SubjectKind::Skills };
            code(staffing::name_panel(office, key, &EXAMINERS, None))
        }),
        ("the next state", &[EXAMINERS[0], SUPERVISOR], |office, batch, _| code(batch::advance(office, batch))),
        ("a standing", &[EXAMINERS[0], KEYERS[0], CERTIFIER], |office, _, _| {
            code(marking::set_standing(office, EntryId(1), SubjectKind::Theory, Standing::Absent, "签到表"))
        }),
        ("a certificate", &[EXAMINERS[0], KEYERS[0], SUPERVISOR, CLERK], |office, _, _| {
            code(certificate::issue(office, EntryId(1)))
        }),
    ];
    let before = bench.office.read().journal_root().unwrap();
    for (what, people, ask) in asked {
        for person in people {
            bench.sit(*person);
            assert_eq!(ask(&mut bench.office, id, item), "not_their_role", "{what} by person {}", person.0);
        }
        account::sign_out(&mut bench.office);
        assert_eq!(ask(&mut bench.office, id, item), "not_signed_in", "{what} by nobody");
    }
    assert_eq!(bench.office.read().journal_root().unwrap(), before, "nothing was written");
}

#[test]
fn the_two_people_of_an_act_are_never_one_neither_through_the_program_nor_in_the_file() {
    let mut bench = Bench::marking(1);
    bench.full_marks(EntryId(1));
    bench.sit(SUPERVISOR);
    let own = bench.second(SUPERVISOR);
    let veto =
        |office: &mut Office, second| marking::record_veto(office, EntryId(1), "fraud", None, "材料系伪造", second);
    assert_eq!(code(veto(&mut bench.office, &own)), "same_person");
    let unfit = bench.second(KEYERS[0]);
    assert_eq!(code(veto(&mut bench.office, &unfit)), "second_needed");
    let second = bench.second(CLERK);
    veto(&mut bench.office, &second).unwrap();
    bench.advance_to(BatchState::Confirming);
    let early = touchstone::ops::checkpoint::code_now(&bench.office).unwrap().unwrap();
    let scene = Scene { folder: attacker::left(bench), early, late: early };
    let mut row = 0;
    scene.attack(|conn| {
        row = conn.query_row("SELECT seq FROM journal WHERE kind = 'veto_recorded'", [], |row| row.get(0)).unwrap();
        conn.execute("UPDATE journal SET second = person WHERE seq = ?1", [row]).unwrap();
        conn.execute("UPDATE signature SET person = ?1 WHERE seq = ?2", params![SUPERVISOR, row]).unwrap();
    });
    // Even with every key.
    let keys = Keys::all(&scene.path());
    scene.attack(|conn| rebuild(conn, &keys));
    let told = scene.told(Depth::Full);
    assert!(told.contains(&format!("authority: journal row {row} lacks a fitting second person")), "{told}");
    scene.attack(|conn| assert_eq!(conn.execute("UPDATE journal SET second = NULL WHERE seq = ?1", [row]), Ok(1)));
    scene.attack(|conn| rebuild(conn, &keys));
    let told = scene.told(Depth::Full);
    assert!(told.contains(&format!("authority: journal row {row} lacks a fitting second person")), "{told}");
}
