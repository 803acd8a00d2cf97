//! An outcome 评定结果: the derivation from sheets to pass, fail or open. It is recomputable, line by line.
//!
//! Nothing enters but the standard's rules, the papers, the signed sheets, the standings and the vetoes: no name, no
//! employer, no quota, no order. That is checked by property in `tests/outcome_properties.rs`.

mod combine;
mod derive;
mod double_entry;
mod explain;
mod laid;
mod subject;

pub use derive::{Case, SubjectFacts, derive, not_passed_before};
pub use double_entry::{Difference, differences};
pub use explain::{Line, Tone, explain};
pub use subject::weighted;

use serde::{Deserialize, Serialize};

use super::criterion::{Dimension, Knockout};
use super::grade::Grade;
use super::standing::Standing;
use super::subject::{Combine, Compare, SubjectKind};
use crate::domain::id::{Digest, PersonId, VetoId};
use crate::domain::language::{Lang, Say};
use crate::domain::score::{Exact, Score};

/// 合格, 不合格, or open with what is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Fail,
    Open,
    Pass,
}

impl Verdict {
    pub const fn word(self) -> &'static str {
        match self {
            Verdict::Pass => "pass",
            Verdict::Fail => "fail",
            Verdict::Open => "open",
        }
    }

    pub fn from_word(word: &str) -> Option<Verdict> {
        [Verdict::Pass, Verdict::Fail, Verdict::Open].into_iter().find(|verdict| verdict.word() == word)
    }
}

impl Say for Verdict {
    fn say(&self, lang: Lang) -> String {
        match self {
            Verdict::Pass => lang.pick("合格", "pass"),
            Verdict::Fail => lang.pick("不合格", "fail"),
            Verdict::Open => lang.pick("未定", "open"),
        }
        .to_owned()
    }
}

/// An exact value in hundredths of a point, stored as `"n/d"` in lowest terms so that no digit is lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Value(pub Exact);

impl Serialize for Value {
    fn serialize<S: serde::Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        use std::io::Write;
        // Ten of them stand in an outcome, and nearly all are small: those are written in one piece, without asking for room.
        let (Ok(numer), Ok(denom)) = (i64::try_from(*self.0.numer()), i64::try_from(*self.0.denom())) else {
            return out.collect_str(&format_args!("{}/{}", self.0.numer(), self.0.denom()));
        };
        let mut text = [0_u8; 40];
        let mut rest = &mut text[..];
        write!(rest, "{numer}/{denom}").expect("two numbers of 64 bits are 40 characters at most");
        let length = 40 - rest.len();
        out.serialize_str(std::str::from_utf8(&text[..length]).expect("digits are ASCII"))
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Value, D::Error> {
        let text = String::deserialize(from)?;
        let parts = text.split_once('/').and_then(|(n, d)| Some((n.parse::<i128>().ok()?, d.parse::<i128>().ok()?)));
        match parts {
            Some((n, d)) if d > 0 => Ok(Value(Exact::new(n, d))),
            _ => Err(serde::de::Error::custom("an exact value is written n/d")),
        }
    }
}

/// As points with up to four decimals, `≈` before it where more would be needed.
impl std::fmt::Display for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let scaled = self.0 * Exact::from_integer(100);
        let (exact, n) = (scaled.is_integer(), scaled.round().to_integer());
        let (sign, n) = (if n < 0 { "-" } else { "" }, n.unsigned_abs());
        let decimals = format!("{:04}", n % 10_000);
        let decimals = decimals.trim_end_matches('0');
        let point = if decimals.is_empty() { "" } else { "." };
        f.pad(&format!("{}{sign}{}{point}{decimals}", if exact { "" } else { "≈" }, n / 10_000))
    }
}

/// How an entry's marks became its verdict.
///
/// The fields of this and of what it holds stand in the order of their names, which is that of the canonical bytes: nothing is sorted
/// when an outcome is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub composite: Option<CompositeOutcome>,
    /// Reported beside the verdict; they never decide it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dimensions: Vec<DimensionOutcome>,
    pub standard: Digest,
    pub subjects: Vec<SubjectOutcome>,
    pub verdict: Verdict,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub vetoes: Vec<VetoId>,
}

/// One subject's part in the outcome.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubjectOutcome {
    /// What the panel had to do before it agreed, or still has to.
    #[serde(default, skip_serializing_if = "Agreement::is_plain")]
    pub agreement: Agreement,
    /// Why, in the order in which the rules were asked.
    pub because: Vec<Because>,
    pub kind: SubjectKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub marking: Option<Marking>,
    /// The score after the one rounding; none unless sat and marked, or carried.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<Score>,
    pub verdict: Verdict,
}

/// What happened between the first sheets of a subject and its score, beyond the panel's own marking.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    /// How often the subject was sent back to its panel; only sheets signed after the last time count.
    #[serde(default, skip_serializing_if = "is_none")]
    pub cases: u8,
    /// Who decided where two entries of the same paper differ.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decider: Option<PersonId>,
    /// Further examiners named beyond the panel.
    #[serde(default, skip_serializing_if = "is_none")]
    pub further: u8,
}

impl Agreement {
    pub fn is_plain(&self) -> bool {
        *self == Agreement::default()
    }
}

fn is_none(n: &u8) -> bool {
    *n == 0
}

/// From sheets to a score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marking {
    /// The measured values that the panel agreed on, where it agrees on them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreed: Option<MeasuresAgreed>,
    pub combine: Combine,
    pub combined: Value,
    pub compare: Compare,
    /// The grade that the score reaches, where the standard names grades.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grade: Option<Grade>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub knockouts: Vec<KnockoutFound>,
    /// What a violation took off; none where nothing was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub less: Option<Value>,
    pub paper: Digest,
    pub pass: Score,
    /// Each question's mean over the sheets that hold it, in hundredths of its own marks.
    pub questions: Vec<QuestionMean>,
    pub rounded: Score,
    pub sheets: Vec<SheetTotal>,
}

impl Marking {
    /// The panel's value less what a violation took off.
    pub fn counted(&self) -> Exact {
        self.combined.0 - self.less.map_or(Exact::from_integer(0), |less| less.0)
    }
}

/// One examiner's total for the subject; of their own questions where the panel divides them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetTotal {
    pub examiner: PersonId,
    /// The questions that they mark, where that is not all of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<String>,
    pub total: Value,
    pub version: u8,
}

/// The sheet of measured values that all of the panel signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeasuresAgreed {
    pub signed_by: Vec<PersonId>,
    pub total: Value,
    /// How many values, and what they bring in points of the subject.
    pub values: u16,
    pub version: u8,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionMean {
    /// Who marked it, where the panel divides the questions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by: Vec<PersonId>,
    pub full: Score,
    /// By the subject's way of combining where the panel divides the questions.
    pub mean: Value,
    pub no: String,
}

/// A knock-out that stands because most of the panel saw it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnockoutFound {
    pub criterion: String,
    pub effect: Knockout,
    pub of: u8,
    pub seen: u8,
}

/// The weighted subjects together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompositeOutcome {
    pub pass: Score,
    pub rounded: Score,
    /// Shares in percent of the subjects that entered.
    pub shares: Vec<(SubjectKind, u8)>,
    pub value: Value,
    pub verdict: Verdict,
}

/// What the criteria of one dimension brought, over all subjects.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DimensionOutcome {
    pub dimension: Dimension,
    pub full: Score,
    pub got: Value,
}

/// One reason for a subject's verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "reason")]
pub enum Because {
    Reached,
    Below,
    QuestionBelowFloor {
        question: String,
        floor: u8,
    },
    Standing {
        standing: Standing,
    },
    /// A violation in another subject voids the whole sitting.
    SittingVoid {
        by: SubjectKind,
    },
    GateNotPassed {
        gate: SubjectKind,
    },
    NotReached {
        before: SubjectKind,
    },
    WaitsFor {
        before: SubjectKind,
    },
    NoPanel,
    SheetsMissing {
        signed: u8,
        needed: u8,
    },
    ChoiceDiffers,
    VotesApart {
        criterion: String,
    },
    TotalsApart {
        spread: Value,
        limit: Score,
    },
    Straddles,
    /// Totals on both sides of where a grade begins.
    StraddlesGrade {
        grade: Grade,
    },
    /// Of the panel's division: so few marked this question.
    QuestionUnmarked {
        question: String,
        marked: u8,
    },
    /// Marks of one question, in points of the subject, further apart than the standard allows.
    QuestionApart {
        question: String,
        spread: Value,
        limit: Score,
    },
    /// The measured values are not agreed and signed by all of the panel yet.
    MeasuresOpen {
        signed: u8,
        needed: u8,
    },
    /// Two entries of the same paper are not alike in these criteria.
    EntriesDiffer {
        criteria: Vec<String>,
    },
}
