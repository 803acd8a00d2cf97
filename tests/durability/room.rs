//! A full disk: at twenty levels of room left, what was typed stays, the message says what was not saved, and once there is room the
//! same step works in the same window.

use touchstone::domain::evaluation::subject::SubjectKind;
use touchstone::domain::language::{Lang, Say};
use touchstone::domain::stamp::Role;
use touchstone::ops::keep::copy as backup;
use touchstone::store::Failure;
use touchstone::store::backup::Existing;
use touchstone::store::fault::FileError;
use touchstone_shim::chance::Chance;
use touchstone_shim::disk::Disk;

use super::plan::day;
use super::steps::Step;
use super::support::KEYERS;
use super::world::{Done, World};

const LEVELS: u64 = 20;

/// Takes the step with so little room, then with room again; whether it found the disk full.
fn twice(world: &mut World, disk: &Disk, step: &Step, room: u64) -> bool {
    let before = world.model.clone();
    disk.leave_room(room);
    let done = world.take(step);
    disk.mend();
    match done {
        Done::Said => false,
        Done::Refused(refusal) => panic!("{step:?}: {refusal}"),
        Done::Failed(error) => {
            let words = error.say(Lang::Zh);
            assert!(words.contains("磁盘已满") && words.contains("未保存"), "{words}");
            assert_eq!(world.seen().unwrap(), before, "{step:?} with {room} bytes left");
            assert!(matches!(world.take(step), Done::Said), "{step:?}: the same step works once there is room");
            true
        }
    }
}

#[test]
fn a_step_that_finds_the_disk_full_is_told_and_works_once_there_is_room() {
    touchstone_shim::install();
    let mut full = 0;
    for level in 0..LEVELS {
        let folder = tempfile::tempdir().unwrap();
        World::lay(folder.path());
        let disk = Disk::watch(folder.path()).unwrap();
        let mut world = World::begin(folder.path(), level);
        // As an import does and as a typist does: many rows in one transaction, and a mark on a sheet.
        full += usize::from(twice(&mut world, &disk, &Step::Record(Role::Examiner), level * 4096));
        for step in day(&mut Chance::new(level), 1).into_iter().take(14) {
            world.take(&step);
        }
        world.office().settle().unwrap();
        let desk = (1, SubjectKind::Theory, KEYERS[0].0);
        full += usize::from(twice(&mut world, &disk, &Step::Keep(desk, 1, 3), level * 512));
        full += usize::from(twice(&mut world, &disk, &Step::Fill(desk, false), level * 512));
    }
    assert!(full > LEVELS as usize, "the disk was full {full} times only");
}

#[test]
fn a_backup_that_finds_no_room_leaves_the_good_one_and_is_made_once_there_is_room() {
    touchstone_shim::install();
    let (home, stick) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    World::lay(home.path());
    let mut world = World::begin(home.path(), 1);
    let copy = stick.path().canonicalize().unwrap().join("copy.touchstone");
    backup(world.office(), &copy, Existing::Keep).unwrap();
    let good = std::fs::read(&copy).unwrap();
    let whole = good.len() as u64;
    for level in 0..LEVELS {
        let disk = Disk::watch(stick.path()).unwrap();
        disk.leave_room(whole * level / LEVELS);
        let error = backup(world.office(), &copy, Existing::Replace).unwrap_err();
        assert!(matches!(error, Failure::File(FileError::DiskFull(_))), "{error}");
        assert!(error.say(Lang::En).contains("copy.touchstone"), "{}", error.say(Lang::En));
        assert_eq!(std::fs::read(&copy).unwrap(), good, "the good one is as it was");
        assert_eq!(std::fs::read_dir(stick.path()).unwrap().count(), 1, "and nothing half lies beside it");
    }
    world.take(&Step::Record(Role::Examiner));
    backup(world.office(), &copy, Existing::Replace).unwrap();
    assert_ne!(std::fs::read(&copy).unwrap(), good);
}
