//! Batches: their plans, papers, panels and counts.

use rusqlite::{Row, params};
use serde::Serialize;

use super::{Read, Result, day, day_or_none};
use crate::domain::evaluation::batch::{BatchItem, BatchPlan, BatchState, Publicity};
use crate::domain::evaluation::dispute::DisputeKind;
use crate::domain::evaluation::entry::Decision;
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::id::{BatchId, PaperId, PersonId};

/// A batch as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    pub id: BatchId,
    pub plan: BatchPlan,
    pub state: BatchState,
    pub publicity: Option<Publicity>,
}

/// How many entries of a batch are where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct BatchCounts {
    pub entries: u32,
    pub pending: u32,
    pub accepted: u32,
    pub seated: u32,
    pub passed: u32,
    pub failed: u32,
    pub certificates: u32,
    pub open_objections: u32,
}

/// A member of a panel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Member {
    pub person: PersonId,
    pub name: String,
    pub senior: bool,
    pub leader: bool,
}

const COLUMNS: &str = "id, code, name, kind, filing_no, state, registration_from, registration_until, exam_on, place,
                       room_seats, publicity_from, publicity_until";

fn batch(row: &Row) -> Result<Batch> {
    let publicity = day_or_none(row, "publicity_from")?.zip(day_or_none(row, "publicity_until")?);
    Ok(Batch {
        id: row.get("id")?,
        plan: BatchPlan {
            code: row.get("code")?,
            name: row.get("name")?,
            kind: row.get("kind")?,
            filing_no: row.get("filing_no")?,
            items: Vec::new(),
            registration_from: day(row, "registration_from")?,
            registration_until: day(row, "registration_until")?,
            exam_on: day(row, "exam_on")?,
            place: row.get("place")?,
            room_seats: row.get("room_seats")?,
        },
        state: row.get("state")?,
        publicity: publicity.map(|(from, until)| Publicity { from, until }),
    })
}

impl Read<'_> {
    /// All batches, the newest exam first.
    pub fn batches(&self) -> Result<Vec<Batch>> {
        let mut batches =
            self.all(&format!("SELECT {COLUMNS} FROM batch ORDER BY exam_on DESC, id DESC"), [], batch)?;
        for batch in &mut batches {
            batch.plan.items = self.batch_items(batch.id)?;
        }
        Ok(batches)
    }

    pub fn batch(&self, id: BatchId) -> Result<Option<Batch>> {
        let Some(mut batch) = self.one(&format!("SELECT {COLUMNS} FROM batch WHERE id = ?1"), [id], batch)? else {
            return Ok(None);
        };
        batch.plan.items = self.batch_items(id)?;
        Ok(Some(batch))
    }

    pub fn find_batch(&self, code: &str) -> Result<Option<Batch>> {
        let id = self.one("SELECT id FROM batch WHERE code = ?1", [code], |row| row.get(0))?;
        id.map_or(Ok(None), |id| self.batch(id))
    }

    fn batch_items(&self, id: BatchId) -> Result<Vec<BatchItem>> {
        let sql = "SELECT standard, level FROM batch_item WHERE batch = ?1 ORDER BY standard, level DESC";
        self.all(sql, [id], |row| Ok(BatchItem { standard: row.get(0)?, level: row.get(1)? }))
    }

    pub fn batch_counts(&self, id: BatchId) -> Result<BatchCounts> {
        let mut counts = BatchCounts { open_objections: self.open_objections(id)?, ..BatchCounts::default() };
        let sql = "SELECT decision, sum(entries), sum(seated), sum(passed), sum(failed), sum(certified)
                   FROM entry_tally WHERE batch = ?1 GROUP BY decision";
        type Tally = (Decision, u32, u32, u32, u32, u32);
        let tally = |row: &Row| -> rusqlite::Result<Tally> {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?))
        };
        for (decision, entries, seated, passed, failed, certified) in self.all(sql, [id], tally)? {
            counts.entries += entries;
            match decision {
                Decision::Pending => counts.pending = entries,
                // Who was not accepted has no outcome that counts and no certificate.
                Decision::Accepted => {
                    (counts.accepted, counts.seated) = (entries, seated);
                    (counts.passed, counts.failed, counts.certificates) = (passed, failed, certified);
                }
                Decision::Returned | Decision::Rejected | Decision::Withdrawn => {}
            }
        }
        Ok(counts)
    }

    pub fn open_objections(&self, id: BatchId) -> Result<u32> {
        self.open_disputes_of(id, Some(DisputeKind::Objection))
    }

    /// Accepted entries of one item.
    pub fn accepted_of(&self, id: BatchId, item: BatchItem) -> Result<u32> {
        let sql = "SELECT COALESCE(sum(entries), 0) FROM entry_tally
                   WHERE batch = ?1 AND standard = ?2 AND level = ?3 AND decision = 'accepted'";
        self.count(sql, params![id, item.standard, item.level])
    }

    /// The papers chosen for an item, by subject.
    pub fn batch_papers(&self, id: BatchId, item: BatchItem) -> Result<Vec<(SubjectKind, PaperId)>> {
        let sql =
            "SELECT subject, paper FROM batch_paper WHERE batch = ?1 AND standard = ?2 AND level = ?3 ORDER BY subject";
        self.all(sql, params![id, item.standard, item.level], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// The panel of a subject, its leader first.
    pub fn panel(&self, id: BatchId, item: BatchItem, subject: SubjectKind) -> Result<Vec<Member>> {
        let sql = "SELECT panel_member.person, name, kind IS 'senior', leader FROM panel_member
                   JOIN person ON person.id = panel_member.person LEFT JOIN examiner ON examiner.person = person.id
                   WHERE batch = ?1 AND standard = ?2 AND level = ?3 AND subject = ?4 ORDER BY leader DESC, panel_member.person";
        self.all(sql, params![id, item.standard, item.level, subject], |row| {
            Ok(Member { person: row.get(0)?, name: row.get(1)?, senior: row.get(2)?, leader: row.get(3)? })
        })
    }

    pub fn next_batch(&self) -> Result<BatchId> {
        self.next("SELECT max(id) FROM batch").map(BatchId)
    }
}
