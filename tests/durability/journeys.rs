//! Backups as a person makes and restores them at the screens.

use std::path::Path;

use touchstone::credential::custody::Cost;
use touchstone::domain::language::Lang;
use touchstone::ops::{Office, SetClock, account, entry, keep};
use touchstone::store::backup::Existing;
use touchstone::tui::app::Idle;
use touchstone::tui::context::Context;
use touchstone::tui::journey::Journey;
use touchstone::tui::screens::home::Home;
use touchstone::tui::theme::{Palette, Theme};

use super::support::{CLERK, PASSPHRASE, applicant};
use super::world::{FILE, World, base};

const WORDS: &str = "in two sealed envelopes";

pub fn office(folder: &Path, clock: &SetClock) -> Office {
    let entropy = touchstone::credential::entropy::SeededEntropy::new(b"journeys");
    let mut office = Office::open_with(&folder.join(FILE), Box::new(clock.clone()), Box::new(entropy)).unwrap();
    office.set_cost(Cost::NONE);
    account::sign_in(&mut office, CLERK, PASSPHRASE).unwrap();
    office
}

pub fn journey(office: Office, lang: Lang) -> Journey {
    let context = Context::new(office, lang, Theme::new(Palette::Dark, false));
    let mut journey = Journey::new(context, Home::default(), 80, 24);
    journey.settle();
    journey
}

/// Lets a thread come to its end.
pub fn wait(journey: &mut Journey) {
    for _ in 0..3000 {
        journey.settle();
        if journey.app.idle() == Idle::Nothing {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    panic!("the work never ends: {}", journey.crumbs());
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_clerk_sets_the_passphrase_backs_up_and_restores_with_three_keys() {
    touchstone_shim::install();
    let (home, stick) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    World::lay(home.path());
    let clock = SetClock::at("2026-09-01T16:30:00+08:00");
    let mut journey = journey(office(home.path(), &clock), Lang::Zh);
    assert!(journey.screen_text().contains("还没有设备份口令"), "{}", journey.screen_text());
    journey.keys("B");
    assert!(journey.message().contains("还没有设备份口令"), "{}", journey.message());
    journey.keys(",P").keys(WORDS).keys("<Tab>in two sealed envelope<Enter>");
    assert!(journey.screen_text().contains("两次输入不同"), "{}", journey.screen_text());
    journey.keys("s<Enter>");
    assert!(journey.message().starts_with("备份口令已设"), "{}", journey.message());
    journey.keys("f/no/such/folder<Enter>");
    assert!(journey.message().contains("没有文件夹"), "{}", journey.message());
    journey.keys("<C-u>").keys(&stick.path().display().to_string()).keys("<Enter>");
    assert_eq!(journey.message(), "备份文件夹已保存。");
    journey.keys("b<Enter>");
    wait(&mut journey);
    assert!(journey.message().starts_with("备份已核实"), "{}", journey.message());
    assert_eq!(names(stick.path()), ["station-20260901-163000.backup"], "only the sealed file goes to the stick");
    let sealed = std::fs::read(stick.path().join("station-20260901-163000.backup")).unwrap();
    assert!(sealed.starts_with(b"age-encryption.org/v1\n"));
    let plain = "测试县职业技能鉴定所".as_bytes();
    assert!(sealed.windows(plain.len()).all(|window| window != plain), "nothing of the file can be read in it");
    journey.keys("<Esc>").settle();
    assert!(!journey.screen_text().contains("按 B 备份"), "{}", journey.screen_text());
    let acts = journey.app.context.office.read().journal_root().unwrap().unwrap();
    // The next day something is done, and the first screen asks again.
    clock.set("2026-09-02T08:30:00+08:00");
    entry::file_entry(&mut journey.app.context.office, base().batch, &applicant(0)).unwrap();
    journey.keys("j<Esc>").settle();
    assert!(journey.screen_text().contains("今天还没有备份（上次 2026-09-01"), "{}", journey.screen_text());
    journey.keys(",r");
    assert_eq!(journey.crumbs(), "首页 > 设置 > 恢复备份");
    journey.keys("not the passphrase<C-s>");
    assert!(journey.message().contains("备份口令不对"), "{}", journey.message());
    journey.keys("<C-u>").keys(WORDS);
    journey.keys("<C-s>");
    wait(&mut journey);
    assert!(journey.crumbs().ends_with("确认"), "{}: {}", journey.crumbs(), journey.screen_text());
    insta::assert_snapshot!("restore_question_zh", journey.screen_text());
    journey.keys("y").settle();
    assert!(journey.message().starts_with("已恢复"), "{}", journey.message());
    assert!(!journey.app.context.office.is_seated(), "nobody sits at what was restored");
    assert_eq!(journey.app.context.office.read().journal_root().unwrap().unwrap(), acts);
    let kept = names(home.path()).into_iter().find(|name| name.contains("before-restore")).unwrap();
    let kept = Office::open(&home.path().join(kept)).unwrap();
    assert!(kept.read().journal_root().unwrap().unwrap().0 > acts.0, "the file before it is whole");
}

#[test]
fn leaving_makes_the_days_backup_and_a_stick_that_is_missing_is_told_before_the_end() {
    touchstone_shim::install();
    let (home, stick) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let folder = stick.path().join("备份");
    std::fs::create_dir(&folder).unwrap();
    World::lay(home.path());
    let clock = SetClock::at("2026-09-01T16:30:00+08:00");
    let mut office = office(home.path(), &clock);
    keep::set_passphrase(&mut office, WORDS).unwrap();
    keep::set_folder(&mut office, &folder.to_string_lossy()).unwrap();
    let mut first = journey(office, Lang::En);
    first.keys("<C-q>");
    wait(&mut first);
    assert!(first.is_over(), "{}", first.screen_text());
    assert_eq!(names(&folder), ["station-20260901.backup"]);
    drop(first);
    let mut again = journey(self::office(home.path(), &clock), Lang::En);
    again.keys("<C-q>").settle();
    assert!(again.is_over(), "nothing was done since, so nothing is to be backed up");
    drop(again);
    std::fs::rename(&folder, stick.path().join("gone")).unwrap();
    let mut office = self::office(home.path(), &clock);
    entry::file_entry(&mut office, base().batch, &applicant(0)).unwrap();
    let mut last = journey(office, Lang::En);
    last.keys("<C-q>");
    wait(&mut last);
    assert!(!last.is_over() && last.message().contains("Ctrl-Q once more"), "{}", last.message());
    last.keys("<C-q>").settle();
    assert!(last.is_over());
}

#[test]
fn in_a_quiet_moment_at_the_end_and_after_issuing_the_one_file_is_complete() {
    touchstone_shim::install();
    let (home, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    World::lay(home.path());
    let clock = SetClock::at("2026-09-01T16:30:00+08:00");
    // What a clerk's file manager takes along: the file, without what lies beside it.
    let copied = |n: u32| {
        let copy = elsewhere.path().join(format!("{n}.touchstone"));
        std::fs::copy(home.path().join(FILE), &copy).unwrap();
        Office::open(&copy).unwrap().read().journal_root().unwrap().unwrap().0
    };
    let mut office = office(home.path(), &clock);
    entry::file_entry(&mut office, base().batch, &applicant(0)).unwrap();
    let mut journey = journey(office, Lang::Zh);
    let acts = |journey: &Journey| journey.app.context.office.read().journal_root().unwrap().unwrap().0;
    assert!(copied(0) < acts(&journey), "the last act is in the log beside the file");
    journey.keys("<Down>").settle();
    clock.set("2026-09-01T16:30:02+08:00");
    journey.settle();
    assert!(copied(1) < acts(&journey), "the moment is not quiet yet");
    // The check beside the work may still read: whoever is quiet for longer has the file complete all the same.
    let is_complete = |journey: &mut Journey, copy: u32, minute: u32| {
        (4..300).any(|second| {
            clock.set(&format!("2026-09-01T16:{:02}:{:02}+08:00", minute + second / 60, second % 60));
            journey.settle();
            std::thread::sleep(std::time::Duration::from_millis(20));
            copied(copy) == acts(journey)
        })
    };
    assert!(is_complete(&mut journey, 2, 30));
    entry::file_entry(&mut journey.app.context.office, base().batch, &applicant(1)).unwrap();
    // Another window reads: nobody waits for it, and the next quiet moment does it.
    let other = rusqlite::Connection::open(home.path().join(FILE)).unwrap();
    other.execute_batch("BEGIN; SELECT count(*) FROM journal").unwrap();
    journey.keys("<Down>");
    clock.set("2026-09-01T16:36:00+08:00");
    journey.settle();
    other.execute_batch("COMMIT").unwrap();
    drop(other);
    journey.keys("<Down>");
    assert!(is_complete(&mut journey, 3, 36));
    let all = acts(&journey);
    drop(journey);
    assert_eq!(copied(4), all);
    assert!(!home.path().join(format!("{FILE}-wal")).exists(), "nothing lies beside the file once the program is left");
}

#[test]
fn a_damaged_file_is_only_read_names_the_record_and_is_restored_from_where_it_is_told() {
    touchstone_shim::install();
    let (home, stick) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    World::lay(home.path());
    let clock = SetClock::at("2026-09-01T16:30:00+08:00");
    let mut office = office(home.path(), &clock);
    keep::set_passphrase(&mut office, WORDS).unwrap();
    let sealed = stick.path().join("good.backup");
    let seal = keep::seal(&mut office).unwrap();
    keep::backup(&office, seal, &sealed, Existing::Keep).unwrap();
    let acts = office.read().journal_root().unwrap().unwrap();
    drop(office);
    let conn = rusqlite::Connection::open(home.path().join(FILE)).unwrap();
    conn.execute_batch(
        "DROP TRIGGER journal_is_append_only_update;
         UPDATE journal SET at = replace(at, 'T08', 'T09') WHERE seq = 5",
    )
    .unwrap();
    drop(conn);
    let mut journey = journey(self::office(home.path(), &clock), Lang::Zh);
    for _ in 0..6000 {
        if journey.settle().screen_text().contains("文件检查发现") {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    let shown = journey.screen_text();
    assert!(shown.contains("日志第 5 条") && shown.contains("按 r"), "{shown}");
    assert!(journey.app.context.office.reading().is_some());
    let refused = entry::file_entry(&mut journey.app.context.office, base().batch, &applicant(0)).unwrap_err();
    assert!(refused.to_string().contains("只能查看"), "{refused}");
    journey.keys(",r").keys(WORDS).keys("<Tab><C-u>").keys(&sealed.display().to_string()).keys("<C-s>");
    wait(&mut journey);
    journey.keys("y").settle();
    assert!(journey.message().starts_with("已恢复"), "{}", journey.message());
    let office = &mut journey.app.context.office;
    assert_eq!((office.reading(), office.read().journal_root().unwrap()), (None, Some(acts)));
    account::sign_in(office, CLERK, PASSPHRASE).unwrap();
    entry::file_entry(office, base().batch, &applicant(0)).unwrap();
}
