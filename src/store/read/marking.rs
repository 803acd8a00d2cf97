//! Sheets open and signed, standings, vetoes and outcomes.

use std::collections::BTreeMap;

use rusqlite::params;

use super::{Read, Result};
use crate::domain::evaluation::criterion::Given;
use crate::domain::evaluation::outcome::Outcome;
use crate::domain::evaluation::sheet::{OpenSheet, Sheet};
use crate::domain::evaluation::standing::{Standing, Veto};
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::id::{BatchId, EntryId, PersonId, VetoId};
use crate::store::convert::Json;
use crate::store::draft::SheetKey;

/// A veto with whether it still stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VetoKept {
    pub veto: Veto,
    pub withdrawn: bool,
}

/// A signed sheet with its row of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetSigned {
    pub sheet: Sheet,
    pub seq: i64,
    /// RFC 3339, as the journal has it.
    pub at: String,
    /// Why an earlier version was corrected.
    pub reason: Option<String>,
    /// The public key that signed it; none where the file has none like that.
    pub key: Option<Vec<u8>>,
}

impl Read<'_> {
    /// What is typed on an open sheet.
    pub fn open_sheet(&self, key: SheetKey) -> Result<OpenSheet> {
        let own = params![key.entry, key.subject, key.examiner];
        let sql = "SELECT criterion, given, note FROM draft_mark WHERE entry = ?1 AND subject = ?2 AND examiner = ?3";
        let mut sheet = OpenSheet::default();
        for (criterion, given, note) in self
            .all(sql, own, |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?)))?
        {
            if let Ok(given) = serde_json::from_str(&given) {
                sheet.given.insert(criterion.clone(), given);
            }
            if !note.is_empty() {
                sheet.notes.insert(criterion, note);
            }
        }
        let sql = "SELECT chosen FROM draft_choice WHERE entry = ?1 AND subject = ?2 AND examiner = ?3";
        sheet.chosen = self.one(sql, own, |row| row.get::<_, Json<Vec<String>>>(0))?.map_or(Vec::new(), |json| json.0);
        Ok(sheet)
    }

    /// What is typed for one criterion on the open sheets of these entries.
    pub fn drafts_across(
        &self,
        subject: SubjectKind,
        examiner: PersonId,
        criterion: &str,
        entries: &[EntryId],
    ) -> Result<BTreeMap<EntryId, Given>> {
        let sql = "SELECT given FROM draft_mark WHERE entry = ?1 AND subject = ?2 AND examiner = ?3 AND criterion = ?4";
        let mut found = BTreeMap::new();
        for entry in entries {
            let given = self.one(sql, params![entry, subject, examiner, criterion], |row| row.get::<_, String>(0))?;
            // Empty where only a note stands.
            if let Some(given) = given.and_then(|given| serde_json::from_str(&given).ok()) {
                found.insert(*entry, given);
            }
        }
        Ok(found)
    }

    /// Every signed sheet of a subject, all versions, from the exact bytes that were signed.
    pub fn sheets(&self, entry: EntryId, subject: SubjectKind) -> Result<Vec<Sheet>> {
        let sql = "SELECT payload FROM sheet JOIN journal ON journal.seq = sheet.seq
                   WHERE entry = ?1 AND subject = ?2 ORDER BY agreed, examiner, attempt, version";
        self.all(sql, params![entry, subject], |row| Ok(row.get::<_, Json<Sheet>>(0)?.0))
    }

    /// The same with the rows of the journal they were signed in.
    pub fn signed_sheets(&self, entry: EntryId, subject: SubjectKind) -> Result<Vec<SheetSigned>> {
        let sql =
            "SELECT payload, journal.seq AS seq, at, reason, person_key.key AS key FROM sheet JOIN journal ON journal.seq = sheet.seq
                   JOIN signature ON signature.seq = sheet.seq AND signature.person = sheet.examiner
                   LEFT JOIN person_key ON person_key.person = signature.person AND person_key.from_seq = signature.key
                   WHERE entry = ?1 AND subject = ?2 ORDER BY agreed, examiner, attempt, version";
        self.all(sql, params![entry, subject], |row| {
            Ok(SheetSigned {
                sheet: row.get::<_, Json<Sheet>>("payload")?.0,
                seq: row.get("seq")?,
                at: row.get("at")?,
                reason: row.get("reason")?,
                key: row.get("key")?,
            })
        })
    }

    pub fn standings(&self, entry: EntryId) -> Result<Vec<(SubjectKind, Standing, String)>> {
        let sql = "SELECT subject, value, evidence FROM standing WHERE entry = ?1 ORDER BY subject";
        self.all(sql, [entry], |row| Ok((row.get(0)?, row.get::<_, Json<Standing>>(1)?.0, row.get(2)?)))
    }

    pub fn vetoes(&self, entry: EntryId) -> Result<Vec<VetoKept>> {
        let sql = "SELECT id, entry, code, text, evidence, subject, withdrawn FROM veto WHERE entry = ?1 ORDER BY id";
        self.all(sql, [entry], |row| {
            Ok(VetoKept {
                veto: Veto {
                    id: row.get("id")?,
                    entry: row.get("entry")?,
                    code: row.get("code")?,
                    text: row.get("text")?,
                    evidence: row.get("evidence")?,
                    subject: row.get("subject")?,
                },
                withdrawn: row.get("withdrawn")?,
            })
        })
    }

    /// The entry that a veto stands against.
    pub fn veto_entry(&self, id: VetoId) -> Result<Option<EntryId>> {
        self.one("SELECT entry FROM veto WHERE id = ?1", [id], |row| row.get(0))
    }

    /// The derivation last recorded for an entry.
    pub fn outcome(&self, entry: EntryId) -> Result<Option<Outcome>> {
        let sql = "SELECT derivation FROM outcome WHERE entry = ?1";
        Ok(self.one(sql, [entry], |row| row.get::<_, Json<Outcome>>(0))?.map(|json| json.0))
    }

    /// The same as the bytes that are kept.
    pub fn derivation(&self, entry: EntryId) -> Result<Option<Vec<u8>>> {
        self.one("SELECT derivation FROM outcome WHERE entry = ?1", [entry], |row| row.get(0))
    }

    /// Accepted entries of a batch without a pass or a fail, each with whether a standing was set.
    pub fn entries_without_verdict(&self, batch: BatchId) -> Result<Vec<(EntryId, bool)>> {
        let sql = "SELECT id, EXISTS (SELECT 1 FROM standing WHERE entry = entry.id) FROM entry
                   LEFT JOIN outcome ON outcome.entry = entry.id
                   WHERE batch = ?1 AND decision = 'accepted' AND (verdict IS NULL OR verdict = 'open') ORDER BY id";
        self.all(sql, [batch], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// Entries with anything that an outcome follows from: what `check` derives again.
    pub fn entries_to_derive(&self, after: EntryId, limit: u32) -> Result<Vec<EntryId>> {
        let sql = "SELECT id FROM entry WHERE id > ?1 AND (EXISTS (SELECT 1 FROM sheet WHERE entry = entry.id)
                     OR EXISTS (SELECT 1 FROM standing WHERE entry = entry.id) OR EXISTS (SELECT 1 FROM veto WHERE entry = entry.id)
                     OR EXISTS (SELECT 1 FROM outcome WHERE entry = entry.id))
                   ORDER BY id LIMIT ?2";
        self.all(sql, params![after, limit], |row| row.get(0))
    }

    /// Entries of all batches: how far at most there is to derive.
    pub fn entry_count(&self) -> Result<u32> {
        self.count("SELECT COALESCE(sum(entries), 0) FROM entry_tally", [])
    }

    pub fn next_veto(&self) -> Result<VetoId> {
        self.next("SELECT max(id) FROM veto").map(VetoId)
    }
}
