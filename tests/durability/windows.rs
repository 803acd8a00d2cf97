//! Several windows on one file: nobody overwrites anybody.

use std::process::{Command, Stdio};

use touchstone::ops::check::{Depth, check};
use touchstone::ops::{Office, account, entry};

use super::support::{CLERK, PASSPHRASE, applicant};
use super::world::{FILE, World, reopen};

const WINDOW: &str = "TOUCHSTONE_WINDOW";
const WINDOWS: usize = 4;
const EACH: usize = 250;

/// One window: it files its share of the applicants, each under the next free number, which it reads and takes under the lock.
#[test]
#[ignore = "the child of the test below, which starts it"]
fn one_window_of_four() {
    touchstone_shim::install();
    let told = std::env::var(WINDOW).expect("only the test below starts this");
    let (window, path) = told.split_once(' ').unwrap();
    let window: usize = window.parse().unwrap();
    let mut office = Office::open(path.as_ref()).unwrap();
    account::sign_in(&mut office, CLERK, PASSPHRASE).unwrap();
    let batch = office.read().batches().unwrap()[0].id;
    for n in window * EACH..(window + 1) * EACH {
        entry::file_entry(&mut office, batch, &applicant(n)).unwrap();
    }
}

#[test]
fn four_windows_read_and_write_at_once_and_none_overwrites_another() {
    let folder = tempfile::tempdir().unwrap();
    World::lay(folder.path());
    let path = folder.path().join(FILE);
    let windows: Vec<_> = (0..WINDOWS)
        .map(|window| {
            Command::new(std::env::current_exe().unwrap())
                .args(["--exact", "windows::one_window_of_four", "--ignored", "--nocapture"])
                .env(WINDOW, format!("{window} {}", path.display()))
                .stdout(Stdio::null())
                .spawn()
                .unwrap()
        })
        .collect();
    for mut window in windows {
        assert!(window.wait().unwrap().success(), "a window ended with an error");
    }
    let (after, _) = reopen(&path).unwrap();
    assert_eq!(after.entries.len(), WINDOWS * EACH);
    let last = *after.entries.keys().last().unwrap();
    assert_eq!(last as usize, WINDOWS * EACH, "each number was taken once and none left out");
    let office = Office::open(&path).unwrap();
    assert_eq!(check(&office, Depth::Usual, &mut |_, _| true).unwrap().findings, []);
}

#[test]
fn what_is_read_in_one_go_is_of_one_state_while_another_window_writes() {
    let folder = tempfile::tempdir().unwrap();
    World::lay(folder.path());
    let path = folder.path().join(FILE);
    let reader = Office::open(&path).unwrap();
    let mut writer = Office::open(&path).unwrap();
    account::sign_in(&mut writer, CLERK, PASSPHRASE).unwrap();
    let batch = writer.read().batches().unwrap()[0].id;
    let still = reader.still();
    let before = reader.read().candidate_count().unwrap();
    entry::file_entry(&mut writer, batch, &applicant(7)).unwrap();
    assert_eq!(reader.read().candidate_count().unwrap(), before, "the same state until it is let go");
    drop(still);
    assert_eq!(reader.read().candidate_count().unwrap(), before + 1);
}

#[test]
fn whoever_waits_for_another_window_is_told_and_goes_on() {
    use std::cell::Cell;
    use std::rc::Rc;
    let folder = tempfile::tempdir().unwrap();
    World::lay(folder.path());
    let mut world = World::begin(folder.path(), 1);
    let other = rusqlite::Connection::open(folder.path().join(FILE)).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let told = Rc::new(Cell::new(0));
    let count = Rc::clone(&told);
    // The other window ends its work once this one has been told that it waits.
    touchstone::store::waiting::tell_by(move |_| {
        count.set(count.get() + 1);
        if count.get() == 2 {
            other.execute_batch("COMMIT").unwrap();
        }
    });
    touchstone::ops::settings::set(world.office(), "idle_minutes", "9").unwrap();
    assert_eq!(told.get(), 2);
}
