//! What is typed into a form and not sent outlives the program: kept at a pause, offered to the same person at the same form, forgotten
//! once it is sent or given up.

use std::path::{Path, PathBuf};

use touchstone::credential::custody::Cost;
use touchstone::domain::id::PersonId;
use touchstone::domain::language::Lang;
use touchstone::domain::stamp::Role;
use touchstone::ops::station::record_person;
use touchstone::ops::{Office, SetClock, account};
use touchstone::tui::context::Context;
use touchstone::tui::journey::Journey;
use touchstone::tui::screens::{batch as batch_screen, wing};
use touchstone::tui::theme::{Palette, Theme};

use crate::support::door::{Door, pictures};
use crate::support::{Bench, CLERK, PASSPHRASE, id_number};

const NOON: &str = "2026-09-22T09:00:00+08:00";

/// The program started anew on the file, with this person before a door to the batch.
fn started(path: &Path, who: PersonId, clock: &SetClock) -> Journey {
    started_in(Lang::Zh, path, who, clock)
}

fn started_in(lang: Lang, path: &Path, who: PersonId, clock: &SetClock) -> Journey {
    let mut office = Office::open(path).unwrap();
    office.set_clock(Box::new(clock.clone()));
    office.set_cost(Cost::NONE);
    account::sign_in(&mut office, who, PASSPHRASE).unwrap();
    let id = office.read().batches().unwrap()[0].id;
    let context = Context::new(office, lang, Theme::new(Palette::Mono, false));
    Journey::new(context, Door(move || batch_screen::open(id)), 80, 24)
}

/// A station with a public batch, closed; the folder lives as long as the file is needed.
fn station() -> (PathBuf, tempfile::TempDir, SetClock) {
    let mut bench = crate::published();
    bench.sit(CLERK);
    let first = "only for the first time";
    let other = record_person(&mut bench.office, "周二", &[Role::Registrar], first).unwrap();
    account::sign_in(&mut bench.office, other, first).unwrap();
    account::renew(&mut bench.office, first, PASSPHRASE).unwrap();
    let clock = SetClock::at(NOON);
    let path = bench.path();
    let Bench { folder, office, .. } = bench;
    drop(office);
    (path, folder, clock)
}

fn kept(path: &Path) -> Vec<(String, String)> {
    let conn = rusqlite::Connection::open(path).unwrap();
    let mut rows = conn
        .prepare("SELECT place, fields FROM form_draft UNION ALL SELECT place, fields FROM employment_form_draft")
        .unwrap();
    rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().collect::<Result<_, _>>().unwrap()
}

#[test]
fn an_objection_typed_and_not_sent_is_offered_at_the_next_start_and_forgotten_once_it_is_sent() {
    let (path, _folder, clock) = station();
    let mut journey = started(&path, CLERK, &clock);
    journey.keys("<Enter>On").keys("<Tab>操作技能第三项的测量值与现场所见不符").settle();
    assert_eq!(kept(&path).len(), 1);
    // The last characters come within the second.
    clock.set("2026-09-22T09:00:01+08:00");
    journey.keys("，请求核查").settle();
    // The program is gone; nothing more is written.
    std::mem::forget(journey);
    let journey = started_in(Lang::En, &path, CLERK, &clock);
    let told = journey.message();
    assert!(told.contains("left half-typed") && !told.contains("登记异议"), "the way in English: {told}");
    std::mem::forget(journey);
    let mut journey = started(&path, CLERK, &clock);
    assert!(journey.message().contains("登记异议"), "{}", journey.message());
    assert!(journey.message().contains("再打开它就能接着填"), "{}", journey.message());
    journey.keys("<Enter>On");
    pictures(&mut journey, "after_half_typed_offered");
    journey.keys("y");
    assert!(journey.screen_text().contains("与现场所见不符，请求核查"), "{}", journey.screen_text());
    journey.keys("<Tab><Enter>").settle();
    assert!(journey.message().contains("已受理"), "{}", journey.message());
    assert_eq!(kept(&path), []);
    journey.keys("n");
    assert!(!journey.screen_text().contains("接着填吗"), "{}", journey.screen_text());
}

#[test]
fn what_is_thrown_away_or_given_up_is_not_offered_again_and_esc_leaves_the_question_for_later() {
    let (path, _folder, clock) = station();
    let mut journey = started(&path, CLERK, &clock);
    journey.keys("<Enter>On").keys("<Tab>先写一半").settle();
    std::mem::forget(journey);
    let mut journey = started(&path, CLERK, &clock);
    journey.keys("<Enter>On<Esc>");
    assert_eq!(kept(&path).len(), 1, "asked later");
    journey.keys("<Esc>nn");
    assert_eq!(kept(&path), [], "thrown away");
    assert!(!journey.screen_text().contains("先写一半"));
    journey.keys("<Tab>又写一半").settle();
    assert_eq!(kept(&path).len(), 1);
    journey.keys("<Esc>y");
    assert_eq!(kept(&path), [], "given up");
}

#[test]
fn another_person_and_another_form_at_the_same_place_see_nothing_of_it() {
    let (path, _folder, clock) = station();
    let mut journey = started(&path, CLERK, &clock);
    journey.keys("<Enter>On").keys("<Tab>只给自己看").settle();
    std::mem::forget(journey);
    let other = Office::open(&path).unwrap().read().people().unwrap().last().unwrap().id;
    let mut journey = started(&path, other, &clock);
    assert!(!journey.message().contains("没填完"), "{}", journey.message());
    journey.keys("<Enter>On");
    assert!(!journey.screen_text().contains("接着填吗"), "{}", journey.screen_text());
    std::mem::forget(journey);
    let mut journey = started(&path, CLERK, &clock);
    journey.keys("<Enter>Or");
    assert!(!journey.screen_text().contains("接着填吗"), "{}", journey.screen_text());
}

#[test]
fn no_long_number_of_a_form_comes_to_the_disk() {
    let (path, _folder, clock) = station();
    let number = id_number(7);
    let mut journey = started(&path, CLERK, &clock);
    journey.keys("<Enter>On").keys(&number[..12]).settle();
    clock.set("2026-09-22T09:00:05+08:00");
    journey.keys(&number[12..]).keys("<Tab>").paste(&format!("我的证件 {number}，电话 13812345678")).settle();
    std::mem::forget(journey);
    let folder = path.parent().unwrap();
    for file in std::fs::read_dir(folder).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        for part in [&number[..7], "1381234"] {
            let found = bytes.windows(part.len()).any(|window| window == part.as_bytes());
            assert!(!found, "{part} is on the disk in clear text");
        }
    }
    let mut journey = started(&path, CLERK, &clock);
    journey.keys("<Enter>On");
    assert!(journey.screen_text().contains("长号码不留草稿"), "{}", journey.screen_text());
    journey.keys("y");
    assert!(journey.screen_text().contains("我的证件 …，电话 …"), "{}", journey.screen_text());
}

#[test]
fn what_the_wing_types_is_kept_on_its_own_side_of_the_wall() {
    let mut bench = Bench::founded();
    let manager = bench.manager();
    let path = bench.path();
    bench.sit(manager);
    let Bench { folder: _folder, office, .. } = bench;
    let context = Context::new(office, Lang::Zh, Theme::new(Palette::Mono, false));
    let mut journey = Journey::new(context, wing::WingHome::default(), 80, 24);
    journey.keys("en").keys("没登记完的县机械厂").settle();
    assert_eq!(kept(&path).len(), 1, "{}", journey.screen_text());
    let conn = rusqlite::Connection::open(&path).unwrap();
    let own: i64 = conn.query_row("SELECT count(*) FROM employment_form_draft", [], |row| row.get(0)).unwrap();
    assert_eq!(own, 1);
}
