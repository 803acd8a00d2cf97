//! Entries: applications with their decision, seat and outcome.

use chrono::NaiveDate;
use rusqlite::{Row, params};
use serde::Serialize;

use super::{Read, Result};
use crate::domain::evaluation::batch::BatchItem;
use crate::domain::evaluation::eligibility::{Claims, Verdict as EligibilityVerdict};
use crate::domain::evaluation::entry::{Decision, Details};
use crate::domain::evaluation::floor::piece_label;
use crate::domain::evaluation::outcome::Verdict;
use crate::domain::evaluation::standing::Standing;
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::id::{BatchId, CandidateId, EntryId, PersonId};
use crate::store::convert::Json;

/// An entry in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EntryRow {
    pub id: EntryId,
    pub batch: BatchId,
    pub item: BatchItem,
    pub candidate: CandidateId,
    pub name: String,
    pub condition: u16,
    pub decision: Decision,
    pub ticket: Option<String>,
    pub room: Option<u16>,
    pub seat: Option<u16>,
    pub verdict: Option<Verdict>,
    pub certificate: Option<String>,
}

/// What an entry declares beyond its list row; none once the personal part was erased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryDetail {
    pub claims: Option<Claims>,
    pub details: Option<Details>,
    pub eligibility: Option<EligibilityVerdict>,
    pub phone_cipher: Option<Vec<u8>>,
}

/// Which entries of a batch a list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EntryFilter {
    pub item: Option<BatchItem>,
    pub decision: Option<Decision>,
    pub verdict: Option<Verdict>,
}

/// An open subject of an entry on somebody's desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeskRow {
    pub entry: EntryId,
    pub ticket: Option<String>,
    pub name: String,
    pub room: Option<u16>,
    pub seat: Option<u16>,
    /// Whether this examiner has signed.
    pub signed: bool,
    /// Marks that this examiner has typed and not signed.
    pub typed: u32,
    /// Sheets signed by anyone of the panel.
    pub sheets: u32,
    /// The number of the finished piece, where pieces are numbered: it stands for everything else.
    pub piece: Option<u16>,
    /// Whether this examiner looked whose work it is.
    pub unmasked: bool,
    /// What stands for the subject where somebody said so.
    pub stands: Option<Standing>,
}

impl DeskRow {
    /// What the candidate is called on this desk.
    pub fn label(&self) -> String {
        let ticket = || self.ticket.clone().unwrap_or_else(|| format!("#{}", self.entry.0));
        self.piece.map_or_else(ticket, piece_label)
    }

    /// Whether what stands keeps the subject from being marked.
    pub fn stands_unmarked(&self) -> bool {
        self.stands.as_ref().is_some_and(|standing| !standing.is_marked())
    }
}

const SELECT: &str = "SELECT entry.id AS id, batch, standard, entry.level AS level, entry.candidate AS candidate, name, condition, decision,
                        ticket, room, seat, verdict, number AS certificate
                      FROM entry JOIN candidate ON candidate.id = entry.candidate
                      LEFT JOIN outcome ON outcome.entry = entry.id LEFT JOIN certificate ON certificate.entry = entry.id";

fn entry(row: &Row) -> Result<EntryRow> {
    Ok(EntryRow {
        id: row.get("id")?,
        batch: row.get("batch")?,
        item: BatchItem { standard: row.get("standard")?, level: row.get("level")? },
        candidate: row.get("candidate")?,
        name: row.get("name")?,
        condition: row.get("condition")?,
        decision: row.get("decision")?,
        ticket: row.get("ticket")?,
        room: row.get("room")?,
        seat: row.get("seat")?,
        verdict: row.get("verdict")?,
        certificate: row.get("certificate")?,
    })
}

impl Read<'_> {
    pub fn entry(&self, id: EntryId) -> Result<Option<EntryRow>> {
        self.one(&format!("{SELECT} WHERE entry.id = ?1"), [id], entry)
    }

    pub fn entry_by_ticket(&self, ticket: &str) -> Result<Option<EntryRow>> {
        self.one(&format!("{SELECT} WHERE ticket = ?1"), [ticket], entry)
    }

    pub fn entry_detail(&self, id: EntryId) -> Result<Option<EntryDetail>> {
        self.one("SELECT claims, details, eligibility, phone_cipher FROM entry WHERE id = ?1", [id], |row| {
            Ok(EntryDetail {
                claims: row.get::<_, Json<Claims>>("claims").ok().map(|claims| claims.0),
                details: row.get::<_, Json<Details>>("details").ok().map(|details| details.0),
                eligibility: row.get::<_, Option<Json<EligibilityVerdict>>>("eligibility")?.map(|verdict| verdict.0),
                phone_cipher: row.get("phone_cipher")?,
            })
        })
    }

    /// Up to `limit` entries of a batch numbered above `after`.
    pub fn entries_after(
        &self,
        batch: BatchId,
        filter: EntryFilter,
        after: EntryId,
        limit: u32,
    ) -> Result<Vec<EntryRow>> {
        self.entries(batch, filter, "entry.id > ?6 ORDER BY entry.id", after, limit)
    }

    /// Up to `limit` entries of a batch numbered below `before`, last first.
    pub fn entries_before(
        &self,
        batch: BatchId,
        filter: EntryFilter,
        before: EntryId,
        limit: u32,
    ) -> Result<Vec<EntryRow>> {
        self.entries(batch, filter, "entry.id < ?6 ORDER BY entry.id DESC", before, limit)
    }

    fn entries(
        &self,
        batch: BatchId,
        filter: EntryFilter,
        page: &str,
        key: EntryId,
        limit: u32,
    ) -> Result<Vec<EntryRow>> {
        let sql = format!(
            "{SELECT} WHERE batch = ?1 AND (?2 IS NULL OR (standard = ?2 AND entry.level = ?3))
             AND (?4 IS NULL OR decision = ?4) AND (?5 IS NULL OR verdict = ?5) AND {page} LIMIT ?7"
        );
        let (standard, level) = (filter.item.map(|item| item.standard), filter.item.map(|item| item.level));
        self.all(&sql, params![batch, standard, level, filter.decision, filter.verdict, key, limit], entry)
    }

    /// All entries of a batch that a filter lets through; for work on a whole batch, not for screens.
    pub fn batch_entries(&self, batch: BatchId, filter: EntryFilter) -> Result<Vec<EntryRow>> {
        self.entries_after(batch, filter, EntryId(0), u32::MAX)
    }

    /// A candidate's entries, the newest first.
    pub fn entries_of(&self, candidate: CandidateId) -> Result<Vec<EntryRow>> {
        self.all(&format!("{SELECT} WHERE entry.candidate = ?1 ORDER BY entry.id DESC"), [candidate], entry)
    }

    /// The last day of the longest ban on a candidate's entries, and the violation that it follows from.
    pub fn banned(&self, candidate: CandidateId) -> Result<Option<(NaiveDate, String)>> {
        let sql = "SELECT json_extract(value, '$.ban_until') AS until, json_extract(value, '$.code') AS code
                   FROM entry JOIN standing ON standing.entry = entry.id
                   WHERE candidate = ?1 AND until IS NOT NULL ORDER BY until DESC LIMIT 1";
        self.one(sql, [candidate], |row| Ok((super::day(row, "until")?, row.get("code")?)))
    }

    /// The candidate's entry in this item, where there is one.
    pub fn entry_in(&self, batch: BatchId, item: BatchItem, candidate: CandidateId) -> Result<Option<EntryId>> {
        let sql = "SELECT id FROM entry WHERE batch = ?1 AND standard = ?2 AND level = ?3 AND candidate = ?4";
        self.one(sql, params![batch, item.standard, item.level, candidate], |row| row.get(0))
    }

    /// What lies on an examiner's desk for a subject: accepted entries in the order of their seats; for a further examiner
    /// those alone that are theirs.
    pub fn desk(
        &self,
        batch: BatchId,
        item: BatchItem,
        subject: SubjectKind,
        examiner: PersonId,
    ) -> Result<Vec<DeskRow>> {
        let sql = "SELECT entry.id AS id, ticket, name, room, seat,
                     EXISTS (SELECT 1 FROM sheet WHERE entry = entry.id AND subject = ?4
                       AND CASE ?5 WHEN 0 THEN agreed = 1 ELSE agreed = 0 AND examiner = ?5 END
                       AND seq > ifnull((SELECT max(seq) FROM remark_case WHERE entry = entry.id AND subject = ?4), 0)) AS signed,
                     (SELECT count(*) FROM draft_mark WHERE entry = entry.id AND subject = ?4 AND examiner = ?5) AS typed,
                     (SELECT count(DISTINCT examiner) FROM sheet WHERE entry = entry.id AND subject = ?4 AND agreed = 0
                       AND seq > ifnull((SELECT max(seq) FROM remark_case WHERE entry = entry.id AND subject = ?4), 0)) AS sheets,
                     (SELECT value FROM standing WHERE entry = entry.id AND subject = ?4) AS stands, piece.number AS piece,
                     EXISTS (SELECT 1 FROM unmasking JOIN journal ON journal.seq = unmasking.seq
                             WHERE entry = entry.id AND subject = ?4 AND person = ?5) AS unmasked
                   FROM entry JOIN candidate ON candidate.id = entry.candidate
                   LEFT JOIN piece ON piece.entry = entry.id AND piece.subject = ?4
                   WHERE batch = ?1 AND standard = ?2 AND level = ?3 AND decision = 'accepted'
                     AND (EXISTS (SELECT 1 FROM panel_member WHERE batch = ?1 AND standard = ?2 AND level = ?3
                                    AND subject = ?4 AND person = ?5 OR ?5 = 0)
                       OR EXISTS (SELECT 1 FROM further_examiner WHERE entry = entry.id AND subject = ?4 AND person = ?5
                                    AND deciding = 0))
                   ORDER BY piece.number IS NULL, piece.number, room, seat, entry.id";
        self.all(sql, params![batch, item.standard, item.level, subject, examiner], |row| {
            Ok(DeskRow {
                entry: row.get("id")?,
                ticket: row.get("ticket")?,
                name: row.get("name")?,
                room: row.get("room")?,
                seat: row.get("seat")?,
                signed: row.get("signed")?,
                typed: row.get("typed")?,
                sheets: row.get("sheets")?,
                piece: row.get("piece")?,
                unmasked: row.get("unmasked")?,
                stands: row.get::<_, Option<Json<Standing>>>("stands")?.map(|json| json.0),
            })
        })
    }

    /// The seats taken in a batch, and the highest ticket serial ever given.
    pub fn seats(&self, batch: BatchId) -> Result<Vec<(u16, u16)>> {
        let sql = "SELECT room, seat FROM entry WHERE batch = ?1 AND seat IS NOT NULL ORDER BY room, seat";
        self.all(sql, [batch], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// The last ticket given in a batch.
    pub fn last_ticket(&self, batch: BatchId) -> Result<Option<String>> {
        let sql = "SELECT ticket FROM entry WHERE batch = ?1 AND ticket IS NOT NULL ORDER BY ticket DESC LIMIT 1";
        self.one(sql, [batch], |row| row.get(0))
    }

    pub fn next_entry(&self) -> Result<EntryId> {
        self.next("SELECT max(id) FROM entry").map(EntryId)
    }

    /// The sha-256 of an earlier import of the same file into the batch, and when.
    pub fn roster_taken(&self, batch: BatchId, sha256: &str) -> Result<Option<String>> {
        let sql = "SELECT at FROM roster_import JOIN journal ON journal.seq = roster_import.seq WHERE batch = ?1 AND sha256 = ?2";
        self.one(sql, params![batch, sha256], |row| row.get(0))
    }
}
