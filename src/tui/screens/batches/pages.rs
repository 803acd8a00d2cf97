//! The rows of the list: every batch is known, its numbers are asked for the rows on the screen only.

use crate::domain::language::{Lang, Say};
use crate::domain::refusal::Refusal;
use crate::ops::Office;
use crate::store::Failure;
use crate::store::read::batch::{Batch, BatchCounts};
use crate::tui::theme::Theme;
use crate::tui::widget::pages::{Cell, Pages};

#[derive(Default)]
pub struct BatchPages {
    batches: Vec<Batch>,
}

pub struct BatchRow {
    place: usize,
    pub batch: Batch,
    counts: BatchCounts,
}

impl BatchPages {
    /// A station has some dozens of batches in a year: they are read whole, the newest exam first.
    pub fn load(&mut self, office: &Office) -> Result<(), Refusal> {
        self.batches = office.read().batches().map_err(Failure::from)?;
        Ok(())
    }

    fn slice(&self, office: &Office, from: usize, to: usize) -> Result<Vec<BatchRow>, Refusal> {
        let read = office.read();
        let rows = (from..to.min(self.batches.len())).map(|place| {
            let batch = self.batches[place].clone();
            let counts = read.batch_counts(batch.id)?;
            Ok(BatchRow { place, batch, counts })
        });
        rows.collect::<Result<_, Failure>>().map_err(Refusal::from)
    }
}

impl Pages for BatchPages {
    type Row = BatchRow;
    type Key = usize;

    fn key(&self, row: &BatchRow) -> usize {
        row.place
    }

    fn first(&mut self, office: &Office, n: usize) -> Result<Vec<BatchRow>, Refusal> {
        self.slice(office, 0, n)
    }

    fn last(&mut self, office: &Office, n: usize) -> Result<Vec<BatchRow>, Refusal> {
        self.slice(office, self.batches.len().saturating_sub(n), self.batches.len())
    }

    fn after(&mut self, office: &Office, key: &usize, n: usize) -> Result<Vec<BatchRow>, Refusal> {
        self.slice(office, key + 1, key + 1 + n)
    }

    fn before(&mut self, office: &Office, key: &usize, n: usize) -> Result<Vec<BatchRow>, Refusal> {
        let end = self.batches.len().min(*key);
        self.slice(office, end.saturating_sub(n), end)
    }

    fn cells(&self, row: &BatchRow, lang: Lang, theme: &Theme) -> Vec<Cell> {
        let plan = &row.batch.plan;
        vec![
            plan.code.as_str().into(),
            plan.name.as_str().into(),
            Cell::styled(plan.kind.say(lang), theme.muted),
            row.batch.state.say(lang).into(),
            Cell::styled(plan.exam_on.to_string(), theme.muted),
            row.counts.entries.to_string().into(),
            row.counts.passed.to_string().into(),
            row.counts.certificates.to_string().into(),
        ]
    }
}
