//! The files that browsing is measured on: the sample station with so many invented candidates besides, made by `touchstone demo --size`
//! or made before and named.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use rusqlite::{Connection, OpenFlags};
use touchstone::demo;

/// Who looks: a registrar of the sample station.
pub const WHO: &str = "周海燕";
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_touchstone");
/// Whoever works there signs in at once; what their passphrase costs is the station's choice, not the program's speed.
pub const SIGNED_IN: [(&str, &str); 2] = [("TOUCHSTONE_AS", WHO), ("TOUCHSTONE_PASSPHRASE", demo::PASSPHRASE)];

pub struct Filled {
    pub path: PathBuf,
    /// Candidates, the sample's own among them.
    pub people: u32,
    _folder: Option<tempfile::TempDir>,
}

/// The file that was named, or a new one of `people` candidates.
pub fn filled(ready: Option<PathBuf>, people: usize) -> Filled {
    match ready {
        Some(path) => over(path, None),
        None => {
            let folder = tempfile::tempdir().expect("a folder");
            over(made(folder.path(), people), Some(folder))
        }
    }
}

/// A new sample station in a folder.
pub fn made(folder: &Path, people: usize) -> PathBuf {
    let path = folder.join(format!("{people}.touchstone"));
    let mut command = Command::new(PROGRAM);
    command.args(["demo", "--no-ui", "--file"]).arg(&path).stdout(Stdio::null()).stderr(Stdio::null());
    if people > 0 {
        command.args(["--size", &people.to_string()]);
    }
    assert!(command.status().expect("it starts").success(), "a sample station of {people}");
    path
}

fn over(path: PathBuf, folder: Option<tempfile::TempDir>) -> Filled {
    let people = reader(&path).query_row("SELECT max(id) FROM candidate", [], |row| row.get(0)).expect("candidates");
    Filled { path, people, _folder: folder }
}

/// A connection that only looks.
pub fn reader(path: &Path) -> Connection {
    Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).expect("the file opens")
}

impl Filled {
    pub fn name(&self) -> &str {
        self.path.to_str().expect("a path in UTF-8")
    }

    pub fn reader(&self) -> Connection {
        reader(&self.path)
    }

    /// `1,000,231`.
    pub fn told(&self) -> String {
        grouped(self.people)
    }
}

pub fn grouped(n: u32) -> String {
    let digits = n.to_string();
    let parts: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().map(|part| std::str::from_utf8(part).expect("digits")).collect();
    parts.join(",")
}

/// A copy that may be written to.
pub fn copied(file: &Filled) -> Filled {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("copy.touchstone");
    std::fs::copy(&file.path, &path).expect("a copy");
    Filled { path, people: file.people, _folder: Some(folder) }
}
