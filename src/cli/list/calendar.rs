//! The calendar of working days.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Listed, Take, Wanted};
use crate::cli::problem::Problem;
use crate::domain::calendar::DayKind;
use crate::domain::language::{Lang, Say};
use crate::store::Read;

#[derive(Debug, Serialize)]
pub struct CalendarLine {
    day: NaiveDate,
    kind: DayKind,
    name: String,
}

impl Listed for CalendarLine {
    const HEADING: &[(&str, &str)] = &[("日期", "Day"), ("放假或上班", "Off or worked"), ("节假日", "Holiday")];

    fn cells(&self, lang: Lang) -> Vec<String> {
        vec![self.day.to_string(), self.kind.say(lang), self.name.clone()]
    }
}

pub fn pages(read: &Read, wanted: &Wanted, take: Take<CalendarLine>) -> Result<(), Problem> {
    let days = read.calendar_days()?.into_iter();
    let lines = days.map(|day| CalendarLine { day: day.day, kind: day.kind, name: day.name });
    take(lines.filter(|line| wanted.fits(&[&line.name, &line.day.to_string()])).collect());
    Ok(())
}
