//! The calendar of working days: typed day by day, or taken a year at a time from a file.

use chrono::NaiveDate;
use serde::Deserialize;

use super::Office;
use crate::domain::calendar::{CalendarDay, DayKind};
use crate::domain::identity::inert;
use crate::domain::refusal::Refusal;
use crate::refusal;
use crate::store::act::{Act, CalendarDayCleared, CalendarDaySet, Kind};
use crate::store::{Decided, Failure};

/// The years that come with the program, the newest last.
pub const PUBLISHED: [(i32, &str); 1] = [(2026, include_str!("../../fixtures/calendar/2026.toml"))];

/// The days of a file, and the notice that they follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarFile {
    pub source: String,
    pub days: Vec<CalendarDay>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    source: String,
    days: Vec<WrittenDays>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenDays {
    name: String,
    /// The first and the last day off.
    #[serde(default)]
    holidays: Option<(NaiveDate, NaiveDate)>,
    #[serde(default)]
    workdays: Vec<NaiveDate>,
}

/// The most days that one holiday has; more is a slip of the pen in one of its two dates.
const LONGEST: i64 = 31;

/// Reads a calendar as it is written in TOML.
///
/// # Errors
/// `calendar_file` where it is no such file, names a holiday that ends before it begins, or a day twice.
pub fn read_file(text: &str) -> Result<CalendarFile, Refusal> {
    let written: Written = toml::from_str(text).map_err(|error| {
        let error = inert(&error.to_string());
        refusal!("calendar_file", "日历文件读不懂：{error}", "The calendar file cannot be read: {error}")
    })?;
    let mut days: Vec<CalendarDay> = Vec::new();
    for one in written.days {
        if let Some((from, until)) = one.holidays {
            if !(0..LONGEST).contains(&(until - from).num_days()) {
                let name = inert(&one.name);
                return Err(refusal!(
                    "calendar_file",
                    "“{name}”放假 {from} 至 {until}，应在 {LONGEST} 天以内，先写首日再写末日。",
                    "“{name}” is off from {from} to {until}; write the first day, then the last, within {LONGEST} days."
                ));
            }
            let off = from.iter_days().take_while(|day| *day <= until);
            days.extend(off.map(|day| CalendarDay { day, kind: DayKind::Holiday, name: one.name.clone() }));
        }
        let worked = one.workdays.into_iter();
        days.extend(worked.map(|day| CalendarDay { day, kind: DayKind::Workday, name: one.name.clone() }));
    }
    days.sort_by_key(|one| one.day);
    if let Some(twice) = days.windows(2).find(|pair| pair[0].day == pair[1].day) {
        let day = twice[0].day;
        return Err(refusal!(
            "calendar_file",
            "{day} 写了两次，每天只能是放假或上班之一。",
            "{day} is written twice; a day is either off or worked."
        ));
    }
    Ok(CalendarFile { source: written.source, days })
}

/// Takes the days of a file, over what was recorded of them; answers how many were new or changed.
pub fn take(office: &mut Office, file: &CalendarFile) -> Result<u32, Failure> {
    office.act(Kind::CalendarDaySet, None, |read, _| {
        let mut acts = Vec::new();
        for day in &file.days {
            if read.calendar_day(day.day)?.as_ref() != Some(day) {
                let set = CalendarDaySet { day: day.clone(), source: file.source.clone() };
                acts.push(Act::CalendarDaySet(set));
            }
        }
        let count = u32::try_from(acts.len()).unwrap_or(u32::MAX);
        Ok(Decided::new(acts, count))
    })
}

/// Records what one day is; none makes it an ordinary day again.
pub fn set_day(office: &mut Office, on: NaiveDate, kind: Option<DayKind>, name: &str) -> Result<(), Failure> {
    let act = if kind.is_some() { Kind::CalendarDaySet } else { Kind::CalendarDayCleared };
    office.act(act, None, |read, _| {
        let Some(kind) = kind else {
            let known = read.calendar_day(on)?;
            let cleared = known.map(|_| Act::CalendarDayCleared(CalendarDayCleared { day: on }));
            return Ok(Decided::new(cleared.into_iter().collect(), ()));
        };
        if name.trim().is_empty() {
            return Err(refusal!("name_missing", "缺少节假日名称。", "The holiday's name is missing.").into());
        }
        let day = CalendarDay { day: on, kind, name: name.trim().to_owned() };
        Ok(Decided::act(Act::CalendarDaySet(CalendarDaySet { day, source: String::new() })))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{Datelike, Weekday};

    #[test]
    fn the_published_years_are_whole_and_every_make_up_day_is_a_weekend_day() {
        for (year, text) in PUBLISHED {
            let file = read_file(text).unwrap();
            assert!(file.source.contains(&year.to_string()));
            assert!(file.days.iter().all(|one| one.day.year() == year));
            for one in &file.days {
                let weekend = matches!(one.day.weekday(), Weekday::Sat | Weekday::Sun);
                assert!(weekend || one.kind == DayKind::Holiday, "{} is worked anyway", one.day);
            }
        }
        let file = read_file(PUBLISHED[0].1).unwrap();
        let count = |kind| file.days.iter().filter(|one| one.kind == kind).count();
        assert_eq!((count(DayKind::Holiday), count(DayKind::Workday)), (33, 6));
    }

    #[test]
    fn a_file_that_is_wrong_is_told_why() {
        for (text, says) in [
            ("days = []", "source"),
            ("source = 's'\n[[days]]\nname = '春节'\nholidays = ['2026-02-20', '2026-02-15']", "先写首日"),
            ("source = 's'\n[[days]]\nname = '春节'\nholidays = ['2026-02-15', '2027-02-15']", "31"),
            ("source = 's'\n[[days]]\nname = 'x'\nworkdays = ['2026-02-15', '2026-02-15']", "写了两次"),
            ("source = 's'\n[[days]]\nname = 'x'\nworkday = ['2026-02-15']", "workday"),
        ] {
            let refusal = read_file(text).unwrap_err();
            assert_eq!(refusal.code, "calendar_file");
            assert!(refusal.because.zh.contains(says), "{}", refusal.because.zh);
        }
    }
}
