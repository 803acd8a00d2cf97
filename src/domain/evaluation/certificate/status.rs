//! How a certificate stands today.

use serde::{Deserialize, Serialize};

use crate::domain::language::{Lang, Say};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    Valid,
    /// 有效（已补发）.
    Reissued,
    /// 有效（已更正）.
    Corrected,
    Revoked,
    Annulled,
}

impl Status {
    pub const ALL: [Status; 5] =
        [Status::Valid, Status::Reissued, Status::Corrected, Status::Revoked, Status::Annulled];

    pub const fn word(self) -> &'static str {
        match self {
            Status::Valid => "valid",
            Status::Reissued => "reissued",
            Status::Corrected => "corrected",
            Status::Revoked => "revoked",
            Status::Annulled => "annulled",
        }
    }

    pub fn from_word(word: &str) -> Option<Status> {
        Status::ALL.into_iter().find(|status| status.word() == word)
    }

    /// Whether the holder is still certified by it.
    pub fn holds(self) -> bool {
        !matches!(self, Status::Revoked | Status::Annulled)
    }
}

impl Say for Status {
    fn say(&self, lang: Lang) -> String {
        match self {
            Status::Valid => lang.pick("有效", "valid"),
            Status::Reissued => lang.pick("有效（已补发）", "valid (reissued)"),
            Status::Corrected => lang.pick("有效（已更正）", "valid (corrected)"),
            Status::Revoked => lang.pick("已撤销", "revoked"),
            Status::Annulled => lang.pick("已注销", "annulled"),
        }
        .to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reissued_or_corrected_certificate_says_that_it_is_valid() {
        for status in Status::ALL {
            assert_eq!(Status::from_word(status.word()), Some(status));
            assert_eq!(status.holds(), status.say(Lang::Zh).starts_with("有效"), "{status:?}");
            assert_eq!(status.holds(), status.say(Lang::En).starts_with("valid"), "{status:?}");
        }
    }
}
