//! What each table of the schema says it is, read from the first line of its own definition.

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

/// Every table with its label; none where a table says nothing.
pub fn labels(conn: &Connection) -> rusqlite::Result<Vec<(String, Option<Label>)>> {
    let sql = "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid";
    let mut statement = conn.prepare(sql)?;
    let rows = statement.query_map([], |row| {
        let sql: String = row.get(1)?;
        let first = sql.lines().next().unwrap_or_default();
        let label = first.split_once("( -- ").and_then(|(_, said)| Label::from_word(said.split(':').next()?.trim()));
        Ok((row.get(0)?, label))
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
        for (table, label) in labels {
            assert!(label.is_some(), "{table} has no label in its first line");
            let strict: bool = conn
                .query_row("SELECT strict FROM pragma_table_list WHERE name = ?1", [&table], |row| row.get(0))
                .unwrap();
            assert!(strict, "{table} is not STRICT");
        }
    }
}
