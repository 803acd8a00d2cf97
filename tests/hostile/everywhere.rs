//! Sixty payloads × every text that a file, a form or an argument brings in: whatever is taken or refused, nothing of it acts on a
//! terminal, in any output.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use touchstone::credential::custody::Cost;
use touchstone::credential::entropy::SeededEntropy;
use touchstone::domain::calendar::DayKind;
use touchstone::domain::employment::Rank;
use touchstone::domain::evaluation::batch::{BatchPlan, BatchState};
use touchstone::domain::evaluation::certificate::Approved;
use touchstone::domain::evaluation::entry::Details;
use touchstone::domain::evaluation::inspection::{Finding, ITEMS, ItemFound};
use touchstone::domain::evaluation::staffing::{Examiner, TieKind};
use touchstone::domain::evaluation::standing::Standing;
use touchstone::domain::evaluation::stock::{BlankMove, SerialRange};
use touchstone::domain::evaluation::subject::SubjectKind;
use touchstone::domain::id::{EmployerId, EntryId};
use touchstone::domain::identity::PersonName;
use touchstone::domain::language::{Lang, Say};
use touchstone::domain::stamp::Role;
use touchstone::exchange::intake::Intake;
use touchstone::exchange::print::aside::lay_out;
use touchstone::exchange::print::kinds::Document;
use touchstone::exchange::read::read;
use touchstone::exchange::source::{Source, Unread};
use touchstone::exchange::{history, profile, scores, upload};
use touchstone::ops::staffing::Declaration;
use touchstone::ops::stock::Movement;
use touchstone::ops::{
    Office, SetClock, calendar, certificate, dispute, employment, entry, inspection, life, marking, settings, staffing,
    station, stock,
};
use touchstone::store::Failure;
use touchstone::store::act::{PersonRecorded, StationFounded};
use touchstone::store::read::entry::EntryFilter;
use touchstone::tui::context::Context;
use touchstone::tui::journey::Journey;
use touchstone::tui::screens::home::Home;
use touchstone::tui::theme::{Palette, Theme};

use super::payloads::{assert_harmless, assert_screen, is_harmless, payloads};
use super::support::{self, Bench, sweep};

/// Taken or refused; a refusal's sentence is harmless in both languages.
fn soft<T>(what: &str, result: Result<T, Failure>) -> Option<T> {
    match result {
        Ok(done) => Some(done),
        Err(failure) => {
            for lang in [Lang::Zh, Lang::En] {
                assert_harmless(what, &failure.say(lang));
            }
            None
        }
    }
}

#[test]
fn no_name_takes_what_hides_or_steers() {
    let mut bench = Bench::founded();
    for (what, payload) in payloads() {
        for name in [payload.clone(), format!("张{payload}三"), format!("{payload}三")] {
            if is_harmless(&name) && PersonName::parse(&name).is_ok() {
                continue;
            }
            let fault = PersonName::parse(&name).expect_err(what);
            assert_harmless(what, &format!("{}{}", fault.say(Lang::Zh), fault.say(Lang::En)));
            let temporary = "only for the first time";
            let recorded = station::record_person(&mut bench.office, &name, &[Role::Examiner], temporary);
            assert!(soft(what, recorded).is_none(), "{what} became the name of somebody who works here");
            let tie = Declaration {
                person: support::EXAMINERS[0],
                kind: TieKind::Kinship,
                name: name.clone(),
                tail: "123X".into(),
                note: "堂弟".into(),
            };
            assert!(soft(what, staffing::declare_tie(&mut bench.office, &tie)).is_none(), "{what} became a tie's name");
        }
    }
}

/// A station founded under hostile names, if it lets itself be.
fn found(text: &str) {
    let folder = tempfile::tempdir().unwrap();
    let clock = Box::new(SetClock::at("2026-09-01T08:30:00+08:00"));
    let path = folder.path().join("s.touchstone");
    let mut office = Office::create_with(&path, clock, Box::new(SeededEntropy::new(b"hostile"))).unwrap();
    office.set_cost(Cost::NONE);
    let about = StationFounded {
        address: text.into(),
        credit_code: "91350100M000100Y43".into(),
        name: format!("所{text}"),
        phone: text.into(),
        region: "430124".into(),
        site_code: "S000043000012".into(),
    };
    let clerk = PersonRecorded { id: support::CLERK, name: "周考务".into(), roles: vec![Role::Administrator] };
    if soft("the station", station::found(&mut office, about, clerk, support::PASSPHRASE)).is_some() {
        let context = Context::new(office, Lang::Zh, Theme::new(Palette::Mono, false));
        let mut journey = Journey::new(context, Home::default(), 120, 36);
        for keys in ["<F9>", "<Enter>", "<Esc>", "<F12>"] {
            journey.keys(keys).settle();
            assert_screen("a hostile station", journey.buffer());
        }
    }
}

/// A station in which every text that an act takes holds the payloads.
fn station_of(text: &str) -> Bench {
    let mut bench = Bench::founded();
    let record =
        Examiner {
            employer: format!("厂{text}"), card: text.into(), trades: vec!["钳工".into()], ..support::record()
        };
    soft("an examiner", staffing::record_examiner(&mut bench.office, support::EXAMINERS[0], record));
    support::approve_examiners(&mut bench.office);
    soft("a mapping", settings::keep_mapping(&mut bench.office, text, "{}".into()));
    soft("a setting", settings::set(&mut bench.office, text, text));
    let day = "2026-10-01".parse().unwrap();
    soft("a calendar day", calendar::set_day(&mut bench.office, day, Some(DayKind::Holiday), text));
    let plan =
        BatchPlan { name: format!("批{text}"), filing_no: text.into(), place: format!("地{text}"), ..bench.plan() };
    let wanted = touchstone::ops::batch::plan(&mut bench.office, None, plan);
    bench.batch = soft("a plan", wanted).unwrap_or_else(|| {
        let plan = bench.plan();
        touchstone::ops::batch::plan(&mut bench.office, None, plan).unwrap()
    });
    bench.advance_to(BatchState::Registering);
    for n in 0..2 {
        let mut person = support::applicant(n);
        let many = text.to_owned();
        person.details = Details {
            employer: many.clone(),
            applying_unit: many.clone(),
            education: many.clone(),
            ethnicity: many.clone(),
            region: many.clone(),
            source: many.clone(),
            category: many.clone(),
            exam_kind: many.clone(),
            major: many.clone(),
            other: vec![("通讯地址".into(), many.clone()), (many.clone(), many)],
            ..Details::default()
        };
        person.trade = "钳工".into();
        if soft("an entry", entry::file_entry(&mut bench.office, bench.batch, &person)).is_none() {
            entry::file_entry(&mut bench.office, bench.batch, &support::applicant(n)).unwrap();
        }
    }
    bench.clock.set("2026-09-11T09:00:00+08:00");
    bench.advance_to(BatchState::Reviewing);
    entry::accept_eligible(&mut bench.office, bench.batch).unwrap();
    bench.advance_to(BatchState::Arranging);
    entry::seat_all(&mut bench.office, bench.batch).unwrap();
    bench.advance_to(BatchState::Staffing);
    touchstone::ops::batch::choose_papers(&mut bench.office, bench.batch).unwrap();
    bench.name_panels();
    bench.clock.set("2026-09-20T08:00:00+08:00");
    bench.advance_to(BatchState::Marking);
    bench.full_marks(EntryId(1));
    bench.sit(support::SUPERVISOR);
    for subject in [SubjectKind::Theory, SubjectKind::Skills] {
        let absent = |bench: &mut Bench, evidence: &str| {
            marking::set_standing(&mut bench.office, EntryId(2), subject, Standing::Absent, evidence)
        };
        if soft("a standing", absent(&mut bench, text)).is_none() {
            absent(&mut bench, "签到表").unwrap();
        }
    }
    bench.advance_to(BatchState::Publicity);
    after(&mut bench, text);
    employed(&mut bench, text);
    bench.sit(support::CLERK);
    bench
}

/// Disputes, inspection, certificates, blanks, files.
fn after(bench: &mut Bench, text: &str) {
    let batch = bench.batch;
    soft("an objection", dispute::object(&mut bench.office, batch, Some(EntryId(2)), text)).inspect(|id| {
        bench.sit(support::SUPERVISOR);
        soft("a decision", dispute::decide_objection(&mut bench.office, *id, false, text));
        soft("an appeal", dispute::appeal(&mut bench.office, *id, text, text)).inspect(|id| {
            soft("its end", dispute::decide_appeal(&mut bench.office, *id, false, text));
        });
    });
    bench.sit(support::SUPERVISOR);
    let items: Vec<ItemFound> =
        ITEMS.iter().map(|(code, ..)| ItemFound { code: (*code).into(), finding: Finding::Good }).collect();
    soft("a supervision", inspection::record_supervision(&mut bench.office, batch, items, 1, text));
    let seen = inspection::RoomSeen {
        room: 1,
        subject: SubjectKind::Theory,
        present: 1,
        incidents: text.into(),
        invigilators: text.into(),
    };
    soft("a room", inspection::record_room(&mut bench.office, batch, seen));
    bench.clock.set("2026-09-28T09:00:00+08:00");
    bench.advance_to(BatchState::Issuing);
    bench.sit(support::CERTIFIER);
    let issued = certificate::issue_batch(&mut bench.office, batch, |_, _| true).unwrap().numbers;
    let range = |text: &str| SerialRange::parse(text).unwrap();
    let received =
        Movement { document: text.into(), because: text.into(), ..Movement::of(BlankMove::Received, range("A0001+9")) };
    soft("blanks", stock::record(&mut bench.office, &received));
    soft("a count", stock::count(&mut bench.office, &[range("A0001+8")], text));
    let approved = life::approve(&mut bench.office, batch, Approved::Reissue, &issued[..1], text, text);
    let approval = soft("an approval", approved);
    if approval.is_some() {
        soft("a reissue", life::reissue_under(&mut bench.office, &issued[0], text, text, approval));
    }
    let to = bench.folder.path().join("上报.csv");
    soft("an upload", upload::send(&mut bench.office, batch, upload::Which::All, &to));
    // A file of bytes holds the payloads as a spreadsheet would: quoted, a cell each.
    let quoted = text.replace('"', "\"\"");
    let ledger = format!(
        "证书编号,姓名,证件号码,职业名称,等级,发证日期,发证机构\n1510012003400123,王小二,{},\"钳工{quoted}\",四级,2019-06-30,\"{quoted}\"\n\"{quoted}\",\"{quoted}\",\"{quoted}\",\"{quoted}\",\"{quoted}\",\"{quoted}\",\"{quoted}\"",
        support::id_number(99)
    );
    told(history::preview(&bench.office, &Source::new(ledger.as_bytes(), &format!("{text}.csv"))).map(|seen| {
        soft("a ledger", seen.take(&mut bench.office));
        seen.rows.into_iter().flat_map(|row| row.faults).map(|fault| both(&fault)).collect()
    }));
    let returned = format!("证书编号,退回原因\n{},\"{quoted}\"\n\"{quoted}\",\"{quoted}\"", issued[0]);
    told(upload::preview(&bench.office, &Source::new(returned.as_bytes(), &format!("{text}.csv"))).map(|seen| {
        soft("returned rows", seen.take(&mut bench.office));
        seen.rows.into_iter().flat_map(|row| row.faults).map(|fault| both(&fault)).collect()
    }));
    let marks = format!("准考证号,姓名,理论成绩\n\"{quoted}\",\"{quoted}\",\"{quoted}\"");
    bench.sit(support::KEYERS[0]);
    told(scores::preview(&bench.office, batch, &Source::new(marks.as_bytes(), &format!("{text}.csv"))).map(|seen| {
        let left = seen.left.iter().map(both).collect::<Vec<_>>();
        seen.rows.iter().flat_map(|row| &row.faults).map(both).chain(left).collect()
    }));
}

fn both(what: &impl Say) -> String {
    format!("{}\n{}", what.say(Lang::Zh), what.say(Lang::En))
}

/// What a file's preview says, refused or row by row.
fn told(seen: Result<Vec<String>, Unread>) {
    match seen {
        Ok(lines) => lines.iter().for_each(|line| assert_harmless("a file's row", line)),
        Err(unread) => assert_harmless("a file", &both(&unread)),
    }
}

fn employed(bench: &mut Bench, text: &str) {
    let manager = bench.manager();
    bench.sit(manager);
    let mut employer = support::employer(0);
    (employer.name, employer.contact) = (format!("厂{text}"), text.into());
    if soft("an employer", employment::record_employer(&mut bench.office, employer)).is_none() {
        employment::record_employer(&mut bench.office, support::employer(0)).unwrap();
    }
    let mut post = support::post(EmployerId(1), &format!("岗{text}"), Rank::Intermediate, 2);
    (post.description, post.document) = (text.into(), text.into());
    let opened = soft("a post", employment::open_post(&mut bench.office, post)).unwrap_or_else(|| {
        employment::open_post(&mut bench.office, support::post(EmployerId(1), "装配", Rank::Intermediate, 2)).unwrap()
    });
    let mut wanted = support::wanted(employment::Who::Named("王小二".into()), opened, Rank::Intermediate, text, text);
    (wanted.duties, wanted.treatment) = (text.into(), text.into());
    soft("an appointment", employment::appoint(&mut bench.office, wanted));
    let context_free = bench.office.employment().is_ok();
    assert!(context_free, "the manager stands in the wing");
}

/// Every place, its first rows opened, its help, in both languages.
fn walk(bench: Bench, lang: Lang) -> Bench {
    let Bench { folder, office, clock, batch, item } = bench;
    let context = Context::new(office, lang, Theme::new(Palette::Mono, false));
    let mut journey = Journey::new(context, Home::default(), 120, 36);
    // Every act of the journal, one after another.
    sweep::walk(&mut journey, 0, 90, &mut |at, journey| assert_screen(at, journey.buffer()));
    let office = journey.app.context.office;
    Bench { folder, office, clock, batch, item }
}

/// Every list and every document of the batch, onto paper and into files.
fn papers(bench: &Bench) {
    let read = bench.office.read();
    for document in Document::ALL {
        let Ok(lists) = document.lists(&read, bench.batch) else { continue };
        let mut laying = lay_out(lists);
        let pages = match laying.ready_within(Duration::from_secs(60)).expect("lists are soon laid out") {
            Ok(pages) => pages,
            // No font has a character that nobody was meant to print; the sentence names it.
            Err(refusal) => {
                assert_eq!(refusal.code, "no_glyph");
                assert_harmless(document.profile().word, &both(&refusal));
                continue;
            }
        };
        for line in pages.iter().flat_map(|page| page.lines()) {
            assert_harmless(document.profile().word, &line.text);
        }
    }
    let entries = touchstone::exchange::lists::entries(&read, bench.batch, EntryFilter::default(), true).unwrap();
    for name in ["报名表.xlsx", "报名表.csv"] {
        let to = bench.folder.path().join(name);
        touchstone::exchange::save::save(&entries, &to, touchstone::store::backup::Existing::Replace).unwrap();
        files_are_harmless(&to);
        std::fs::remove_file(&to).unwrap();
    }
}

/// The cells of a table, or the text of any other file that is text.
fn files_are_harmless(path: &Path) {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    assert_harmless("a file's name", &name);
    let bytes = std::fs::read(path).unwrap();
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("xlsx") => {
            let grid =
                read(&Source::new(&bytes, "x.xlsx"), &touchstone::exchange::grid::KnownHeaders::new(["姓名"])).unwrap();
            let rows = grid.titles.iter().chain([&grid.header]).chain(&grid.rows);
            rows.flat_map(|row| &row.cells).for_each(|cell| assert_harmless(&name, &cell.text()));
        }
        Some("csv" | "txt" | "xml" | "json" | "tlog-proof" | "jwt") => {
            let text = String::from_utf8(bytes).unwrap();
            // A form feed before a line is the program's own: a page begins there.
            let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace("\n\u{c}", "\n");
            assert_harmless(&name, &text);
        }
        _ => {}
    }
}

fn program(file: &Path, args: &[&str]) {
    let folder = file.parent().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_touchstone"));
    command.env_clear().env("HOME", folder).env("LANG", "en_GB.UTF-8").current_dir(folder).stdin(Stdio::null());
    command.env("TOUCHSTONE_PASSPHRASE", support::PASSPHRASE);
    if !args.contains(&"--as") {
        command.args(["--as", "周考务"]);
    }
    let ran = command.arg("--file").arg(file).args(args).output().unwrap();
    for (what, bytes) in [("standard output", ran.stdout), ("standard error", ran.stderr)] {
        let text = String::from_utf8(bytes).unwrap();
        assert_harmless(&format!("{what} of {args:?}"), &text);
        assert!(!text.contains("panicked"), "{args:?}: {text}");
    }
    assert!(ran.status.code().is_some_and(|code| code <= 4), "{args:?}: {:?}", ran.status);
}

const EXPORTS: [(&str, &str); 13] = [
    ("entries", "xlsx"),
    ("publicity", "pdf"),
    ("scores", "csv"),
    ("certificates", "xlsx"),
    ("attendance", "pdf"),
    ("handover", "csv"),
    ("rooms", "csv"),
    ("supervision", "csv"),
    ("report", "csv"),
    ("notices", "txt"),
    ("collection", "csv"),
    ("tickets", "pdf"),
    ("slips", "pdf"),
];

/// The command line over the hostile station, and the payload as an argument.
fn command_line(bench: Bench, text: &str) {
    let Bench { folder, office, .. } = bench;
    office.settle().unwrap();
    drop(office);
    let file = folder.path().join("station.touchstone");
    for list in sweep::LISTS {
        let of = if matches!(list, "uploads") { vec!["--batch", "J2026-09"] } else { Vec::new() };
        program(&file, &[&["list", list][..], &of].concat());
        program(&file, &[&["list", list, "--json"][..], &of].concat());
    }
    for (kind, key) in [("batch", "J2026-09"), ("entry", "1"), ("candidate", "1"), ("panel", "J2026-09")] {
        program(&file, &["show", kind, key]);
        program(&file, &["show", kind, key, "--json"]);
    }
    program(&file, &["outcome", "J2026-09"]);
    let out = folder.path().join("out");
    std::fs::create_dir(&out).unwrap();
    for (what, ending) in EXPORTS {
        let to = out.join(format!("{what}.{ending}"));
        program(&file, &["export", what, "J2026-09", "--output", to.to_str().unwrap()]);
    }
    program(&file, &["export", "tickets", "J2026-09", "--each", "--output", out.join("each").to_str().unwrap()]);
    // Arguments: whatever the verb asks for is the payload. A NUL cannot be an argument at all.
    let word = text.replace('\0', "");
    for args in [
        vec!["show", "batch", &word],
        vec!["show", "certificate", &word],
        vec!["show", "candidate", &word],
        vec!["list", "candidates", "--search", &word],
        vec!["list", "entries", "--batch", &word],
        vec!["export", "entries", &word, "--output", "x.xlsx"],
        vec!["import", "roster", &word, "--batch", "J2026-09"],
        vec!["import", "standards", &word],
        vec!["verify", &word],
        vec!["restore", &word, "--yes"],
        vec!["veto", "record", &word, &word, "--evidence", &word, "--second", &word],
        vec!["retention", "erase", "--because", &word, "--second", &word, "--candidate", "1", "--yes"],
        vec!["--as", &word, "list", "people"],
        vec![&word],
    ] {
        program(&file, &args);
    }
    let short: String = word.chars().filter(|c| *c != '/').take(40).collect();
    let hostile = format!("{short}.csv");
    if std::fs::write(folder.path().join(&hostile), format!("姓名,证件号码\n\"{}\",1", word.replace('"', "\"\"")))
        .is_ok()
    {
        program(&file, &["import", "roster", &hostile, "--batch", "J2026-09", "--dry-run"]);
        program(&file, &["import", "history", &hostile, "--dry-run"]);
        program(&file, &["verify", &hostile]);
        program(&file, &["restore", &hostile, "--yes"]);
    }
    let mut folders = vec![out];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { files_are_harmless(&path) }
        }
    }
}

#[test]
fn sixty_payloads_in_every_text_reach_no_output() {
    let all = payloads();
    assert_eq!(all.len(), 60);
    assert!(all.iter().filter(|(_, payload)| !is_harmless(payload)).count() >= 59, "all but one are dangerous");
    // Several payloads in one text: every one in every field, and a station for each handful.
    for handful in all.chunks(15) {
        let text = handful.iter().map(|(_, payload)| payload.as_str()).collect::<Vec<_>>().join("字");
        found(&text);
        let bench = station_of(&text);
        let bench = walk(walk(bench, Lang::Zh), Lang::En);
        papers(&bench);
        roster(&bench, &text);
        command_line(bench, &text);
    }
}

/// A roster with the payload in its name, its headers and its cells.
fn roster(bench: &Bench, text: &str) {
    let quoted = text.replace('"', "\"\"");
    let cells = vec![format!("\"{quoted}\""); 6].join(",");
    let file = format!("姓名,证件号码,职业工种名称,认定等级,手机号码,\"{quoted}\"\n{cells}\n");
    let known = touchstone::exchange::intake::kept_schemes(&bench.office.read()).unwrap();
    match Intake::read(&Source::new(file.as_bytes(), &format!("{text}.csv")), &known) {
        Err(refusal) => assert_harmless("a roster", &both(&refusal)),
        Ok(mut intake) => {
            let today = bench.office.today();
            match intake.preview(&bench.office.read(), bench.batch, today) {
                Ok(_) => {
                    let table = intake.faulty(Lang::Zh);
                    let to = bench.folder.path().join("有错.csv");
                    touchstone::exchange::save::save(&table, &to, touchstone::store::backup::Existing::Replace)
                        .unwrap();
                    files_are_harmless(&to);
                }
                Err(failure) => assert_harmless("a roster's rows", &both(&failure)),
            }
        }
    }
    assert!(profile::named("entries").is_some());
}
