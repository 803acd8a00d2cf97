//! A child that can be stopped from another thread, and is when its time is up.

use std::process::{Child, ExitStatus};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::time::Duration;

use super::caps::SECONDS;
use crate::exchange::refusals::{self, FileFault};
use crate::store::hold::Hold;

/// A hold on the reading of a file: to stop it, with the worker that it runs, and to see how far it is. Clones are the same.
#[derive(Clone, Default)]
pub struct Stop {
    state: Arc<(Mutex<State>, Condvar)>,
    hold: Hold,
}

#[derive(Default)]
struct State {
    child: Option<Child>,
    overdue: bool,
}

impl Stop {
    /// Ends the worker at once, and any that would be started later.
    pub fn stop(&self) {
        self.hold.stop();
        kill(&mut self.lock());
    }

    /// Rows that have come and rows there are; the second is 0 while the file is still being unpacked.
    pub fn progress(&self) -> (u64, u64) {
        self.hold.progress()
    }

    fn told(&self, done: usize, total: usize) {
        self.hold.told(done, total);
    }

    /// Tells how far the work is with the rows of a file that was read.
    ///
    /// # Errors
    /// `reading_stopped` once it was stopped.
    pub fn going_on(&self, done: usize, total: usize, file: &str) -> Result<(), FileFault> {
        self.told(done, total);
        if self.hold.is_stopped() { Err(refusals::stopped(file)) } else { Ok(()) }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

fn kill(state: &mut State) {
    if let Some(child) = &mut state.child {
        // One that has ended by itself is no fault.
        let _ = child.kill();
    }
}

/// How a child ended.
pub enum Ended {
    Itself(ExitStatus),
    Stopped,
    Overdue,
}

/// A running child under its clock.
pub struct Held(Stop);

/// Holds a child; the clock runs.
pub fn hold(child: Child, stop: &Stop) -> Held {
    let stop = stop.clone();
    stop.lock().child = Some(child);
    if stop.hold.is_stopped() {
        kill(&mut stop.lock());
    }
    let clock = stop.clone();
    std::thread::spawn(move || {
        let (_, ended) = &*clock.state;
        // As long again as the processor's time: the computer may be busy with other things.
        let patience = Duration::from_secs(2 * SECONDS);
        let waited = ended.wait_timeout_while(clock.lock(), patience, |state| state.child.is_some());
        let (mut state, _) = waited.unwrap_or_else(|poisoned| poisoned.into_inner());
        if state.child.is_some() {
            state.overdue = true;
            kill(&mut state);
        }
    });
    Held(stop)
}

impl Held {
    pub fn told(&self, done: usize, total: usize) {
        self.0.told(done, total);
    }

    /// Waits for the child's end, which is near: it has said all or closed its mouth.
    pub fn end(self) -> Ended {
        let status = loop {
            if let Some(status) = self.0.lock().child.as_mut().and_then(|child| child.try_wait().ok().flatten()) {
                break status;
            }
            std::thread::sleep(Duration::from_millis(1));
        };
        let mut state = self.0.lock();
        state.child = None;
        let overdue = std::mem::take(&mut state.overdue);
        self.0.state.1.notify_all();
        drop(state);
        if self.0.hold.is_stopped() {
            Ended::Stopped
        } else if overdue {
            Ended::Overdue
        } else {
            Ended::Itself(status)
        }
    }
}
