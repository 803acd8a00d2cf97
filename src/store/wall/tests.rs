//! What each handle is refused, by name.

use super::*;
use crate::store::fault::FileError;
use crate::store::labels::{Side, tables};
use crate::store::{Store, file};

fn guarded() -> (Store, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::create(&folder.path().join("s.touchstone")).unwrap();
    store.open_employment().unwrap();
    (store, folder)
}

fn refused(conn: &Connection, sql: &str) -> Forbidden {
    match FileError::from(conn.prepare(sql).expect_err(sql)) {
        FileError::Forbidden(forbidden) => forbidden,
        other => panic!("{sql}: {other:?}"),
    }
}

fn table(handle: Handle, operation: Operation, table: &str) -> Forbidden {
    Forbidden::Table { handle, operation, table: table.to_owned() }
}

#[test]
fn the_evaluations_own_connection_refuses_each_with_its_name() {
    let (store, _folder) = guarded();
    let conn = store.connection();
    let rewriting = |operation, name: &str| table(Handle::Evaluation, operation, name);
    let setting = |name: &str| Forbidden::Setting(name.to_owned());
    use Operation::{Delete, Select, Update};
    let cases = [
        ("DROP TABLE journal", rewriting(Delete, "sqlite_master")),
        ("ALTER TABLE station ADD COLUMN more TEXT", Forbidden::Schema),
        ("CREATE TEMP TABLE more (id INTEGER)", table(Handle::Evaluation, Operation::Insert, "sqlite_temp_master")),
        ("REINDEX journal_kind", Forbidden::Schema),
        ("ATTACH ':memory:' AS other", Forbidden::OtherFile),
        ("DETACH main", Forbidden::OtherFile),
        ("UPDATE journal SET reason = 'x'", rewriting(Update, "journal")),
        ("DELETE FROM JOURNAL", rewriting(Delete, "journal")),
        ("UPDATE main.signature SET person = 2", rewriting(Update, "signature")),
        ("DELETE FROM signature WHERE seq = 1", rewriting(Delete, "signature")),
        ("UPDATE sealed SET bytes = x''", rewriting(Update, "sealed")),
        ("UPDATE checkpoint SET size = 1", rewriting(Update, "checkpoint")),
        ("DELETE FROM checkpoint", rewriting(Delete, "checkpoint")),
        ("DELETE FROM journal_tip", rewriting(Delete, "journal_tip")),
        (
            "INSERT INTO journal (seq, kind, at, person, role, payload, leaf) VALUES (1, '', '', 1, '', x'', zeroblob(32))
             ON CONFLICT DO UPDATE SET kind = 'x'",
            rewriting(Update, "journal"),
        ),
        ("SELECT name FROM employer", rewriting(Select, "employer")),
        ("SELECT count(*) FROM appointment", rewriting(Select, "appointment")),
        ("SELECT payload FROM employment_journal", rewriting(Select, "employment_journal")),
        ("PRAGMA foreign_keys = OFF", setting("foreign_keys")),
        ("PRAGMA recursive_triggers = OFF", setting("recursive_triggers")),
        ("PRAGMA ignore_check_constraints = ON", setting("ignore_check_constraints")),
        ("PRAGMA writable_schema = ON", setting("writable_schema")),
        ("PRAGMA synchronous = OFF", setting("synchronous")),
        ("PRAGMA journal_mode = DELETE", setting("journal_mode")),
        ("PRAGMA table_info(sheet)", setting("table_info")),
        ("VACUUM", Forbidden::OtherFile),
    ];
    for (sql, forbidden) in cases {
        assert_eq!(conn.execute_batch(sql).map_err(FileError::from), Err(FileError::Forbidden(forbidden)), "{sql}");
    }
    for sql in [
        "DROP TRIGGER journal_is_append_only_update",
        "DROP INDEX journal_kind",
        "ALTER TABLE journal RENAME TO other",
        "CREATE TABLE more (id INTEGER) STRICT",
        "CREATE TEMP TRIGGER quiet BEFORE INSERT ON journal BEGIN SELECT RAISE(IGNORE); END",
        "CREATE VIEW more AS SELECT 1",
        "CREATE INDEX more ON journal (at)",
        "UPDATE sqlite_schema SET sql = ''",
        "VACUUM INTO '/nowhere/copy'",
    ] {
        assert!(conn.execute_batch(sql).is_err(), "{sql} went through");
    }
}

#[test]
fn employment_reads_the_window_the_common_tables_and_one_number_and_writes_its_own_side_only() {
    let (store, _folder) = guarded();
    let conn = store.employment().unwrap().connection();
    let of = |operation, name: &str| table(Handle::Employment, operation, name);
    for sql in [
        "SELECT number, holder, level FROM certificate_public",
        "SELECT count(*) FROM certificate_public",
        "SELECT name FROM person",
        "SELECT size FROM journal_tip WHERE id = 1",
        "SELECT title FROM post",
        "INSERT INTO employer (id, name, credit_code, region, contact) VALUES (1, '', '', '', '')",
        "DELETE FROM employer",
    ] {
        conn.prepare(sql).unwrap_or_else(|error| panic!("{sql}: {error}"));
    }
    use Operation::{Delete, Insert, Select, Update};
    for (sql, forbidden) in [
        ("SELECT payload FROM journal", of(Select, "journal")),
        ("SELECT frontier FROM journal_tip", of(Select, "journal_tip")),
        ("SELECT * FROM journal_tip", of(Select, "journal_tip")),
        ("SELECT count(*) FROM journal_tip", of(Select, "journal_tip")),
        ("SELECT derivation FROM outcome", of(Select, "outcome")),
        ("SELECT count(*) FROM sheet", of(Select, "sheet")),
        ("SELECT 1 FROM employer WHERE EXISTS (SELECT 1 FROM outcome)", of(Select, "outcome")),
        ("WITH o AS (SELECT verdict FROM outcome) SELECT * FROM o", of(Select, "outcome")),
        ("SELECT name FROM employer UNION SELECT verdict FROM outcome", of(Select, "outcome")),
        ("INSERT INTO employer (id, name) SELECT entry, verdict FROM outcome", of(Select, "outcome")),
        ("UPDATE certificate_public SET status = 'revoked'", of(Update, "certificate_public")),
        ("DELETE FROM certificate_public", of(Delete, "certificate_public")),
        ("INSERT INTO person (id, name) VALUES (99, 'x')", of(Insert, "person")),
        ("UPDATE person_role SET role = 'certifier'", of(Update, "person_role")),
        ("UPDATE journal_tip SET size = 0", of(Update, "journal_tip")),
        ("INSERT INTO setting (name, value) VALUES ('a', 'b')", of(Insert, "setting")),
        ("UPDATE employment_journal SET reason = ''", of(Update, "employment_journal")),
        ("UPDATE employment_sealed SET bytes = x''", of(Update, "employment_sealed")),
        ("DELETE FROM employment_signature", of(Delete, "employment_signature")),
        ("SELECT sql FROM sqlite_schema", of(Select, "sqlite_master")),
        ("SELECT * FROM pragma_table_info('sheet')", of(Select, "pragma_table_info")),
        ("SELECT load_extension('x')", Forbidden::Function("load_extension".into())),
        ("PRAGMA wal_checkpoint", Forbidden::Setting("wal_checkpoint".into())),
        ("ATTACH 'other.db' AS other", Forbidden::OtherFile),
    ] {
        assert_eq!(refused(conn, sql), forbidden, "{sql}");
    }
}

#[test]
fn what_somebody_put_into_the_file_to_carry_marks_across_carries_nothing() {
    let (store, folder) = guarded();
    drop(store);
    let path = folder.path().join("s.touchstone");
    let owner = Connection::open(&path).unwrap();
    owner
        .execute_batch(
            "CREATE VIEW marks AS SELECT * FROM outcome;
             CREATE TRIGGER carry AFTER INSERT ON outcome BEGIN INSERT INTO employer (id, name) VALUES (1, NEW.verdict); END;
             CREATE TRIGGER spy AFTER INSERT ON employer BEGIN UPDATE outcome SET verdict = 'pass'; END;",
        )
        .unwrap();
    let mut store = Store::open(&path).unwrap();
    store.open_employment().unwrap();
    // A table that is not ours keeps a file from being opened; this one came later.
    owner.execute_batch("CREATE TABLE carried (verdict TEXT) STRICT;").unwrap();
    drop(owner);
    assert!(Store::open(&path).is_err());
    let (evaluation, employment) = (store.connection(), store.employment().unwrap().connection());
    for sql in [
        "SELECT * FROM marks",
        "SELECT count(*) FROM marks",
        "SELECT verdict FROM carried",
        "SELECT count(*) FROM carried",
    ] {
        refused(employment, sql);
    }
    assert_eq!(
        refused(evaluation, "INSERT INTO outcome (entry, verdict, derivation, seq) VALUES (1, 'pass', x'', 1)"),
        table(Handle::Evaluation, Operation::Insert, "employer")
    );
    assert_eq!(
        refused(employment, "INSERT INTO employer (id, name, credit_code, region, contact) VALUES (1, '', '', '', '')"),
        table(Handle::Employment, Operation::Update, "outcome")
    );
}

#[test]
fn a_function_that_the_program_itself_registers_is_not_called() {
    let (store, _folder) = guarded();
    let conn = store.employment().unwrap().connection();
    let flags = rusqlite::functions::FunctionFlags::SQLITE_UTF8;
    conn.create_scalar_function("marks_of", 1, flags, |_| Ok(100)).unwrap();
    assert_eq!(refused(conn, "SELECT marks_of(1)"), Forbidden::Function("marks_of".into()));
}

#[test]
fn every_table_of_the_other_side_is_refused_whatever_is_asked_of_it() {
    let (store, _folder) = guarded();
    let keeper = store.keeper().unwrap();
    let sides = [(Side::Evaluation, store.employment().unwrap().connection()), (Side::Employment, store.connection())];
    let mut tried = 0;
    for (side, conn) in sides {
        for table in tables().iter().filter(|table| table.side == side) {
            let name = &table.name;
            let column: String = keeper
                .query_row("SELECT name FROM pragma_table_info(?1) ORDER BY cid DESC LIMIT 1", [name], |row| row.get(0))
                .unwrap();
            for sql in [
                format!("SELECT {column} FROM {name}"),
                format!("SELECT count(*) FROM {name}"),
                format!("INSERT INTO {name} ({column}) VALUES (NULL)"),
                format!("UPDATE {name} SET {column} = NULL"),
                format!("DELETE FROM {name}"),
            ] {
                refused(conn, &sql);
                tried += 1;
            }
        }
    }
    assert!(tried > 200, "{tried}");
}

#[test]
fn the_keeper_reads_everything_copies_and_changes_nothing() {
    let (store, folder) = guarded();
    let keeper = store.keeper().unwrap();
    assert_eq!(crate::store::quick::full_check(&keeper).unwrap(), []);
    for table in tables() {
        keeper.prepare(&format!("SELECT * FROM {}", table.name)).unwrap();
        refused(&keeper, &format!("DELETE FROM {}", table.name));
    }
    store.settle().unwrap();
    store.backup(&folder.path().join("copy.touchstone"), crate::store::backup::Existing::Keep).unwrap();
    file::open(&folder.path().join("copy.touchstone"), crate::store::SCHEMA).unwrap();
}

#[test]
fn replacing_a_row_is_no_way_round() {
    let (store, _folder) = guarded();
    let insert = "INSERT OR REPLACE INTO checkpoint (number, size, root, at, reason, note, seal)
                  VALUES (1, 1, zeroblob(32), '', 'lock', x'', zeroblob(64))";
    store.connection().execute(insert, []).unwrap();
    // Replacing deletes, and deleting is on no list; where it is not prepared as such, the append-only triggers refuse it.
    let error = store.connection().execute(insert, []).unwrap_err();
    assert!(error.to_string().contains("append-only"), "{error}");
}
