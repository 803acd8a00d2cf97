//! The unified social credit code of GB 32100-2015, with the organisation code of GB 11714 inside it.

use serde::{Deserialize, Serialize};

use super::fault::spoken_error;
use super::inert::inert;
use super::part::Part;
use super::plain::{plain, scientific};
use super::region::Province;
use crate::domain::language::{Both, Lang, Say};
use crate::{both, say};

/// 31 symbols: digits and capitals without I, O, S, V, Z.
const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const WEIGHTS: [usize; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const ORGANISATION_WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];

/// An 18-character code whose symbols, region form and both check characters are right.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CreditCode(String);

/// Why a text is not such a code. Positions count from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CreditCodeFault {
    Empty,
    Scientific {
        shown: String,
    },
    Length {
        found: usize,
    },
    /// Not of the 31 symbols; `meant` is the digit that I, O, S or Z is mostly a misreading of.
    Character {
        position: usize,
        found: char,
        meant: Option<char>,
    },
    /// Characters 3 to 8 are a region and hold digits only.
    Region {
        found: String,
    },
    /// The ninth character of the organisation code, the code's 17th.
    OrganisationCheck {
        expected: char,
        found: char,
    },
    Check {
        expected: char,
        found: char,
    },
}

impl CreditCode {
    /// Reads a code with full-width or lower-case letters, spaces and hyphens.
    pub fn parse(text: &str) -> Result<CreditCode, CreditCodeFault> {
        let code = plain(text);
        if code.is_empty() {
            return Err(CreditCodeFault::Empty);
        }
        if let Some(shown) = scientific(&code) {
            return Err(CreditCodeFault::Scientific { shown });
        }
        if let Some((position, found)) = (1..).zip(code.chars()).find(|(_, c)| !ALPHABET.contains(*c)) {
            return Err(CreditCodeFault::Character { position, found, meant: meant(found) });
        }
        if code.len() != 18 {
            return Err(CreditCodeFault::Length { found: code.len() });
        }
        if !code[2..8].bytes().all(|b| b.is_ascii_digit()) {
            return Err(CreditCodeFault::Region { found: code[2..8].to_owned() });
        }
        let symbol = |at: usize| char::from(code.as_bytes()[at]);
        let (expected, found) = (check_character(&code[..17]), symbol(17));
        if expected != found {
            return Err(CreditCodeFault::Check { expected, found });
        }
        let (expected, found) = (organisation_check_character(&code[8..16]), symbol(16));
        if expected != found {
            return Err(CreditCodeFault::OrganisationCheck { expected, found });
        }
        Ok(CreditCode(code))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The organisation code: `79965505-8`.
    pub fn organisation(&self) -> String {
        format!("{}-{}", &self.0[8..16], &self.0[16..17])
    }

    /// The code, part by part.
    pub fn explain(&self) -> Vec<Part> {
        let code = &self.0;
        vec![
            Part::new(both!("登记管理部门", "registering department"), &code[..1], department(&code[..1])),
            Part::new(both!("机构类别", "class of body"), &code[1..2], class(&code[..2])),
            Part::new(both!("登记管理机关行政区划", "region of registration"), &code[2..8], region(&code[2..8])),
            Part::new(both!("主体标识码（组织机构代码）", "organisation code"), &code[8..17], {
                let organisation = self.organisation();
                both!("{organisation}，校验正确（GB 11714）", "{organisation}, check character right (GB 11714)")
            }),
            Part::new(both!("校验码", "check character"), &code[17..], both!("正确（GB 32100）", "right (GB 32100)")),
        ]
    }
}

fn value(symbol: u8) -> usize {
    ALPHABET.bytes().position(|s| s == symbol).expect("every symbol was looked up before")
}

fn check_character(seventeen: &str) -> char {
    let sum: usize = seventeen.bytes().zip(WEIGHTS).map(|(symbol, weight)| value(symbol) * weight).sum();
    char::from(ALPHABET.as_bytes()[(31 - sum % 31) % 31])
}

fn organisation_check_character(eight: &str) -> char {
    let value = |c: char| c.to_digit(36).expect("symbols are digits and capitals");
    let sum: u32 = eight.chars().zip(ORGANISATION_WEIGHTS).map(|(c, weight)| value(c) * weight).sum();
    match 11 - sum % 11 {
        10 => 'X',
        11 => '0',
        check => char::from_digit(check, 10).expect("1 to 9"),
    }
}

fn meant(found: char) -> Option<char> {
    match found {
        'I' => Some('1'),
        'O' => Some('0'),
        'S' => Some('5'),
        'Z' => Some('2'),
        _ => None,
    }
}

fn department(symbol: &str) -> Both {
    match symbol {
        "1" => both!("机构编制", "establishment offices"),
        "5" => both!("民政", "civil affairs"),
        "9" => both!("工商（市场监管）", "market regulation"),
        "Y" => both!("其他", "others"),
        _ => both!("其他登记管理部门", "another department"),
    }
}

fn class(symbols: &str) -> Both {
    match symbols {
        "11" => both!("机关", "government organ"),
        "12" => both!("事业单位", "public institution"),
        "51" => both!("社会团体", "social organisation"),
        "52" => both!("民办非企业单位", "private non-enterprise unit"),
        "53" => both!("基金会", "foundation"),
        "91" => both!("企业", "enterprise"),
        "92" => both!("个体工商户", "individual business"),
        "93" => both!("农民专业合作社", "farmers' cooperative"),
        _ => both!("其他", "other"),
    }
}

fn region(digits: &str) -> Both {
    match Province::of(digits) {
        Some(province) => Both { zh: province.say(Lang::Zh), en: province.say(Lang::En) },
        None => both!("不属于任何省份（国家登记机关为 100000）", "no province (100000 is the national registry)"),
    }
}

impl TryFrom<String> for CreditCode {
    type Error = CreditCodeFault;

    fn try_from(text: String) -> Result<Self, CreditCodeFault> {
        CreditCode::parse(&text)
    }
}

impl From<CreditCode> for String {
    fn from(code: CreditCode) -> String {
        code.0
    }
}

impl Say for CreditCodeFault {
    fn say(&self, lang: Lang) -> String {
        match self {
            CreditCodeFault::Empty => {
                say!(
                    lang,
                    "统一社会信用代码为空，应为 18 位。",
                    "The social credit code is empty; it has 18 characters."
                )
            }
            CreditCodeFault::Scientific { shown } => say!(
                lang,
                "统一社会信用代码“{shown}”像是被 Excel 转成了数值；请把该列设为文本格式后重新输入。",
                "The social credit code looks like Excel turned it into a number ({shown}); format the column as text and type it again."
            ),
            CreditCodeFault::Length { found } => say!(
                lang,
                "统一社会信用代码有 {found} 位，应为 18 位。",
                "The social credit code has {found} characters; it must have 18."
            ),
            CreditCodeFault::Character { position, found, meant } => {
                let found = inert(&found.to_string());
                match meant {
                    Some(meant) => say!(
                        lang,
                        "统一社会信用代码第 {position} 位是“{found}”，代码中不用这个字母；可能应为 {meant}。",
                        "Character {position} of the social credit code is “{found}”, a letter that codes do not use; perhaps {meant} is meant."
                    ),
                    None => say!(
                        lang,
                        "统一社会信用代码第 {position} 位是“{found}”，应为数字或大写字母（不用 I、O、S、V、Z）。",
                        "Character {position} of the social credit code is “{found}”; use digits and letters other than I, O, S, V and Z."
                    ),
                }
            }
            CreditCodeFault::Region { found } => say!(
                lang,
                "统一社会信用代码第 3 至 8 位是“{found}”，应为 6 位数字的行政区划代码。",
                "Characters 3 to 8 of the social credit code are “{found}”; they must be a region code of 6 digits."
            ),
            CreditCodeFault::OrganisationCheck { expected, found } => say!(
                lang,
                "统一社会信用代码第 17 位（组织机构代码校验位）是 {found}，应为 {expected}；请按证照逐位核对。",
                "Character 17 of the social credit code (the organisation code's check) is {found} and should be {expected}; check the code against the licence."
            ),
            CreditCodeFault::Check { expected, found } => say!(
                lang,
                "统一社会信用代码的校验位是 {found}，按前 17 位应为 {expected}；请按证照逐位核对。",
                "The social credit code ends in {found}, but its first 17 characters call for {expected}; check it against the licence."
            ),
        }
    }
}

spoken_error!(CreditCodeFault);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_standards_samples_parse_and_show_their_organisation() {
        let rows = [
            ("91350100M000100Y43", "M000100Y-4"),
            ("91330100799655058B", "79965505-8"),
            ("914403001922038216", "19220382-1"),
            ("91110108551385082Q", "55138508-2"),
        ];
        for (text, organisation) in rows {
            let code = CreditCode::parse(text).unwrap();
            assert_eq!((code.as_str(), code.organisation().as_str()), (text, organisation));
            assert_eq!(code.explain().into_iter().map(|part| part.value).collect::<String>(), text);
        }
        assert_eq!(CreditCode::parse("９１３５０１００ m000100y-43").unwrap().as_str(), "91350100M000100Y43");
    }

    #[test]
    fn what_is_wrong_is_named() {
        let rows = [
            ("", CreditCodeFault::Empty),
            ("91350100M000100Y4Z", CreditCodeFault::Character { position: 18, found: 'Z', meant: Some('2') }),
            ("91350100M000100Y42", CreditCodeFault::Check { expected: '3', found: '2' }),
            ("9135O100M000100Y43", CreditCodeFault::Character { position: 5, found: 'O', meant: Some('0') }),
            ("91350100M000100Y4", CreditCodeFault::Length { found: 17 }),
            ("9135010AM000100Y43", CreditCodeFault::Region { found: "35010A".into() }),
        ];
        for (text, fault) in rows {
            assert_eq!(CreditCode::parse(text), Err(fault), "{text}");
        }
    }

    fn codes() -> impl Strategy<Value = String> {
        ("[159][1-3][1-6][0-9]{5}", "[0-9ABCDEFGHJKLMNPQRTUWXY]{8}").prop_map(|(head, organisation)| {
            let seventeen = format!("{head}{organisation}{}", organisation_check_character(&organisation));
            format!("{seventeen}{}", check_character(&seventeen))
        })
    }

    proptest! {
        #[test]
        fn every_code_with_right_checks_parses(code in codes()) {
            let parsed = CreditCode::parse(&code).unwrap();
            prop_assert_eq!(parsed.as_str(), &code);
        }

        #[test]
        fn no_single_changed_character_goes_unseen(code in codes(), at in 0usize..18, other in "[0-9ABCDEFGHJKLMNPQRTUWXY]") {
            let mut changed = code.clone();
            changed.replace_range(at..=at, &other);
            prop_assert_eq!(CreditCode::parse(&changed).is_ok(), changed == code);
        }

        #[test]
        fn a_wrong_organisation_check_is_seen_under_a_right_last_character(code in codes(), other in "[0-9X]") {
            let seventeen = format!("{}{other}", &code[..16]);
            let changed = format!("{seventeen}{}", check_character(&seventeen));
            let seen = matches!(CreditCode::parse(&changed), Err(CreditCodeFault::OrganisationCheck { .. }));
            prop_assert_eq!(seen, changed != code);
        }
    }
}
