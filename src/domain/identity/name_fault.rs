//! What may be wrong with a name, and how it is said.

use serde::Serialize;

use super::fault::spoken_error;
use super::inert::{MARKS_PER_CHARACTER, inert};
use super::name::LONGEST;
use crate::domain::language::{Lang, Say};
use crate::say;

/// Why a text is not a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameFault {
    Empty,
    /// Over [`LONGEST`] characters.
    TooLong {
        characters: usize,
    },
    /// A control or format character, at this position (from 1).
    Hidden {
        position: usize,
        found: char,
    },
    /// More than three combining marks on one character, or a mark on nothing.
    Marks {
        position: usize,
    },
    /// A variation selector that follows no ideograph, or a second one.
    Selector {
        position: usize,
    },
    /// A character that no document writes in a name.
    NotOfNames {
        position: usize,
        found: char,
    },
    /// A radical such as ⽂ (U+2F42), as copied from a PDF, where 文 is meant.
    Radical {
        position: usize,
        found: char,
        meant: char,
    },
    /// `·`, `-`, `'` or `.` at an end or beside another.
    LooseSign {
        position: usize,
    },
}

/// What a clerk should look at, though the name is accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "warning")]
pub enum NameWarning {
    /// A private-use character from an old font; other machines show another glyph or none.
    PrivateUse { position: usize, found: char },
    /// A look-alike of `·` (U+00B7).
    OddDot { position: usize, found: char },
    /// A space between two Han characters, mostly put there to align a list.
    SpaceBetweenHan,
}

impl Say for NameFault {
    fn say(&self, lang: Lang) -> String {
        match self {
            NameFault::Empty => say!(lang, "姓名为空，请填写。", "The name is empty; fill it in."),
            NameFault::TooLong { characters } => say!(
                lang,
                "姓名有 {characters} 个字，最多 {LONGEST} 个字。",
                "The name has {characters} characters; at most {LONGEST} are allowed."
            ),
            NameFault::Hidden { position, found } => {
                let found = inert(&found.to_string());
                say!(
                    lang,
                    "姓名第 {position} 个字符 {found} 不可见，请删去后重新输入。",
                    "Character {position} of the name, {found}, cannot be seen; delete it and type the name again."
                )
            }
            NameFault::Marks { position } => say!(
                lang,
                "姓名第 {position} 个字符是多余的附加符号，每个字最多 {MARKS_PER_CHARACTER} 个。",
                "Character {position} of the name is a combining mark too many; each letter carries at most {MARKS_PER_CHARACTER}."
            ),
            NameFault::Selector { position } => say!(
                lang,
                "姓名第 {position} 个字符是多余的异体字选择符，每个汉字最多一个。",
                "Character {position} of the name is a variation selector too many; a Han character takes at most one."
            ),
            NameFault::NotOfNames { position, found } => {
                let found = inert(&found.to_string());
                say!(
                    lang,
                    "姓名第 {position} 个字符“{found}”不能用于姓名；姓名只含汉字、拉丁字母、空格和间隔号“·”。",
                    "Character {position}, “{found}”, does not belong in a name; use Han characters, Latin letters, spaces and the dot “·”."
                )
            }
            NameFault::Radical { position, found, meant } => {
                let code = *found as u32;
                say!(
                    lang,
                    "姓名第 {position} 个字符“{found}”（U+{code:04X}）是部首，不是汉字；应为“{meant}”。",
                    "Character {position}, “{found}” (U+{code:04X}), is a radical and not a character; \"{meant}\" is meant."
                )
            }
            NameFault::LooseSign { position } => say!(
                lang,
                "姓名第 {position} 个字符是符号，它的前后都应有字。",
                "Character {position} of the name is a sign; letters belong on both sides of it."
            ),
        }
    }
}

impl Say for NameWarning {
    fn say(&self, lang: Lang) -> String {
        match self {
            NameWarning::PrivateUse { position, found } => {
                let code = *found as u32;
                say!(
                    lang,
                    "姓名第 {position} 个字符 U+{code:04X} 是旧字库自造字，别的电脑上会显示成别的字；请用标准字重新输入。",
                    "Character {position} of the name, U+{code:04X}, is private to an old font and looks different elsewhere; type the standard character."
                )
            }
            NameWarning::OddDot { position, found } => say!(
                lang,
                "姓名第 {position} 个字符“{found}”应为间隔号“·”（U+00B7）。",
                "Character {position} of the name, “{found}”, should be the dot “·” (U+00B7)."
            ),
            NameWarning::SpaceBetweenHan => say!(
                lang,
                "姓名的汉字之间有空格，请核对证件上是否如此。",
                "The name has a space between Han characters; check that the document has it too."
            ),
        }
    }
}

spoken_error!(NameFault);
