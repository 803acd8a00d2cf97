//! Killing the program at any moment loses nothing that it acknowledged.

mod support;

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::Duration;

use support::Bench;
use touchstone::domain::evaluation::subject::SubjectKind;
use touchstone::domain::id::EntryId;
use touchstone::domain::stamp::Role;
use touchstone::ops::check::{Depth, check};
use touchstone::ops::{Office, account, marking, station};
use touchstone::store::draft::SheetKey;

const FILE: &str = "TOUCHSTONE_CRASH_FILE";

/// The child: writes acts and drafts for ever and prints each acknowledgement.
#[test]
#[ignore = "the child of the test below, which starts it"]
fn writes_until_it_is_killed() {
    use std::io::Write;
    let Some(path) = std::env::var_os(FILE) else { panic!("only the test below starts this") };
    let mut office = Office::open(path.as_ref()).unwrap();
    let examiner = support::EXAMINERS[0];
    office.set_cost(touchstone::credential::custody::Cost::NONE);
    account::sign_in(&mut office, support::CLERK, support::PASSPHRASE).unwrap();
    // An open sheet is its owner's: they mark on a window of their own.
    let mut desk = Office::open(path.as_ref()).unwrap();
    account::sign_in(&mut desk, examiner, support::PASSPHRASE).unwrap();
    let key = SheetKey { entry: EntryId(1), subject: SubjectKind::Skills, examiner };
    let paper = marking::Desk::open(&office.read(), key).unwrap().paper().unwrap().clone();
    let criterion = &paper.questions[2].criteria[0];
    let mut out = std::io::stdout();
    for n in office.read().people().unwrap().len().. {
        let name = format!("考评员{}", letters(n));
        station::record_person(&mut office, &name, &[Role::Examiner], support::PASSPHRASE).unwrap();
        let (acts, _) = office.read().journal_root().unwrap().unwrap();
        writeln!(out, "act {acts}").unwrap();
        let mark = touchstone::domain::evaluation::criterion::Given::Number((n as i64 % 8) * 500);
        marking::keep(&mut desk, key, &criterion.id, Some(&mark), "").unwrap();
        writeln!(out, "mark {}", (n as i64 % 8) * 500).unwrap();
        out.flush().unwrap();
    }
}

fn letters(n: usize) -> String {
    n.to_string()
        .bytes()
        .map(|digit| ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"][usize::from(digit - b'0')])
        .collect()
}

#[test]
fn every_acknowledged_act_and_mark_is_there_after_a_kill_at_any_moment() {
    let bench = Bench::marking(1);
    let path = bench.path();
    let Bench { folder: _folder, office, .. } = bench;
    drop(office);
    let complaint = path.with_extension("stderr");
    let (mut counted, mut seed) = (0, 0x9e37_79b9_u64);
    let kills = if std::env::var("TOUCHSTONE_TRIALS").is_ok_and(|tier| tier == "release") { 1000 } else { 100 };
    while counted < kills {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "writes_until_it_is_killed", "--ignored", "--nocapture", "--test-threads", "1"])
            .env(FILE, &path)
            .stdout(Stdio::piped())
            .stderr(std::fs::File::create(&complaint).unwrap())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let acked = |line: String| -> Option<(String, i64)> {
            let (word, n) = line.rsplit_once(' ')?;
            let word = word.rsplit(' ').next()?;
            ["act", "mark"].contains(&word).then(|| Some((word.to_owned(), n.parse().ok()?)))?
        };
        // Wait until it writes, then let it write for a moment of a length that nobody chose.
        let first = lines.by_ref().map_while(Result::ok).find_map(acked);
        let why = || std::fs::read_to_string(&complaint).unwrap_or_default();
        assert!(first.is_some(), "after {counted} kills the child never wrote: {}", why());
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        std::thread::sleep(Duration::from_millis(2 + (seed >> 33) % 40));
        child.kill().unwrap();
        let rest: Vec<(String, i64)> = lines.map_while(Result::ok).filter_map(acked).collect();
        child.wait().unwrap();
        // A kill before the next acknowledgement hit no write in flight that we know of, and is not counted.
        if rest.is_empty() {
            continue;
        }
        counted += 1;
        let last = |word: &str| rest.iter().rev().find(|(kind, _)| kind == word).map(|(_, n)| *n);
        let office = Office::open(&path).unwrap();
        let (acts, _) = office.read().journal_root().unwrap().unwrap();
        assert!(i64::try_from(acts).unwrap() >= last("act").unwrap_or(0), "{acts} acts, {rest:?}");
        let key = SheetKey { entry: EntryId(1), subject: SubjectKind::Skills, examiner: support::EXAMINERS[0] };
        let open = office.read().open_sheet(key).unwrap();
        let kept = match open.given.values().next() {
            Some(touchstone::domain::evaluation::criterion::Given::Number(n)) => *n,
            other => panic!("the mark is gone: {other:?}"),
        };
        if let Some(acked) = last("mark") {
            assert!(
                kept == acked || kept == (acked + 500) % 4000,
                "{kept} is neither the mark acknowledged, {acked}, nor the next"
            );
        }
        if counted % (kills / 4) == 0 {
            let report = check(&office, Depth::Full, &mut |_, _| true).unwrap();
            assert_eq!(report.findings, []);
        }
    }
}
