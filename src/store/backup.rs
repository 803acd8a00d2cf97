//! Copies that are proven before they are called done, and the way back.

use super::fault::{FileError, Place};
use super::file::{self, close};
use super::place::{Making, SIDECARS, beside, refuse_existing, refuse_leftovers, sync_folder};
use super::quick::full_check;
use super::settings;
use crate::credential::tree::Hash;
use crate::domain::language::Both;
use chrono::NaiveDateTime;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

mod mend;
pub use mend::{BEFORE, Mended, RESTORING, cut_short_in, mend};

/// A proven copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    pub bytes: u64,
    pub sha256: Hash,
}

/// A file put back, and under which name the one before it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    pub copy: Backup,
    pub kept: Option<PathBuf>,
}

/// What to do with a file that already bears the copy's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    Keep,
    Replace,
}

/// Copies the open file to `dest` as of this moment, while others may write.
///
/// The copy is made under a temporary name in `dest`'s folder, synced, read again, checked by SQLite and by `verify` (the journal's root; findings,
/// empty when sound), and only then named. Until then an older file of that name stays whole. The copy is one complete file that opens from read-only media.
/// Rows of tables without an INTEGER PRIMARY KEY may get new rowids.
pub fn backup(
    conn: &Connection,
    dest: &Path,
    existing: Existing,
    verify: impl Fn(&Connection) -> Result<Vec<Both>, FileError>,
) -> Result<Backup, FileError> {
    if conn.path().is_some_and(|live| same_file(Path::new(live), dest)) {
        return Err(FileError::SameFile(Place::named(dest)));
    }
    if existing == Existing::Keep {
        refuse_existing(dest)?;
    }
    refuse_leftovers(dest)?;
    let making = Making::beside(dest)?;
    let copy = copy_into(conn, &making, dest, verify)?;
    match existing {
        Existing::Keep => making.place_new(dest)?,
        Existing::Replace => making.replace(dest)?,
    }
    Ok(copy)
}

/// Copies the open file into one in the making for `dest`, and proves it.
pub(super) fn copy_into(
    conn: &Connection,
    making: &Making,
    dest: &Path,
    verify: impl Fn(&Connection) -> Result<Vec<Both>, FileError>,
) -> Result<Backup, FileError> {
    let target =
        making.path().to_str().ok_or_else(|| FileError::Io { at: Place::named(dest), words: "not UTF-8".into() })?;
    conn.execute("VACUUM INTO ?1", [target]).map_err(|error| match FileError::from(error) {
        // What is damaged is what was read.
        damaged @ FileError::Damaged { .. } => damaged,
        error => error.of(dest),
    })?;
    prove(making, verify).map_err(|error| error.about(dest))
}

/// A copy that lies beside the station file, proven, and waits to be put in its place; it goes where it is dropped.
pub struct Ready {
    making: Making,
    pub copy: Backup,
}

impl Ready {
    pub fn path(&self) -> &Path {
        self.making.path()
    }
}

/// Proves the copy at `source` for the place of the station file at `dest`.
///
/// What is checked in full is a private copy beside `dest`, made by `take`, and that copy is what is put in place later; the source is
/// only read. `source` must not be open in this process.
pub fn ready(
    source: &Path,
    dest: &Path,
    take: impl FnOnce(&Path) -> Result<(), FileError>,
    verify: impl Fn(&Connection) -> Result<Vec<Both>, FileError>,
) -> Result<Ready, FileError> {
    if same_file(source, dest) {
        return Err(FileError::SameFile(Place::named(dest)));
    }
    let making = Making::beside(dest)?;
    take(making.path()).map_err(|error| match error {
        FileError::DiskFull(_) => error.about(dest),
        _ => error.about(source),
    })?;
    let copy = prove(&making, verify).map_err(|error| error.about(source))?;
    Ok(Ready { making, copy })
}

/// The same for a plain copy. One with a left-over `-wal` is taken with it.
pub fn ready_plain(
    source: &Path,
    dest: &Path,
    verify: impl Fn(&Connection) -> Result<Vec<Both>, FileError>,
) -> Result<Ready, FileError> {
    file::identify(source)?;
    ready(source, dest, |target| gather(source, target), verify)
}

/// Puts a proven copy in the place of the station file at `dest`, keeping the old one as `NAME.before-restore-YYYYMMDD-HHMMSS`.
///
/// The old file is moved, whatever its state, with its `-wal` and `-shm`; nothing is deleted. Refused while a window has it open.
pub fn put_back(ready: Ready, dest: &Path, now: NaiveDateTime) -> Result<Restored, FileError> {
    let Ready { making, copy } = ready;
    refuse_in_use(dest)?;
    let kept = beside(dest, &format!("{BEFORE}{}", now.format("%Y%m%d-%H%M%S")));
    // From here on a start that finds the file missing knows that this copy was to take its place.
    let making = making.named(beside(dest, RESTORING))?;
    let moved = set_aside(dest, &kept)?;
    let had_file = moved.iter().any(|(from, _)| from == dest);
    if let Err(error) = making.place_new(dest) {
        // The old file goes back where it was; what cannot go back is still there under its kept name.
        for (from, to) in moved.iter().rev() {
            let _ = fs::rename(to, from);
        }
        return Err(error);
    }
    Ok(Restored { copy, kept: had_file.then_some(kept) })
}

/// Syncs the copy, opens it again for reading only, and holds it against every check.
fn prove(making: &Making, verify: impl Fn(&Connection) -> Result<Vec<Both>, FileError>) -> Result<Backup, FileError> {
    making.sync()?;
    let conn = file::open_archive(making.path())?;
    let mut findings = full_check(&conn)?;
    if findings.is_empty() {
        findings = verify(&conn)?;
    }
    close(conn)?;
    if !findings.is_empty() {
        return Err(FileError::Unsound { at: Place::default(), findings });
    }
    Ok(digest(making.path())?)
}

fn digest(path: &Path) -> io::Result<Backup> {
    digest_of(&mut File::open(path)?)
}

/// What a reader gives, to its end.
pub(super) fn digest_of(file: &mut dyn Read) -> io::Result<Backup> {
    let (mut sha, mut bytes) = (Sha256::new(), 0);
    let mut buffer = vec![0; 1 << 16];
    loop {
        let count = file.read(&mut buffer)?;
        if count == 0 {
            return Ok(Backup { bytes, sha256: Hash(sha.finalize().into()) });
        }
        sha.update(&buffer[..count]);
        bytes += count as u64;
    }
}

/// Copies `source` and its `-wal` or `-journal` to `target` and lets SQLite bring them together in one file without sidecars.
pub(super) fn gather(source: &Path, target: &Path) -> Result<(), FileError> {
    copy_content(source, target)?;
    for ending in ["-wal", "-journal"] {
        match copy_content(&beside(source, ending), &beside(target, ending)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    let conn = Connection::open_with_flags(target, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    settings::guard(&conn)?;
    file::readable(target, &conn)?;
    conn.pragma(None, "journal_mode", "DELETE", |_| Ok(()))?;
    close(conn)
}

/// Content only: the permissions of a file on a CD must not follow it here.
fn copy_content(from: &Path, to: &Path) -> io::Result<u64> {
    let mut from = File::open(from)?;
    io::copy(&mut from, &mut File::create(to)?)
}

/// Refuses while another connection has the file open. A file too damaged to be opened is in nobody's use.
fn refuse_in_use(dest: &Path) -> Result<(), FileError> {
    match fs::metadata(dest) {
        Ok(found) if found.is_dir() => return Err(FileError::Folder(Place::named(dest))),
        Ok(_) => {}
        Err(_) => return Ok(()),
    }
    let probe = || {
        let conn = Connection::open_with_flags(dest, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        // The old file is evidence: looking at it must not move its `-wal` into it.
        let unsettled = fs::metadata(beside(dest, "-wal")).is_ok_and(|wal| wal.len() > 0);
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, unsettled)?;
        conn.pragma(None, "busy_timeout", 500, |_| Ok(()))?;
        // In this mode the first access takes the whole file, which fails while any window holds it.
        conn.pragma(None, "locking_mode", "EXCLUSIVE", |_| Ok(()))?;
        conn.query_row("SELECT COUNT(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0))?;
        Ok(())
    };
    match probe().map_err(|error: rusqlite::Error| FileError::from(error).of(dest)) {
        Err(busy @ FileError::Busy(_)) => Err(busy),
        _ => Ok(()),
    }
}

/// Moves `dest` and what SQLite left beside it to the name `kept`; answers what was moved, in order.
///
/// The database goes first: should the power fail in between, it is missing, which is noticed; without its `-wal` it would silently be old.
fn set_aside(dest: &Path, kept: &Path) -> Result<Vec<(PathBuf, PathBuf)>, FileError> {
    let endings = [&[""], SIDECARS.as_slice()].concat();
    for ending in &endings {
        refuse_existing(&beside(kept, ending))?;
    }
    let mut moved = Vec::new();
    for ending in endings {
        let (from, to) = (beside(dest, ending), beside(kept, ending));
        match fs::rename(&from, &to) {
            Ok(()) => moved.push((from, to)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => {
                for (from, to) in moved.iter().rev() {
                    let _ = fs::rename(to, from);
                }
                return Err(FileError::from(error).of(&from));
            }
        }
    }
    sync_folder(dest).map_err(|error| FileError::from(error).of(dest))?;
    Ok(moved)
}

pub(super) fn same_file(a: &Path, b: &Path) -> bool {
    matches!((fs::canonicalize(a), fs::canonicalize(b)), (Ok(a), Ok(b)) if a == b)
}

#[cfg(test)]
mod tests;
