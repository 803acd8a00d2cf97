//! Whole years between dates, and ages that can be true.

use chrono::{Datelike, NaiveDate};

use super::fault::spoken_error;
use crate::domain::language::{Lang, Say};
use crate::say;

/// Nobody is registered above this age: an older birth date is a typing error.
pub const OLDEST: i32 = 120;

/// The day on which `years` whole years since `from` are full. A 29 February rolls to 1 March in a common year: four years
/// counted from a leap day are full on the leap day again, one year on 1 March.
///
/// # Panics
/// Only beyond the calendar of chrono, 262,000 years away.
pub fn years_after(from: NaiveDate, years: u32) -> NaiveDate {
    let year = from.year() + i32::try_from(years).expect("years of a rule are few");
    from.with_year(year)
        .or_else(|| NaiveDate::from_ymd_opt(year, 3, 1))
        .expect("only a leap day is missing from another year")
}

/// Age in whole years on a day, below zero before birth.
pub fn age_on(birth: NaiveDate, day: NaiveDate) -> i32 {
    let passed = (day.month(), day.day()) >= (birth.month(), birth.day());
    day.year() - birth.year() - i32::from(!passed)
}

/// A birth date that cannot be a candidate's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AgeFault {
    NotYetBorn { birth: NaiveDate, day: NaiveDate },
    TooOld { birth: NaiveDate, age: i32 },
}

/// Checks that a birth date can be true on `day`; answers the age. The minimum age is a rule of the standard, not of this.
pub fn check_age(birth: NaiveDate, day: NaiveDate) -> Result<u32, AgeFault> {
    match age_on(birth, day) {
        age if age > OLDEST => Err(AgeFault::TooOld { birth, age }),
        age => u32::try_from(age).map_err(|_| AgeFault::NotYetBorn { birth, day }),
    }
}

impl Say for AgeFault {
    fn say(&self, lang: Lang) -> String {
        match self {
            AgeFault::NotYetBorn { birth, day } => {
                say!(
                    lang,
                    "出生日期 {birth} 晚于 {day}，请核对。",
                    "The birth date {birth} is later than {day}; check it."
                )
            }
            AgeFault::TooOld { birth, age } => say!(
                lang,
                "出生日期 {birth} 算得 {age} 岁，超过 {OLDEST} 岁，请核对证件。",
                "The birth date {birth} gives an age of {age}, over {OLDEST}; check the document."
            ),
        }
    }
}

spoken_error!(AgeFault);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_leap_day_rolls_to_the_first_of_march() {
        assert_eq!(years_after(day("2024-02-29"), 1), day("2025-03-01"));
        assert_eq!(years_after(day("2024-02-29"), 4), day("2028-02-29"));
        assert_eq!(years_after(day("2023-05-01"), 4), day("2027-05-01"));
    }

    #[test]
    fn an_age_that_cannot_be_is_refused() {
        assert_eq!(check_age(day("1949-12-31"), day("2026-12-30")), Ok(76));
        assert!(matches!(check_age(day("1880-01-01"), day("2026-11-30")), Err(AgeFault::TooOld { age: 146, .. })));
        assert!(matches!(check_age(day("2026-12-01"), day("2026-11-30")), Err(AgeFault::NotYetBorn { .. })));
    }

    proptest! {
        #[test]
        fn the_age_is_reached_on_the_day_the_years_are_full(days in 0i64..40_000, age in 0u32..100) {
            let birth = day("1930-01-01") + chrono::Days::new(days.unsigned_abs());
            let full = years_after(birth, age);
            prop_assert_eq!(age_on(birth, full), i32::try_from(age).unwrap());
            prop_assert_eq!(age_on(birth, full.pred_opt().unwrap()), i32::try_from(age).unwrap() - 1);
        }
    }
}
