//! Standings: what stands for an entry's subject. Absent, breach, exempt and a true zero are four things.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::subject::SubjectKind;
use super::violation::Effect;
use crate::domain::id::{EntryId, VetoId};
use crate::domain::language::{Lang, Say};
use crate::domain::score::Score;

/// What stands for one subject of one entry. Only what [`Standing::is_marked`] takes sheets; only that and `carried` hold a score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", deny_unknown_fields)]
pub enum Standing {
    /// 正常: present and marked.
    Sat,
    /// 缺考.
    Absent,
    /// 违纪, with the code of the violation and what followed from it on that day.
    Breach {
        code: String,
        #[serde(default, skip_serializing_if = "Effect::is_usual")]
        effect: Effect,
        /// The last day on which no entry of the candidate is taken.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ban_until: Option<NaiveDate>,
    },
    /// 免考: needs no mark.
    Exempt,
    /// 缓考: will sit later.
    Deferred,
    /// 沿用: passed before and kept.
    Carried { from: EntryId, score: Score },
    /// 作废: the sitting does not count.
    Void,
}

impl Standing {
    /// A breach by its code alone: its effect is the violation's, looked up when it is recorded.
    pub fn breach(code: &str) -> Standing {
        Standing::Breach { code: code.to_owned(), effect: Effect::default(), ban_until: None }
    }

    /// Whether the subject is marked: it was sat, or sat with a breach that only costs points.
    pub const fn is_marked(&self) -> bool {
        match self {
            Standing::Sat => true,
            Standing::Breach { effect, .. } => effect.leaves_marks(),
            _ => false,
        }
    }

    pub const fn word(&self) -> &'static str {
        match self {
            Standing::Sat => "sat",
            Standing::Absent => "absent",
            Standing::Breach { .. } => "breach",
            Standing::Exempt => "exempt",
            Standing::Deferred => "deferred",
            Standing::Carried { .. } => "carried",
            Standing::Void => "void",
        }
    }
}

impl Say for Standing {
    fn say(&self, lang: Lang) -> String {
        match self {
            Standing::Sat => lang.pick("正常", "sat"),
            Standing::Absent => lang.pick("缺考", "absent"),
            Standing::Breach { .. } => lang.pick("违纪", "breach"),
            Standing::Exempt => lang.pick("免考", "exempt"),
            Standing::Deferred => lang.pick("缓考", "deferred"),
            Standing::Carried { .. } => lang.pick("沿用", "carried"),
            Standing::Void => lang.pick("作废", "void"),
        }
        .to_owned()
    }
}

/// A fact that overrides every mark, with its evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Veto {
    pub id: VetoId,
    pub entry: EntryId,
    /// The kind, one that the standard lists.
    pub code: String,
    pub text: String,
    pub evidence: String,
    /// The subject in which it was seen, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<SubjectKind>,
}
