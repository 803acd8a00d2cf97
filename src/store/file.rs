//! Making and opening a station file, so that nothing but a sound file of ours is ever written to.

use super::fault::{FileError, Place};
use super::place::{Making, beside, refuse_existing, refuse_leftovers};
use super::{made_by, settings};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use std::fs;
use std::io;
use std::path::Path;

/// "TcSt": in the header of every station file (`PRAGMA application_id`), so that another program's file is known as such.
pub const APPLICATION_ID: i32 = i32::from_be_bytes(*b"TcSt");

/// The format of `schema.sql` (`PRAGMA user_version`). It is the first: nothing older exists that could be brought up.
pub const FORMAT: i32 = 1;

/// Makes a new station file with the tables of `schema_sql` and opens it. Never overwrites; a half-made file never bears the name.
pub fn create(path: &Path, schema_sql: &str) -> Result<Connection, FileError> {
    refuse_existing(path)?;
    refuse_leftovers(path)?;
    let making = Making::beside(path)?;
    fill(making.path(), schema_sql).map_err(|error| error.of(path))?;
    making.place_new(path)?;
    open(path, schema_sql)
}

/// For reading and writing. A connection belongs to one thread at a time, so SQLite need not lock it at every call.
fn connect(path: &Path) -> rusqlite::Result<Connection> {
    Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)
}

fn fill(path: &Path, schema_sql: &str) -> Result<(), FileError> {
    let conn = connect(path)?;
    settings::guard(&conn)?;
    let transaction = conn.unchecked_transaction()?;
    transaction.execute_batch(schema_sql)?;
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", FORMAT)?;
    transaction.commit()?;
    close(conn)
}

/// Opens a station file for reading and writing, set and read back as [`settings`] says.
///
/// A file that is not ours, too new, damaged or without the tables of `schema_sql` is told apart before the first byte could be written.
pub fn open(path: &Path, schema_sql: &str) -> Result<Connection, FileError> {
    identify(path)?;
    open_identified(path, schema_sql).map_err(|error| match error {
        // The database itself has just been read, so it is the `-wal` beside it that could not be made.
        FileError::CannotOpen(_) => FileError::ReadOnlyFolder(Place::named(path)),
        other => other.of(path),
    })
}

fn open_identified(path: &Path, schema_sql: &str) -> Result<Connection, FileError> {
    let conn = connect(path)?;
    if conn.is_readonly("main")? {
        return Err(FileError::ReadOnly(Place::named(path)));
    }
    // Until the file is accepted, closing it must not move a left-over `-wal` into it.
    let unsettled = has_content(&beside(path, "-wal"));
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, unsettled)?;
    settings::guard(&conn)?;
    accept(path, &conn)?;
    readable(path, &conn)?;
    made_by::same(&conn, schema_sql)?;
    settings::pin_for_writing(&conn)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    Ok(conn)
}

/// Opens a station file that nobody is writing, for reading only and without making any file beside it: a backup, on any medium.
///
/// It must be a single complete file: one with a `-wal` beside it is refused, because its last rows would be missing.
pub fn open_archive(path: &Path) -> Result<Connection, FileError> {
    identify(path)?;
    for ending in ["-wal", "-journal"] {
        if has_content(&beside(path, ending)) {
            return Err(FileError::Unsettled(Place::named(path)));
        }
    }
    let inner = || {
        let conn = immutable(path)?;
        settings::guard(&conn)?;
        accept(path, &conn)?;
        readable(path, &conn)?;
        Ok(conn)
    };
    inner().map_err(|error: FileError| error.of(path))
}

/// Closes the connection and says when its last pages could not be written.
pub fn close(conn: Connection) -> Result<(), FileError> {
    conn.close().map_err(|(_, error)| error.into())
}

/// Refuses what is not a station file of this format, by its header alone; writes nothing and makes no file beside it.
pub fn identify(path: &Path) -> Result<(), FileError> {
    let inner = || {
        if fs::metadata(path)?.is_dir() {
            return Err(FileError::Folder(Place::named(path)));
        }
        if super::sealed::is_sealed(path) {
            return Err(FileError::Sealed(Place::named(path)));
        }
        // The smallest database is one page of 512 bytes; SQLite would take anything shorter for an empty one.
        if fs::metadata(path)?.len() < 512 {
            return Err(FileError::NotSqlite(Place::named(path)));
        }
        let conn = immutable(path).map_err(|error| match error {
            FileError::CannotOpen(_) => FileError::NoPermission(Place::named(path)),
            other => other,
        })?;
        // A power cut can leave the file shorter than its header says, with the rest in the `-wal`. That is for the real opening to judge.
        conn.pragma_update(None, "writable_schema", true)?;
        accept(path, &conn)
    };
    match inner() {
        // With a `-wal` the header may be behind, and a power cut as it was folded in can have left a header of garbage: what the
        // two amount to is for the real opening to accept, before it writes anything.
        Err(
            FileError::NotSqlite(_) | FileError::Damaged { .. } | FileError::Older { .. } | FileError::Newer { .. },
        ) if is_wal(&beside(path, "-wal")) => Ok(()),
        other => other.map_err(|error: FileError| error.of(path)),
    }
}

/// Whether SQLite wrote this write-ahead log. <https://sqlite.org/fileformat2.html#wal_file_format>
fn is_wal(path: &Path) -> bool {
    let mut magic = [0; 4];
    let read = fs::File::open(path).and_then(|mut file| io::Read::read_exact(&mut file, &mut magic));
    read.is_ok() && matches!(u32::from_be_bytes(magic), 0x377f_0682 | 0x377f_0683)
}

fn accept(path: &Path, conn: &Connection) -> Result<(), FileError> {
    let application_id = header(conn, "application_id")?;
    if application_id != APPLICATION_ID {
        return Err(FileError::NotOurs { at: Place::named(path), application_id });
    }
    let (at, file) = (Place::named(path), header(conn, "user_version")?);
    match file.cmp(&FORMAT) {
        std::cmp::Ordering::Less => Err(FileError::Older { at, file, program: FORMAT }),
        std::cmp::Ordering::Equal => Ok(()),
        std::cmp::Ordering::Greater => Err(FileError::Newer { at, file, program: FORMAT }),
    }
}

/// Refuses a file whose schema cannot be read or whose end is missing. SQLite itself fills a short last page with zeros and says nothing.
pub fn readable(path: &Path, conn: &Connection) -> Result<(), FileError> {
    conn.query_row("SELECT COUNT(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0))?;
    if has_content(&beside(path, "-wal")) {
        return Ok(());
    }
    let wanted: i64 =
        conn.query_row("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size", [], |row| row.get(0))?;
    let found = fs::metadata(path)?.len();
    if u64::try_from(wanted).is_ok_and(|wanted| found >= wanted) {
        return Ok(());
    }
    Err(FileError::Damaged { at: Place::named(path), words: format!("{found} of {wanted} bytes") })
}

fn header(conn: &Connection, name: &str) -> Result<i32, FileError> {
    Ok(conn.pragma_query_value(None, name, |row| row.get(0))?)
}

fn has_content(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|file| file.len() > 0)
}

/// A look at the file as it lies there, taking no lock and ignoring any `-wal`.
///
/// It goes through SQLite and not through `std::fs`: on Unix, closing a file of our own would drop the locks of every other connection of this process.
fn immutable(path: &Path) -> Result<Connection, FileError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    Ok(Connection::open_with_flags(format!("{}?immutable=1", uri(path)?), flags)?)
}

/// The path as a `file:` URI, every byte but plain ones escaped. <https://sqlite.org/uri.html>
fn uri(path: &Path) -> Result<String, FileError> {
    let path = std::path::absolute(path)?;
    let mut text = path.as_os_str().as_encoded_bytes().to_vec();
    if cfg!(windows) {
        text.iter_mut().filter(|byte| **byte == b'\\').for_each(|byte| *byte = b'/');
        if !text.starts_with(b"/") {
            text.insert(0, b'/');
        }
    }
    let mut uri = String::from("file://");
    for byte in text {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b':' => uri.push(char::from(byte)),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    Ok(uri)
}

#[cfg(test)]
mod tests;
