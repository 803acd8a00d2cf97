//! One approval for many certificates: which work it covers.

use serde::{Deserialize, Serialize};

use crate::domain::language::{Lang, Say};

/// What an approval lets be done, certificate by certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Approved {
    Issue,
    Reissue,
    Revoke,
    Annul,
}

impl Approved {
    pub const ALL: [Approved; 4] = [Approved::Issue, Approved::Reissue, Approved::Revoke, Approved::Annul];

    pub const fn word(self) -> &'static str {
        match self {
            Approved::Issue => "issue",
            Approved::Reissue => "reissue",
            Approved::Revoke => "revoke",
            Approved::Annul => "annul",
        }
    }

    pub fn from_word(word: &str) -> Option<Approved> {
        Approved::ALL.into_iter().find(|approved| approved.word() == word)
    }
}

impl Say for Approved {
    fn say(&self, lang: Lang) -> String {
        match self {
            Approved::Issue => lang.pick("核发", "issue"),
            Approved::Reissue => lang.pick("补发", "reissue"),
            Approved::Revoke => lang.pick("撤销", "revoke"),
            Approved::Annul => lang.pick("注销", "annul"),
        }
        .to_owned()
    }
}
