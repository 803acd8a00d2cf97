//! What SQL on the program's own connection can do, and what is found then.

use rusqlite::params;

use super::check::{Depth, check};
use super::{Office, account, settings, station};
use crate::credential::tree::{Frontier, Hash};
use crate::domain::id::PersonId;
use crate::domain::stamp::Role;
use crate::store::Failure;

const TEMPORARY: &str = "only for the first time";
const OWN: &str = "an examiner's own words";

/// A station with an examiner, who sits at the desk.
fn with_examiner() -> (Office, PersonId) {
    let mut office = Office::for_tests();
    let examiner = station::record_person(&mut office, "秦一", &[Role::Examiner], TEMPORARY).unwrap();
    account::sign_in(&mut office, examiner, TEMPORARY).unwrap();
    account::renew(&mut office, TEMPORARY, OWN).unwrap();
    (office, examiner)
}

fn told(office: &Office) -> String {
    let report = check(office, Depth::Full, &mut |_, _| true).unwrap();
    report.findings.iter().map(|finding| format!("{}: {}\n", finding.code, finding.text.en)).collect()
}

#[test]
fn a_role_that_somebody_gave_themselves_by_sql_is_found_and_so_is_what_they_did_in_it() {
    let (mut office, examiner) = with_examiner();
    assert_eq!(told(&office), "");
    let refused = settings::set(&mut office, "room_seats", "20");
    assert!(matches!(refused, Err(Failure::Refused(why)) if why.code == "not_their_role"));
    let sql = "INSERT INTO person_role (person, role) VALUES (?1, 'administrator')";
    office.store.connection().execute(sql, [examiner]).unwrap();
    settings::set(&mut office, "room_seats", "20").unwrap();
    let row = office.read().last_of_kind("setting_set", i64::MAX).unwrap().unwrap();
    let told = told(&office);
    assert!(told.contains("projection: person_role 2/administrator follows from no act"), "{told}");
    let done = format!("authority: journal row {row} was done by somebody who may not do it (person 2)");
    assert!(told.contains(&done), "{told}");
}

#[test]
fn an_act_written_by_sql_in_a_role_that_its_person_lacks_is_found() {
    let (office, examiner) = with_examiner();
    let conn = office.store.connection();
    let row: i64 = conn.query_row("SELECT max(seq) + 1 FROM journal", [], |row| row.get(0)).unwrap();
    let sql = "INSERT INTO journal (seq, kind, at, person, role, payload, leaf)
               VALUES (?1, 'setting_set', '2026-09-20T08:00:00+08:00', ?2, 'administrator', ?3, zeroblob(32))";
    conn.execute(sql, params![row, examiner, br#"{"name":"room_seats","value":"20"}"#.as_slice()]).unwrap();
    conn.execute("INSERT INTO setting (name, value) VALUES ('room_seats', '20')", []).unwrap();
    let lazy = told(&office);
    assert!(lazy.contains(&format!("row: journal row {row} was changed")), "{lazy}");
    // The leaf of a row that is there cannot be put right on this connection; whoever gives it at once is found by the role alone.
    let refused = conn.execute("UPDATE journal SET leaf = zeroblob(32)", []).unwrap_err();
    assert!(refused.to_string().contains("authoriz"), "{refused}");
    let authority =
        format!("authority: journal row {row} was done by somebody who may not do it (person {})", examiner.0);
    assert!(lazy.contains(&authority), "{lazy}");
}

#[test]
fn an_act_written_by_sql_with_its_leaf_and_its_tree_is_found_by_the_role_alone() {
    let (office, examiner) = with_examiner();
    let conn = office.store.connection();
    let mut row = crate::store::journal::JournalRow {
        seq: conn.query_row("SELECT max(seq) + 1 FROM journal", [], |row| row.get(0)).unwrap(),
        kind: "setting_set".to_owned(),
        at: "2026-09-20T08:00:00+08:00".to_owned(),
        person: examiner.0,
        role: "administrator".to_owned(),
        second: None,
        reason: None,
        payload: br#"{"name":"room_seats","value":"20"}"#.to_vec(),
        sealed_digest: None,
        leaf: Vec::new(),
    };
    row.leaf = row.hash().0.to_vec();
    let sql = "INSERT INTO journal (seq, kind, at, person, role, payload, leaf) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    conn.execute(sql, params![row.seq, row.kind, row.at, row.person, row.role, row.payload, row.leaf]).unwrap();
    let leaves: Vec<Hash> = office.read().leaves_again().unwrap();
    let mut tree = Frontier::default();
    leaves.into_iter().for_each(|leaf| tree.append(leaf));
    conn.execute("UPDATE journal_tip SET size = ?1, frontier = ?2", params![row.seq, tree.to_bytes()]).unwrap();
    conn.execute("INSERT INTO setting (name, value) VALUES ('room_seats', '20')", []).unwrap();
    let seq = row.seq;
    assert_eq!(
        told(&office),
        format!("authority: journal row {seq} was done by somebody who may not do it (person 2)\n")
    );
}

#[test]
fn what_was_done_stays_as_it_was_whatever_is_asked_of_the_own_connection() {
    let (office, _) = with_examiner();
    for sql in [
        "UPDATE journal SET person = 1",
        "DELETE FROM journal WHERE seq > 1",
        "UPDATE signature SET bytes = zeroblob(64)",
        "DROP TRIGGER journal_is_append_only_update",
        "PRAGMA recursive_triggers = OFF",
        "INSERT OR REPLACE INTO journal SELECT * FROM journal WHERE seq = 1",
        "REPLACE INTO journal (seq, kind, at, person, role, payload, leaf) VALUES (1, '', '', 1, '', x'', zeroblob(32))",
    ] {
        assert!(office.store.connection().execute_batch(sql).is_err(), "{sql} went through");
    }
    assert_eq!(told(&office), "");
}
