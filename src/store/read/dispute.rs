//! Disputes: objections, re-checks and appeals.

use chrono::NaiveDate;
use rusqlite::{Row, params};
use serde::Serialize;

use super::{Read, Result, day, day_or_none};
use crate::domain::evaluation::dispute::{DisputeKind, DisputeResult, RecheckGround};
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::id::{BatchId, DisputeId, EntryId};

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Dispute {
    pub id: DisputeId,
    pub kind: DisputeKind,
    pub batch: BatchId,
    /// None where it is about the batch.
    pub entry: Option<EntryId>,
    pub receipt: String,
    pub text: String,
    pub raised_on: NaiveDate,
    pub reply_by: NaiveDate,
    /// Of a re-check.
    pub subject: Option<SubjectKind>,
    pub ground: Option<RecheckGround>,
    /// Of an appeal: the decision it is against and the office it goes to.
    pub against: Option<DisputeId>,
    pub office: Option<String>,
    pub result: Option<DisputeResult>,
    pub decision: Option<String>,
    pub decided_on: Option<NaiveDate>,
    /// The act it came in with.
    pub seq: i64,
}

impl Dispute {
    pub fn is_open(&self) -> bool {
        self.result.is_none()
    }
}

const SELECT: &str =
    "SELECT id, kind, batch, entry, receipt, text, raised_on, reply_by, subject, ground, against, office,
                        result, decision, decided_on, seq FROM dispute";

fn dispute(row: &Row) -> Result<Dispute> {
    Ok(Dispute {
        id: row.get("id")?,
        kind: row.get("kind")?,
        batch: row.get("batch")?,
        entry: row.get("entry")?,
        receipt: row.get("receipt")?,
        text: row.get("text")?,
        raised_on: day(row, "raised_on")?,
        reply_by: day(row, "reply_by")?,
        subject: row.get("subject")?,
        ground: row.get("ground")?,
        against: row.get("against")?,
        office: row.get("office")?,
        result: row.get("result")?,
        decision: row.get("decision")?,
        decided_on: day_or_none(row, "decided_on")?,
        seq: row.get("seq")?,
    })
}

impl Read<'_> {
    /// The disputes of a batch, in the order in which they came in.
    pub fn disputes(&self, batch: BatchId) -> Result<Vec<Dispute>> {
        self.all(&format!("{SELECT} WHERE batch = ?1 ORDER BY id"), [batch], dispute)
    }

    pub fn dispute(&self, id: DisputeId) -> Result<Option<Dispute>> {
        self.one(&format!("{SELECT} WHERE id = ?1"), [id], dispute)
    }

    /// The open disputes of all batches, what is due first coming first.
    pub fn open_disputes(&self) -> Result<Vec<Dispute>> {
        self.all(&format!("{SELECT} WHERE result IS NULL ORDER BY reply_by, id"), [], dispute)
    }

    /// How many are open in a batch, of one kind or of all.
    pub fn open_disputes_of(&self, batch: BatchId, kind: Option<DisputeKind>) -> Result<u32> {
        let sql = "SELECT count(*) FROM dispute WHERE batch = ?1 AND result IS NULL AND (?2 IS NULL OR kind = ?2)";
        self.count(sql, params![batch, kind])
    }

    /// How many of a kind a batch has had: the next receipt's serial follows it.
    pub fn disputes_of_kind(&self, batch: BatchId, kind: DisputeKind) -> Result<u32> {
        self.count("SELECT count(*) FROM dispute WHERE batch = ?1 AND kind = ?2", params![batch, kind])
    }

    /// Whether a re-check of this subject is open: its sheets may then be corrected.
    pub fn is_rechecked(&self, entry: EntryId, subject: SubjectKind) -> Result<bool> {
        let sql =
            "SELECT count(*) FROM dispute WHERE entry = ?1 AND subject = ?2 AND kind = 'recheck' AND result IS NULL";
        Ok(self.count(sql, params![entry, subject])? > 0)
    }

    /// Whether a corrected sheet of this subject was signed after the act `seq`.
    pub fn corrected_since(&self, entry: EntryId, subject: SubjectKind, seq: i64) -> Result<bool> {
        let sql = "SELECT count(*) FROM sheet WHERE entry = ?1 AND subject = ?2 AND version > 1 AND seq > ?3";
        Ok(self.count(sql, params![entry, subject, seq])? > 0)
    }

    pub fn next_dispute(&self) -> Result<DisputeId> {
        self.next("SELECT max(id) FROM dispute").map(DisputeId)
    }
}
