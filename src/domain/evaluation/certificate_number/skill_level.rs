//! The 22-character number of a 职业技能等级证书 (人社鉴发〔2019〕2号): site code 13, year 2, level 1, serial 6.

use serde::{Deserialize, Serialize};

use super::fault::{NumberFault, NumberPart, level_at, places, serial_of};
use super::site_code::SiteCode;
use crate::both;
use crate::domain::identity::Part;
use crate::domain::language::{Both, Lang, Say};
use crate::domain::level::Level;

/// The last serial of a site, year and level. Serials never wrap.
pub const LAST_SERIAL: u32 = 999_999;

/// A number whose structure, province and level are right. It has no check digit.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CertificateNumber(String);

impl CertificateNumber {
    /// Makes the number of a site's certificate. Serials count from 1 for each site, year and level.
    pub fn compose(site: &SiteCode, year: i32, level: Level, serial: u32) -> Result<CertificateNumber, NumberFault> {
        if !(2000..2100).contains(&year) {
            return Err(NumberFault::Year { found: year });
        }
        match serial {
            0 => Err(NumberFault::SerialZero),
            1..=LAST_SERIAL => {
                Ok(CertificateNumber(format!("{}{:02}{}{serial:06}", site.as_str(), year % 100, level.code())))
            }
            _ => Err(NumberFault::SerialOverflow { serial, last: LAST_SERIAL }),
        }
    }

    pub fn parse(text: &str) -> Result<CertificateNumber, NumberFault> {
        let number = places(NumberPart::SkillLevel, text, &["YS"])?;
        SiteCode::parse(&number[..13])?;
        level_at(&number, 16)?;
        serial_of(&number[16..])?;
        Ok(CertificateNumber(number))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn site(&self) -> SiteCode {
        SiteCode::parse(&self.0[..13]).expect("the number was made from a site code")
    }

    /// The full year of issue.
    pub fn year(&self) -> i32 {
        2000 + self.0[13..15].parse::<i32>().expect("two digits")
    }

    pub fn level(&self) -> Level {
        level_at(&self.0, 16).expect("the number was made from a level")
    }

    pub fn serial(&self) -> u32 {
        self.0[16..].parse().expect("six digits")
    }

    /// The number, part by part.
    pub fn explain(&self) -> Vec<Part> {
        let (number, year, level, serial) = (&self.0, self.year(), self.level(), self.serial());
        let mut parts = self.site().explain();
        parts.push(Part::new(both!("核发年份", "year of issue"), &number[13..15], both!("{year} 年", "{year}")));
        let meaning = Both { zh: level.say(Lang::Zh), en: level.say(Lang::En) };
        parts.push(Part::new(both!("等级代码", "level"), &number[15..16], meaning));
        let meaning =
            both!("本站点 {year} 年该等级的第 {serial} 号", "no. {serial} of the site's year {year} and level");
        parts.push(Part::new(both!("证书序列码", "serial"), &number[16..], meaning));
        parts
    }
}

impl TryFrom<String> for CertificateNumber {
    type Error = NumberFault;

    fn try_from(text: String) -> Result<Self, NumberFault> {
        CertificateNumber::parse(&text)
    }
}

impl From<CertificateNumber> for String {
    fn from(number: CertificateNumber) -> String {
        number.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_number_is_told_part_by_part() {
        let number = CertificateNumber::parse("S000043000012243000187").unwrap();
        let parts: Vec<String> = number.explain().into_iter().map(|part| part.value).collect();
        assert_eq!(parts, ["S", "0000", "43", "000012", "24", "3", "000187"]);
        assert_eq!((number.year(), number.level(), number.serial()), (2024, Level::Three, 187));
        assert_eq!(number.explain()[2].meaning.zh, "湖南");
        assert!(CertificateNumber::parse("Y000123000001195000001").is_ok());
    }

    #[test]
    fn what_is_wrong_is_named() {
        let length = NumberFault::Length { of: NumberPart::SkillLevel, found: 23 };
        let character =
            NumberFault::Character { of: NumberPart::SkillLevel, position: 8, found: 'X', wanted: "0123456789" };
        let rows = [
            ("Y000123000001190000001", NumberFault::Level { position: 16, found: '0' }),
            ("Y00012300000119T000001", NumberFault::Level { position: 16, found: 'T' }),
            ("S0000430000122430001870", length),
            ("Y000123XXXXXX195000001", character),
            ("Y000199000001195000001", NumberFault::Province { position: 6, found: "99".into() }),
            ("Y000123000001195000000", NumberFault::SerialZero),
        ];
        for (text, fault) in rows {
            assert_eq!(CertificateNumber::parse(text), Err(fault), "{text}");
        }
    }

    #[test]
    fn the_serial_after_the_last_is_an_error_and_does_not_wrap() {
        let site = SiteCode::parse("Y000123000001").unwrap();
        let compose = |serial| CertificateNumber::compose(&site, 2026, Level::Five, serial);
        assert_eq!(compose(LAST_SERIAL).unwrap().as_str(), "Y000123000001265999999");
        assert_eq!(compose(LAST_SERIAL + 1), Err(NumberFault::SerialOverflow { serial: 1_000_000, last: LAST_SERIAL }));
        assert_eq!(compose(0), Err(NumberFault::SerialZero));
        assert_eq!(CertificateNumber::compose(&site, 1999, Level::Five, 1), Err(NumberFault::Year { found: 1999 }));
    }

    proptest! {
        #[test]
        fn a_composed_number_gives_its_parts_back(year in 2000i32..2100, code in 1u8..=5, serial in 1u32..=LAST_SERIAL, tail in "[0-9]{6}") {
            let site = SiteCode::parse(&format!("S000043{tail}")).unwrap();
            let level = Level::from_code(code).unwrap();
            let number = CertificateNumber::compose(&site, year, level, serial).unwrap();
            prop_assert_eq!((number.site(), number.year(), number.level(), number.serial()), (site, year, level, serial));
            prop_assert_eq!(CertificateNumber::parse(number.as_str()), Ok(number.clone()));
        }
    }
}
