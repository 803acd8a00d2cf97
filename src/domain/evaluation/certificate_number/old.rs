//! Numbers that this program never makes and only reads on prior certificates.

use serde::{Deserialize, Serialize};

use super::fault::{NumberFault, NumberPart, level_at, places, serial_of};
use crate::both;
use crate::domain::identity::{Part, Province};
use crate::domain::language::{Both, Lang, Say};
use crate::domain::level::Level;

/// The 16 digits of a 职业资格证书 (《职业技能鉴定考务管理编码方案》): year 2, province or industry 2 (the scheme's own table,
/// not GB/T 2260), city 2, kind of institution 1, institution 3, level 1, serial 5.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct QualificationNumber(String);

/// The 20 characters of the pilot period: `R`, where filed 1, kind of body 1, region 6, body 3, year 2, level 1, serial 5.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PilotNumber(String);

/// The 13 digits of old Shanghai certificates; their inner form is not published.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ShanghaiNumber(String);

impl QualificationNumber {
    pub fn parse(text: &str) -> Result<QualificationNumber, NumberFault> {
        let number = places(NumberPart::Qualification, text, &[])?;
        institution(&number)?;
        level_at(&number, 11)?;
        serial_of(&number[11..])?;
        Ok(QualificationNumber(number))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn level(&self) -> Level {
        level_at(&self.0, 11).expect("parse checked the level")
    }

    pub fn explain(&self) -> Vec<Part> {
        let number = &self.0;
        let region = match &number[2..4] {
            "10" => both!("江苏", "Jiangsu"),
            "72" => both!("烟草行业", "tobacco industry"),
            _ => both!(
                "省级或行业代码（本方案自有代码表，非 GB/T 2260）",
                "province or industry (the scheme's own table, not GB/T 2260)"
            ),
        };
        let city = match &number[4..6] {
            "00" => both!("无地市一级", "no city level"),
            _ => both!("地市代码", "city code"),
        };
        vec![
            Part::new(both!("核发年份", "year of issue"), &number[..2], year(&number[..2])),
            Part::new(both!("省级或行业代码", "province or industry"), &number[2..4], region),
            Part::new(both!("地市代码", "city"), &number[4..6], city),
            Part::new(
                both!("鉴定机构类别", "kind of institution"),
                &number[6..7],
                institution(number).expect("parse checked it"),
            ),
            Part::new(
                both!("鉴定机构序列码", "institution"),
                &number[7..10],
                both!("省内该类机构序号", "its sequence in the province"),
            ),
            level_part(self.level()),
            Part::new(both!("证书序列码", "serial"), &number[11..], serial(&number[11..])),
        ]
    }
}

impl PilotNumber {
    pub fn parse(text: &str) -> Result<PilotNumber, NumberFault> {
        let number = places(NumberPart::Pilot, text, &["R", "GSCX", "NW"])?;
        if Province::of(&number[3..5]).is_none() {
            return Err(NumberFault::Province { position: 4, found: number[3..5].to_owned() });
        }
        level_at(&number, 15)?;
        serial_of(&number[15..])?;
        Ok(PilotNumber(number))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn level(&self) -> Level {
        level_at(&self.0, 15).expect("parse checked the level")
    }

    pub fn explain(&self) -> Vec<Part> {
        let number = &self.0;
        let filed = match &number[1..2] {
            "G" => both!("国家级备案", "filed with the state"),
            "S" => both!("省级备案", "filed with the province"),
            "C" => both!("市级备案", "filed with the city"),
            _ => both!("县级备案", "filed with the county"),
        };
        let kind = match &number[2..3] {
            "N" => both!("用人单位", "employer"),
            _ => both!("第三方评价机构", "third-party organisation"),
        };
        let province = Province::of(&number[3..5]).expect("parse checked the province");
        let region = Both { zh: province.say(Lang::Zh), en: province.say(Lang::En) };
        vec![
            Part::new(
                both!("试点标识", "pilot mark"),
                &number[..1],
                both!("试点期证书", "a certificate of the pilot period"),
            ),
            Part::new(both!("备案层级", "where filed"), &number[1..2], filed),
            Part::new(both!("评价机构类别", "class of body"), &number[2..3], kind),
            Part::new(both!("行政区划", "region"), &number[3..9], region),
            Part::new(
                both!("机构序列码", "body"),
                &number[9..12],
                both!("该区划内机构序号", "its sequence in the region"),
            ),
            Part::new(both!("核发年份", "year of issue"), &number[12..14], year(&number[12..14])),
            level_part(self.level()),
            Part::new(both!("证书序列码", "serial"), &number[15..], serial(&number[15..])),
        ]
    }
}

impl ShanghaiNumber {
    pub fn parse(text: &str) -> Result<ShanghaiNumber, NumberFault> {
        Ok(ShanghaiNumber(places(NumberPart::Shanghai, text, &[])?))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The 16 digits under which the national query knows it.
    pub fn query_form(&self) -> String {
        format!("000{}", self.0)
    }

    pub fn explain(&self) -> Vec<Part> {
        let query = self.query_form();
        let meaning =
            both!("全国查询时前面补三个 0：{query}", "for the national query put three zeros in front: {query}");
        vec![Part::new(both!("上海旧证书编号", "old Shanghai certificate number"), &self.0, meaning)]
    }
}

/// What the seventh digit of a qualification number says.
fn institution(number: &str) -> Result<Both, NumberFault> {
    Ok(match &number[6..7] {
        "0" => both!("鉴定（指导）中心", "guidance centre"),
        "1" => both!("国家职业技能鉴定所", "national appraisal station"),
        "2" => both!("地方鉴定站", "local appraisal station"),
        "3" => both!("行业特有工种鉴定站", "appraisal station of an industry"),
        "4" => both!("工考委或企业内鉴定机构", "workers' examination committee or employer"),
        other => {
            let found = other.chars().next().expect("one digit");
            return Err(NumberFault::Character { of: NumberPart::Qualification, position: 7, found, wanted: "01234" });
        }
    })
}

/// Two digits: certificates were numbered since the 1990s.
fn year(digits: &str) -> Both {
    let century = if digits >= "90" { 19 } else { 20 };
    both!("{century}{digits} 年", "{century}{digits}")
}

fn level_part(level: Level) -> Part {
    let meaning = Both { zh: level.say(Lang::Zh), en: level.say(Lang::En) };
    Part::new(both!("等级代码", "level"), level.code().to_string(), meaning)
}

fn serial(digits: &str) -> Both {
    let serial = digits.trim_start_matches('0');
    both!("该机构该年该等级的第 {serial} 号", "no. {serial} of the institution, year and level")
}

/// Text in, text out: these numbers are stored as they are written, and checked when read.
macro_rules! as_text {
    ($($number:ident),+) => {$(
        impl TryFrom<String> for $number {
            type Error = NumberFault;

            fn try_from(text: String) -> Result<Self, NumberFault> {
                $number::parse(&text)
            }
        }

        impl From<$number> for String {
            fn from(number: $number) -> String {
                number.0
            }
        }
    )+};
}

as_text!(QualificationNumber, PilotNumber, ShanghaiNumber);

#[cfg(test)]
mod tests {
    use super::*;

    fn values(parts: Vec<Part>) -> Vec<String> {
        parts.into_iter().map(|part| part.value).collect()
    }

    #[test]
    fn qualification_numbers_are_told_part_by_part() {
        let rows = [
            ("1510012003300123", ["15", "10", "01", "2", "003", "3", "00123"], Level::Three),
            ("1672003018400021", ["16", "72", "00", "3", "018", "4", "00021"], Level::Four),
        ];
        for (text, want, level) in rows {
            let number = QualificationNumber::parse(text).unwrap();
            assert_eq!((values(number.explain()), number.level()), (want.map(String::from).to_vec(), level));
        }
        assert_eq!(QualificationNumber::parse("1510012003300123").unwrap().explain()[1].meaning.en, "Jiangsu");
        assert_eq!(QualificationNumber::parse("9810012003300123").unwrap().explain()[0].meaning.en, "1998");
    }

    #[test]
    fn pilot_numbers_are_told_part_by_part() {
        let number = PilotNumber::parse("rgn43010200120300021").unwrap();
        assert_eq!(values(number.explain()), ["R", "G", "N", "430102", "001", "20", "3", "00021"]);
        assert_eq!(number.level(), Level::Three);
    }

    #[test]
    fn old_numbers_with_a_wrong_place_are_refused() {
        let of = NumberPart::Qualification;
        assert_eq!(
            QualificationNumber::parse("1510019003300123"),
            Err(NumberFault::Character { of, position: 7, found: '9', wanted: "01234" })
        );
        assert_eq!(
            QualificationNumber::parse("1510012003600123"),
            Err(NumberFault::Level { position: 11, found: '6' })
        );
        assert_eq!(QualificationNumber::parse("1510012003300000"), Err(NumberFault::SerialZero));
        let wrong = NumberFault::Character { of: NumberPart::Pilot, position: 2, found: 'Z', wanted: "GSCX" };
        assert_eq!(PilotNumber::parse("RZN43010200120300021"), Err(wrong));
        assert_eq!(ShanghaiNumber::parse("1234567890123").unwrap().query_form(), "0001234567890123");
    }
}
