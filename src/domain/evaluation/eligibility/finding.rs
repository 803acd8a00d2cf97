//! One requirement of one condition, held against the claims: met, not met or unknown, and why.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::condition::{EducationKind, EvidenceKind, RelationRule, TitleLevel, YearsScope};
use crate::domain::language::{Both, Lang, Say};
use crate::domain::level::Level;
use crate::say;

/// The worst comes first, so that the state of a whole condition is the least of its findings'.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    NotMet,
    /// A declaration or a piece of evidence is missing.
    Unknown,
    Met,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    pub state: State,
    pub reason: Reason,
}

/// What was asked and what was found, with its figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "test")]
pub enum Reason {
    /// Whole years since a day; no dates where the day is not declared.
    Since {
        milestone: Milestone,
        years: u8,
        dates: Option<Dates>,
    },
    /// A prior certificate of this level; `declared` is the level of the one declared.
    Prior {
        wanted: Level,
        declared: Option<Level>,
    },
    /// The prior certificate's number raises a doubt, or none is given, and no clerk has looked it up.
    PriorNumber {
        level: Level,
        doubt: NumberDoubt,
    },
    /// The prior certificate was looked up, or its number agrees with the level.
    PriorKnown {
        level: Level,
        checked: bool,
    },
    Title {
        wanted: TitleLevel,
        declared: Option<TitleLevel>,
    },
    Years {
        wanted: u8,
        scope: YearsScope,
        declared: Option<u16>,
    },
    Education {
        wanted: Vec<EducationKind>,
        declared: Option<EducationKind>,
    },
    /// How near the subject studied is.
    Major {
        wanted: RelationRule,
        declared: bool,
    },
    /// Still a student where the condition asks for graduates.
    Student {
        accepted: bool,
    },
    Training {
        wanted: u16,
        declared: Option<u16>,
    },
    Prerequisite {
        document: String,
        held: bool,
    },
    Evidence {
        kind: EvidenceKind,
        held: bool,
    },
}

/// The day from which years are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Milestone {
    Birth,
    Prior(Level),
    Title(TitleLevel),
}

/// Years counted from a day are full on another; met where that is on or before the cutoff.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dates {
    pub from: NaiveDate,
    pub full_on: NaiveDate,
    pub cutoff: NaiveDate,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NumberDoubt {
    Missing,
    /// Of no known form; the fault's sentence.
    Unreadable(Both),
    /// The number carries another level than was declared.
    OtherLevel(Level),
}

impl Say for State {
    fn say(&self, lang: Lang) -> String {
        match self {
            State::NotMet => lang.pick("不满足", "not met"),
            State::Unknown => lang.pick("待补充", "to be supplied"),
            State::Met => lang.pick("满足", "met"),
        }
        .to_owned()
    }
}

impl Say for Finding {
    fn say(&self, lang: Lang) -> String {
        let (reason, state) = (self.reason.say(lang), self.state.say(lang));
        say!(lang, "{reason}；{state}。", "{reason}: {state}.")
    }
}
