//! An entry 报名: a candidate's application to one level of one trade in one batch.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::language::{Lang, Say};

/// What was decided about an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    Pending,
    Accepted,
    Returned,
    Rejected,
    Withdrawn,
}

impl Decision {
    pub const ALL: [Decision; 5] =
        [Decision::Pending, Decision::Accepted, Decision::Returned, Decision::Rejected, Decision::Withdrawn];

    pub const fn word(self) -> &'static str {
        match self {
            Decision::Pending => "pending",
            Decision::Accepted => "accepted",
            Decision::Returned => "returned",
            Decision::Rejected => "rejected",
            Decision::Withdrawn => "withdrawn",
        }
    }

    pub fn from_word(word: &str) -> Option<Decision> {
        Decision::ALL.into_iter().find(|decision| decision.word() == word)
    }
}

impl Say for Decision {
    fn say(&self, lang: Lang) -> String {
        match self {
            Decision::Pending => lang.pick("待审", "pending"),
            Decision::Accepted => lang.pick("通过", "accepted"),
            Decision::Returned => lang.pick("退回", "returned"),
            Decision::Rejected => lang.pick("不通过", "rejected"),
            Decision::Withdrawn => lang.pick("撤回", "withdrawn"),
        }
        .to_owned()
    }
}

/// The rest of an application, as the registration sheet has it. Kept for lists and exchange; nothing here reaches a
/// mark or an outcome.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Details {
    #[serde(skip_serializing_if = "String::is_empty")]
    pub employer: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub applying_unit: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub education: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub ethnicity: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub region: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// 初次认定 or 晋级认定.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub category: String,
    /// 正考 or 补考.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub exam_kind: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub major: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub started_work: Option<NaiveDate>,
    /// What the sheet holds beyond these, header and value as they stood.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub other: Vec<(String, String)>,
}

/// The lowest free seat: rooms are filled in order, and a withdrawal frees its seat for the next candidate.
pub fn lowest_free_seat(taken: &[(u16, u16)], seats_per_room: u16) -> (u16, u16) {
    let mut sorted = taken.to_vec();
    sorted.sort_unstable();
    let mut want = (1u16, 1u16);
    for seat in sorted {
        if seat == want {
            want = if want.1 >= seats_per_room { (want.0 + 1, 1) } else { (want.0, want.1 + 1) };
        }
    }
    want
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_thirty_first_candidate_needs_a_second_room_and_a_freed_seat_is_used_again() {
        let mut taken: Vec<(u16, u16)> = (1..=30).map(|seat| (1, seat)).collect();
        assert_eq!(lowest_free_seat(&taken, 30), (2, 1));
        taken.retain(|seat| *seat != (1, 7));
        assert_eq!(lowest_free_seat(&taken, 30), (1, 7));
        assert_eq!(lowest_free_seat(&[], 30), (1, 1));
    }
}
