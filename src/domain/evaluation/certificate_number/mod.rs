//! Certificate numbers: the 22 characters of today, and the older forms that prior certificates carry.
//!
//! None of them has a check digit: a mistyped digit goes unseen, so a number is told back part by part.

mod fault;
mod old;
mod site_code;
mod skill_level;

use serde::Serialize;

pub use fault::{NumberFault, NumberPart};
pub use old::{PilotNumber, QualificationNumber, ShanghaiNumber};
pub use site_code::{SiteClass, SiteCode};
pub use skill_level::{CertificateNumber, LAST_SERIAL};

use crate::domain::identity::{Part, plain};
use crate::domain::level::Level;

/// The number of a certificate of any form that a candidate may bring.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case", tag = "form", content = "number")]
pub enum AnyNumber {
    /// 职业技能等级证书, 22 characters.
    SkillLevel(CertificateNumber),
    /// 职业资格证书, 16 digits.
    Qualification(QualificationNumber),
    /// 职业技能等级证书 of the pilot period, 20 characters beginning with R.
    Pilot(PilotNumber),
    /// Old Shanghai certificates, 13 digits.
    Shanghai(ShanghaiNumber),
}

impl CertificateNumber {
    /// Reads a number of any form; its length tells which.
    pub fn parse_any(text: &str) -> Result<AnyNumber, NumberFault> {
        let number = plain::plain(text);
        match number.chars().count() {
            13 if number.starts_with(|c: char| c.is_ascii_digit()) => {
                ShanghaiNumber::parse(&number).map(AnyNumber::Shanghai)
            }
            16 => QualificationNumber::parse(&number).map(AnyNumber::Qualification),
            20 => PilotNumber::parse(&number).map(AnyNumber::Pilot),
            _ if number.is_empty() || plain::scientific(&number).is_some() => {
                CertificateNumber::parse(&number).map(AnyNumber::SkillLevel)
            }
            22 => CertificateNumber::parse(&number).map(AnyNumber::SkillLevel),
            found => Err(NumberFault::NoForm { found }),
        }
    }
}

impl AnyNumber {
    /// The level the number carries; none in Shanghai's.
    pub fn level(&self) -> Option<Level> {
        match self {
            AnyNumber::SkillLevel(number) => Some(number.level()),
            AnyNumber::Qualification(number) => Some(number.level()),
            AnyNumber::Pilot(number) => Some(number.level()),
            AnyNumber::Shanghai(_) => None,
        }
    }

    pub fn as_str(&self) -> &str {
        match self {
            AnyNumber::SkillLevel(number) => number.as_str(),
            AnyNumber::Qualification(number) => number.as_str(),
            AnyNumber::Pilot(number) => number.as_str(),
            AnyNumber::Shanghai(number) => number.as_str(),
        }
    }

    /// The number, part by part.
    pub fn explain(&self) -> Vec<Part> {
        match self {
            AnyNumber::SkillLevel(number) => number.explain(),
            AnyNumber::Qualification(number) => number.explain(),
            AnyNumber::Pilot(number) => number.explain(),
            AnyNumber::Shanghai(number) => number.explain(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_length_of_a_number_tells_its_form() {
        let rows = [
            ("S000043000012243000187", Some(Level::Three)),
            ("s000043 000012 24-3-000187", Some(Level::Three)),
            ("1510012003300123", Some(Level::Three)),
            ("RGN4301020012032000", None),
            ("RGN43010200120300021", Some(Level::Three)),
            ("1234567890123", None),
        ];
        for (text, level) in rows {
            assert_eq!(CertificateNumber::parse_any(text).ok().and_then(|number| number.level()), level, "{text}");
        }
        assert_eq!(CertificateNumber::parse_any("S0000430000122430001870"), Err(NumberFault::NoForm { found: 23 }));
        assert_eq!(CertificateNumber::parse_any(" "), Err(NumberFault::Empty));
        assert_eq!(
            CertificateNumber::parse_any("1.51001E+15"),
            Err(NumberFault::Scientific { shown: "1.51001E+15".into() })
        );
    }

    #[test]
    fn the_parts_of_every_form_make_up_the_whole() {
        for text in
            ["S000043000012243000187", "1510012003300123", "1672003018400021", "RGN43010200120300021", "1234567890123"]
        {
            let number = CertificateNumber::parse_any(text).unwrap_or_else(|fault| panic!("{text}: {fault}"));
            assert_eq!(number.as_str(), text);
            assert_eq!(number.explain().into_iter().map(|part| part.value).collect::<String>(), text);
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_the_reader_panic(text in "[RSYGN0-9一\\PC]{0,24}") {
            let _ = CertificateNumber::parse_any(&text);
        }
    }
}
