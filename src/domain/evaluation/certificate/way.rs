//! How the holder came by a certificate 取得方式.

use serde::{Deserialize, Serialize};

use crate::domain::language::{Lang, Say};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// 考核.
    Assessed,
    /// 直接认定.
    Direct,
    /// 竞赛.
    Contest,
    /// 换证, in exchange for an older certificate.
    Exchanged,
}

impl Way {
    pub const ALL: [Way; 4] = [Way::Assessed, Way::Direct, Way::Contest, Way::Exchanged];

    pub const fn word(self) -> &'static str {
        match self {
            Way::Assessed => "assessed",
            Way::Direct => "direct",
            Way::Contest => "contest",
            Way::Exchanged => "exchanged",
        }
    }

    pub fn from_word(word: &str) -> Option<Way> {
        Way::ALL.into_iter().find(|way| way.word() == word)
    }

    /// As ledgers write it; nothing written is by assessment.
    pub fn read(text: &str) -> Option<Way> {
        match text.trim() {
            "" | "考核" | "考试" | "鉴定" | "认定" | "考核鉴定" | "考核认定" => Some(Way::Assessed),
            "直接认定" | "直接核发" | "破格" => Some(Way::Direct),
            "竞赛" | "技能竞赛" | "大赛" | "竞赛晋级" => Some(Way::Contest),
            "换证" | "换发" | "置换" => Some(Way::Exchanged),
            _ => None,
        }
    }
}

impl Say for Way {
    fn say(&self, lang: Lang) -> String {
        match self {
            Way::Assessed => lang.pick("考核", "assessed"),
            Way::Direct => lang.pick("直接认定", "direct recognition"),
            Way::Contest => lang.pick("竞赛", "contest"),
            Way::Exchanged => lang.pick("换证", "exchanged"),
        }
        .to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ledger_s_own_words_are_read_and_no_others() {
        for way in Way::ALL {
            assert_eq!(Way::read(&way.say(Lang::Zh)), Some(way));
            assert_eq!(Way::from_word(way.word()), Some(way));
        }
        assert_eq!(Way::read("  "), Some(Way::Assessed));
        assert_eq!(Way::read("抽奖"), None);
    }
}
