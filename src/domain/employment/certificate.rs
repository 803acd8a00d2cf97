//! A certificate as everybody may see it: its public part, and nothing of how it was earned.

use chrono::NaiveDate;
use serde::Serialize;

use super::rank::Rank;
use crate::domain::language::{Lang, Say};
use crate::domain::level::Level;
use crate::domain::trade::Trade;

/// The public part of a certificate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Certificate {
    pub number: String,
    /// The holder's name.
    pub holder: String,
    /// The same for all certificates of one holder; tells nothing else.
    pub holder_ref: String,
    pub trade: Trade,
    pub level: Level,
    pub standing: Standing,
    pub issued_on: NaiveDate,
    pub issuer: String,
    pub region: String,
}

impl Certificate {
    pub fn rank(&self) -> Rank {
        Rank::of_level(self.level)
    }
}

/// What employers need to know of a certificate's status.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It stands; so does one that was corrected or printed again.
    Valid,
    /// It was taken back, or is no more what is cited; the evaluation's own word for it.
    Gone(String),
}

impl Standing {
    /// Words of the evaluation side under which a certificate stands.
    pub const IN_FORCE: [&'static str; 3] = ["valid", "reissued", "corrected"];

    pub fn from_word(word: &str) -> Standing {
        if Standing::IN_FORCE.contains(&word) { Standing::Valid } else { Standing::Gone(word.to_owned()) }
    }

    pub fn is_valid(&self) -> bool {
        *self == Standing::Valid
    }

    pub fn word(&self) -> &str {
        match self {
            Standing::Valid => "valid",
            Standing::Gone(word) => word,
        }
    }
}

impl Say for Standing {
    fn say(&self, lang: Lang) -> String {
        match self {
            Standing::Valid => lang.pick("有效", "valid").to_owned(),
            Standing::Gone(word) => match word.as_str() {
                "revoked" => lang.pick("已撤销", "revoked").to_owned(),
                "missing" => lang.pick("查无此证", "not found").to_owned(),
                "annulled" | "cancelled" => lang.pick("已注销", "cancelled").to_owned(),
                other => other.to_owned(),
            },
        }
    }
}
