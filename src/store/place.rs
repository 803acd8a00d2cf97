//! Putting a finished file under its name: never half, never over another unless asked.

use super::fault::{FileError, Place};
use super::medium::{System, put_bytes};
use super::{backup::Existing, stale};
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

/// The files that SQLite keeps beside a database. One that is left over would be taken for part of a new database of that name.
pub const SIDECARS: [&str; 3] = ["-wal", "-shm", "-journal"];

/// `path` with `ending` behind its whole name.
pub fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    name.into()
}

/// Refuses a name beside which an earlier database has left its `-wal` or `-journal`.
pub fn refuse_leftovers(path: &Path) -> Result<(), FileError> {
    for ending in SIDECARS {
        let leftover = beside(path, ending);
        if fs::symlink_metadata(&leftover).is_ok() {
            return Err(FileError::Leftover(Place::named(&leftover)));
        }
    }
    Ok(())
}

/// Refuses a name that is taken.
pub fn refuse_existing(path: &Path) -> Result<(), FileError> {
    match fs::symlink_metadata(path) {
        Ok(_) => Err(FileError::Exists(Place::named(path))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(FileError::from(error).of(path)),
    }
}

/// A file in the making, in the folder of its final name; removed when it is dropped before it is placed.
pub struct Making {
    path: PathBuf,
}

impl Making {
    /// Claims a name of this process's own beside `path`.
    pub fn beside(path: &Path) -> Result<Self, FileError> {
        let folder = folder_of(path);
        if !folder.is_dir() {
            return Err(FileError::NotFound(Place::named(folder)));
        }
        stale::sweep_now_and_then(folder);
        let process = std::process::id();
        for attempt in 0..1000 {
            let own = beside(path, &stale::ending(process, attempt));
            match OpenOptions::new().write(true).create_new(true).open(&own) {
                Ok(_) => return Ok(Making { path: own }),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                    return Err(FileError::ReadOnlyFolder(Place::named(path)));
                }
                // A temporary name means nothing to anyone: the fault is told of the name that was asked for.
                Err(error) => return Err(FileError::from(error).of(path)),
            }
        }
        Err(FileError::Exists(Place::named(path)))
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The same file in the making under a name that others know; one that bears it is replaced.
    pub fn named(mut self, name: PathBuf) -> Result<Making, FileError> {
        fs::rename(&self.path, &name).map_err(|error| FileError::from(error).of(&name))?;
        self.path = name;
        sync_folder(&self.path).map_err(|error| FileError::from(error).of(&self.path))?;
        Ok(self)
    }

    /// Makes the file durable, then gives it its name where that name is free.
    pub fn place_new(self, name: &Path) -> Result<(), FileError> {
        self.sync()?;
        give_free_name(&self.path, name).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => FileError::Exists(Place::named(name)),
            _ => FileError::from(error).of(name),
        })?;
        drop(self);
        sync_folder(name).map_err(|error| FileError::from(error).of(name))
    }

    /// Makes the file durable, then puts it under its name in one step, over the file that was there.
    pub fn replace(self, name: &Path) -> Result<(), FileError> {
        self.sync()?;
        fs::rename(&self.path, name).map_err(|error| FileError::from(error).of(name))?;
        sync_folder(name).map_err(|error| FileError::from(error).of(name))
    }

    /// Makes what was written so far durable.
    pub fn sync(&self) -> Result<(), FileError> {
        // Windows flushes only through a handle that may write.
        let file = OpenOptions::new().read(true).write(true).open(&self.path);
        file.and_then(|file| file.sync_all()).map_err(|error| FileError::from(error).of(&self.path))
    }
}

/// Gives a file a name that must be free. The name it had may stay beside it.
///
/// A hard link claims a free name in one step; a file system without links (FAT) gets a look and a rename.
pub(super) fn give_free_name(from: &Path, name: &Path) -> io::Result<()> {
    match fs::hard_link(from, name) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => match fs::symlink_metadata(name) {
            Ok(_) => Err(io::ErrorKind::AlreadyExists.into()),
            Err(_) => fs::rename(from, name),
        },
        linked => linked,
    }
}

impl Drop for Making {
    fn drop(&mut self) {
        // Best effort: a file of this name is in nobody's way.
        let _ = fs::remove_file(&self.path);
        for ending in SIDECARS {
            let _ = fs::remove_file(beside(&self.path, ending));
        }
    }
}

/// Puts bytes under a name that is free: whole, read again, or not at all.
pub fn write_new(name: &Path, bytes: &[u8]) -> Result<(), FileError> {
    put_bytes(&System, name, Existing::Keep, bytes)
}

/// Puts bytes under a name, over the file that was there: whole, read again, or not at all.
pub fn write_over(name: &Path, bytes: &[u8]) -> Result<(), FileError> {
    put_bytes(&System, name, Existing::Replace, bytes)
}

/// The folder in which a name stands.
pub fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Makes the names in the folder of `path` durable. Windows keeps them so by itself and opens no folder.
pub fn sync_folder(path: &Path) -> io::Result<()> {
    if cfg!(windows) {
        return Ok(());
    }
    File::open(folder_of(path)).and_then(|folder| folder.sync_all())
}
