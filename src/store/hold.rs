//! A hold on long writing that another thread does: how far it is, and a way to stop it. What is stopped is rolled back whole, so that
//! half a list is never in the file.

use std::cell::RefCell;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use super::Failure;
use crate::refusal;

#[derive(Clone, Debug, Default)]
pub struct Hold {
    stopped: Arc<AtomicBool>,
    done: Arc<AtomicU64>,
    total: Arc<AtomicU64>,
}

/// Writing of fewer acts than these is no long work, and tells nothing of how far it is.
const MANY: usize = 32;

thread_local! {
    static HOLD: RefCell<Option<Hold>> = const { RefCell::new(None) };
}

impl Hold {
    /// Runs the work, which is held from here on.
    pub fn over<T>(&self, work: impl FnOnce() -> T) -> T {
        HOLD.set(Some(self.clone()));
        let answer = work();
        HOLD.set(None);
        answer
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
}

/// Each row of a list is decided on first and written then: the first half of the work.
///
/// # Errors
/// `taking_stopped` once whoever holds this thread's work has stopped it; a thread that nobody holds goes on.
pub fn deciding(done: usize, total: usize) -> Result<(), Failure> {
    going_on(done / 2, total)
}

/// The second half: so many of the acts are written.
///
/// # Errors
/// As [`deciding`].
pub(super) fn writing(done: usize, total: usize) -> Result<(), Failure> {
    if total < MANY {
        return Ok(());
    }
    going_on(total.saturating_add(done) / 2, total)
}

/// For work that is one walk: so many of its rows are behind.
///
/// # Errors
/// As [`deciding`].
pub fn going_on(done: usize, total: usize) -> Result<(), Failure> {
    HOLD.with_borrow(|hold| {
        let Some(hold) = hold else { return Ok(()) };
        hold.told(done, total);
        if hold.is_stopped() { Err(stopped().into()) } else { Ok(()) }
    })
}

fn stopped() -> crate::domain::refusal::Refusal {
    refusal!("taking_stopped", "导入已停止，什么也没有写入。", "The import was stopped; nothing was written.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_tells_how_far_it_is_and_ends_once_it_is_stopped_and_only_where_it_is_held() {
        let hold = Hold::default();
        hold.over(|| {
            deciding(3, 100).unwrap();
            assert_eq!(hold.progress(), (1, 100));
            writing(1, 5).unwrap();
            assert_eq!(hold.progress(), (1, 100), "a few acts are no long work");
            writing(40, 100).unwrap();
            assert_eq!(hold.progress(), (70, 100));
            hold.stop();
            assert!(matches!(writing(41, 100), Err(Failure::Refused(refusal)) if refusal.code == "taking_stopped"));
        });
        assert!(deciding(1, 2).is_ok(), "nobody holds what comes after");
    }
}
