//! Which copy of a certificate stands on which sheet, and where on the paper a printer puts it.

use serde::{Deserialize, Serialize};

use crate::both;
use crate::domain::language::{Both, Lang, Say};

/// How a certificate is put on paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Layout {
    /// 整页: everything is printed.
    #[default]
    Whole,
    /// 套打: only the words, into the fields of pre-printed paper.
    Overlay,
}

impl Layout {
    pub const ALL: [Layout; 2] = [Layout::Whole, Layout::Overlay];

    pub const fn word(self) -> &'static str {
        match self {
            Layout::Whole => "whole",
            Layout::Overlay => "overlay",
        }
    }

    pub fn from_word(word: &str) -> Option<Layout> {
        Layout::ALL.into_iter().find(|layout| layout.word() == word)
    }
}

impl Say for Layout {
    fn say(&self, lang: Lang) -> String {
        lang.pick(["整页", "套打"][*self as usize], ["whole page", "overlay"][*self as usize]).to_owned()
    }
}

/// Layout and offsets of one printer, in hundredths of a millimetre: right and down are positive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placement {
    pub layout: Layout,
    pub dx: i32,
    pub dy: i32,
}

/// No printer is further off than this: 50 mm.
pub const FARTHEST: i32 = 5_000;

/// `1.25`, `-0.5`, `0`: millimetres with at most two digits after the point, as hundredths.
pub fn read_offset(text: &str) -> Result<i32, Both> {
    let wrong = || both!("应为毫米数，如 1.25 或 -0.5，在 ±50 之内", "millimetres within ±50, like 1.25 or -0.5");
    let plain: String = text.trim().chars().map(crate::domain::identity::plain::half_width).collect();
    let (negative, digits) = match plain.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, plain.strip_prefix('+').unwrap_or(&plain)),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || whole.len() > 3 || part.len() > 2 || !all_digits(whole) || !all_digits(part) {
        return Err(wrong());
    }
    let part: i32 = format!("{part:0<2}").parse().map_err(|_| wrong())?;
    let whole: i32 = whole.parse().map_err(|_| wrong())?;
    let hundredths = whole * 100 + part;
    match hundredths > FARTHEST {
        true => Err(wrong()),
        false => Ok(if negative { -hundredths } else { hundredths }),
    }
}

/// Hundredths of a millimetre as a person reads them: `-0.50`.
pub fn offset_text(hundredths: i32) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    let size = hundredths.unsigned_abs();
    format!("{sign}{}.{:02}", size / 100, size % 100)
}

/// Why a copy is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Occasion {
    First,
    /// 补发.
    Reissue,
    /// 更正.
    Correction,
    /// The sheet before was spoiled.
    Spoiled,
}

impl Occasion {
    pub const ALL: [Occasion; 4] = [Occasion::First, Occasion::Reissue, Occasion::Correction, Occasion::Spoiled];

    pub const fn word(self) -> &'static str {
        match self {
            Occasion::First => "first",
            Occasion::Reissue => "reissue",
            Occasion::Correction => "correction",
            Occasion::Spoiled => "spoiled",
        }
    }

    pub fn from_word(word: &str) -> Option<Occasion> {
        Occasion::ALL.into_iter().find(|occasion| occasion.word() == word)
    }
}

impl Say for Occasion {
    fn say(&self, lang: Lang) -> String {
        match self {
            Occasion::First => lang.pick("首次印制", "first print"),
            Occasion::Reissue => lang.pick("补发", "reissue"),
            Occasion::Correction => lang.pick("更正", "correction"),
            Occasion::Spoiled => lang.pick("作废重印", "after a spoiled sheet"),
        }
        .to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_read_and_told_in_millimetres() {
        for (text, want, told) in [
            ("0", 0, "0.00"),
            ("1.25", 125, "1.25"),
            ("-0.5", -50, "-0.50"),
            ("＋２．１", 210, "2.10"),
            ("−3", -300, "-3.00"),
            ("50", 5000, "50.00"),
        ] {
            assert_eq!(read_offset(text), Ok(want), "{text}");
            assert_eq!(offset_text(want), told);
        }
        for text in ["", "-", ".", "1.234", "50.01", "1e2", "四", "1,5", "--1"] {
            assert!(read_offset(text).is_err(), "{text}");
        }
    }
}
