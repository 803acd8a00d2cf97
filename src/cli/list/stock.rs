//! Blank certificates: where they are, how they came there, and when they were counted.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Listed, Take, Wanted};
use crate::cli::problem::Problem;
use crate::domain::evaluation::stock::{BlankMove, BlankState, SerialRange, list};
use crate::domain::language::{Lang, Say};
use crate::store::Read;

#[derive(Debug, Serialize)]
pub struct RunLine {
    pub serials: SerialRange,
    pub sheets: u64,
    pub state: BlankState,
    /// In whose hands.
    pub holder: Option<String>,
}

impl Listed for RunLine {
    const HEADING: &[(&str, &str)] =
        &[("印制流水码", "Serials"), ("张数", "Sheets"), ("状态", "State"), ("领用人", "Holder")];

    fn cells(&self, lang: Lang) -> Vec<String> {
        let holder = self.holder.clone().unwrap_or_default();
        vec![self.serials.to_string(), self.sheets.to_string(), self.state.say(lang), holder]
    }
}

pub fn runs(read: &Read, wanted: &Wanted, take: Take<RunLine>) -> Result<(), Problem> {
    let mut lines = Vec::new();
    for run in read.blank_runs()? {
        let holder = run.holder.map(|holder| read.person_name(holder)).transpose()?;
        let sheets = run.range.count();
        let line = RunLine { serials: run.range, sheets, state: run.state, holder };
        if wanted.fits(&[&line.serials.to_string(), line.holder.as_deref().unwrap_or_default()]) {
            lines.push(line);
        }
    }
    take(lines);
    Ok(())
}

#[derive(Debug, Serialize)]
pub struct MoveLine {
    pub on: NaiveDate,
    pub made: BlankMove,
    pub serials: SerialRange,
    pub sheets: u64,
    pub person: Option<String>,
    pub batch: Option<String>,
    pub document: String,
    pub because: String,
    pub seq: i64,
}

impl Listed for MoveLine {
    const HEADING: &[(&str, &str)] = &[
        ("日期", "Date"),
        ("事项", "What"),
        ("印制流水码", "Serials"),
        ("张数", "Sheets"),
        ("领用人", "Holder"),
        ("批次", "Batch"),
        ("单据", "Document"),
        ("原因", "Why"),
    ];

    fn cells(&self, lang: Lang) -> Vec<String> {
        vec![
            self.on.to_string(),
            self.made.say(lang),
            self.serials.to_string(),
            self.sheets.to_string(),
            self.person.clone().unwrap_or_default(),
            self.batch.clone().unwrap_or_default(),
            self.document.clone(),
            self.because.clone(),
        ]
    }
}

pub fn moves(read: &Read, wanted: &Wanted, take: Take<MoveLine>) -> Result<(), Problem> {
    let mut lines = Vec::new();
    for row in read.blank_moves(u32::MAX)? {
        let line = MoveLine {
            on: row.on,
            made: row.made,
            serials: row.range,
            sheets: row.sheets,
            person: row.person.map(|person| read.person_name(person)).transpose()?,
            batch: row.batch.map(|batch| read.batch(batch)).transpose()?.flatten().map(|batch| batch.plan.code),
            document: row.document,
            because: row.because,
            seq: row.seq,
        };
        if wanted.fits(&[&line.serials.to_string(), line.person.as_deref().unwrap_or_default(), &line.because]) {
            lines.push(line);
        }
    }
    take(lines);
    Ok(())
}

#[derive(Debug, Serialize)]
pub struct CountLine {
    pub on: NaiveDate,
    pub sheets: u64,
    pub missing: Vec<SerialRange>,
    pub surplus: Vec<SerialRange>,
    pub note: String,
    pub seq: i64,
}

impl Listed for CountLine {
    const HEADING: &[(&str, &str)] =
        &[("日期", "Date"), ("实有", "Found"), ("盘亏", "Missing"), ("盘盈", "Too many"), ("说明", "Note")];

    fn cells(&self, lang: Lang) -> Vec<String> {
        let told = |ranges: &[SerialRange]| if ranges.is_empty() { String::new() } else { list(ranges).say(lang) };
        vec![self.on.to_string(), self.sheets.to_string(), told(&self.missing), told(&self.surplus), self.note.clone()]
    }
}

pub fn counts(read: &Read, _: &Wanted, take: Take<CountLine>) -> Result<(), Problem> {
    let line = |row: crate::store::read::stock::BlankCount| CountLine {
        on: row.on,
        sheets: row.found.iter().map(SerialRange::count).sum(),
        missing: row.missing,
        surplus: row.surplus,
        note: row.note,
        seq: row.seq,
    };
    take(read.blank_counts(u32::MAX)?.into_iter().map(line).collect());
    Ok(())
}
