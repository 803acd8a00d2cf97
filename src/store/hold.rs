//! A hold on long writing that another thread does: how far it is, and a way to stop it. What is stopped is rolled back whole, so that
//! half a list is never in the file. Whoever writes carries it ([`super::Store::held_by`]).

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use super::Failure;
use crate::refusal;

/// Clones are the same hold. A new one is in nobody's hand: what it holds goes on to its end.
#[derive(Clone, Debug, Default)]
pub struct Hold {
    stopped: Arc<AtomicBool>,
    done: Arc<AtomicU64>,
    total: Arc<AtomicU64>,
    looks: Arc<AtomicU64>,
    stops_at: Option<u64>,
}

/// The `nth` of so many walks through the same rows, counted from 0.
#[derive(Clone, Copy, Debug)]
pub struct Walk {
    pub nth: usize,
    pub of: usize,
}

/// The only one.
pub const WALK: Walk = Walk { nth: 0, of: 1 };

/// Writing of fewer acts than these is no long work, and tells nothing of how far it is.
const MANY: usize = 32;

impl Hold {
    /// Stops by itself as the work looks for the `look`-th time, counted from 1: so that every place at which a list may be stopped can
    /// be tried.
    pub fn stopping_at(look: u64) -> Hold {
        Hold { stops_at: Some(look), ..Hold::default() }
    }

    /// The work ends at its next row, and what it wrote is taken back.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::SeqCst);
    }

    pub fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::SeqCst)
    }

    /// What is done and what there is, in rows; total 0 where nobody knows yet.
    pub fn progress(&self) -> (u64, u64) {
        (self.done.load(Ordering::Relaxed), self.total.load(Ordering::Relaxed))
    }

    pub fn told(&self, done: usize, total: usize) {
        self.done.store(done as u64, Ordering::Relaxed);
        self.total.store(total as u64, Ordering::Relaxed);
    }

    /// Each row of a list is decided on first and written then: the first half of the work.
    ///
    /// # Errors
    /// `taking_stopped` once it was stopped.
    pub fn deciding(&self, done: usize, total: usize) -> Result<(), Failure> {
        self.deciding_on(WALK, done, total)
    }

    /// The same where the rows are walked through several times before they are written: the walks share the first half, so that
    /// what is told never goes back.
    ///
    /// # Errors
    /// As [`Hold::deciding`].
    pub fn deciding_on(&self, walk: Walk, done: usize, total: usize) -> Result<(), Failure> {
        let rows = walk.nth.saturating_mul(total).saturating_add(done);
        self.going_on(rows / (2 * walk.of), total)
    }

    /// The second half: so many of the acts are written.
    ///
    /// # Errors
    /// As [`Hold::deciding`].
    pub(super) fn writing(&self, done: usize, total: usize) -> Result<(), Failure> {
        if total < MANY {
            return Ok(());
        }
        self.going_on(total.saturating_add(done) / 2, total)
    }

    /// For work that is one walk: so many of its rows are behind.
    ///
    /// # Errors
    /// As [`Hold::deciding`].
    pub fn going_on(&self, done: usize, total: usize) -> Result<(), Failure> {
        self.told(done, total);
        if self.stops_at == Some(1 + self.looks.fetch_add(1, Ordering::Relaxed)) {
            self.stop();
        }
        if self.is_stopped() { Err(stopped().into()) } else { Ok(()) }
    }
}

fn stopped() -> crate::domain::refusal::Refusal {
    refusal!("taking_stopped", "导入已停止，什么也没有写入。", "The import was stopped; nothing was written.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_tells_how_far_it_is_and_ends_once_it_is_stopped_by_whoever_shares_the_hold() {
        let hold = Hold::default();
        let shared = hold.clone();
        hold.deciding(3, 100).unwrap();
        assert_eq!(shared.progress(), (1, 100));
        hold.deciding_on(Walk { nth: 1, of: 2 }, 3, 100).unwrap();
        assert_eq!(shared.progress(), (25, 100), "the second walk begins in the middle of the first half");
        hold.deciding(3, 100).unwrap();
        hold.writing(1, 5).unwrap();
        assert_eq!(shared.progress(), (1, 100), "a few acts are no long work");
        hold.writing(40, 100).unwrap();
        assert_eq!(shared.progress(), (70, 100));
        shared.stop();
        assert!(matches!(hold.writing(41, 100), Err(Failure::Refused(refusal)) if refusal.code == "taking_stopped"));
        assert!(Hold::default().deciding(1, 2).is_ok(), "another hold is not stopped with it");
    }

    #[test]
    fn a_hold_that_stops_at_a_look_stops_there_and_not_before() {
        let hold = Hold::stopping_at(3);
        assert!(hold.deciding(0, 9).is_ok() && hold.going_on(1, 9).is_ok());
        assert!(!hold.is_stopped());
        assert!(hold.deciding(2, 9).is_err() && hold.is_stopped());
    }
}
