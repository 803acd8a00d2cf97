//! Why a text is not a certificate number, and the reading of fixed places that all forms share.

use crate::domain::identity::fault::spoken_error;
use crate::domain::identity::{inert, plain};
use crate::domain::language::{Lang, Say};
use crate::domain::level::Level;
use crate::say;

/// The parts of a number that may be wrong by themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberPart {
    SiteCode,
    SkillLevel,
    Qualification,
    Pilot,
    Shanghai,
}

impl NumberPart {
    /// How many characters the whole has.
    pub const fn length(self) -> usize {
        match self {
            NumberPart::SiteCode => 13,
            NumberPart::SkillLevel => 22,
            NumberPart::Qualification => 16,
            NumberPart::Pilot => 20,
            NumberPart::Shanghai => 13,
        }
    }
}

impl Say for NumberPart {
    fn say(&self, lang: Lang) -> String {
        let (zh, en) = match self {
            NumberPart::SiteCode => ("机构（站点）代码", "site code"),
            NumberPart::SkillLevel => ("职业技能等级证书编号", "skill level certificate number"),
            NumberPart::Qualification => ("职业资格证书编号", "qualification certificate number"),
            NumberPart::Pilot => ("试点期证书编号", "pilot certificate number"),
            NumberPart::Shanghai => ("上海旧证书编号", "old Shanghai certificate number"),
        };
        lang.pick(zh, en).to_owned()
    }
}

/// Why a text is not a certificate number or a site code. Positions count from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NumberFault {
    Empty,
    Scientific {
        shown: String,
    },
    /// The length of no form: not 13, 16, 20 or 22.
    NoForm {
        found: usize,
    },
    Length {
        of: NumberPart,
        found: usize,
    },
    /// Not one of the characters that this place may hold.
    Character {
        of: NumberPart,
        position: usize,
        found: char,
        wanted: &'static str,
    },
    /// No level code from 1 to 5.
    Level {
        position: usize,
        found: char,
    },
    Province {
        position: usize,
        found: String,
    },
    /// A serial of zeros only.
    SerialZero,
    /// All serials of this site, year and level are used: the number would wrap.
    SerialOverflow {
        serial: u32,
        last: u32,
    },
    /// A year that two digits cannot tell.
    Year {
        found: i32,
    },
}

/// Brings a text to plain characters and checks length and digits; `letters` holds the allowed letters of the first places.
pub(super) fn places(of: NumberPart, text: &str, letters: &[&'static str]) -> Result<String, NumberFault> {
    let number = plain::plain(text);
    if number.is_empty() {
        return Err(NumberFault::Empty);
    }
    if let Some(shown) = plain::scientific(&number) {
        return Err(NumberFault::Scientific { shown });
    }
    let found = number.chars().count();
    if found != of.length() {
        return Err(NumberFault::Length { of, found });
    }
    for (at, found) in number.chars().enumerate() {
        let wanted = letters.get(at).copied().unwrap_or("0123456789");
        // A letter in the place of the level has its own sentence.
        let is_level = of == NumberPart::SkillLevel && at == 15 && found.is_ascii_uppercase();
        if !wanted.contains(found) && !is_level {
            return Err(NumberFault::Character { of, position: at + 1, found, wanted });
        }
    }
    Ok(number)
}

/// The level at a place (from 1).
pub(super) fn level_at(number: &str, position: usize) -> Result<Level, NumberFault> {
    let found = char::from(number.as_bytes()[position - 1]);
    let code = found.to_digit(10).and_then(|code| u8::try_from(code).ok());
    code.and_then(Level::from_code).ok_or(NumberFault::Level { position, found })
}

/// A serial, which is never zero.
pub(super) fn serial_of(digits: &str) -> Result<u32, NumberFault> {
    match digits.parse() {
        Ok(serial) if serial > 0 => Ok(serial),
        _ => Err(NumberFault::SerialZero),
    }
}

impl Say for NumberFault {
    fn say(&self, lang: Lang) -> String {
        match self {
            NumberFault::Empty => {
                say!(lang, "编号为空，请按证书填写。", "The number is empty; copy it from the certificate.")
            }
            NumberFault::Scientific { shown } => say!(
                lang,
                "编号“{shown}”像是被 Excel 转成了数值；请把该列设为文本格式后重新输入。",
                "The number looks like Excel turned it into a float ({shown}); format the column as text and type it again."
            ),
            NumberFault::NoForm { found } => say!(
                lang,
                "证书编号有 {found} 位；职业技能等级证书 22 位，职业资格证书 16 位，试点期证书 20 位，上海旧证书 13 位。",
                "The certificate number has {found} characters; skill level certificates have 22, qualification certificates 16, pilot ones 20, old Shanghai ones 13."
            ),
            NumberFault::Length { of, found } => {
                let (name, length) = (of.say(lang), of.length());
                say!(
                    lang,
                    "{name}有 {found} 位，应为 {length} 位。",
                    "The {name} has {found} characters; it must have {length}."
                )
            }
            NumberFault::Character { of, position, found, wanted } => {
                let (name, found) = (of.say(lang), inert(&found.to_string()));
                let wanted = match *wanted {
                    "0123456789" => lang.pick("数字", "a digit").to_owned(),
                    _ => wanted.split("").filter(|c| !c.is_empty()).collect::<Vec<_>>().join(lang.pick(" 或 ", " or ")),
                };
                say!(
                    lang,
                    "{name}第 {position} 位是“{found}”，应为{wanted}。",
                    "Character {position} of the {name} is “{found}”; it must be {wanted}."
                )
            }
            NumberFault::Level { position, found } if found.is_ascii_uppercase() => say!(
                lang,
                "证书编号第 {position} 位（等级）是字母“{found}”：这是特级技师一类的评聘证书，不是五个等级的证书。",
                "Character {position} of the certificate number (the level) is the letter “{found}”: that is an appointment such as chief technician, not one of the five levels."
            ),
            NumberFault::Level { position, found } => say!(
                lang,
                "证书编号第 {position} 位（等级）是 {found}，应为 5（五级，最低）至 1（一级，最高）。",
                "Character {position} of the certificate number (the level) is {found}; it must be 5 (the lowest) to 1 (the highest)."
            ),
            NumberFault::Province { position, found } => {
                let to = position + found.len() - 1;
                say!(
                    lang,
                    "编号第 {position} 至 {to} 位（省级代码）是 {found}，没有这个代码；例如 43 是湖南。",
                    "Characters {position} to {to} of the number (the province) are {found}, which is no province code (43 is Hunan, for example)."
                )
            }
            NumberFault::SerialZero => {
                say!(
                    lang,
                    "编号末尾的序列码全为 0，应从 1 开始。",
                    "The serial at the end of the number is zero; serials begin at 1."
                )
            }
            NumberFault::SerialOverflow { serial, last } => say!(
                lang,
                "序列码 {serial} 超过 {last}：本站点本年度本等级的编号已用完，不会从头再用；请向人社部门申请新的站点代码。",
                "Serial {serial} is beyond {last}: this site's numbers for the year and level are used up and never start again; ask the authority for another site code."
            ),
            NumberFault::Year { found } => {
                say!(
                    lang,
                    "核发年份 {found} 不在 2000 至 2099 之间。",
                    "The year of issue {found} is not from 2000 to 2099."
                )
            }
        }
    }
}

spoken_error!(NumberFault);
