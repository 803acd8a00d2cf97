//! Dates as clerks write them.

use chrono::NaiveDate;

use crate::domain::identity::plain::half_width;
use crate::exchange::grid::Cell;
use crate::exchange::numbers::date_of_serial;

/// Reads a date cell, an Excel serial, `yyyy-MM-dd`, `yyyyMMdd`, `yyyy/M/d`, `yyyy.MM.dd` and `yyyy年M月d日`, with full-width
/// digits and blanks around it; a time of day after it is dropped.
pub fn date(cell: &Cell) -> Option<NaiveDate> {
    match cell {
        Cell::Date(date) => Some(*date),
        Cell::Text(text) => written(text),
        Cell::Number(text) if text.len() == 8 => written(text),
        Cell::Number(text) => date_of_serial(text.split('.').next()?.parse().ok()?),
        Cell::Empty | Cell::Broken(_) => None,
    }
}

/// As [`date`], where the day may be missing and is then the first: `2015-07`, `201507`, `2015年7月`.
pub fn month(cell: &Cell) -> Option<NaiveDate> {
    date(cell).or_else(|| match cell {
        Cell::Text(text) | Cell::Number(text) => {
            let parts = parts(text)?;
            match parts.as_slice() {
                [whole] if whole.len() == 6 => ymd(&whole[..4], &whole[4..], "1"),
                [year, month] => ymd(year, month, "1"),
                _ => None,
            }
        }
        _ => None,
    })
}

fn written(text: &str) -> Option<NaiveDate> {
    let parts = parts(text)?;
    match parts.as_slice() {
        [whole] if whole.len() == 8 => ymd(&whole[..4], &whole[4..6], &whole[6..]),
        [whole] if whole.len() == 5 => date_of_serial(whole.parse().ok()?),
        [year, month, day] => ymd(year, month, day),
        _ => None,
    }
}

/// The runs of digits between one kind of separator.
fn parts(text: &str) -> Option<Vec<String>> {
    let plain: String = text.trim().chars().map(half_width).collect();
    let day = plain.split([' ', 'T']).next()?;
    let parts: Vec<String> = match day.strip_suffix('日').or(day.strip_suffix('月')) {
        Some(rest) => rest.split(['年', '月']).map(str::to_owned).collect(),
        None => {
            let separator = day.chars().find(|c| !c.is_ascii_digit()).unwrap_or('-');
            if !matches!(separator, '-' | '/' | '.') {
                return None;
            }
            day.split(separator).map(str::to_owned).collect()
        }
    };
    parts.iter().all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit())).then_some(parts)
}

/// A year has four digits, so that `25/1/2` is not guessed at.
fn ymd(year: &str, month: &str, day: &str) -> Option<NaiveDate> {
    if year.len() != 4 || month.len() > 2 || day.len() > 2 {
        return None;
    }
    let date = NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?;
    (1900..=2999).contains(&chrono::Datelike::year(&date)).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_in_every_way_clerks_write_it() {
        let want = NaiveDate::from_ymd_opt(1990, 1, 7);
        for text in [
            "1990-01-07",
            "19900107",
            "1990/1/7",
            "1990.01.07",
            "1990年1月7日",
            "１９９０－０１－０７",
            " 1990-1-7　",
            "1990-01-07 00:00:00",
            "1990年01月07日",
            "32880",
        ] {
            assert_eq!(date(&Cell::Text(text.into())), want, "{text}");
        }
        assert_eq!(date(&Cell::Number("32880".into())), want);
        assert_eq!(date(&Cell::Number("19900107".into())), want);
    }

    #[test]
    fn what_is_no_date_is_not_guessed_at() {
        for text in [
            "",
            "1990",
            "90-1-7",
            "1990-13-01",
            "1990-02-30",
            "1990-1/7",
            "7/1/1990",
            "1990-1-7-1",
            "1990年",
            "0000-01-01",
            "昨天",
            "1990--7",
        ] {
            assert_eq!(date(&Cell::Text(text.into())), None, "{text}");
        }
    }

    #[test]
    fn a_month_stands_for_its_first_day() {
        let want = NaiveDate::from_ymd_opt(2015, 7, 1);
        for text in ["2015-07", "201507", "2015年7月", "2015.7", "2015/7/1"] {
            assert_eq!(month(&Cell::Text(text.into())), want, "{text}");
        }
        assert_eq!(month(&Cell::Number("201507".into())), want);
    }
}
