//! Write-protected media: a station file opens for reading, whole, with a left-over log too; nothing can be done in it and it says why.

use std::path::{Path, PathBuf};
use std::process::Command;

use touchstone::domain::language::{Lang, Say};
use touchstone::ops::check::{Depth, check};
use touchstone::ops::{Office, account, settings};
use touchstone::store::backup::Existing;
use touchstone::store::reading::Why;

use super::model::seen;
use super::steps::Step;
use super::support::{CLERK, PASSPHRASE};
use super::world::{FILE, World, base};

/// A folder that is made unwritable and writable again: by a mount for root, whom modes do not bind, by modes for anyone else.
struct Shelf {
    folder: tempfile::TempDir,
    mounted: bool,
}

fn run(program: &str, arguments: &[&str]) -> bool {
    Command::new(program)
        .args(arguments)
        .stderr(std::process::Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

impl Shelf {
    fn new() -> Shelf {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().to_str().unwrap();
        let mounted = run("mount", &["-t", "tmpfs", "-o", "size=16m", "tmpfs", path]);
        Shelf { folder, mounted }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join(FILE)
    }

    /// Whether nothing can be written there any more.
    fn protect(&self, on: bool) -> bool {
        let path = self.folder.path().to_str().unwrap();
        if self.mounted {
            assert!(run("mount", &["-o", if on { "remount,ro" } else { "remount,rw" }, path]));
        } else {
            run("chmod", &["-R", if on { "a-w" } else { "u+w" }, path]);
        }
        std::fs::write(self.folder.path().join("probe"), "").is_err()
    }
}

impl Drop for Shelf {
    fn drop(&mut self) {
        self.protect(false);
        if self.mounted {
            run("umount", &[self.folder.path().to_str().unwrap()]);
        }
    }
}

fn is_only_read(path: &Path, wanted: &super::model::Seen) {
    let mut office = Office::open(path).unwrap();
    assert_eq!(office.reading(), Some(&Why::Protected));
    account::take_desk(&mut office, CLERK, PASSPHRASE).unwrap();
    assert_eq!(&seen(&office, base().batch).unwrap(), wanted, "no row is missing");
    assert_eq!(check(&office, Depth::Full, &mut |_, _| true).unwrap().findings, []);
    let refused = settings::set(&mut office, "idle_minutes", "9").unwrap_err();
    assert!(refused.say(Lang::Zh).contains("只读"), "{}", refused.say(Lang::Zh));
    assert!(refused.say(Lang::En).contains("Read-only"), "{}", refused.say(Lang::En));
    office.settle().unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    let copy = elsewhere.path().join("copy.touchstone");
    touchstone::ops::keep::copy(&office, &copy, Existing::Keep).unwrap();
    let mut work = Office::open(&copy).unwrap();
    assert_eq!(work.reading(), None, "the copy is for work again");
    account::sign_in(&mut work, CLERK, PASSPHRASE).unwrap();
    assert_eq!(&seen(&work, base().batch).unwrap(), wanted);
}

#[test]
#[cfg(unix)]
fn a_file_on_protected_media_is_read_whole_with_its_log_and_nothing_is_saved_in_it() {
    touchstone_shim::install();
    let shelf = Shelf::new();
    World::lay(shelf.folder.path());
    let mut world = World::begin(shelf.folder.path(), 1);
    for n in 0..3 {
        world.take(&Step::File(n));
    }
    let wanted = world.model.clone();
    // The program was killed: the last rows are in the log.
    let log = std::fs::read(format!("{}-wal", shelf.path().display())).unwrap();
    let file = std::fs::read(shelf.path()).unwrap();
    world.close();
    if !shelf.protect(true) {
        eprintln!("SKIPPED: neither a mount nor a mode keeps this user from writing");
        return;
    }
    is_only_read(&shelf.path(), &wanted);
    shelf.protect(false);
    std::fs::write(shelf.path(), file).unwrap();
    std::fs::write(format!("{}-wal", shelf.path().display()), log).unwrap();
    shelf.protect(true);
    is_only_read(&shelf.path(), &wanted);
}

#[test]
fn a_file_found_damaged_is_held_for_reading_and_offers_the_way_back() {
    let folder = tempfile::tempdir().unwrap();
    World::lay(folder.path());
    let mut world = World::begin(folder.path(), 1);
    let found = vec![touchstone::both!("日志第 3 条被改动", "journal row 3 was changed")];
    world.office().hold_for_reading(found);
    let refused = settings::set(world.office(), "idle_minutes", "9").unwrap_err();
    assert!(refused.say(Lang::Zh).contains("touchstone restore"), "{refused}");
    assert_eq!(world.seen().unwrap(), world.model);
}
