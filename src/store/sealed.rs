//! Sealed backups: the copy is made and proven beside the live file, and only its sealed form goes to the stick.

use std::fs::File;
use std::io::{self, BufReader, Read, Write};
use std::path::Path;

use rusqlite::Connection;

use super::backup::{Backup, Existing, copy_into, digest_of, same_file};
use super::fault::{FileError, Place};
use super::medium::{self, Medium};
use super::place::{Making, refuse_existing};
use crate::credential::age::{self, Draw, Header, Identity, NotOpened};
use crate::credential::backup_key::BackupKey;
use crate::credential::tree::Hash;
use crate::domain::language::Both;
use sha2::{Digest, Sha256};

/// Where a sealed backup goes, and what seals it.
pub struct Target<'a> {
    pub dest: &'a Path,
    pub existing: Existing,
    pub medium: &'a dyn Medium,
    pub key: &'a BackupKey,
    pub draw: Draw,
}

/// Copies the open file as of this moment, proves the copy, and delivers it.
///
/// The plain copy lies beside the live file, or in the folder for temporary files where nothing can be written there, and is gone
/// in the end. What is told is the sealed file.
pub fn backup(
    conn: &Connection,
    live: &Path,
    target: Target,
    verify: impl Fn(&Connection) -> Result<Vec<Both>, FileError>,
) -> Result<Backup, FileError> {
    if same_file(live, target.dest) {
        return Err(FileError::SameFile(Place::named(target.dest)));
    }
    if target.existing == Existing::Keep {
        refuse_existing(target.dest)?;
    }
    let making = Making::beside(live).or_else(|_| Making::beside(&std::env::temp_dir().join("touchstone-backup")))?;
    let copy = copy_into(conn, &making, live, verify)?;
    deliver(making.path(), &copy, target)
}

/// Puts the sealed form of a proven copy under the name; done is said only once that was read again, opened and found to hold it.
pub fn deliver(plain: &Path, copy: &Backup, target: Target) -> Result<Backup, FileError> {
    let Target { dest, existing, medium, key, draw } = target;
    let write = |to: &mut dyn Write| {
        let mut counted = Counted { to, sha: Sha256::new(), bytes: 0 };
        let mut sealer = age::seal(&mut counted, &key.public, vec![key.stanza()], &draw)?;
        io::copy(&mut File::open(plain)?, &mut sealer)?;
        sealer.finish()?;
        Ok(Backup { bytes: counted.bytes, sha256: Hash(counted.sha.finalize().into()) })
    };
    let prove = |from: &mut dyn Read, written: &Backup| {
        let mut counted = Counted { to: from, sha: Sha256::new(), bytes: 0 };
        let mut opened = age::open_with(BufReader::new(&mut counted), draw.opens()).map_err(|error| match error {
            NotOpened::Io(error) => error.into(),
            _ => FileError::ReadBack(Place::default()),
        })?;
        let holds = digest_of(&mut opened).map_err(|error| match error.kind() {
            io::ErrorKind::InvalidData => FileError::ReadBack(Place::default()),
            _ => error.into(),
        })?;
        let read = Backup { bytes: counted.bytes, sha256: Hash(counted.sha.finalize().into()) };
        if (&read, &holds) == (written, copy) { Ok(()) } else { Err(FileError::ReadBack(Place::default())) }
    };
    medium::put(medium, dest, existing, write, prove).map_err(|error| error.of(dest))
}

/// Whether the file begins as a sealed backup does.
pub fn is_sealed(path: &Path) -> bool {
    let mut magic = [0; age::MAGIC.len()];
    File::open(path).and_then(|mut file| file.read_exact(&mut magic)).is_ok() && magic == age::MAGIC
}

/// The key that a sealed backup brings with it.
///
/// # Errors
/// `NotSqlite` where the file is none of ours.
pub fn key_of(path: &Path) -> Result<BackupKey, FileError> {
    let inner = || {
        let (header, _) = Header::read(&mut BufReader::new(File::open(path)?)).map_err(fault_of)?;
        BackupKey::in_header(&header).ok_or(FileError::NotSqlite(Place::default()))
    };
    inner().map_err(|error: FileError| error.of(path))
}

/// Opens a sealed backup into `target`.
pub fn unseal(source: &Path, identity: &Identity, target: &Path) -> Result<(), FileError> {
    let mut opened = age::open(BufReader::new(File::open(source)?), identity).map_err(fault_of)?;
    let mut to = File::create(target)?;
    io::copy(&mut opened, &mut to).map_err(|error| match error.kind() {
        io::ErrorKind::InvalidData => fault_of(NotOpened::Damaged),
        _ => error.into(),
    })?;
    Ok(())
}

fn fault_of(error: NotOpened) -> FileError {
    match error {
        NotOpened::Io(error) => error.into(),
        NotOpened::Format | NotOpened::OtherKey | NotOpened::Damaged => FileError::BadBackup(Place::default()),
    }
}

/// Passes bytes on and remembers what they were.
struct Counted<T> {
    to: T,
    sha: Sha256,
    bytes: u64,
}

impl<T> Counted<T> {
    fn note(&mut self, bytes: &[u8]) {
        self.sha.update(bytes);
        self.bytes += bytes.len() as u64;
    }
}

impl<W: Write> Write for Counted<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = self.to.write(bytes)?;
        self.note(&bytes[..taken]);
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let given = self.to.read(to)?;
        self.note(&to[..given]);
        Ok(given)
    }
}
