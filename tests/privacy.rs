//! People's data: ID numbers are shown whole to nobody who did not say what for, lie nowhere in the clear, and go when their time is over.

mod support;
#[path = "privacy/wing.rs"]
mod wing;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use support::{Bench, CERTIFIER, CLERK, SUPERVISOR, id_number, sweep};
use touchstone::domain::evaluation::batch::BatchState;
use touchstone::domain::evaluation::standing::Standing;
use touchstone::domain::evaluation::subject::SubjectKind;
use touchstone::domain::id::{CandidateId, EntryId};
use touchstone::domain::language::{Lang, Say};
use touchstone::exchange::lists;
use touchstone::exchange::print::certificate::{Setting, document};
use touchstone::exchange::profile::{self, Left, Numbers, PROFILES};
use touchstone::exchange::source::Source;
use touchstone::exchange::{collection::collection, inspection, notices};
use touchstone::ops::check::{Depth, check};
use touchstone::ops::register::Register;
use touchstone::ops::{certificate, marking, personal, photo, retention, settings};
use touchstone::store::Failure;
use touchstone::store::backup::Existing;
use touchstone::store::read::entry::EntryFilter;
use touchstone::tui::context::Context;
use touchstone::tui::journey::Journey;
use touchstone::tui::screens::home::Home;
use touchstone::tui::theme::{Palette, Theme};

fn refused<T: std::fmt::Debug>(result: Result<T, Failure>) -> &'static str {
    match result {
        Err(Failure::Refused(refusal)) => refusal.code,
        other => panic!("not refused: {other:?}"),
    }
}

const PICTURE: &[u8] = include_bytes!("data/photo.jpg");

/// A real photo for the one whose certificate is printed.
fn picture_of(n: i64) -> Vec<u8> {
    if n == 1 { PICTURE.to_vec() } else { format!("PICTURE-OF-{n}").into_bytes() }
}

/// Two candidates: the first passes and is certified, the second fails.
fn over() -> (Bench, String) {
    let mut bench = Bench::marking(2);
    let picture = |n: i64| photo::Photo {
        candidate: CandidateId(n),
        format: if n == 1 { "jpeg" } else { "png" },
        width: 295,
        height: 413,
        bytes: picture_of(n),
    };
    bench.sit(CLERK);
    photo::attach(&mut bench.office, vec![picture(1), picture(2)]).unwrap();
    bench.full_marks(EntryId(1));
    bench.sit(SUPERVISOR);
    for subject in [SubjectKind::Theory, SubjectKind::Skills] {
        marking::set_standing(&mut bench.office, EntryId(2), subject, Standing::Absent, "签到表").unwrap();
    }
    bench.advance_to(BatchState::Publicity);
    bench.clock.set("2026-09-28T09:00:00+08:00");
    bench.advance_to(BatchState::Issuing);
    bench.sit(CERTIFIER);
    let number = certificate::issue_batch(&mut bench.office, bench.batch, |_, _| true).unwrap().numbers.remove(0);
    bench.sit(CLERK);
    (bench, number)
}

fn due(bench: &Bench) -> Vec<i64> {
    retention::due(&bench.office).unwrap().iter().map(|row| row.candidate.0).collect()
}

fn sound(bench: &Bench) -> Vec<String> {
    let report = check(&bench.office, Depth::Full, &mut |_, _| true).unwrap();
    report.findings.iter().map(|finding| finding.text.say(Lang::En)).collect()
}

#[test]
fn what_is_due_follows_the_rule_to_the_day() {
    let (mut bench, _) = over();
    // The last that happened to the second: the end of publicity, 2026-09-25 or so; to the first: the certificate of the 28th.
    let last = bench.office.read().batch(bench.batch).unwrap().unwrap().publicity.unwrap().until;
    let five = format!("{}{}", 2031, &last.to_string()[4..]);
    let day_before = five.parse::<chrono::NaiveDate>().unwrap().pred_opt().unwrap();
    bench.clock.set(&format!("{day_before}T09:00:00+08:00"));
    assert!(due(&bench).is_empty());
    bench.clock.set(&format!("{five}T09:00:00+08:00"));
    assert_eq!(due(&bench), [2], "holders stay for ever");
    settings::set(&mut bench.office, "erase_after_years", "6").unwrap();
    assert!(due(&bench).is_empty());
    settings::set(&mut bench.office, "erase_after_years", "5").unwrap();
    settings::set(&mut bench.office, "erase_certified_after", "10").unwrap();
    bench.clock.set("2036-09-27T09:00:00+08:00");
    assert_eq!(due(&bench), [2]);
    bench.clock.set("2036-09-28T09:00:00+08:00");
    assert_eq!(due(&bench), [2, 1], "the longest ago first");
}

#[test]
fn erasing_takes_two_people_an_approval_and_the_rule() {
    let (mut bench, _) = over();
    let second = bench.second(SUPERVISOR);
    let two = [CandidateId(2)];
    assert_eq!(refused(retention::erase(&mut bench.office, &two, "档 1 号", &second)), "not_due");
    bench.clock.set("2032-01-05T09:00:00+08:00");
    assert_eq!(refused(retention::erase(&mut bench.office, &two, "  ", &second)), "reason_needed");
    assert_eq!(refused(retention::erase(&mut bench.office, &[], "档 1 号", &second)), "nothing_due");
    assert_eq!(refused(retention::erase(&mut bench.office, &[CandidateId(1)], "档 1 号", &second)), "not_due");
    let own = bench.second(CLERK);
    assert!(retention::erase(&mut bench.office, &two, "档 1 号", &own).is_err(), "one person is not two");
    let examiner = bench.second(support::EXAMINERS[0]);
    assert!(
        retention::erase(&mut bench.office, &two, "档 1 号", &examiner).is_err(),
        "an examiner cannot stand beside"
    );
    assert!(retention::erase(&mut bench.office, &two, "档 1 号", &second).unwrap() >= 3);
    assert_eq!(refused(retention::erase(&mut bench.office, &two, "档 1 号", &second)), "not_due");
    assert_eq!(sound(&bench), Vec::<String>::new());
}

#[test]
fn what_was_erased_is_nowhere_in_the_file_and_every_proof_stands() {
    let (mut bench, number) = over();
    settings::set(&mut bench.office, "erase_certified_after", "10").unwrap();
    let mut names: Vec<String> =
        [1, 2].map(|n| bench.office.read().candidate(CandidateId(n)).unwrap().unwrap().name).into();
    // An old ledger tells of the first under the name of then.
    let ledger = format!(
        "证书编号,姓名,证件号码,职业名称,等级,发证日期\n1510012003400123,曾旧名,{},钳工,四级,2019-06-30",
        id_number(0)
    );
    let history =
        touchstone::exchange::history::preview(&bench.office, &Source::new(ledger.as_bytes(), "台账.csv")).unwrap();
    assert_eq!(history.take(&mut bench.office).unwrap(), 1);
    names.push("曾旧名".to_owned());
    let pictures: Vec<String> =
        [1, 2].map(|n| picture_of(n).iter().rev().take(40).rev().map(|byte| format!("{byte:02x}")).collect()).into();
    let page = |bench: &Bench| {
        let read = bench.office.read();
        document(&read, &Register::open(&read).unwrap(), &number, Setting::default(), &faces()).unwrap()
    };
    touchstone::ops::checkpoint::keep(&bench.office, touchstone::domain::anchor::Reason::Export).unwrap();
    let paper = page(&bench);
    let qr = touchstone::ops::register::proof_of(&bench.office.read(), &number).unwrap().qr_text().unwrap().0;
    let trust = touchstone::ops::trust::own_card(&bench.office).unwrap().to_text();
    bench.office.settle().unwrap();
    let raw = |bench: &Bench| bytes_of(&bench.folder.path().join("station.touchstone"));
    for word in names.iter().chain(&pictures) {
        assert!(holds(&raw(&bench), word.as_bytes()), "the test would see nothing: {word}");
    }
    bench.clock.set("2040-01-05T09:00:00+08:00");
    let second = bench.second(SUPERVISOR);
    retention::erase(&mut bench.office, &[CandidateId(1), CandidateId(2)], "档〔2040〕3 号", &second).unwrap();
    let root = bench.office.read().journal_root().unwrap();
    for word in names.iter().chain(&pictures) {
        assert!(!holds(&raw(&bench), word.as_bytes()), "{word} is still in the file");
    }
    assert_eq!(sound(&bench), Vec::<String>::new(), "the tree, the signatures, the replay");
    assert_eq!(bench.office.read().journal_root().unwrap(), root);
    let row = bench.office.read().candidate(CandidateId(1)).unwrap().unwrap();
    assert_eq!((row.name.as_str(), row.doc_kind, row.birth, row.doc_cipher.len()), ("—", None, None, 0));
    assert!(bench.office.read().search_candidates(&names[0], 10).unwrap().is_empty());
    assert!(bench.office.read().search_historical(&names[2], 10).unwrap().is_empty());
    assert_eq!(bench.office.read().historical("1510012003400123").unwrap().unwrap().holder, "—", "its number stays");
    assert_eq!(bench.office.read().outcome(EntryId(1)).unwrap().unwrap().verdict.say(Lang::En), "pass");
    // The page says what was erased, and the file itself gives no credential any more.
    let after = page(&bench);
    assert!(after.len() > 1000 && after != paper);
    let nobody = touchstone::credential::verify::Known { trust: None, status: None, id: None, photo: None };
    let report = touchstone::credential::verify::verify(&touchstone::credential::verify::read(&after), &nobody);
    let told: Vec<String> = report.stages.iter().map(|step| step.text.say(Lang::En)).collect();
    assert!(told.join(" ").contains("the station has erased the data"), "{told:?}");
    assert!(bench.office.read().credential(&number).unwrap().is_none());
    assert!(touchstone::ops::register::proof_of(&bench.office.read(), &number).is_err());
    // What was given to the holder before still verifies.
    let list = touchstone::credential::trust::TrustList::read(&trust).unwrap();
    let known = touchstone::credential::verify::Known { trust: Some(&list), status: None, id: None, photo: None };
    for given in [paper, qr.into_bytes()] {
        let report = touchstone::credential::verify::verify(&touchstone::credential::verify::read(&given), &known);
        assert_eq!(report.verdict.exit(), 0, "{report:?}");
    }
    // The same person comes again: as somebody new.
    assert!(bench.office.read().candidate_by_document(&support::applicant(0).document).unwrap().is_none());
}

#[test]
fn whoever_stands_in_old_ledgers_alone_is_due_after_the_time_of_holders_and_goes_with_every_certificate() {
    let (mut bench, _) = over();
    let ledger = format!(
        "证书编号,姓名,证件号码,职业名称,等级,发证日期\n1510012003400123,曾旧名,{0},电工,四级,2015-06-30\n\
         1510012003400124,曾旧名,{0},钳工,四级,2019-06-30\n1510012003400125,赵后来,{1},钳工,四级,2024-06-30",
        id_number(70),
        id_number(71)
    );
    let history =
        touchstone::exchange::history::preview(&bench.office, &Source::new(ledger.as_bytes(), "台账.csv")).unwrap();
    assert_eq!(history.take(&mut bench.office).unwrap(), 3);
    let past = |bench: &Bench| {
        let rows = retention::past_due(&bench.office).unwrap();
        rows.into_iter().map(|row| (row.number, row.name, row.certificates)).collect::<Vec<_>>()
    };
    bench.clock.set("2033-01-05T09:00:00+08:00");
    assert_eq!(past(&bench), [], "holders stay for ever");
    settings::set(&mut bench.office, "erase_certified_after", "10").unwrap();
    bench.clock.set("2029-06-29T09:00:00+08:00");
    assert_eq!(past(&bench), []);
    bench.clock.set("2029-06-30T09:00:00+08:00");
    let first = ("1510012003400123".to_owned(), "曾旧名".to_owned(), 2);
    assert_eq!(past(&bench), [first], "counted from the newer of the two");
    let second = bench.second(SUPERVISOR);
    let numbers = ["1510012003400123".to_owned()];
    let later = ["1510012003400125".to_owned()];
    assert_eq!(refused(retention::erase_all(&mut bench.office, &[], &later, "档 1 号", &second)), "not_due");
    let own = bench.second(CLERK);
    assert!(retention::erase_all(&mut bench.office, &[], &numbers, "档 1 号", &own).is_err(), "one person is not two");
    bench.office.settle().unwrap();
    let raw = |bench: &Bench| bytes_of(&bench.folder.path().join("station.touchstone"));
    assert!(holds(&raw(&bench), "曾旧名".as_bytes()), "the test would see nothing");
    assert_eq!(retention::erase_all(&mut bench.office, &[], &numbers, "档 1 号", &second).unwrap(), 2);
    assert!(!holds(&raw(&bench), "曾旧名".as_bytes()) && holds(&raw(&bench), "赵后来".as_bytes()));
    let read = bench.office.read();
    for number in ["1510012003400123", "1510012003400124"] {
        assert_eq!(read.historical(number).unwrap().unwrap().holder, "—", "its number, trade and level stay");
    }
    assert!(read.search_historical("曾旧名", 10).unwrap().is_empty());
    assert_eq!(read.erasure_count().unwrap(), 1);
    assert_eq!(past(&bench), []);
    assert_eq!(sound(&bench), Vec::<String>::new(), "the tree, the signatures, the replay");
}

#[test]
fn a_personal_part_that_is_gone_without_an_act_or_back_after_one_is_found() {
    let (mut bench, _) = over();
    bench.clock.set("2032-01-05T09:00:00+08:00");
    let owner = |bench: &Bench| rusqlite::Connection::open(bench.path()).unwrap();
    let conn = owner(&bench);
    assert!(conn.execute("DELETE FROM sealed WHERE seq = (SELECT max(seq) FROM sealed)", []).is_err(), "the guard");
    let kept: Vec<(i64, Vec<u8>, Vec<u8>)> = conn
        .prepare("SELECT seq, salt, bytes FROM sealed JOIN entry USING (seq) WHERE candidate = 2")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let second = bench.second(SUPERVISOR);
    retention::erase(&mut bench.office, &[CandidateId(2)], "档 1 号", &second).unwrap();
    let (seq, salt, bytes) = &kept[0];
    conn.execute("INSERT INTO sealed (seq, salt, bytes) VALUES (?1, ?2, ?3)", (seq, salt, bytes)).unwrap();
    assert!(sound(&bench).iter().any(|told| told.contains(&format!("row {seq} was erased and is in the file again"))));
    conn.execute("DELETE FROM sealed WHERE seq = ?1", [seq]).unwrap();
    assert_eq!(sound(&bench), Vec::<String>::new());
    conn.execute_batch("DROP TRIGGER sealed_goes_by_an_act").unwrap();
    let other: i64 = conn.query_row("SELECT seq FROM entry WHERE candidate = 1", [], |row| row.get(0)).unwrap();
    conn.execute("DELETE FROM sealed WHERE seq = ?1", [other]).unwrap();
    let told = sound(&bench).join("\n");
    assert!(
        told.contains(&format!("the personal part of journal row {other} is gone, and no act erased it")),
        "{told}"
    );
}

#[test]
fn a_whole_number_is_shown_for_a_purpose_and_the_journal_says_so() {
    let (mut bench, _) = over();
    let one = CandidateId(1);
    assert_eq!(refused(personal::show_number(&mut bench.office, one, " ")), "purpose_needed");
    assert_eq!(refused(personal::show_number(&mut bench.office, CandidateId(99), "核对")), "no_candidate");
    let size = |bench: &Bench| bench.office.read().journal_root().unwrap().unwrap().0;
    let before = size(&bench);
    let document = personal::show_number(&mut bench.office, one, "公安来函核对").unwrap();
    assert_eq!(document.number(), id_number(0));
    assert_eq!(size(&bench), before + 1);
    let row = bench.office.read().journal_before(i64::MAX, 1).unwrap().remove(0);
    assert_eq!((row.kind.as_str(), row.reason.as_deref()), ("number_shown", Some("公安来函核对")));
    bench.sit(support::EXAMINERS[0]);
    assert!(personal::show_number(&mut bench.office, one, "好奇").is_err(), "whoever marks has no business with it");
    assert_eq!(size(&bench), before + 1);
}

#[test]
fn the_screens_show_erase_and_unmask_in_both_languages() {
    for lang in [Lang::Zh, Lang::En] {
        let (bench, _) = over();
        bench.clock.set("2032-01-05T09:00:00+08:00");
        let context = Context::new(bench.office, lang, Theme::new(Palette::Mono, false));
        let mut journey = Journey::new(context, Home::default(), 100, 30);
        journey.keys("<F4>").settle();
        journey.keys("jj<Enter>").settle();
        assert!(!journey.screen_text().contains(&id_number(0)));
        journey.keys("u");
        journey.paste("公安来函核对").keys("<Enter>").settle();
        assert!(journey.screen_text().contains(&id_number(0)), "{}", journey.screen_text());
        journey.keys("<Enter><Esc>").settle();
        assert!(!journey.screen_text().contains(&id_number(0)), "{}", journey.screen_text());
        journey.keys("e").settle();
        insta::assert_snapshot!(format!("privacy_due_{}", word(lang)), journey.screen_text());
        journey.keys("tx");
        journey.paste("档〔2032〕3 号").keys("<Enter>").settle();
        assert!(journey.screen_text().contains("督一"), "{}", journey.screen_text());
        journey.paste("督一").keys("<Enter>").settle();
        journey.paste(support::PASSPHRASE).keys("<Enter>").settle();
        insta::assert_snapshot!(format!("privacy_erased_{}", word(lang)), journey.screen_text());
        journey.keys("<F4>").settle();
        journey.keys("<Enter>").settle();
        insta::assert_snapshot!(format!("privacy_candidate_{}", word(lang)), journey.screen_text());
    }
}

fn word(lang: Lang) -> &'static str {
    lang.pick("zh", "en")
}

fn faces() -> touchstone::document::typeface::Typefaces {
    touchstone::document::typeface::Typefaces::embedded()
}

/// The file and what lies beside it.
fn bytes_of(path: &Path) -> Vec<u8> {
    let mut all = fs::read(path).unwrap();
    for ending in ["-wal", "-shm"] {
        let beside = PathBuf::from(format!("{}{ending}", path.display()));
        all.extend(fs::read(beside).unwrap_or_default());
    }
    all
}

fn holds(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|window| window == word)
}

/// A number as somebody might find it: as text, as wide text, as hex, as base64 at each of its three places, as an integer.
fn spellings(number: &str) -> Vec<Vec<u8>> {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let text = number.as_bytes();
    let mut all = vec![
        text.to_vec(),
        text.iter().rev().copied().collect(),
        number.to_lowercase().into_bytes(),
        number.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        number.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        text.iter().flat_map(|byte| format!("{byte:02x}").into_bytes()).collect(),
        text.iter().flat_map(|byte| format!("{byte:02X}").into_bytes()).collect(),
        format!("{}-{}-{}", &number[..6], &number[6..14], &number[14..]).into_bytes(),
        format!("{} {} {}", &number[..6], &number[6..14], &number[14..]).into_bytes(),
        // All but the check digit.
        text[..17].to_vec(),
    ];
    for shift in 0..3 {
        let bits = [&[0u8; 2][..shift], text].concat();
        let coded: Vec<u8> = bits
            .chunks_exact(3)
            .flat_map(|three| {
                let n = u32::from(three[0]) << 16 | u32::from(three[1]) << 8 | u32::from(three[2]);
                [18, 12, 6, 0].map(|by| ALPHABET[(n >> by) as usize & 63])
            })
            .collect();
        // Without the letters that what stands before had a part in.
        all.push(coded[if shift == 0 { 0 } else { 4 }..].to_vec());
    }
    if let Ok(n) = number[..17].parse::<u64>() {
        all.extend([n.to_be_bytes().to_vec(), n.to_le_bytes().to_vec()]);
    }
    all
}

#[test]
fn id_numbers_lie_in_the_clear_nowhere_in_the_file_its_log_its_backup_or_beside_them() {
    let (mut bench, _) = over();
    let look = |place: &str, bytes: &[u8]| {
        for n in [0, 1, 99] {
            for spelt in spellings(&id_number(n)) {
                assert!(!holds(bytes, &spelt), "{place} holds {}: {spelt:?}", id_number(n));
            }
        }
        assert!(!holds(bytes, b"13812345678"), "{place} holds a phone number");
    };
    let ledger = format!(
        "证书编号,姓名,证件号码,职业名称,等级,发证日期\n1510012003400123,王小二,{},钳工,四级,2019-06-30",
        id_number(99)
    );
    let history =
        touchstone::exchange::history::preview(&bench.office, &Source::new(ledger.as_bytes(), "台账.csv")).unwrap();
    assert_eq!(history.take(&mut bench.office).unwrap(), 1);
    personal::show_number(&mut bench.office, CandidateId(1), "核对").unwrap();
    // With the log beside the file still full, then folded in.
    look("the file with its log", &bytes_of(&bench.path()));
    bench.office.settle().unwrap();
    look("the settled file", &bytes_of(&bench.path()));
    let copy = bench.folder.path().join("备份.touchstone");
    bench.office.backup_copy(&copy);
    look("the backup", &bytes_of(&copy));
    for entry in fs::read_dir(bench.folder.path()).unwrap() {
        let path = entry.unwrap().path();
        look(&path.display().to_string(), &fs::read(&path).unwrap());
    }
    // The test can see: the same search in a list with whole numbers finds them.
    let whole = lists::entries(&bench.office.read(), bench.batch, EntryFilter::default(), true).unwrap();
    let to = bench.folder.path().join("完整.csv");
    touchstone::exchange::save::save(&whole, &to, Existing::Keep).unwrap();
    assert!(holds(&fs::read(&to).unwrap(), id_number(0).as_bytes()));
}

trait BackupCopy {
    fn backup_copy(&self, to: &Path);
}

impl BackupCopy for touchstone::ops::Office {
    fn backup_copy(&self, to: &Path) {
        touchstone::ops::keep::copy(self, to, Existing::Keep).unwrap();
    }
}

/// 18 characters that are an ID number, check digit and all.
fn whole_numbers(text: &str) -> BTreeSet<String> {
    let letters: Vec<char> = text.chars().collect();
    let digit = |c: &char| c.is_ascii_digit();
    let mut found = BTreeSet::new();
    for (at, window) in letters.windows(18).enumerate() {
        let alone = at == 0 || !letters[at - 1].is_ascii_alphanumeric();
        let ends = letters.get(at + 18).is_none_or(|c| !c.is_ascii_alphanumeric());
        if alone && ends && window[..17].iter().all(digit) {
            let number: String = window.iter().collect();
            if touchstone::domain::identity::IdNumber::parse(&number).is_ok() {
                found.insert(number);
            }
        }
    }
    found
}

#[test]
fn no_snapshot_shows_a_whole_id_number() {
    assert_eq!(whole_numbers(&format!("x {} y", id_number(3))).len(), 1, "the test can see");
    let mut looked = 0;
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![root.join("tests/snapshots"), root.join("src/tui/snapshots")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let found = whole_numbers(&fs::read_to_string(&path).unwrap());
            assert!(found.is_empty(), "{} shows {found:?}", path.display());
            looked += 1;
        }
    }
    assert!(looked > 200, "{looked} snapshots");
}

#[test]
fn every_list_says_what_its_profile_says_and_masks_what_its_profile_masks() {
    let (bench, _) = over();
    let (read, batch) = (bench.office.read(), bench.batch);
    let filter = EntryFilter::default;
    let made = [
        ("entries", lists::entries(&read, batch, filter(), false).unwrap()),
        ("publicity", lists::publicity(&read, batch).unwrap()),
        ("scores", lists::scores(&read, batch).unwrap()),
        ("certificates", lists::certificates(&read, batch).unwrap()),
        ("attendance", inspection::attendance(&read, batch).unwrap()),
        ("handover", inspection::handover(&read, batch).unwrap()),
        ("rooms", inspection::rooms(&read, batch).unwrap()),
        ("supervision", inspection::supervision(&read, batch).unwrap()),
        ("report", inspection::report(&read, batch).unwrap()),
        ("notices", notices::table(&read, batch).unwrap()),
        ("collection", collection(&read, batch).unwrap()),
    ];
    for (word, table) in made {
        let profile = profile::named(word).unwrap();
        assert_eq!(table.header, profile.columns, "{word}");
        let text = table.titles.iter().chain(table.rows.iter().flatten()).cloned().collect::<Vec<_>>().join("\n");
        assert!(whole_numbers(&text).is_empty(), "{word} shows whole numbers");
        assert_ne!(profile.numbers, Numbers::Whole, "{word}");
        let names = profile.columns.iter().any(|column| column.contains("证件号码"));
        assert_eq!(names, profile.numbers != Numbers::None, "{word}");
    }
    let words: BTreeSet<&str> = PROFILES.iter().map(|profile| profile.word).collect();
    assert_eq!(words.len(), PROFILES.len());
    let whole = lists::entries(&read, batch, filter(), true).unwrap();
    assert_eq!(whole_numbers(&whole.rows.concat().join("\n")).len(), 2);
}

#[test]
fn a_list_that_left_is_in_the_journal_and_one_that_cannot_be_recorded_did_not_leave() {
    let (mut bench, _) = over();
    let to = bench.folder.path().join("公示.csv");
    let list = lists::publicity(&bench.office.read(), bench.batch).unwrap();
    touchstone::exchange::save::save(&list, &to, Existing::Keep).unwrap();
    let left = Left { profile: "publicity", batch: Some(bench.batch), rows: 1, whole: false, purpose: Some("张贴") };
    profile::written(&mut bench.office, &left, std::slice::from_ref(&to)).unwrap();
    let row = bench.office.read().journal_before(i64::MAX, 1).unwrap().remove(0);
    assert_eq!((row.kind.as_str(), row.reason.as_deref()), ("list_exported", Some("张贴")));
    let payload = String::from_utf8(row.payload).unwrap();
    for part in ["公示.csv", "准考证号", "\"profile\":\"publicity\"", "\"rows\":1"] {
        assert!(payload.contains(part), "{payload}");
    }
    touchstone::ops::account::sign_out(&mut bench.office);
    assert!(profile::written(&mut bench.office, &left, std::slice::from_ref(&to)).is_err());
    assert!(!to.exists(), "a file that nobody answers for is gone again");
}

/// The sample station, built by the program, and the whole numbers of its people.
fn sample() -> (tempfile::TempDir, PathBuf, BTreeSet<String>) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("样例.touchstone");
    let now = chrono::DateTime::parse_from_rfc3339("2026-11-20T10:00:00+08:00").unwrap();
    let mut office = touchstone::demo::build_as_of(&file, now).unwrap();
    let people = office.read().people().unwrap();
    let clerk = people.iter().find(|person| person.name == "周海燕").unwrap().id;
    touchstone::ops::account::sign_in(&mut office, clerk, touchstone::demo::PASSPHRASE).unwrap();
    let read = office.read();
    let all = read.candidates_after(CandidateId(0), 10_000).unwrap();
    let numbers =
        all.iter().filter_map(|row| read.document(row)).map(|document| document.number().to_owned()).collect();
    (folder, file, numbers)
}

#[test]
fn no_verb_and_no_screen_over_the_sample_station_shows_a_whole_id_number_of_anybody() {
    let (folder, file, numbers) = sample();
    assert!(numbers.len() > 50, "{} people", numbers.len());
    let seen = |what: &str, text: &str| {
        let shown: Vec<String> = whole_numbers(text).into_iter().filter(|number| numbers.contains(number)).collect();
        assert!(shown.is_empty(), "{what} shows {shown:?}");
    };
    let run = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_touchstone"));
        command.env_clear().env("HOME", folder.path()).env("LANG", "zh_CN.UTF-8").current_dir(folder.path());
        command.env("TOUCHSTONE_AS", "周海燕").env("TOUCHSTONE_PASSPHRASE", touchstone::demo::PASSPHRASE);
        let ran = command.stdin(Stdio::null()).arg("--file").arg(&file).args(args).output().unwrap();
        let text = [ran.stdout, ran.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).join("\n");
        seen(&format!("{args:?}"), &text);
        text
    };
    for list in sweep::LISTS.into_iter().filter(|list| *list != "uploads") {
        run(&["list", list]);
        run(&["list", list, "--json"]);
    }
    let batches = run(&["list", "batches", "--json"]);
    let batches: serde_json::Value = serde_json::from_str(batches.trim()).unwrap();
    let mut looked = 0;
    for batch in batches.as_array().unwrap() {
        let code = batch["code"].as_str().unwrap();
        run(&["show", "batch", code]);
        run(&["outcome", code]);
        run(&["list", "uploads", "--batch", code]);
        for (what, ending) in [
            ("entries", "csv"),
            ("publicity", "csv"),
            ("scores", "csv"),
            ("certificates", "csv"),
            ("attendance", "csv"),
            ("report", "csv"),
            ("notices", "csv"),
            ("notices", "txt"),
            ("collection", "csv"),
        ] {
            let to = folder.path().join(format!("{code}-{what}.{ending}"));
            run(&["export", what, code, "--output", to.to_str().unwrap()]);
            if let Ok(text) = fs::read_to_string(&to) {
                seen(&format!("the default export {what} of {code}"), &text);
                looked += 1;
            }
        }
    }
    assert!(looked > 20, "{looked} exports");
    for n in ["1", "2", "3"] {
        run(&["show", "candidate", n]);
        run(&["show", "entry", n, "--json"]);
    }
    // What is typed as a key comes back masked in the sentence that refuses it.
    let number = numbers.first().unwrap();
    for args in [
        ["show", "batch", number],
        ["show", "certificate", number],
        ["export", "entries", number],
        ["show", "panel", number],
    ] {
        run(&[&args[..], &["--output", "x.csv"][..if args[0] == "export" { 2 } else { 0 }]].concat());
    }
    screens(&file, &seen);
}

fn screens(file: &Path, seen: &dyn Fn(&str, &str)) {
    let mut office = touchstone::ops::Office::open(file).unwrap();
    let people = office.read().people().unwrap();
    let clerk = people.iter().find(|person| person.name == "周海燕").unwrap().id;
    touchstone::ops::account::sign_in(&mut office, clerk, touchstone::demo::PASSPHRASE).unwrap();
    let context = Context::new(office, Lang::Zh, Theme::new(Palette::Mono, false));
    let mut journey = Journey::new(context, Home::default(), 160, 48);
    sweep::walk(&mut journey, 40, 120, &mut |at, journey| seen(at, &journey.screen_text()));
}
