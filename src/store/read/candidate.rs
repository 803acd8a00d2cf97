//! Candidates, found as one types: by name, pinyin initials, ID tail or whole, ticket, certificate number.

use chrono::NaiveDate;
use rusqlite::{Params, Row, params};

use super::{Read, Result, day_or_none};
use crate::credential::vault::Field;
use crate::domain::id::CandidateId;
use crate::domain::identity::plain::half_width;
use crate::domain::identity::{Document, DocumentKind, Sex};
use crate::store::convert::Json;

/// A candidate as kept; the document's number stays ciphertext until it is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub id: CandidateId,
    pub name: String,
    /// None once the personal part was erased.
    pub doc_kind: Option<DocumentKind>,
    pub doc_cipher: Vec<u8>,
    pub sex: Option<Sex>,
    pub birth: Option<NaiveDate>,
}

const COLUMNS: &str = "id, name, doc_kind, doc_cipher, sex, birth";

/// A word kept as plain text, read as the value that it names.
fn word<T: serde::de::DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::String(text.to_owned())).ok()
}

fn candidate(row: &Row) -> Result<Candidate> {
    Ok(Candidate {
        id: row.get("id")?,
        name: row.get("name")?,
        doc_kind: word(&row.get::<_, String>("doc_kind")?),
        doc_cipher: row.get("doc_cipher")?,
        sex: word(&row.get::<_, String>("sex")?),
        birth: day_or_none(row, "birth")?,
    })
}

impl Read<'_> {
    pub fn candidate(&self, id: CandidateId) -> Result<Option<Candidate>> {
        self.one(&format!("SELECT {COLUMNS} FROM candidate WHERE id = ?1"), [id], candidate)
    }

    /// Candidates are numbered from 1 and none is ever taken out, so the last number counts them.
    pub fn candidate_count(&self) -> Result<u32> {
        self.count("SELECT COALESCE(max(id), 0) FROM candidate", [])
    }

    /// The candidate with this document.
    pub fn candidate_by_document(&self, document: &Document) -> Result<Option<Candidate>> {
        let Some(vault) = self.vault else { return Ok(None) };
        let tag = vault.equality_tag(&crate::store::convert::word(&document.kind()), document.number());
        self.one(&format!("SELECT {COLUMNS} FROM candidate WHERE doc_tag = ?1"), [&tag[..]], candidate)
    }

    /// Up to `limit` candidates numbered above `after`, oldest first; the next page begins after the last.
    pub fn candidates_after(&self, after: CandidateId, limit: u32) -> Result<Vec<Candidate>> {
        let sql = format!("SELECT {COLUMNS} FROM candidate WHERE id > ?1 ORDER BY id LIMIT ?2");
        self.all(&sql, params![after, limit], candidate)
    }

    /// Up to `limit` candidates numbered below `before`, newest first.
    pub fn candidates_before(&self, before: CandidateId, limit: u32) -> Result<Vec<Candidate>> {
        let sql = format!("SELECT {COLUMNS} FROM candidate WHERE id < ?1 ORDER BY id DESC LIMIT ?2");
        self.all(&sql, params![before, limit], candidate)
    }

    /// Up to `limit` candidates for what was typed so far: part of a name, initials, the last four of a document or the
    /// whole of it, a ticket or a certificate number.
    pub fn search_candidates(&self, typed: &str, limit: u32) -> Result<Vec<Candidate>> {
        let typed: String = typed.chars().map(half_width).filter(|c| !c.is_whitespace()).collect();
        if typed.is_empty() {
            return Ok(Vec::new());
        }
        let mut found = Vec::new();
        let upper = typed.to_uppercase();
        if typed.is_ascii() && typed.bytes().any(|b| b.is_ascii_digit()) {
            self.by_number(&upper, limit, &mut found)?;
        } else {
            self.by_name(&typed.to_lowercase(), limit, &mut found)?;
        }
        let mut ids = std::collections::BTreeSet::new();
        found.retain(|candidate: &Candidate| ids.insert(candidate.id));
        found.truncate(limit as usize);
        Ok(found)
    }

    fn by_name(&self, typed: &str, limit: u32, found: &mut Vec<Candidate>) -> Result<()> {
        // Terms are bigrams of the name, its last character, and initials: what is typed is the beginning of one, or
        // begins with one and is then held against the name.
        let ahead = format!("{typed}\u{10FFFF}");
        let which = "SELECT DISTINCT candidate FROM candidate_term WHERE term >= ?1 AND term < ?2 LIMIT ?3";
        found.extend(self.candidates_in(which, params![typed, ahead, limit])?);
        if typed.chars().count() > 2 {
            let bigram: String = typed.chars().take(2).collect();
            let which = "SELECT candidate FROM candidate_term JOIN candidate ON id = candidate
                         WHERE term = ?1 AND instr(lower(name), ?2) > 0 LIMIT ?3";
            found.extend(self.candidates_in(which, params![bigram, typed, limit])?);
            found.sort_unstable_by_key(|candidate| candidate.id);
        }
        Ok(())
    }

    /// The candidates whose numbers a query gives, in the order of the numbers.
    fn candidates_in(&self, which: &str, params: impl Params) -> Result<Vec<Candidate>> {
        self.all(&format!("SELECT {COLUMNS} FROM candidate WHERE id IN ({which}) ORDER BY id"), params, candidate)
    }

    fn by_number(&self, typed: &str, limit: u32, found: &mut Vec<Candidate>) -> Result<()> {
        if typed.len() == 4 {
            found.extend(self.candidates_by_tail(typed)?.into_iter().take(limit as usize));
        }
        for kind in DocumentKind::ALL {
            if let Ok(document) = Document::parse(kind, typed) {
                found.extend(self.candidate_by_document(&document)?);
            }
        }
        let ahead = format!("{typed}\u{10FFFF}");
        let which = "SELECT candidate FROM entry WHERE ticket >= ?1 AND ticket < ?2 ORDER BY ticket LIMIT ?3";
        found.extend(self.candidates_in(which, params![typed, ahead, limit])?);
        let which = "SELECT candidate FROM certificate WHERE number >= ?1 AND number < ?2 ORDER BY number LIMIT ?3";
        found.extend(self.candidates_in(which, params![typed, ahead, limit])?);
        Ok(())
    }

    /// The candidates whose document ends in these four characters: about one in ten thousand.
    pub fn candidates_by_tail(&self, tail: &str) -> Result<Vec<Candidate>> {
        let Some(vault) = self.vault else { return Ok(Vec::new()) };
        let tail = vault.tail_tag(Field::IdNumber, tail);
        let sql = format!("SELECT {COLUMNS} FROM candidate WHERE doc_tail = ?1 ORDER BY id LIMIT 1000");
        self.all(&sql, [&tail[..]], candidate)
    }

    /// The document of a candidate in clear; none once it was erased, where the key does not open it, or nobody signed in.
    pub fn document(&self, candidate: &Candidate) -> Option<Document> {
        let number = self.vault?.decrypt(Field::IdNumber, &candidate.doc_cipher).ok()?;
        Document::parse(candidate.doc_kind?, std::str::from_utf8(&number).ok()?).ok()
    }

    pub fn next_candidate(&self) -> Result<CandidateId> {
        self.next("SELECT max(id) FROM candidate").map(CandidateId)
    }

    /// The photo's measures: format, width, height.
    pub fn photo(&self, id: CandidateId) -> Result<Option<(String, u32, u32)>> {
        let sql = "SELECT format, width, height FROM photo WHERE candidate = ?1";
        self.one(sql, [id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
    }

    /// The act that attached the photo.
    pub fn photo_seq(&self, id: CandidateId) -> Result<Option<i64>> {
        self.one("SELECT seq FROM photo WHERE candidate = ?1", [id], |row| row.get(0))
    }

    /// The photo's bytes, from the sealed part of the act that attached it.
    pub fn photo_bytes(&self, id: CandidateId) -> Result<Option<Vec<u8>>> {
        let sql = "SELECT sealed.bytes FROM photo JOIN sealed ON sealed.seq = photo.seq WHERE candidate = ?1";
        let part = self.one(sql, [id], |row| row.get::<_, Json<crate::store::act::PhotoBytes>>(0))?;
        Ok(part.map(|part| part.0.bytes))
    }
}

/// What a name is found by: each pair of neighbouring characters, the last character alone, and every reading's initials.
pub fn terms_of(name: &str) -> Vec<String> {
    let letters: Vec<char> = name.to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    let mut terms: Vec<String> = letters.windows(2).map(|pair| pair.iter().collect()).collect();
    terms.extend(letters.last().map(char::to_string));
    terms.extend(crate::domain::identity::initials(name));
    terms.sort();
    terms.dedup();
    terms
}
