//! Words that several screens need in a narrow column.

use chrono::{Datelike, NaiveDate};

use crate::both;
use crate::domain::language::{Both, Lang, Say};
use crate::domain::level::Level;
use crate::say;

/// `三级`, `Level 3`: the level in a column.
pub fn level(level: Level, lang: Lang) -> String {
    let (numeral, code) = (level.numeral(), level.code());
    say!(lang, "{numeral}", "Level {code}")
}

/// `三级`, `L3`: the level beside its trade.
pub fn short_level(level: Level, lang: Lang) -> String {
    let (numeral, code) = (level.numeral(), level.code());
    say!(lang, "{numeral}", "L{code}")
}

/// The codes of levels, the lowest first: `5 4 3`.
pub fn levels(levels: &[Level]) -> String {
    levels.iter().map(|level| level.code().to_string()).collect::<Vec<_>>().join(" ")
}

/// A value's words in both languages.
pub fn both(value: &impl Say) -> Both {
    Both { zh: value.say(Lang::Zh), en: value.say(Lang::En) }
}

/// Data: the same in both languages.
pub fn data(text: impl Into<String>) -> Both {
    let zh = text.into();
    Both { en: zh.clone(), zh }
}

/// `2026-09-20 周日`, `Sun 2026-09-20`.
pub fn weekday(day: NaiveDate) -> Both {
    let place = day.weekday().num_days_from_monday() as usize;
    let zh = ["一", "二", "三", "四", "五", "六", "日"][place];
    let en = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][place];
    both!("{day} 周{zh}", "{en} {day}")
}

/// `2026-09-01 08:30` of a time in RFC 3339.
pub fn minute(time: &str) -> String {
    match (time.get(..10), time.get(11..16)) {
        (Some(day), Some(minute)) => format!("{day} {minute}"),
        _ => time.to_owned(),
    }
}

/// A digest in groups of four: people read it to one another.
pub fn grouped(digits: &str) -> String {
    let groups: Vec<String> =
        digits.as_bytes().chunks(4).map(|group| String::from_utf8_lossy(group).into_owned()).collect();
    groups.join(" ")
}

/// Bytes as lower-case hex digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Bytes as people read them: `1.2 MB`.
pub fn size(bytes: u64) -> String {
    const UNITS: [&str; 4] = ["KB", "MB", "GB", "TB"];
    let mut tenths = bytes.saturating_mul(10) / 1024;
    let mut unit = 0;
    while tenths >= 10240 && unit + 1 < UNITS.len() {
        tenths /= 1024;
        unit += 1;
    }
    format!("{}.{} {}", tenths / 10, tenths % 10, UNITS[unit])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_read_in_the_unit_that_fits() {
        for (bytes, text) in [(512, "0.5 KB"), (1024, "1.0 KB"), (1_258_291, "1.1 MB"), (5 << 30, "5.0 GB")] {
            assert_eq!(size(bytes), text);
        }
    }

    #[test]
    fn a_digest_is_told_in_groups_of_four() {
        assert_eq!(grouped("abcdef0123"), "abcd ef01 23");
        assert_eq!(grouped(""), "");
    }
}
