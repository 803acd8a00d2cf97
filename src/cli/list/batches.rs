//! Batches, the newest exam first.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Listed, Take, Wanted};
use crate::cli::problem::Problem;
use crate::domain::evaluation::batch::{BatchKind, BatchState};
use crate::domain::language::{Lang, Say};
use crate::store::Read;
use crate::store::read::batch::Batch;

#[derive(Debug, Serialize)]
pub struct BatchLine {
    pub code: String,
    pub name: String,
    pub kind: BatchKind,
    pub state: BatchState,
    pub filing_no: String,
    pub registration_from: NaiveDate,
    pub registration_until: NaiveDate,
    pub exam_on: NaiveDate,
    pub place: String,
    pub entries: u32,
    pub accepted: u32,
    pub passed: u32,
    pub certificates: u32,
}

impl BatchLine {
    pub fn of(read: &Read, batch: Batch) -> Result<BatchLine, Problem> {
        let (counts, plan) = (read.batch_counts(batch.id)?, batch.plan);
        Ok(BatchLine {
            code: plan.code,
            name: plan.name,
            kind: plan.kind,
            state: batch.state,
            filing_no: plan.filing_no,
            registration_from: plan.registration_from,
            registration_until: plan.registration_until,
            exam_on: plan.exam_on,
            place: plan.place,
            entries: counts.entries,
            accepted: counts.accepted,
            passed: counts.passed,
            certificates: counts.certificates,
        })
    }
}

impl Listed for BatchLine {
    const HEADING: &[(&str, &str)] = &[
        ("计划编号", "Code"),
        ("名称", "Name"),
        ("类别", "Kind"),
        ("状态", "State"),
        ("考试日", "Exam"),
        ("报名", "Entries"),
        ("合格", "Passed"),
        ("证书", "Certificates"),
    ];

    fn cells(&self, lang: Lang) -> Vec<String> {
        vec![
            self.code.clone(),
            self.name.clone(),
            self.kind.say(lang),
            self.state.say(lang),
            self.exam_on.to_string(),
            self.entries.to_string(),
            self.passed.to_string(),
            self.certificates.to_string(),
        ]
    }
}

pub fn pages(read: &Read, wanted: &Wanted, take: Take<BatchLine>) -> Result<(), Problem> {
    let fits = |batch: &Batch| wanted.fits(&[&batch.plan.code, &batch.plan.name]);
    let batches = read.batches()?.into_iter().filter(fits);
    take(batches.map(|batch| BatchLine::of(read, batch)).collect::<Result<_, _>>()?);
    Ok(())
}
