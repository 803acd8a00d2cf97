//! Acts about the calendar of working days.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::calendar::CalendarDay;

/// A day off, or a weekend day worked in its stead. A later one for the same day replaces it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarDaySet {
    #[serde(flatten)]
    pub day: CalendarDay,
    /// The notice that says so; empty where somebody typed it.
    pub source: String,
}

/// The day is again what its weekday says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarDayCleared {
    pub day: NaiveDate,
}
