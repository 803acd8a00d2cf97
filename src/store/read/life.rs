//! What happened to certificates after their issue, and who had a hand in what they rest on.

use chrono::NaiveDate;
use rusqlite::params;
use serde::Serialize;

use super::{Read, Result, day};
use crate::domain::evaluation::certificate::{Approved, Change, Ground, HolderField};
use crate::domain::id::{BatchId, EntryId, PersonId};
use crate::store::act::{ApprovalGiven, Holder};
use crate::store::convert::Json;

/// One turn in a certificate's life.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CertificateEvent {
    pub seq: i64,
    pub number: String,
    pub change: Change,
    pub on: NaiveDate,
    pub ground: Option<Ground>,
    /// Number of the decision, the notice, or the proof.
    pub document: String,
    pub because: String,
    /// Which reissue, or which version of a correction.
    pub nth: Option<u32>,
    pub fields: Vec<HolderField>,
    pub approval: Option<i64>,
    pub person: PersonId,
    pub second: Option<PersonId>,
}

/// One approval for many certificates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Approval {
    pub seq: i64,
    pub what: Approved,
    pub batch: BatchId,
    pub document: String,
    pub because: String,
    pub targets: u32,
}

/// How a person had a hand in an entry, so that they cannot certify it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Hand {
    Panel,
    Signed,
    Filed,
}

impl Read<'_> {
    /// The life of a certificate after its issue, in order.
    pub fn certificate_events(&self, number: &str) -> Result<Vec<CertificateEvent>> {
        let sql =
            "SELECT certificate_event.seq AS seq, number, change, happened_on, ground, document, because, nth, fields,
                     approval, person, second
                   FROM certificate_event JOIN journal ON journal.seq = certificate_event.seq
                   WHERE number = ?1 ORDER BY certificate_event.seq";
        self.all(sql, [number], |row| {
            let fields = row.get::<_, Option<Json<Vec<HolderField>>>>("fields")?;
            Ok(CertificateEvent {
                seq: row.get("seq")?,
                number: row.get("number")?,
                change: row.get("change")?,
                on: day(row, "happened_on")?,
                ground: row.get("ground")?,
                document: row.get("document")?,
                because: row.get("because")?,
                nth: row.get("nth")?,
                fields: fields.map_or(Vec::new(), |json| json.0),
                approval: row.get("approval")?,
                person: row.get("person")?,
                second: row.get("second")?,
            })
        })
    }

    /// How often a certificate was reissued.
    pub fn reissues(&self, number: &str) -> Result<u32> {
        self.count("SELECT count(*) FROM certificate_event WHERE number = ?1 AND change = 'reissue'", [number])
    }

    /// How often it was corrected.
    pub fn corrections(&self, number: &str) -> Result<u32> {
        self.count("SELECT count(*) FROM certificate_event WHERE number = ?1 AND change = 'correct'", [number])
    }

    /// What a certificate says of its holder today: as corrected last, else as issued; none once it was erased.
    pub fn certificate_holder(&self, number: &str) -> Result<Option<Holder>> {
        Ok(self.certificate_act(number)?.and_then(|(_, holder)| holder))
    }

    pub fn approval(&self, seq: i64) -> Result<Option<Approval>> {
        let sql = "SELECT seq, what, batch, document, because, targets FROM approval WHERE seq = ?1";
        self.one(sql, [seq], |row| {
            Ok(Approval {
                seq: row.get("seq")?,
                what: row.get("what")?,
                batch: row.get("batch")?,
                document: row.get("document")?,
                because: row.get("because")?,
                targets: row.get("targets")?,
            })
        })
    }

    /// The approval as it was given, with everything that it covers.
    pub fn approval_act(&self, seq: i64) -> Result<Option<ApprovalGiven>> {
        let sql = "SELECT payload FROM journal WHERE seq = ?1 AND kind = 'approval_given'";
        Ok(self.one(sql, [seq], |row| row.get::<_, Json<ApprovalGiven>>(0))?.map(|json| json.0))
    }

    /// The journal row of the approval of this kind that was given last for a batch.
    pub fn last_approval(&self, batch: BatchId, what: Approved) -> Result<i64> {
        let sql = "SELECT max(seq) FROM approval WHERE batch = ?1 AND what = ?2";
        Ok(self.one(sql, params![batch, what], |row| row.get::<_, Option<i64>>(0))?.flatten().unwrap_or(0))
    }

    /// How a person had a hand in what an entry rests on: on its panel, by a signed sheet, or by entering it.
    pub fn hand_in(&self, entry: EntryId, person: PersonId) -> Result<Option<Hand>> {
        let panel = "SELECT count(*) FROM panel_member JOIN entry ON entry.batch = panel_member.batch
                       AND entry.standard = panel_member.standard AND entry.level = panel_member.level
                     WHERE entry.id = ?1 AND person = ?2";
        let further = "SELECT count(*) FROM further_examiner WHERE entry = ?1 AND person = ?2";
        if self.count(panel, params![entry, person])? + self.count(further, params![entry, person])? > 0 {
            return Ok(Some(Hand::Panel));
        }
        if self.count("SELECT count(*) FROM sheet WHERE entry = ?1 AND examiner = ?2", params![entry, person])? > 0 {
            return Ok(Some(Hand::Signed));
        }
        let filed = "SELECT count(*) FROM entry JOIN journal ON journal.seq = entry.seq WHERE id = ?1 AND person = ?2";
        Ok((self.count(filed, params![entry, person])? > 0).then_some(Hand::Filed))
    }
}
