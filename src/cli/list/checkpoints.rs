//! The kept checkpoints, the newest first.

use serde::Serialize;

use super::{Listed, PAGE, Take, Wanted};
use crate::cli::problem::Problem;
use crate::credential::checkpoint::Checkpoint;
use crate::credential::checkpoint_code::CheckpointCode;
use crate::domain::anchor::Reason;
use crate::domain::language::{Lang, Say};
use crate::store::Read;
use crate::store::checkpoint::CheckpointRow;

#[derive(Debug, Serialize)]
pub struct CheckpointLine {
    number: i64,
    size: u64,
    at: String,
    reason: Reason,
    code: String,
    root: String,
    /// The journals of the offices that cosigned it.
    cosigned: Vec<String>,
}

impl CheckpointLine {
    fn of(row: &CheckpointRow, origin: &str, cosigned: Vec<String>) -> CheckpointLine {
        let checkpoint = Checkpoint { origin: origin.to_owned(), size: row.size, root: row.root };
        CheckpointLine {
            number: row.number,
            size: row.size,
            at: row.at.clone(),
            reason: row.reason,
            code: CheckpointCode::of(&checkpoint).to_string(),
            root: row.root.to_string(),
            cosigned,
        }
    }
}

impl Listed for CheckpointLine {
    const HEADING: &[(&str, &str)] = &[
        ("序号", "No."),
        ("条数", "Size"),
        ("时间", "Time"),
        ("事由", "Reason"),
        ("联署", "Cosigned"),
        ("存证码", "Checkpoint code"),
    ];

    fn cells(&self, lang: Lang) -> Vec<String> {
        vec![
            self.number.to_string(),
            self.size.to_string(),
            self.at.clone(),
            self.reason.say(lang),
            self.cosigned.len().to_string(),
            self.code.clone(),
        ]
    }
}

pub fn pages(read: &Read, wanted: &Wanted, take: Take<CheckpointLine>) -> Result<(), Problem> {
    let origin = read.journal_name()?.unwrap_or_default();
    let mut before = i64::MAX;
    loop {
        let rows = read.checkpoints_before(before, PAGE)?;
        let Some(last) = rows.last() else { return Ok(()) };
        before = last.number;
        let mut lines = Vec::with_capacity(rows.len());
        for row in &rows {
            let filed = read.cosignatures(row.number)?;
            lines.push(CheckpointLine::of(row, &origin, filed.into_iter().map(|one| one.office).collect()));
        }
        lines.retain(|line| {
            wanted.fits(&[&line.code, &line.at, &line.reason.say(Lang::Zh), &line.reason.say(Lang::En)])
        });
        if !take(lines) {
            return Ok(());
        }
    }
}
