//! The credential of each certificate: made when it is issued, kept as its exact bytes, held against its act.

mod support;

use rusqlite::Connection;
use support::{Bench, CERTIFIER, CLERK, PASSPHRASE};
use touchstone::credential::badge::{Credential, said};
use touchstone::credential::claim::Claim;
use touchstone::credential::integrity;
use touchstone::credential::salted::Salt;
use touchstone::domain::evaluation::batch::BatchState;
use touchstone::domain::id::{EntryId, PersonId};
use touchstone::domain::stamp::Role;
use touchstone::ops::check::{Depth, check};
use touchstone::ops::photo::{Photo, attach};
use touchstone::ops::{Office, account, certificate, station};
use touchstone::store::Failure;

/// `count` candidates who passed, publicity over; the first of them with a photo.
fn due(count: usize) -> Bench {
    let mut bench = Bench::marking(count);
    let candidate = bench.office.read().entry(EntryId(1)).unwrap().unwrap().candidate;
    let photo = Photo { candidate, format: "jpeg", width: 295, height: 413, bytes: b"a face".to_vec() };
    attach(&mut bench.office, vec![photo]).unwrap();
    for n in 1..=count {
        bench.full_marks(EntryId(n as i64));
    }
    bench.advance_to(BatchState::Publicity);
    bench.clock.set("2026-10-20T09:00:00+08:00");
    bench.advance_to(BatchState::Issuing);
    bench.sit(CERTIFIER);
    bench
}

fn issued(count: usize) -> (Bench, Vec<String>) {
    let mut bench = due(count);
    let numbers = certificate::issue_batch(&mut bench.office, bench.batch, |_, _| true).unwrap().numbers;
    (bench, numbers)
}

fn codes(office: &Office) -> Vec<&'static str> {
    let report = check(office, Depth::Full, &mut |_, _| true).unwrap();
    report.findings.into_iter().map(|finding| finding.code).collect()
}

#[test]
fn each_certificate_has_a_signed_credential_that_check_holds_against_its_act() {
    let (bench, numbers) = issued(3);
    assert_eq!(numbers.len(), 3);
    let read = bench.office.read();
    let key = read.station_key("credential").unwrap().unwrap();
    for number in &numbers {
        let text = read.credential(number).unwrap().unwrap();
        let signed = integrity::read(text.as_bytes()).unwrap();
        assert!(signed.proof.holds());
        assert_eq!(signed.proof.key[..], key[..]);
        assert_eq!(said(&signed.document).unwrap().number, *number);
        let (act, holder) = read.certificate_act(number).unwrap().unwrap();
        let holder = holder.unwrap();
        assert_eq!(act.credential.0, Credential::of(holder.credential).digest.to_string());
        assert_eq!(act.key, key);
    }
    let report = check(&bench.office, Depth::Full, &mut |_, _| true).unwrap();
    assert_eq!((report.findings, report.credentials), (vec![], 3));
}

#[test]
fn the_id_card_and_the_photo_fit_the_credential_by_the_salts_of_the_holder_part_alone() {
    let (bench, numbers) = issued(2);
    let read = bench.office.read();
    let parts = |number: &str| {
        let (_, holder) = read.certificate_act(number).unwrap().unwrap();
        let holder = holder.unwrap();
        let signed = integrity::read(holder.credential.as_bytes()).unwrap();
        (said(&signed.document).unwrap(), holder)
    };
    let (first, holder) = parts(&numbers[0]);
    let salt = Salt(holder.salt.clone().try_into().unwrap());
    assert_eq!(salt.digest(support::id_number(0).as_bytes()), first.document);
    assert_ne!(salt.digest(support::id_number(1).as_bytes()), first.document);
    let photo = holder.photo.unwrap();
    assert_eq!(read.holder_photo(&photo).unwrap().unwrap(), b"a face");
    assert_eq!(Some(Salt(photo.salt.try_into().unwrap()).digest(b"a face")), first.photo);
    assert!(!holder.credential.contains(&salt.to_string()));
    assert!(!holder.credential.contains(&support::id_number(0)));

    let (second, other) = parts(&numbers[1]);
    assert_eq!((second.photo, other.photo), (None, None));
    assert_ne!(other.salt, holder.salt, "each holder has a salt of their own");
}

#[test]
fn the_leaf_of_the_act_is_made_again_from_the_claim_and_one_hash() {
    use touchstone::credential::leaf::leaf_of;
    let (bench, numbers) = issued(1);
    let read = bench.office.read();
    let row = read.certificate(&numbers[0]).unwrap().unwrap();
    let (act, holder) = read.certificate_act(&numbers[0]).unwrap().unwrap();
    let holder = holder.unwrap();
    let signed = integrity::read(holder.credential.as_bytes()).unwrap();
    let claim = Claim {
        number: act.number.clone(),
        kind: act.kind,
        level: act.level,
        issued_on: act.issued_on,
        trade: act.trade.clone(),
        name: holder.name.clone(),
        holder: said(&signed.document).unwrap().document,
        credential: Credential::of(holder.credential).digest,
    };
    let journal = read.journal_row(row.seq).unwrap().unwrap();
    let leaf = leaf_of(Some(&claim.digest().unwrap()), &journal.row());
    assert_eq!(leaf.0[..], journal.leaf[..]);
    let other = Claim { name: "别人".to_owned(), ..claim };
    assert_ne!(leaf_of(Some(&other.digest().unwrap()), &journal.row()).0[..], journal.leaf[..]);
}

fn refused<T: std::fmt::Debug>(result: Result<T, Failure>) -> &'static str {
    match result.unwrap_err() {
        Failure::Refused(refusal) => refusal.code,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_certifier_without_the_credential_key_issues_nothing_until_it_is_handed_on() {
    let mut bench = due(1);
    bench.sit(CLERK);
    let second = PersonId(9);
    station::record_person(&mut bench.office, "证二", &[Role::Certifier], "only for the first time").unwrap();
    account::sign_in(&mut bench.office, second, "only for the first time").unwrap();
    account::renew(&mut bench.office, "only for the first time", PASSPHRASE).unwrap();
    assert_eq!(refused(certificate::issue(&mut bench.office, EntryId(1))), "no_credential_key");
    assert_eq!(bench.office.read().certificate_count().unwrap(), 0);

    bench.sit(CERTIFIER);
    account::share_credential(&mut bench.office, second, PASSPHRASE).unwrap();
    bench.sit(second);
    certificate::issue(&mut bench.office, EntryId(1)).unwrap();
    assert_eq!(codes(&bench.office), [] as [&str; 0]);
}

/// Changes the sealed part of the first certificate's act, with its digest, leaf and tree made again as an insider with SQL would.
fn with_holder(bench: &Bench, change: impl Fn(&mut serde_json::Value)) {
    let conn = Connection::open(bench.path()).unwrap();
    conn.execute_batch("DROP TRIGGER sealed_never_changes; DROP TRIGGER journal_is_append_only_update;").unwrap();
    let sql = "SELECT seq, salt, bytes FROM sealed WHERE seq = (SELECT min(seq) FROM certificate)";
    let (seq, salt, bytes): (i64, Vec<u8>, Vec<u8>) =
        conn.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
    let mut holder: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    change(&mut holder);
    let bytes = touchstone::credential::canonical::to_canonical(&holder).unwrap();
    let digest = touchstone::store::journal::sealed_digest(&salt, &bytes);
    conn.execute("UPDATE sealed SET bytes = ?1 WHERE seq = ?2", rusqlite::params![bytes, seq]).unwrap();
    conn.execute("UPDATE journal SET sealed_digest = ?1 WHERE seq = ?2", rusqlite::params![&digest.0[..], seq])
        .unwrap();
}

#[test]
fn a_credential_that_was_changed_in_the_file_is_found_and_named() {
    let text = |holder: &mut serde_json::Value, from: &str, to: &str| {
        let credential = holder["credential"].as_str().unwrap().replace(from, to);
        assert_ne!(credential, holder["credential"].as_str().unwrap(), "{from}");
        holder["credential"] = credential.into();
    };
    type Change<'a> = (&'a str, Box<dyn Fn(&mut serde_json::Value) + 'a>);
    let changes: [Change; 4] = [
        ("another mark in it", Box::new(|holder| text(holder, "\"value\":\"100\"", "\"value\":\"99\""))),
        ("another name beside it", Box::new(|holder| holder["name"] = "别人".into())),
        ("another salt", Box::new(|holder| holder["salt"] = "00".repeat(16).into())),
        ("another photo's salt", Box::new(|holder| holder["photo"]["salt"] = "00".repeat(16).into())),
    ];
    for (what, change) in changes {
        let (bench, _) = issued(1);
        with_holder(&bench, change);
        assert!(codes(&bench.office).contains(&"credential"), "{what}");
    }
}
