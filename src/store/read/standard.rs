//! Standards and papers.

use std::sync::Arc;

use serde::Serialize;

use super::{Read, Result};
use crate::domain::evaluation::paper::Paper;
use crate::domain::evaluation::standard::{Standard, Trade};
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::id::{Digest, PaperId, StandardId};
use crate::domain::level::Level;
use crate::store::convert::Json;

/// A standard in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StandardRow {
    pub id: StandardId,
    pub trade: Trade,
    pub edition: String,
    pub approved: bool,
    pub levels: Vec<Level>,
    pub digest: Digest,
}

/// A standard whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandardKept {
    pub id: StandardId,
    pub approved: bool,
    pub digest: Digest,
    pub standard: Standard,
    pub written: String,
}

/// A paper in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PaperRow {
    pub id: PaperId,
    pub standard: StandardId,
    pub level: Level,
    pub subject: SubjectKind,
    pub version: String,
    pub title: String,
    pub digest: Digest,
}

/// A paper whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperKept {
    pub id: PaperId,
    pub standard: StandardId,
    pub digest: Digest,
    pub paper: Paper,
    pub written: String,
}

impl Read<'_> {
    pub fn standards(&self) -> Result<Vec<StandardRow>> {
        let sql = "SELECT id, classification, trade_code, trade_name, branch, edition, state = 'approved' AS approved, digest,
                     (SELECT group_concat(level, ' ') FROM standard_level WHERE standard = standard.id) AS levels
                   FROM standard ORDER BY trade_code, branch, edition DESC";
        self.all(sql, [], |row| {
            let levels: Option<String> = row.get("levels")?;
            let codes = levels.as_deref().unwrap_or_default().split(' ').filter_map(|code| code.parse().ok());
            let mut levels: Vec<Level> = codes.filter_map(Level::from_code).collect();
            levels.sort();
            Ok(StandardRow {
                id: row.get("id")?,
                trade: Trade {
                    classification: row.get("classification")?,
                    code: row.get("trade_code")?,
                    name: row.get("trade_name")?,
                    branch: row.get("branch")?,
                },
                edition: row.get("edition")?,
                approved: row.get("approved")?,
                levels,
                digest: row.get("digest")?,
            })
        })
    }

    /// The trade of a standard and its edition, without the rules.
    pub fn trade(&self, id: StandardId) -> Result<Option<(Trade, String)>> {
        let sql = "SELECT classification, trade_code, trade_name, branch, edition FROM standard WHERE id = ?1";
        self.one(sql, [id], |row| {
            let trade = Trade {
                classification: row.get("classification")?,
                code: row.get("trade_code")?,
                name: row.get("trade_name")?,
                branch: row.get("branch")?,
            };
            Ok((trade, row.get("edition")?))
        })
    }

    pub fn standard(&self, id: StandardId) -> Result<Option<Arc<StandardKept>>> {
        if let Some(kept) = self.memory.standard(id) {
            return Ok(Some(kept));
        }
        let sql = "SELECT id, state = 'approved' AS approved, digest, model, written FROM standard WHERE id = ?1";
        let kept = self.one(sql, [id], |row| {
            Ok(StandardKept {
                id: row.get("id")?,
                approved: row.get("approved")?,
                digest: row.get("digest")?,
                standard: row.get::<_, Json<Standard>>("model")?.0,
                written: row.get("written")?,
            })
        })?;
        let kept = kept.map(Arc::new);
        kept.iter().for_each(|kept| self.memory.keep_standard(kept));
        Ok(kept)
    }

    /// The standard of a trade and edition.
    pub fn find_standard(&self, trade: &Trade, edition: &str) -> Result<Option<Arc<StandardKept>>> {
        let sql =
            "SELECT id FROM standard WHERE classification = ?1 AND trade_code = ?2 AND branch = ?3 AND edition = ?4";
        let id = self.one(sql, [&trade.classification, &trade.code, &trade.branch, edition], |row| row.get(0))?;
        id.map_or(Ok(None), |id| self.standard(id))
    }

    /// The standard with this hash.
    pub fn standard_by_digest(&self, digest: &Digest) -> Result<Option<Arc<StandardKept>>> {
        let id = self.one("SELECT id FROM standard WHERE digest = ?1", [digest], |row| row.get(0))?;
        id.map_or(Ok(None), |id| self.standard(id))
    }

    pub fn papers(&self, standard: StandardId) -> Result<Vec<PaperRow>> {
        let sql = "SELECT id, standard, level, subject, version, title, digest FROM paper
                   WHERE standard = ?1 ORDER BY level DESC, subject, version";
        self.all(sql, [standard], |row| {
            Ok(PaperRow {
                id: row.get("id")?,
                standard: row.get("standard")?,
                level: row.get("level")?,
                subject: row.get("subject")?,
                version: row.get("version")?,
                title: row.get("title")?,
                digest: row.get("digest")?,
            })
        })
    }

    pub fn paper(&self, id: PaperId) -> Result<Option<Arc<PaperKept>>> {
        if let Some(kept) = self.memory.paper(id) {
            return Ok(Some(kept));
        }
        let kept = self.one("SELECT id, standard, digest, model, written FROM paper WHERE id = ?1", [id], |row| {
            Ok(PaperKept {
                id: row.get("id")?,
                standard: row.get("standard")?,
                digest: row.get("digest")?,
                paper: row.get::<_, Json<Paper>>("model")?.0,
                written: row.get("written")?,
            })
        })?;
        let kept = kept.map(Arc::new);
        kept.iter().for_each(|kept| self.memory.keep_paper(kept));
        Ok(kept)
    }

    pub fn paper_by_digest(&self, digest: &Digest) -> Result<Option<Arc<PaperKept>>> {
        let id = self.one("SELECT id FROM paper WHERE digest = ?1", [digest], |row| row.get(0))?;
        id.map_or(Ok(None), |id| self.paper(id))
    }

    pub fn next_standard(&self) -> Result<StandardId> {
        self.next("SELECT max(id) FROM standard").map(StandardId)
    }

    pub fn next_paper(&self) -> Result<PaperId> {
        self.next("SELECT max(id) FROM paper").map(PaperId)
    }
}
