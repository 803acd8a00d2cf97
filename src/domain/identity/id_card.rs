//! The 18-digit number of GB 11643: citizens' ID cards, residence permits (81, 82, 83), new permanent residence cards (9…).
//!
//! Six digits of region, eight of birth, three of order (odd for men), one check character by ISO 7064 MOD 11-2. A 15-digit
//! number of before 1999 is lifted to 18. Numbers are personal: `Debug` and every fault show no more than a masked number.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::id_fault::{IdFault, IdWarning};
use super::mask::mask_number;
use super::plain::{plain, scientific};
use super::region::Province;
use super::sex::Sex;

const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];

/// An 18-character number whose structure, province, birth date and check character are right.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct IdNumber(String);

/// Which card carries the number; the first digits tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Holder {
    /// 居民身份证.
    Citizen,
    /// 港澳台居民居住证: 810000, 820000, 830000.
    HongKongMacaoTaiwan,
    /// 外国人永久居留身份证, issued since 2023-12-01: 9, province, nationality.
    Foreigner,
}

impl IdNumber {
    /// Reads 18 or 15 digits, with `x`, full-width digits, spaces and hyphens brought to the plain form.
    pub fn parse(text: &str) -> Result<IdNumber, IdFault> {
        let number = plain(text);
        if let Some(shown) = scientific(&number) {
            return Err(IdFault::Scientific { shown });
        }
        let length = number.chars().count();
        let may_be_x = |position: usize| position == 18 && length == 18;
        let wrong = (1..).zip(number.chars()).find(|&(at, c)| !(c.is_ascii_digit() || c == 'X' && may_be_x(at)));
        match (length, wrong) {
            (0, _) => return Err(IdFault::Empty),
            (_, Some((position, found))) => return Err(IdFault::Character { position, found }),
            (15, None) => return lift(&number),
            (18, None) => {}
            _ => return Err(IdFault::Length { found: length }),
        }
        let expected = check_character(&number[..17]);
        let found = number.chars().next_back().expect("18 characters");
        if expected != found {
            let masked = mask_number(&number);
            let lost = number.ends_with("000");
            return Err(if lost { IdFault::LostDigits { masked } } else { IdFault::Check { masked, expected, found } });
        }
        check_structure(&number)?;
        Ok(IdNumber(number))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn holder(&self) -> Holder {
        match &self.0[..2] {
            "81" | "82" | "83" => Holder::HongKongMacaoTaiwan,
            _ if self.0.starts_with('9') => Holder::Foreigner,
            _ => Holder::Citizen,
        }
    }

    /// The province of the register, or where a foreigner's card was issued; none for 83, which is no province of GB/T 2260.
    pub fn province(&self) -> Option<Province> {
        province_digits(&self.0).and_then(Province::of)
    }

    pub fn birth(&self) -> NaiveDate {
        birth(&self.0[6..14]).expect("parse checked the birth date")
    }

    /// Odd orders are men's.
    pub fn sex(&self) -> Sex {
        if self.0.as_bytes()[16] % 2 == 1 { Sex::Male } else { Sex::Female }
    }

    /// `110105********002X`.
    pub fn masked(&self) -> String {
        mask_number(&self.0)
    }

    pub fn warnings(&self) -> Vec<IdWarning> {
        let region = &self.0[..6];
        let likely = match self.holder() {
            Holder::Citizen => looks_like_a_county(region),
            Holder::HongKongMacaoTaiwan => region.ends_with("0000"),
            Holder::Foreigner => true,
        };
        let mut warnings = Vec::new();
        if !likely {
            warnings.push(IdWarning::Region { found: region.to_owned() });
        }
        if self.0.ends_with("000") {
            warnings.push(IdWarning::MayHaveLostDigits { masked: self.masked() });
        }
        warnings
    }
}

/// The check character of 17 digits.
pub fn check_character(digits: &str) -> char {
    let sum: u32 = digits.bytes().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    CHECKS[sum as usize % 11]
}

/// 15 digits to 18: `19` after the sixth, the check character at the end.
fn lift(fifteen: &str) -> Result<IdNumber, IdFault> {
    let digits = format!("{}19{}", &fifteen[..6], &fifteen[6..]);
    let number = format!("{digits}{}", check_character(&digits));
    check_structure(&number)?;
    Ok(IdNumber(number))
}

fn check_structure(number: &str) -> Result<(), IdFault> {
    let known = number.starts_with("83") || province_digits(number).and_then(Province::of).is_some();
    if !known {
        return Err(IdFault::Province { found: province_digits(number).unwrap_or_default().to_owned() });
    }
    birth(&number[6..14]).map(|_| ()).ok_or_else(|| IdFault::Birth { found: number[6..14].to_owned() })
}

fn province_digits(number: &str) -> Option<&str> {
    number.get(if number.starts_with('9') { 1..3 } else { 0..2 })
}

fn birth(digits: &str) -> Option<NaiveDate> {
    let year = digits[..4].parse().ok().filter(|year| *year >= 1800)?;
    NaiveDate::from_ymd_opt(year, digits[4..6].parse().ok()?, digits[6..].parse().ok()?)
}

/// GB/T 2260: prefecture 01–70 or 90 (directly under the province), county 01–99.
fn looks_like_a_county(region: &str) -> bool {
    matches!(region[2..4].parse(), Ok(1..=70 | 90)) && &region[4..] != "00"
}

impl fmt::Debug for IdNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "IdNumber({})", self.masked())
    }
}

impl TryFrom<String> for IdNumber {
    type Error = IdFault;

    fn try_from(text: String) -> Result<Self, IdFault> {
        IdNumber::parse(&text)
    }
}

impl From<IdNumber> for String {
    fn from(number: IdNumber) -> String {
        number.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::{Lang, Say};
    use proptest::prelude::*;

    #[test]
    fn valid_numbers_tell_birth_sex_and_card() {
        let rows = [
            ("11010519491231002X", "1949-12-31", Sex::Female, Holder::Citizen),
            ("440524188001010014", "1880-01-01", Sex::Male, Holder::Citizen),
            ("34052419800101001X", "1980-01-01", Sex::Male, Holder::Citizen),
            ("810000199408230021", "1994-08-23", Sex::Female, Holder::HongKongMacaoTaiwan),
            ("830000199201300022", "1992-01-30", Sex::Female, Holder::HongKongMacaoTaiwan),
            ("911124198108030024", "1981-08-03", Sex::Female, Holder::Foreigner),
        ];
        for (text, birth, sex, holder) in rows {
            let number = IdNumber::parse(text).unwrap_or_else(|fault| panic!("{text}: {fault}"));
            assert_eq!(number.as_str(), text);
            assert_eq!((number.birth().to_string().as_str(), number.sex(), number.holder()), (birth, sex, holder));
            assert_eq!(number.warnings(), []);
        }
    }

    #[test]
    fn a_fifteen_digit_number_is_lifted_to_eighteen() {
        for (old, new) in [("110105491231002", "11010519491231002X"), ("340524800101001", "34052419800101001X")] {
            assert_eq!(IdNumber::parse(old).unwrap().as_str(), new);
        }
    }

    #[test]
    fn full_width_and_spaced_numbers_with_a_small_x_are_the_same_number() {
        for text in [
            "11010519491231002x",
            "１１０１０５１９４９１２３１００２Ｘ",
            "110105 19491231 002X",
            "'110105-19491231-002x",
        ] {
            assert_eq!(IdNumber::parse(text).unwrap().as_str(), "11010519491231002X");
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        let masked = String::from("520201********0017");
        let rows = [
            ("", IdFault::Empty),
            ("520201198305150017", IdFault::Check { masked, expected: '4', found: '7' }),
            ("1.10105E+17", IdFault::Scientific { shown: "1.10105E+17".into() }),
            ("110105194912310000", IdFault::LostDigits { masked: "110105********0000".into() }),
            ("11010519491231002", IdFault::Length { found: 17 }),
            ("1101051949123100２ＯX", IdFault::Character { position: 18, found: 'O' }),
            ("1101051949123I002X", IdFault::Character { position: 14, found: 'I' }),
            ("11010549123100X", IdFault::Character { position: 15, found: 'X' }),
            ("110105\u{202D}19491231002X", IdFault::Character { position: 7, found: '\u{202D}' }),
            ("110105491331002", IdFault::Birth { found: "19491331".into() }),
            ("110105490229002", IdFault::Birth { found: "19490229".into() }),
            ("100105491231002", IdFault::Province { found: "10".into() }),
        ];
        for (text, fault) in rows {
            assert_eq!(IdNumber::parse(text), Err(fault), "{text}");
        }
    }

    #[test]
    fn faults_and_debug_text_show_no_whole_number() {
        let fault = IdNumber::parse("520201198305150017").unwrap_err();
        for text in [
            fault.say(Lang::Zh),
            fault.say(Lang::En),
            format!("{fault:?}"),
            format!("{:?}", IdNumber::parse("11010519491231002X")),
        ] {
            assert!(!text.contains("19830515") && !text.contains("19491231"), "{text}");
        }
        assert!(fault.say(Lang::En).contains("call for 4"));
    }

    #[test]
    fn an_unlikely_region_and_an_ending_in_000_warn_and_never_block() {
        let with_check = |digits: &str| IdNumber::parse(&format!("{digits}{}", check_character(digits))).unwrap();
        assert_eq!(with_check("11000019491231002").warnings(), [IdWarning::Region { found: "110000".into() }]);
        // Ten days times nine orders meet every remainder of 11 often enough.
        let digits =
            (10..20).flat_map(|day| (100..1000).step_by(100).map(move |order| format!("110105194912{day}{order}")));
        let cut = digits
            .into_iter()
            .find(|digits| check_character(digits) == '0')
            .expect("ninety numbers, eleven remainders");
        let number = with_check(&cut);
        assert!(matches!(number.warnings()[..], [IdWarning::MayHaveLostDigits { .. }]));
    }

    fn numbers() -> impl Strategy<Value = String> {
        let regions = prop::sample::select(vec!["110105", "430102", "659001", "810000", "820000", "830000", "911124"]);
        (regions, 0u64..60_000, 0u32..1000).prop_map(|(region, days, order)| {
            let birth = NaiveDate::from_ymd_opt(1880, 1, 1).unwrap() + chrono::Days::new(days);
            let digits = format!("{region}{}{order:03}", birth.format("%Y%m%d"));
            format!("{digits}{}", check_character(&digits))
        })
    }

    proptest! {
        #[test]
        fn every_number_with_a_right_check_character_parses(number in numbers()) {
            let parsed = IdNumber::parse(&number).unwrap();
            prop_assert_eq!(parsed.as_str(), &number);
        }

        #[test]
        fn no_single_changed_character_goes_unseen(number in numbers(), at in 0usize..18, other in "[0-9X]") {
            let mut changed = number.clone();
            changed.replace_range(at..=at, &other);
            prop_assert_eq!(IdNumber::parse(&changed).is_ok(), changed == number);
        }

        #[test]
        fn no_text_makes_the_reader_panic(text in "\\PC{0,24}") {
            let _ = IdNumber::parse(&text);
        }
    }
}
