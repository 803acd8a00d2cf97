//! What was typed into a form and not sent: kept as work in progress on the side of the wall where it was typed, so that a fall of the
//! program or of the power costs nobody a long text.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{Failure, waiting};

/// Which form: whose, where it stands, and a digest of what it says above its fields.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FormKey {
    pub person: i64,
    pub place: String,
    pub about: String,
}

/// What stands in the fields, by their names.
pub type Fields = Vec<(String, String)>;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormDraft {
    pub place: String,
    /// RFC 3339.
    pub at: String,
    pub fields: Fields,
}

/// The drafts of one side.
pub struct FormDrafts<'a> {
    conn: &'a Connection,
    table: &'static str,
}

impl<'a> FormDrafts<'a> {
    pub(super) fn of_evaluation(conn: &'a Connection) -> FormDrafts<'a> {
        FormDrafts { conn, table: "form_draft" }
    }

    pub(super) fn of_employment(conn: &'a Connection) -> FormDrafts<'a> {
        FormDrafts { conn, table: "employment_form_draft" }
    }

    fn statement(&self, sql: &str) -> Result<rusqlite::CachedStatement<'a>, Failure> {
        Ok(self.conn.prepare_cached(&sql.replace("TABLE", self.table))?)
    }

    /// Keeps what is typed. Another window that writes just now is not waited for: whoever types goes on, and the next pause keeps it.
    pub fn keep(&self, key: &FormKey, at: &str, fields: &Fields) -> Result<(), Failure> {
        let fields = serde_json::to_string(fields).expect("texts are text");
        let mut statement = self.statement(
            "INSERT INTO TABLE (person, place, about, at, fields) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT DO UPDATE SET at = excluded.at, fields = excluded.fields",
        )?;
        let own = params![key.person, key.place, key.about, at, fields];
        waiting::without(|| statement.execute(own)).map(drop).map_err(Failure::from)
    }

    pub fn forget(&self, key: &FormKey) -> Result<(), Failure> {
        self.statement("DELETE FROM TABLE WHERE person = ?1 AND place = ?2 AND about = ?3")?
            .execute(params![key.person, key.place, key.about])?;
        Ok(())
    }

    /// Drops what this person left lying since before that moment.
    pub fn drop_older(&self, person: i64, than: &str) -> Result<(), Failure> {
        self.statement("DELETE FROM TABLE WHERE person = ?1 AND julianday(at) < julianday(?2)")?
            .execute(params![person, than])?;
        Ok(())
    }

    pub fn find(&self, key: &FormKey) -> Result<Option<FormDraft>, Failure> {
        let sql = "SELECT place, at, fields FROM TABLE WHERE person = ?1 AND place = ?2 AND about = ?3";
        let found = self.statement(sql)?.query_row(params![key.person, key.place, key.about], draft).optional()?;
        Ok(found)
    }

    /// Every draft of a person, the newest first.
    pub fn of(&self, person: i64) -> Result<Vec<FormDraft>, Failure> {
        let sql = "SELECT place, at, fields FROM TABLE WHERE person = ?1 ORDER BY at DESC, place";
        let mut statement = self.statement(sql)?;
        let rows = statement.query_map([person], draft)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

/// Fields that cannot be read any more are none.
fn draft(row: &Row) -> rusqlite::Result<FormDraft> {
    let fields: String = row.get(2)?;
    Ok(FormDraft { place: row.get(0)?, at: row.get(1)?, fields: serde_json::from_str(&fields).unwrap_or_default() })
}
