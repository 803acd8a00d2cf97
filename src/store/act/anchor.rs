//! Acts about the journal's own trust: the end of a day, and a clock that jumped.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The day is closed: its page goes into the paper minutes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayEnded {
    pub on: NaiveDate,
}

/// The computer's clock went back by more than five minutes, or ahead beyond belief, between two acts. Recorded by the program
/// before the act that met it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockJumped {
    /// The time of the last act, RFC 3339.
    pub from: String,
    /// What the clock showed then.
    pub to: String,
}
