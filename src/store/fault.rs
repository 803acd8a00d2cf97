//! What can go wrong with a file, and which of SQLite's codes means which. The sentences are in `words`.

mod words;

use super::made_by::Differing;
use super::wall::{self, Forbidden};
use crate::domain::language::{Both, Lang, Say};
use rusqlite::ffi;
use std::io;
use std::path::{Path, PathBuf};

/// The file a fault is about: the one named, or the station file that is open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place(Option<PathBuf>);

impl Place {
    pub fn named(path: &Path) -> Self {
        Place(Some(path.to_owned()))
    }
}

/// The text with control characters shown as escapes: a file's name must not reach the terminal raw.
fn inert(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { c.escape_unicode().to_string() } else { c.to_string() }).collect()
}

/// Why a file cannot be used. Nothing was changed, unless the sentence says so.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.say(Lang::En))]
pub enum FileError {
    NotFound(Place),
    Folder(Place),
    /// Not an SQLite file at all: a text, a workbook, an empty file.
    NotSqlite(Place),
    /// An SQLite file of another program; its `application_id`.
    NotOurs {
        at: Place,
        application_id: i32,
    },
    /// Written by a newer program; both format numbers (`user_version`).
    Newer {
        at: Place,
        file: i32,
        program: i32,
    },
    /// Of a format before the first.
    Older {
        at: Place,
        file: i32,
        program: i32,
    },
    /// Of this format, by another build of the program; what its schema has otherwise.
    OtherBuild {
        at: Place,
        found: Differing,
    },
    /// SQLite's own words on the damage.
    Damaged {
        at: Place,
        words: String,
    },
    /// A copy or a source that opens but does not stand its checks; what was found.
    Unsound {
        at: Place,
        findings: Vec<Both>,
    },
    ReadOnly(Place),
    /// The folder takes no new files, and SQLite needs one beside its own.
    ReadOnlyFolder(Place),
    NoPermission(Place),
    /// SQLite could not open it or make the file it needs beside it, and did not say why.
    CannotOpen(Place),
    DiskFull(Place),
    /// Another window held the file for longer than [`super::settings::BUSY_MILLISECONDS`].
    Busy(Place),
    /// The file was moved or replaced while it was open.
    Moved(Place),
    /// The file stands there already and is not overwritten.
    Exists(Place),
    /// A file of an earlier database lies beside the name: SQLite would take it for part of the new one.
    Leftover(Place),
    /// Its last rows are still in the `-wal` or `-journal` beside it, so it cannot be read as a finished copy.
    Unsettled(Place),
    /// Source and destination are one file.
    SameFile(Place),
    /// A sealed backup, which is restored and never opened as it is.
    Sealed(Place),
    /// A sealed backup that was changed or cut off.
    BadBackup(Place),
    /// What was read back is not what was written.
    ReadBack(Place),
    /// A setting that SQLite did not take; name, wanted and found.
    Setting {
        name: &'static str,
        wanted: String,
        found: String,
    },
    /// The SQLite library is older than the first one without known damage.
    SqliteTooOld {
        found: &'static str,
    },
    /// The operating system's or SQLite's own words.
    Io {
        at: Place,
        words: String,
    },
    /// A statement that no act needs: a fault of the program, or SQL that slipped in.
    Forbidden(Forbidden),
    /// A statement that SQLite refused: a fault of the program.
    Program {
        words: String,
    },
}

impl FileError {
    /// The fault again, said of the file at `path`.
    pub fn of(mut self, path: &Path) -> Self {
        if let Some(at) = self.place_mut().filter(|at| at.0.is_none()) {
            *at = Place::named(path);
        }
        self
    }

    /// The fault, said of the file at `path` and no other: a temporary file's name means nothing to anyone.
    pub fn about(mut self, path: &Path) -> Self {
        if let Some(at) = self.place_mut() {
            *at = Place::named(path);
        }
        self
    }

    fn place_mut(&mut self) -> Option<&mut Place> {
        use FileError::*;
        match self {
            NotFound(at) | Folder(at) | NotSqlite(at) | ReadOnly(at) | ReadOnlyFolder(at) | NoPermission(at)
            | CannotOpen(at) | DiskFull(at) | Busy(at) | Moved(at) | Exists(at) | Leftover(at) | Unsettled(at)
            | SameFile(at) | Sealed(at) | BadBackup(at) | ReadBack(at) => Some(at),
            NotOurs { at, .. }
            | Newer { at, .. }
            | Older { at, .. }
            | OtherBuild { at, .. }
            | Damaged { at, .. }
            | Unsound { at, .. }
            | Io { at, .. } => Some(at),
            Setting { .. } | SqliteTooOld { .. } | Forbidden(_) | Program { .. } => None,
        }
    }
}

/// What an error of SQLite means for the person at the keyboard. <https://sqlite.org/rescode.html>
pub fn explain(error: rusqlite::Error) -> FileError {
    let words = inert(&error.to_string());
    // A function that is refused is not told by the code for refusals.
    if words.starts_with("not authorized to use function")
        && let Some(forbidden) = wall::why()
    {
        return FileError::Forbidden(forbidden);
    }
    let Some(&ffi::Error { extended_code, .. }) = error.sqlite_error() else {
        return FileError::Program { words };
    };
    let at = Place::default();
    match (extended_code, extended_code & 0xff) {
        (ffi::SQLITE_READONLY_DIRECTORY | ffi::SQLITE_READONLY_CANTINIT | ffi::SQLITE_READONLY_CANTLOCK, _) => {
            FileError::ReadOnlyFolder(at)
        }
        (ffi::SQLITE_READONLY_DBMOVED, _) => FileError::Moved(at),
        (ffi::SQLITE_CANTOPEN_ISDIR, _) => FileError::Folder(at),
        (ffi::SQLITE_IOERR_ACCESS, _) | (_, ffi::SQLITE_PERM) => FileError::NoPermission(at),
        (ffi::SQLITE_IOERR_SHORT_READ | ffi::SQLITE_IOERR_CORRUPTFS | ffi::SQLITE_IOERR_DATA, _) => {
            FileError::Damaged { at, words }
        }
        (_, ffi::SQLITE_BUSY | ffi::SQLITE_LOCKED | ffi::SQLITE_PROTOCOL) => FileError::Busy(at),
        (_, ffi::SQLITE_READONLY) => FileError::ReadOnly(at),
        // The shared memory beside the file is made at its full size as it is opened; that fails where the disk has no room.
        (ffi::SQLITE_IOERR_SHMSIZE, _) | (_, ffi::SQLITE_FULL) => FileError::DiskFull(at),
        (_, ffi::SQLITE_CORRUPT) => FileError::Damaged { at, words },
        (_, ffi::SQLITE_NOTADB) => FileError::NotSqlite(at),
        (_, ffi::SQLITE_CANTOPEN) => FileError::CannotOpen(at),
        (_, ffi::SQLITE_AUTH) => wall::why().map_or(FileError::Program { words }, FileError::Forbidden),
        (_, ffi::SQLITE_IOERR | ffi::SQLITE_NOLFS | ffi::SQLITE_NOMEM) => FileError::Io { at, words },
        _ => FileError::Program { words },
    }
}

impl From<rusqlite::Error> for FileError {
    fn from(error: rusqlite::Error) -> Self {
        explain(error)
    }
}

impl From<io::Error> for FileError {
    fn from(error: io::Error) -> Self {
        let at = Place::default();
        match error.kind() {
            io::ErrorKind::NotFound => FileError::NotFound(at),
            io::ErrorKind::PermissionDenied => FileError::NoPermission(at),
            io::ErrorKind::ReadOnlyFilesystem => FileError::ReadOnlyFolder(at),
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => FileError::DiskFull(at),
            io::ErrorKind::IsADirectory => FileError::Folder(at),
            io::ErrorKind::AlreadyExists => FileError::Exists(at),
            _ => FileError::Io { at, words: inert(&error.to_string()) },
        }
    }
}
