//! How panels came to agree, and which marks get a second look.

use rusqlite::params;

use super::{Read, Result};
use crate::domain::evaluation::batch::BatchItem;
use crate::domain::evaluation::moderation::{SampleRule, Why};
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::id::{BatchId, EntryId, PersonId};
use crate::store::convert::Json;

/// A subject of an entry that went back to its panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    pub subject: SubjectKind,
    /// Its row of the journal: only sheets signed after the last one count.
    pub seq: i64,
    pub because: String,
}

/// Somebody beyond the panel who marks an entry's subject, or who decides its double entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Further {
    pub subject: SubjectKind,
    pub person: PersonId,
    pub deciding: bool,
}

/// A score in a sample, and how far its second look has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleRow {
    pub entry: EntryId,
    pub subject: SubjectKind,
    pub why: Vec<Why>,
    /// The last look: whether it agreed, and why; none where nobody has looked since the last sheet.
    pub look: Option<Look>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    pub agreed: bool,
    pub because: String,
    pub person: PersonId,
}

impl Read<'_> {
    /// Who marks an entry beyond its panels.
    pub fn further(&self, entry: EntryId) -> Result<Vec<Further>> {
        let sql = "SELECT subject, person, deciding FROM further_examiner WHERE entry = ?1 ORDER BY subject, person";
        self.all(sql, [entry], |row| Ok(Further { subject: row.get(0)?, person: row.get(1)?, deciding: row.get(2)? }))
    }

    /// Whether somebody is a further examiner of any entry of a batch in this subject.
    pub fn is_further(&self, batch: BatchId, subject: SubjectKind, person: PersonId) -> Result<bool> {
        let sql = "SELECT count(*) FROM further_examiner JOIN entry ON entry.id = entry
                   WHERE person = ?3 AND subject = ?2 AND deciding = 0 AND batch = ?1";
        Ok(self.count(sql, params![batch, subject, person])? > 0)
    }

    /// The seed and the rule of a batch's sample, once it is drawn.
    pub fn sample_draw(&self, batch: BatchId) -> Result<Option<(String, SampleRule)>> {
        let sql = "SELECT seed, rule FROM sample_draw WHERE batch = ?1";
        self.one(sql, [batch], |row| Ok((row.get(0)?, row.get::<_, Json<SampleRule>>(1)?.0)))
    }

    /// The sample of a batch with the looks taken since each subject's last sheet and last case.
    pub fn sample(&self, batch: BatchId) -> Result<Vec<SampleRow>> {
        let sql = "SELECT sample.entry AS entry, sample.subject AS subject, why, agreed, because, person
                   FROM sample LEFT JOIN moderation ON moderation.seq = (
                     SELECT max(seq) FROM moderation AS look WHERE look.entry = sample.entry AND look.subject = sample.subject
                     AND look.seq > (SELECT max(seq) FROM sheet WHERE entry = sample.entry AND subject = sample.subject))
                   LEFT JOIN journal ON journal.seq = moderation.seq
                   WHERE batch = ?1 ORDER BY sample.entry, sample.subject";
        self.all(sql, [batch], |row| {
            let agreed: Option<bool> = row.get("agreed")?;
            let look = match agreed {
                Some(agreed) => Some(Look { agreed, because: row.get("because")?, person: row.get("person")? }),
                None => None,
            };
            Ok(SampleRow {
                entry: row.get("entry")?,
                subject: row.get("subject")?,
                why: row.get::<_, Json<Vec<Why>>>("why")?.0,
                look,
            })
        })
    }

    /// As whose entry a file of scores was taken in; none where it was not.
    pub fn scores_taken(&self, batch: BatchId, sha256: &str) -> Result<Option<PersonId>> {
        let sql = "SELECT person FROM score_import WHERE batch = ?1 AND sha256 = ?2 ORDER BY seq LIMIT 1";
        self.one(sql, params![batch, sha256], |row| row.get(0))
    }

    /// How many sheets that somebody signed went back to their panel and wait for them again.
    pub fn sent_back(&self, batch: BatchId, item: BatchItem, subject: SubjectKind, person: PersonId) -> Result<u32> {
        let sql = "SELECT count(*) FROM entry WHERE batch = ?1 AND standard = ?2 AND level = ?3 AND decision = 'accepted'
                     AND (SELECT max(seq) FROM remark_case WHERE entry = entry.id AND subject = ?4)
                       > (SELECT max(seq) FROM sheet WHERE entry = entry.id AND subject = ?4 AND examiner = ?5 AND agreed = 0)";
        self.count(sql, params![batch, item.standard, item.level, subject, person])
    }
}
