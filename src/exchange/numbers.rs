//! A workbook's numbers and dates as the text Excel shows.

use calamine::ExcelDateTime;
use chrono::NaiveDate;

use super::grid::Cell;

/// Whole numbers below 10¹⁵ in full; larger ones as `1.10105E+17`; fractions with at most 15 significant digits, as Excel keeps them.
pub(super) fn number_text(value: f64) -> String {
    if value.abs() >= 1e15 || !value.is_finite() {
        let text = format!("{value:.5E}");
        return match text.split_once('E') {
            Some((digits, power)) => format!("{}E+{power}", digits.trim_end_matches('0').trim_end_matches('.')),
            None => text,
        };
    }
    // 0.30000000000000004 is 0.3 in Excel.
    let kept = format!("{value:.14e}").parse::<f64>().unwrap_or(value);
    if kept == 0.0 { "0".to_owned() } else { kept.to_string() }
}

pub(super) fn number(value: f64) -> Cell {
    Cell::Number(number_text(value).into())
}

/// A date, without its time of day; what has no day (a bare time, a duration) stays a number.
pub(super) fn date(value: &ExcelDateTime) -> Cell {
    let (year, month, day, ..) = value.to_ymd_hms_milli();
    let date = NaiveDate::from_ymd_opt(year.into(), month.into(), day.into());
    match date {
        Some(date) if value.is_datetime() && value.as_f64() >= 1.0 => Cell::Date(date),
        _ => number(value.as_f64()),
    }
}

/// The serial numbers of 1900-03-01 to 2173-10-13, five digits at most, so that `201507` stays a month; before them, Excel counts
/// a 29 February 1900 that never was.
pub fn date_of_serial(serial: u32) -> Option<NaiveDate> {
    let epoch = NaiveDate::from_ymd_opt(1899, 12, 30)?;
    (61..=99_999).contains(&serial).then(|| epoch + chrono::Days::new(serial.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_as_excel_shows_them() {
        let rows = [
            (110105199001011234.0, "1.10105E+17"),
            (1e17, "1E+17"),
            (13800138000.0, "13800138000"),
            (999_999_999_999_999.0, "999999999999999"),
            (0.1 + 0.2, "0.3"),
            (60.5, "60.5"),
            (-3.0, "-3"),
            (0.0, "0"),
            (1e-7, "0.0000001"),
        ];
        for (value, text) in rows {
            assert_eq!(number_text(value), text);
        }
    }

    #[test]
    fn a_serial_is_the_day_excel_means() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d);
        for (serial, date) in
            [(61, day(1900, 3, 1)), (32874, day(1990, 1, 1)), (45658, day(2025, 1, 1)), (60, None), (100_000, None)]
        {
            assert_eq!(date_of_serial(serial), date, "{serial}");
        }
    }
}
