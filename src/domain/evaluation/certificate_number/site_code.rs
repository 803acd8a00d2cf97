//! The 13 characters that the authorities assign to an evaluating body or its site: the head of each of its certificate numbers.

use serde::{Deserialize, Serialize};

use super::fault::{NumberFault, NumberPart, places};
use crate::both;
use crate::domain::identity::{Part, Province};
use crate::domain::language::{Both, Lang, Say};

/// 兵团 is not in GB/T 2260, but numbers with its code are in use.
const PRODUCTION_AND_CONSTRUCTION_CORPS: &str = "66";

/// `Y` + body 4 + province 2 + sequence 6 (人社鉴发〔2019〕2号).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SiteCode(String);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SiteClass {
    /// `Y` 用人单位.
    Employer,
    /// `S` 社会培训评价组织.
    Organisation,
}

impl SiteCode {
    pub fn parse(text: &str) -> Result<SiteCode, NumberFault> {
        let code = places(NumberPart::SiteCode, text, &["YS"])?;
        let province = &code[5..7];
        if Province::of(province).is_none() && province != PRODUCTION_AND_CONSTRUCTION_CORPS {
            return Err(NumberFault::Province { position: 6, found: province.to_owned() });
        }
        Ok(SiteCode(code))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn class(&self) -> SiteClass {
        if self.0.starts_with('Y') { SiteClass::Employer } else { SiteClass::Organisation }
    }

    /// The province where the site is; none for 66, the Production and Construction Corps.
    pub fn province(&self) -> Option<Province> {
        Province::of(&self.0[5..7])
    }

    /// The code, part by part.
    pub fn explain(&self) -> Vec<Part> {
        let code = &self.0;
        let class = match self.class() {
            SiteClass::Employer => both!("用人单位", "employer"),
            SiteClass::Organisation => both!("社会培训评价组织", "training and evaluation organisation"),
        };
        let body = match &code[1..5] {
            "0000" => both!("在省级人社部门备案", "filed with the province"),
            _ => both!("在人社部备案", "filed with the ministry"),
        };
        let province = match self.province() {
            Some(province) => Both { zh: province.say(Lang::Zh), en: province.say(Lang::En) },
            None => both!(
                "新疆生产建设兵团（不在 GB/T 2260 内）",
                "Xinjiang Production and Construction Corps (not in GB/T 2260)"
            ),
        };
        vec![
            Part::new(both!("评价机构类别", "class of body"), &code[..1], class),
            Part::new(both!("评价机构代码", "code of the body"), &code[1..5], body),
            Part::new(both!("省级代码", "province"), &code[5..7], province),
            Part::new(
                both!("机构（站点）序列码", "sequence of the site"),
                &code[7..],
                both!("由省级人社部门分配", "assigned by the province"),
            ),
        ]
    }
}

impl TryFrom<String> for SiteCode {
    type Error = NumberFault;

    fn try_from(text: String) -> Result<Self, NumberFault> {
        SiteCode::parse(&text)
    }
}

impl From<SiteCode> for String {
    fn from(code: SiteCode) -> String {
        code.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_code_tells_class_and_province() {
        let code = SiteCode::parse("s000043 000012").unwrap();
        assert_eq!(
            (code.as_str(), code.class(), code.province().unwrap().name()),
            ("S000043000012", SiteClass::Organisation, "湖南")
        );
        assert_eq!(SiteCode::parse("Y000166000001").unwrap().province(), None);
    }

    #[test]
    fn what_is_wrong_is_named() {
        let character =
            |position, found, wanted| NumberFault::Character { of: NumberPart::SiteCode, position, found, wanted };
        let rows = [
            ("S00004300001", NumberFault::Length { of: NumberPart::SiteCode, found: 12 }),
            ("X000043000012", character(1, 'X', "YS")),
            ("S0000430O0012", character(9, 'O', "0123456789")),
            ("S000040000012", NumberFault::Province { position: 6, found: "40".into() }),
        ];
        for (text, fault) in rows {
            assert_eq!(SiteCode::parse(text), Err(fault), "{text}");
        }
    }
}
