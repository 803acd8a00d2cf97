//! What the connection that writes may never be asked to do, held by SQLite's authorizer as each statement is prepared: change the
//! schema or a setting, reach another file, rewrite what is only ever added to.
//!
//! It guards against our own mistakes and against SQL that slips in. Whoever holds the file needs no statement of ours; `check`
//! finds what they changed. New files, backups and checks in full have connections of their own.

use std::cell::Cell;

use rusqlite::Connection;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};

use crate::domain::language::{Lang, Say};
use crate::say;

/// Tables whose rows are added and stay. A sealed part may be erased once retention is over; no act does it yet.
const ONLY_ADDED: [&str; 4] = ["journal", "signature", "sealed", "checkpoint"];

/// PRAGMAs that look, and the one that folds the write-ahead log in. Any other may be read, not set.
const LOOKING: [&str; 7] =
    ["wal_checkpoint", "quick_check", "integrity_check", "foreign_key_check", "table_info", "table_list", "index_list"];

/// Why a statement was not prepared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forbidden {
    /// Tables, indexes, triggers and views are made with the file and never after.
    Schema,
    /// Another file beside this one.
    OtherFile,
    /// A changed or deleted row of this table.
    Rewriting(&'static str),
    /// A setting that was pinned when the file was opened.
    Setting,
}

impl Say for Forbidden {
    fn say(&self, lang: Lang) -> String {
        match self {
            Forbidden::Schema => lang.pick("改动表结构", "change the schema").to_owned(),
            Forbidden::OtherFile => lang.pick("连接另一个文件", "reach another file").to_owned(),
            Forbidden::Rewriting(table) => {
                say!(lang, "改动或删除 {table} 里的记录", "change or delete rows of {table}")
            }
            Forbidden::Setting => lang.pick("改动数据库设置", "change a setting of the database").to_owned(),
        }
    }
}

thread_local! {
    /// The authorizer can only say no: why waits here for whoever tells the error, on the same thread, at once.
    static WHY: Cell<Option<Forbidden>> = const { Cell::new(None) };
}

/// Why the last refused statement of this thread was refused.
pub fn why() -> Option<Forbidden> {
    WHY.take()
}

/// Holds every statement that is prepared on this connection from here on.
pub fn hold(conn: &mut Connection) -> rusqlite::Result<()> {
    conn.authorizer(Some(|context: AuthContext<'_>| match judge(&context.action) {
        Ok(()) => Authorization::Allow,
        Err(forbidden) => {
            WHY.set(Some(forbidden));
            Authorization::Deny
        }
    }))
}

fn judge(action: &AuthAction<'_>) -> Result<(), Forbidden> {
    use AuthAction::*;
    match action {
        Select | Read { .. } | Function { .. } | Recursive | Transaction { .. } | Savepoint { .. } => Ok(()),
        Insert { table_name } | Update { table_name, .. } | Delete { table_name }
            if table_name.to_ascii_lowercase().starts_with("sqlite_") =>
        {
            Err(Forbidden::Schema)
        }
        Insert { .. } => Ok(()),
        Update { table_name, .. } | Delete { table_name } => {
            let held = ONLY_ADDED.into_iter().find(|only| table_name.eq_ignore_ascii_case(only));
            held.map_or(Ok(()), |table| Err(Forbidden::Rewriting(table)))
        }
        Pragma { pragma_name, pragma_value } => {
            let looks = pragma_value.is_none() || LOOKING.iter().any(|look| pragma_name.eq_ignore_ascii_case(look));
            if looks { Ok(()) } else { Err(Forbidden::Setting) }
        }
        Attach { .. } | Detach { .. } => Err(Forbidden::OtherFile),
        // CREATE, DROP, ALTER, REINDEX, ANALYZE, temporary or not, and whatever a later SQLite may think of.
        _ => Err(Forbidden::Schema),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fault::FileError;
    use crate::store::{Store, file};

    fn guarded() -> (Store, tempfile::TempDir) {
        let folder = tempfile::tempdir().unwrap();
        (Store::create(&folder.path().join("s.touchstone")).unwrap(), folder)
    }

    #[test]
    fn the_programs_own_connection_refuses_each_with_its_name() {
        let (store, _folder) = guarded();
        let conn = store.connection();
        let cases = [
            ("DROP TRIGGER journal_is_append_only_update", Forbidden::Schema),
            ("DROP TABLE journal", Forbidden::Schema),
            ("DROP INDEX journal_kind", Forbidden::Schema),
            ("ALTER TABLE journal RENAME TO other", Forbidden::Schema),
            ("ALTER TABLE station ADD COLUMN more TEXT", Forbidden::Schema),
            ("CREATE TABLE more (id INTEGER) STRICT", Forbidden::Schema),
            ("CREATE TEMP TABLE more (id INTEGER)", Forbidden::Schema),
            ("CREATE TEMP TRIGGER quiet BEFORE INSERT ON journal BEGIN SELECT RAISE(IGNORE); END", Forbidden::Schema),
            ("CREATE VIEW more AS SELECT 1", Forbidden::Schema),
            ("CREATE INDEX more ON journal (at)", Forbidden::Schema),
            ("REINDEX journal_kind", Forbidden::Schema),
            ("ATTACH ':memory:' AS other", Forbidden::OtherFile),
            ("DETACH main", Forbidden::OtherFile),
            ("UPDATE journal SET reason = 'x'", Forbidden::Rewriting("journal")),
            ("DELETE FROM JOURNAL", Forbidden::Rewriting("journal")),
            ("UPDATE main.signature SET person = 2", Forbidden::Rewriting("signature")),
            ("DELETE FROM signature WHERE seq = 1", Forbidden::Rewriting("signature")),
            ("UPDATE sealed SET bytes = x''", Forbidden::Rewriting("sealed")),
            ("DELETE FROM sealed", Forbidden::Rewriting("sealed")),
            ("UPDATE checkpoint SET size = 1", Forbidden::Rewriting("checkpoint")),
            ("DELETE FROM checkpoint", Forbidden::Rewriting("checkpoint")),
            (
                "INSERT INTO journal (seq, kind, at, person, role, payload, leaf) VALUES (1, '', '', 1, '', x'', zeroblob(32))
                 ON CONFLICT DO UPDATE SET kind = 'x'",
                Forbidden::Rewriting("journal"),
            ),
            ("PRAGMA foreign_keys = OFF", Forbidden::Setting),
            ("PRAGMA recursive_triggers = OFF", Forbidden::Setting),
            ("PRAGMA ignore_check_constraints = ON", Forbidden::Setting),
            ("PRAGMA writable_schema = ON", Forbidden::Setting),
            ("PRAGMA synchronous = OFF", Forbidden::Setting),
            ("PRAGMA journal_mode = DELETE", Forbidden::Setting),
        ];
        for (sql, forbidden) in cases {
            let error = FileError::from(conn.execute_batch(sql).expect_err(sql));
            assert_eq!(error, FileError::Forbidden(forbidden), "{sql}");
        }
        // SQLite says no to this one itself.
        assert!(conn.execute("UPDATE sqlite_schema SET sql = ''", []).is_err());
        // VACUUM INTO attaches what it writes.
        let error = FileError::from(conn.execute("VACUUM INTO '/nowhere/copy'", []).unwrap_err());
        assert_eq!(error, FileError::Forbidden(Forbidden::OtherFile));
    }

    #[test]
    fn replacing_a_row_is_no_way_round() {
        let (store, _folder) = guarded();
        let insert = "INSERT OR REPLACE INTO checkpoint (number, size, root, at, reason, note)
                      VALUES (1, 1, zeroblob(32), '', 'lock', x'')";
        store.connection().execute(insert, []).unwrap();
        let error = store.connection().execute(insert, []).unwrap_err();
        assert!(error.to_string().contains("append-only"), "{error}");
    }

    #[test]
    fn looking_settling_and_copying_go_on() {
        let (store, folder) = guarded();
        assert_eq!(crate::store::quick::full_check(store.connection()).unwrap(), []);
        store.settle().unwrap();
        store.backup(&folder.path().join("copy.touchstone"), crate::store::backup::Existing::Keep).unwrap();
        file::open(&folder.path().join("copy.touchstone")).unwrap();
    }
}
