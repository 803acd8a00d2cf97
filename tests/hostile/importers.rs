//! Every importer over the corpus, and over seeded mutations of it: a table, a text or a sentence, never a panic, an abort or a hang;
//! each refusal names its file or its row and column, and the journal is as it was.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use touchstone::credential::trust::TrustList;
use touchstone::credential::verify::{self, Known};
use touchstone::domain::identity::inert_lines;
use touchstone::domain::language::{Lang, Say};
use touchstone::domain::refusal::Refusal;
use touchstone::exchange::employment_file::{self, What};
use touchstone::exchange::intake::Intake;
use touchstone::exchange::photos::intake::{PhotoIntake, look_at};
use touchstone::exchange::read::read;
use touchstone::exchange::roster::fault::RowFault;
use touchstone::exchange::shown::shown;
use touchstone::exchange::source::{Source, Unread};
use touchstone::exchange::standard_text::read_either;
use touchstone::exchange::weights::{known_headers, parse_weights};
use touchstone::exchange::{history, scores, upload};
use touchstone::ops::calendar;
use touchstone::store::Failure;
use touchstone::store::backup::ready_plain;
use touchstone::store::check::journal_sound;

use super::corpus::{Bad, Sort, corpus};
use super::support::{self, Bench};

/// A station on the day of the exam, with somebody in the wing beside it.
struct Desk {
    bench: Bench,
    wing: Bench,
    folder: tempfile::TempDir,
    /// Refusals of a whole file, and of rows.
    files: usize,
    rows: usize,
    taken: usize,
}

impl Desk {
    fn new() -> Desk {
        touchstone::exchange::worker::use_program(PathBuf::from(env!("CARGO_BIN_EXE_touchstone")));
        let mut bench = Bench::marking(2);
        bench.sit(support::KEYERS[0]);
        let mut wing = Bench::founded();
        let manager = wing.manager();
        wing.sit(manager);
        Desk { bench, wing, folder: tempfile::tempdir().unwrap(), files: 0, rows: 0, taken: 0 }
    }

    /// Both journals of both stations.
    fn roots(&self) -> Vec<String> {
        let mut roots = Vec::new();
        for path in [self.bench.path(), self.wing.path()] {
            let conn = rusqlite::Connection::open(path).unwrap();
            for tip in ["journal_tip", "employment_journal_tip"] {
                let sql = format!("SELECT size || ' ' || hex(frontier) FROM {tip}");
                roots.push(conn.query_row(&sql, [], |row| row.get(0)).unwrap());
            }
        }
        roots
    }

    /// A whole file was refused: the sentence is harmless, tells what to do or what is wrong, and names the file.
    fn file(&mut self, name: &str, refusal: &Refusal) {
        let shown = shown(name);
        for lang in [Lang::Zh, Lang::En] {
            let told = refusal.say(lang);
            assert_eq!(inert_lines(&told), told, "{name}");
            assert!(told.contains(&shown) || !COULD_NAME.contains(&refusal.code), "{name}: {told}");
        }
        self.files += 1;
    }

    fn row(&mut self, name: &str, fault: &RowFault) {
        // What is wrong of a line as a whole names the line alone.
        let known = !fault.column.is_empty() || !fault.wrong.zh.is_empty();
        assert!(fault.row > 0 && known, "{name}: {fault:?}");
        for lang in [Lang::Zh, Lang::En] {
            let told = fault.say(lang);
            assert_eq!(inert_lines(&told), told, "{name}");
            assert!(told.contains(&fault.row.to_string()), "{name}: {told}");
        }
        self.rows += 1;
    }

    fn seen<T>(&mut self, name: &str, seen: Result<T, Unread>, faults: impl Fn(&T) -> Vec<RowFault>) {
        match seen {
            Err(unread) => self.file(name, &unread.into()),
            Ok(seen) => {
                let faults = faults(&seen);
                self.taken += usize::from(faults.is_empty());
                faults.iter().for_each(|fault| self.row(name, fault));
            }
        }
    }

    /// Gives a file to an importer of its sort; `turn` picks which, so that all have their turn over the corpus.
    fn give(&mut self, bad: &Bad, turn: usize) {
        match bad.sort {
            Sort::Table => self.table(bad, turn),
            Sort::Text => self.text(bad),
            Sort::Credential => self.credential(bad),
            Sort::Photos => self.photos(bad),
            Sort::Backup => self.backup(bad),
        }
    }

    fn table(&mut self, bad: &Bad, turn: usize) {
        let (bytes, name) = (&bad.bytes[..], bad.name.as_str());
        match turn % 8 {
            0 => {
                let batch = self.bench.batch;
                let today = self.bench.office.today();
                match Intake::read(&Source::new(bytes, name), &[]) {
                    Err(unread) => self.file(name, &unread.into()),
                    Ok(mut intake) => {
                        if let Ok(seen) = intake.preview(&self.bench.office.read(), batch, today) {
                            self.taken += usize::from(seen.faulty == 0);
                            let faults: Vec<RowFault> = seen.rows.into_iter().flat_map(|row| row.faults).collect();
                            faults.iter().for_each(|fault| self.row(name, fault));
                        }
                    }
                }
            }
            1 => {
                let seen = scores::preview(&self.bench.office, self.bench.batch, &Source::new(bytes, name));
                self.seen(name, seen, |seen| seen.rows.iter().flat_map(|row| row.faults.clone()).collect());
            }
            2 => {
                let seen = history::preview(&self.bench.office, &Source::new(bytes, name));
                self.seen(name, seen, |seen| seen.rows.iter().flat_map(|row| row.faults.clone()).collect());
            }
            3 => {
                let seen = upload::preview(&self.bench.office, &Source::new(bytes, name));
                self.seen(name, seen, |seen| seen.rows.iter().flat_map(|row| row.faults.clone()).collect());
            }
            4 => match read(&Source::new(bytes, name), &known_headers()) {
                Err(unread) => self.file(name, &unread.into()),
                Ok(grid) => {
                    for fault in parse_weights(&grid).err().into_iter().flatten() {
                        let told = fault.say(Lang::Zh);
                        assert_eq!(inert_lines(&told), told, "{name}");
                        self.rows += 1;
                    }
                }
            },
            n => {
                let what = [What::Employers, What::Posts, What::Appointments][n - 5];
                let seen = employment_file::preview(&mut self.wing.office, what, &Source::new(bytes, name));
                self.seen(name, seen, |seen| seen.rows.iter().flat_map(|row| row.faults.clone()).collect());
            }
        }
    }

    fn text(&mut self, bad: &Bad) {
        let text = String::from_utf8_lossy(&bad.bytes);
        let clean = |told: String| assert_eq!(inert_lines(&told), told, "{}", bad.name);
        match read_either(&text) {
            Ok(_) => self.taken += 1,
            Err(fault) => {
                assert!(fault.line > 0 && fault.column > 0, "{}", bad.name);
                clean(fault.say(Lang::Zh));
                clean(fault.say(Lang::En));
                self.files += 1;
            }
        }
        if let Err(refusal) = calendar::read_file(&text) {
            clean(refusal.say(Lang::Zh));
        }
        if let Err(fault) = TrustList::read(&text) {
            clean(fault.to_string());
        }
        let _ = touchstone::credential::status::StatusList::read(&text);
    }

    fn credential(&mut self, bad: &Bad) {
        let known = Known { trust: None, status: None, id: None, photo: Some(b"x") };
        let report = verify::verify(&verify::read(&bad.bytes), &known);
        assert_ne!(report.verdict.exit(), 0, "{} is no certificate", bad.name);
        for lang in [Lang::Zh, Lang::En] {
            let told = report.verdict.say(lang);
            assert_eq!(inert_lines(&told), told, "{}", bad.name);
            for step in &report.stages {
                let told = step.text.say(lang);
                assert_eq!(inert_lines(&told), told, "{}", bad.name);
            }
        }
        self.files += 1;
    }

    fn photos(&mut self, bad: &Bad) {
        let path = self.write(bad);
        match look_at(&path, |_, _| {}) {
            Err(refusal) => {
                let told = refusal.say(Lang::Zh);
                assert_eq!(inert_lines(&told), told, "{}", bad.name);
                self.files += 1;
            }
            Ok(seen) => {
                let intake = PhotoIntake::new(&self.bench.office.read(), self.bench.batch, seen).unwrap();
                for finding in intake.findings() {
                    let told = finding.told.map_or_else(String::new, |told| told.say(Lang::Zh));
                    assert_eq!(inert_lines(&told), told, "{}", bad.name);
                    self.rows += 1;
                }
            }
        }
        std::fs::remove_file(path).unwrap();
        assert_eq!(std::fs::read_dir(self.folder.path()).unwrap().count(), 0, "{} left something behind", bad.name);
    }

    fn backup(&mut self, bad: &Bad) {
        let path = self.write(bad);
        let station = self.bench.path();
        let before = std::fs::read(&station).unwrap();
        let to = self.folder.path().join("恢复到.touchstone");
        let refused = ready_plain(&path, &to, journal_sound).map(drop).expect_err(&bad.name);
        let told = Failure::from(refused).say(Lang::Zh);
        assert_eq!(inert_lines(&told), told, "{}", bad.name);
        assert!(!to.exists(), "{} was put in place", bad.name);
        assert_eq!(std::fs::read(&station).unwrap(), before);
        std::fs::remove_file(path).unwrap();
        self.files += 1;
    }

    fn write(&self, bad: &Bad) -> PathBuf {
        // What comes before the ending may be no name of a file here.
        let ending = Path::new(&bad.name).extension().map(|ending| ending.to_string_lossy().into_owned());
        let path = self.folder.path().join(format!("给的.{}", ending.unwrap_or_default()));
        std::fs::write(&path, &bad.bytes).unwrap();
        path
    }
}

/// Refusals of a file by itself, before a row of it is looked at.
const COULD_NAME: [&str; 21] = [
    "bad_bytes",
    "cell_too_long",
    "file_empty",
    "file_too_large",
    "file_without_rows",
    "not_a_table",
    "open_quote",
    "other_workbook",
    "packed_too_well",
    "too_many_cells",
    "too_many_columns",
    "too_many_rows",
    "unpacked_too_large",
    "web_page",
    "workbook_damaged",
    "workbook_encrypted",
    "workbook_too_hungry",
    "workbook_too_slow",
    "wps_format",
    "zip_without_workbook",
    "reading_stopped",
];

fn quietly<T>(name: &str, work: impl FnOnce() -> T) -> T {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(done) => done,
        Err(panic) => {
            let words = panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
            panic!("{name}: {}", words.unwrap_or("panicked"));
        }
    }
}

#[test]
fn three_hundred_bad_files_end_in_a_table_or_a_sentence_and_change_nothing() {
    let mut desk = Desk::new();
    let before = desk.roots();
    let all = corpus();
    assert!(all.len() >= 300, "{}", all.len());
    let names: std::collections::BTreeSet<&str> = all.iter().map(|bad| bad.name.as_str()).collect();
    assert_eq!(names.len(), all.len(), "each has its own name");
    for (turn, bad) in all.iter().enumerate() {
        // Text is cheap, so that every importer of tables has it; a workbook goes to a roster and one other.
        let cheap = bad.sort == Sort::Table && bad.name.ends_with(".csv") && bad.bytes.len() < 100_000;
        let turns: Vec<usize> = match (bad.sort, cheap) {
            (Sort::Table, true) => (0..8).collect(),
            (Sort::Table, false) => vec![0, 1 + turn % 7],
            _ => vec![0],
        };
        for turn in turns {
            quietly(&bad.name, || desk.give(bad, turn));
        }
    }
    assert_eq!(desk.roots(), before, "a file that was refused is in the journal");
    assert!(desk.files > 250 && desk.rows > 100, "{} files, {} rows refused", desk.files, desk.rows);
}

/// A fixed sequence, so that a failure can be looked at again.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % most.max(1)
    }
}

fn mutate(bytes: &mut Vec<u8>, chance: &mut Chance) {
    for _ in 0..=chance.below(5) {
        let at = chance.below(bytes.len());
        if bytes.is_empty() {
            bytes.push(chance.below(256) as u8);
            continue;
        }
        match chance.below(6) {
            0 => bytes[at] ^= 1 << chance.below(8),
            1 => bytes[at] = chance.below(256) as u8,
            2 => drop(bytes.drain(at..(at + chance.below(64)).min(bytes.len()))),
            3 => {
                let again = bytes[at..(at + chance.below(64)).min(bytes.len())].to_vec();
                drop(bytes.splice(at..at, again));
            }
            4 => drop(bytes.splice(at..at, *b"\",\n\"")),
            _ => drop(bytes.splice(at..at, "\u{202e}\u{1b}[2J９９９９".bytes())),
        }
    }
}

/// Good files of every sort that is read in this process; workbooks are mutated in `tests/worker.rs`.
fn seeds() -> Vec<Bad> {
    let (mut issued, numbers) = Bench::issued(1);
    let credential = issued.office.read().credential(&numbers[0]).unwrap().unwrap();
    issued.sit(support::CLERK);
    let card = touchstone::ops::trust::own_card(&issued.office).unwrap().to_text();
    let status = touchstone::ops::trust::status_list(&issued.office).unwrap().to_text();
    let id = support::id_number(0);
    let rows: Vec<(&str, Sort, String)> = vec![
        (
            "名册.csv",
            Sort::Table,
            format!("姓名,证件号码,职业工种名称,认定等级,手机号码\n张三,{id},钳工,四级,13812345678\n"),
        ),
        ("成绩.csv", Sort::Table, format!("姓名,身份证号码,理论成绩,实操成绩\n张伟,{id},80,90\n")),
        (
            "台账.csv",
            Sort::Table,
            format!("证书编号,姓名,证件号码,职业名称,等级,发证日期\n1510012003400123,张三,{id},钳工,四级,2019-06-30\n"),
        ),
        ("退回.csv", Sort::Table, format!("证书编号,退回原因\n{},照片不清\n", numbers[0])),
        ("单位.csv", Sort::Table, "单位名称,统一社会信用代码\n县机械厂,91350100M000100Y43\n".into()),
        ("标准.toml", Sort::Text, support::STANDARD.into()),
        ("试卷.toml", Sort::Text, support::SKILLS.into()),
        ("信任.list", Sort::Text, card),
        ("状态.list", Sort::Text, status),
        ("凭证.json", Sort::Credential, credential),
        ("二维码.txt", Sort::Credential, "TS1:0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".repeat(8)),
    ];
    rows.into_iter().map(|(name, sort, text)| Bad { name: name.into(), sort, bytes: text.into_bytes() }).collect()
}

#[test]
fn mutated_files_of_every_kind_end_in_a_table_or_a_sentence_and_change_nothing() {
    let release = std::env::var("TOUCHSTONE_TRIALS").is_ok_and(|tier| tier == "release");
    let mut desk = Desk::new();
    let (before, seeds) = (desk.roots(), seeds());
    let mut chance = Chance(20_261_122);
    for n in 0..if release { 20_000 } else { 2_000 } {
        let seed = &seeds[n % seeds.len()];
        let mut bytes = seed.bytes.clone();
        mutate(&mut bytes, &mut chance);
        // A credential that a mutation leaves as it was says the same thing.
        if bytes == seed.bytes {
            continue;
        }
        let bad = Bad { name: seed.name.clone(), sort: seed.sort, bytes };
        let name = format!("{} number {n}", bad.name);
        quietly(&name, || desk.give(&bad, chance.below(8)));
    }
    assert_eq!(desk.roots(), before);
    assert!(desk.files > 200 && desk.rows > 50, "{} files, {} rows refused", desk.files, desk.rows);
}
