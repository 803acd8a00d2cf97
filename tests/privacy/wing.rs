//! The same on the other side of the wall: what it keeps of whoever is appointed no more goes after its time, by two of that side.

use rusqlite::Connection;

use super::support::{self, Bench, CERTIFIER, CLERK, PASSPHRASE, SUPERVISOR, employer, post, wanted};
use super::{bytes_of, holds, refused, word};
use touchstone::domain::employment::growth::Outcome;
use touchstone::domain::employment::register::Register;
use touchstone::domain::employment::{Ending, Grade, Rank};
use touchstone::domain::id::{AppointmentId, CandidateId, EmployeeId, PersonId};
use touchstone::domain::language::{Lang, Say};
use touchstone::ops::check::{Depth, check};
use touchstone::ops::employment::{self, Wanted, Who, retention};
use touchstone::ops::{Office, account, settings};
use touchstone::store::employment::act::Act;
use touchstone::tui::context::Context;
use touchstone::tui::journey::Journey;
use touchstone::tui::screens::wing::WingHome;
use touchstone::tui::theme::{Palette, Theme};

/// Whoever has a certificate, whoever has none, and a master and an apprentice.
const NAMED: &str = "段志平";
const WORDS: [&str; 7] = [
    "段志平的急需理由",
    "段志平的职责",
    "段志平的待遇",
    "段志平考核依据",
    "因病解聘段志平",
    "易小川独立顶岗",
    "证到期再议",
];

/// Two managers; a holder and somebody without a certificate appointed, assessed and ended; a row of every register.
fn employed() -> (Bench, [PersonId; 2], String) {
    let (mut bench, mut numbers) = Bench::issued(2);
    let managers = [bench.manager(), bench.manager_called("聘二")];
    bench.sit(managers[0]);
    bench.clock.set("2026-10-08T09:00:00+08:00");
    let office = &mut bench.office;
    let of = employment::record_employer(office, employer(0)).unwrap();
    let fitter = employment::open_post(office, post(of, "装配钳工", Rank::Intermediate, 3)).unwrap();
    let number = numbers.remove(0);
    let holder = wanted(Who::Holder(number.clone()), fitter, Rank::Intermediate, "聘1", "");
    employment::appoint(office, holder).unwrap();
    let named = wanted(Who::Named(NAMED.into()), fitter, Rank::Intermediate, "聘2", WORDS[0]);
    let named = Wanted { duties: WORDS[1].into(), treatment: WORDS[2].into(), ..named };
    let id = employment::appoint(office, named).unwrap();
    employment::assess(office, id, Grade::Excellent, WORDS[3]).unwrap();
    employment::end(office, id, Ending::Resigned, WORDS[4]).unwrap();
    for (register, cells) in support::REGISTERS {
        employment::record_row(office, *register, None, &support::cells(cells)).unwrap();
    }
    employment::end_pair(office, 1, Outcome::Passed, WORDS[5]).unwrap();
    // The window as a revocation leaves it, while the employer decides; then as it was.
    let window = |value: &str| {
        let owner = Connection::open(bench.folder.path().join("station.touchstone")).unwrap();
        owner.execute_batch("PRAGMA secure_delete = ON").unwrap();
        owner.execute(&format!("UPDATE certificate_public SET status = {value} WHERE number = ?1"), [&number]).unwrap();
    };
    window("'revoked'");
    let kept = touchstone::domain::employment::appointment::NoticeDecision::Kept;
    employment::answer_notice(office, AppointmentId(1), kept, WORDS[6]).unwrap();
    window("(SELECT status FROM certificate WHERE certificate.number = certificate_public.number)");
    (bench, managers, number)
}

/// What is wrong with the file, by a look that stands on neither side.
fn sound(bench: &Bench) -> Vec<String> {
    let office = Office::open(&bench.path()).unwrap();
    let report = check(&office, Depth::Full, &mut |_, _| true).unwrap();
    report.findings.iter().map(|finding| finding.text.say(Lang::En)).collect()
}

fn due(bench: &Bench) -> Vec<(i64, String)> {
    let rows = retention::due(&bench.office).unwrap();
    rows.into_iter().map(|row| (row.employee.0, row.name)).collect()
}

fn evaluation_root(bench: &Bench) -> Option<u64> {
    let office = Office::open(&bench.path()).unwrap();
    office.read().journal_root().unwrap().map(|(size, _)| size)
}

fn everybody(bench: &Bench) -> Vec<EmployeeId> {
    retention::due(&bench.office).unwrap().into_iter().map(|row| row.employee).collect()
}

#[test]
fn whoever_was_last_appointed_trained_or_paired_so_long_ago_is_due_to_the_day() {
    let (mut bench, managers, _) = employed();
    let named = (2, NAMED.to_owned());
    // The term was to last until 2029-09-30 and ended on 2026-10-08, as did the apprenticeship.
    bench.clock.set("2031-10-07T09:00:00+08:00");
    assert_eq!(due(&bench), []);
    bench.clock.set("2031-10-08T09:00:00+08:00");
    let all = due(&bench);
    assert_eq!(all[0], named);
    assert_eq!(all.len(), 3, "the two of the registers with them, the holder not: {all:?}");
    bench.clock.set("2034-09-29T09:00:00+08:00");
    assert_eq!(due(&bench).len(), 3);
    bench.clock.set("2034-09-30T09:00:00+08:00");
    assert_eq!(due(&bench).last().map(|(id, _)| *id), Some(1), "the holder, from the end of the term");
    bench.sit(CLERK);
    settings::set(&mut bench.office, "erase_after_years", "9").unwrap();
    bench.sit(managers[0]);
    assert_eq!(due(&bench), []);
}

#[test]
fn erasing_takes_two_managers_an_approval_and_the_rule_and_nobody_from_across_the_wall() {
    let (mut bench, managers, _) = employed();
    let second = bench.second(managers[1]);
    let named = [EmployeeId(2)];
    assert_eq!(refused(retention::erase(&mut bench.office, &named, "档 1 号", &second)), "not_due");
    bench.clock.set("2032-01-05T09:00:00+08:00");
    let own = bench.second(managers[0]);
    for (who, because, beside, code) in [
        (&named[..], "  ", &second, "reason_needed"),
        (&[], "档 1 号", &second, "nothing_due"),
        (&[EmployeeId(1)], "档 1 号", &second, "not_due"),
        (&[EmployeeId(99)], "档 1 号", &second, "not_due"),
        (&named, "档 1 号", &own, "same_person"),
    ] {
        assert_eq!(refused(retention::erase(&mut bench.office, who, because, beside)), code);
    }
    for stranger in [CLERK, SUPERVISOR, CERTIFIER, support::EXAMINERS[0]] {
        let beside = bench.second(stranger);
        assert_eq!(refused(retention::erase(&mut bench.office, &named, "档 1 号", &beside)), "second_needed");
    }
    // Nor does a manager stand beside anybody of evaluation, or do it from there.
    bench.sit(CLERK);
    assert_eq!(refused(retention::erase(&mut bench.office, &named, "档 1 号", &second)), "not_their_role");
    let there = touchstone::ops::retention::due(&bench.office).unwrap();
    let theirs: Vec<CandidateId> = there.iter().map(|row| row.candidate).collect();
    assert!(touchstone::ops::retention::erase(&mut bench.office, &theirs, "档 1 号", &second).is_err());
    bench.sit(managers[0]);
    assert_eq!(retention::erase(&mut bench.office, &named, "档 1 号", &second).unwrap(), 4);
    assert_eq!(refused(retention::erase(&mut bench.office, &named, "档 1 号", &second)), "not_due");
    assert_eq!(sound(&bench), Vec::<String>::new());
}

#[test]
fn what_was_erased_on_this_side_is_nowhere_in_the_file_and_every_proof_stands() {
    let (mut bench, managers, number) = employed();
    let read = |bench: &Bench| bench.office.employment().unwrap().appointment(AppointmentId(1)).unwrap().unwrap();
    let holder = read(&bench).name;
    for typed in [NAMED, "另一个人"] {
        let key = bench.office.form_key("appoint", typed);
        bench.office.keep_form(&key, &[("name".to_owned(), typed.to_owned())]).unwrap();
    }
    // Evaluation's own copy goes by its own rule, so that what is found below is this side's alone.
    bench.clock.set("2040-01-05T09:00:00+08:00");
    bench.sit(CLERK);
    settings::set(&mut bench.office, "erase_certified_after", "10").unwrap();
    let supervisor = bench.second(SUPERVISOR);
    let both = [CandidateId(1), CandidateId(2)];
    touchstone::ops::retention::erase(&mut bench.office, &both, "档〔2040〕3 号", &supervisor).unwrap();
    bench.sit(managers[0]);
    bench.office.settle().unwrap();
    let raw = |bench: &Bench| bytes_of(&bench.path());
    let names = [NAMED, holder.as_str(), "易小川", "卢建新"];
    for word in names.iter().chain(&WORDS) {
        assert!(holds(&raw(&bench), word.as_bytes()), "the test would see nothing: {word}");
    }
    let length = bench.office.employment().unwrap().journal_root().unwrap().unwrap().0;
    let evaluation = evaluation_root(&bench);
    let second = bench.second(managers[1]);
    let who = everybody(&bench);
    assert_eq!(who.len(), 4);
    retention::erase(&mut bench.office, &who, "档〔2040〕4 号", &second).unwrap();
    for word in names.iter().chain(&WORDS) {
        assert!(!holds(&raw(&bench), word.as_bytes()), "{word} is still in the file");
    }
    assert!(holds(&raw(&bench), "另一个人".as_bytes()), "what somebody types of another stays");
    assert_eq!(sound(&bench), Vec::<String>::new(), "the trees, the signatures, the replay");
    assert_eq!(evaluation_root(&bench), evaluation, "the other side's journal is as it was");
    let rows = bench.office.employment().unwrap().journal_before(i64::MAX, 1).unwrap();
    assert_eq!((rows[0].row.seq as u64, rows[0].row.kind.as_str()), (length + 1, "employees_erased"));
    assert_eq!(rows[0].row.second, Some(managers[1].0));
    let one = read(&bench);
    assert_eq!((one.name.as_str(), one.holder_ref.as_deref(), one.erased), ("—", None, true));
    assert_eq!(one.appointment.basis.as_ref().map(|basis| basis.number.as_str()), Some("—"));
    assert!(one.notice().is_none() && one.difference().say(Lang::En) == "as certified", "what was decided stays");
    let named = bench.office.employment().unwrap().appointment(AppointmentId(2)).unwrap().unwrap();
    assert_eq!((named.ended_because.as_deref(), named.appointment.because.as_str()), (Some("—"), "—"));
    assert_eq!(named.ended_how, Some(Ending::Resigned));
    // Nothing more is recorded of them; the same certificate is somebody new.
    assert_eq!(refused(employment::assess(&mut bench.office, AppointmentId(2), Grade::Competent, "")), "erased");
    let again = wanted(Who::Holder(number), named.appointment.post, Rank::Intermediate, "聘9", "");
    let from = "2040-02-01".parse().unwrap();
    let again = Wanted { starts: from, ends: from + chrono::Months::new(24) - chrono::Days::new(1), ..again };
    let id = employment::appoint(&mut bench.office, again).unwrap();
    assert_ne!(bench.office.employment().unwrap().appointment(id).unwrap().unwrap().appointment.employee.0, 1);
    assert_eq!(sound(&bench), Vec::<String>::new());
}

#[test]
fn nothing_of_whoever_stays_goes_with_whoever_is_erased_beside_them() {
    let (mut bench, managers, _) = employed();
    bench.clock.set("2032-01-05T09:00:00+08:00");
    let second = bench.second(managers[1]);
    let row = |bench: &Bench| bench.office.employment().unwrap().row(Register::Pair, 1).unwrap().unwrap();
    let apprentice = row(&bench).record().number("apprentice").unwrap();
    retention::erase(&mut bench.office, &[EmployeeId(apprentice)], "档 1 号", &second).unwrap();
    let told = row(&bench);
    assert_eq!((told.cell("apprentice", Lang::Zh), told.cell("master", Lang::Zh)), ("—".into(), "卢建新".into()));
    assert_eq!(told.cell("outcome", Lang::En), "passed out");
    assert_eq!(bench.office.employment().unwrap().pair_end(1).unwrap().unwrap().note, "—", "it is about both");
    // What tells of them is not given out any more.
    use touchstone::domain::evidence::What;
    let read = bench.office.employment().unwrap();
    for (what, of) in [(What::Hours, 1), (What::Placings, 1)] {
        assert_eq!(refused(employment::evidence(&read, what, of, bench.office.today())), "no_evidence");
    }
    let master = row(&bench).record().number("master").unwrap();
    retention::erase(&mut bench.office, &[EmployeeId(master)], "档 2 号", &second).unwrap();
    assert_eq!(sound(&bench), Vec::<String>::new());
}

#[test]
fn a_personal_part_of_this_side_that_is_gone_or_back_and_a_second_that_is_not_theirs_are_found() {
    let (mut bench, managers, _) = employed();
    bench.clock.set("2032-01-05T09:00:00+08:00");
    let conn = Connection::open(bench.path()).unwrap();
    assert!(
        conn.execute("DELETE FROM employment_sealed WHERE seq = (SELECT max(seq) FROM employment_sealed)", []).is_err()
    );
    let parts = "SELECT seq, salt, bytes FROM employment_sealed JOIN employee USING (seq) WHERE id = 2";
    let kept = |row: &rusqlite::Row| Ok((row.get::<_, i64>(0)?, row.get::<_, Vec<u8>>(1)?, row.get::<_, Vec<u8>>(2)?));
    let (seq, salt, bytes) = conn.query_row(parts, [], kept).unwrap();
    let second = bench.second(managers[1]);
    retention::erase(&mut bench.office, &[EmployeeId(2)], "档 1 号", &second).unwrap();
    let insert = "INSERT INTO employment_sealed (seq, salt, bytes) VALUES (?1, ?2, ?3)";
    conn.execute(insert, (seq, &salt, &bytes)).unwrap();
    assert!(
        sound(&bench).join("\n").contains(&format!("employment journal row {seq} was erased and is in the file again"))
    );
    conn.execute("DELETE FROM employment_sealed WHERE seq = ?1", [seq]).unwrap();
    assert_eq!(sound(&bench), Vec::<String>::new());
    conn.execute_batch(
        "DROP TRIGGER employment_signature_is_append_only_update; DROP TRIGGER employment_signature_is_append_only_delete;
         DROP TRIGGER employment_sealed_goes_by_an_act; PRAGMA foreign_keys = OFF;",
    )
    .unwrap();
    for (sql, told) in [
        ("UPDATE employment_signature SET bytes = zeroblob(64)", "bears no signature of person"),
        ("UPDATE employment_signature SET key = key + 1", "bears no signature of person"),
        ("UPDATE employment_signature SET person = 1", "bears no signature of person"),
        ("UPDATE employment_signature SET seq = 1", "row 1 bears a signature too many"),
        ("UPDATE employment_signature SET seq = 9999", "signature 9999 belongs to no employment journal row"),
        ("DELETE FROM employment_signature", "bears no signature of person"),
        (
            "DELETE FROM employment_sealed WHERE seq = (SELECT seq FROM employee WHERE id = 1)",
            "is gone, and no act erased it",
        ),
    ] {
        let copy = bench.folder.path().join("copy.touchstone");
        bench.office.settle().unwrap();
        std::fs::copy(bench.path(), &copy).unwrap();
        let owner = Connection::open(&copy).unwrap();
        owner.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
        assert!(owner.execute(sql, []).unwrap() > 0, "{sql}");
        drop(owner);
        let office = Office::open(&copy).unwrap();
        let report = check(&office, Depth::Full, &mut |_, _| true).unwrap();
        let found: Vec<String> = report.findings.iter().map(|finding| finding.text.say(Lang::En)).collect();
        assert!(found.join("\n").contains(told), "{sql}: {found:?}");
        drop(office);
        std::fs::remove_file(&copy).unwrap();
    }
}

#[test]
fn nobody_agrees_by_a_passphrase_that_was_given_to_them_and_a_new_one_makes_a_new_key() {
    let (mut bench, managers, _) = employed();
    bench.clock.set("2032-01-05T09:00:00+08:00");
    let key = |bench: &Bench| bench.office.employment().unwrap().wing_key(managers[1]).unwrap().unwrap();
    let before = key(&bench);
    bench.sit(CLERK);
    account::issue_again(&mut bench.office, managers[1], "given by somebody else").unwrap();
    let given = account::witness(&mut bench.office, managers[1], "given by somebody else").map(drop);
    assert_eq!(refused(given), "no_key");
    account::sign_in(&mut bench.office, managers[1], "given by somebody else").unwrap();
    account::renew(&mut bench.office, "given by somebody else", PASSPHRASE).unwrap();
    let after = key(&bench);
    assert_ne!(before, after);
    account::renew(&mut bench.office, PASSPHRASE, "another one of their own").unwrap();
    assert_eq!(key(&bench), after, "their own new passphrase keeps their key");
    bench.sit(managers[0]);
    let second = account::witness(&mut bench.office, managers[1], "another one of their own").unwrap();
    retention::erase(&mut bench.office, &[EmployeeId(2)], "档 1 号", &second).unwrap();
    assert_eq!(sound(&bench), Vec::<String>::new());
}

#[test]
fn no_public_part_of_this_sides_journal_names_anybody_it_appoints() {
    let (bench, _, number) = employed();
    let read = bench.office.employment().unwrap();
    let holder = read.appointment(AppointmentId(1)).unwrap().unwrap().name;
    let rows = read.journal_before(i64::MAX, 1000).unwrap();
    assert!(rows.iter().any(|row| matches!(Act::read(&row.row.kind, &row.row.payload, None), Ok(Act::PairEnded(..)))));
    for row in rows {
        let told = format!("{} {}", String::from_utf8(row.row.payload).unwrap(), row.row.reason.unwrap_or_default());
        for word in [NAMED, &holder, &number, "易小川", "卢建新"].into_iter().chain(WORDS) {
            assert!(!told.contains(word), "{}: {told}", row.row.kind);
        }
    }
}

fn snapshot(name: &str, journey: &Journey) {
    insta::with_settings!({ snapshot_path => "../snapshots" }, {
        insta::assert_snapshot!(name, journey.screen_text());
    });
}

#[test]
fn the_wings_screen_erases_in_both_languages_and_says_who_is_wanted_beside() {
    for lang in [Lang::Zh, Lang::En] {
        let (bench, ..) = employed();
        bench.clock.set("2032-01-05T09:00:00+08:00");
        let Bench { folder: _folder, office, .. } = bench;
        let context = Context::new(office, lang, Theme::new(Palette::Mono, false));
        let mut journey = Journey::new(context, WingHome::default(), 100, 30);
        journey.keys("x").settle();
        snapshot(&format!("wing_due_{}", word(lang)), &journey);
        journey.keys("tx");
        journey.paste("档〔2032〕3 号").keys("<Enter>").settle();
        assert!(
            journey.screen_text().contains("聘二") && !journey.screen_text().contains("督一"),
            "{}",
            journey.screen_text()
        );
        journey.keys("<Enter>").settle();
        journey.paste(PASSPHRASE).keys("<Enter>").settle();
        snapshot(&format!("wing_erased_{}", word(lang)), &journey);
        journey.keys("<C-t>j<Enter>").settle();
        snapshot(&format!("wing_erased_act_{}", word(lang)), &journey);
    }
}

#[test]
fn a_manager_alone_hears_who_is_wanted_beside_them_and_an_empty_list_says_so() {
    let (mut bench, _) = Bench::issued(1);
    let manager = bench.manager();
    bench.sit(manager);
    bench.clock.set("2026-10-08T09:00:00+08:00");
    let of = employment::record_employer(&mut bench.office, employer(0)).unwrap();
    let fitter = employment::open_post(&mut bench.office, post(of, "装配钳工", Rank::Intermediate, 3)).unwrap();
    let named = wanted(Who::Named(NAMED.into()), fitter, Rank::Intermediate, "聘2", "急需");
    employment::appoint(&mut bench.office, named).unwrap();
    let Bench { folder: _folder, office, clock, .. } = bench;
    let mut journey =
        Journey::new(Context::new(office, Lang::Zh, Theme::new(Palette::Mono, false)), WingHome::default(), 80, 24);
    journey.keys("x").settle();
    assert!(journey.screen_text().contains("没有到期应清除的受聘人资料。"), "{}", journey.screen_text());
    journey.keys("x");
    assert!(journey.message().contains("没有到期应清除的受聘人资料"), "{}", journey.message());
    clock.set("2035-01-05T09:00:00+08:00");
    journey.keys("<F5>x").paste("档 1 号").keys("<Enter>").settle();
    assert!(journey.message().contains("须有第二人在场并输入口令：聘任管理员"), "{}", journey.message());
}

#[test]
fn the_command_line_tells_who_is_due_erases_by_two_and_lists_what_was_done() {
    let mut bench = Bench::founded();
    let manager = bench.manager();
    bench.manager_called("聘二");
    bench.sit(manager);
    // Long before the day that the program's own clock tells.
    bench.clock.set("2015-10-08T09:00:00+08:00");
    let of = employment::record_employer(&mut bench.office, employer(0)).unwrap();
    let fitter = employment::open_post(&mut bench.office, post(of, "装配钳工", Rank::Intermediate, 3)).unwrap();
    for (n, name) in [NAMED, "卢建新"].into_iter().enumerate() {
        let term = wanted(Who::Named(name.into()), fitter, Rank::Intermediate, &format!("聘{n}"), "急需");
        let (starts, ends) = ("2015-10-01".parse().unwrap(), "2018-09-30".parse().unwrap());
        employment::appoint(&mut bench.office, Wanted { starts, ends, ..term }).unwrap();
    }
    let path = bench.path();
    let Bench { folder, office, .. } = bench;
    drop(office);
    let run = |name: &str, args: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_touchstone"));
        command.env_clear().env("HOME", folder.path()).env("LANG", "en_US.UTF-8");
        command.env("TOUCHSTONE_AS", name).env("TOUCHSTONE_PASSPHRASE", PASSPHRASE);
        command.env("TOUCHSTONE_SECOND_PASSPHRASE", PASSPHRASE);
        let ran = command.arg("--file").arg(&path).args(["employment", "retention"]).args(args).output().unwrap();
        [ran.stdout, ran.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).join("")
    };
    let due = run("聘一", &["due"]);
    assert!(due.contains(NAMED) && due.contains("2 people are due; kept: 5 years."), "{due}");
    let across = run("周考务", &["due"]);
    assert!(across.contains("on the other side of the wall"), "{across}");
    let erase = |person: &[&str], second: &str| {
        run("聘一", &[&["erase", "--because", "档 1 号", "--second", second, "--yes"], person].concat())
    };
    let alone = erase(&[], "聘一");
    assert!(alone.contains("The second person must be another one"), "{alone}");
    let theirs = erase(&[], "督一");
    assert!(theirs.contains("needs a second person with their passphrase: employment manager"), "{theirs}");
    let other = erase(&["--person", "9"], "聘二");
    assert!(other.contains("Person #9") && other.contains("is not due"), "{other}");
    let one = erase(&["--person", "1"], "聘二");
    assert!(one.contains("The personal data of 1 person is erased (2 parts"), "{one}");
    assert!(!holds(&bytes_of(&path), NAMED.as_bytes()) && holds(&bytes_of(&path), "卢建新".as_bytes()));
    assert!(run("聘一", &["due", "--json"]).contains("\"employee\":2"));
    let rest = erase(&[], "聘二");
    assert!(rest.contains("The personal data of 1 person is erased"), "{rest}");
    let nothing = erase(&[], "聘二");
    assert!(nothing.contains("No personal data of appointees is due"), "{nothing}");
    let done = run("聘一", &["done"]);
    for word in ["聘一", "聘二", "档 1 号"] {
        assert!(done.contains(word), "{done}");
    }
    assert!(run("聘一", &["done", "--json"]).contains("\"employee\":1"));
}
