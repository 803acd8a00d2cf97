use super::super::fault::explain;
use super::*;
use crate::credential::vectors::skipped;
use crate::domain::language::{Lang, Say};
use crate::store::quick;
use rusqlite::StatementStatus;
use rusqlite::config::DbConfig;
use std::collections::BTreeMap;
use std::path::PathBuf;
use tempfile::TempDir;

const SCHEMA: &str = "CREATE TABLE candidate(id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
CREATE TABLE entry(id INTEGER PRIMARY KEY, candidate INTEGER NOT NULL REFERENCES candidate(id)) STRICT;
CREATE INDEX entry_candidate ON entry(candidate);";

fn open(path: &Path) -> Result<Connection, FileError> {
    super::open(path, SCHEMA)
}

fn station(folder: &TempDir) -> (PathBuf, Connection) {
    let path = folder.path().join("县站 #1%?.touchstone");
    let conn = create(&path, SCHEMA).unwrap();
    (path, conn)
}

/// Every file in the folder with its bytes: what must not change.
fn photograph(folder: &TempDir) -> BTreeMap<PathBuf, Vec<u8>> {
    let files = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file());
    files.map(|path| (path.clone(), fs::read(path).unwrap())).collect()
}

/// Opens what must be refused, and sees that no file was changed or made.
fn refused(folder: &TempDir, path: &Path) -> FileError {
    let before = photograph(folder);
    let error = open(path).expect_err("must be refused");
    assert!(photograph(folder) == before, "{error} changed the folder");
    for lang in [Lang::Zh, Lang::En] {
        let said = error.say(lang);
        assert!(said.contains(path.to_str().unwrap()), "{said}");
        assert!(said.ends_with(['.', '。']), "{said}");
    }
    error
}

#[test]
fn a_statement_is_planned_once_and_not_anew_for_every_value() {
    let (folder, sql) = (TempDir::new().unwrap(), "SELECT subject FROM standing WHERE entry = ?1 ORDER BY subject");
    let (_, conn) = station(&folder);
    let table = "CREATE TABLE standing (entry INTEGER, subject TEXT, PRIMARY KEY (entry, subject)) WITHOUT ROWID";
    conn.execute_batch(table).unwrap();
    let planned_anew = || {
        for n in 0..5 {
            assert_eq!(conn.prepare_cached(sql).unwrap().query_map([n], |_| Ok(())).unwrap().count(), 0);
        }
        conn.prepare_cached(sql).unwrap().get_status(StatementStatus::RePrepare)
    };
    assert_eq!(planned_anew(), 0);
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, false).unwrap();
    conn.flush_prepared_statement_cache();
    assert_eq!(planned_anew(), 5, "without the setting");
}

#[test]
fn a_new_file_is_ours_pinned_and_leaves_no_other_file_when_closed() {
    let folder = TempDir::new().unwrap();
    let (path, conn) = station(&folder);
    let pinned = [
        ("application_id", "1415795572"),
        ("user_version", "1"),
        ("journal_mode", "wal"),
        ("synchronous", "2"),
        ("foreign_keys", "1"),
        ("trusted_schema", "0"),
        ("cell_size_check", "1"),
        ("mmap_size", "0"),
        ("recursive_triggers", "1"),
        ("secure_delete", "1"),
        ("busy_timeout", "5000"),
    ];
    for (name, wanted) in pinned {
        let found: String = conn
            .query_row(&format!("SELECT CAST({name} AS TEXT) FROM pragma_{name}"), [], |row| row.get(0))
            .or_else(|_| conn.pragma_query_value(None, name, |row| row.get::<_, i64>(0)).map(|value| value.to_string()))
            .unwrap();
        assert_eq!(found, wanted, "{name}");
    }
    assert!(
        conn.execute_batch("INSERT INTO candidate(name) VALUES (\"张三\")").is_err(),
        "double quotes are no string"
    );
    assert!(conn.execute_batch("INSERT INTO entry(candidate) VALUES (9)").is_err(), "foreign keys hold");
    assert!(
        conn.execute_batch("PRAGMA writable_schema=ON; DELETE FROM sqlite_schema").is_err(),
        "the schema table is closed"
    );
    conn.execute("INSERT INTO candidate(name) VALUES ('张三')", []).unwrap();
    close(conn).unwrap();
    assert_eq!(photograph(&folder).keys().collect::<Vec<_>>(), [&path]);
    let conn = open(&path).unwrap();
    assert_eq!(conn.query_row("SELECT name FROM candidate", [], |row| row.get::<_, String>(0)).unwrap(), "张三");
    assert!(quick::quick_check(&conn).unwrap().is_empty() && quick::full_check(&conn).unwrap().is_empty());
}

#[test]
fn a_new_file_never_overwrites_and_never_joins_a_leftover() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("a.touchstone");
    fs::write(&path, "mine").unwrap();
    assert_eq!(create(&path, SCHEMA).unwrap_err(), FileError::Exists(Place::named(&path)));
    fs::remove_file(&path).unwrap();
    let wal = beside(&path, "-wal");
    fs::write(&wal, "old").unwrap();
    assert_eq!(create(&path, SCHEMA).unwrap_err(), FileError::Leftover(Place::named(&wal)));
    fs::remove_file(&wal).unwrap();
    assert!(matches!(create(&path, "CREATE TABLE broken("), Err(FileError::Program { .. })));
    assert!(photograph(&folder).is_empty(), "a failed creation leaves nothing");
    let nowhere = folder.path().join("none/a.touchstone");
    assert_eq!(create(&nowhere, SCHEMA).unwrap_err(), FileError::NotFound(Place::named(nowhere.parent().unwrap())));
}

#[test]
fn what_is_no_station_file_is_named_and_left_alone() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("它.touchstone");
    let at = Place::named(&path);
    assert_eq!(refused(&folder, &path), FileError::NotFound(at.clone()));
    for content in ["", "x", "姓名,身份证号\n", &"longer than a page of any database\n".repeat(1000)] {
        fs::write(&path, content).unwrap();
        assert_eq!(refused(&folder, &path), FileError::NotSqlite(at.clone()));
    }
    fs::remove_file(&path).unwrap();
    let foreign = Connection::open(&path).unwrap();
    foreign
        .execute_batch("PRAGMA journal_mode=WAL; PRAGMA application_id=77; CREATE TABLE t(a); INSERT INTO t VALUES (1)")
        .unwrap();
    // Beside an open window of that other program, with its `-wal`, and after it.
    assert_eq!(
        refused(&folder, &path),
        FileError::NotOurs { at: at.clone(), application_id: 0 },
        "the id is still in the -wal"
    );
    drop(foreign);
    assert_eq!(refused(&folder, &path), FileError::NotOurs { at, application_id: 77 });
    fs::create_dir(folder.path().join("d")).unwrap();
    assert!(matches!(refused(&folder, &folder.path().join("d")), FileError::Folder(_)));
}

#[test]
fn a_newer_and_an_older_file_name_both_formats_and_stay_as_they_are() {
    for (version, newer) in [(FORMAT + 6, true), (FORMAT - 1, false)] {
        let folder = TempDir::new().unwrap();
        let (path, conn) = station(&folder);
        conn.pragma_update(None, "user_version", version).unwrap();
        close(conn).unwrap();
        match refused(&folder, &path) {
            FileError::Newer { file, program, .. } if newer => assert_eq!((file, program), (version, FORMAT)),
            FileError::Older { file, program, .. } if !newer => assert_eq!((file, program), (version, FORMAT)),
            other => panic!("{other}"),
        }
    }
}

#[test]
fn a_newer_file_whose_wal_was_left_over_keeps_that_wal() {
    let folder = TempDir::new().unwrap();
    let (path, conn) = station(&folder);
    conn.pragma_update(None, "user_version", FORMAT + 1).unwrap();
    let copy = folder.path().join("copy.touchstone");
    fs::copy(&path, &copy).unwrap();
    fs::copy(beside(&path, "-wal"), beside(&copy, "-wal")).unwrap();
    let before = (fs::read(&copy).unwrap(), fs::read(beside(&copy, "-wal")).unwrap());
    assert!(matches!(open(&copy), Err(FileError::Newer { .. })));
    assert!(before == (fs::read(&copy).unwrap(), fs::read(beside(&copy, "-wal")).unwrap()));
}

#[test]
fn a_left_over_wal_of_our_own_is_taken_in() {
    let folder = TempDir::new().unwrap();
    let (path, conn) = station(&folder);
    conn.execute("INSERT INTO candidate(name) VALUES ('李四')", []).unwrap();
    let copy = folder.path().join("copy.touchstone");
    fs::copy(&path, &copy).unwrap();
    fs::copy(beside(&path, "-wal"), beside(&copy, "-wal")).unwrap();
    assert_eq!(open_archive(&copy).unwrap_err(), FileError::Unsettled(Place::named(&copy)));
    let opened = open(&copy).unwrap();
    assert_eq!(opened.query_row("SELECT COUNT(*) FROM candidate", [], |row| row.get::<_, i64>(0)).unwrap(), 1);
    close(opened).unwrap();
    assert!(!beside(&copy, "-wal").exists());
    assert!(open_archive(&copy).is_ok());
}

#[test]
fn a_truncated_or_scrambled_file_is_called_damaged_and_not_written() {
    let folder = TempDir::new().unwrap();
    let (path, conn) = station(&folder);
    conn.execute_batch("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<2000) INSERT INTO candidate(name) SELECT 'name '||i FROM n").unwrap();
    close(conn).unwrap();
    let whole = fs::read(&path).unwrap();
    for keep in [whole.len() - 4096, whole.len() - 100, 4096, 2000] {
        fs::write(&path, &whole[..keep]).unwrap();
        let error = refused(&folder, &path);
        assert!(matches!(error, FileError::Damaged { .. } | FileError::NotSqlite(_)), "{keep}: {error:?}");
    }
    let mut scrambled = whole.clone();
    scrambled[100..4096].fill(0xA5);
    fs::write(&path, &scrambled).unwrap();
    assert!(matches!(refused(&folder, &path), FileError::Damaged { .. }));
    // Damage in the middle is found by the checks.
    let mut bent = whole.clone();
    let last = bent.len() - 4096;
    bent[last..last + 8].fill(0xFF);
    fs::write(&path, &bent).unwrap();
    let conn = open(&path).unwrap();
    assert!(!quick::quick_check(&conn).unwrap().is_empty());
}

#[test]
fn opening_a_second_window_does_not_loosen_the_first_ones_lock() {
    let folder = TempDir::new().unwrap();
    let (path, first) = station(&folder);
    first.execute_batch("BEGIN IMMEDIATE; INSERT INTO candidate(name) VALUES ('a')").unwrap();
    let second = open(&path).unwrap();
    second.pragma(None, "busy_timeout", 20, |_| Ok(())).unwrap();
    let error = explain(second.execute_batch("BEGIN IMMEDIATE").unwrap_err());
    assert_eq!(error, FileError::Busy(Place::default()));
    assert_eq!(
        error.say(Lang::Zh),
        "另一个窗口正在写工作文件，等了 5 秒仍未轮到，本次没有保存。请等它写完后再做一次。"
    );
    assert!(error.say(Lang::En).starts_with("Another window is writing the station file"));
    first.execute_batch("COMMIT").unwrap();
    assert!(second.execute_batch("BEGIN IMMEDIATE; ROLLBACK").is_ok());
}

#[test]
fn a_full_disk_is_called_a_full_disk() {
    let folder = TempDir::new().unwrap();
    let (_, conn) = station(&folder);
    conn.pragma(None, "max_page_count", 6, |_| Ok(())).unwrap();
    let error = conn.execute("INSERT INTO candidate(name) VALUES (hex(zeroblob(100000)))", []).unwrap_err();
    assert_eq!(explain(error), FileError::DiskFull(Place::default()));
    // What opening a file on a full disk answers.
    let shared = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_IOERR_SHMSIZE);
    assert_eq!(explain(rusqlite::Error::SqliteFailure(shared, None)), FileError::DiskFull(Place::default()));
}

#[test]
fn a_control_character_in_a_name_does_not_reach_the_screen() {
    let error = open(Path::new("a\u{1b}[2J.touchstone")).unwrap_err();
    assert!(error.say(Lang::Zh).contains("\\u{1b}[2J"), "{error}");
    assert!(!error.say(Lang::En).contains('\u{1b}'));
}

#[test]
fn rows_that_point_nowhere_are_named() {
    let folder = TempDir::new().unwrap();
    let (_, conn) = station(&folder);
    conn.execute_batch("PRAGMA foreign_keys=OFF; INSERT INTO entry(id, candidate) VALUES (5, 99)").unwrap();
    let findings = quick::foreign_key_check(&conn).unwrap();
    assert_eq!(findings[0].zh, "表 entry 第 5 行指向的 candidate 记录不存在。");
    assert_eq!(findings.len(), 1);
}

#[cfg(unix)]
mod permissions {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    /// Whether mode bits stop this user here; they do not stop root.
    fn modes_bind(folder: &TempDir) -> bool {
        let probe = folder.path().join("probe");
        fs::create_dir(&probe).unwrap();
        fs::set_permissions(&probe, fs::Permissions::from_mode(0o555)).unwrap();
        let bind = fs::write(probe.join("x"), "x").is_err();
        fs::set_permissions(&probe, fs::Permissions::from_mode(0o755)).unwrap();
        fs::remove_dir_all(&probe).unwrap();
        if !bind {
            skipped("mode bits do not stop this user (root)");
        }
        bind
    }

    fn with_mode<T>(path: &Path, mode: u32, act: impl FnOnce() -> T) -> T {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        let done = act();
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
        done
    }

    #[test]
    fn read_only_files_folders_and_closed_doors_each_have_their_sentence() {
        let folder = TempDir::new().unwrap();
        if !modes_bind(&folder) {
            return;
        }
        let (path, conn) = station(&folder);
        close(conn).unwrap();
        assert!(matches!(with_mode(&path, 0o444, || refused(&folder, &path)), FileError::ReadOnly(_)));
        assert!(matches!(with_mode(folder.path(), 0o555, || refused(&folder, &path)), FileError::ReadOnlyFolder(_)));
        assert!(
            with_mode(folder.path(), 0o555, || open_archive(&path)).is_ok(),
            "an archive reads from where nothing can be written"
        );
        let new = folder.path().join("new.touchstone");
        assert!(matches!(with_mode(folder.path(), 0o555, || create(&new, SCHEMA)), Err(FileError::ReadOnlyFolder(_))));
        assert!(matches!(with_mode(&path, 0o000, || open(&path)), Err(FileError::NoPermission(_))));
        assert!(matches!(with_mode(folder.path(), 0o000, || open(&path)), Err(FileError::NoPermission(_))));
    }
}
