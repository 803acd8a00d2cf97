//! The results: one a subject, one for the composite, one a dimension, each beside what the standard asks of it.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::domain::evaluation::criterion::Dimension;
use crate::domain::evaluation::outcome::{Because, DimensionOutcome, Outcome, SubjectOutcome};
use crate::domain::evaluation::standard::LevelRules;
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::language::{Both, Lang, Say};
use crate::domain::score::{Score, round_half_up};

/// What a result is of. Written as the name by which result and description find each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Of {
    Subject(SubjectKind),
    Composite,
    Dimension(Dimension),
}

impl Of {
    fn name(self) -> String {
        match self {
            Of::Subject(kind) => kind.both(),
            Of::Composite => Both { zh: "综合成绩".to_owned(), en: "Composite".to_owned() }.both(),
            Of::Dimension(dimension) => dimension.both(),
        }
    }
}

impl fmt::Display for Of {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (group, word) = match self {
            Of::Subject(kind) => ("subject:", kind.word()),
            Of::Composite => ("", "composite"),
            Of::Dimension(Dimension::Ethics) => ("dimension:", "ethics"),
            Of::Dimension(Dimension::Ability) => ("dimension:", "ability"),
            Of::Dimension(Dimension::Attitude) => ("dimension:", "attitude"),
        };
        f.write_str(ID)?;
        f.write_str(group)?;
        f.write_str(word)
    }
}

impl Serialize for Of {
    fn serialize<S: Serializer>(&self, out: S) -> std::result::Result<S::Ok, S::Error> {
        out.collect_str(self)
    }
}

/// What a result is measured by: a score among scores, or words where nothing was scored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Description {
    of: Of,
    required: Option<Score>,
    full: Option<Score>,
}

impl Serialize for Description {
    fn serialize<S: Serializer>(&self, out: S) -> std::result::Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Written {
            id: Of,
            name: String,
            #[serde(rename = "requiredValue", skip_serializing_if = "Option::is_none")]
            required: Option<String>,
            #[serde(rename = "resultType")]
            kind: &'static str,
            #[serde(rename = "type")]
            types: [&'static str; 1],
            #[serde(rename = "valueMax", skip_serializing_if = "Option::is_none")]
            max: Option<String>,
            #[serde(rename = "valueMin", skip_serializing_if = "Option::is_none")]
            min: Option<&'static str>,
        }
        let Description { of, required, full } = self;
        Written {
            id: *of,
            name: of.name(),
            required: required.map(|score| score.to_string()),
            kind: if full.is_some() { "RawScore" } else { "Status" },
            types: ["ResultDescription"],
            max: full.map(|full| full.to_string()),
            min: full.map(|_| "0"),
        }
        .serialize(out)
    }
}

#[derive(Debug, Serialize)]
pub struct Result {
    #[serde(rename = "resultDescription")]
    of: Of,
    status: &'static str,
    #[serde(rename = "type")]
    types: [&'static str; 1],
    value: String,
}

/// How the id of every result begins; behind it stands what is measured, and behind a colon which of them.
pub const ID: &str = "urn:touchstone:result:";

/// Both languages in one text.
pub trait TwoFold {
    fn both(&self) -> String;
}

impl<T: Say> TwoFold for T {
    fn both(&self) -> String {
        format!("{} / {}", self.say(Lang::Zh), self.say(Lang::En))
    }
}

/// What the outcome brought, in its own order: what each result is measured by, and each result.
pub fn told(rules: &LevelRules, outcome: &Outcome) -> (Vec<Description>, Vec<Result>) {
    let subjects = outcome.subjects.iter().map(|subject| subject_told(rules, subject));
    let composite = outcome.composite.iter().map(|composite| {
        let (required, full) = (Some(composite.pass), Some(Score::points(100)));
        (Description { of: Of::Composite, required, full }, composite.rounded.to_string())
    });
    let told = subjects.chain(composite).chain(outcome.dimensions.iter().map(dimension_told));
    told.map(|(description, value)| {
        let of = description.of;
        (description, Result { of, status: "Completed", types: ["Result"], value })
    })
    .unzip()
}

fn subject_told(rules: &LevelRules, subject: &SubjectOutcome) -> (Description, String) {
    let rules = rules.subjects.iter().find(|rules| rules.kind == subject.kind);
    let score = subject.score.zip(rules);
    let description = Description {
        of: Of::Subject(subject.kind),
        required: score.map(|(_, rules)| rules.pass.0),
        full: score.map(|(_, rules)| rules.full.0),
    };
    (description, score.map_or_else(|| standing(subject), |(score, _)| score.to_string()))
}

/// What stands for a subject without a score.
fn standing(subject: &SubjectOutcome) -> String {
    let standing = subject.because.iter().find_map(|because| match because {
        Because::Standing { standing } => Some(standing.both()),
        _ => None,
    });
    standing.unwrap_or_else(|| subject.verdict.both())
}

fn dimension_told(found: &DimensionOutcome) -> (Description, String) {
    let description = Description { of: Of::Dimension(found.dimension), required: None, full: Some(found.full) };
    (description, round_half_up(found.got.0, 2).to_string())
}

/// What had to be reached.
pub fn narrative(rules: &LevelRules) -> Both {
    let list = |lang: Lang| {
        let each = rules.subjects.iter().map(|subject| {
            let (name, pass, full) = (subject.kind.say(lang), subject.pass.0, subject.full.0);
            format!("{name} ≥ {pass}/{full}")
        });
        each.collect::<Vec<_>>().join(lang.pick("，", ", "))
    };
    Both {
        zh: format!("每个科目都达到合格线：{}", list(Lang::Zh)),
        en: format!("every subject at or over its pass mark: {}", list(Lang::En)),
    }
}
