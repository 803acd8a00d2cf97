//! How far the certificates of a batch are on their way to the office above.

use serde::Serialize;

use super::{Listed, Take, Wanted, batch_needed};
use crate::cli::personal;
use crate::cli::problem::Problem;
use crate::domain::evaluation::upload::UploadState;
use crate::domain::language::{Lang, Say};
use crate::ops::upload::lines;
use crate::store::Read;

#[derive(Debug, Serialize)]
pub struct UploadLine {
    pub number: String,
    pub holder: String,
    pub state: UploadState,
    /// Goes into the next file of changes.
    pub due: bool,
    pub receipt: String,
    pub because: String,
}

impl Listed for UploadLine {
    const HEADING: &[(&str, &str)] = &[
        ("证书编号", "Number"),
        ("姓名", "Holder"),
        ("上报", "Upload"),
        ("待报", "Due"),
        ("回执号", "Receipt"),
        ("退回原因", "Returned because"),
    ];

    fn cells(&self, lang: Lang) -> Vec<String> {
        let due = if self.due { lang.pick("是", "yes") } else { "" };
        vec![
            self.number.clone(),
            self.holder.clone(),
            self.state.say(lang),
            due.to_owned(),
            self.receipt.clone(),
            self.because.clone(),
        ]
    }
}

pub fn pages(read: &Read, wanted: &Wanted, take: Take<UploadLine>) -> Result<(), Problem> {
    let batch = wanted.batch.as_ref().ok_or_else(batch_needed)?;
    personal::require(read)?;
    let mut rows = Vec::new();
    for line in lines(read, batch.id)? {
        let (state, due) = (line.state(), line.is_due());
        let (receipt, because) = line.upload.map_or_else(Default::default, |upload| (upload.receipt, upload.because));
        let row = UploadLine { number: line.row.number, holder: line.row.holder, state, due, receipt, because };
        if wanted.fits(&[&row.number, &row.holder, &row.because]) {
            rows.push(row);
        }
    }
    take(rows);
    Ok(())
}
