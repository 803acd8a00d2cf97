//! A subject: what is sat and marked as one, and the rules by which its marks become a score.

use serde::{Deserialize, Serialize};

use super::grade::Grade;
use super::points::Points;
use super::way::Way;
use crate::both;
use crate::domain::language::{Both, Lang, Say};
use crate::domain::score::Score;

/// What is sat and marked as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SubjectKind {
    Theory,
    Skills,
    Review,
    Ethics,
    Attitude,
}

impl SubjectKind {
    pub const ALL: [SubjectKind; 5] =
        [SubjectKind::Theory, SubjectKind::Skills, SubjectKind::Review, SubjectKind::Ethics, SubjectKind::Attitude];

    /// The word in files and `--json`.
    pub const fn word(self) -> &'static str {
        match self {
            SubjectKind::Theory => "theory",
            SubjectKind::Skills => "skills",
            SubjectKind::Review => "review",
            SubjectKind::Ethics => "ethics",
            SubjectKind::Attitude => "attitude",
        }
    }

    pub fn from_word(word: &str) -> Option<SubjectKind> {
        SubjectKind::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

impl Say for SubjectKind {
    fn say(&self, lang: Lang) -> String {
        match self {
            SubjectKind::Theory => lang.pick("理论知识", "Theory"),
            SubjectKind::Skills => lang.pick("操作技能", "Skills"),
            SubjectKind::Review => lang.pick("综合评审", "Review"),
            SubjectKind::Ethics => lang.pick("职业道德", "Ethics"),
            SubjectKind::Attitude => lang.pick("工作态度·业绩", "Attitude"),
        }
        .to_owned()
    }
}

/// How a subject is sat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    Written,
    Computer,
    /// Work done before the panel's eyes: it knows whom it sees (现场非盲评).
    Practical,
    /// Work handed in and marked afterwards: 作品评审.
    Workpiece,
    Defence,
    /// Judged by the candidate's unit from the record, not sat.
    Record,
}

impl Form {
    /// Whether what is marked can be marked without knowing whose it is.
    pub const fn is_blind(self) -> bool {
        matches!(self, Form::Written | Form::Computer | Form::Workpiece)
    }

    /// 盲评 or 现场非盲评.
    pub fn blindness(self) -> Both {
        if self.is_blind() {
            both!("盲评", "marked blind")
        } else {
            both!("现场非盲评", "marked as seen, not blind")
        }
    }

    /// Whether it is sat at a workplace 工位.
    pub const fn is_on_the_floor(self) -> bool {
        matches!(self, Form::Practical | Form::Workpiece)
    }
}

impl Say for Form {
    fn say(&self, lang: Lang) -> String {
        match self {
            Form::Written => lang.pick("笔试", "written"),
            Form::Computer => lang.pick("机考", "on computer"),
            Form::Practical => lang.pick("现场操作", "practical"),
            Form::Workpiece => lang.pick("作品评审", "workpiece"),
            Form::Defence => lang.pick("答辩", "defence"),
            Form::Record => lang.pick("单位评定", "from the record"),
        }
        .to_owned()
    }
}

/// How the totals of several examiners become one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Combine {
    #[default]
    Mean,
    Median,
    /// Highest and lowest dropped when there are five or more; otherwise the mean.
    Trimmed,
}

impl Say for Combine {
    fn say(&self, lang: Lang) -> String {
        match self {
            Combine::Mean => lang.pick("平均", "mean"),
            Combine::Median => lang.pick("中位数", "median"),
            Combine::Trimmed => lang.pick("去掉最高最低后平均", "trimmed mean"),
        }
        .to_owned()
    }
}

/// Which value is held against the pass mark: 59.95 passes 60 when rounded to one decimal and fails when exact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Compare {
    #[default]
    Rounded,
    Exact,
}

impl Say for Compare {
    fn say(&self, lang: Lang) -> String {
        match self {
            Compare::Rounded => lang.pick("按修约后的分数", "rounded value"),
            Compare::Exact => lang.pick("按修约前的分数", "exact value"),
        }
        .to_owned()
    }
}

/// One 职业功能 and its weight in the subject, in whole percent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Function {
    pub name: String,
    pub weight: u8,
}

/// How many mark, and how their number follows from the number of candidates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PanelRule {
    pub min: u8,
    #[serde(default)]
    pub odd: bool,
    /// Candidates per examiner (考评 : 考生 1 : ratio); none where the standard sets none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ratio: Option<u16>,
    /// Only 高级考评员 may mark (levels 2 and 1).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub senior: bool,
}

impl PanelRule {
    /// Examiners needed for `candidates`: `max(min, ceil(n / ratio))`, then odd where the standard asks for it.
    pub fn needed(&self, candidates: u32) -> u32 {
        let by_ratio = self.ratio.filter(|ratio| *ratio > 0).map_or(0, |ratio| candidates.div_ceil(ratio.into()));
        let needed = by_ratio.max(self.min.into());
        if self.odd && needed % 2 == 0 { needed + 1 } else { needed }
    }
}

/// One subject of a level: form, full mark, pass mark, and how marks become its score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Subject {
    pub kind: SubjectKind,
    pub form: Form,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u16>,
    #[serde(default = "hundred")]
    pub full: Points,
    #[serde(default = "sixty")]
    pub pass: Points,
    /// Decimals kept by the one rounding, half up: 0, 1 or 2.
    #[serde(default = "one")]
    pub decimals: u8,
    #[serde(default)]
    pub compare: Compare,
    #[serde(default)]
    pub combine: Combine,
    /// Must be passed before other subjects count.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub gate: bool,
    /// Sat only after these are passed (综合评审 after 理论 and 技能).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<SubjectKind>,
    /// Percent of the composite; none where the level has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<u8>,
    /// Each question must reach this percent of its full mark (some old standards).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question_floor: Option<u8>,
    /// Totals further apart than this ask for a further examiner; `0` makes two sheets a double entry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub distance: Option<Points>,
    /// Totals on both sides of the pass mark must be settled by the panel.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub no_straddling: bool,
    /// How the panel works: each marks all, by item, or with measures agreed.
    #[serde(default, skip_serializing_if = "Way::is_independent")]
    pub way: Way,
    /// Named bands of the score, highest first.
    #[serde(default, rename = "grade", skip_serializing_if = "Vec::is_empty")]
    pub grades: Vec<Grade>,
    /// Totals on both sides of a grade's lower end must be settled by the panel too.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub no_straddling_grades: bool,
    /// Nobody who marks may look whose work it is.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub always_blind: bool,
    pub panel: PanelRule,
    #[serde(default, rename = "function")]
    pub functions: Vec<Function>,
}

impl Subject {
    /// Two people key the same paper blind, and every difference between them must be decided: a distance of nothing.
    pub fn is_double_entry(&self) -> bool {
        self.distance.is_some_and(|distance| distance.0 == Score::ZERO)
    }
}

fn hundred() -> Points {
    Points::of(100)
}

fn sixty() -> Points {
    Points::of(60)
}

fn one() -> u8 {
    1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panel_grows_with_the_candidates_and_stays_odd() {
        let rule = PanelRule { min: 3, odd: true, ratio: Some(5), senior: false };
        for (candidates, needed) in [(1, 3), (15, 3), (16, 5), (25, 5), (26, 7)] {
            assert_eq!(rule.needed(candidates), needed, "{candidates} candidates");
        }
        let keyers = PanelRule { min: 2, odd: false, ratio: None, senior: false };
        assert_eq!(keyers.needed(500), 2);
    }
}
