//! The medium that a backup goes to, call by call, so that a test can pull it out at each of them.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;

use super::backup::Existing;
use super::fault::{FileError, Place};
use super::place::{beside, folder_of, give_free_name, refuse_existing, sync_folder};
use super::stale;

/// A file that is being written.
pub trait Writing: Write {
    /// Makes what was written durable.
    fn sync(&mut self) -> io::Result<()>;
}

pub trait Medium {
    /// Makes a file; a name that is taken is an error.
    fn create(&self, path: &Path) -> io::Result<Box<dyn Writing + '_>>;
    fn open(&self, path: &Path) -> io::Result<Box<dyn Read + '_>>;
    /// Under a name that must be free; a name that is taken is an error.
    fn name_new(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Over a file of that name, in one step.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Makes the names in the folder of `path` durable.
    fn sync_folder(&self, path: &Path) -> io::Result<()>;
    fn remove(&self, path: &Path) -> io::Result<()>;
}

/// The computer's own disks and sticks.
#[derive(Clone, Copy, Debug, Default)]
pub struct System;

impl Writing for File {
    fn sync(&mut self) -> io::Result<()> {
        self.sync_all()
    }
}

impl Medium for System {
    fn create(&self, path: &Path) -> io::Result<Box<dyn Writing + '_>> {
        stale::sweep_now_and_then(folder_of(path));
        Ok(Box::new(OpenOptions::new().write(true).create_new(true).open(path)?))
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn Read + '_>> {
        Ok(Box::new(File::open(path)?))
    }

    fn name_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        give_free_name(from, to)?;
        // On a file system without links it has moved.
        match fs::remove_file(from) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        sync_folder(path)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }
}

/// Puts bytes under a name, whole and read again, or not at all; over another file only where that is wanted.
pub fn put_bytes(medium: &dyn Medium, name: &Path, existing: Existing, bytes: &[u8]) -> Result<(), FileError> {
    let prove = |from: &mut dyn Read, _: &()| {
        let mut read = Vec::with_capacity(bytes.len());
        from.take(bytes.len() as u64 + 1).read_to_end(&mut read).map_err(FileError::from)?;
        if read == bytes { Ok(()) } else { Err(FileError::ReadBack(Place::default())) }
    };
    put(medium, name, existing, |to| to.write_all(bytes).map_err(FileError::from), prove)
        .map_err(|error| error.of(name))
}

/// Writes a file beside its name, makes it durable, reads it again, puts it under its name in one step, makes that durable and
/// reads it once more. Whenever the medium is gone, the file that bore the name is whole, or the new one is.
///
/// `write` gives the content; `prove` holds what is read against it and says in an error what differs.
pub fn put<T>(
    medium: &dyn Medium,
    name: &Path,
    existing: Existing,
    write: impl FnOnce(&mut dyn Write) -> Result<T, FileError>,
    prove: impl Fn(&mut dyn Read, &T) -> Result<(), FileError>,
) -> Result<T, FileError> {
    if existing == Existing::Keep {
        refuse_existing(name)?;
    }
    let fault = |error: io::Error| FileError::from(error);
    let (own, mut file) = claim(medium, name)?;
    let made = || {
        let written = write(&mut file)?;
        file.sync().map_err(fault)?;
        drop(file);
        prove(&mut *medium.open(&own).map_err(fault)?, &written)?;
        match existing {
            Existing::Replace => medium.rename(&own, name).map_err(fault)?,
            Existing::Keep => medium.name_new(&own, name).map_err(|error| match error.kind() {
                io::ErrorKind::AlreadyExists => FileError::Exists(Place::named(name)),
                _ => fault(error),
            })?,
        }
        Ok(written)
    };
    let written = made().inspect_err(|_: &FileError| {
        // Best effort: the medium may be gone.
        let _ = medium.remove(&own);
    })?;
    medium.sync_folder(name).map_err(fault)?;
    prove(&mut *medium.open(name).map_err(fault)?, &written)?;
    Ok(written)
}

/// A name of this process's own beside `name`.
fn claim<'a>(medium: &'a dyn Medium, name: &Path) -> Result<(std::path::PathBuf, Box<dyn Writing + 'a>), FileError> {
    let process = std::process::id();
    for attempt in 0..1000 {
        let own = beside(name, &stale::ending(process, attempt));
        match medium.create(&own) {
            Ok(file) => return Ok((own, file)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                return Err(FileError::ReadOnlyFolder(Place::named(name)));
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(FileError::NotFound(Place::named(folder_of(name))));
            }
            Err(error) => return Err(error.into()),
        }
    }
    refuse_existing(name)?;
    Err(FileError::Io { at: Default::default(), words: "no free name".to_owned() })
}
