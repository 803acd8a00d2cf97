//! What was recorded for an inspector: the supervision list, the rooms, and the samples drawn.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Read, Result, day};
use crate::domain::evaluation::inspection::ItemFound;
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::id::{BatchId, EntryId};
use crate::store::convert::Json;

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Supervision {
    pub recorded_on: NaiveDate,
    pub overall: u8,
    pub opinion: String,
    pub items: Vec<ItemFound>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RoomRecord {
    pub room: u16,
    pub subject: SubjectKind,
    pub expected: u16,
    pub present: u16,
    pub incidents: String,
    pub invigilators: String,
    pub recorded_on: NaiveDate,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Inspection {
    pub seed: String,
    pub entries: Vec<EntryId>,
    pub drawn_on: NaiveDate,
}

impl Read<'_> {
    pub fn supervision(&self, batch: BatchId) -> Result<Option<Supervision>> {
        let sql = "SELECT recorded_on, overall, opinion, items FROM supervision WHERE batch = ?1";
        self.one(sql, [batch], |row| {
            Ok(Supervision {
                recorded_on: day(row, "recorded_on")?,
                overall: row.get("overall")?,
                opinion: row.get("opinion")?,
                items: row.get::<_, Json<Vec<ItemFound>>>("items")?.0,
            })
        })
    }

    pub fn room_records(&self, batch: BatchId) -> Result<Vec<RoomRecord>> {
        let sql = "SELECT room, subject, expected, present, incidents, invigilators, recorded_on FROM room_record
                   WHERE batch = ?1 ORDER BY room, subject";
        self.all(sql, [batch], |row| {
            Ok(RoomRecord {
                room: row.get("room")?,
                subject: row.get("subject")?,
                expected: row.get("expected")?,
                present: row.get("present")?,
                incidents: row.get("incidents")?,
                invigilators: row.get("invigilators")?,
                recorded_on: day(row, "recorded_on")?,
            })
        })
    }

    /// The sample drawn last.
    pub fn last_inspection(&self, batch: BatchId) -> Result<Option<Inspection>> {
        let sql = "SELECT seed, entries, drawn_on FROM inspection WHERE batch = ?1 ORDER BY seq DESC LIMIT 1";
        self.one(sql, [batch], |row| {
            Ok(Inspection {
                seed: row.get("seed")?,
                entries: row.get::<_, Json<Vec<EntryId>>>("entries")?.0,
                drawn_on: day(row, "drawn_on")?,
            })
        })
    }
}
