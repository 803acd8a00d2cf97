//! A full disk at the screens, at twenty levels of room left: what was typed stays on the screen, the message says what was not saved,
//! and once there is room the same key works, with no restart.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use touchstone::domain::language::Lang;
use touchstone::ops::{SetClock, entry, keep};
use touchstone::tui::journey::Journey;
use touchstone_shim::disk::Disk;

use super::journeys::{journey, office, wait};
use super::support::applicant;
use super::world::{FILE, World, base};

const LEVELS: u64 = 20;
const PAGE: u64 = 4096;
const WORDS: &str = "in two sealed envelopes";

struct Desk {
    folder: tempfile::TempDir,
    disk: Disk,
    journey: Journey,
}

impl Desk {
    fn new() -> Desk {
        let folder = tempfile::tempdir().unwrap();
        World::lay(folder.path());
        let disk = Disk::watch(folder.path()).unwrap();
        let mut office = office(folder.path(), &SetClock::at("2026-09-01T09:00:00+08:00"));
        keep::set_passphrase(&mut office, WORDS).unwrap();
        let journey = journey(office, Lang::Zh);
        // The log is begun anew, so that every save needs room.
        journey.app.context.office.settle().unwrap();
        Desk { folder, disk, journey }
    }

    /// Presses the keys with so little room. Whether the disk was full: then it was said, `kept` stands on the screen as before, and
    /// the same keys lead to `done` once there is room.
    fn twice(&mut self, room: u64, keys: &str, kept: &[&str], done: &str) -> bool {
        self.disk.leave_room(room);
        self.journey.keys(keys);
        wait(&mut self.journey);
        self.disk.mend();
        self.again(keys, kept, done)
    }

    fn again(&mut self, keys: &str, kept: &[&str], done: &str) -> bool {
        again(&mut self.journey, keys, kept, done)
    }
}

fn again(journey: &mut Journey, keys: &str, kept: &[&str], done: &str) -> bool {
    let message = journey.message();
    if message.contains(done) {
        return false;
    }
    assert!(message.contains("磁盘已满") && message.contains("未保存"), "{message}");
    for typed in kept {
        assert!(journey.screen_text().contains(typed), "`{typed}` is gone:\n{}", journey.screen_text());
    }
    journey.keys(keys);
    wait(journey);
    assert!(journey.message().contains(done), "{}", journey.message());
    true
}

#[test]
fn a_plan_typed_on_a_full_disk_stays_typed_and_the_same_key_saves_it() {
    touchstone_shim::install();
    let full = (0..LEVELS).filter(|level| {
        let mut desk = Desk::new();
        desk.journey.keys("bnJ2026-10<Tab>十月批次<Tab><Tab>湘备 2026-018<Tab><Enter>钳工<Enter><C-s>");
        desk.journey.keys("<C-u>20261001<Tab><C-u>20261010<Tab><C-u>20261018<Tab>一号车间<Tab><C-u>30");
        let full = desk.twice(level * 2048, "<C-s>", &["十月批次", "湘备 2026-018", "一号车间"], "已保存批次");
        assert_eq!(desk.journey.app.context.office.read().batches().unwrap().len(), 2);
        full
    });
    let full = full.count() as u64;
    assert!((3..LEVELS).contains(&full), "the disk was full {full} times");
}

#[test]
fn a_roster_that_finds_no_room_goes_in_whole_by_the_same_key() {
    touchstone_shim::install();
    let roster = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/rosters/钳工-2026-10.xls");
    let mut goods = Vec::new();
    let full = (0..LEVELS).filter(|level| {
        let mut desk = Desk::new();
        desk.journey.keys("i<Enter><Enter><Tab>").paste(&roster.display().to_string()).keys("<Enter>");
        wait(&mut desk.journey);
        assert!(desk.journey.screen_text().contains("可导入"), "{}", desk.journey.screen_text());
        let full = desk.twice(level * 16_384, "yy", &["可导入", "钳工"], "已导入");
        goods.push(desk.journey.app.context.office.read().batch_counts(base().batch).unwrap().entries);
        full
    });
    let full = full.count() as u64;
    assert!((3..LEVELS).contains(&full), "the disk was full {full} times");
    assert!(goods[0] > 5 && goods.iter().all(|good| *good == goods[0]), "{goods:?}");
}

#[test]
fn a_backup_that_finds_no_room_beside_the_file_is_made_by_the_same_key() {
    touchstone_shim::install();
    let (mut desk, stick) = (Desk::new(), tempfile::tempdir().unwrap());
    let whole = std::fs::metadata(desk.folder.path().join(FILE)).unwrap().len();
    let full = (0..LEVELS).filter(|level| {
        let to = stick.path().join(format!("{level}.backup"));
        desk.journey.keys("B<C-u>").keys(&to.display().to_string());
        desk.twice(whole * level * 11 / LEVELS / 10, "<Enter>", &[&format!("{level}.backup")], "备份已核实")
    });
    let full = full.count() as u64;
    assert!((15..LEVELS).contains(&full), "the disk was full {full} times");
    assert_eq!(std::fs::read_dir(stick.path()).unwrap().count() as u64, LEVELS);
}

/// A small disk that is full but for some pages, where this user may mount one.
struct Stick {
    at: tempfile::TempDir,
}

impl Stick {
    fn new() -> Option<Stick> {
        Stick::of(2 << 20)
    }

    fn of(bytes: u64) -> Option<Stick> {
        let at = tempfile::tempdir().unwrap();
        let size = format!("size={bytes}");
        let mount = ["-t", "tmpfs", "-o", &size, "tmpfs", at.path().to_str()?];
        let made = Command::new("mount").args(mount).stderr(std::process::Stdio::null()).status();
        made.is_ok_and(|status| status.success()).then_some(Stick { at })
    }

    fn filler(&self) -> PathBuf {
        self.at.path().join("filler")
    }

    fn fill_but(&self, pages: u64) {
        let mut filler = std::fs::File::create(self.filler()).unwrap();
        while filler.write_all(&[1; PAGE as usize]).is_ok() {}
        filler.set_len(filler.metadata().unwrap().len() / PAGE * PAGE - pages * PAGE).unwrap();
    }
}

impl Drop for Stick {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.at.path()).status();
    }
}

#[test]
#[cfg(unix)]
fn an_export_and_a_backup_onto_a_full_stick_are_written_by_the_same_key_once_there_is_room() {
    touchstone_shim::install();
    let Some(stick) = Stick::new() else {
        eprintln!("SKIPPED: 2 x {LEVELS} full sticks (they need root to mount one)");
        return;
    };
    let (mut desk, mut full) = (Desk::new(), [0, 0]);
    let at = stick.at.path();
    for level in 0..LEVELS {
        let names = [format!("{level}.toml"), format!("{level}.backup")];
        stick.fill_but(level / 4);
        desk.journey.keys("sx<C-u>").keys(&format!("{}<Enter>", at.join(&names[0]).display()));
        std::fs::remove_file(stick.filler()).unwrap();
        full[0] += u64::from(desk.again("<Enter>", &[&names[0]], "已写到"));
        desk.journey.keys("<Esc><Esc>");
        stick.fill_but(level * 12);
        desk.journey.keys("B<C-u>").keys(&format!("{}<Enter>", at.join(&names[1]).display()));
        wait(&mut desk.journey);
        std::fs::remove_file(stick.filler()).unwrap();
        full[1] += u64::from(desk.again("<Enter>", &[&names[1]], "备份已核实"));
        let mut left: Vec<_> = std::fs::read_dir(at).unwrap().map(|file| file.unwrap().file_name()).collect();
        left.sort();
        assert_eq!(left, [&names[1][..], &names[0][..]], "nothing half lies beside them");
        names.iter().for_each(|name| std::fs::remove_file(at.join(name)).unwrap());
    }
    assert!(full[0] >= 4 && full[1] >= 10 && full.iter().all(|full| *full < LEVELS), "{full:?}");
}

#[test]
#[cfg(unix)]
fn a_disk_without_room_for_three_times_the_file_is_told_of_on_home_until_there_is_room() {
    touchstone_shim::install();
    let whole = base().bytes.len() as u64;
    let Some(disk) = Stick::of(whole * 10) else {
        eprintln!("SKIPPED: 1 small disk (it needs root to mount one)");
        return;
    };
    World::lay(disk.at.path());
    let clock = SetClock::at("2026-09-01T09:00:00+08:00");
    let top = |journey: &Journey| journey.screen_text().lines().take(8).collect::<Vec<_>>().join("\n");
    let mut journey = journey(office(disk.at.path(), &clock), Lang::Zh);
    assert!(!top(&journey).contains("磁盘只剩"), "{}", top(&journey));
    // Room for the file twice, and the log beside it counts with the file.
    disk.fill_but(2 * whole / PAGE);
    journey.keys("<F5>").settle();
    let told = top(&journey);
    assert!(told.contains("! 磁盘只剩") && told.contains("先腾出空间，再接着做。"), "{told}");
    journey.keys("<F2>").settle();
    let told = top(&journey);
    assert!(told.contains("! Only ") && told.contains("left on disk") && told.contains("make room."), "{told}");
    // Told and not stopped: what is done meanwhile is kept.
    entry::file_entry(&mut journey.app.context.office, base().batch, &applicant(0)).unwrap();
    std::fs::remove_file(disk.filler()).unwrap();
    journey.keys("<F5>").settle();
    assert!(!top(&journey).contains("left on disk"), "{}", top(&journey));
    drop(journey);
}
