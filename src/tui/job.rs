//! Long work in short steps, so that the screen goes on answering.

use crate::domain::language::{Both, Lang};
use crate::domain::refusal::Refusal;
use crate::ops::Office;

/// Work that is done step by step between two keys. A step should take no more than some ten milliseconds.
pub trait Job {
    /// What is being done, in a word or two.
    fn title(&self, lang: Lang) -> String;

    fn step(&mut self, office: &mut Office) -> Result<Step, Refusal>;

    fn progress(&self) -> Progress;

    /// Stops between two steps. What is committed stays; the sentence says so.
    fn cancel(&mut self, office: &mut Office) -> Both;
}

/// How far the work is, in its own units; total 0 where nobody knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    pub done: u64,
    pub total: u64,
}

impl Progress {
    /// 0 to 100.
    pub fn percent(self) -> Option<u64> {
        (self.total > 0).then(|| (u128::from(self.done.min(self.total)) * 100 / u128::from(self.total)) as u64)
    }
}

/// How a step ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    More,
    /// Nothing to do just now: something else (a thread, a child process) is at work. Ask again soon.
    Wait,
    /// All done; the sentence says what was.
    Done(Both),
}
