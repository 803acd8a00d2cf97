//! The window: certificates by their public part.

use chrono::NaiveDate;
use rusqlite::{Row, params};

use super::{EmploymentRead, Result, day};
use crate::domain::employment::matching::{Fit, Suited, in_order};
use crate::domain::employment::{Certificate, Post, Standing};
use crate::domain::trade::Trade;

const COLUMNS: &str =
    "number, holder, holder_ref, classification, trade_code, trade_name, branch, level, status, issued_on,
    issuer, region";

fn certificate(row: &Row) -> Result<Certificate> {
    Ok(Certificate {
        number: row.get("number")?,
        holder: row.get("holder")?,
        holder_ref: row.get("holder_ref")?,
        trade: Trade {
            classification: row.get("classification")?,
            code: row.get("trade_code")?,
            name: row.get("trade_name")?,
            branch: row.get("branch")?,
        },
        level: row.get("level")?,
        standing: Standing::from_word(&row.get::<_, String>("status")?),
        issued_on: day(row, "issued_on")?,
        issuer: row.get("issuer")?,
        region: row.get("region")?,
    })
}

/// The words under which a certificate stands, for an `IN`.
pub(super) fn in_force() -> String {
    Standing::IN_FORCE.map(|word| format!("'{word}'")).join(", ")
}

/// Where a holder is appointed now: the employer's name of any appointment in force on `?1`.
const APPOINTED_AT: &str = "(SELECT employer.name FROM employee JOIN appointment ON appointment.employee = employee.id
    JOIN post ON post.id = appointment.post JOIN employer ON employer.id = post.employer
    WHERE employee.holder_ref = certificate_public.holder_ref AND starts <= ?1 AND ends >= ?1
      AND (ended_on IS NULL OR ended_on > ?1) LIMIT 1)";

impl EmploymentRead<'_> {
    pub fn certificate(&self, number: &str) -> Result<Option<Certificate>> {
        let sql = format!("SELECT {COLUMNS} FROM certificate_public WHERE number = ?1");
        self.one(&sql, [number.trim()], certificate)
    }

    /// All certificates of a holder, the newest first.
    pub fn certificates_of(&self, holder_ref: &str) -> Result<Vec<Certificate>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM certificate_public WHERE holder_ref = ?1 ORDER BY issued_on DESC, number DESC"
        );
        self.all(&sql, [holder_ref], certificate)
    }

    pub fn certificate_count(&self) -> Result<u32> {
        self.count("SELECT count(*) FROM certificate_public", [])
    }

    /// Holders whose certificate suits a post, in the stated order, at most `limit`.
    pub fn suited(&self, wanted: &Post, today: NaiveDate, limit: usize) -> Result<Vec<Suited>> {
        let sql = format!(
            "SELECT {COLUMNS}, {APPOINTED_AT} AS appointed_at FROM certificate_public
             WHERE classification = ?2 AND trade_code = ?3 AND trade_name = ?4 AND level <= ?5 AND status IN ({})
               AND (?6 = '' OR branch = ?6)",
            in_force()
        );
        let (trade, asks) = (&wanted.trade, wanted.rank.asks());
        let params = params![today.to_string(), trade.classification, trade.code, trade.name, asks, trade.branch];
        let rows = self.all(&sql, params, |row| Ok((certificate(row)?, row.get("appointed_at")?)))?;
        let suited = rows.into_iter().filter_map(|(certificate, appointed_at)| {
            Some(Suited { fit: Fit::of(&certificate, wanted.rank)?, certificate, appointed_at })
        });
        let mut suited = in_order(suited.collect());
        suited.truncate(limit);
        Ok(suited)
    }

    /// 持证未聘: certificates that stand, each holder once by their highest, of holders whom nobody has appointed; up to `limit` whose
    /// number comes after `number`.
    pub fn not_appointed(&self, after: &str, today: NaiveDate, limit: u32) -> Result<Vec<Certificate>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM certificate_public WHERE number > ?2 AND status IN ({words}) AND {APPOINTED_AT} IS NULL
               AND NOT EXISTS (SELECT 1 FROM certificate_public AS better WHERE better.holder_ref = certificate_public.holder_ref
                 AND better.status IN ({words}) AND (better.level, better.number) < (certificate_public.level, certificate_public.number))
             ORDER BY number LIMIT ?3",
            words = in_force()
        );
        self.all(&sql, params![today.to_string(), after, limit], certificate)
    }
}
