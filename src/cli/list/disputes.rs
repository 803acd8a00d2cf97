//! Objections, re-checks and appeals, of one batch or of all, in the order in which they came in.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Listed, Take, Wanted};
use crate::cli::problem::Problem;
use crate::domain::evaluation::dispute::{DisputeKind, DisputeResult, RecheckGround};
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::id::EntryId;
use crate::domain::language::{Lang, Say};
use crate::store::Read;
use crate::store::read::dispute::Dispute;

#[derive(Debug, Serialize)]
pub struct DisputeLine {
    receipt: String,
    kind: DisputeKind,
    batch: String,
    entry: Option<EntryId>,
    subject: Option<SubjectKind>,
    ground: Option<RecheckGround>,
    office: Option<String>,
    text: String,
    raised_on: NaiveDate,
    reply_by: NaiveDate,
    result: Option<DisputeResult>,
    decision: Option<String>,
    decided_on: Option<NaiveDate>,
}

impl DisputeLine {
    fn of(dispute: Dispute, batch: &str) -> DisputeLine {
        DisputeLine {
            receipt: dispute.receipt,
            kind: dispute.kind,
            batch: batch.to_owned(),
            entry: dispute.entry,
            subject: dispute.subject,
            ground: dispute.ground,
            office: dispute.office,
            text: dispute.text,
            raised_on: dispute.raised_on,
            reply_by: dispute.reply_by,
            result: dispute.result,
            decision: dispute.decision,
            decided_on: dispute.decided_on,
        }
    }
}

impl Listed for DisputeLine {
    const HEADING: &[(&str, &str)] = &[
        ("回执", "Receipt"),
        ("种类", "Kind"),
        ("批次", "Batch"),
        ("受理", "Received"),
        ("答复期限", "Answer by"),
        ("结论", "Decision"),
        ("内容", "Text"),
    ];

    fn cells(&self, lang: Lang) -> Vec<String> {
        let open = lang.pick("待处理", "open").to_owned();
        vec![
            self.receipt.clone(),
            self.kind.say(lang),
            self.batch.clone(),
            self.raised_on.to_string(),
            self.reply_by.to_string(),
            self.result.map_or(open, |result| result.say(lang)),
            self.text.clone(),
        ]
    }
}

pub fn pages(read: &Read, wanted: &Wanted, take: Take<DisputeLine>) -> Result<(), Problem> {
    let batches = match &wanted.batch {
        Some(batch) => vec![batch.clone()],
        None => read.batches()?,
    };
    for batch in batches {
        let lines = read.disputes(batch.id)?.into_iter().map(|dispute| DisputeLine::of(dispute, &batch.plan.code));
        if !take(lines.filter(|line| wanted.fits(&[&line.receipt, &line.text])).collect()) {
            return Ok(());
        }
    }
    Ok(())
}
