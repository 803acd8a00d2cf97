//! A standard: one edition of the rules for a trade, per level its subjects, weights and conditions.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::eligibility::Condition;
use super::points::Points;
use super::subject::Subject;
use super::violation::{self, Violation};
use crate::domain::language::{Lang, Say};
use crate::domain::level::Level;
pub use crate::domain::trade::Trade;

/// One edition of the rules for a trade, as written by hand in TOML and as hashed in RFC 8785 JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standard {
    /// The form of this text; 1.
    pub format: u8,
    /// The year or name of the edition: `2020`.
    pub edition: String,
    /// The document that issued it: `人社厅发〔2018〕145号`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub document: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued: Option<NaiveDate>,
    pub trade: Trade,
    /// Facts that override every mark.
    #[serde(default, rename = "veto", skip_serializing_if = "Vec::is_empty")]
    pub vetoes: Vec<VetoKind>,
    /// What counts as a violation and what follows; empty where the usual table holds.
    #[serde(default, rename = "violation", skip_serializing_if = "Vec::is_empty")]
    pub violations: Vec<Violation>,
    #[serde(default, rename = "level")]
    pub levels: Vec<LevelRules>,
}

impl Standard {
    /// The violations that a standing may name: the standard's own, or the usual ones.
    pub fn violations(&self) -> Vec<Violation> {
        if self.violations.is_empty() { violation::usual() } else { self.violations.clone() }
    }

    pub fn level(&self, level: Level) -> Option<&LevelRules> {
        self.levels.iter().find(|rules| rules.code == level)
    }
}

/// A kind of fact that overrides every mark (一票否决).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VetoKind {
    pub code: String,
    pub text: String,
}

/// The rules of one level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelRules {
    pub code: Level,
    /// The practice that the data follow; a name for people, it decides nothing.
    pub scheme: Scheme,
    /// A mark that the shares of the subjects must reach together; none in national standards.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub composite: Option<Composite>,
    #[serde(default, rename = "condition", skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<Condition>,
    #[serde(default, rename = "subject")]
    pub subjects: Vec<Subject>,
}

/// The mark that the weighted subjects must reach together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Composite {
    pub pass: Points,
    /// Decimals kept by the one rounding: 0, 1 or 2.
    #[serde(default = "one")]
    pub decimals: u8,
}

fn one() -> u8 {
    1
}

/// The three schemes in practice (domain: 国家标准, 机关工考, 企业评价); all are data over one model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scheme {
    National,
    Gate,
    Weighted,
}

impl Say for Scheme {
    fn say(&self, lang: Lang) -> String {
        match self {
            Scheme::National => lang.pick("国家标准", "national"),
            Scheme::Gate => lang.pick("前置合格", "gate"),
            Scheme::Weighted => lang.pick("加权综合", "weighted"),
        }
        .to_owned()
    }
}
