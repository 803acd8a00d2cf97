//! What can happen to a certificate, and when it cannot.

use serde::{Deserialize, Serialize};

use super::status::Status;
use crate::both;
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::refusal;

/// What happens to a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// 补发: the paper was lost; same number, another sheet.
    Reissue,
    /// 更正: a misprint, or a name or document changed with proof.
    Correct,
    /// 撤销: it should not have been issued.
    Revoke,
    /// 注销: it ends without blame, mostly at the holder's wish.
    Annul,
}

impl Change {
    pub const ALL: [Change; 4] = [Change::Reissue, Change::Correct, Change::Revoke, Change::Annul];

    pub const fn word(self) -> &'static str {
        match self {
            Change::Reissue => "reissue",
            Change::Correct => "correct",
            Change::Revoke => "revoke",
            Change::Annul => "annul",
        }
    }

    pub fn from_word(word: &str) -> Option<Change> {
        Change::ALL.into_iter().find(|change| change.word() == word)
    }

    /// How the certificate stands afterwards.
    pub fn to(self) -> Status {
        match self {
            Change::Reissue => Status::Reissued,
            Change::Correct => Status::Corrected,
            Change::Revoke => Status::Revoked,
            Change::Annul => Status::Annulled,
        }
    }

    /// Nothing happens any more to a certificate that ended.
    pub fn may(self, number: &str, status: Status) -> Result<(), Refusal> {
        if status.holds() {
            return Ok(());
        }
        let (zh, en) = (status.say(Lang::Zh), status.say(Lang::En));
        let (what, what_en) = (self.say(Lang::Zh), self.say(Lang::En));
        let refusal = refusal!(
            "certificate_ended",
            "证书 {number} {zh}，不能再{what}。",
            "Certificate {number} is {en}; “{what_en}” is no longer possible."
        );
        Err(refusal.next(both!(
            "编号不再使用；重新取得资格须另行认定、另发新证。",
            "Its number is never used again; a new qualification gets a new certificate."
        )))
    }
}

impl Say for Change {
    fn say(&self, lang: Lang) -> String {
        match self {
            Change::Reissue => lang.pick("补发", "reissue"),
            Change::Correct => lang.pick("更正", "correct"),
            Change::Revoke => lang.pick("撤销", "revoke"),
            Change::Annul => lang.pick("注销", "annul"),
        }
        .to_owned()
    }
}

/// Why a certificate ends; those seen in practice (domain rules §4.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// 弄虚作假.
    Forged,
    /// 考试作弊、替考.
    Cheating,
    /// 违规发证: beyond the filed scope, or not filed.
    Irregular,
    /// 重复发证.
    Duplicate,
    /// 持证人申请.
    HolderAsked,
    /// Spelt out in the reason.
    Other,
}

impl Ground {
    pub const ALL: [Ground; 6] =
        [Ground::Forged, Ground::Cheating, Ground::Irregular, Ground::Duplicate, Ground::HolderAsked, Ground::Other];

    pub const fn word(self) -> &'static str {
        match self {
            Ground::Forged => "forged",
            Ground::Cheating => "cheating",
            Ground::Irregular => "irregular",
            Ground::Duplicate => "duplicate",
            Ground::HolderAsked => "holder_asked",
            Ground::Other => "other",
        }
    }

    pub fn from_word(word: &str) -> Option<Ground> {
        Ground::ALL.into_iter().find(|ground| ground.word() == word)
    }

    /// Whether it is a ground of this change: who did wrong is revoked, who asks is annulled.
    pub fn fits(self, change: Change) -> bool {
        match self {
            Ground::Forged | Ground::Cheating | Ground::Irregular => change == Change::Revoke,
            Ground::HolderAsked => change == Change::Annul,
            Ground::Duplicate | Ground::Other => matches!(change, Change::Revoke | Change::Annul),
        }
    }

    pub fn of(change: Change) -> Vec<Ground> {
        Ground::ALL.into_iter().filter(|ground| ground.fits(change)).collect()
    }
}

impl Say for Ground {
    fn say(&self, lang: Lang) -> String {
        match self {
            Ground::Forged => lang.pick("申报材料弄虚作假", "forged application"),
            Ground::Cheating => lang.pick("考试作弊、替考", "cheating or impersonation"),
            Ground::Irregular => lang.pick("违规发证（超范围、未备案）", "issued beyond the filed scope"),
            Ground::Duplicate => lang.pick("重复发证", "issued twice"),
            Ground::HolderAsked => lang.pick("持证人申请", "asked for by the holder"),
            Ground::Other => lang.pick("其他", "other"),
        }
        .to_owned()
    }
}

/// What a correction changed on the certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HolderField {
    Name,
    Document,
    /// Only the paper was wrong: what the register holds was right.
    Print,
}

impl Say for HolderField {
    fn say(&self, lang: Lang) -> String {
        match self {
            HolderField::Name => lang.pick("姓名", "name"),
            HolderField::Document => lang.pick("证件", "document"),
            HolderField::Print => lang.pick("印制错误", "misprint"),
        }
        .to_owned()
    }
}

/// The words of a list of fields.
pub fn fields(fields: &[HolderField]) -> Both {
    let list = |lang: Lang| fields.iter().map(|field| field.say(lang)).collect::<Vec<_>>().join(lang.pick("、", ", "));
    Both { zh: list(Lang::Zh), en: list(Lang::En) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_happens_to_a_certificate_that_ended() {
        for change in Change::ALL {
            for status in Status::ALL {
                let allowed = change.may("S000043000012264000001", status);
                assert_eq!(allowed.is_ok(), status.holds(), "{change:?} of {status:?}");
            }
            assert_eq!(Change::from_word(change.word()), Some(change));
        }
    }

    #[test]
    fn wrongdoing_is_revoked_and_a_wish_is_annulled() {
        use Ground::*;
        assert_eq!(Ground::of(Change::Revoke), [Forged, Cheating, Irregular, Duplicate, Other]);
        assert_eq!(Ground::of(Change::Annul), [Duplicate, HolderAsked, Other]);
        assert_eq!(Ground::of(Change::Reissue), []);
        assert_eq!(Ground::of(Change::Correct), []);
    }
}
