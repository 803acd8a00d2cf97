//! Certificates and their serials.

use chrono::NaiveDate;
use rusqlite::{Row, params};
use serde::Serialize;

use super::{Read, Result, day};
use crate::domain::evaluation::certificate::{Status, Way};
use crate::domain::evaluation::standard::Trade;
use crate::domain::id::{BatchId, CandidateId, EntryId};
use crate::domain::identity::plain::half_width;
use crate::domain::level::Level;
use crate::store::act::{CertificateCorrected, CertificateIssued, CorrectedHolder, Holder, HolderPhoto, PhotoBytes};
use crate::store::convert::Json;

/// A certificate in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CertificateRow {
    pub number: String,
    pub holder: String,
    pub trade: Trade,
    pub level: Level,
    pub issued_on: NaiveDate,
    pub status: Status,
    pub way: Way,
    pub entry: EntryId,
    pub candidate: CandidateId,
    /// The journal row that issued it.
    pub seq: i64,
    /// The journal row whose credential stands: the issue, or the last correction.
    pub credential_seq: i64,
}

/// A certificate that was revoked, annulled or corrected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    pub number: String,
    /// SHA-256 of the credential that stands now, in hex; none where none does.
    pub credential: Option<String>,
    pub on: NaiveDate,
}

const COLUMNS: &str = "number, entry, candidate, holder, classification, trade_code, trade_name, branch, level, issued_on, status, way, seq,
     credential_seq";

fn certificate(row: &Row) -> Result<CertificateRow> {
    Ok(CertificateRow {
        number: row.get("number")?,
        holder: row.get("holder")?,
        trade: Trade {
            classification: row.get("classification")?,
            code: row.get("trade_code")?,
            name: row.get("trade_name")?,
            branch: row.get("branch")?,
        },
        level: row.get("level")?,
        issued_on: day(row, "issued_on")?,
        status: row.get("status")?,
        way: row.get("way")?,
        entry: row.get("entry")?,
        candidate: row.get("candidate")?,
        seq: row.get("seq")?,
        credential_seq: row.get("credential_seq")?,
    })
}

impl Read<'_> {
    pub fn certificate(&self, number: &str) -> Result<Option<CertificateRow>> {
        self.one(&format!("SELECT {COLUMNS} FROM certificate WHERE number = ?1"), [number], certificate)
    }

    /// What was issued, from the acts themselves and never from today's tables: the holder and the credential as corrected
    /// last, the holder none once erased.
    pub fn certificate_act(&self, number: &str) -> Result<Option<(CertificateIssued, Option<Holder>)>> {
        Ok(self.certificate_versions(number)?.pop().map(|(_, issued, holder)| (issued, holder)))
    }

    /// Every version with the act that signed its credential: as issued, then each correction.
    pub fn certificate_versions(&self, number: &str) -> Result<Vec<(i64, CertificateIssued, Option<Holder>)>> {
        let Some((issued, holder)) = self.issued_act(number)? else { return Ok(Vec::new()) };
        let first = self.certificate(number)?.map_or(0, |row| row.seq);
        let mut versions = vec![(first, issued.clone(), holder)];
        let sql = "SELECT certificate_event.seq, payload, sealed.bytes FROM certificate_event
                   JOIN journal ON journal.seq = certificate_event.seq
                   LEFT JOIN sealed ON sealed.seq = certificate_event.seq
                   WHERE number = ?1 AND change = 'correct' ORDER BY certificate_event.seq";
        versions.extend(self.all(sql, [number], |row| {
            let act = row.get::<_, Json<CertificateCorrected>>(1)?.0;
            let part = row.get::<_, Option<Json<CorrectedHolder>>>(2)?;
            let (claim, credential, key) = (act.claim, act.credential, act.key);
            let version = CertificateIssued { claim, credential, key, ..issued.clone() };
            Ok((row.get(0)?, version, part.map(|json| json.0.holder)))
        })?);
        Ok(versions)
    }

    fn issued_act(&self, number: &str) -> Result<Option<(CertificateIssued, Option<Holder>)>> {
        let sql = "SELECT payload, sealed.bytes FROM certificate JOIN journal ON journal.seq = certificate.seq
                   LEFT JOIN sealed ON sealed.seq = certificate.seq WHERE number = ?1";
        self.one(sql, [number], |row| {
            let holder = row.get::<_, Option<Json<Holder>>>(1)?;
            Ok((row.get::<_, Json<CertificateIssued>>(0)?.0, holder.map(|json| json.0)))
        })
    }

    /// The exact bytes of a certificate's credential; none where there is no such certificate, or its personal part was erased.
    pub fn credential(&self, number: &str) -> Result<Option<String>> {
        Ok(self.certificate_act(number)?.and_then(|(_, holder)| holder).map(|holder| holder.credential))
    }

    /// The bytes of the photo that a certificate was issued with; none once erased.
    pub fn holder_photo(&self, photo: &HolderPhoto) -> Result<Option<Vec<u8>>> {
        let sql = "SELECT bytes FROM sealed WHERE seq = ?1";
        Ok(self.one(sql, [photo.seq], |row| row.get::<_, Json<PhotoBytes>>(0))?.map(|json| json.0.bytes))
    }

    /// The exact bytes of every sheet signed for an entry before the act `seq`, in the journal's order: what a certificate rests on.
    pub fn sheets_before(&self, entry: EntryId, seq: i64) -> Result<Vec<Vec<u8>>> {
        let sql = "SELECT payload FROM sheet JOIN journal ON journal.seq = sheet.seq
                   WHERE entry = ?1 AND sheet.seq < ?2 ORDER BY sheet.seq";
        self.all(sql, params![entry, seq], |row| row.get(0))
    }

    /// Every certificate that no longer counts, or counts under another credential than the first, with the day on which that came.
    pub fn certificates_changed(&self) -> Result<Vec<Changed>> {
        let sql = "SELECT number, status IN ('revoked', 'annulled') AS ended, CAST(payload AS TEXT) ->> 'credential' AS credential,
                     (SELECT max(happened_on) FROM certificate_event
                      WHERE certificate_event.number = certificate.number AND change <> 'reissue') AS happened_on
                   FROM certificate JOIN journal ON journal.seq = credential_seq
                   WHERE status IN ('revoked', 'annulled') OR credential_seq <> certificate.seq ORDER BY number";
        self.all(sql, [], |row| {
            let credential = row.get::<_, Option<String>>("credential")?.unwrap_or_default();
            Ok(Changed {
                number: row.get("number")?,
                credential: (!row.get::<_, bool>("ended")?).then_some(credential),
                on: day(row, "happened_on")?,
            })
        })
    }

    pub fn certificate_count(&self) -> Result<u32> {
        self.count("SELECT COALESCE(sum(certified), 0) FROM entry_tally", [])
    }

    /// Up to `limit` certificates whose act comes before `seq`, the newest first.
    pub fn certificates_before(&self, seq: i64, limit: u32) -> Result<Vec<CertificateRow>> {
        let sql = format!("SELECT {COLUMNS} FROM certificate WHERE seq < ?1 ORDER BY seq DESC LIMIT ?2");
        self.all(&sql, params![seq, limit], certificate)
    }

    /// Up to `limit` certificates whose act comes after `seq`, oldest first.
    pub fn certificates_after(&self, seq: i64, limit: u32) -> Result<Vec<CertificateRow>> {
        let sql = format!("SELECT {COLUMNS} FROM certificate WHERE seq > ?1 ORDER BY seq LIMIT ?2");
        self.all(&sql, params![seq, limit], certificate)
    }

    /// Up to `limit` certificates for what was typed so far: the beginning of a number, part of a holder's name or its
    /// initials, or what finds the candidate: a ticket, the last four of a document or the whole of it.
    pub fn search_certificates(&self, typed: &str, limit: u32) -> Result<Vec<CertificateRow>> {
        let typed: String = typed.chars().map(half_width).filter(|c| !c.is_whitespace()).collect();
        if typed.is_empty() {
            return Ok(Vec::new());
        }
        let mut found = Vec::new();
        if typed.is_ascii() && typed.bytes().any(|b| b.is_ascii_digit()) {
            let from = typed.to_uppercase();
            let sql = format!(
                "SELECT {COLUMNS} FROM certificate WHERE number >= ?1 AND number < ?2 ORDER BY number LIMIT ?3"
            );
            found = self.all(&sql, params![from, format!("{from}\u{10FFFF}"), limit], certificate)?;
            for candidate in self.search_candidates(&typed, limit)? {
                found.extend(self.certificates_of(candidate.id)?);
            }
        } else {
            // The first two characters lead through the index; the rest is held against the name or its initials.
            let typed = typed.to_lowercase();
            let long = typed.chars().count() > 2 && !typed.is_ascii();
            let from: String = if long { typed.chars().take(2).collect() } else { typed.clone() };
            let sql = format!(
                "SELECT DISTINCT {COLUMNS} FROM (SELECT candidate AS of FROM candidate_term WHERE term >= ?1 AND term < ?2)
                 JOIN certificate ON certificate.candidate = of WHERE ?3 = 0 OR instr(lower(holder), ?4) > 0 LIMIT ?5"
            );
            found.extend(self.all(
                &sql,
                params![from, format!("{from}\u{10FFFF}"), long, typed, limit],
                certificate,
            )?);
            found.sort_by_key(|row: &CertificateRow| std::cmp::Reverse(row.seq));
        }
        let mut seen = std::collections::BTreeSet::new();
        found.retain(|row| seen.insert(row.seq));
        found.truncate(limit as usize);
        Ok(found)
    }

    pub fn certificates_of(&self, candidate: CandidateId) -> Result<Vec<CertificateRow>> {
        let sql = format!("SELECT {COLUMNS} FROM certificate WHERE candidate = ?1 ORDER BY seq DESC");
        self.all(&sql, [candidate], certificate)
    }

    pub fn certificates_in(&self, batch: BatchId) -> Result<Vec<CertificateRow>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM certificate WHERE entry IN (SELECT id FROM entry WHERE batch = ?1) ORDER BY number"
        );
        self.all(&sql, [batch], certificate)
    }

    /// The last serial given to a site in a year at a level; 0 where none was.
    pub fn last_serial(&self, site_code: &str, year: u16, level: Level) -> Result<u32> {
        let sql = "SELECT last FROM serial WHERE site_code = ?1 AND year = ?2 AND level = ?3";
        self.count(sql, params![site_code, year, level])
    }

    /// The last serial of a site, year and level among the certificates of ledgers.
    pub fn last_past_serial(&self, site_code: &str, year: u16, level: Level) -> Result<u32> {
        let before = format!("{site_code}{:02}{}", year % 100, level.code());
        let sql = "SELECT CAST(substr(max(number), 17) AS INTEGER) FROM historical
                   WHERE number >= ?1 AND number < ?2 AND length(number) = 22";
        let last =
            self.one(sql, [format!("{before}000000"), format!("{before}:")], |row| row.get::<_, Option<u32>>(0))?;
        Ok(last.flatten().unwrap_or(0))
    }
}
