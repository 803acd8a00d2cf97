//! Entries: of one batch or of all, in the order in which they were filed.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use serde::Serialize;

use super::{Listed, PAGE, Take, Wanted};
use crate::cli::personal;
use crate::cli::problem::Problem;
use crate::domain::evaluation::entry::Decision;
use crate::domain::evaluation::outcome::Verdict;
use crate::domain::id::{BatchId, CandidateId, EntryId, StandardId};
use crate::domain::language::{Lang, Say};
use crate::domain::level::Level;
use crate::store::Read;
use crate::store::read::entry::{EntryFilter, EntryRow};

#[derive(Debug, Serialize)]
pub struct EntryLine {
    pub entry: EntryId,
    pub ticket: Option<String>,
    pub name: String,
    pub candidate: CandidateId,
    pub batch: String,
    pub trade: String,
    pub level: Level,
    pub decision: Decision,
    pub room: Option<u16>,
    pub seat: Option<u16>,
    pub verdict: Option<Verdict>,
    pub certificate: Option<String>,
}

/// The names that entries only point at, asked for once.
#[derive(Default)]
pub struct Names {
    batches: HashMap<BatchId, String>,
    trades: HashMap<StandardId, String>,
}

impl Names {
    pub fn line(&mut self, read: &Read, row: EntryRow) -> Result<EntryLine, Problem> {
        let batch = match self.batches.entry(row.batch) {
            Entry::Occupied(known) => known.get().clone(),
            Entry::Vacant(new) => new.insert(read.batch(row.batch)?.map_or(String::new(), |b| b.plan.code)).clone(),
        };
        Ok(EntryLine {
            entry: row.id,
            ticket: row.ticket,
            name: personal::name(read, row.name),
            candidate: row.candidate,
            batch,
            trade: self.trade(read, row.item.standard)?,
            level: row.item.level,
            decision: row.decision,
            room: row.room,
            seat: row.seat,
            verdict: row.verdict,
            certificate: row.certificate,
        })
    }

    pub fn trade(&mut self, read: &Read, standard: StandardId) -> Result<String, Problem> {
        if let Some(title) = self.trades.get(&standard) {
            return Ok(title.clone());
        }
        let title = read.standard(standard)?.map_or(String::new(), |kept| kept.standard.trade.title());
        self.trades.insert(standard, title.clone());
        Ok(title)
    }
}

impl Listed for EntryLine {
    const HEADING: &[(&str, &str)] = &[
        ("报名号", "Entry"),
        ("准考证号", "Ticket"),
        ("姓名", "Name"),
        ("批次", "Batch"),
        ("职业", "Trade"),
        ("等级", "Level"),
        ("审核", "Decision"),
        ("结果", "Outcome"),
        ("证书", "Certificate"),
    ];

    fn cells(&self, lang: Lang) -> Vec<String> {
        vec![
            self.entry.0.to_string(),
            self.ticket.clone().unwrap_or_default(),
            self.name.clone(),
            self.batch.clone(),
            self.trade.clone(),
            self.level.say(lang),
            self.decision.say(lang),
            self.verdict.map_or(String::new(), |verdict| verdict.say(lang)),
            self.certificate.clone().unwrap_or_default(),
        ]
    }
}

pub fn pages(read: &Read, wanted: &Wanted, take: Take<EntryLine>) -> Result<(), Problem> {
    let mut names = Names::default();
    if let Some(search) = wanted.search {
        let mut rows = Vec::new();
        for candidate in read.search_candidates(search, u32::MAX)? {
            rows.extend(read.entries_of(candidate.id)?);
        }
        rows.retain(|row| wanted.batch.as_ref().is_none_or(|batch| batch.id == row.batch));
        take(rows.into_iter().map(|row| names.line(read, row)).collect::<Result<_, _>>()?);
        return Ok(());
    }
    let batches = match &wanted.batch {
        Some(batch) => vec![batch.clone()],
        None => read.batches()?,
    };
    for batch in batches {
        let mut after = EntryId(0);
        loop {
            let rows = read.entries_after(batch.id, EntryFilter::default(), after, PAGE)?;
            let Some(last) = rows.last() else { break };
            after = last.id;
            if !take(rows.into_iter().map(|row| names.line(read, row)).collect::<Result<_, _>>()?) {
                return Ok(());
            }
        }
    }
    Ok(())
}
