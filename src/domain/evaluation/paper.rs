//! A paper: one subject's test for a level, with its questions and criteria.

use serde::{Deserialize, Serialize};

use super::criterion::Criterion;
use super::points::Points;
use super::standard::Trade;
use super::subject::SubjectKind;
use super::way::Part;
use crate::domain::level::Level;

/// One subject's test, as written by hand in TOML and as hashed in RFC 8785 JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paper {
    /// The form of this text; 1.
    pub format: u8,
    pub title: String,
    /// Tells versions apart within standard × level × subject: `2026-A`.
    pub version: String,
    /// The edition of the standard that it is checked against.
    pub standard: String,
    pub level: Level,
    pub subject: SubjectKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u16>,
    pub trade: Trade,
    #[serde(default, rename = "question")]
    pub questions: Vec<Question>,
}

/// One question 试题 with its full mark 配分.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    pub no: String,
    pub title: String,
    /// The 职业功能 of the standard that it tests.
    pub function: String,
    pub full: Points,
    /// Percent of the subject; the full mark where it is not written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<u8>,
    /// The letter of a group of which one is chosen (选考); none for a compulsory question (必考).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choice: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u16>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub materials: Vec<String>,
    #[serde(default, rename = "criterion")]
    pub criteria: Vec<Criterion>,
}

impl Question {
    /// The share of the subject in hundredths of a percent, so that a full mark of 2.5 may stand for its own weight.
    pub fn weight_hundredths(&self) -> i64 {
        self.weight.map_or(self.full.0.0, |percent| i64::from(percent) * 100)
    }
}

impl Paper {
    pub fn question(&self, no: &str) -> Option<&Question> {
        self.questions.iter().find(|question| question.no == no)
    }

    /// The letters of the groups of which one question is chosen, in order of appearance.
    pub fn choice_groups(&self) -> Vec<&str> {
        let mut groups: Vec<&str> = Vec::new();
        for group in self.questions.iter().filter_map(|question| question.choice.as_deref()) {
            if !groups.contains(&group) {
                groups.push(group);
            }
        }
        groups
    }

    /// The first question of each group: what a sheet starts with.
    pub fn first_choices(&self) -> Vec<String> {
        let first = |group: &&str| self.questions.iter().find(|question| question.choice.as_deref() == Some(*group));
        self.choice_groups().iter().filter_map(first).map(|question| question.no.clone()).collect()
    }

    /// The questions that a sheet with these choices marks: the compulsory ones and the chosen.
    pub fn marked<'a>(&'a self, chosen: &'a [String]) -> impl Iterator<Item = &'a Question> {
        self.questions.iter().filter(move |question| question.choice.is_none() || chosen.contains(&question.no))
    }

    /// The criteria of the marked questions in order: the order of a sheet's marks.
    pub fn criteria<'a>(&'a self, chosen: &'a [String]) -> impl Iterator<Item = (&'a Question, &'a Criterion)> {
        self.marked(chosen).flat_map(|question| question.criteria.iter().map(move |criterion| (question, criterion)))
    }

    /// Those of them that a sheet of this part holds, in order: the order of its marks.
    pub fn held<'a>(
        &'a self,
        chosen: &'a [String],
        part: &'a Part,
    ) -> impl Iterator<Item = (&'a Question, &'a Criterion)> {
        self.criteria(chosen).filter(move |(question, criterion)| part.holds(question, criterion))
    }

    /// The groups of which a sheet of this part chooses one question.
    pub fn choice_groups_of(&self, part: &Part) -> Vec<&str> {
        let mut groups = self.choice_groups();
        groups.retain(|group| {
            let of_group = |question: &&Question| question.choice.as_deref() == Some(*group);
            self.questions.iter().filter(of_group).any(|question| part.holds_question(question))
        });
        groups
    }

    /// The first question of each of these groups: what a sheet of this part starts with.
    pub fn first_choices_of(&self, part: &Part) -> Vec<String> {
        let own = self.choice_groups_of(part);
        let of_own = |no: &String| {
            let group = self.question(no).and_then(|question| question.choice.as_deref());
            group.is_some_and(|group| own.contains(&group))
        };
        self.first_choices().into_iter().filter(of_own).collect()
    }
}
