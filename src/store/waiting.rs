//! Waiting for another window that writes: so long and no longer, and after a moment whoever waits is told.

use std::cell::{Cell, RefCell};
use std::time::{Duration, Instant};

use super::settings::BUSY_MILLISECONDS;

/// Nobody notices a wait shorter than this.
const UNSEEN: Duration = Duration::from_millis(500);
/// How often the other window is asked again.
const PAUSE: Duration = Duration::from_millis(10);

type Tell = Box<dyn FnMut(Duration)>;

thread_local! {
    static SINCE: Cell<Option<Instant>> = const { Cell::new(None) };
    static PATIENT: Cell<bool> = const { Cell::new(true) };
    static TELL: RefCell<Option<Tell>> = const { RefCell::new(None) };
}

/// Who is told, on this thread, that the other window is waited for: again and again with how long it has been.
pub fn tell_by(tell: impl FnMut(Duration) + 'static) {
    TELL.with_borrow_mut(|slot| *slot = Some(Box::new(tell)));
}

/// Does something that is given up at once where another window is in the way.
pub(super) fn without<T>(work: impl FnOnce() -> T) -> T {
    PATIENT.set(false);
    let done = work();
    PATIENT.set(true);
    done
}

/// SQLite asks, with how often it asked before, whether to try once more.
pub(super) fn go_on(asked: i32) -> bool {
    if !PATIENT.get() {
        return false;
    }
    if asked == 0 {
        SINCE.set(Some(Instant::now()));
    }
    let waited = SINCE.get().map_or(Duration::ZERO, |since| since.elapsed());
    if waited.as_millis() >= BUSY_MILLISECONDS as u128 {
        return false;
    }
    if waited >= UNSEEN {
        TELL.with_borrow_mut(|slot| slot.iter_mut().for_each(|tell| tell(waited)));
    }
    std::thread::sleep(PAUSE);
    true
}
