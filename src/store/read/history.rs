//! Certificates of before or of elsewhere, and one register of all.

use chrono::NaiveDate;
use rusqlite::{Row, params};
use serde::Serialize;

use super::certificate::CertificateRow;
use super::{Read, Result, day};
use crate::credential::vault::Field;
use crate::domain::evaluation::certificate::Way;
use crate::domain::identity::plain::half_width;
use crate::domain::identity::{Document, DocumentKind};
use crate::domain::level::Level;

/// A certificate as an old ledger tells it: 外部导入·未经本系统验证.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HistoricalRow {
    pub number: String,
    pub holder: String,
    /// None once the personal part was erased.
    pub doc_kind: Option<DocumentKind>,
    #[serde(skip)]
    pub doc_cipher: Vec<u8>,
    pub trade_name: String,
    pub trade_code: String,
    pub level: Level,
    pub issued_on: NaiveDate,
    pub issuer: String,
    pub way: Way,
    pub seq: i64,
}

/// A line of the register: issued and signed here, or taken in from a ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Registered {
    Own(CertificateRow),
    Past(HistoricalRow),
}

impl Registered {
    pub fn seq(&self) -> i64 {
        match self {
            Registered::Own(row) => row.seq,
            Registered::Past(row) => row.seq,
        }
    }

    /// Its place in the register: whatever came from a ledger stands below our own, whenever it was taken in.
    pub fn place(&self) -> i64 {
        match self {
            Registered::Own(row) => OWN + row.seq,
            Registered::Past(row) => row.seq,
        }
    }

    pub fn number(&self) -> &str {
        match self {
            Registered::Own(row) => &row.number,
            Registered::Past(row) => &row.number,
        }
    }
}

/// No journal is as long: what is added to the places of our own certificates.
const OWN: i64 = 1 << 48;

const SELECT: &str = "SELECT historical.number AS number, holder, doc_kind, doc_cipher, trade_name, trade_code, level,
                        issued_on, issuer, way, seq FROM historical";

fn historical(row: &Row) -> Result<HistoricalRow> {
    let kind: String = row.get("doc_kind")?;
    Ok(HistoricalRow {
        number: row.get("number")?,
        holder: row.get("holder")?,
        doc_kind: serde_json::from_value(serde_json::Value::String(kind)).ok(),
        doc_cipher: row.get("doc_cipher")?,
        trade_name: row.get("trade_name")?,
        trade_code: row.get("trade_code")?,
        level: row.get("level")?,
        issued_on: day(row, "issued_on")?,
        issuer: row.get("issuer")?,
        way: row.get("way")?,
        seq: row.get("seq")?,
    })
}

impl Read<'_> {
    pub fn historical(&self, number: &str) -> Result<Option<HistoricalRow>> {
        self.one(&format!("{SELECT} WHERE number = ?1"), [number], historical)
    }

    pub fn historical_count(&self) -> Result<u32> {
        self.count("SELECT count(*) FROM historical", [])
    }

    /// The document of a historical holder, masked; none once it was erased or while nobody signed in.
    pub fn historical_document(&self, row: &HistoricalRow) -> Option<Document> {
        let clear = self.vault?.decrypt(Field::IdNumber, &row.doc_cipher).ok()?;
        Document::parse(row.doc_kind?, std::str::from_utf8(&clear).ok()?).ok()
    }

    /// What the ledgers tell of whoever bears this document.
    pub fn historical_of(&self, document: &Document) -> Result<Vec<HistoricalRow>> {
        let Some(vault) = self.vault else { return Ok(Vec::new()) };
        let tag = vault.equality_tag(&crate::store::convert::word(&document.kind()), document.number());
        self.all(&format!("{SELECT} WHERE doc_tag = ?1 ORDER BY seq DESC"), [&tag[..]], historical)
    }

    pub fn historical_before(&self, seq: i64, limit: u32) -> Result<Vec<HistoricalRow>> {
        self.all(&format!("{SELECT} WHERE seq < ?1 ORDER BY seq DESC LIMIT ?2"), params![seq, limit], historical)
    }

    pub fn historical_after(&self, seq: i64, limit: u32) -> Result<Vec<HistoricalRow>> {
        self.all(&format!("{SELECT} WHERE seq > ?1 ORDER BY seq LIMIT ?2"), params![seq, limit], historical)
    }

    /// Up to `limit` lines of the register whose acts come before `seq`, the newest first.
    pub fn registered_before(&self, place: i64, limit: u32) -> Result<Vec<Registered>> {
        let mut rows: Vec<Registered> = match place > OWN {
            true => {
                self.certificates_before(place.saturating_sub(OWN), limit)?.into_iter().map(Registered::Own).collect()
            }
            false => Vec::new(),
        };
        let left = limit - u32::try_from(rows.len()).unwrap_or(limit);
        if left > 0 {
            rows.extend(self.historical_before(place.min(OWN), left)?.into_iter().map(Registered::Past));
        }
        Ok(rows)
    }

    /// Up to `limit` lines whose acts come after `seq`, oldest first.
    pub fn registered_after(&self, place: i64, limit: u32) -> Result<Vec<Registered>> {
        let mut rows: Vec<Registered> = match place < OWN {
            true => self.historical_after(place, limit)?.into_iter().map(Registered::Past).collect(),
            false => Vec::new(),
        };
        let left = limit - u32::try_from(rows.len()).unwrap_or(limit);
        if left > 0 {
            let after = place.saturating_sub(OWN).max(0);
            rows.extend(self.certificates_after(after, left)?.into_iter().map(Registered::Own));
        }
        Ok(rows)
    }

    /// The same search over our own certificates and the ledgers'.
    pub fn search_register(&self, typed: &str, limit: u32) -> Result<Vec<Registered>> {
        let mut rows: Vec<Registered> =
            self.search_certificates(typed, limit)?.into_iter().map(Registered::Own).collect();
        rows.extend(self.search_historical(typed, limit)?.into_iter().map(Registered::Past));
        rows.truncate(limit as usize);
        Ok(rows)
    }

    /// Up to `limit` historical certificates by the beginning of a number, the last four of a document or the whole of it,
    /// part of a name or its initials.
    pub fn search_historical(&self, typed: &str, limit: u32) -> Result<Vec<HistoricalRow>> {
        let typed: String = typed.chars().map(half_width).filter(|c| !c.is_whitespace()).collect();
        if typed.is_empty() {
            return Ok(Vec::new());
        }
        let mut found = Vec::new();
        if typed.is_ascii() && typed.bytes().any(|b| b.is_ascii_digit()) {
            let from = typed.to_uppercase();
            let sql = format!("{SELECT} WHERE number >= ?1 AND number < ?2 ORDER BY number LIMIT ?3");
            found = self.all(&sql, params![from, format!("{from}\u{10FFFF}"), limit], historical)?;
            if from.len() == 4
                && let Some(vault) = self.vault
            {
                let tag = vault.tail_tag(Field::IdNumber, &from);
                found.extend(self.all(
                    &format!("{SELECT} WHERE doc_tail = ?1 LIMIT ?2"),
                    params![&tag[..], limit],
                    historical,
                )?);
            }
            for document in DocumentKind::ALL.into_iter().filter_map(|kind| Document::parse(kind, &from).ok()) {
                found.extend(self.historical_of(&document)?);
            }
        } else {
            let typed = typed.to_lowercase();
            let long = typed.chars().count() > 2 && !typed.is_ascii();
            let from: String = if long { typed.chars().take(2).collect() } else { typed.clone() };
            let sql = format!(
                "{SELECT} WHERE number IN (SELECT number FROM historical_term WHERE term >= ?1 AND term < ?2)
                 AND (?3 = 0 OR instr(lower(holder), ?4) > 0) ORDER BY seq DESC LIMIT ?5"
            );
            found.extend(self.all(&sql, params![from, format!("{from}\u{10FFFF}"), long, typed, limit], historical)?);
        }
        let mut seen = std::collections::BTreeSet::new();
        found.retain(|row| seen.insert(row.seq));
        found.truncate(limit as usize);
        Ok(found)
    }

    /// When this very ledger was taken in before.
    pub fn history_taken(&self, sha256: &str) -> Result<Option<String>> {
        let sql = "SELECT at FROM history_import JOIN journal ON journal.seq = history_import.seq WHERE sha256 = ?1";
        self.one(sql, [sha256], |row| row.get(0))
    }
}
