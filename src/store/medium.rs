//! The medium that a backup goes to, call by call, so that a test can pull it out at each of them.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;

use super::fault::FileError;
use super::place::{beside, refuse_existing, sync_folder};

/// A file that is being written.
pub trait Writing: Write {
    /// Makes what was written durable.
    fn sync(&mut self) -> io::Result<()>;
}

pub trait Medium {
    /// Makes a file; a name that is taken is an error.
    fn create(&self, path: &Path) -> io::Result<Box<dyn Writing + '_>>;
    fn open(&self, path: &Path) -> io::Result<Box<dyn Read + '_>>;
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
        Ok(Box::new(OpenOptions::new().write(true).create_new(true).open(path)?))
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn Read + '_>> {
        Ok(Box::new(File::open(path)?))
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

/// Writes a file beside its name, makes it durable, reads it again, puts it under its name in one step, makes that durable and
/// reads it once more. Whenever the medium is gone, the file that bore the name is whole, or the new one is.
///
/// `write` gives the content; `prove` holds what is read against it and says in an error what differs.
pub fn put<T>(
    medium: &dyn Medium,
    name: &Path,
    write: impl FnOnce(&mut dyn Write) -> Result<T, FileError>,
    prove: impl Fn(&mut dyn Read, &T) -> Result<(), FileError>,
) -> Result<T, FileError> {
    let fault = |error: io::Error| FileError::from(error);
    let (own, mut file) = claim(medium, name)?;
    let made = || {
        let written = write(&mut file)?;
        file.sync().map_err(fault)?;
        drop(file);
        prove(&mut *medium.open(&own).map_err(fault)?, &written)?;
        medium.rename(&own, name).map_err(fault)?;
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
        let own = beside(name, &format!("-making-{process}-{attempt}"));
        match medium.create(&own) {
            Ok(file) => return Ok((own, file)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error.into()),
        }
    }
    refuse_existing(name)?;
    Err(FileError::Io { at: Default::default(), words: "no free name".to_owned() })
}
