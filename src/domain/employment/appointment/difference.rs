//! How the appointed rank stands to the certificate.

use serde::Serialize;

use crate::domain::employment::rank::Rank;
use crate::domain::language::{Lang, Say};
use crate::domain::level::Level;

/// How the appointed rank stands to the certificate: a normal state, shown and never an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Difference {
    Same,
    /// 高评低聘: appointed below the certificate.
    Below,
    /// 低评高聘: appointed above the certificate.
    Above,
    /// 评聘一体: 特级技师 and 首席技师, which no certificate speaks for.
    Chosen,
    /// 无证聘任: no certificate at all.
    Uncertified,
}

impl Difference {
    pub fn of(rank: Rank, basis: Option<Level>) -> Difference {
        match basis {
            None => Difference::Uncertified,
            Some(level) if rank.is_appointed_only() && level == Level::One => Difference::Chosen,
            Some(level) => match rank.cmp(&Rank::of_level(level)) {
                std::cmp::Ordering::Equal => Difference::Same,
                std::cmp::Ordering::Less => Difference::Below,
                std::cmp::Ordering::Greater => Difference::Above,
            },
        }
    }

    /// Whether the employer says why.
    pub const fn needs_reason(self) -> bool {
        matches!(self, Difference::Below | Difference::Above | Difference::Uncertified)
    }
}

impl Say for Difference {
    fn say(&self, lang: Lang) -> String {
        match self {
            Difference::Same => lang.pick("评聘一致", "as certified"),
            Difference::Below => lang.pick("高评低聘", "below the certificate"),
            Difference::Above => lang.pick("低评高聘", "above the certificate"),
            Difference::Chosen => lang.pick("特设岗位", "a post that is appointed only"),
            Difference::Uncertified => lang.pick("无证聘任", "without a certificate"),
        }
        .to_owned()
    }
}
