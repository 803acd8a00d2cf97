//! Work in progress: marks as they are typed, each kept at once and none of them an act.

use rusqlite::{Connection, params};

use super::{Failure, convert};
use crate::domain::evaluation::criterion::Given;
use crate::domain::evaluation::sheet::Sheet;
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::id::{EntryId, PersonId};

/// Whose open sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SheetKey {
    pub entry: EntryId,
    pub subject: SubjectKind,
    pub examiner: PersonId,
}

/// In a key: the panel together, whose measured values are agreed and signed by all.
pub const PANEL: PersonId = PersonId(0);

impl SheetKey {
    /// Whose open sheet becomes this one when it is signed.
    pub fn of(sheet: &Sheet) -> SheetKey {
        let examiner = if sheet.part.is_agreed() { PANEL } else { sheet.examiner };
        SheetKey { entry: sheet.entry, subject: sheet.subject, examiner }
    }

    /// Whether it is the sheet that the panel fills in together.
    pub fn is_panels(&self) -> bool {
        self.examiner == PANEL
    }
}

/// One mark as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    pub key: SheetKey,
    pub criterion: String,
    pub given: Given,
    pub note: String,
}

/// The door to the draft tables.
pub struct Draft<'a> {
    conn: &'a Connection,
}

impl<'a> Draft<'a> {
    pub(super) fn new(conn: &'a Connection) -> Self {
        Draft { conn }
    }

    /// Keeps these marks, each in place of what stood there.
    pub fn marks(&self, marks: &[Mark]) -> Result<(), Failure> {
        marks.iter().try_for_each(|one| self.mark(one.key, &one.criterion, Some(&one.given), &one.note))
    }

    /// Keeps what stands for a criterion: a mark, a note or both; neither takes it off the sheet.
    pub fn mark(&self, key: SheetKey, criterion: &str, given: Option<&Given>, note: &str) -> Result<(), Failure> {
        if given.is_none() && note.is_empty() {
            self.conn
                .prepare_cached(
                    "DELETE FROM draft_mark WHERE entry = ?1 AND subject = ?2 AND examiner = ?3 AND criterion = ?4",
                )?
                .execute(params![key.entry, key.subject, key.examiner, criterion])?;
            return Ok(());
        }
        let given = given.map(convert::text).transpose()?.unwrap_or_default();
        self.conn
            .prepare_cached(
                "INSERT INTO draft_mark (entry, subject, examiner, criterion, given, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                 ON CONFLICT DO UPDATE SET given = excluded.given, note = excluded.note",
            )?
            .execute(params![key.entry, key.subject, key.examiner, criterion, given, note])?;
        Ok(())
    }

    /// Keeps which questions are marked where the paper leaves a choice.
    pub fn choose(&self, key: SheetKey, chosen: &[String]) -> Result<(), Failure> {
        self.conn
            .prepare_cached(
                "INSERT INTO draft_choice (entry, subject, examiner, chosen) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT DO UPDATE SET chosen = excluded.chosen",
            )?
            .execute(params![key.entry, key.subject, key.examiner, convert::text(&chosen)?])?;
        Ok(())
    }
}
