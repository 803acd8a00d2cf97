//! Real power cuts of a real file system: ext4 on a loop device, shut down under a program that writes. It needs root, and is counted
//! as skipped where that or the loop device is missing.
//!
//! What counts as acknowledged is what this process had read from the other one before it pulled the plug: of what is said while
//! the file system goes down nobody could tell whether it was said before.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use touchstone::ops::check::{Depth, check};
use touchstone::ops::{Office, account, entry};
use touchstone_shim::chance::Chance;
use touchstone_shim::plug::{self, Log};

use super::support::{CLERK, PASSPHRASE, applicant};
use super::trials;
use super::world::{FILE, World, reopen};

const WRITER: &str = "TOUCHSTONE_SHUTDOWN_FILE";
/// Set where the writer's syncs are to reach no disk: the test must then see losses.
const UNSYNCED: &str = "TOUCHSTONE_SHUTDOWN_UNSYNCED";

/// The child: files one application after another and says each when it is saved.
#[test]
#[ignore = "the child of the tests below, which start it"]
fn files_until_the_power_fails() {
    let path = std::env::var_os(WRITER).expect("only the tests below start this");
    if std::env::var_os(UNSYNCED).is_some() {
        touchstone_shim::install();
    }
    let mut office = Office::open(path.as_ref()).unwrap();
    office.set_cost(touchstone::credential::custody::Cost::NONE);
    account::sign_in(&mut office, CLERK, PASSPHRASE).unwrap();
    let batch = office.read().batches().unwrap()[0].id;
    let mut out = std::io::stdout();
    for n in 0.. {
        // The log is folded in now and then, as an idle moment does: cuts fall into that too.
        if n % 23 == 22 && office.settle().is_err() {
            return;
        }
        if entry::file_entry(&mut office, batch, &applicant(n)).is_err() {
            return;
        }
        writeln!(out, "\nsaved {}", n + 1).unwrap();
        out.flush().unwrap();
    }
}

fn run(program: &str, arguments: &[&str]) -> bool {
    let status = Command::new(program).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.success())
}

/// An ext4 file system in a file.
struct Device {
    image: PathBuf,
    at: PathBuf,
    _folder: tempfile::TempDir,
}

impl Device {
    /// None where this user or this computer cannot make and mount one.
    fn new() -> Option<Device> {
        let folder = tempfile::tempdir().unwrap();
        let device = Device { image: folder.path().join("disk"), at: folder.path().join("at"), _folder: folder };
        std::fs::create_dir(&device.at).unwrap();
        std::fs::File::create(&device.image).and_then(|file| file.set_len(64 << 20)).ok()?;
        let made = run("mkfs.ext4", &["-q", device.image.to_str()?]) && device.mount();
        made.then_some(device)
    }

    fn mount(&self) -> bool {
        run("mount", &["-o", "loop", &self.image.to_string_lossy(), &self.at.to_string_lossy()])
    }

    fn unmount(&self) -> bool {
        (0..100).any(|_| {
            std::thread::sleep(Duration::from_millis(5));
            run("umount", &[&self.at.to_string_lossy()])
        })
    }
}

impl Drop for Device {
    fn drop(&mut self) {
        run("umount", &[&self.at.to_string_lossy()]);
    }
}

/// A program that writes, and what it has said so far.
struct Writer {
    child: Child,
    said: Receiver<usize>,
}

impl Writer {
    fn start(path: &Path, synced: bool) -> Writer {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", "shutdown::files_until_the_power_fails", "--ignored", "--nocapture"]);
        command.env(WRITER, path).stdout(Stdio::piped()).stderr(Stdio::null());
        if !synced {
            command.env(UNSYNCED, "1");
        }
        let mut child = command.spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let (send, said) = channel();
        std::thread::spawn(move || {
            let saved = lines.map_while(Result::ok).filter_map(|line| line.strip_prefix("saved ")?.parse().ok());
            saved.into_iter().all(|n| send.send(n).is_ok())
        });
        Writer { child, said }
    }

    /// Waits for so many acknowledgements and a moment more; answers all that have come.
    fn heard(&self, at_least: usize, moment: Duration) -> usize {
        let mut last = 0;
        while last < at_least {
            last = self.said.recv_timeout(Duration::from_secs(60)).expect("the writer writes");
        }
        std::thread::sleep(moment);
        self.said.try_iter().last().unwrap_or(last)
    }

    fn end(mut self) {
        // It may have ended by itself: nothing more could be written.
        let _ = self.child.kill();
        self.child.wait().unwrap();
    }
}

/// One cut: how many were acknowledged before it and how many are there after it.
fn cut(device: &Device, chance: &mut Chance, log: Log, synced: bool) -> (usize, Result<usize, String>) {
    World::lay(&device.at);
    let path = device.at.join(FILE);
    std::fs::File::open(&path).unwrap().sync_all().unwrap();
    std::fs::File::open(&device.at).unwrap().sync_all().unwrap();
    let writer = Writer::start(&path, synced);
    let told = writer.heard(1 + chance.below(40), Duration::from_micros(chance.below(12_000) as u64));
    plug::pull(&device.at, log).expect("root may shut an ext4 file system down");
    writer.end();
    assert!(device.unmount() && device.mount(), "the file system comes back");
    let found = reopen(&path).map_err(|error| error.to_string()).and_then(|(seen, _)| {
        let office = Office::open(&path).map_err(|failure| failure.to_string())?;
        let report = check(&office, Depth::Usual, &mut |_, _| true).map_err(|failure| failure.to_string())?;
        if report.findings.is_empty() { Ok(seen.entries.len()) } else { Err(format!("{:?}", report.findings)) }
    });
    for ending in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(device.at.join(format!("{FILE}{ending}")));
    }
    (told, found)
}

const LOGS: [Log; 2] = [Log::Dropped, Log::Flushed];

#[test]
fn a_real_file_system_that_loses_power_keeps_what_was_acknowledged() {
    let count = trials(6, 100);
    let Some(device) = Device::new() else {
        eprintln!("SKIPPED: {count} real power cuts of ext4 (they need root, mkfs.ext4 and a loop device)");
        return;
    };
    let (mut chance, mut acknowledged) = (Chance::new(4), 0);
    for n in 0..count {
        let log = LOGS[n % LOGS.len()];
        let (told, found) = cut(&device, &mut chance, log, true);
        let found = found.unwrap_or_else(|error| panic!("cut {n}, log {log:?}: {error}"));
        assert!(found >= told, "cut {n}, log {log:?}: {told} were acknowledged, {found} are there");
        assert!(found <= told + 40, "cut {n}: {found} are there of {told}: this counted nothing");
        acknowledged += told;
    }
    eprintln!("{count} real power cuts: all of {acknowledged} acknowledged applications were there");
}

#[test]
fn the_same_cuts_lose_something_where_no_sync_reaches_the_disk() {
    let Some(device) = Device::new() else {
        eprintln!("SKIPPED: 4 real power cuts of ext4 without syncs (they need root, mkfs.ext4 and a loop device)");
        return;
    };
    let mut chance = Chance::new(5);
    let lost = (0..4).filter(|_| {
        let (told, found) = cut(&device, &mut chance, Log::Dropped, false);
        found.is_ok_and(|found| found < told)
    });
    assert!(lost.count() >= 2, "the cuts must be able to find a loss");
}
