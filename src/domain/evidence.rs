//! What may cross the wall towards evaluation, one way and as a file alone: training hours and places in competitions, as employers
//! know them. The words are common ground; neither side's tables are.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::language::{Lang, Say};

/// What the lines of a file are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    Hours,
    Placings,
}

impl What {
    pub const fn word(self) -> &'static str {
        match self {
            What::Hours => "hours",
            What::Placings => "placings",
        }
    }
}

impl Say for What {
    fn say(&self, lang: Lang) -> String {
        match self {
            What::Hours => lang.pick("培训学时", "training hours"),
            What::Placings => lang.pick("竞赛名次", "competition places"),
        }
        .to_owned()
    }
}

/// One person's hours in a course, or place in a competition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// The day on which the course ended or the competition was held.
    pub day: NaiveDate,
    /// The document of the plan or of the competition.
    pub document: String,
    /// As certificates know them; none where they hold none.
    pub holder_ref: Option<String>,
    /// 0 in a line of a competition.
    pub hours: u16,
    pub name: String,
    pub place: Option<u16>,
    /// What the place counts as, in the words of a standard's condition.
    pub proof: Option<String>,
    /// The course or the competition.
    pub subject: String,
    pub trade_name: String,
}

/// All that one file says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// Whose wing it comes from.
    pub issuer: String,
    pub lines: Vec<Line>,
    pub made_on: NaiveDate,
    /// The plan or the competition.
    pub title: String,
    pub what: What,
}
