//! Whether a file was made by this build of the program: its tables hold what `schema.sql` makes, no table and no column more or less.
//! The number of the format does not tell one unreleased build from another, and a table that is missing would show only at the first
//! act, in SQLite's words. What differs is read off the file's own schema, which a copy, a backup and a restored file all carry.

use std::collections::HashMap;

use rusqlite::Connection;

use super::fault::{FileError, Place};
use crate::domain::identity::inert;

/// What a file's schema has otherwise than the program's. Names only; at most [`TOLD`] of each are told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Differing {
    /// Tables that the program makes and the file lacks.
    pub lacking: Vec<String>,
    /// Tables that the file has and the program does not make.
    pub more: Vec<String>,
    /// Tables, indexes and triggers of one name and another wording: a column more, another rule.
    pub other: Vec<String>,
}

/// How many names are told of one kind.
pub const TOLD: usize = 3;

impl Differing {
    fn is_none(&self) -> bool {
        self.lacking.is_empty() && self.more.is_empty() && self.other.is_empty()
    }
}

/// Refuses a file whose tables are not those that `schema_sql` makes. Writes nothing.
///
/// An index or a trigger that is missing, and a view or a trigger that somebody laid, are no sign of another build: the checks of the
/// file and of the wall find them and name them.
pub fn same(conn: &Connection, schema_sql: &str) -> Result<(), FileError> {
    if is_word_for_word(conn, schema_sql)? {
        return Ok(());
    }
    let mut wanted: HashMap<&str, &str> = statements(schema_sql).filter_map(|sql| Some((name_of(sql)?, sql))).collect();
    let mut found = Differing::default();
    let mut rows = conn.prepare("SELECT type = 'table', name, sql FROM sqlite_schema WHERE typeof(sql) = 'text'")?;
    let mut rows = rows.query([])?;
    while let Some(row) = rows.next()? {
        // A damaged file may hold anything here.
        let text = |at| row.get_ref(at).map(|value| String::from_utf8_lossy(value.as_bytes().unwrap_or_default()));
        let (is_table, name, sql) = (row.get::<_, Option<bool>>(0)?, text(1)?, text(2)?);
        match wanted.remove(&*name) {
            Some(ours) if ours == sql || words(ours).eq(words(&sql)) => {}
            Some(_) => found.other.push(inert(&name)),
            // SQLite's own tables are named so, and nobody else's can be.
            None if is_table == Some(true) && !name.starts_with("sqlite_") => found.more.push(inert(&name)),
            None => {}
        }
    }
    found.lacking =
        wanted.into_iter().filter(|(_, sql)| sql.starts_with("CREATE TABLE ")).map(|(name, _)| name.into()).collect();
    for names in [&mut found.lacking, &mut found.more, &mut found.other] {
        names.sort();
    }
    if found.is_none() { Ok(()) } else { Err(FileError::OtherBuild { at: Place::default(), found }) }
}

/// Whether the file holds these very statements in this order, as one does in which nothing was ever put in order anew: what every
/// start asks, and costs next to nothing.
fn is_word_for_word(conn: &Connection, schema_sql: &str) -> Result<bool, FileError> {
    let mut rest = schema_sql;
    let mut kept = conn.prepare("SELECT sql FROM sqlite_schema WHERE typeof(sql) = 'text' ORDER BY rowid")?;
    let mut kept = kept.query([])?;
    while let Some(row) = kept.next()? {
        let sql = row.get_ref(0)?.as_bytes().unwrap_or_default();
        let Some(next) = start(rest).map(|at| &rest[at..]) else { return Ok(false) };
        match std::str::from_utf8(sql).ok().and_then(|sql| next.strip_prefix(sql)) {
            Some(after) if after.starts_with(';') => rest = after,
            _ => return Ok(false),
        }
    }
    Ok(start(rest).is_none())
}

/// The statements of a schema as SQLite keeps them: from `CREATE` to before the semicolon.
fn statements(sql: &str) -> impl Iterator<Item = &str> {
    let mut rest = sql;
    std::iter::from_fn(move || {
        rest = &rest[start(rest)?..];
        let (statement, after) = rest.split_at(end(rest));
        rest = after.strip_prefix(';').unwrap_or(after);
        Some(statement)
    })
}

/// Where the next statement begins, past blanks, lines of comment and semicolons.
fn start(sql: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        let rest = sql.get(at..)?.trim_start_matches([' ', '\n', '\r', '\t', ';']);
        at = sql.len() - rest.len();
        if !rest.starts_with("--") {
            return (!rest.is_empty()).then_some(at);
        }
        at += rest.find('\n')?;
    }
}

/// Where the statement ends: at the semicolon outside text and comment, and a trigger's at the one after its `END`.
fn end(sql: &str) -> usize {
    let (bytes, trigger) = (sql.as_bytes(), sql.starts_with("CREATE TRIGGER"));
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b';' if !trigger || sql[..at].trim_end().ends_with("END") => return at,
            b'\'' | b'"' => at += 1 + find(&bytes[at + 1..], byte),
            b'-' if bytes.get(at + 1) == Some(&b'-') => at += find(&bytes[at..], b'\n'),
            _ => {}
        }
        at += 1;
    }
    bytes.len()
}

fn find(bytes: &[u8], wanted: u8) -> usize {
    bytes.iter().position(|byte| *byte == wanted).unwrap_or(bytes.len())
}

/// What the statement makes: the word after `TABLE`, `INDEX` or `TRIGGER`.
fn name_of(statement: &str) -> Option<&str> {
    let mut words = statement.split([' ', '\n', '(']).filter(|word| !word.is_empty());
    words.find(|word| matches!(*word, "TABLE" | "INDEX" | "TRIGGER" | "VIEW"))?;
    words.next()
}

/// The words of a statement without its comments and its layout: neither makes another build.
fn words(statement: &str) -> impl Iterator<Item = &str> {
    statement.lines().map(|line| line.split_once("--").map_or(line, |(code, _)| code)).flat_map(str::split_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::{Lang, Say};
    use crate::store::SCHEMA;
    use std::path::Path;

    /// What a file of this schema is found to have otherwise, after `changes`.
    fn found(changes: &str) -> Differing {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch(SCHEMA).unwrap();
        conn.execute_batch(changes).unwrap();
        match same(&conn, SCHEMA) {
            Ok(()) => Differing::default(),
            Err(FileError::OtherBuild { found, .. }) => found,
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn every_statement_of_the_schema_is_read_as_sqlite_keeps_it() {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch(SCHEMA).unwrap();
        let mut kept =
            conn.prepare("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid").unwrap();
        let kept = kept.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        let kept: Vec<(String, String)> = kept.collect::<Result<_, _>>().unwrap();
        let ours: Vec<(String, String)> =
            statements(SCHEMA).map(|sql| (name_of(sql).unwrap().to_owned(), sql.to_owned())).collect();
        assert!(ours.len() > 100 && ours == kept);
        assert!(is_word_for_word(&conn, SCHEMA).unwrap(), "the short way is taken");
        let half = SCHEMA.rfind("CREATE ").unwrap();
        assert!(!is_word_for_word(&conn, &SCHEMA[..half]).unwrap());
        conn.execute_batch("DROP TABLE form_draft").unwrap();
        assert!(!is_word_for_word(&conn, SCHEMA).unwrap());
    }

    #[test]
    fn a_table_or_a_column_more_or_less_is_another_build_and_a_comment_or_a_guard_is_not() {
        let named = |name: &str| vec![name.to_owned()];
        let (lacking, more, other) = (
            found("DROP TABLE form_draft"),
            found("CREATE TABLE later (id INTEGER)"),
            found("ALTER TABLE person ADD COLUMN nickname TEXT"),
        );
        assert_eq!(lacking, Differing { lacking: named("form_draft"), ..Differing::default() });
        assert_eq!(more, Differing { more: named("later"), ..Differing::default() });
        assert_eq!(other, Differing { other: named("person"), ..Differing::default() });
        let dropped = "DROP TRIGGER journal_is_append_only_update; DROP INDEX journal_kind; CREATE VIEW v AS SELECT 1";
        for same in ["", dropped, "VACUUM", "ANALYZE"] {
            assert_eq!(found(same), Differing::default(), "{same}");
        }
        let reworded =
            "DROP INDEX journal_kind; CREATE INDEX journal_kind -- for the filter\n  ON journal\n(kind, seq)";
        assert_eq!(found(reworded), Differing::default());
        assert_eq!(
            found("DROP INDEX journal_kind; CREATE INDEX journal_kind ON journal (kind)").other,
            ["journal_kind"]
        );
    }

    #[test]
    fn the_sentence_says_whether_the_build_is_earlier_later_or_another_and_names_what_differs() {
        let said = |found: &Differing, lang| {
            FileError::OtherBuild { at: Place::named(Path::new("站.touchstone")), found: found.clone() }.say(lang)
        };
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let earlier = Differing { lacking: names(&["a", "b", "c", "d"]), ..Differing::default() };
        let later = Differing { more: names(&["z"]), ..Differing::default() };
        let another = Differing { other: names(&["person"]), more: names(&["z"]), ..Differing::default() };
        assert!(
            said(&earlier, Lang::Zh).contains("较早的版本")
                && said(&earlier, Lang::Zh).contains("缺少表 a、b、c 等 4 个")
        );
        assert!(said(&later, Lang::En).contains("a later build") && said(&later, Lang::En).contains("it has more: z"));
        assert!(
            said(&another, Lang::Zh).contains("另一版本")
                && said(&another, Lang::En).contains("differing or damaged: person")
        );
        for (found, lang) in [&earlier, &later, &another].into_iter().flat_map(|f| [(f, Lang::Zh), (f, Lang::En)]) {
            assert!(said(found, lang).contains(lang.pick("未作任何改动", "left as it is")), "{}", said(found, lang));
        }
    }
}
