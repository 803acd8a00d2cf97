//! Ethnicity by GB/T 3304.

use serde::{Deserialize, Serialize};

use crate::domain::language::{Lang, Say};

/// (code, label, English). 97 and 98 stand outside the 56.
const TABLE: [(u8, &str, &str); 58] = [
    (1, "汉族", "Han"),
    (2, "蒙古族", "Mongol"),
    (3, "回族", "Hui"),
    (4, "藏族", "Tibetan"),
    (5, "维吾尔族", "Uyghur"),
    (6, "苗族", "Miao"),
    (7, "彝族", "Yi"),
    (8, "壮族", "Zhuang"),
    (9, "布依族", "Bouyei"),
    (10, "朝鲜族", "Korean"),
    (11, "满族", "Manchu"),
    (12, "侗族", "Dong"),
    (13, "瑶族", "Yao"),
    (14, "白族", "Bai"),
    (15, "土家族", "Tujia"),
    (16, "哈尼族", "Hani"),
    (17, "哈萨克族", "Kazakh"),
    (18, "傣族", "Dai"),
    (19, "黎族", "Li"),
    (20, "傈僳族", "Lisu"),
    (21, "佤族", "Va"),
    (22, "畲族", "She"),
    (23, "高山族", "Gaoshan"),
    (24, "拉祜族", "Lahu"),
    (25, "水族", "Sui"),
    (26, "东乡族", "Dongxiang"),
    (27, "纳西族", "Naxi"),
    (28, "景颇族", "Jingpo"),
    (29, "柯尔克孜族", "Kirghiz"),
    (30, "土族", "Tu"),
    (31, "达斡尔族", "Daur"),
    (32, "仫佬族", "Mulao"),
    (33, "羌族", "Qiang"),
    (34, "布朗族", "Blang"),
    (35, "撒拉族", "Salar"),
    (36, "毛南族", "Maonan"),
    (37, "仡佬族", "Gelao"),
    (38, "锡伯族", "Xibe"),
    (39, "阿昌族", "Achang"),
    (40, "普米族", "Pumi"),
    (41, "塔吉克族", "Tajik"),
    (42, "怒族", "Nu"),
    (43, "乌孜别克族", "Uzbek"),
    (44, "俄罗斯族", "Russian"),
    (45, "鄂温克族", "Ewenki"),
    (46, "德昂族", "De'ang"),
    (47, "保安族", "Bonan"),
    (48, "裕固族", "Yugur"),
    (49, "京族", "Gin"),
    (50, "塔塔尔族", "Tatar"),
    (51, "独龙族", "Derung"),
    (52, "鄂伦春族", "Oroqen"),
    (53, "赫哲族", "Hezhen"),
    (54, "门巴族", "Monba"),
    (55, "珞巴族", "Lhoba"),
    (56, "基诺族", "Jino"),
    (97, "其他", "Other"),
    (98, "外国血统中国籍", "Chinese citizen of foreign descent"),
];

/// An ethnic group. In files it is the two-digit code as text: `"05"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Ethnicity(u8);

impl Ethnicity {
    pub fn from_code(code: u8) -> Option<Ethnicity> {
        TABLE.iter().any(|row| row.0 == code).then_some(Ethnicity(code))
    }

    /// Reads `汉族`, `汉`, `01` and `1`.
    pub fn parse(text: &str) -> Option<Ethnicity> {
        let text = text.trim();
        let named = TABLE
            .iter()
            .find(|row| row.1 == text || row.1.strip_suffix('族') == Some(text))
            .map(|row| Ethnicity(row.0));
        named.or_else(|| text.parse().ok().and_then(Ethnicity::from_code))
    }

    pub const fn code(self) -> u8 {
        self.0
    }

    /// `汉族`.
    pub fn label(self) -> &'static str {
        self.row().1
    }

    pub fn all() -> impl Iterator<Item = Ethnicity> {
        TABLE.iter().map(|row| Ethnicity(row.0))
    }

    fn row(self) -> &'static (u8, &'static str, &'static str) {
        TABLE.iter().find(|row| row.0 == self.0).expect("an Ethnicity is made from the table only")
    }
}

impl TryFrom<String> for Ethnicity {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Ethnicity::parse(&text).ok_or_else(|| format!("{} is not in GB/T 3304", super::inert(&text)))
    }
}

impl From<Ethnicity> for String {
    fn from(ethnicity: Ethnicity) -> String {
        format!("{:02}", ethnicity.0)
    }
}

impl Say for Ethnicity {
    fn say(&self, lang: Lang) -> String {
        lang.pick(self.row().1, self.row().2).to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_group_reads_back_from_its_label_short_name_and_code() {
        for group in Ethnicity::all() {
            let short = group.label().strip_suffix('族').unwrap_or(group.label());
            for text in [group.label(), short, &group.code().to_string(), &String::from(group)] {
                assert_eq!(Ethnicity::parse(text), Some(group), "{text}");
            }
        }
        assert_eq!(Ethnicity::parse("维吾尔").map(Ethnicity::code), Some(5));
        for text in ["", "族", "57", "地球族"] {
            assert_eq!(Ethnicity::parse(text), None, "{text}");
        }
    }
}
