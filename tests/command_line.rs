//! The command line as a person or a script meets it: the real program on a copy of the sample station.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use serde_json::Value;
use tempfile::TempDir;
use touchstone::domain::id::EntryId;
use touchstone::ops::{Office, account};

/// What a run left behind.
struct Ran {
    status: i32,
    out: String,
    err: String,
}

impl Ran {
    fn json(&self) -> Value {
        assert_eq!((self.status, self.err.as_str()), (0, ""), "{}", self.out);
        serde_json::from_str(&self.out).expect("JSON and nothing else")
    }

    fn is(&self, status: i32) -> &Ran {
        assert_eq!(self.status, status, "{}\n{}", self.out, self.err);
        self
    }
}

/// A folder of its own, which is also home and current folder, with a copy of the sample station in it.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn empty() -> Desk {
        Desk { folder: tempfile::tempdir().unwrap() }
    }

    /// The sample station, built once by the program itself.
    fn sample() -> Desk {
        static SAMPLE: OnceLock<(TempDir, PathBuf)> = OnceLock::new();
        let (_, sample) = SAMPLE.get_or_init(|| {
            let desk = Desk::empty();
            let path = desk.path("样例.touchstone");
            let ran = desk.run(&["demo", "--no-ui", "--file", path.to_str().unwrap()]);
            assert_eq!(ran.status, 0, "{}", ran.err);
            assert!(ran.out.contains("样例.touchstone"));
            (desk.folder, path)
        });
        let desk = Desk::empty();
        fs::copy(sample, desk.station()).unwrap();
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn station(&self) -> PathBuf {
        self.path("station.touchstone")
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_touchstone"));
        for name in ["LC_ALL", "LC_MESSAGES", "XDG_DATA_HOME"] {
            command.env_remove(name);
        }
        command.env("TOUCHSTONE_AS", "周海燕").env("TOUCHSTONE_PASSPHRASE", touchstone::demo::PASSPHRASE);
        command.env("LANG", "en_GB.UTF-8").env("HOME", self.folder.path()).env("APPDATA", self.folder.path());
        command.current_dir(self.folder.path()).stdin(Stdio::null()).args(args);
        command
    }

    fn run(&self, args: &[&str]) -> Ran {
        let output = self.command(args).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        Ran { status: output.status.code().expect("no signal"), out: text(output.stdout), err: text(output.stderr) }
    }

    fn json(&self, args: &[&str]) -> Value {
        self.run(args).json()
    }

    /// The code of the sample batch in this state.
    fn batch_in(&self, state: &str) -> String {
        let batches = self.json(&["list", "batches", "--json"]);
        let batch = batches.as_array().unwrap().iter().find(|batch| batch["state"] == state);
        batch.expect("the sample has one")["code"].as_str().unwrap().to_owned()
    }

    fn acts(&self) -> u64 {
        let office = Office::open(&self.station()).unwrap();
        office.read().journal_root().unwrap().unwrap().0
    }

    /// The station with its registrar signed in.
    fn office(&self) -> Office {
        let mut office = Office::open(&self.station()).unwrap();
        let people = office.read().people().unwrap();
        let clerk = people.iter().find(|person| person.name == "周海燕").expect("the sample has her").id;
        account::sign_in(&mut office, clerk, touchstone::demo::PASSPHRASE).unwrap();
        office
    }

    fn sql(&self, sql: &str) {
        let conn = rusqlite::Connection::open(self.station()).unwrap();
        conn.execute_batch(sql).unwrap();
    }
}

fn fixture(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name);
    path.to_str().expect("the source lies under a UTF-8 name").to_owned()
}

fn keys(object: &Value) -> Vec<&str> {
    object.as_object().expect("an object").keys().map(String::as_str).collect()
}

/// Every key of the shape that the documentation of `--json` names for a command.
fn documented(command: &str) -> Vec<String> {
    let source = include_str!("../src/cli/json.rs");
    let row = source.lines().find(|line| line.starts_with(&format!("//! | `{command}` |"))).expect("a row of its own");
    let shape = row.split('`').nth(3).expect("the keys");
    let mut depth = 0;
    let outside = shape.chars().filter(|c| {
        depth += i32::from(*c == '[') - i32::from(*c == ']');
        depth == 0 && *c != ']'
    });
    let outside: String = outside.collect();
    outside.split(',').map(|key| key.trim().trim_end_matches(':').trim().to_owned()).collect()
}

#[test]
fn every_list_has_its_documented_shape_and_is_the_same_length_as_text() {
    let desk = Desk::sample();
    let kinds = [
        "batches",
        "entries",
        "candidates",
        "certificates",
        "standards",
        "papers",
        "people",
        "journal",
        "checkpoints",
        "scopes",
        "settings",
        "profiles",
        "tally",
    ];
    for kind in kinds {
        let list = desk.json(&["list", kind, "--json"]);
        let rows = list.as_array().expect("an array");
        assert!(!rows.is_empty(), "{kind}");
        for row in rows {
            assert_eq!(keys(row), documented(&format!("list {kind}")), "{kind}");
        }
        let text = desk.run(&["list", kind]);
        assert_eq!(text.is(0).out.lines().count(), rows.len() + 1, "{kind}: a heading and a line each");
        let first = desk.json(&["list", kind, "--json", "--limit", "1"]);
        assert_eq!(first.as_array().unwrap()[..], rows[..1], "{kind}");
    }
}

#[test]
fn lists_are_narrowed_by_batch_and_by_what_is_searched_for() {
    let desk = Desk::sample();
    let batch = desk.batch_in("reported");
    let own = desk.json(&["list", "certificates", "--batch", &batch, "--json"]);
    let all = desk.json(&["list", "certificates", "--json"]);
    let (own, all) = (own.as_array().unwrap(), all.as_array().unwrap());
    assert!(!own.is_empty() && own.len() < all.len());
    let number = own[0]["number"].as_str().unwrap();
    let found = desk.json(&["list", "certificates", "--search", number, "--json"]);
    assert_eq!(found.as_array().unwrap()[..], own[..1]);
    let entries = desk.json(&["list", "entries", "--batch", &batch, "--json"]);
    assert!(entries.as_array().unwrap().iter().all(|entry| entry["batch"] == batch.as_str()));
    let holder = own[0]["holder"].as_str().unwrap();
    let people = desk.json(&["list", "candidates", "--search", holder, "--batch", &batch, "--json"]);
    assert!(people.as_array().unwrap().iter().any(|one| one["name"] == holder));
    let nobody = desk.json(&["list", "candidates", "--search", "没有此人", "--json"]);
    assert_eq!(nobody, Value::Array(Vec::new()));
    assert!(desk.run(&["list", "people", "--batch", &batch]).is(2).err.contains("--batch"));
    let wrong = desk.run(&["list", "entries", "--batch", "QW9999"]);
    assert!(wrong.is(1).err.contains("QW9999") && wrong.err.contains(&batch), "{}", wrong.err);
}

#[test]
fn no_document_number_stands_whole_in_anything_that_is_printed() {
    let desk = Desk::sample();
    let office = desk.office();
    let read = office.read();
    let candidate = read.candidates_after(touchstone::domain::id::CandidateId(0), 1).unwrap().remove(0);
    let number = read.document(&candidate).unwrap().number().to_owned();
    let tail = &number[number.len() - 4..];
    for args in [
        &["list", "candidates"][..],
        &["list", "candidates", "--json"],
        &["show", "candidate", &number],
        &["show", "candidate", &number, "--json"],
    ] {
        let ran = desk.run(args);
        assert!(ran.is(0).out.contains(tail), "{args:?}");
        assert!(!ran.out.contains(&number), "{args:?}");
    }
    let unknown = desk.run(&["show", "candidate", "11010519491231002X"]);
    assert!(unknown.is(1).err.contains("110105********002X"), "{}", unknown.err);
}

#[test]
fn one_thing_is_shown_in_full_and_what_is_not_there_is_said() {
    let desk = Desk::sample();
    let batch = desk.batch_in("reported");
    let entry = desk.json(&["list", "entries", "--batch", &batch, "--json", "--limit", "1"])[0].clone();
    let ticket = entry["ticket"].as_str().unwrap();
    let number = desk.json(&["list", "certificates", "--json", "--limit", "1"])[0]["number"].clone();
    let number = number.as_str().unwrap();
    for (what, key, list) in [
        ("batch", batch.as_str(), "list batches"),
        ("entry", ticket, "list entries"),
        ("candidate", "#1", "list candidates"),
        ("certificate", number, "list certificates"),
        ("standard", "电工", "list standards"),
        ("paper", "#1", "list papers"),
        ("journal", "1", "list journal"),
    ] {
        let shown = desk.json(&["show", what, key, "--json"]);
        for wanted in documented(list) {
            assert!(shown.get(&wanted).is_some(), "{what}: {wanted}");
        }
        assert!(desk.run(&["show", what, key]).is(0).out.lines().count() > 3, "{what}");
        let missing = desk.run(&["show", what, "不存在"]);
        assert!(missing.is(1).err.contains("不存在"), "{what}: {}", missing.err);
    }
    assert_eq!(desk.json(&["show", "journal", "1", "--json"])["act"], "station_founded");
    desk.run(&["show", "batch", &batch, "--edition", "2018"]).is(2);
}

#[test]
fn an_outcome_is_told_line_by_line_and_as_a_derivation() {
    let desk = Desk::sample();
    let batch = desk.batch_in("issuing");
    let outcomes = desk.json(&["outcome", &batch, "--json"]);
    let outcomes = outcomes.as_array().unwrap();
    assert!(outcomes.iter().any(|one| one["verdict"] == "pass") && outcomes.iter().any(|one| one["verdict"] == "fail"));
    let first = &outcomes[0];
    assert_eq!(keys(first), documented("outcome"));
    assert_eq!(keys(&first["lines"][0]), ["depth", "tone", "text"]);
    let ticket = first["ticket"].as_str().unwrap();
    let text = desk.run(&["outcome", &batch, "--entry", ticket]);
    assert!(text.is(0).out.starts_with(ticket));
    assert!(text.out.contains("\nOutcome: ") && text.out.contains("\n    examiners: "), "{}", text.out);
    let zh = desk.run(&["outcome", &batch, "--entry", ticket, "--lang", "zh"]);
    assert!(zh.is(0).out.contains("评定结果："));
    let other = desk.batch_in("reported");
    assert!(desk.run(&["outcome", &other, "--entry", ticket]).is(1).err.contains(ticket));
}

#[test]
fn certificates_are_issued_once_and_only_when_somebody_says_yes() {
    let desk = Desk::sample();
    let batch = desk.batch_in("issuing");
    let before = desk.acts();
    let unasked = desk.run(&["--as", "谭国栋", "issue", &batch]);
    assert!(unasked.is(1).err.contains("--yes"), "{}", unasked.err);
    assert_eq!(desk.acts(), before);
    let issued = desk.json(&["--as", "谭国栋", "issue", &batch, "--yes", "--json"]);
    let issued = issued.as_array().unwrap();
    assert!(issued.len() > 10);
    assert_eq!(desk.acts(), before + 1 + issued.len() as u64, "the approval, and an act for each");
    assert_eq!(keys(&issued[0]), documented("issue"));
    let listed = desk.json(&["list", "certificates", "--batch", &batch, "--json"]);
    let numbers: Vec<&Value> = listed.as_array().unwrap().iter().map(|row| &row["number"]).collect();
    assert_eq!(numbers, issued.iter().map(|row| &row["number"]).collect::<Vec<_>>());
    let last = desk.json(&["list", "journal", "--json", "--limit", "1"]);
    assert_eq!((&last[0]["act"], &last[0]["name"]), (&"certificate_issued".into(), &"谭国栋".into()));
    assert!(desk.run(&["--as", "谭国栋", "issue", &batch, "--yes"]).is(0).out.contains("No certificate is due"));
    assert_eq!(desk.acts(), before + 1 + issued.len() as u64);
    let early = desk.run(&["--as", "谭国栋", "issue", &desk.batch_in("publicity"), "--yes"]);
    assert!(early.is(1).err.contains("ublicity"), "{}", early.err);
}

#[test]
fn an_unknown_name_is_refused_with_the_names_there_are() {
    let desk = Desk::sample();
    let ran = desk.run(&["issue", &desk.batch_in("issuing"), "--yes", "--as", "某人"]);
    assert!(ran.is(1).err.contains("某人") && ran.err.contains("谭国栋"), "{}", ran.err);
}

#[test]
fn a_dry_run_tells_every_fault_and_writes_nothing() {
    let desk = Desk::sample();
    let (batch, roster) = (desk.batch_in("registering"), fixture("rosters/dirty.csv"));
    let before = desk.acts();
    let faulty = desk.path("有错.csv");
    let args = ["import", "roster", &roster, "--batch", &batch, "--dry-run", "--faulty-to", faulty.to_str().unwrap()];
    let ran = desk.run(&args);
    assert!(ran.is(1).out.contains("Row "), "{}", ran.out);
    assert_eq!(desk.acts(), before);
    let saved = fs::read_to_string(&faulty).unwrap();
    assert!(saved.lines().next().unwrap().contains("错误原因"), "{saved}");
    let again = desk.run(&args);
    assert!(again.is(3).err.contains("有错.csv"), "a file that is there is never overwritten: {}", again.err);
    let json = desk.run(&["import", "roster", &roster, "--batch", &batch, "--dry-run", "--json"]);
    let rows: Value = serde_json::from_str(&json.is(1).out).unwrap();
    let rows = rows.as_array().unwrap();
    for row in rows {
        assert_eq!(keys(row), documented("import roster"));
        assert_eq!(row["taken"] == true, row["faults"] == Value::Array(Vec::new()));
    }
    let faulty = rows.iter().filter(|row| row["taken"] == false).count();
    assert_eq!(saved.matches("\r\n").count(), faulty + 1, "a heading and every faulty row; reasons may break lines");
}

#[test]
fn a_renamed_column_is_said_once_and_known_from_then_on() {
    let desk = Desk::sample();
    let (batch, roster) = (desk.batch_in("registering"), fixture("rosters/header-renamed.csv"));
    let import = |more: &[&str]| desk.run(&[&["import", "roster", &roster, "--batch", &batch], more].concat());
    let lacking = import(&["--dry-run"]);
    assert!(lacking.is(1).err.contains("证件号码") && lacking.err.contains("--map"), "{}", lacking.err);
    assert!(import(&["--dry-run", "--map", "身份=证件号码"]).is(1).err.contains("身份号"));
    assert!(import(&["--dry-run", "--map", "身份号=号"]).is(2).err.contains("证件号码"));
    assert!(import(&["--dry-run", "--map", "身份号"]).is(2).err.contains("HEADER=FIELD"));
    let before = desk.acts();
    assert!(import(&["--dry-run", "--map", "身份号=document number"]).out.contains("can be taken"));
    assert_eq!(desk.acts(), before);
    assert!(
        import(&["--yes", "--map", "身份号=证件号码", "--keep-columns", "市局表"]).is(0).out.contains("rows taken")
    );
    let known = import(&["--dry-run"]);
    assert!(known.out.contains("can be taken"), "{}{}", known.out, known.err);
}

#[test]
fn a_roster_is_taken_when_somebody_says_yes_and_not_twice() {
    let desk = Desk::sample();
    let (batch, roster) = (desk.batch_in("registering"), fixture("rosters/dirty.csv"));
    let before = desk.acts();
    let args = ["import", "roster", &roster, "--batch", &batch];
    assert!(desk.run(&args).is(1).err.contains("--yes"));
    assert_eq!(desk.acts(), before);
    let preview = desk.run(&["import", "roster", &roster, "--batch", &batch, "--dry-run", "--json"]);
    let preview: Value = serde_json::from_str(&preview.out).unwrap();
    let good = preview.as_array().unwrap().iter().filter(|row| row["taken"] == true).count() as u64;
    let taken = desk.run(&[&args[..], &["--yes"]].concat());
    assert!(taken.is(0).out.contains(&format!("{good} rows taken")), "{}", taken.out);
    assert_eq!(desk.acts(), before + good + 1, "one act an entry, and one with the file's digest");
    desk.run(&[&args[..], &["--yes"]].concat()).is(1);
    assert_eq!(desk.acts(), before + good + 1);
    let missing = desk.run(&["import", "roster", "没有.csv", "--batch", &batch, "--yes"]);
    assert!(missing.is(3).err.contains("没有.csv"), "{}", missing.err);
    let closed = desk.run(&["import", "roster", &roster, "--batch", &desk.batch_in("reported"), "--yes"]);
    assert!(closed.is(1).err.contains("registering"), "{}", closed.err);
}

#[test]
fn a_station_is_founded_its_standards_come_in_and_go_out_unchanged() {
    let desk = Desk::empty();
    let file = desk.station();
    let file = file.to_str().unwrap();
    let init = |code: &str, region: &str| {
        let given = ["--name", "测试县鉴定所", "--site-code", "S000043000012", "--person", "周海燕"];
        desk.run(&[&["init", "--file", file, "--credit-code", code, "--region", region], &given[..]].concat())
    };
    let wrong = init("91350100M000100Y44", "43012");
    assert!(wrong.is(1).err.contains("--credit-code") && wrong.err.contains("--region"), "{}", wrong.err);
    assert!(!desk.station().exists(), "nothing is made of faulty answers");
    init("91350100m000100y43", "430124").is(0);
    assert!(init("91350100M000100Y43", "430124").is(3).err.contains("station.touchstone"));
    assert_eq!(desk.json(&["list", "people", "--json"])[0]["name"], "周海燕");
    let empty = desk.run(&["list", "certificates", "--json"]).json();
    assert_eq!(empty, Value::Array(Vec::new()));

    let (standard, paper) = (fixture("standards/电工-2018.toml"), fixture("papers/电工-四级-理论.toml"));
    let before = desk.acts();
    assert!(desk.run(&["import", "standards", &paper]).is(1).err.contains("2018"));
    desk.run(&["import", "standards", &paper, &standard, "--dry-run"]).is(0);
    assert_eq!(desk.acts(), before);
    desk.run(&["import", "standards", &paper, &standard]).is(0);
    assert_eq!(desk.acts(), before + 2);
    desk.run(&["import", "standards", &standard]).is(0);
    assert_eq!(desk.acts(), before + 2, "the same text again is no act");
    let text = fs::read_to_string(&standard).unwrap();
    assert_eq!(desk.run(&["standard", "export", "电工"]).is(0).out, text);
    let copy = desk.path("电工.toml");
    let export = ["standard", "export", "6-31-01-03", "--edition", "2018", "--output", copy.to_str().unwrap()];
    desk.run(&export).is(0);
    assert_eq!(fs::read_to_string(&copy).unwrap(), text);
    desk.run(&export).is(3);
    let (paper, copy) = (fs::read_to_string(&paper).unwrap(), desk.path("试卷.toml"));
    let title = desk.json(&["list", "papers", "--json"])[0]["title"].as_str().unwrap().to_owned();
    assert_eq!(desk.run(&["paper", "export", &title]).is(0).out, paper);
    desk.run(&["paper", "export", "#1", "--output", copy.to_str().unwrap()]).is(0);
    assert_eq!(fs::read_to_string(&copy).unwrap(), paper);
    desk.run(&["import", "standards", copy.to_str().unwrap()]).is(0);
    assert_eq!(desk.acts(), before + 2, "what was written is what was read");
    assert!(desk.run(&["paper", "export", "综合试卷"]).is(1).err.contains(&title));
    assert!(desk.run(&["standard", "export", "电工", "--edition", "1999"]).is(1).err.contains("2018"));
    desk.run(&["standard", "approve", "电工"]).is(0);
    assert!(desk.run(&["standard", "approve", "电工"]).is(1).err.contains("never changes"));
    let broken = desk.path("坏.toml");
    fs::write(&broken, text.replacen("format = 1", "format = ", 1)).unwrap();
    assert!(desk.run(&["import", "standards", broken.to_str().unwrap()]).is(1).err.contains("坏.toml"));
}

#[test]
fn photos_are_matched_by_number_and_whatever_does_not_fit_is_listed() {
    let desk = Desk::sample();
    let batch = desk.batch_in("registering");
    let office = desk.office();
    let read = office.read();
    let id = read.find_batch(&batch).unwrap().unwrap().id;
    let row = read.batch_entries(id, Default::default()).unwrap().remove(0);
    let candidate = read.candidate(row.candidate).unwrap().unwrap();
    let number = read.document(&candidate).unwrap().number().to_owned();
    drop(office);
    let folder = desk.path("照片");
    fs::create_dir(&folder).unwrap();
    let mut jpeg = vec![0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc0, 0, 11, 8, 1, 0x9d, 1, 0x27];
    jpeg.resize(20_000, 0);
    fs::write(folder.join(format!("{}_{number}.jpg", row.name)), &jpeg).unwrap();
    fs::write(folder.join("无名.jpg"), &jpeg).unwrap();
    let args = ["import", "photos", folder.to_str().unwrap(), "--batch", &batch];
    let before = desk.acts();
    let dry = desk.run(&[&args[..], &["--dry-run"]].concat());
    assert!(dry.is(1).out.contains("surplus: 无名.jpg") && dry.out.contains("no photo: "), "{}", dry.out);
    let json = desk.run(&[&args[..], &["--dry-run", "--json"]].concat());
    let found: Value = serde_json::from_str(&json.is(1).out).unwrap();
    let found = found.as_array().unwrap();
    assert_eq!(keys(&found[0]), documented("import photos"));
    let verdicts = |verdict: &str| found.iter().filter(|one| one["verdict"] == verdict).count();
    assert_eq!((verdicts("matched"), verdicts("surplus")), (1, 1));
    assert_eq!(dry.out.matches("no photo: ").count(), verdicts("missing"));
    assert!(desk.run(&args).is(1).err.contains("--yes"));
    assert_eq!(desk.acts(), before);
    assert!(desk.run(&[&args[..], &["--yes"]].concat()).is(0).out.contains("1 photos attached"));
    assert_eq!(desk.acts(), before + 1);
    let shown = desk.json(&["show", "candidate", &number, "--json"]);
    assert_eq!((&shown["photo"]["width"], &shown["photo"]["height"]), (&295.into(), &413.into()));
    desk.run(&["import", "photos", "没有", "--batch", &batch, "--yes"]).is(3);
}

#[test]
fn a_check_holds_on_the_sample_and_names_a_row_that_was_edited_by_sql() {
    let desk = Desk::sample();
    let whole = desk.run(&["check", "--full"]);
    assert!(whole.is(0).out.contains("Signatures: 882") && whole.out.contains("All holds"), "{}", whole.out);
    assert!(desk.run(&["check", "--lang", "zh"]).is(0).out.contains("签名 882 个"));
    let report = desk.json(&["check", "--json"]);
    assert_eq!(report["holds"], true);
    let named =
        ["holds", "depth", "findings", "acts", "root", "outcomes", "signatures", "credentials", "stopped", "against"];
    assert_eq!(keys(&report), named);
    desk.sql("UPDATE person SET name = '别人' WHERE id = 3");
    let found = desk.run(&["check", "--full"]);
    assert!(found.is(1).out.contains("person"), "{}", found.out);
    let report: Value = serde_json::from_str(&desk.run(&["check", "--full", "--json"]).is(1).out).unwrap();
    assert_eq!(report["holds"], false);
    assert!(report["findings"][0]["text"]["zh"].as_str().unwrap().contains("person"));
}

#[test]
fn a_backup_is_proven_and_a_restore_keeps_the_old_file() {
    let desk = Desk::sample();
    let copy = desk.path("U盘.touchstone");
    let copy = copy.to_str().unwrap();
    let file = desk.station();
    let file = file.to_str().unwrap();
    let backup = |more: &[&str]| desk.run(&[&["backup", copy, "--plain", "--file", file], more].concat());
    assert!(backup(&[]).is(0).out.contains("SHA-256"));
    backup(&[]).is(3);
    backup(&["--replace"]).is(0);
    let before = desk.acts();
    desk.json(&["issue", &desk.batch_in("issuing"), "--yes", "--json", "--as", "谭国栋"]);
    assert!(desk.acts() > before);
    assert!(desk.run(&["restore", copy, "--file", file]).is(1).err.contains("--yes"));
    let restored = desk.run(&["restore", copy, "--file", file, "--yes"]);
    assert!(restored.is(0).out.contains("before-restore"), "{}", restored.out);
    assert_eq!(desk.acts(), before);
    let kept = fs::read_dir(desk.folder.path()).unwrap().filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    assert!(kept.into_iter().any(|name| name.starts_with("station.touchstone.before-restore-")));
    desk.run(&["restore", &fixture("weights.csv"), "--file", file, "--yes"]).is(3);
    assert_eq!(desk.acts(), before);
}

#[test]
fn a_sealed_backup_is_restored_by_the_backup_passphrase_and_by_nothing_else() {
    let desk = Desk::sample();
    let (stick, file) = (desk.path("U盘"), desk.station());
    fs::create_dir(&stick).unwrap();
    let (stick, file) = (stick.to_str().unwrap(), file.to_str().unwrap());
    let with = |words: &str, args: &[&str]| {
        let output = desk.command(args).env("TOUCHSTONE_BACKUP_PASSPHRASE", words).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Ran { status: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
    };
    assert!(desk.run(&["backup", "--file", file]).is(1).err.contains("--folder"), "no folder is set");
    assert!(desk.run(&["backup", "--folder", "nowhere", "--file", file]).is(1).err.contains("no folder"));
    with("short", &["backup", "--passphrase", "--file", file, "--as", "彭建华"]).is(1);
    with("in two sealed envelopes", &["backup", "--passphrase", "--file", file]).is(1);
    let set = ["backup", "--passphrase", "--folder", stick, "--file", file, "--as", "彭建华"];
    let set = with("in two sealed envelopes", &set);
    assert!(set.is(0).out.contains("two sealed envelopes"), "{}", set.out);
    assert!(desk.run(&["backup", "--file", file]).is(0).out.contains("Sealed backup made and proven"));
    let made: Vec<_> = fs::read_dir(stick).unwrap().map(|file| file.unwrap().path()).collect();
    let [sealed] = &made[..] else { panic!("{made:?}") };
    assert!(fs::read(sealed).unwrap().starts_with(b"age-encryption.org/v1"));
    let sealed = sealed.to_str().unwrap();
    let before = desk.acts();
    desk.json(&["issue", &desk.batch_in("issuing"), "--yes", "--json", "--as", "谭国栋"]);
    assert!(desk.run(&["list", "batches", "--file", sealed]).is(3).err.contains("sealed backup"));
    desk.run(&["restore", sealed, "--file", file, "--yes"]).is(2);
    assert!(with("touchstone", &["restore", sealed, "--file", file, "--yes"]).is(1).err.contains("not the backup"));
    let cut = desk.path("cut.backup");
    let bytes = fs::read(sealed).unwrap();
    fs::write(&cut, &bytes[..bytes.len() / 2]).unwrap();
    let cut = with("in two sealed envelopes", &["restore", cut.to_str().unwrap(), "--file", file, "--yes"]);
    assert!(cut.is(3).err.contains("damaged or cut off"), "{}", cut.err);
    assert!(desk.acts() > before, "nothing was put back so far");
    let restored = with("in two sealed envelopes", &["restore", sealed, "--file", file, "--yes"]);
    assert!(restored.is(0).out.contains("before-restore"), "{}", restored.out);
    assert_eq!(desk.acts(), before);
}

#[test]
fn a_file_that_is_none_of_ours_is_told_and_left_as_it_is() {
    let desk = Desk::sample();
    let text = desk.path("说明.touchstone");
    fs::write(&text, "只是文字").unwrap();
    let newer = desk.path("新.touchstone");
    fs::copy(desk.station(), &newer).unwrap();
    rusqlite::Connection::open(&newer).unwrap().pragma_update(None, "user_version", 999).unwrap();
    let cases = [
        (text.clone(), "not a station file"),
        (newer, "newer program"),
        (desk.path("没有.touchstone"), "touchstone init"),
        (desk.folder.path().to_owned(), "folder"),
    ];
    for (path, said) in cases {
        for verb in [&["list", "batches"][..], &["check"], &["issue", "X", "--yes"]] {
            let ran = desk.run(&[verb, &["--file", path.to_str().unwrap()]].concat());
            assert!(ran.is(3).err.contains(said), "{verb:?}: {}", ran.err);
            assert_eq!(ran.out, "", "{verb:?}");
        }
    }
    assert_eq!(fs::read_to_string(&text).unwrap(), "只是文字");
}

#[test]
fn without_a_file_one_is_told_how_to_make_it_and_a_portable_one_is_found() {
    let desk = Desk::empty();
    let none = desk.run(&["list", "batches"]);
    assert!(none.is(3).err.contains("touchstone init") && none.err.contains("touchstone demo"), "{}", none.err);
    let sample = Desk::sample();
    fs::rename(sample.station(), sample.path("青梧.touchstone")).unwrap();
    assert_eq!(sample.json(&["list", "batches", "--json"]).as_array().unwrap().len(), 6);
}

#[test]
fn the_screens_need_a_terminal() {
    let desk = Desk::sample();
    for args in [&[][..], &["demo"]] {
        let ran = desk.run(args);
        assert!(ran.is(2).err.contains("terminal"), "{}", ran.err);
        assert_eq!(ran.err.lines().count(), 1);
    }
}

#[test]
fn the_sample_station_never_goes_over_a_file() {
    let desk = Desk::empty();
    let path = desk.path("重要.touchstone");
    fs::write(&path, "重要").unwrap();
    let ran = desk.run(&["demo", "--no-ui", "--file", path.to_str().unwrap()]);
    assert!(ran.is(3).err.contains("重要.touchstone"));
    assert_eq!(fs::read_to_string(&path).unwrap(), "重要");
}

#[test]
fn wrong_usage_is_told_in_the_language_that_is_asked_for() {
    let desk = Desk::empty();
    let rows = [
        (&["lst"][..], "There is no verb “lst”."),
        (&["list", "batchs"], "batches"),
        (&["import", "roster", "a.csv"], "--batch"),
        (&["check", "--fast"], "“--fast”"),
        (&["lst", "--lang", "zh"], "没有“lst”这个命令。"),
        (&["check", "--fast", "--lang", "zh"], "不认识“--fast”。"),
    ];
    for (args, said) in rows {
        let ran = desk.run(args);
        assert!(ran.is(2).err.contains(said) && ran.err.contains("--help"), "{args:?}: {}", ran.err);
        assert_eq!((ran.err.lines().count(), ran.out.as_str()), (1, ""), "{args:?}");
    }
}

#[test]
fn help_completions_and_man_page_come_from_one_declaration() {
    let desk = Desk::empty();
    let help = desk.run(&["--help"]);
    let verbs = [
        "demo", "init", "import", "standard", "paper", "list", "show", "outcome", "issue", "check", "backup", "restore",
    ];
    let (bash, man) = (desk.run(&["completions", "bash"]), desk.run(&["man"]));
    for verb in verbs {
        assert!(help.is(0).out.contains(&format!("\n  {verb}")), "{verb}: {}", help.out);
        assert!(bash.is(0).out.contains(verb), "{verb}");
        assert!(man.is(0).out.contains(verb), "{verb}");
    }
    assert!(man.out.contains("TOUCHSTONE IMPORT ROSTER") && man.out.contains("faulty\\-to"));
    assert!(desk.run(&["import", "roster", "--help"]).is(0).out.contains("错误原因"));
    assert!(desk.run(&["--version"]).is(0).out.contains(env!("CARGO_PKG_VERSION")));
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let desk = Desk::sample();
    let mut command = desk.command(&["list", "journal", "--json"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = [0; 16];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8(output.stderr).unwrap()), (Some(0), String::new()));
}

#[test]
fn weights_become_drafts_once_and_a_wrong_sum_refuses_the_whole_file() {
    let desk = Desk::sample();
    let weights = fixture("weights.csv");
    let before = desk.acts();
    let known = desk.run(&["--as", "彭建华", "import", "weights", &weights, "--dry-run"]);
    assert!(known.is(0).out.contains("Already there: ") && !known.out.contains("New draft: "), "{}", known.out);
    let text = fs::read_to_string(&weights).unwrap().replace(",2018,", ",2026,");
    let newer = desk.path("新权重.csv");
    fs::write(&newer, &text).unwrap();
    let newer = newer.to_str().unwrap();
    assert!(desk.run(&["--as", "彭建华", "import", "weights", newer]).is(1).err.contains("--yes"));
    assert_eq!(desk.acts(), before);
    desk.run(&["--as", "彭建华", "import", "weights", newer, "--yes"]).is(0);
    let drafts = desk.json(&["list", "standards", "--json"]);
    let drafts = drafts.as_array().unwrap().iter().filter(|row| row["state"] == "draft" && row["edition"] == "2026");
    assert_eq!(desk.acts(), before + drafts.count() as u64);
    let refused = desk.run(&["--as", "彭建华", "standard", "approve", "电工", "--edition", "2026"]);
    assert!(refused.is(1).err.contains("fault"), "{}", refused.err);
    let broken = desk.path("坏权重.csv");
    fs::write(&broken, text.replacen(",40\r\n", ",41\r\n", 1).replacen(",40\n", ",41\n", 1)).unwrap();
    let after = desk.acts();
    let refused = desk.run(&["--as", "彭建华", "import", "weights", broken.to_str().unwrap(), "--yes"]);
    assert!(refused.is(1).err.contains("sum to 101"), "{}", refused.err);
    assert_eq!(desk.acts(), after);
}

#[test]
fn score_sheets_to_fill_by_hand_are_written_for_every_subject_and_the_floor_is_listed() {
    let desk = Desk::sample();
    let batch = desk.batch_in("marking");
    let to = desk.path("评分表.xlsx");
    let written = desk.run(&["export", "sheets", &batch, "--output", to.to_str().unwrap()]).is(0).out.clone();
    assert!(written.lines().count() >= 2 && written.contains("操作技能"), "{written}");
    let floor = desk.json(&["list", "attendance", "--batch", &batch, "--json"]);
    let rows = floor.as_array().unwrap();
    assert!(rows.iter().any(|row| !row["present"].is_null() && row["station"].is_number()), "{floor}");
    assert!(rows.iter().any(|row| !row["absent"].is_null()), "{floor}");
    desk.run(&["list", "attendance"]).is(2);
}

#[test]
fn the_lists_of_a_batch_are_written_and_never_over_a_file() {
    let desk = Desk::sample();
    let batch = desk.batch_in("reported");
    for what in ["entries", "publicity", "scores", "certificates"] {
        for ending in ["xlsx", "csv"] {
            let path = desk.path(&format!("{what}.{ending}"));
            let args = ["export", what, &batch, "--output", path.to_str().unwrap()];
            assert!(desk.run(&args).is(0).out.contains(what));
            let before = fs::read(&path).unwrap();
            assert!(before.len() > 500, "{what}.{ending}");
            desk.run(&args).is(3);
            assert_eq!(fs::read(&path).unwrap(), before);
        }
    }
    let number = desk.json(&["list", "certificates", "--batch", &batch, "--json"])[0]["number"].clone();
    let list = fs::read_to_string(desk.path("certificates.csv")).unwrap();
    assert!(list.contains(number.as_str().unwrap()));
    let (own, filled) = (fixture("rosters/钳工电工-2026-11.xlsx"), desk.path("表样.xlsx"));
    let filled = filled.to_str().unwrap();
    desk.run(&["export", "entries", &batch, "--template", &own, "--output", filled]).is(0);
    desk.run(&["export", "scores", &batch, "--template", &own, "--output", filled]).is(2);
    // Whole numbers are for a purpose, and every list that left is in the journal.
    let whole = ["export", "entries", &batch, "--whole", "--output", "完整.csv"];
    assert!(desk.run(&whole).is(1).err.contains("purpose"), "no purpose, no list");
    desk.run(&[&whole[..], &["--purpose", "报市局"]].concat()).is(0);
    let id = |name: &str| {
        let text = fs::read_to_string(desk.path(name)).unwrap();
        text.split('"').any(|field| field.len() == 18 && field.bytes().take(17).all(|byte| byte.is_ascii_digit()))
    };
    assert!(id("完整.csv") && !id("entries.csv"));
    desk.run(&["export", "scores", &batch, "--whole", "--output", "x.csv"]).is(2);
    let journal = desk.json(&["list", "journal", "--json", "--limit", "3"]);
    let last = journal.as_array().unwrap().iter().find(|row| row["act"] == "list_exported").expect("it is recorded");
    assert_eq!(last["reason"], "报市局");
    assert!(desk.run(&["export", "scores", &batch, "--output", "成绩.doc"]).is(1).err.contains(".xlsx"));
}

#[test]
fn a_file_is_held_against_codes_and_saved_checkpoints() {
    let desk = Desk::sample();
    let code = desk.json(&["show", "code", "--json"]);
    let (code, size) = (code["code"].as_str().unwrap().to_owned(), code["size"].as_u64().unwrap());
    desk.run(&["backup", "before.touchstone", "--plain"]).is(0);
    let page = desk.json(&["day", "end", "--json"]);
    assert_eq!(page["size"], size + 1);
    let later = page["code"].as_str().unwrap().to_owned();
    let typed = code.to_lowercase().replace('-', " ");
    let told = desk.json(&["check", "--against", &typed, "--against", &later, "--json"]);
    assert_eq!((&told["holds"], &told["against"][1]["verdict"]), (&Value::Bool(true), &Value::from("same")));
    assert_eq!((&told["against"][0]["size"], &told["against"][0]["acts"]), (&size.into(), &(size + 1).into()));
    assert_eq!(desk.json(&["day", "show", "--json"]), page);
    assert!(desk.run(&["day", "end"]).is(1).err.contains("day show"));
    assert!(desk.run(&["day", "show"]).is(0).out.contains(&later));

    // A wrong character is a wrong call, with its group; so is what is neither code nor file.
    let mut groups: Vec<String> = code.split('-').map(str::to_owned).collect();
    let last = groups[4].pop().unwrap();
    groups[4].push(if last == '7' { '8' } else { '7' });
    let wrong = desk.run(&["check", "--against", &groups.join("-")]);
    assert!(wrong.is(2).err.contains("group 5 "), "{}", wrong.err);
    desk.run(&["check", "--against", "nothing.checkpoint"]).is(2);

    // The supervisor's stick sees the day's end; then the older copy is put back.
    let seen = desk.json(&["witness", ".", "--json"]);
    assert_eq!(seen["before"], Value::Null);
    let stick = seen["file"].as_str().unwrap().to_owned();
    assert!(desk.run(&["check", "--against", &stick]).is(0).out.contains("Same"));
    let kept = fs::read(desk.path(&stick)).unwrap();
    desk.run(&["restore", "before.touchstone", "--file", "station.touchstone", "--yes"]).is(0);
    for earlier in [later.as_str(), stick.as_str()] {
        let ran = desk.run(&["check", "--file", "station.touchstone", "--against", earlier]);
        assert!(ran.is(1).out.contains("An older file was put back"), "{}", ran.out);
    }
    desk.run(&["check", "--file", "station.touchstone", "--against", &code]).is(0);
    let refused = desk.run(&["witness", &stick, "--file", "station.touchstone"]);
    assert!(refused.is(1).err.contains("left as it was"), "{}", refused.err);
    assert_eq!(fs::read(desk.path(&stick)).unwrap(), kept);
}

#[test]
fn the_honest_page_needs_no_file_and_the_code_has_a_qr() {
    use touchstone::credential::promises::{PROMISES, Question};
    use touchstone::domain::language::Lang;
    let nowhere = Desk::empty();
    for (name, lang) in [("zh", Lang::Zh), ("en", Lang::En)] {
        let out = nowhere.run(&["show", "trust", "--lang", name]).is(0).out.clone();
        for promise in &PROMISES {
            assert!(out.contains(promise.who(lang)), "{}", promise.who(lang));
            assert!(Question::ALL.iter().all(|question| out.contains(promise.answer(*question, lang))));
        }
    }
    assert_eq!(nowhere.json(&["show", "trust", "--json"]).as_array().unwrap().len(), PROMISES.len());
    let desk = Desk::sample();
    let ran = desk.run(&["show", "code", "--qr"]);
    assert!(ran.is(0).out.lines().filter(|line| line.contains('█')).count() > 20, "{}", ran.out);
    desk.run(&["show", "journal", "1", "--qr"]).is(2);
    desk.run(&["show", "code", "1"]).is(2);
    assert!(desk.run(&["show", "batch"]).is(2).err.contains("What to show is missing"));
}

#[test]
fn panels_are_told_with_their_reasons_and_a_draw_can_be_repeated_from_what_is_printed() {
    use sha2::{Digest, Sha256};
    let desk = Desk::sample();
    let examiners = desk.json(&["list", "examiners", "--json"]);
    let examiners = examiners.as_array().unwrap();
    assert_eq!(examiners.len(), 11);
    let ending = examiners.iter().filter(|one| one["card_state"] == "ending").count();
    assert_eq!(ending, 1);
    assert!(desk.run(&["list", "examiners", "--search", "电工"]).is(0).out.contains("肖春林"));
    let ties = desk.json(&["list", "ties", "--json"]);
    assert_eq!((&ties[0]["kind"], &ties[0]["name"]), (&"kinship".into(), &"欧阳修远".into()));
    assert!(desk.run(&["list", "ties"]).is(0).out.contains("近亲属"));
    let batches = desk.json(&["list", "batches", "--json"]);
    let code = |state: &str| {
        let found = batches.as_array().unwrap().iter().find(|batch| batch["state"] == state);
        found.unwrap()["code"].as_str().unwrap().to_owned()
    };
    // Drawn: whoever reads it computes the same order.
    let whole = desk.json(&["show", "panel", &code("publicity"), "--json"]);
    let panels = whole["panels"].as_array().unwrap();
    let skills = panels.iter().find(|panel| panel["subject"] == "skills").unwrap();
    assert!(skills["check"]["problems"].as_array().unwrap().iter().all(|problem| problem["weight"] == "notes"));
    let draw = &skills["draw"];
    let mut lots: Vec<(String, i64)> = Vec::new();
    for lot in draw["pool"].as_array().unwrap() {
        let (seed, person) = (draw["seed"].as_str().unwrap(), lot["person"].as_i64().unwrap());
        let digest = Sha256::digest(format!("touchstone/1/panel-draw/{seed}/{person}"));
        lots.push((digest.iter().map(|byte| format!("{byte:02x}")).collect(), person));
        assert_eq!(lot["sha256"].as_str().unwrap(), lots.last().unwrap().0);
    }
    assert!(lots.is_sorted());
    let mut drawn: Vec<i64> = lots.iter().take(3).map(|(_, person)| *person).collect();
    let mut members: Vec<i64> =
        skills["members"].as_array().unwrap().iter().map(|member| member["person"].as_i64().unwrap()).collect();
    drawn.sort();
    members.sort();
    assert_eq!(drawn, members);
    assert_eq!(draw["repeats"], true);
    let told = desk.run(&["show", "panel", &code("publicity"), "--lang", "en"]);
    assert!(told.is(0).out.contains("computed again: it agrees"), "{}", told.out);
    // Not staffed yet: every reason, and who could serve.
    let open = desk.json(&["show", "panel", &code("registering"), "--json"]);
    let skills: Vec<&Value> = open["panels"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|panel| panel["subject"] == "skills" && panel["level"] == 4)
        .collect();
    let proposes = |panel: &&Value, name: &str| {
        panel["check"]["proposals"].as_array().unwrap().iter().any(|one| one["name"] == name)
    };
    assert!(skills.iter().all(|panel| panel["check"]["problems"][0]["code"] == "too_few" && proposes(panel, "肖春林")));
    let barred = skills.iter().filter(|panel| !proposes(panel, "欧阳修远")).count();
    assert_eq!(barred, 1, "his relative sits one of the two trades that he examines");
}

#[test]
fn whoever_has_not_signed_in_sees_masked_names_and_does_nothing() {
    let desk = Desk::sample();
    let alone = |args: &[&str]| {
        let mut command = desk.command(args);
        command.env_remove("TOUCHSTONE_AS").env_remove("TOUCHSTONE_PASSPHRASE");
        let output = command.output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Ran { status: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
    };
    for kind in ["certificates", "entries", "candidates"] {
        let masked = alone(&["list", kind, "--json"]).json();
        let whole = desk.json(&["list", kind, "--json"]);
        let key = if kind == "certificates" { "holder" } else { "name" };
        assert_eq!(masked.as_array().unwrap().len(), whole.as_array().unwrap().len());
        for (masked, whole) in masked.as_array().unwrap().iter().zip(whole.as_array().unwrap()) {
            assert!(masked[key].as_str().unwrap().contains('*') && !whole[key].as_str().unwrap().contains('*'));
        }
    }
    let batch = desk.batch_in("issuing");
    let candidates = desk.json(&["list", "candidates", "--json"]);
    let name = candidates[0]["name"].as_str().unwrap();
    for args in [
        &["issue", &batch, "--yes"][..],
        &["show", "candidate", name],
        &["show", "entry", "1"],
        &["export", "scores", &batch, "--output", "x.csv"],
        &["import", "roster", &fixture("rosters/dirty.csv"), "--batch", &desk.batch_in("registering"), "--yes"],
    ] {
        let ran = alone(args);
        assert!(ran.is(1).err.contains("--as NAME"), "{args:?}: {}", ran.err);
    }
    for args in [&["list", "batches"][..], &["check"], &["show", "trust"], &["standard", "export", "电工"]] {
        alone(args).is(0);
    }
    // A wrong passphrase, and none where nobody could type it.
    let mut wrong = desk.command(&["list", "entries", "--as", "周海燕"]);
    let wrong = wrong.env("TOUCHSTONE_PASSPHRASE", "not that one").output().unwrap();
    assert_eq!(wrong.status.code(), Some(1));
    let mut none = desk.command(&["list", "entries", "--as", "周海燕"]);
    let none = none.env_remove("TOUCHSTONE_PASSPHRASE").output().unwrap();
    assert_eq!(none.status.code(), Some(2));
}

#[test]
fn what_happens_around_the_marks_is_recorded_from_the_command_line_by_those_who_may() {
    let desk = Desk::sample();
    let batch = desk.batch_in("marking");
    let entries = desk.json(&["list", "entries", "--batch", &batch, "--json"]);
    let tickets: Vec<&str> = entries.as_array().unwrap().iter().filter_map(|entry| entry["ticket"].as_str()).collect();
    let (one, two) = (tickets[0], tickets[1]);
    let set =
        ["standing", "set", one, "theory", "breach", "--code", "V10", "--evidence", "考场情况记录单 3 号", "--json"];
    let told = desk.json(&set);
    assert_eq!(keys(&told), documented("standing set"));
    assert_eq!(desk.office().read().standings(EntryId(told["entry"].as_i64().unwrap())).unwrap().len(), 1);
    let text = desk.run(&["standing", "set", one, "theory", "sat", "--evidence", "查明系误记", "--lang", "zh"]);
    assert!(text.is(0).out.contains("理论知识 已登记为“正常”"), "{}", text.out);
    // Wrong words are usage, wrong facts are refused.
    assert_eq!(desk.run(&["standing", "set", one, "theory", "breach", "--evidence", "x"]).status, 2);
    assert_eq!(desk.run(&["standing", "set", one, "theory", "late", "--evidence", "x"]).status, 2);
    let code = desk.run(&["standing", "set", one, "theory", "absent", "--code", "V10", "--evidence", "x"]);
    assert!(code.is(1).err.contains("--code belongs to a breach"), "{}", code.err);
    let unknown = desk.run(&["standing", "set", one, "theory", "breach", "--code", "V99", "--evidence", "x"]);
    assert!(unknown.is(1).err.contains("V99"), "{}", unknown.err);
    // Two people record a veto; the second proves themselves by a passphrase of their own.
    let record = ["veto", "record", two, "fraud", "--evidence", "证书系伪造", "--second", "向明"];
    let missing = desk.run(&record);
    assert!(missing.is(2).err.contains("TOUCHSTONE_SECOND_PASSPHRASE"), "{}", missing.err);
    let second = |args: &[&str], words: &str| {
        let output = desk.command(args).env("TOUCHSTONE_SECOND_PASSPHRASE", words).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Ran { status: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
    };
    second(&record, "not that one").is(1);
    let recorded = second(&[&record[..], &["--json"]].concat(), touchstone::demo::PASSPHRASE).json();
    assert_eq!(recorded["verdict"], "fail");
    assert_eq!(keys(&recorded), documented("veto record"));
    let number =
        desk.office().read().vetoes(EntryId(recorded["entry"].as_i64().unwrap())).unwrap()[0].veto.id.0.to_string();
    let withdraw = ["veto", "withdraw", number.as_str(), "--reason", "复函更正", "--second", "向明"];
    assert!(second(&withdraw, touchstone::demo::PASSPHRASE).is(0).out.contains("is withdrawn"));
    // The floor, and what the outcome does not call for.
    let extended = desk.run(&["floor", "note", one, "skills", "extended", "--minutes", "5"]);
    assert_eq!(extended.status, 2, "{}", extended.err);
    let noted = desk.run(&["floor", "note", one, "skills", "ended", "--reason", "x"]);
    assert!(noted.is(1).err.contains("belong to added time"), "{}", noted.err);
    let back = desk.run(&["agreement", "send-back", one, "skills", "--reason", "x", "--as", "罗志刚"]);
    assert!(back.is(1).err.contains("goes back"), "{}", back.err);
    let further = desk.run(&["agreement", "further", one, "skills", "--examiner", "肖春林", "--reason", "x"]);
    assert!(further.is(1).err.contains("further examiner is named where"), "{}", further.err);
    let nobody = desk.run(&["standing", "set", one, "theory", "absent", "--evidence", "x", "--as", "罗志刚"]);
    assert!(nobody.is(1).err.contains("is done by"), "{}", nobody.err);
    assert!(desk.run(&["check", "--full"]).is(0).out.contains("All holds."));
}

#[test]
fn the_wing_is_kept_from_the_command_line_and_its_hours_reach_evaluation_as_a_signed_file_alone() {
    let desk = Desk::sample();
    let wing = |args: &[&str]| desk.run(&[&["employment"], args, &["--as", "聂书琴"]].concat());
    let rows = |what: &str| wing(&["rows", what, "--json"]).json().as_array().unwrap().clone();
    assert_eq!([rows("organisations").len(), rows("agreements").len()], [138, 22]);
    assert_eq!(rows("policies")[0]["amount"], 360_000);
    assert!(
        rows("due").len() > 5 && !rows("equal-pay").is_empty() && rows("flows").len() > 30 && !rows("idle").is_empty()
    );
    let found = wing(&["rows", "organisations", "--find", "学校 白鹭"]);
    assert_eq!(found.is(0).out.lines().count(), 4, "{}", found.out);
    let base = ["record", "bases", "名称=青石实训点", "工位=12", "设立=2026-01-05"];
    assert!(wing(&base).is(0).out.contains("Recorded, row 4"));
    assert!(wing(&base).is(1).err.contains("hold that row already"));
    assert!(wing(&["record", "bases", "名字=x"]).is(2).err.contains("is no COLUMN=VALUE"));
    assert!(wing(&["record", "bases", "工位=20", "--row", "4"]).is(0).out.contains("row 4"));
    assert_eq!(rows("bases")[0]["places"], 20);
    assert!(wing(&["strike", "organisations", "5", "--reason", "x"]).is(1).err.contains("point at it"));
    wing(&["strike", "bases", "4", "--reason", "登错"]).is(0);
    let due = wing(&["due", "1", "--json"]).json();
    assert_eq!((due["month"].as_i64(), due["agreed"].as_i64()), (Some(30_000), Some(20_000)));
    assert!(wing(&["due", "1"]).is(0).out.contains("of the county for intermediate"));
    let year = wing(&["year", "--json"]).json();
    assert_eq!(year["agreements"], 22);
    let text = wing(&["year"]);
    assert!(text.is(0).out.contains("stations included, as of"), "{}", text.out);
    for name in ["report.pdf", "report.xlsx", "report.csv", "report.txt"] {
        wing(&["year", "--output", name]).is(0);
        assert!(fs::metadata(desk.path(name)).unwrap().len() > 500, "{name}");
    }
    for name in ["offers-report.pdf", "offers-report.xlsx", "offers-report.csv"] {
        wing(&["rows", "offers", "--output", name]).is(0);
    }
    assert_eq!(&fs::read(desk.path("offers-report.pdf")).unwrap()[..4], b"%PDF");
    // Hours leave as a file; who signed it is compared by a fingerprint, and evaluation takes the file, not a table.
    let plan = rows("plans").iter().find(|plan| plan["stage"] == "inspected").unwrap()["id"].to_string();
    let given = wing(&["evidence", "hours", &plan, "--output", "hours.json"]);
    let mark = given.is(0).out.split_whitespace().find(|word| word.contains('-') && word.len() > 16).unwrap();
    let mark = mark.trim_end_matches(';').to_owned();
    let registering = desk.batch_in("registering");
    let take = ["import", "evidence", "hours.json", "--batch", &registering, "--fingerprint", &mark, "--yes"];
    let looked = ["import", "evidence", "hours.json", "--batch", &registering, "--dry-run"];
    let told = desk.run(&looked);
    assert!(told.out.contains("no entry of 段志平") && !told.out.contains(&mark), "heard, not copied: {}", told.out);
    let taken = desk.run(&take);
    assert!(taken.out.contains("10 lines are recorded"), "the other five people sat two courses each: {}", taken.out);
    assert!(desk.run(&looked).out.contains(&mark), "the key is known now");
    let theirs = desk.run(&["employment", "rows", "hours"]);
    assert!(theirs.is(1).err.contains("other side of the wall"), "{}", theirs.err);
    desk.run(&["check", "--wall", "--output", "proof.pdf"]).is(0);
    assert_eq!(&fs::read(desk.path("proof.pdf")).unwrap()[..4], b"%PDF");
    assert!(desk.run(&["check", "--full"]).is(0).out.contains("All holds."));
}

#[test]
fn personal_data_is_shown_for_a_purpose_and_erased_by_two_when_it_is_due() {
    let desk = Desk::sample();
    let masked = desk.json(&["show", "candidate", "#1", "--json"])["document"].as_str().unwrap().to_owned();
    let before = desk.acts();
    let whole = desk.json(&["show", "candidate", "#1", "--purpose", "公安来函", "--json"]);
    let whole = whole["document"].as_str().unwrap();
    assert!(masked.contains('*') && whole.len() == 18 && !whole.contains('*'));
    assert_eq!(desk.acts(), before + 1);
    desk.run(&["show", "batch", "1", "--purpose", "x"]).is(2);
    // Nothing of a year ago is due.
    assert_eq!(desk.json(&["retention", "due", "--json"]), serde_json::json!([]));
    assert_eq!(desk.json(&["retention", "done", "--json"]), serde_json::json!([]));
    let erase = ["retention", "erase", "--because", "档 1 号", "--second", "向明", "--yes"];
    assert!(desk.run(&erase).is(1).err.contains("No personal data is due"), "nothing to erase");
    let ran = desk
        .command(&[&erase[..], &["--candidate", "1"]].concat())
        .env("TOUCHSTONE_SECOND_PASSPHRASE", touchstone::demo::PASSPHRASE)
        .output()
        .unwrap();
    assert_eq!(ran.status.code(), Some(1));
    assert!(String::from_utf8(ran.stderr).unwrap().contains("is not due"));
    assert!(desk.run(&["retention", "due"]).is(0).out.contains("0 people are due"));
}

#[test]
fn a_file_of_another_build_is_refused_with_what_differs_stays_as_it_is_and_is_not_restored_over_a_good_one() {
    let changes = [
        ("DROP TABLE form_draft", "an earlier build", "较早的版本", "form_draft"),
        ("CREATE TABLE later (id INTEGER) STRICT", "a later build", "较新的版本", "later"),
        ("ALTER TABLE person ADD COLUMN nickname TEXT", "another build", "另一版本", "person"),
    ];
    for (change, en, zh, named) in changes {
        let desk = Desk::sample();
        desk.run(&["list", "batches", "--file", "station.touchstone"]).is(0);
        let good = desk.path("good.touchstone");
        fs::copy(desk.station(), &good).unwrap();
        rusqlite::Connection::open(desk.station()).unwrap().execute_batch(change).unwrap();
        let before = fs::read(desk.station()).unwrap();
        for args in [&["list", "batches"][..], &["check"], &["check", "--full"]] {
            let refused = desk.run(&[args, &["--file", "station.touchstone"]].concat());
            let said = &refused.is(3).err;
            assert!(said.contains(en) && said.contains(named) && said.contains("left as it is"), "{said}");
            assert!(!said.contains("no such") && !said.contains("SQLite"), "{said}");
        }
        let output =
            desk.command(&["list", "batches", "--file", "station.touchstone", "--lang", "zh"]).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains(zh) && said.contains("未作任何改动"), "{said}");
        assert!(fs::read(desk.station()).unwrap() == before && !desk.path("station.touchstone-wal").exists());
        let over = desk.run(&["restore", "station.touchstone", "--file", "good.touchstone", "--yes"]);
        assert!(over.is(3).err.contains(en), "{}", over.err);
        desk.run(&["list", "batches", "--file", "good.touchstone"]).is(0);
    }
}

#[test]
fn a_csv_that_two_encodings_fit_is_not_guessed_at_by_any_import_and_is_read_as_it_is_said() {
    let desk = Desk::sample();
    fs::write(desk.path("短.csv"), b"a,b\n1,\xd2\xbb\n").unwrap();
    let batch = desk.run(&["list", "batches", "--json", "--file", "station.touchstone"]).json()[0]["code"].clone();
    let batch = batch.as_str().unwrap().to_owned();
    let people = [
        ("周海燕", vec!["import", "roster", "短.csv", "--batch", &batch]),
        ("周海燕", vec!["import", "weights", "短.csv"]),
        ("周海燕", vec!["import", "returns", "短.csv"]),
        ("谭国栋", vec!["import", "history", "短.csv"]),
        ("罗志刚", vec!["import", "scores", "短.csv", "--batch", &batch]),
        ("聂书琴", vec!["employment", "import", "employers", "短.csv"]),
    ];
    for (who, verb) in people {
        let run = |more: &[&str]| desk.run(&[&verb[..], more, &["--file", "station.touchstone", "--as", who]].concat());
        let unsure = run(&["--dry-run"]);
        let said = &unsure.is(1).err;
        for told in ["two encodings", "GB18030: “1  一”", "UTF-8: “1  һ”", "--encoding"] {
            assert!(said.contains(told), "{verb:?}: {said}");
        }
        for named in ["utf-8", "gb18030"] {
            let said = run(&["--dry-run", "--encoding", named]).err;
            assert!(!said.contains("two encodings"), "{verb:?}: {said}");
        }
        run(&["--encoding", "latin1"]).is(2);
    }
}
