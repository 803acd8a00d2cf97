//! What time it is: the system's clock, or one that is set, for the sample station and for tests.

use std::cell::Cell;
use std::rc::Rc;

use chrono::{DateTime, FixedOffset, Local};

/// Tells the station's time.
pub trait Clock {
    fn now(&self) -> DateTime<FixedOffset>;
}

/// The computer's own clock, in its own zone.
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> DateTime<FixedOffset> {
        Local::now().fixed_offset()
    }
}

/// A clock that stands where it is set; its copies stand together.
#[derive(Clone)]
pub struct SetClock(Rc<Cell<DateTime<FixedOffset>>>);

impl SetClock {
    /// # Panics
    /// Where the text is not RFC 3339: it is written in the program.
    pub fn at(text: &str) -> SetClock {
        SetClock(Rc::new(Cell::new(parse(text))))
    }

    pub fn of(time: DateTime<FixedOffset>) -> SetClock {
        SetClock(Rc::new(Cell::new(time)))
    }

    /// Sets the clock and all its copies.
    ///
    /// # Panics
    /// Where the text is not RFC 3339.
    pub fn set(&self, text: &str) {
        self.0.set(parse(text));
    }

    pub fn set_to(&self, time: DateTime<FixedOffset>) {
        self.0.set(time);
    }
}

fn parse(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(text).expect("a set clock is given RFC 3339")
}

impl Clock for SetClock {
    fn now(&self) -> DateTime<FixedOffset> {
        self.0.get()
    }
}
