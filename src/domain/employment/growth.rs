//! Growing people: what a training plan comes to in its year, and what becomes of a master and an apprentice.

use serde::{Deserialize, Serialize};

use crate::domain::identity::inert;
use crate::domain::language::{Lang, Say};
use crate::domain::refusal::Refusal;
use crate::{both, refusal};

/// What a plan comes to after it was written: each once, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// 年中检查.
    Inspected,
    /// 年终总结.
    Summarised,
}

impl Stage {
    pub const ALL: [Stage; 2] = [Stage::Inspected, Stage::Summarised];

    pub const fn word(self) -> &'static str {
        match self {
            Stage::Inspected => "inspected",
            Stage::Summarised => "summarised",
        }
    }

    pub fn from_word(word: &str) -> Option<Stage> {
        Stage::ALL.into_iter().find(|stage| stage.word() == word)
    }
}

impl Say for Stage {
    fn say(&self, lang: Lang) -> String {
        match self {
            Stage::Inspected => lang.pick("年中检查", "mid-year inspection"),
            Stage::Summarised => lang.pick("年终总结", "year-end summary"),
        }
        .to_owned()
    }
}

/// The stage that follows what a plan has reached.
///
/// # Errors
/// `plan_over` where its summary is in.
pub fn next(name: &str, reached: Option<Stage>) -> Result<Stage, Refusal> {
    let name = inert(name);
    match reached {
        None => Ok(Stage::Inspected),
        Some(Stage::Inspected) => Ok(Stage::Summarised),
        Some(Stage::Summarised) => Err(refusal!(
            "plan_over",
            "“{name}”已作年终总结，计划已结束。",
            "“{name}” has its year-end summary; the plan is over."
        )
        .next(both!("明年的培训另立计划。", "Write a new plan for the next year."))),
    }
}

/// What became of an apprenticeship.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Passed,
    Failed,
    /// Before its term, for whatever reason.
    Broken,
}

impl Outcome {
    pub const ALL: [Outcome; 3] = [Outcome::Passed, Outcome::Failed, Outcome::Broken];

    pub const fn word(self) -> &'static str {
        match self {
            Outcome::Passed => "passed",
            Outcome::Failed => "failed",
            Outcome::Broken => "broken",
        }
    }

    pub fn from_word(word: &str) -> Option<Outcome> {
        Outcome::ALL.into_iter().find(|outcome| outcome.word() == word)
    }
}

impl Say for Outcome {
    fn say(&self, lang: Lang) -> String {
        match self {
            Outcome::Passed => lang.pick("出师", "passed out"),
            Outcome::Failed => lang.pick("未出师", "not passed"),
            Outcome::Broken => lang.pick("中止", "broken off"),
        }
        .to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_is_inspected_then_summed_up_and_then_over() {
        assert_eq!(next("x", None), Ok(Stage::Inspected));
        assert_eq!(next("x", Some(Stage::Inspected)), Ok(Stage::Summarised));
        assert_eq!(next("x", Some(Stage::Summarised)).unwrap_err().code, "plan_over");
    }
}
