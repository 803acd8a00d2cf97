//! Mobile phone numbers of the mainland: `^1[3-9]\d{9}$`.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::fault::spoken_error;
use super::inert::inert;
use super::mask::mask_phone;
use super::plain::{plain, scientific};
use crate::domain::language::{Lang, Say};
use crate::say;

/// A mobile phone number, eleven digits. `Debug` masks it.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone(String);

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PhoneFault {
    Empty,
    /// A spreadsheet turned it into a number.
    Scientific {
        shown: String,
    },
    /// Something other than a digit, at this position (from 1).
    Character {
        position: usize,
        found: char,
    },
    Length {
        found: usize,
    },
    /// Not 13 to 19 at the front.
    Beginning {
        found: String,
    },
}

impl Phone {
    /// Reads a number with full-width digits, spaces, hyphens or a leading +86 or 0086.
    pub fn parse(text: &str) -> Result<Phone, PhoneFault> {
        let plain = plain(text);
        if let Some(shown) = scientific(&plain) {
            return Err(PhoneFault::Scientific { shown });
        }
        let number = plain.strip_prefix("+86").or_else(|| plain.strip_prefix("0086")).unwrap_or(&plain);
        if let Some((at, found)) = (1..).zip(number.chars()).find(|(_, c)| !c.is_ascii_digit()) {
            return Err(PhoneFault::Character { position: at, found });
        }
        match number.len() {
            0 => Err(PhoneFault::Empty),
            11 if number.starts_with('1') && number.as_bytes()[1] >= b'3' => Ok(Phone(number.to_owned())),
            11 => Err(PhoneFault::Beginning { found: number[..2].to_owned() }),
            found => Err(PhoneFault::Length { found }),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `138****5678`.
    pub fn masked(&self) -> String {
        mask_phone(&self.0)
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Phone({})", self.masked())
    }
}

impl TryFrom<String> for Phone {
    type Error = PhoneFault;

    fn try_from(text: String) -> Result<Self, PhoneFault> {
        Phone::parse(&text)
    }
}

impl From<Phone> for String {
    fn from(phone: Phone) -> String {
        phone.0
    }
}

impl Say for PhoneFault {
    fn say(&self, lang: Lang) -> String {
        match self {
            PhoneFault::Empty => {
                say!(lang, "手机号码为空，应为 11 位数字。", "The phone number is empty; it has 11 digits.")
            }
            PhoneFault::Scientific { shown } => say!(
                lang,
                "手机号码“{shown}”像是被 Excel 转成了数值；请把该列设为文本格式后重新输入。",
                "The phone number looks like Excel turned it into a number ({shown}); format the column as text and type it again."
            ),
            PhoneFault::Character { position, found } => {
                let found = inert(&found.to_string());
                say!(
                    lang,
                    "手机号码第 {position} 位是“{found}”，应为数字。",
                    "Character {position} of the phone number is “{found}”; it must be a digit."
                )
            }
            PhoneFault::Length { found } => say!(
                lang,
                "手机号码有 {found} 位，应为 11 位。",
                "The phone number has {found} digits; it must have 11."
            ),
            PhoneFault::Beginning { found } => say!(
                lang,
                "手机号码以 {found} 开头，应以 13 至 19 开头。",
                "The phone number begins with {found}; it must begin with 13 to 19."
            ),
        }
    }
}

spoken_error!(PhoneFault);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mobile_number_is_read_however_it_is_written() {
        for text in [
            "13812345678",
            "１３８１２３４５６７８",
            "138 1234 5678",
            "138-1234-5678",
            "+86 138 1234 5678",
            "008613812345678",
        ] {
            assert_eq!(Phone::parse(text).unwrap().as_str(), "13812345678", "{text}");
        }
        assert_eq!(format!("{:?}", Phone::parse("13812345678").unwrap()), "Phone(138****5678)");
    }

    #[test]
    fn what_is_no_mobile_number_is_refused_with_the_reason() {
        let rows = [
            ("", PhoneFault::Empty),
            ("1.38E+10", PhoneFault::Scientific { shown: "1.38E+10".into() }),
            ("1381234567", PhoneFault::Length { found: 10 }),
            ("12812345678", PhoneFault::Beginning { found: "12".into() }),
            ("1381234567O", PhoneFault::Character { position: 11, found: 'O' }),
        ];
        for (text, fault) in rows {
            assert_eq!(Phone::parse(text), Err(fault), "{text}");
        }
    }
}
