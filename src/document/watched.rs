//! How far a document is that another thread makes, and the word to stop it.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use crate::domain::refusal::Refusal;
use crate::refusal;

/// Shared by whoever makes a document and whoever waits for it.
#[derive(Debug, Default)]
pub struct Watched {
    done: AtomicUsize,
    total: AtomicUsize,
    stopped: AtomicBool,
}

impl Watched {
    /// Rows or pages that are done.
    pub fn done(&self) -> usize {
        self.done.load(Ordering::Relaxed)
    }

    /// All of them, as far as is known.
    pub fn total(&self) -> usize {
        self.total.load(Ordering::Relaxed)
    }

    /// Asks the work to end between two of them.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    pub(super) fn expect(&self, more: usize) {
        self.total.fetch_add(more, Ordering::Relaxed);
    }

    pub(super) fn one_more(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }

    /// `stopped` where nobody wants it any more.
    pub(super) fn go_on(&self) -> Result<(), Refusal> {
        match self.stopped.load(Ordering::Relaxed) {
            true => Err(refusal!("stopped", "停下了，没有写文件。", "Stopped; no file was written.")),
            false => Ok(()),
        }
    }
}
