//! The days of the sample year, counted from today.

use chrono::{DateTime, Days, FixedOffset, NaiveDate, Offset};

use crate::ops::SetClock;

pub struct Year {
    now: DateTime<FixedOffset>,
    clock: SetClock,
}

impl Year {
    pub fn ending(now: DateTime<FixedOffset>, clock: SetClock) -> Year {
        Year { now, clock }
    }

    /// The day so many days from today.
    pub fn day(&self, days: i64) -> NaiveDate {
        let today = self.now.date_naive();
        let apart = Days::new(days.unsigned_abs());
        if days < 0 { today - apart } else { today + apart }
    }

    /// Sets the clock to an hour of a day.
    pub fn at(&self, days: i64, hour: u32) {
        let time = self.day(days).and_hms_opt(hour, 10, 0).expect("an hour of the day");
        let local = time.and_local_timezone(self.now.offset().fix()).single();
        self.clock.set_to(local.expect("a fixed offset has every hour once"));
    }

    /// Sets the clock to the present.
    pub fn now(&self) {
        self.clock.set_to(self.now);
    }
}
