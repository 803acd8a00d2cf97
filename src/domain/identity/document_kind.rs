//! The kinds of identity document, and the words for them.

use serde::{Deserialize, Serialize};

use super::plain::half_width;
use crate::domain::language::{Lang, Say};

/// The kinds of document that registration templates know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    ResidentIdCard,
    HongKongMacaoTaiwanResidencePermit,
    /// Both forms of the number: 15 characters before 2023-12-01, 18 since.
    ForeignPermanentResidentCard,
    Passport,
    HongKongMacaoTravelPermit,
    TaiwanTravelPermit,
    OfficerCard,
    Other,
}

impl DocumentKind {
    pub const ALL: [DocumentKind; 8] = [
        DocumentKind::ResidentIdCard,
        DocumentKind::HongKongMacaoTaiwanResidencePermit,
        DocumentKind::ForeignPermanentResidentCard,
        DocumentKind::Passport,
        DocumentKind::HongKongMacaoTravelPermit,
        DocumentKind::TaiwanTravelPermit,
        DocumentKind::OfficerCard,
        DocumentKind::Other,
    ];

    /// The word of the templates.
    pub const fn label(self) -> &'static str {
        match self {
            DocumentKind::ResidentIdCard => "居民身份证",
            DocumentKind::HongKongMacaoTaiwanResidencePermit => "港澳台居民居住证",
            DocumentKind::ForeignPermanentResidentCard => "外国人永久居留身份证",
            DocumentKind::Passport => "护照",
            DocumentKind::HongKongMacaoTravelPermit => "港澳居民来往内地通行证",
            DocumentKind::TaiwanTravelPermit => "台湾居民来往大陆通行证",
            DocumentKind::OfficerCard => "军官证",
            DocumentKind::Other => "其他证件",
        }
    }

    pub const fn english(self) -> &'static str {
        match self {
            DocumentKind::ResidentIdCard => "resident identity card",
            DocumentKind::HongKongMacaoTaiwanResidencePermit => {
                "residence permit for Hong Kong, Macao and Taiwan residents"
            }
            DocumentKind::ForeignPermanentResidentCard => "foreign permanent resident ID card",
            DocumentKind::Passport => "passport",
            DocumentKind::HongKongMacaoTravelPermit => "mainland travel permit for Hong Kong and Macao residents",
            DocumentKind::TaiwanTravelPermit => "mainland travel permit for Taiwan residents",
            DocumentKind::OfficerCard => "officer's card",
            DocumentKind::Other => "other document",
        }
    }

    /// Other words that rosters hold for it.
    pub const fn aliases(self) -> &'static [&'static str] {
        match self {
            DocumentKind::ResidentIdCard => &["身份证", "二代身份证", "中华人民共和国居民身份证", "临时身份证"],
            DocumentKind::HongKongMacaoTaiwanResidencePermit => {
                &["居住证", "港澳居民居住证", "台湾居民居住证", "香港居民居住证", "澳门居民居住证"]
            }
            DocumentKind::ForeignPermanentResidentCard => {
                &["外国人永久居留证", "外国人居留证", "永久居留身份证", "永居证"]
            }
            DocumentKind::Passport => &["外国护照", "中国护照", "普通护照"],
            DocumentKind::HongKongMacaoTravelPermit => &[
                "回乡证",
                "港澳通行证",
                "港澳居民通行证",
                "香港居民来往内地通行证",
                "澳门居民来往内地通行证",
                "香港特别行政区居民来往内地通行证",
                "澳门特别行政区居民来往内地通行证",
            ],
            DocumentKind::TaiwanTravelPermit => &["台胞证", "台湾通行证", "台湾居民通行证"],
            DocumentKind::OfficerCard => &["军人证", "士兵证", "文职干部证", "警官证"],
            DocumentKind::Other => &["其他", "其它", "其它证件", "境外永久居住证"],
        }
    }

    /// Reads a label, an alias or the stable word of files; brackets such as `身份证（居民）` are not guessed at.
    pub fn parse(text: &str) -> Option<DocumentKind> {
        let text: String = text.chars().map(half_width).filter(|c| !c.is_whitespace()).collect();
        DocumentKind::ALL.into_iter().find(|kind| {
            text == kind.label() || kind.aliases().contains(&text.as_str()) || text.eq_ignore_ascii_case(kind.word())
        })
    }

    /// The stable word of files and `--json`; equal to the serde form.
    pub const fn word(self) -> &'static str {
        match self {
            DocumentKind::ResidentIdCard => "resident_id_card",
            DocumentKind::HongKongMacaoTaiwanResidencePermit => "hong_kong_macao_taiwan_residence_permit",
            DocumentKind::ForeignPermanentResidentCard => "foreign_permanent_resident_card",
            DocumentKind::Passport => "passport",
            DocumentKind::HongKongMacaoTravelPermit => "hong_kong_macao_travel_permit",
            DocumentKind::TaiwanTravelPermit => "taiwan_travel_permit",
            DocumentKind::OfficerCard => "officer_card",
            DocumentKind::Other => "other",
        }
    }

    /// What a number of this kind looks like.
    pub(super) fn form(self, lang: Lang) -> &'static str {
        match self {
            DocumentKind::ResidentIdCard | DocumentKind::HongKongMacaoTaiwanResidencePermit => {
                lang.pick("18 位", "18 characters")
            }
            DocumentKind::ForeignPermanentResidentCard => lang.pick(
                "9 开头的 18 位数字，或 3 个字母加 12 位数字",
                "18 digits beginning with 9, or 3 letters and 12 digits",
            ),
            DocumentKind::Passport => lang.pick("5 至 20 位字母或数字", "5 to 20 letters or digits"),
            DocumentKind::HongKongMacaoTravelPermit => {
                lang.pick("H 或 M 加 8 位数字（不含换证次数）", "H or M and 8 digits (without the renewal count)")
            }
            DocumentKind::TaiwanTravelPermit => lang.pick("8 位数字", "8 digits"),
            DocumentKind::OfficerCard | DocumentKind::Other => lang.pick("1 至 20 个字符", "1 to 20 characters"),
        }
    }
}

impl Say for DocumentKind {
    fn say(&self, lang: Lang) -> String {
        lang.pick(self.label(), self.english()).to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_is_read_from_its_label_its_aliases_and_its_stable_word() {
        for kind in DocumentKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.word());
            for text in [kind.label(), kind.word()].iter().chain(kind.aliases()) {
                assert_eq!(DocumentKind::parse(text), Some(kind), "{text}");
            }
        }
        assert_eq!(DocumentKind::parse(" 居民 身份证　"), Some(DocumentKind::ResidentIdCard));
        assert_eq!(DocumentKind::parse("驾驶证"), None);
    }
}
