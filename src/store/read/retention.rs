//! Whose personal data has come to its end, what is kept of them, and what was erased.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::params;
use serde::Serialize;

use super::{Read, Result, day};
use crate::domain::id::{CandidateId, PersonId, TieId};
use crate::store::act::{ErasedPast, ErasedPerson};

/// A candidate whose data is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DueRow {
    pub candidate: CandidateId,
    pub name: String,
    pub entries: u32,
    pub certificates: u32,
    /// The last day on which anything happened: from it the years are counted.
    pub counted_from: NaiveDate,
}

/// A holder of whom old ledgers alone tell, whose data is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PastDue {
    /// The first of the certificates: it stands for the holder.
    pub number: String,
    pub name: String,
    pub certificates: u32,
    /// The day of the newest certificate: from it the years are counted.
    pub counted_from: NaiveDate,
}

/// An erasure that was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ErasureRow {
    pub candidate: CandidateId,
    pub counted_from: NaiveDate,
    /// RFC 3339.
    pub at: String,
    pub by: PersonId,
    pub second: Option<PersonId>,
    pub reason: Option<String>,
    /// The journal row.
    pub seq: i64,
}

/// The acts that say by an entry, or by a candidate, whose personal part they hold.
const BY_ENTRY: &str = "SELECT seq, CAST(payload AS TEXT) ->> 'entry' FROM journal
                        WHERE kind IN ('claims_revised', 'entry_decided') ORDER BY seq";
const BY_CANDIDATE: &str = "SELECT seq, CAST(payload AS TEXT) ->> 'candidate' FROM journal
                            WHERE kind = 'photo_attached' ORDER BY seq";

impl Read<'_> {
    /// Up to `limit` candidates of whom nothing happened since these days, the longest ago first: the one for those who hold no
    /// certificate, the other for those who do (none: their data stays). A dispute that is open keeps a candidate.
    pub fn due_for_erasure(
        &self,
        uncertified: NaiveDate,
        certified: Option<NaiveDate>,
        limit: u32,
    ) -> Result<Vec<DueRow>> {
        let sql = "SELECT candidate.id AS candidate, candidate.name AS name, count(DISTINCT entry.id) AS entries,
                     count(DISTINCT certificate.number) AS certificates,
                     max(max(batch.exam_on), max(coalesce(batch.publicity_until, '')), max(coalesce(certificate.issued_on, '')),
                       max(coalesce(certificate_event.happened_on, ''))) AS counted_from
                   FROM candidate JOIN entry ON entry.candidate = candidate.id JOIN batch ON batch.id = entry.batch
                   LEFT JOIN certificate ON certificate.candidate = candidate.id
                   LEFT JOIN certificate_event ON certificate_event.number = certificate.number
                   WHERE NOT EXISTS (SELECT 1 FROM erasure WHERE erasure.candidate = candidate.id)
                     AND NOT EXISTS (SELECT 1 FROM dispute JOIN entry AS own ON own.id = dispute.entry
                                     WHERE own.candidate = candidate.id AND dispute.result IS NULL)
                   GROUP BY candidate.id
                   HAVING counted_from <= CASE WHEN certificates = 0 THEN ?1 ELSE coalesce(?2, '') END
                   ORDER BY counted_from, candidate.id LIMIT ?3";
        let (uncertified, certified) = (uncertified.to_string(), certified.map(|day| day.to_string()));
        self.all(sql, params![uncertified, certified, limit], |row| {
            Ok(DueRow {
                candidate: row.get("candidate")?,
                name: row.get("name")?,
                entries: row.get("entries")?,
                certificates: row.get("certificates")?,
                counted_from: day(row, "counted_from")?,
            })
        })
    }

    /// Up to `limit` holders of old ledgers who never entered here and hold nothing newer than this day, the longest ago first.
    pub fn past_due_for_erasure(&self, certified: Option<NaiveDate>, limit: u32) -> Result<Vec<PastDue>> {
        let Some(certified) = certified else { return Ok(Vec::new()) };
        let sql = "SELECT min(number) AS number, holder, count(*) AS certificates, max(issued_on) AS counted_from
                   FROM historical WHERE doc_tag != x''
                     AND NOT EXISTS (SELECT 1 FROM candidate WHERE candidate.doc_tag = historical.doc_tag)
                   GROUP BY doc_tag HAVING counted_from <= ?1 ORDER BY counted_from, number LIMIT ?2";
        self.all(sql, params![certified.to_string(), limit], |row| {
            Ok(PastDue {
                number: row.get("number")?,
                name: row.get("holder")?,
                certificates: row.get("certificates")?,
                counted_from: day(row, "counted_from")?,
            })
        })
    }

    /// Everything personal that old ledgers tell of these holders, by journal row.
    pub fn past_of(&self, due: &[PastDue]) -> Result<Vec<ErasedPast>> {
        let sql = "SELECT number, seq FROM historical
                   WHERE doc_tag = (SELECT doc_tag FROM historical WHERE number = ?1) ORDER BY seq";
        let of = |row: &PastDue| {
            let rows: Vec<(String, i64)> = self.all(sql, [&row.number], |row| Ok((row.get(0)?, row.get(1)?)))?;
            let (mut numbers, parts): (Vec<String>, Vec<i64>) = rows.into_iter().unzip();
            numbers.sort();
            Ok(ErasedPast { counted_from: row.counted_from, numbers, parts })
        };
        due.iter().map(of).collect()
    }

    /// Everything personal that is kept of these candidates, by journal row.
    pub fn kept_of(&self, due: &[DueRow]) -> Result<Vec<ErasedPerson>> {
        let (mut places, mut entries): (HashMap<i64, usize>, HashMap<i64, usize>) = Default::default();
        let mut people = Vec::with_capacity(due.len());
        for (place, row) in due.iter().enumerate() {
            let id = row.candidate;
            places.insert(id.0, place);
            let mut parts = Vec::new();
            for (entry, seq) in
                self.all("SELECT id, seq FROM entry WHERE candidate = ?1", [id], |row| Ok((row.get(0)?, row.get(1)?)))?
            {
                entries.insert(entry, place);
                parts.push(seq);
            }
            let sql = "SELECT seq FROM certificate WHERE candidate = ?1
                       UNION SELECT certificate_event.seq FROM certificate_event JOIN certificate USING (number)
                       WHERE candidate = ?1 AND change = 'correct'";
            parts.extend(self.all(sql, [id], |row| row.get::<_, i64>(0))?);
            // What old ledgers tell of the same document.
            let sql = "SELECT historical.seq FROM historical JOIN candidate ON candidate.doc_tag = historical.doc_tag
                       WHERE candidate.id = ?1 AND candidate.doc_tag != x''";
            parts.extend(self.all(sql, [id], |row| row.get::<_, i64>(0))?);
            let sql = "SELECT id FROM tie WHERE candidate = ?1 ORDER BY id";
            let ties: Vec<TieId> = self.all(sql, [id], |row| row.get(0))?;
            people.push(ErasedPerson { candidate: id, counted_from: row.counted_from, parts, ties });
        }
        for (sql, whose) in [(BY_ENTRY, &entries), (BY_CANDIDATE, &places)] {
            for (seq, id) in self.all(sql, [], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, Option<i64>>(1)?)))? {
                if let Some(place) = id.and_then(|id| whose.get(&id)) {
                    people[*place].parts.push(seq);
                }
            }
        }
        self.add_ties(&mut people)?;
        for person in &mut people {
            person.parts.sort_unstable();
            person.parts.dedup();
            let mut kept = Vec::with_capacity(person.parts.len());
            for part in person.parts.drain(..) {
                if self.has_sealed(part)? {
                    kept.push(part);
                }
            }
            person.parts = kept;
        }
        Ok(people)
    }

    /// The acts that declared ties to these people.
    fn add_ties(&self, people: &mut [ErasedPerson]) -> Result<()> {
        if people.iter().all(|person| person.ties.is_empty()) {
            return Ok(());
        }
        let sql = "SELECT seq, CAST(payload AS TEXT) ->> 'id' FROM journal WHERE kind = 'tie_declared'";
        for (seq, id) in self.all(sql, [], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, TieId>(1)?)))? {
            people.iter_mut().filter(|person| person.ties.contains(&id)).for_each(|person| person.parts.push(seq));
        }
        Ok(())
    }

    /// When a candidate's data was erased, and by whom; none while it is kept.
    pub fn erasure_of(&self, candidate: CandidateId) -> Result<Option<ErasureRow>> {
        let sql = "SELECT candidate, counted_from, at, person, second, reason, erasure.seq AS seq
                   FROM erasure JOIN journal ON journal.seq = erasure.seq WHERE candidate = ?1";
        self.one(sql, [candidate], erasure)
    }

    /// Up to `limit` erasures, the newest first.
    pub fn erasures(&self, limit: u32) -> Result<Vec<ErasureRow>> {
        let sql = "SELECT candidate, counted_from, at, person, second, reason, erasure.seq AS seq
                   FROM erasure JOIN journal ON journal.seq = erasure.seq ORDER BY erasure.seq DESC, candidate LIMIT ?1";
        self.all(sql, [limit], erasure)
    }

    pub fn erasure_count(&self) -> Result<u32> {
        self.count("SELECT (SELECT count(*) FROM erasure) + (SELECT count(DISTINCT holder) FROM past_erasure)", [])
    }
}

fn erasure(row: &rusqlite::Row) -> Result<ErasureRow> {
    Ok(ErasureRow {
        candidate: row.get("candidate")?,
        counted_from: day(row, "counted_from")?,
        at: row.get("at")?,
        by: row.get("person")?,
        second: row.get("second")?,
        reason: row.get("reason")?,
        seq: row.get("seq")?,
    })
}
