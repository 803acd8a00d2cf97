//! The wall between evaluation and employment: attacked, proven, and shown to let nothing back.

mod support;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use rusqlite::Connection;
use rusqlite::types::Value;
use support::{Bench, CERTIFIER, CLERK, employer, post, wanted};
use touchstone::credential::signing::Signer;
use touchstone::domain::employment::appointment::NoticeDecision;
use touchstone::domain::employment::growth::Outcome;
use touchstone::domain::employment::register::{Holds, Kin, Register, columns};
use touchstone::domain::employment::{Difference, Ending, Grade, Rank};
use touchstone::domain::evidence::What as Told;
use touchstone::domain::id::{AppointmentId, EmployerId, PersonId, PostId};
use touchstone::domain::language::{Lang, Say};
use touchstone::domain::stamp::Role;
use touchstone::exchange::employment_file::{What, preview};
use touchstone::exchange::source::Source;
use touchstone::exchange::wall_page::page;
use touchstone::ops::check::{Depth, check};
use touchstone::ops::employment::year::year;
use touchstone::ops::employment::{
    Cells, Reached, Who, answer_notice, appoint, assess, close_post, end, end_pair, give_evidence, move_plan,
    open_post, record_employer, record_row, renew, report, revise_employer, revise_post, set_county_stations,
    strike_row,
};
use touchstone::ops::wall::wall;
use touchstone::ops::{Office, account, certificate, station};
use touchstone::store::Failure;
use touchstone::store::labels::{Side, tables};

fn refused<T: std::fmt::Debug>(result: Result<T, impl Into<Failure>>) -> (String, String) {
    match result.map_err(Into::into) {
        Err(Failure::Refused(refusal)) => (refusal.code.to_owned(), refusal.say(Lang::En)),
        other => panic!("not refused: {other:?}"),
    }
}

/// Every row of every table of a side, as bytes that can be compared.
fn rows_of(path: &Path, sides: &[Side]) -> Vec<(String, Vec<Vec<Value>>)> {
    let conn = Connection::open(path).unwrap();
    let wanted = tables().iter().filter(|table| sides.contains(&table.side));
    wanted
        .map(|table| {
            let mut statement = conn.prepare(&format!("SELECT * FROM {} ORDER BY 1, 2", table.name)).unwrap();
            let width = statement.column_count();
            let rows = statement.query_map([], |row| (0..width).map(|at| row.get(at)).collect()).unwrap();
            (table.name.clone(), rows.collect::<Result<_, _>>().unwrap())
        })
        .collect()
}

fn findings(office: &Office) -> Vec<String> {
    check(office, Depth::Full, &mut |_, _| true).unwrap().findings.iter().map(|found| found.say(Lang::En)).collect()
}

/// Three certificates, one employer, two posts, and the first holder appointed.
fn staffed() -> (Bench, Vec<String>, PersonId) {
    let (mut bench, numbers) = Bench::issued(3);
    let manager = bench.manager();
    bench.sit(manager);
    bench.clock.set("2026-10-08T09:00:00+08:00");
    let office = &mut bench.office;
    let id = record_employer(office, employer(0)).unwrap();
    let fitter = open_post(office, post(id, "装配钳工", Rank::Intermediate, 2)).unwrap();
    open_post(office, post(id, "检修钳工", Rank::Advanced, 1)).unwrap();
    let first = wanted(Who::Holder(numbers[0].clone()), fitter, Rank::Intermediate, "聘〔2026〕1号", "");
    appoint(office, first).unwrap();
    (bench, numbers, manager)
}

/// One thing that a manager may try: which, on what, and how it is filled in.
#[derive(Clone, Debug)]
struct Verb {
    what: u8,
    register: Register,
    at: i64,
    seeds: Vec<u8>,
}

fn verbs() -> impl Strategy<Value = Vec<Verb>> {
    let register = (0..Register::ALL.len()).prop_map(|at| Register::ALL[at]);
    let verb = (0..24_u8, register, 1..5_i64, prop::collection::vec(any::<u8>(), 12));
    prop::collection::vec(verb.prop_map(|(what, register, at, seeds)| Verb { what, register, at, seeds }), 40..60)
}

/// Cells of a row, most of which can stand: names are few, so that rows meet and point at each other.
fn cells(verb: &Verb, numbers: &[String]) -> Cells {
    let filled = columns(verb.register).iter().filter(|column| column.derived.is_none());
    let cell = |(column, seed): (&touchstone::domain::employment::register::Column, &u8)| {
        let n = seed % 4;
        let text = match column.holds {
            _ if !column.must && seed % 3 == 0 => String::new(),
            Holds::Text if ["name", "number"].contains(&column.sql) => format!("{}{n}", verb.register.word()),
            Holds::Text => format!("文字{n}"),
            Holds::Date if ["ends"].contains(&column.sql) => format!("2027-0{}-01", n + 1),
            Holds::Date => format!("2026-0{}-01", n + 1),
            Holds::Count if column.sql == "year" => "2026".to_owned(),
            Holds::Count => (n + 1).to_string(),
            Holds::Money => format!("{}.50", 100 * u32::from(n)),
            Holds::Rank => Rank::ALL[usize::from(seed % 7)].label().to_owned(),
            Holds::Word(words) => words[usize::from(*seed) % words.len()].zh.to_owned(),
            Holds::Kin(Kin::Employer) => employer(usize::from(n)).name,
            Holds::Kin(Kin::Person) if seed % 2 == 0 => numbers[usize::from(n)].clone(),
            Holds::Kin(Kin::Person) => ["易小川", "贺佳明", "曾凯", "龙燕"][usize::from(n)].to_owned(),
            Holds::Kin(Kin::Of(register)) => format!("{}{n}", register.word()),
        };
        (column.zh.to_owned(), text)
    };
    filled.zip(&verb.seeds).map(cell).collect()
}

fn attempt(office: &mut Office, verb: &Verb, numbers: &[String], signer: &Signer) -> Result<(), Failure> {
    let (id, seed) = (verb.at, verb.seeds[0]);
    let (appointment, place, of) = (AppointmentId(id), PostId(id), EmployerId(id));
    let rank = Rank::ALL[usize::from(seed % 7)];
    let pick = |n: usize| usize::from(verb.seeds[1]) % n;
    match verb.what {
        0 => record_employer(office, employer(pick(4))).map(drop),
        1 => revise_employer(office, of, employer(pick(4))),
        2 => open_post(office, post(of, &format!("岗位{}", pick(5)), rank, 3)).map(drop),
        3 => revise_post(office, place, post(of, &format!("岗位{}", pick(5)), rank, 2)),
        4 => close_post(office, place, "撤岗"),
        5 => assess(office, appointment, Grade::ALL[pick(4)], "考核"),
        6 => end(office, appointment, Ending::ALL[pick(4)], "理由"),
        7 => answer_notice(office, appointment, NoticeDecision::Kept, "继续"),
        8 => renew(office, appointment, "2031-09-30".parse().unwrap(), &format!("续{seed}"), 100, "").map(drop),
        9 => set_county_stations(office, u32::from(seed)),
        10 | 11 => {
            let who = if pick(3) == 0 { Who::Named("无证者".into()) } else { Who::Holder(numbers[pick(4)].clone()) };
            appoint(office, wanted(who, place, rank, &format!("聘{seed}"), "按需")).map(drop)
        }
        12 => strike_row(office, verb.register, id, "登错"),
        13 => record_row(office, verb.register, Some(id), &cells(verb, numbers)).map(drop),
        14 => {
            let reached = Reached { document: "检1".into(), note: "正常".into(), people: u32::from(seed) };
            move_plan(office, id, reached).map(drop)
        }
        15 => end_pair(office, id, Outcome::ALL[pick(3)], "考核"),
        16 => give_evidence(office, Told::Hours, id, signer).map(drop),
        17 => give_evidence(office, Told::Placings, id, signer).map(drop),
        18 => {
            let row = cells(verb, numbers);
            let (header, line): (Vec<String>, Vec<String>) = row.into_iter().unzip();
            let text = format!("{}\n{}\n", header.join(","), line.join(","));
            let read = preview(office, What::Rows(verb.register), &Source::new(text.as_bytes(), "表.csv"))?;
            read.take(office).map(drop)
        }
        19 => year(office, 2026).map(drop),
        _ => record_row(office, verb.register, None, &cells(verb, numbers)).map(drop),
    }
}

#[test]
fn whatever_employers_add_change_or_end_leaves_every_row_of_evaluation_as_it_was() {
    let (mut bench, numbers) = Bench::issued(4);
    let manager = bench.manager();
    let path = bench.path();
    bench.office.settle().unwrap();
    let evaluation = [Side::Evaluation, Side::Window];
    let before = rows_of(&path, &evaluation);
    assert!(before.iter().any(|(name, rows)| name == "outcome" && rows.len() == 4));
    assert!(before.iter().any(|(name, rows)| name == "journal" && rows.len() > 40));
    bench.sit(manager);
    bench.clock.set("2026-10-08T09:00:00+08:00");
    let signer = account::evidence_signer(&mut bench.office, support::PASSPHRASE).unwrap();
    let bench = RefCell::new(bench);
    // What was done, what was refused: a property of verbs that are all refused would say nothing.
    let told = RefCell::new((BTreeMap::<String, u32>::new(), 0));
    let config =
        ProptestConfig { cases: 24, failure_persistence: None, max_shrink_iters: 0, ..ProptestConfig::default() };
    let property = TestRunner::new(config).run(&verbs(), |verbs| {
        let office = &mut bench.borrow_mut().office;
        for verb in &verbs {
            match attempt(office, verb, &numbers, &signer) {
                Ok(()) => *told.borrow_mut().0.entry(format!("{} {:?}", verb.what, verb.register)).or_default() += 1,
                Err(Failure::Refused(_)) => told.borrow_mut().1 += 1,
                Err(other) => panic!("{verb:?}: {other:?}"),
            }
        }
        office.settle().unwrap();
        prop_assert_eq!(rows_of(&path, &evaluation), before.clone());
        Ok(())
    });
    property.unwrap();
    let (done, refusals) = told.into_inner();
    for register in Register::ALL {
        let recorded = done.iter().filter(|(what, _)| what.ends_with(&format!("{register:?}"))).count();
        assert!(recorded > 0, "nothing was ever recorded among {register:?}: {done:?}");
    }
    assert!(refusals > 100, "{refusals} refused");
    let mut bench = bench.into_inner();
    let read = bench.office.employment().unwrap();
    let held = Register::ALL.iter().filter(|register| read.row_count(**register).unwrap() > 0).count();
    assert!(held > 8, "{held} registers hold rows");
    bench.sit(CLERK);
    assert_eq!(findings(&bench.office), Vec::<String>::new());
}

#[test]
fn the_manager_reads_nothing_of_evaluation_even_through_the_programs_own_questions() {
    let (mut bench, _, manager) = staffed();
    bench.sit(manager);
    let read = bench.office.read();
    assert_eq!(read.person_name(manager).unwrap(), "聘一");
    assert!(read.station().unwrap().is_some());
    for (what, refused) in [
        ("entries", read.entry(touchstone::domain::id::EntryId(1)).is_err()),
        ("outcomes", read.outcome(touchstone::domain::id::EntryId(1)).is_err()),
        ("candidates", read.candidate(touchstone::domain::id::CandidateId(1)).is_err()),
        ("batches", read.batches().is_err()),
        ("certificates in full", read.certificate_count().is_err()),
        ("the journal", read.journal_before(i64::MAX, 1).is_err()),
        ("sheets", read.signature_count().is_err()),
    ] {
        assert!(refused, "{what} can be read");
    }
    assert!(read.vault().is_none(), "no number opens for the manager");
    let office = &mut bench.office;
    assert_eq!(refused(certificate::issue(office, touchstone::domain::id::EntryId(1))).0, "not_their_role");
}

#[test]
fn nobody_of_evaluation_sees_employment_and_the_auditor_sees_both_and_writes_neither() {
    let (mut bench, ..) = staffed();
    for person in [CLERK, CERTIFIER, support::SUPERVISOR, support::EXAMINERS[0]] {
        bench.sit(person);
        let (code, sentence) = refused(bench.office.employment().map(drop));
        assert_eq!(code, "wall");
        assert!(sentence.contains("other side of the wall"), "{sentence}");
        assert_eq!(refused(record_employer(&mut bench.office, employer(1))).0, "not_their_role");
    }
    bench.sit(CLERK);
    let auditor =
        station::record_person(&mut bench.office, "审一", &[Role::Auditor], "only for the first time").unwrap();
    account::sign_in(&mut bench.office, auditor, "only for the first time").unwrap();
    account::renew(&mut bench.office, "only for the first time", support::PASSPHRASE).unwrap();
    assert_eq!(report::today(&bench.office).unwrap().in_force, 1);
    assert_eq!(bench.office.read().certificate_count().unwrap(), 3);
    assert_eq!(refused(record_employer(&mut bench.office, employer(1))).0, "not_their_role");
}

#[test]
fn the_administrator_gives_nobody_both_sides_and_themselves_nothing() {
    let mut bench = Bench::founded();
    let office = &mut bench.office;
    let both = [Role::EmploymentManager, Role::Examiner];
    assert_eq!(refused(station::record_person(office, "两边", &both, "only for the first time")).0, "roles_apart");
    let own = [Role::Administrator, Role::Registrar, Role::Certifier];
    assert_eq!(refused(station::revise_person(office, CLERK, "周考务", &own)).0, "own_role");
    assert_eq!(
        refused(station::revise_person(office, CLERK, "周考务", &[Role::EmploymentManager])).0,
        "last_administrator"
    );
    let other = [Role::EmploymentManager];
    assert_eq!(refused(station::revise_person(office, support::KEYERS[0], "登一", &other)).0, "crosses_wall");
    let across = station::move_across(office, support::KEYERS[0], "登一", &other, "another first time");
    assert_eq!(refused(across).0, "key_in_use");
}

#[test]
fn whoever_changes_sides_leaves_their_keys_behind() {
    let mut bench = Bench::founded();
    let person = support::KEYERS[0];
    let second = bench.second(support::SUPERVISOR);
    account::reset(&mut bench.office, person, &second, "a temporary one", "调任").unwrap();
    station::move_across(&mut bench.office, person, "登一", &[Role::EmploymentManager], "another first time").unwrap();
    assert!(account::sign_in(&mut bench.office, person, "a temporary one").is_err());
    account::sign_in(&mut bench.office, person, "another first time").unwrap();
    account::renew(&mut bench.office, "another first time", support::PASSPHRASE).unwrap();
    assert!(bench.office.is_in_wing() && bench.office.read().vault().is_none());
    bench.sit(CLERK);
    station::move_across(&mut bench.office, person, "登一", &[Role::ScoreKeeper], "back for the first time").unwrap();
    account::sign_in(&mut bench.office, person, "back for the first time").unwrap();
    account::renew(&mut bench.office, "back for the first time", support::PASSPHRASE).unwrap();
    assert!(!bench.office.is_in_wing() && bench.office.read().key_in_use(person).unwrap().is_some());
    bench.sit(CLERK);
    assert_eq!(findings(&bench.office), Vec::<String>::new());
    let moved = wall(&bench.office).unwrap().people.into_iter().find(|one| one.person == person.0).unwrap().moved;
    assert_eq!(moved.len(), 2);
}

#[test]
fn a_revoked_certificate_raises_a_notice_and_ends_nothing() {
    let (mut bench, numbers, manager) = staffed();
    bench.sit(manager);
    assert_eq!(report::notices(&bench.office).unwrap().len(), 0);
    let before = bench.office.employment().unwrap().journal_root().unwrap();
    // What a revocation writes in the window.
    let owner = Connection::open(bench.path()).unwrap();
    let sql = "UPDATE certificate_public SET status = 'revoked' WHERE number = ?1";
    assert_eq!(owner.execute(sql, [&numbers[0]]), Ok(1));
    drop(owner);
    let notices = report::notices(&bench.office).unwrap();
    let (row, notice) = &notices[0];
    assert_eq!(notice.say(Lang::En), format!("certificate {}, on which it rests, is revoked", numbers[0]));
    assert_eq!(row.state(bench.office.today()), touchstone::domain::employment::State::InForce);
    assert_eq!(bench.office.employment().unwrap().journal_root().unwrap(), before, "nothing was done by itself");
    let id = row.id;
    answer_notice(&mut bench.office, id, NoticeDecision::Kept, "已补考，等新证").unwrap();
    assert_eq!(report::today(&bench.office).unwrap().notices, 0);
    let after = bench.office.employment().unwrap().appointment(id).unwrap().unwrap();
    assert_eq!((after.ended_on, after.answer), (None, Some(NoticeDecision::Kept)));
}

#[test]
fn the_employment_journal_is_checked_and_replayed_and_saw_how_long_the_other_one_was() {
    let (mut bench, _, manager) = staffed();
    bench.sit(manager);
    let rows = bench.office.employment().unwrap().journal_before(i64::MAX, 50).unwrap();
    let evaluation = {
        bench.sit(CLERK);
        bench.office.read().journal_root().unwrap().unwrap().0
    };
    assert!(rows.iter().all(|row| row.seen as u64 == evaluation), "all of it was seen");
    assert_eq!(findings(&bench.office), Vec::<String>::new());
    bench.office.settle().unwrap();
    let attack = |sql: &str| {
        let copy = bench.folder.path().join("copy.touchstone");
        std::fs::copy(bench.path(), &copy).unwrap();
        let owner = Connection::open(&copy).unwrap();
        owner.execute_batch("DROP TRIGGER employment_journal_is_append_only_update; DROP TRIGGER employment_sealed_never_changes; PRAGMA foreign_keys = OFF").unwrap();
        assert!(owner.execute(sql, []).unwrap() > 0, "{sql}");
        drop(owner);
        let told = findings(&Office::open(&copy).unwrap()).join("\n");
        std::fs::remove_file(&copy).unwrap();
        told
    };
    for (sql, told) in [
        ("UPDATE employment_journal SET seen = 3 WHERE seq = 2", "employment journal row 2 was changed"),
        (
            "UPDATE employment_journal SET person = 1 WHERE seq = 1",
            "employment journal row 1 was done by somebody who may not",
        ),
        (
            "UPDATE employment_journal SET seen = 9999 WHERE seq = (SELECT max(seq) FROM employment_journal)",
            "that journal was cut",
        ),
        ("UPDATE employment_sealed SET bytes = x'00'", "the sealed part of employment journal row"),
        ("UPDATE appointment SET rank = 7", "appointment 1: rank was changed"),
        ("UPDATE post SET established = 9 WHERE id = 1", "post 1: established was changed"),
        ("UPDATE certificate_public SET level = 1", "certificate_public"),
        ("UPDATE employment_journal_tip SET size = size - 1", "tip of the employment journal"),
    ] {
        let found = attack(sql);
        assert!(found.contains(told), "{sql}: {found}");
    }
}

#[test]
fn the_proof_holds_on_a_sound_file_and_names_what_somebody_put_in() {
    let (mut bench, ..) = staffed();
    bench.sit(CLERK);
    let proof = wall(&bench.office).unwrap();
    let told: Vec<String> = proof.findings.iter().map(|found| found.say(Lang::En)).collect();
    assert!(proof.holds, "{told:?}");
    assert_eq!(proof.attempts.len(), tables().len() * 4 * 2);
    assert!(proof.attempts.iter().any(|attempt| attempt.allowed));
    assert!(proof.ways_round.iter().all(|way| way.refused.is_some()));
    for lang in [Lang::Zh, Lang::En] {
        let text = page(&proof, "测试县职业技能鉴定所", bench.office.now(), lang).join("\n");
        assert!(text.contains(lang.pick("结论：成立", "Verdict: it holds")), "{text}");
    }
    let owner = Connection::open(bench.path()).unwrap();
    owner.execute_batch("CREATE VIEW marks AS SELECT * FROM outcome").unwrap();
    drop(owner);
    let proof = wall(&bench.office).unwrap();
    assert!(!proof.holds);
    assert_eq!(proof.findings[0].say(Lang::En), "view marks does not belong here");
}

#[test]
fn the_window_shows_what_the_certificates_say_and_one_reference_a_holder() {
    let (bench, numbers) = Bench::issued(3);
    bench.office.settle().unwrap();
    let conn = Connection::open(bench.path()).unwrap();
    let sql =
        "SELECT count(*) FROM certificate JOIN certificate_public USING (number, holder, holder_ref, classification,
               trade_code, trade_name, branch, level, status, issued_on, issuer)";
    let same: i64 = conn.query_row(sql, [], |row| row.get(0)).unwrap();
    assert_eq!(same, numbers.len() as i64);
    let columns: Vec<String> = conn
        .prepare("SELECT name FROM pragma_table_info('certificate_public')")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    for never in ["entry", "candidate", "seq", "score", "outcome", "verdict"] {
        assert!(!columns.iter().any(|column| column.contains(never)), "{never} is in the window");
    }
}

#[test]
fn a_difference_between_certificate_and_post_is_shown_with_its_reason() {
    let (mut bench, numbers, manager) = staffed();
    bench.sit(manager);
    let office = &mut bench.office;
    let above = PostId(2);
    let want = |because: &str| wanted(Who::Holder(numbers[1].clone()), above, Rank::Advanced, "聘2", because);
    let (code, sentence) = refused(appoint(office, want("")));
    assert_eq!(
        (code.as_str(), sentence.as_str()),
        ("reason_needed", "Appointed above the certificate: say why. Write one sentence under “Because”.")
    );
    let id = appoint(office, want("独立顶岗两年，急需")).unwrap();
    let row = office.employment().unwrap().appointment(id).unwrap().unwrap();
    assert_eq!((row.difference(), row.appointment.because.as_str()), (Difference::Above, "独立顶岗两年，急需"));
}

/// The rust files below a folder or of one name.
fn files(under: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                found.push(path);
            }
        }
    }
    found.retain(|path| path.to_string_lossy().replace('\\', "/").contains(under));
    found
}

/// Every path of this crate that a file names, its tests apart: `crate::store::act`, and what a brace lists.
fn paths(file: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(file).unwrap();
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':')).unwrap_or(rest.len());
        let stem = rest[..end].trim_end_matches(':');
        if rest[end..].starts_with('{') {
            let list = &rest[end + 1..rest[end..].find('}').map_or(rest.len(), |close| end + close)];
            found.extend(
                list.split(',').map(|part| format!("{stem}::{}", part.trim()).trim_start_matches("::").to_owned()),
            );
        } else {
            found.push(stem.to_owned());
        }
    }
    found
}

#[test]
fn the_modules_obey_the_same_wall() {
    // What employment stands on: the common words, its own rooms, and the machinery that both sides share.
    const ALLOWED: &[&str] = &[
        "both",
        "refusal",
        "say",
        "domain::authority",
        "domain::employment",
        "domain::id",
        "domain::identity",
        "domain::language",
        "domain::level",
        "domain::refusal",
        "domain::stamp",
        "domain::trade",
        "domain::evidence",
        "credential::canonical",
        "credential::entropy",
        "credential::evidence",
        "credential::signing",
        "credential::tags",
        "credential::tree",
        "store::employment",
        "store::recorded",
        "store::journal",
        "store::wall",
        "store::Failure",
        "store::fault",
        "ops::employment",
        "ops::Office",
        // Somebody who proved themselves beside the desk, on whichever side they stand.
        "ops::office::Hand",
        // The name of a setting that both sides read.
        "ops::settings::retention::ERASE_AFTER",
    ];
    let rooms = ["src/domain/employment/", "src/store/employment/", "src/ops/employment/"];
    let mut looked = 0;
    for file in rooms.into_iter().flat_map(files) {
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(!text.contains("super::super"), "{} goes round by its parents", file.display());
        for path in paths(&file) {
            let fits = ALLOWED.iter().any(|allowed| path == *allowed || path.starts_with(&format!("{allowed}::")));
            assert!(fits, "{} names crate::{path}", file.display());
            looked += 1;
        }
    }
    assert!(looked > 60, "{looked} paths");
    // And evaluation knows nothing of employment, apart from where both are opened, checked and shown.
    const CROSSINGS: &[&str] = &[
        "src/domain/mod.rs",
        "src/store/mod.rs",
        "src/store/convert.rs",
        "src/store/check/",
        "src/store/recorded.rs",
        "src/ops/mod.rs",
        "src/ops/office/wing.rs",
        "src/ops/account/seat.rs",
        "src/ops/wall.rs",
        "src/ops/check.rs",
    ];
    for room in ["src/domain/", "src/store/", "src/ops/", "src/credential/"] {
        for file in files(room) {
            let name = file.to_string_lossy().replace('\\', "/");
            let apart = rooms.iter().chain(CROSSINGS).any(|known| name.contains(known));
            if !apart {
                let crossing = paths(&file).into_iter().find(|path| path.contains("employment"));
                assert_eq!(crossing, None, "{name}");
                assert!(!std::fs::read_to_string(&file).unwrap().contains("super::employment"), "{name}");
            }
        }
    }
}
