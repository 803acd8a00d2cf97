//! Provinces by GB/T 2260, the first two digits of a region code.

use serde::{Deserialize, Serialize};

use crate::domain::language::{Lang, Say};

/// (code, short name, English), in the standard's order.
const TABLE: [(u8, &str, &str); 34] = [
    (11, "北京", "Beijing"),
    (12, "天津", "Tianjin"),
    (13, "河北", "Hebei"),
    (14, "山西", "Shanxi"),
    (15, "内蒙古", "Inner Mongolia"),
    (21, "辽宁", "Liaoning"),
    (22, "吉林", "Jilin"),
    (23, "黑龙江", "Heilongjiang"),
    (31, "上海", "Shanghai"),
    (32, "江苏", "Jiangsu"),
    (33, "浙江", "Zhejiang"),
    (34, "安徽", "Anhui"),
    (35, "福建", "Fujian"),
    (36, "江西", "Jiangxi"),
    (37, "山东", "Shandong"),
    (41, "河南", "Henan"),
    (42, "湖北", "Hubei"),
    (43, "湖南", "Hunan"),
    (44, "广东", "Guangdong"),
    (45, "广西", "Guangxi"),
    (46, "海南", "Hainan"),
    (50, "重庆", "Chongqing"),
    (51, "四川", "Sichuan"),
    (52, "贵州", "Guizhou"),
    (53, "云南", "Yunnan"),
    (54, "西藏", "Xizang"),
    (61, "陕西", "Shaanxi"),
    (62, "甘肃", "Gansu"),
    (63, "青海", "Qinghai"),
    (64, "宁夏", "Ningxia"),
    (65, "新疆", "Xinjiang"),
    (71, "台湾", "Taiwan"),
    (81, "香港", "Hong Kong"),
    (82, "澳门", "Macao"),
];

/// What a full name adds to the short one; the longer ending is tried first.
const ENDINGS: [&str; 7] = ["壮族自治区", "回族自治区", "维吾尔自治区", "特别行政区", "自治区", "省", "市"];

/// A province, autonomous region, municipality or special administrative region.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Province(u8);

impl Province {
    pub fn from_code(code: u8) -> Option<Province> {
        TABLE.iter().any(|row| row.0 == code).then_some(Province(code))
    }

    /// The province of a region code's first two digits.
    pub fn of(digits: &str) -> Option<Province> {
        Province::from_code(digits.get(..2)?.parse().ok()?)
    }

    /// Reads a code or a name, short or full: `43`, `湖南`, `湖南省`, `广西壮族自治区`.
    pub fn parse(text: &str) -> Option<Province> {
        let text = text.trim();
        let short = ENDINGS.iter().find_map(|ending| text.strip_suffix(ending)).unwrap_or(text);
        let named = TABLE.iter().find(|row| row.1 == short).map(|row| Province(row.0));
        named.or_else(|| text.parse().ok().and_then(Province::from_code))
    }

    /// Two digits.
    pub const fn code(self) -> u8 {
        self.0
    }

    /// The short Chinese name: `湖南`.
    pub fn name(self) -> &'static str {
        self.row().1
    }

    pub fn all() -> impl Iterator<Item = Province> {
        TABLE.iter().map(|row| Province(row.0))
    }

    fn row(self) -> &'static (u8, &'static str, &'static str) {
        TABLE.iter().find(|row| row.0 == self.0).expect("a Province is made from the table only")
    }
}

impl TryFrom<u8> for Province {
    type Error = String;

    fn try_from(code: u8) -> Result<Self, String> {
        Province::from_code(code).ok_or_else(|| format!("{code} is not a province code of GB/T 2260"))
    }
}

impl From<Province> for u8 {
    fn from(province: Province) -> u8 {
        province.0
    }
}

impl Say for Province {
    fn say(&self, lang: Lang) -> String {
        lang.pick(self.row().1, self.row().2).to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_province_is_read_from_its_code_its_short_name_and_its_full_name() {
        for (text, code) in [
            ("43", 43),
            ("湖南", 43),
            ("湖南省", 43),
            ("广西壮族自治区", 45),
            ("北京市", 11),
            ("内蒙古自治区", 15),
            ("新疆维吾尔自治区", 65),
            ("香港特别行政区", 81),
        ] {
            assert_eq!(Province::parse(text).map(Province::code), Some(code), "{text}");
        }
        for text in ["66", "00", "", "省", "江"] {
            assert_eq!(Province::parse(text), None, "{text}");
        }
    }

    #[test]
    fn every_province_reads_back_from_its_own_name() {
        for province in Province::all() {
            assert_eq!(Province::parse(province.name()), Some(province));
            assert_eq!(Province::of(&format!("{}0000", province.code())), Some(province));
        }
    }
}
