//! How every connection is set, each setting with its reason. All are read back; the program does not run where one differs.

use super::fault::FileError;
use rusqlite::Connection;
use rusqlite::config::DbConfig;
use rusqlite::types::Value;

/// How long a writer waits for another window, in milliseconds: with four writers the longest wait measured was 3.9 s.
pub const BUSY_MILLISECONDS: i32 = 5000;

/// The first SQLite without the WAL-reset damage of 3.7.0 to 3.51.2 and with CVE-2026-11822 and 11824 mended.
const OLDEST_SQLITE: i32 = 3_053_003;

/// What is set by PRAGMA: name, the value set, the value read back.
type Pragma = (&'static str, &'static str, &'static str);

/// Settings that hold for any connection, reading or writing. They touch no byte of the file.
const GUARDS: &[Pragma] = &[
    // Wait for another window instead of failing at once.
    ("busy_timeout", "5000", "5000"),
    // Rows that point nowhere are refused. This build's default already; another build's is off.
    ("foreign_keys", "ON", "1"),
    // A schema altered by someone else cannot call functions with side effects.
    ("trusted_schema", "OFF", "0"),
    // A damaged page is noticed when it is read, not when it has done harm.
    ("cell_size_check", "ON", "1"),
    // A bad sector is an error that can be told, not a signal that kills the program.
    ("mmap_size", "0", "0"),
    // `INSERT OR REPLACE` fires the delete triggers too; else it walks past the append-only guards.
    ("recursive_triggers", "ON", "1"),
];

/// Settings of the connection that writes.
const WRITING: &[Pragma] = &[
    // Readers never wait for a writer, and a commit is one sync.
    ("journal_mode", "WAL", "wal"),
    // Sync at every commit: NORMAL lost acknowledged work in 28 of 60 power cuts, FULL in none.
    ("synchronous", "FULL", "2"),
    // What is erased is overwritten: personal data does not stay in free pages.
    ("secure_delete", "ON", "1"),
    // 8 MB: a roster's index pages stay in memory until they are committed, and the program below 30 MB.
    ("cache_size", "-8000", "-8000"),
];

/// Settings outside PRAGMA.
const SWITCHES: &[(DbConfig, &str, bool)] = &[
    // No statement, ours or injected, can write the schema table or a shadow table.
    (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, "defensive", true),
    // "text" in double quotes is a column name or an error, never silently a string.
    (DbConfig::SQLITE_DBCONFIG_DQS_DML, "dqs_dml", false),
    (DbConfig::SQLITE_DBCONFIG_DQS_DDL, "dqs_ddl", false),
    // A statement keeps the plan it was prepared with. Else those that compare with a bound value are parsed and planned anew at every use,
    // because a kept statement's values are cleared in between: a quarter of an import's time went there.
    (DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, "qpsg", true),
];

/// Sets what any connection needs before it reads a row.
pub fn guard(conn: &Connection) -> Result<(), FileError> {
    if rusqlite::version_number() < OLDEST_SQLITE {
        return Err(FileError::SqliteTooOld { found: rusqlite::version() });
    }
    for &(switch, name, wanted) in SWITCHES {
        let found = conn.set_db_config(switch, wanted)?;
        agree(name, &wanted.to_string(), found.to_string())?;
    }
    GUARDS.iter().try_for_each(|pragma| pin(conn, pragma))
}

/// Sets what the connection that writes needs besides. May turn the file to WAL, so the file must be known as ours by now.
pub fn pin_for_writing(conn: &Connection) -> Result<(), FileError> {
    WRITING.iter().try_for_each(|pragma| pin(conn, pragma))
}

fn pin(conn: &Connection, &(name, value, wanted): &Pragma) -> Result<(), FileError> {
    // Some pragmas answer when they are set and some do not.
    conn.pragma(None, name, value, |_| Ok(()))?;
    let found = conn.pragma_query_value(None, name, |row| row.get::<_, Value>(0))?;
    let found = match found {
        Value::Integer(number) => number.to_string(),
        Value::Text(text) => text,
        other => format!("{other:?}"),
    };
    agree(name, wanted, found)
}

fn agree(name: &'static str, wanted: &str, found: String) -> Result<(), FileError> {
    if found == wanted {
        return Ok(());
    }
    Err(FileError::Setting { name, wanted: wanted.to_owned(), found })
}
