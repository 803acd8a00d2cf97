//! Working days: weekends, public holidays and the weekend days worked in their stead. Which days these are is data.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use super::language::{Lang, Say};

/// How a day differs from what its weekday says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayKind {
    /// 放假.
    Holiday,
    /// 调休上班.
    Workday,
}

impl DayKind {
    pub const ALL: [DayKind; 2] = [DayKind::Holiday, DayKind::Workday];

    pub const fn word(self) -> &'static str {
        match self {
            DayKind::Holiday => "holiday",
            DayKind::Workday => "workday",
        }
    }

    pub fn from_word(word: &str) -> Option<DayKind> {
        DayKind::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

impl Say for DayKind {
    fn say(&self, lang: Lang) -> String {
        match self {
            DayKind::Holiday => lang.pick("放假", "day off"),
            DayKind::Workday => lang.pick("上班", "worked"),
        }
        .to_owned()
    }
}

/// A day of the calendar that differs from its weekday.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarDay {
    pub day: NaiveDate,
    pub kind: DayKind,
    /// What it is called: `国庆节`.
    pub name: String,
}

/// The station's calendar. An empty one knows weekends alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    days: BTreeMap<NaiveDate, DayKind>,
}

impl FromIterator<(NaiveDate, DayKind)> for Calendar {
    fn from_iter<T: IntoIterator<Item = (NaiveDate, DayKind)>>(days: T) -> Calendar {
        Calendar { days: days.into_iter().collect() }
    }
}

impl Calendar {
    pub fn works(&self, day: NaiveDate) -> bool {
        match self.days.get(&day) {
            Some(kind) => *kind == DayKind::Workday,
            None => !matches!(day.weekday(), Weekday::Sat | Weekday::Sun),
        }
    }

    /// The last day of a window of so many working days that begins on `from`, which counts where it is one: how long
    /// publicity lasts. A window has at least one working day.
    pub fn window(&self, from: NaiveDate, working_days: u32) -> NaiveDate {
        self.later(from, working_days.max(1) - u32::from(self.works(from)))
    }

    /// The working day that lies so many after `day`, which itself does not count: when an answer is due. `day` itself for 0.
    pub fn later(&self, day: NaiveDate, working_days: u32) -> NaiveDate {
        self.step(day, working_days, |day| day.checked_add_days(Days::new(1)))
    }

    /// The working day that lies so many before `day`.
    pub fn earlier(&self, day: NaiveDate, working_days: u32) -> NaiveDate {
        self.step(day, working_days, |day| day.checked_sub_days(Days::new(1)))
    }

    fn step(&self, day: NaiveDate, working_days: u32, next: impl Fn(NaiveDate) -> Option<NaiveDate>) -> NaiveDate {
        let (mut day, mut left) = (day, working_days);
        while left > 0 {
            // At the end of all dates the window ends too.
            let Some(to) = next(day) else { return day };
            day = to;
            left -= u32::from(self.works(day));
        }
        day
    }

    /// Whether anything is recorded of the year: a year without holidays was not entered yet.
    pub fn knows(&self, year: i32) -> bool {
        self.days.keys().any(|day| day.year() == year)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// The autumn of 2026: two holidays and the two weekend days worked for them.
    fn autumn() -> Calendar {
        let off = (25..=27).map(|n| format!("2026-09-{n}")).chain((1..=7).map(|n| format!("2026-10-0{n}")));
        let off = off.map(|text| (day(&text), DayKind::Holiday));
        off.chain(["2026-09-20", "2026-10-10"].map(|text| (day(text), DayKind::Workday))).collect()
    }

    #[test]
    fn a_window_passes_over_weekends_and_holidays_and_counts_the_days_worked_for_them() {
        for (from, days, until) in [
            ("2026-11-16", 5, "2026-11-20"),
            ("2026-11-18", 5, "2026-11-24"),
            ("2026-11-21", 5, "2026-11-27"),
            ("2026-09-20", 5, "2026-09-24"),
            ("2026-09-24", 5, "2026-10-08"),
            ("2026-09-30", 3, "2026-10-09"),
            ("2026-10-09", 2, "2026-10-10"),
            ("2026-10-01", 1, "2026-10-08"),
        ] {
            assert_eq!(autumn().window(day(from), days), day(until), "{days} from {from}");
        }
    }

    #[test]
    fn an_answer_is_due_so_many_working_days_after_the_day_it_was_asked_for() {
        for (from, days, due) in [
            ("2026-11-20", 1, "2026-11-23"),
            ("2026-11-20", 0, "2026-11-20"),
            ("2026-09-24", 3, "2026-09-30"),
            ("2026-09-30", 3, "2026-10-10"),
        ] {
            assert_eq!(autumn().later(day(from), days), day(due), "{days} after {from}");
        }
        assert_eq!(autumn().earlier(day("2026-10-08"), 2), day("2026-09-29"));
        assert_eq!(autumn().earlier(day("2026-09-21"), 1), day("2026-09-20"));
    }

    #[test]
    fn a_year_of_which_nothing_is_recorded_is_not_known() {
        assert!(autumn().knows(2026));
        assert!(!autumn().knows(2027));
    }

    proptest! {
        #[test]
        fn later_and_earlier_undo_each_other_on_working_days(offset in 0u64..400, n in 0u32..40) {
            let calendar = autumn();
            let start = day("2026-01-01") + Days::new(offset);
            prop_assume!(calendar.works(start));
            prop_assert_eq!(calendar.earlier(calendar.later(start, n), n), start);
            prop_assert!(calendar.works(calendar.later(start, n)));
        }

        #[test]
        fn a_window_holds_exactly_its_working_days(offset in 0u64..400, n in 1u32..40) {
            let calendar = autumn();
            let from = day("2026-01-01") + Days::new(offset);
            let until = calendar.window(from, n);
            let worked = from.iter_days().take_while(|day| *day <= until).filter(|day| calendar.works(*day)).count();
            prop_assert_eq!(worked, n as usize);
        }
    }
}
