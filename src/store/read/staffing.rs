//! Staffing: examiners' records, declared ties, how panels came to be, sessions, and what a panel is judged by.

use chrono::{NaiveDate, NaiveDateTime};
use rusqlite::{Row, params};
use serde::Serialize;

use super::{Read, Result, day, day_or_none};
use crate::domain::evaluation::batch::BatchItem;
use crate::domain::evaluation::staffing::{Bond, Employer, Examiner, Overridden, Session, Span, TieKind};
use crate::domain::evaluation::standard::Trade;
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::evaluation::way::Share;
use crate::domain::id::{BatchId, CandidateId, PersonId, SessionId, TieId};
use crate::store::act::{Act, ExaminerRecorded, PanelDrawn};
use crate::store::convert::Json;

/// A tie as declared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tie {
    pub id: TieId,
    pub person: PersonId,
    pub kind: TieKind,
    pub candidate: Option<CandidateId>,
    pub name: String,
    /// Whether the last four of the document were declared too.
    pub tailed: bool,
    pub note: String,
    pub withdrawn: bool,
}

/// A record as it holds on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    pub person: PersonId,
    pub record: Examiner,
    /// Whether a second person approved it.
    pub approved: bool,
}

/// How a panel came to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PanelOrigin {
    /// The act of the journal.
    pub seq: i64,
    pub at: String,
    /// Who named or drew it.
    pub by: PersonId,
    pub reason: Option<String>,
    pub overridden: Vec<Overridden>,
    /// The seed, where it was drawn.
    pub seed: Option<String>,
}

/// Somebody on a panel near a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Serving {
    pub person: PersonId,
    pub batch: BatchId,
    pub code: String,
    pub exam_on: NaiveDate,
    pub item: BatchItem,
    pub subject: SubjectKind,
}

/// The batches before that rotation looks back on, at most.
const LOOK_BACK: u32 = 24;

fn examiner(row: &Row) -> Result<(PersonId, Examiner)> {
    let list = |column: &str| row.get::<_, Json<Vec<String>>>(column).map(|json| json.0);
    let record = Examiner {
        appointed_from: day(row, "appointed_from")?,
        appointed_until: day_or_none(row, "appointed_until")?,
        card: row.get("card")?,
        card_from: day(row, "card_from")?,
        card_until: day(row, "card_until")?,
        employer: row.get("employer")?,
        employers_before: list("employers_before")?,
        kind: row.get("kind")?,
        trades: list("trades")?,
    };
    Ok((row.get("person")?, record))
}

fn session(row: &Row) -> Result<(BatchId, Session)> {
    let item = BatchItem { standard: row.get("standard")?, level: row.get("level")? };
    let span = Span { from: minute(row, "starts")?, until: minute(row, "ends")? };
    let session = Session { id: row.get("id")?, item, room: row.get("room")?, span, subject: row.get("subject")? };
    Ok((row.get("batch")?, session))
}

fn minute(row: &Row, column: &str) -> Result<NaiveDateTime> {
    let text: String = row.get(column)?;
    let fail = |error| rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, Box::new(error));
    NaiveDateTime::parse_from_str(&text, "%Y-%m-%dT%H:%M").map_err(fail)
}

impl Read<'_> {
    /// Every examiner's record, by person.
    pub fn examiners(&self) -> Result<Vec<(PersonId, Examiner)>> {
        self.all("SELECT * FROM examiner ORDER BY person", [], examiner)
    }

    pub fn examiner(&self, person: PersonId) -> Result<Option<Examiner>> {
        let found = self.one("SELECT * FROM examiner WHERE person = ?1", [person], examiner)?;
        Ok(found.map(|(_, record)| record))
    }

    /// Every examiner's record as it holds on a day: the latest whose card has begun by then, so that a card renewed ahead or
    /// long after leaves the old one its days.
    pub fn examiners_on(&self, day: NaiveDate) -> Result<Vec<Held>> {
        let sql = "SELECT payload, EXISTS (SELECT 1 FROM journal AS later WHERE later.kind = 'examiner_approved'
                     AND CAST(later.payload AS TEXT) ->> '$.recorded' = journal.seq)
                   FROM journal WHERE kind = 'examiner_recorded' ORDER BY seq";
        let acts = self.all(sql, [], |row| Ok((row.get::<_, Json<ExaminerRecorded>>(0)?.0, row.get(1)?)))?;
        let mut all: Vec<Held> = Vec::new();
        for (ExaminerRecorded { person, record }, approved) in acts {
            let held = Held { person, record, approved };
            match all.iter_mut().find(|other| other.person == person) {
                None => all.push(held),
                Some(before) if held.record.card_from <= day || before.record.card_from > day => *before = held,
                Some(_) => {}
            }
        }
        Ok(all)
    }

    /// The row of the journal with which somebody's record was written, and whether it is approved.
    pub fn examiner_approval(&self, person: PersonId) -> Result<Option<(i64, bool)>> {
        let sql = "SELECT seq, approved IS NOT NULL FROM examiner WHERE person = ?1";
        self.one(sql, [person], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// Whose record waits for its approval.
    pub fn examiners_waiting(&self) -> Result<Vec<PersonId>> {
        self.all("SELECT person FROM examiner WHERE approved IS NULL ORDER BY person", [], |row| row.get(0))
    }

    /// Every tie ever declared, the withdrawn ones marked.
    pub fn ties(&self) -> Result<Vec<Tie>> {
        let sql = "SELECT id, person, kind, candidate, name, doc_tail IS NOT NULL AS tailed, note, withdrawn
                   FROM tie ORDER BY withdrawn, id";
        self.all(sql, [], |row| {
            Ok(Tie {
                id: row.get("id")?,
                person: row.get("person")?,
                kind: row.get("kind")?,
                candidate: row.get("candidate")?,
                name: row.get("name")?,
                tailed: row.get("tailed")?,
                note: row.get("note")?,
                withdrawn: row.get("withdrawn")?,
            })
        })
    }

    /// The ties with candidates of an item, by person.
    pub fn bonds(&self, batch: BatchId, item: BatchItem) -> Result<Vec<(PersonId, Bond)>> {
        let sql = "SELECT tie.person AS person, tie.id AS id, tie.kind AS kind, candidate.id AS candidate,
                     candidate.name AS name, tie.candidate IS NOT NULL OR tie.doc_tail IS NOT NULL AS certain
                   FROM tie
                   JOIN entry ON entry.batch = ?1 AND entry.standard = ?2 AND entry.level = ?3
                     AND entry.decision NOT IN ('rejected', 'withdrawn')
                     AND (tie.candidate IS NULL OR tie.candidate = entry.candidate)
                   JOIN candidate ON candidate.id = entry.candidate
                   WHERE tie.withdrawn = 0 AND (tie.candidate IS NOT NULL
                     OR tie.name = candidate.name AND (tie.doc_tail IS NULL OR tie.doc_tail = candidate.doc_tail))
                   ORDER BY tie.id, candidate.id";
        self.all(sql, params![batch, item.standard, item.level], |row| {
            let bond = Bond {
                tie: row.get("id")?,
                kind: row.get("kind")?,
                candidate: row.get("candidate")?,
                name: row.get("name")?,
                certain: row.get("certain")?,
            };
            Ok((row.get("person")?, bond))
        })
    }

    /// The employers of an item's candidates, each with how many work there.
    pub fn employers(&self, batch: BatchId, item: BatchItem) -> Result<Vec<Employer>> {
        let sql = "SELECT CASE WHEN json_valid(details) THEN coalesce(details ->> 'employer', '') ELSE '' END AS employer,
                     count(*) AS candidates
                   FROM entry WHERE batch = ?1 AND standard = ?2 AND level = ?3 AND decision NOT IN ('rejected', 'withdrawn')
                   GROUP BY 1 HAVING employer <> '' ORDER BY 1";
        self.all(sql, params![batch, item.standard, item.level], |row| {
            Ok(Employer { name: row.get("employer")?, candidates: row.get("candidates")? })
        })
    }

    /// Everybody on a panel whose exam lies within a month of a day: of this batch too.
    pub fn serving_near(&self, on: NaiveDate) -> Result<Vec<Serving>> {
        let sql = "SELECT person, batch.id AS batch, code, exam_on, standard, level, subject
                   FROM panel_member JOIN batch ON batch.id = panel_member.batch
                   WHERE exam_on BETWEEN date(?1, '-31 days') AND date(?1, '+31 days')
                   ORDER BY person, exam_on, batch.id, standard, level, subject";
        self.all(sql, [on.to_string()], |row| {
            Ok(Serving {
                person: row.get("person")?,
                batch: row.get("batch")?,
                code: row.get("code")?,
                exam_on: day(row, "exam_on")?,
                item: BatchItem { standard: row.get("standard")?, level: row.get("level")? },
                subject: row.get("subject")?,
            })
        })
    }

    /// Who served in each of the station's batches before one, the latest first.
    pub fn served_before(&self, exam_on: NaiveDate, id: BatchId) -> Result<Vec<Vec<PersonId>>> {
        let sql = "SELECT id FROM batch WHERE (exam_on, id) < (?1, ?2)
                     AND EXISTS (SELECT 1 FROM panel_member WHERE panel_member.batch = batch.id)
                   ORDER BY exam_on DESC, id DESC LIMIT ?3";
        let batches: Vec<BatchId> = self.all(sql, params![exam_on.to_string(), id, LOOK_BACK], |row| row.get(0))?;
        let people = "SELECT DISTINCT person FROM panel_member WHERE batch = ?1 ORDER BY person";
        batches.into_iter().map(|batch| self.all(people, [batch], |row| row.get(0))).collect()
    }

    /// The panel of the trade and subject in the latest batch before one that had it, whatever the level and edition.
    pub fn panel_before(
        &self,
        exam_on: NaiveDate,
        id: BatchId,
        trade: &Trade,
        subject: SubjectKind,
    ) -> Result<Vec<PersonId>> {
        let sql = "SELECT DISTINCT person FROM panel_member JOIN standard ON standard.id = panel_member.standard
                   WHERE trade_name = ?1 AND branch = ?2 AND subject = ?3 AND batch = (
                     SELECT batch.id FROM batch JOIN panel_member ON panel_member.batch = batch.id
                     JOIN standard ON standard.id = panel_member.standard
                     WHERE trade_name = ?1 AND branch = ?2 AND subject = ?3 AND (exam_on, batch.id) < (?4, ?5)
                     ORDER BY exam_on DESC, batch.id DESC LIMIT 1)
                   ORDER BY person";
        self.all(sql, params![trade.name, trade.branch, subject, exam_on.to_string(), id], |row| row.get(0))
    }

    /// How the panel of a subject came to be; none where none was named or drawn.
    pub fn panel_origin(&self, id: BatchId, item: BatchItem, subject: SubjectKind) -> Result<Option<PanelOrigin>> {
        let sql = "SELECT journal.seq AS seq, at, person, reason, overridden, seed
                   FROM panel JOIN journal ON journal.seq = panel.seq
                   WHERE batch = ?1 AND standard = ?2 AND level = ?3 AND subject = ?4";
        self.one(sql, params![id, item.standard, item.level, subject], |row| {
            Ok(PanelOrigin {
                seq: row.get("seq")?,
                at: row.get("at")?,
                by: row.get("person")?,
                reason: row.get("reason")?,
                overridden: row.get::<_, Json<Vec<Overridden>>>("overridden")?.0,
                seed: row.get("seed")?,
            })
        })
    }

    /// The draw that an act of the journal records; none where it records none.
    pub fn draw(&self, seq: i64) -> Result<Option<PanelDrawn>> {
        let sql = "SELECT payload FROM journal WHERE seq = ?1 AND kind = 'panel_drawn'";
        let bytes: Option<Vec<u8>> = self.one(sql, [seq], |row| row.get(0))?;
        Ok(bytes.and_then(|bytes| match Act::read("panel_drawn", &bytes, None) {
            Ok(Act::PanelDrawn(drawn)) => Some(drawn),
            _ => None,
        }))
    }

    /// Every act that drew a panel.
    pub fn all_draws(&self) -> Result<Vec<i64>> {
        self.all("SELECT seq FROM journal WHERE kind = 'panel_drawn' ORDER BY seq", [], |row| row.get(0))
    }

    /// How often the panel of a subject was drawn.
    pub fn draws(&self, id: BatchId, item: BatchItem, subject: SubjectKind) -> Result<u32> {
        let sql = "SELECT count(*) FROM journal WHERE kind = 'panel_drawn' AND CAST(payload AS TEXT) ->> '$.batch' = ?1
                     AND CAST(payload AS TEXT) ->> '$.item.standard' = ?2 AND CAST(payload AS TEXT) ->> '$.item.level' = ?3
                     AND CAST(payload AS TEXT) ->> '$.subject' = ?4";
        self.count(sql, params![id, item.standard, item.level, subject])
    }

    /// The sessions of a batch, by time.
    pub fn sessions(&self, batch: BatchId) -> Result<Vec<Session>> {
        let sql = "SELECT * FROM session WHERE batch = ?1 ORDER BY starts, room, id";
        Ok(self.all(sql, [batch], session)?.into_iter().map(|(_, session)| session).collect())
    }

    pub fn session(&self, id: SessionId) -> Result<Option<(BatchId, Session)>> {
        self.one("SELECT * FROM session WHERE id = ?1", [id], session)
    }

    /// A candidate who would sit two sessions at once, were this one held: the name, the other session and its batch's code.
    pub fn sits_twice(&self, batch: BatchId, planned: &Session) -> Result<Option<(String, String, Session)>> {
        let sql = "SELECT session.*, candidate.name AS name, code
                   FROM session JOIN batch ON batch.id = session.batch
                   JOIN entry theirs ON theirs.batch = session.batch AND theirs.standard = session.standard
                     AND theirs.level = session.level AND theirs.decision = 'accepted'
                     AND (session.room IS NULL OR theirs.room = session.room)
                   JOIN entry ours ON ours.candidate = theirs.candidate AND ours.batch = ?1 AND ours.standard = ?2
                     AND ours.level = ?3 AND ours.decision = 'accepted' AND (?4 IS NULL OR ours.room = ?4)
                   JOIN candidate ON candidate.id = theirs.candidate
                   WHERE session.id <> ?5 AND session.starts < ?7 AND ?6 < session.ends
                   ORDER BY session.id, candidate.id LIMIT 1";
        let time = |time: NaiveDateTime| time.format("%Y-%m-%dT%H:%M").to_string();
        let item = planned.item;
        self.one(
            sql,
            params![
                batch,
                item.standard,
                item.level,
                planned.room,
                planned.id,
                time(planned.span.from),
                time(planned.span.until)
            ],
            |row| Ok((row.get("name")?, row.get("code")?, session(row)?.1)),
        )
    }

    pub fn next_tie(&self) -> Result<TieId> {
        self.next("SELECT max(id) FROM tie").map(TieId)
    }

    /// Numbers of sessions are never used twice: a dropped one's lives on in the journal.
    pub fn next_session(&self) -> Result<SessionId> {
        let sql = "SELECT max(CAST(payload AS TEXT) ->> '$.session.id') FROM journal WHERE kind = 'session_planned'";
        self.next(sql).map(SessionId)
    }

    /// Who marks which question of a subject where its panel divides them, by question and person; empty where it does not.
    pub fn division(&self, batch: BatchId, item: BatchItem, subject: SubjectKind) -> Result<Vec<Share>> {
        let sql = "SELECT question, person FROM panel_share
                   WHERE batch = ?1 AND standard = ?2 AND level = ?3 AND subject = ?4 ORDER BY question, person";
        let rows: Vec<(String, PersonId)> =
            self.all(sql, params![batch, item.standard, item.level, subject], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let mut shares: Vec<Share> = Vec::new();
        for (question, person) in rows {
            match shares.last_mut() {
                Some(share) if share.question == question => share.examiners.push(person),
                _ => shares.push(Share { examiners: vec![person], question }),
            }
        }
        Ok(shares)
    }

    /// Whether anybody has signed a sheet of a subject of an item in this batch.
    pub fn has_sheets(&self, batch: BatchId, item: BatchItem, subject: SubjectKind) -> Result<bool> {
        let sql = "SELECT count(*) FROM (SELECT 1 FROM sheet JOIN entry ON entry.id = sheet.entry
                   WHERE batch = ?1 AND standard = ?2 AND level = ?3 AND subject = ?4 LIMIT 1)";
        Ok(self.count(sql, params![batch, item.standard, item.level, subject])? > 0)
    }
}
