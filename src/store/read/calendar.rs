//! The calendar of working days.

use chrono::NaiveDate;

use super::{Read, Result, day};
use crate::domain::calendar::{Calendar, CalendarDay};

impl Read<'_> {
    /// Every day that differs from its weekday, the first one first.
    pub fn calendar_days(&self) -> Result<Vec<CalendarDay>> {
        self.all("SELECT day, kind, name FROM calendar_day ORDER BY day", [], |row| {
            Ok(CalendarDay { day: day(row, "day")?, kind: row.get("kind")?, name: row.get("name")? })
        })
    }

    pub fn calendar_day(&self, on: NaiveDate) -> Result<Option<CalendarDay>> {
        let sql = "SELECT day, kind, name FROM calendar_day WHERE day = ?1";
        self.one(sql, [on.to_string()], |row| {
            Ok(CalendarDay { day: day(row, "day")?, kind: row.get("kind")?, name: row.get("name")? })
        })
    }

    pub fn calendar(&self) -> Result<Calendar> {
        Ok(self.calendar_days()?.into_iter().map(|day| (day.day, day.kind)).collect())
    }
}
