//! The day of the exam: who is here, who sits where, what the pieces are numbered, who looked behind a number.

use rusqlite::{Row, params};

use super::{Read, Result};
use crate::domain::evaluation::batch::BatchItem;
use crate::domain::evaluation::entry::Decision;
use crate::domain::evaluation::floor::Attendance;
use crate::domain::evaluation::standing::Standing;
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::id::{BatchId, EntryId, PersonId};
use crate::store::act::{Act, PlacesDrawn};
use crate::store::convert::Json;

/// A candidate on the floor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FloorRow {
    pub entry: EntryId,
    pub ticket: Option<String>,
    pub name: String,
    pub room: Option<u16>,
    pub seat: Option<u16>,
    pub attendance: Attendance,
    pub stands: Option<Standing>,
    /// The number of the finished piece: for those alone who may know whose it is.
    pub piece: Option<u16>,
}

/// An act by which somebody who marks blind saw a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmasking {
    pub subject: SubjectKind,
    pub person: PersonId,
    /// RFC 3339.
    pub at: String,
    pub reason: String,
}

const ATTENDANCE: &str = "present, checked, absent, signed, began, ended, station, question_set,
    (SELECT coalesce(sum(minutes), 0) FROM extension WHERE entry = attendance.entry AND subject = attendance.subject) AS extra";

fn attendance(row: &Row) -> Result<Attendance> {
    Ok(Attendance {
        present: row.get("present")?,
        checked: row.get("checked")?,
        absent: row.get("absent")?,
        signed: row.get("signed")?,
        began: row.get("began")?,
        ended: row.get("ended")?,
        extra: row.get::<_, Option<u16>>("extra")?.unwrap_or(0),
        station: row.get("station")?,
        set: row.get("question_set")?,
    })
}

impl Read<'_> {
    /// How far a candidate is; as if nobody said anything where nobody did.
    pub fn attendance(&self, entry: EntryId, subject: SubjectKind) -> Result<Attendance> {
        let sql = format!("SELECT {ATTENDANCE} FROM attendance WHERE entry = ?1 AND subject = ?2");
        Ok(self.one(&sql, params![entry, subject], attendance)?.unwrap_or_default())
    }

    /// The candidates of a subject in the order of their workplaces, then of their seats.
    pub fn floor(&self, batch: BatchId, item: BatchItem, subject: SubjectKind) -> Result<Vec<FloorRow>> {
        let sql = format!(
            "SELECT entry.id AS id, ticket, name, room, seat, standing.value AS stands, number, {ATTENDANCE}
             FROM entry JOIN candidate ON candidate.id = entry.candidate
             LEFT JOIN attendance ON attendance.entry = entry.id AND attendance.subject = ?4
             LEFT JOIN standing ON standing.entry = entry.id AND standing.subject = ?4
             LEFT JOIN piece ON piece.entry = entry.id AND piece.subject = ?4
             WHERE batch = ?1 AND standard = ?2 AND level = ?3 AND decision = ?5
             ORDER BY station IS NULL, station, room, seat, entry.id"
        );
        let asked = params![batch, item.standard, item.level, subject, Decision::Accepted];
        self.all(&sql, asked, |row| {
            Ok(FloorRow {
                entry: row.get("id")?,
                ticket: row.get("ticket")?,
                name: row.get("name")?,
                room: row.get("room")?,
                seat: row.get("seat")?,
                attendance: attendance(row)?,
                stands: row.get::<_, Option<Json<Standing>>>("stands")?.map(|json| json.0),
                piece: row.get("number")?,
            })
        })
    }

    /// Every act that drew places, with what it holds; a row that cannot be read is told by the check of the journal.
    pub fn all_places_drawn(&self) -> Result<Vec<(i64, PlacesDrawn)>> {
        let sql = "SELECT seq, payload FROM journal WHERE kind = 'places_drawn' ORDER BY seq";
        let rows = self.all(sql, [], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, Vec<u8>>(1)?)))?;
        let drawn = |(seq, bytes): (i64, Vec<u8>)| match Act::read("places_drawn", &bytes, None) {
            Ok(Act::PlacesDrawn(drawn)) => Some((seq, drawn)),
            _ => None,
        };
        Ok(rows.into_iter().filter_map(drawn).collect())
    }

    /// Minutes added for a candidate, with their reasons, in order.
    pub fn extensions(&self, entry: EntryId, subject: SubjectKind) -> Result<Vec<(u16, String)>> {
        let sql = "SELECT minutes, because FROM extension WHERE entry = ?1 AND subject = ?2 ORDER BY seq";
        self.all(sql, params![entry, subject], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// The number of the finished piece of an entry.
    pub fn piece(&self, entry: EntryId, subject: SubjectKind) -> Result<Option<u16>> {
        let sql = "SELECT number FROM piece WHERE entry = ?1 AND subject = ?2";
        self.one(sql, params![entry, subject], |row| row.get(0))
    }

    /// The subjects of an entry whose pieces are numbered.
    pub fn pieces_of(&self, entry: EntryId) -> Result<Vec<(SubjectKind, u16)>> {
        let sql = "SELECT subject, number FROM piece WHERE entry = ?1 ORDER BY subject";
        self.all(sql, [entry], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// Who looked behind the number or ticket of an entry, in order.
    pub fn unmaskings(&self, entry: EntryId) -> Result<Vec<Unmasking>> {
        let sql = "SELECT subject, person, at, reason FROM unmasking JOIN journal ON journal.seq = unmasking.seq
                   WHERE entry = ?1 ORDER BY unmasking.seq";
        self.all(sql, [entry], |row| {
            Ok(Unmasking {
                subject: row.get("subject")?,
                person: row.get("person")?,
                at: row.get("at")?,
                reason: row.get::<_, Option<String>>("reason")?.unwrap_or_default(),
            })
        })
    }

    /// Who signed a sheet of this subject, each once.
    pub fn signers(&self, entry: EntryId, subject: SubjectKind) -> Result<Vec<PersonId>> {
        let sql =
            "SELECT DISTINCT examiner FROM sheet WHERE entry = ?1 AND subject = ?2 AND agreed = 0 ORDER BY examiner";
        self.all(sql, params![entry, subject], |row| row.get(0))
    }
}
