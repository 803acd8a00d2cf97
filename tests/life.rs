//! A certificate after its issue: four eyes, one approval for many, reissued, corrected, revoked, annulled; its number never twice.

mod support;

use support::{Bench, CERTIFIER, CLERK, EXAMINERS, SUPERVISOR};
use touchstone::domain::evaluation::batch::BatchState;
use touchstone::domain::evaluation::certificate::{Approved, Change, Ground, Status};
use touchstone::domain::evaluation::printing::{Layout, Occasion};
use touchstone::domain::id::{EntryId, PersonId};
use touchstone::domain::identity::{Document, DocumentKind, PersonName, Sex};
use touchstone::domain::stamp::Role;
use touchstone::ops::check::{Depth, check};
use touchstone::ops::life::{self, Correction, Ending};
use touchstone::ops::{account, certificate, printing, station};
use touchstone::store::Failure;

const FIRST: &str = "S000043000012264000001";
const SECOND: &str = "S000043000012264000002";

fn refused<T: std::fmt::Debug>(result: Result<T, Failure>) -> &'static str {
    match result {
        Err(Failure::Refused(refusal)) => refusal.code,
        other => panic!("it was not refused: {other:?}"),
    }
}

/// `count` entries that passed, publicity over.
fn due(count: usize) -> Bench {
    let mut bench = Bench::marking(count);
    (1..=count).for_each(|n| bench.full_marks(EntryId(n as i64)));
    bench.advance_to(BatchState::Publicity);
    bench.clock.set("2026-09-28T09:00:00+08:00");
    bench.advance_to(BatchState::Issuing);
    bench.sit(CERTIFIER);
    bench
}

fn issued(count: usize) -> Bench {
    let mut bench = due(count);
    certificate::issue_batch(&mut bench.office, bench.batch, |_, _| true).unwrap();
    bench
}

fn ending(change: Change, ground: Ground) -> Ending {
    Ending { change, ground, document: "湘技撤〔2026〕3号".into(), because: "毕业证书系伪造".into() }
}

fn status(bench: &Bench, number: &str) -> Status {
    bench.office.read().certificate(number).unwrap().unwrap().status
}

fn codes(bench: &Bench, depth: Depth) -> Vec<&'static str> {
    check(&bench.office, depth, &mut |_, _| true).unwrap().findings.iter().map(|finding| finding.code).collect()
}

/// Somebody becomes a certifier, is handed the credential key, and sits down.
fn certifies(bench: &mut Bench, person: PersonId, name: &str, roles: &[Role]) {
    bench.sit(CLERK);
    if person == CLERK {
        // Nobody adds a role to themselves: another administrator does it.
        let (other, both) = (support::KEYERS[1], [Role::ScoreKeeper, Role::Administrator]);
        station::revise_person(&mut bench.office, other, "登二", &both).unwrap();
        bench.sit(other);
    }
    station::revise_person(&mut bench.office, person, name, roles).unwrap();
    bench.sit(CERTIFIER);
    account::share_credential(&mut bench.office, person, support::PASSPHRASE).unwrap();
    bench.sit(person);
}

#[test]
fn whoever_had_a_hand_in_an_entry_cannot_certify_it_whatever_role_they_have_now() {
    let mut bench = due(1);
    for (person, name) in [(EXAMINERS[0], "秦一"), (support::KEYERS[0], "登一")] {
        certifies(&mut bench, person, name, &[Role::Certifier]);
        assert_eq!(refused(certificate::issue(&mut bench.office, EntryId(1))), "own_hand", "{name}");
        assert_eq!(
            refused(certificate::issue_batch(&mut bench.office, bench.batch, |_, _| true)),
            "own_hand",
            "{name}"
        );
    }
    certifies(&mut bench, CLERK, "周考务", &[Role::Administrator, Role::Certifier]);
    assert_eq!(refused(certificate::issue(&mut bench.office, EntryId(1))), "own_hand", "the clerk filed the entry");
    bench.sit(CERTIFIER);
    certificate::issue(&mut bench.office, EntryId(1)).unwrap();
    assert_eq!(codes(&bench, Depth::Full), Vec::<&str>::new());
}

#[test]
fn a_certificate_issued_by_one_who_had_a_hand_in_it_is_found_from_the_journal_alone() {
    let mut bench = due(1);
    certifies(&mut bench, CLERK, "周考务", &[Role::Administrator, Role::Certifier]);
    // The clerk entered the application; the table is made to say that it was filed with the founder's first act of
    // another person. The journal is not deceived.
    let other = rusqlite::Connection::open(bench.path()).unwrap();
    let theirs = "(SELECT min(seq) FROM journal WHERE person = 2)";
    other.execute(&format!("UPDATE entry SET seq = {theirs} WHERE id = 1"), []).unwrap();
    drop(other);
    certificate::issue(&mut bench.office, EntryId(1)).unwrap();
    assert_eq!(codes(&bench, Depth::Usual), ["authority"]);
}

#[test]
fn a_batch_is_issued_under_one_approval_that_every_certificate_cites() {
    let bench = issued(3);
    let read = bench.office.read();
    let acts: Vec<_> = read
        .certificates_in(bench.batch)
        .unwrap()
        .iter()
        .map(|row| read.certificate_act(&row.number).unwrap().unwrap().0)
        .collect();
    let approval = acts[0].approval.unwrap();
    assert!(acts.iter().all(|act| act.approval == Some(approval)));
    let given = read.approval_act(approval).unwrap().unwrap();
    assert_eq!(given.entries, acts.iter().map(|act| act.entry).collect::<Vec<_>>());
    assert_eq!(read.approval(approval).unwrap().unwrap().targets, 3);
}

#[test]
fn stopped_between_two_certificates_what_is_issued_stays_and_the_rest_waits_for_another_approval() {
    let mut bench = due(3);
    let issued = certificate::issue_batch(&mut bench.office, bench.batch, |done, _| done < 2).unwrap();
    assert_eq!((issued.numbers.len(), issued.left), (2, 1));
    let again = certificate::issue_batch(&mut bench.office, bench.batch, |_, _| true).unwrap();
    assert_eq!((again.numbers.len(), again.left), (1, 0));
    let approval = |entry: i64| {
        let read = bench.office.read();
        let number = read.entry(EntryId(entry)).unwrap().unwrap().certificate.unwrap();
        read.certificate_act(&number).unwrap().unwrap().0.approval
    };
    assert_eq!(approval(1), approval(2));
    assert_ne!(approval(2), approval(3));
    assert_eq!(codes(&bench, Depth::Full), Vec::<&str>::new());
}

#[test]
fn revoking_takes_document_ground_reason_and_a_second_person_and_ends_the_certificate() {
    let mut bench = issued(2);
    let good = ending(Change::Revoke, Ground::Forged);
    let own = bench.second(CERTIFIER);
    assert_eq!(refused(life::end(&mut bench.office, FIRST, &good, &own)), "same_person");
    let examiner = bench.second(EXAMINERS[0]);
    assert_eq!(refused(life::end(&mut bench.office, FIRST, &good, &examiner)), "second_needed");
    let second = bench.second(SUPERVISOR);
    let cases = [
        (Ending { document: " ".into(), ..good.clone() }, "document_missing"),
        (Ending { because: String::new(), ..good.clone() }, "because_missing"),
        (Ending { ground: Ground::HolderAsked, ..good.clone() }, "ground_unfit"),
    ];
    for (wrong, code) in cases {
        assert_eq!(refused(life::end(&mut bench.office, FIRST, &wrong, &second)), code);
    }
    assert_eq!(refused(life::end(&mut bench.office, "S000043000012264000099", &good, &second)), "no_certificate");
    life::end(&mut bench.office, FIRST, &good, &second).unwrap();
    assert_eq!(status(&bench, FIRST), Status::Revoked);
    assert_eq!(refused(life::end(&mut bench.office, FIRST, &good, &second)), "certificate_ended");
    assert_eq!(refused(life::reissue(&mut bench.office, FIRST, "遗失", "登报")), "certificate_ended");
    assert_eq!(refused(printing::print_one(&mut bench.office, FIRST, Layout::Whole, None)), "certificate_ended");
    let annul = ending(Change::Annul, Ground::HolderAsked);
    life::end(&mut bench.office, SECOND, &annul, &second).unwrap();
    assert_eq!(status(&bench, SECOND), Status::Annulled);
    let event = bench.office.read().certificate_events(FIRST).unwrap().remove(0);
    assert_eq!((event.change, event.ground, event.second), (Change::Revoke, Some(Ground::Forged), Some(SUPERVISOR)));
    bench.sit(CLERK);
    assert_eq!(refused(life::end(&mut bench.office, SECOND, &good, &second)), "not_their_role");
    assert_eq!(codes(&bench, Depth::Full), Vec::<&str>::new());
}

#[test]
fn a_lost_certificate_is_reissued_under_its_number_and_printed_on_another_sheet() {
    let mut bench = issued(2);
    printing::run(&mut bench.office, bench.batch, Layout::Whole, None).unwrap();
    assert_eq!(refused(life::reissue(&mut bench.office, FIRST, "遗失", " ")), "notice_missing");
    assert_eq!(life::reissue(&mut bench.office, FIRST, "遗失", "《青梧日报》2026-09-27 声明作废").unwrap(), 1);
    assert_eq!(status(&bench, FIRST), Status::Reissued);
    let due = printing::due(&bench.office.read(), bench.batch).unwrap();
    assert_eq!(
        due.iter().map(|(row, why)| (row.number.as_str(), *why)).collect::<Vec<_>>(),
        [(FIRST, Occasion::Reissue)]
    );
    assert_eq!(printing::print_one(&mut bench.office, FIRST, Layout::Whole, None).unwrap(), 2);
    assert_eq!(life::reissue(&mut bench.office, FIRST, "又遗失", "本人声明").unwrap(), 2);
    assert_eq!(codes(&bench, Depth::Full), Vec::<&str>::new());
}

#[test]
fn a_correction_changes_the_holder_with_proof_keeps_what_was_and_finds_the_candidate_by_the_new_name() {
    let mut bench = issued(2);
    let second = bench.second(SUPERVISOR);
    let before = bench.office.read().certificate_holder(FIRST).unwrap().unwrap();
    let name = PersonName::parse("张玮").unwrap();
    let good = Correction {
        name: Some(name),
        because: "更名".into(),
        proof: "派出所证明〔2026〕88号".into(),
        ..Correction::default()
    };
    let cases = [
        (Correction { name: None, ..good.clone() }, "nothing_corrected"),
        (Correction { proof: String::new(), ..good.clone() }, "proof_missing"),
        (Correction { because: " ".into(), ..good.clone() }, "because_missing"),
    ];
    for (wrong, code) in cases {
        assert_eq!(refused(life::correct(&mut bench.office, FIRST, &wrong, &second)), code);
    }
    let theirs = Document::parse(DocumentKind::ResidentIdCard, &support::id_number(1)).unwrap();
    let taken = Correction { document: Some(theirs), ..good.clone() };
    assert_eq!(refused(life::correct(&mut bench.office, FIRST, &taken, &second)), "document_taken");
    assert_eq!(life::correct(&mut bench.office, FIRST, &good, &second).unwrap(), 2);
    assert_eq!(status(&bench, FIRST), Status::Corrected);
    let other = Document::parse(DocumentKind::ResidentIdCard, &support::id_number(77)).unwrap();
    let again = Correction { name: None, document: Some(other.clone()), ..good.clone() };
    assert_eq!(life::correct(&mut bench.office, FIRST, &again, &second).unwrap(), 3);
    let misprint = Correction { print: true, because: "印刷模糊".into(), ..Correction::default() };
    assert_eq!(life::correct(&mut bench.office, FIRST, &misprint, &second).unwrap(), 4);
    let read = bench.office.read();
    let row = read.certificate(FIRST).unwrap().unwrap();
    assert_eq!(row.holder, "张玮");
    assert_eq!(read.certificate_holder(FIRST).unwrap().unwrap().name, "张玮");
    let versions = read.certificate_versions(FIRST).unwrap();
    assert_eq!(versions.len(), 4);
    assert_eq!(versions[0].2.as_ref(), Some(&before), "what was is kept");
    let credential = read.credential(FIRST).unwrap().unwrap();
    assert!(credential.contains("张玮") && !before.credential.contains("张玮"));
    let issued = |n: usize| &versions[n].1;
    assert_eq!((issued(0).number.as_str(), issued(0).issued_on), (issued(3).number.as_str(), issued(3).issued_on));
    let keys: std::collections::BTreeSet<_> = versions.iter().map(|version| &version.1.credential.0).collect();
    assert_eq!(keys.len(), 4, "each correction signs a credential of its own");
    assert_eq!(row.credential_seq, versions[3].0);
    let changed = read.certificates_changed().unwrap();
    let newest = &versions[3].1.credential.0;
    assert_eq!((changed.len(), changed[0].credential.as_ref()), (1, Some(newest)), "the status list names the newest");
    assert!(touchstone::ops::register::proof_to_show(&bench.office, FIRST).is_ok());
    let read = bench.office.read();
    assert_eq!(read.search_certificates("张玮", 9).unwrap()[0].number, FIRST);
    assert_eq!(read.candidate_by_document(&other).unwrap().unwrap().id, row.candidate);
    assert_eq!(codes(&bench, Depth::Full), Vec::<&str>::new());
}

#[test]
fn many_are_revoked_or_reissued_under_one_approval_and_nothing_beyond_it() {
    let mut bench = issued(3);
    let numbers = vec![FIRST.to_owned(), SECOND.to_owned()];
    let batch = bench.batch;
    let approval =
        life::approve(&mut bench.office, batch, Approved::Revoke, &numbers, "湘技撤〔2026〕3号", "试卷用错").unwrap();
    let second = bench.second(SUPERVISOR);
    let wrong = ending(Change::Revoke, Ground::Irregular);
    let mut end = |number: &str, approval| life::end_under(&mut bench.office, number, &wrong, Some(approval), &second);
    assert_eq!(refused(end("S000043000012264000003", approval)), "not_approved");
    assert_eq!(refused(end(FIRST, approval + 1)), "not_approved");
    end(FIRST, approval).unwrap();
    end(SECOND, approval).unwrap();
    let third = vec!["S000043000012264000003".to_owned()];
    let lost = life::approve(&mut bench.office, batch, Approved::Reissue, &third, "", "邮寄丢失").unwrap();
    life::reissue_under(&mut bench.office, &third[0], "邮寄丢失", "快递公司证明", Some(lost)).unwrap();
    assert_eq!(
        refused(life::approve(&mut bench.office, batch, Approved::Revoke, &numbers, "", "再来")),
        "certificate_ended"
    );
    assert_eq!(codes(&bench, Depth::Full), Vec::<&str>::new());
}

#[test]
fn a_number_used_again_by_way_of_sql_is_refused_while_the_row_stands_and_found_once_it_was_removed() {
    let mut bench = due(2);
    certificate::issue(&mut bench.office, EntryId(1)).unwrap();
    let other = rusqlite::Connection::open(bench.path()).unwrap();
    other.execute_batch("DELETE FROM serial").unwrap();
    assert_eq!(refused(certificate::issue(&mut bench.office, EntryId(2))), "number_used");
    other.execute_batch("PRAGMA foreign_keys = OFF; DELETE FROM certificate").unwrap();
    drop(other);
    assert_eq!(certificate::issue(&mut bench.office, EntryId(2)).unwrap(), FIRST, "the program was deceived");
    let found = codes(&bench, Depth::Usual);
    assert!(found.contains(&"number_reused") && found.contains(&"serial_order"), "{found:?}");
}

#[test]
fn a_second_person_who_signs_nothing_is_no_second_person() {
    let mut bench = issued(1);
    let second = bench.second(SUPERVISOR);
    life::end(&mut bench.office, FIRST, &ending(Change::Revoke, Ground::Forged), &second).unwrap();
    let seq = bench.office.read().certificate_events(FIRST).unwrap()[0].seq;
    let other = rusqlite::Connection::open(bench.path()).unwrap();
    other.execute_batch("DROP TRIGGER signature_is_append_only_delete").unwrap();
    other.execute("DELETE FROM signature WHERE seq = ?1", [seq]).unwrap();
    drop(other);
    assert_eq!(codes(&bench, Depth::Usual), ["authority"]);
    assert_eq!(bench.office.who(), PersonId(8));
}

#[test]
fn a_list_of_a_batch_is_revoked_or_reissued_at_the_command_line_under_one_approval() {
    let bench = issued(4);
    let list = bench.folder.path().join("list.csv");
    let run = |args: &[&str]| {
        let ran = std::process::Command::new(env!("CARGO_BIN_EXE_touchstone"))
            .args(["--file", bench.path().to_str().unwrap(), "--as", "证一", "--lang", "zh", "certificate"])
            .args(args)
            .env("TOUCHSTONE_PASSPHRASE", support::PASSPHRASE)
            .env("TOUCHSTONE_SECOND_PASSPHRASE", support::PASSPHRASE)
            .env("HOME", bench.folder.path())
            .output()
            .unwrap();
        let text = String::from_utf8([ran.stdout, ran.stderr].concat()).unwrap();
        (ran.status.code().unwrap(), text)
    };
    let batch = bench.office.read().batch(bench.batch).unwrap().unwrap().plan.code;
    let revoke = |more: &[&str]| {
        let said =
            ["--document", "湘技撤〔2026〕3号", "--ground", "irregular", "--because", "试卷用错", "--second", "督一"];
        run(&[&["revoke-many", &batch, "--list", list.to_str().unwrap()], &said[..], more].concat())
    };
    std::fs::write(&list, format!("\u{feff}证书编号,姓名\n{FIRST},张伟\n{SECOND},欧阳\n")).unwrap();
    let (status, text) = revoke(&["--dry-run"]);
    assert!(status == 0 && text.contains(FIRST) && text.contains("会撤销 2 本；什么也没有写入"), "{text}");
    let before = bench.office.read().journal_root().unwrap();
    let (status, text) = revoke(&[]);
    assert!(status == 1 && text.contains("--yes"), "nobody was asked: {text}");
    std::fs::write(&list, format!("{FIRST}\nS000043000012264000099\n")).unwrap();
    let (status, text) = revoke(&["--yes"]);
    assert!(status == 1 && text.contains("名单第 2 行"), "{text}");
    assert_eq!(bench.office.read().journal_root().unwrap(), before, "nothing was written");
    std::fs::write(&list, format!("{FIRST}\n{SECOND}\n")).unwrap();
    let (status, text) = revoke(&["--yes"]);
    assert!(status == 0 && text.contains("已办（撤销）2 本"), "{text}");
    assert_eq!((self::status(&bench, FIRST), self::status(&bench, SECOND)), (Status::Revoked, Status::Revoked));
    // The rest of the batch is reissued; what ended is passed over, and what waits for its paper is not reissued again.
    let reissue = || run(&["reissue-many", &batch, "--because", "邮寄丢失", "--notice", "快递公司证明", "--yes"]);
    let (status, text) = reissue();
    assert!(status == 0 && text.contains("跳过") && text.contains("已办（补发）2 本"), "{text}");
    printing::run(&mut issued_again(&bench), bench.batch, Layout::Whole, None).unwrap();
    let (status, text) = reissue();
    assert!(status == 0 && text.contains("已办（补发）2 本"), "printed since, lost again: {text}");
    let (status, text) = reissue();
    assert!(status == 0 && text.contains("会补发 0 本"), "{text}");
    assert_eq!(codes(&bench, Depth::Full), Vec::<&str>::new());
}

/// The same file with the certifier at the desk, as another window has it.
fn issued_again(bench: &Bench) -> touchstone::ops::Office {
    let mut office = touchstone::ops::Office::open(&bench.path()).unwrap();
    account::sign_in(&mut office, CERTIFIER, support::PASSPHRASE).unwrap();
    office
}

#[test]
fn the_yearly_figures_follow_each_certificate_and_its_holder() {
    let mut bench = issued(3);
    let figures = |bench: &Bench| -> Vec<(u16, Option<Sex>, Option<u8>, u32)> {
        let tally = bench.office.read().certificate_tally().unwrap();
        let cells = tally.iter().flat_map(|trade| trade.cells.iter().map(|cell| (trade.year, *cell)));
        cells.map(|(year, cell)| (year, cell.sex, cell.age, cell.certificates)).collect()
    };
    // All were born in 1990, and the last digit but one of a number tells the sex.
    let (male, female) = (Some(Sex::Male), Some(Sex::Female));
    assert_eq!(figures(&bench), [(2026, female, Some(35), 2), (2026, male, Some(35), 1)]);
    let second = bench.second(SUPERVISOR);
    let older = Document::parse(DocumentKind::ResidentIdCard, "11010519491231002X").unwrap();
    let correction = Correction {
        document: Some(older),
        because: "证件号码更正".into(),
        proof: "派出所证明〔2026〕88号".into(),
        ..Correction::default()
    };
    life::correct(&mut bench.office, FIRST, &correction, &second).unwrap();
    assert_eq!(figures(&bench), [(2026, female, Some(35), 1), (2026, female, Some(55), 1), (2026, male, Some(35), 1)]);
    life::end(&mut bench.office, FIRST, &ending(Change::Revoke, Ground::Forged), &second).unwrap();
    assert_eq!(
        figures(&bench),
        [(2026, female, Some(35), 1), (2026, male, Some(35), 1)],
        "a revoked one stands no more"
    );
    assert_eq!(codes(&bench, Depth::Full), Vec::<&str>::new(), "a replay counts alike");
}
