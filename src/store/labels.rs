//! What each table of the schema says it is, read from the first line of its own definition: on which side of the wall it stands,
//! and what kind of table it is.

use std::sync::OnceLock;

use rusqlite::Connection;

/// The label of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Label {
    Journal,
    Sealed,
    Projection,
    Draft,
    Local,
}

impl Label {
    fn from_word(word: &str) -> Option<Label> {
        match word {
            "journal" => Some(Label::Journal),
            "sealed" => Some(Label::Sealed),
            "projection" => Some(Label::Projection),
            "draft" => Some(Label::Draft),
            "local" => Some(Label::Local),
            _ => None,
        }
    }
}

/// On which side of the wall a table stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Standards, entries, marks, outcomes, certificates. What says nothing stands here.
    Evaluation,
    /// Who works here, their accounts, the station: both sides may read it.
    Common,
    /// What employment may read of evaluation: the public part of certificates.
    Window,
    Employment,
}

impl Side {
    fn from_word(word: &str) -> Option<Side> {
        match word {
            "common" => Some(Side::Common),
            "window" => Some(Side::Window),
            "employment" => Some(Side::Employment),
            _ => None,
        }
    }

    pub const fn word(self) -> &'static str {
        match self {
            Side::Evaluation => "evaluation",
            Side::Common => "common",
            Side::Window => "window",
            Side::Employment => "employment",
        }
    }
}

/// A table of this version's own schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    pub name: String,
    pub side: Side,
    pub label: Label,
}

/// The tables of this version's schema. What a file says of itself is never asked: whoever holds it may have written there.
pub fn tables() -> &'static [Table] {
    static TABLES: OnceLock<Vec<Table>> = OnceLock::new();
    TABLES.get_or_init(|| {
        super::SCHEMA
            .lines()
            .filter_map(|line| {
                let name = line.strip_prefix("CREATE TABLE ")?.split_whitespace().next()?.to_owned();
                let (side, label) = said(line);
                label.map(|label| Table { name, side, label })
            })
            .collect()
    })
}

/// The table of that name, whatever its case.
pub fn table(name: &str) -> Option<&'static Table> {
    tables().iter().find(|table| table.name.eq_ignore_ascii_case(name))
}

/// `( -- side label: …` or `( -- label: …`.
fn said(first_line: &str) -> (Side, Option<Label>) {
    let words = first_line.split_once("( -- ").and_then(|(_, said)| said.split(':').next()).unwrap_or_default();
    match words.trim().split_once(' ') {
        None => (Side::Evaluation, Label::from_word(words.trim())),
        Some((side, label)) => match Side::from_word(side) {
            Some(side) => (side, Label::from_word(label)),
            None => (Side::Evaluation, None),
        },
    }
}

/// Every table with its label; none where a table says nothing.
pub fn labels(conn: &Connection) -> rusqlite::Result<Vec<(String, Option<Label>)>> {
    let sql = "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid";
    let mut statement = conn.prepare(sql)?;
    let rows = statement.query_map([], |row| {
        let sql: String = row.get(1)?;
        Ok((row.get(0)?, said(sql.lines().next().unwrap_or_default()).1))
    })?;
    rows.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_of_the_schema_says_what_it_is_and_is_strict() {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch(crate::store::SCHEMA).unwrap();
        let labels = labels(&conn).unwrap();
        assert!(labels.len() > 20);
        assert_eq!(labels.len(), tables().len(), "the text and the database tell of the same tables");
        for (name, label) in labels {
            assert!(label.is_some(), "{name} has no label in its first line");
            assert_eq!(table(&name).map(|table| table.label), label, "{name}");
            let strict: bool = conn
                .query_row("SELECT strict FROM pragma_table_list WHERE name = ?1", [&name], |row| row.get(0))
                .unwrap();
            assert!(strict, "{name} is not STRICT");
        }
    }

    #[test]
    fn no_foreign_key_crosses_the_wall() {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch(crate::store::SCHEMA).unwrap();
        for table in tables() {
            let sql = "SELECT \"table\" FROM pragma_foreign_key_list(?1)";
            let mut statement = conn.prepare(sql).unwrap();
            let parents = statement.query_map([&table.name], |row| row.get::<_, String>(0)).unwrap();
            for parent in parents.map(Result::unwrap) {
                let other = super::table(&parent).expect("a table of the schema").side;
                let own = |side| side == Side::Employment;
                assert_eq!(own(table.side), own(other), "{} points at {parent}", table.name);
                assert!(other != Side::Window, "{} points at the window", table.name);
            }
        }
    }
}
