//! What the screen of a batch shows, read in one go.

use crate::domain::evaluation::batch::{BatchItem, publicity_from};
use crate::domain::evaluation::batch::{BatchState, Publicity};
use crate::domain::id::BatchId;
use crate::domain::refusal::Refusal;
use crate::ops::batch::what_blocks;
use crate::ops::settings::PUBLICITY_DAYS;
use crate::ops::today::{Desk, desks};
use crate::ops::{Office, certificate};
use crate::refusal;
use crate::store::Failure;
use crate::store::read::batch::{Batch, BatchCounts};
use crate::tui::screens::titles::Titles;

pub struct View {
    pub batch: Batch,
    pub counts: BatchCounts,
    /// All that keeps the batch from its next state.
    pub blocking: Vec<Refusal>,
    /// How many certificates can be issued now, or why none.
    pub due: Result<usize, Refusal>,
    /// Where whoever sits at the desk marks in this batch; empty before the exam.
    pub desks: Vec<Desk>,
    /// The dates of publicity if it began today.
    pub publicity: Publicity,
    pub titles: Titles,
}

impl View {
    pub fn read(office: &Office, id: BatchId) -> Result<View, Refusal> {
        View::ask(office, id).map_err(Refusal::from)
    }

    fn ask(office: &Office, id: BatchId) -> Result<View, Failure> {
        let read = office.read();
        let batch = read.batch(id)?.ok_or_else(|| refusal!("no_batch", "没有这个批次。", "There is no such batch."))?;
        let due = certificate::due(&read, id, office.today()).map(|due| due.len()).map_err(Refusal::from);
        Ok(View {
            counts: read.batch_counts(id)?,
            blocking: what_blocks(office, id)?,
            desks: if batch.state >= BatchState::Sitting { desks(office, &batch)? } else { Vec::new() },
            due,
            publicity: publicity_from(office.today(), PUBLICITY_DAYS.whole(&read)?, &read.calendar()?),
            titles: Titles::read(&read)?,
            batch,
        })
    }

    pub fn state(&self) -> BatchState {
        self.batch.state
    }

    pub fn items(&self) -> &[BatchItem] {
        &self.batch.plan.items
    }
}
