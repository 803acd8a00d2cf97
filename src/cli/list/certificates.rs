//! Certificates, in the order in which they were issued.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Listed, PAGE, Take, Wanted};
use crate::cli::personal;
use crate::cli::problem::Problem;
use crate::domain::evaluation::certificate::{Status, Way};
use crate::domain::id::{CandidateId, EntryId};
use crate::domain::language::{Lang, Say};
use crate::domain::level::Level;
use crate::store::Read;
use crate::store::read::certificate::CertificateRow;

#[derive(Debug, Serialize)]
pub struct CertificateLine {
    pub number: String,
    pub holder: String,
    pub trade: String,
    pub trade_code: String,
    pub branch: String,
    pub classification: String,
    pub level: Level,
    pub issued_on: NaiveDate,
    pub status: Status,
    pub way: Way,
    pub entry: EntryId,
    pub candidate: CandidateId,
}

impl CertificateLine {
    pub fn of(read: &Read, row: CertificateRow) -> CertificateLine {
        CertificateLine {
            number: row.number,
            holder: personal::name(read, row.holder),
            trade: row.trade.name,
            trade_code: row.trade.code,
            branch: row.trade.branch,
            classification: row.trade.classification,
            level: row.level,
            issued_on: row.issued_on,
            status: row.status,
            way: row.way,
            entry: row.entry,
            candidate: row.candidate,
        }
    }
}

impl Listed for CertificateLine {
    const HEADING: &[(&str, &str)] = &[
        ("证书编号", "Number"),
        ("姓名", "Holder"),
        ("职业", "Trade"),
        ("工种", "Branch"),
        ("等级", "Level"),
        ("发证日期", "Issued"),
        ("状态", "Status"),
    ];

    fn cells(&self, lang: Lang) -> Vec<String> {
        vec![
            self.number.clone(),
            self.holder.clone(),
            self.trade.clone(),
            if self.branch.is_empty() { "--".to_owned() } else { self.branch.clone() },
            self.level.say(lang),
            self.issued_on.to_string(),
            self.status.say(lang),
        ]
    }
}

pub fn pages(read: &Read, wanted: &Wanted, take: Take<CertificateLine>) -> Result<(), Problem> {
    let in_batch = wanted.batch.as_ref().map(|batch| read.certificates_in(batch.id)).transpose()?;
    if let Some(search) = wanted.search {
        let mut rows = Vec::new();
        for candidate in read.search_candidates(search, u32::MAX)? {
            rows.extend(read.certificates_of(candidate.id)?);
        }
        let known = |row: &CertificateRow| {
            in_batch.as_ref().is_none_or(|list| list.iter().any(|other| other.number == row.number))
        };
        rows.retain(known);
        rows.sort_by_key(|row| row.seq);
        take(rows.into_iter().map(|row| CertificateLine::of(read, row)).collect());
        return Ok(());
    }
    if let Some(rows) = in_batch {
        take(rows.into_iter().map(|row| CertificateLine::of(read, row)).collect());
        return Ok(());
    }
    let mut after = 0;
    loop {
        let rows = read.certificates_after(after, PAGE)?;
        let Some(last) = rows.last() else { return Ok(()) };
        after = last.seq;
        if !take(rows.into_iter().map(|row| CertificateLine::of(read, row)).collect()) {
            return Ok(());
        }
    }
}
