//! What may be wrong with an 18-digit number, and how it is said. No sentence shows a whole number.

use serde::Serialize;

use super::fault::spoken_error;
use super::inert::inert;
use crate::domain::language::{Lang, Say};
use crate::say;

/// Why a text is not such a number. Positions count from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IdFault {
    Empty,
    /// A spreadsheet turned it into a number: `1.10105E+17`.
    Scientific {
        shown: String,
    },
    /// 18 digits ending in 000 with a wrong check character: a spreadsheet kept 15 digits.
    LostDigits {
        masked: String,
    },
    Length {
        found: usize,
    },
    Character {
        position: usize,
        found: char,
    },
    Province {
        found: String,
    },
    Birth {
        found: String,
    },
    Check {
        masked: String,
        expected: char,
        found: char,
    },
}

/// What a clerk should look at, though the number is accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "warning")]
pub enum IdWarning {
    /// The six digits have not the form of a county of GB/T 2260. Many codes were abolished, so this never blocks.
    Region { found: String },
    /// Right by its check character, but it ends in 000, as one in eleven numbers cut by a spreadsheet would.
    MayHaveLostDigits { masked: String },
}

impl Say for IdFault {
    fn say(&self, lang: Lang) -> String {
        match self {
            IdFault::Empty => say!(lang, "证件号码为空，应为 18 位。", "The ID number is empty; it has 18 characters."),
            IdFault::Scientific { shown } => say!(
                lang,
                "证件号码“{shown}”像是被 Excel 转成了数值；请把该列设为文本格式后重新输入。",
                "The ID number looks like Excel turned it into a number ({shown}); format the column as text and type it again."
            ),
            IdFault::LostDigits { masked } => say!(
                lang,
                "证件号码 {masked} 以 000 结尾且校验位不符，像是被 Excel 抹去了末三位；请把该列设为文本格式后按证件重新输入。",
                "The ID number {masked} ends in 000 and its check digit is wrong: it looks like Excel lost the last three digits; format the column as text and type it again from the card."
            ),
            IdFault::Length { found } => say!(
                lang,
                "证件号码有 {found} 位，应为 18 位（旧号 15 位）。",
                "The ID number has {found} characters; it must have 18 (15 on old cards)."
            ),
            IdFault::Character { position, found } => {
                let found = inert(&found.to_string());
                say!(
                    lang,
                    "证件号码第 {position} 位是“{found}”，应为数字（只有第 18 位可以是 X）。",
                    "Character {position} of the ID number is “{found}”; it must be a digit (only the 18th may be X)."
                )
            }
            IdFault::Province { found } => say!(
                lang,
                "证件号码的省级代码 {found} 不存在；例如 43 是湖南。请按证件核对。",
                "The ID number's province code {found} does not exist (43 is Hunan, for example); check it against the card."
            ),
            IdFault::Birth { found } => say!(
                lang,
                "证件号码的出生日期 {found} 不是真实的日期；应为 年4位月2位日2位，请按证件核对。",
                "The ID number's birth date {found} is not a real date; it reads YYYYMMDD. Check it against the card."
            ),
            IdFault::Check { masked, expected, found } => say!(
                lang,
                "证件号码 {masked} 的校验位是 {found}，按前 17 位应为 {expected}：号码中有错，请按证件逐位核对。",
                "The ID number {masked} ends in {found}, but its first 17 digits call for {expected}: some digit is wrong. Check it against the card."
            ),
        }
    }
}

impl Say for IdWarning {
    fn say(&self, lang: Lang) -> String {
        match self {
            IdWarning::Region { found } => say!(
                lang,
                "证件号码的地区代码 {found} 不像区县代码（可能已撤销），请按证件核对。",
                "The ID number's region code {found} does not look like a county's (it may be abolished); check it against the card."
            ),
            IdWarning::MayHaveLostDigits { masked } => say!(
                lang,
                "证件号码 {masked} 以 000 结尾，校验位相符；若来自 Excel，请按证件核对末三位。",
                "The ID number {masked} ends in 000 and its check digit is right; if it came through Excel, check the last three digits against the card."
            ),
        }
    }
}

spoken_error!(IdFault);
