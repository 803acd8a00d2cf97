//! A tie that somebody who works here has declared: it bars from marking that candidate (domain §3.5, trust §6.1).

use serde::{Deserialize, Serialize};

use crate::domain::id::{CandidateId, TieId};
use crate::domain::language::{Lang, Say};

/// What kind of tie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TieKind {
    /// 直系血亲、三代以内旁系血亲、近姻亲.
    Kinship,
    /// 师生, or taught the candidate's training.
    Teaching,
    /// 师徒.
    Apprenticeship,
}

impl TieKind {
    pub const ALL: [TieKind; 3] = [TieKind::Kinship, TieKind::Teaching, TieKind::Apprenticeship];

    pub const fn word(self) -> &'static str {
        match self {
            TieKind::Kinship => "kinship",
            TieKind::Teaching => "teaching",
            TieKind::Apprenticeship => "apprenticeship",
        }
    }

    pub fn from_word(word: &str) -> Option<TieKind> {
        TieKind::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

impl Say for TieKind {
    fn say(&self, lang: Lang) -> String {
        match self {
            TieKind::Kinship => lang.pick("亲属", "kinship"),
            TieKind::Teaching => lang.pick("师生（授课）", "teacher and student"),
            TieKind::Apprenticeship => lang.pick("师徒", "master and apprentice"),
        }
        .to_owned()
    }
}

/// A declared tie found among the candidates of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bond {
    pub tie: TieId,
    pub kind: TieKind,
    pub candidate: CandidateId,
    pub name: String,
    /// False where only the name was declared, and another person may bear it.
    pub certain: bool,
}
