//! The results: one a subject, one for the composite, one a dimension, each beside what the standard asks of it.

use serde::Serialize;

use crate::domain::evaluation::outcome::{Because, DimensionOutcome, Outcome, SubjectOutcome};
use crate::domain::evaluation::standard::LevelRules;
use crate::domain::language::{Both, Lang, Say};
use crate::domain::score::{Score, round_half_up};

#[derive(Serialize)]
pub struct Description {
    id: String,
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

#[derive(Serialize)]
pub struct Result {
    #[serde(rename = "resultDescription")]
    of: String,
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

/// One result: a score among scores, or words.
pub struct Told {
    word: String,
    name: String,
    score: Option<(Score, Score)>,
    required: Option<Score>,
    words: String,
}

impl Told {
    fn id(&self) -> String {
        format!("{ID}{}", self.word)
    }

    pub fn parts(self) -> (Description, Result) {
        let id = self.id();
        let description = Description {
            id: id.clone(),
            name: self.name,
            required: self.required.map(|score| score.to_string()),
            kind: if self.score.is_some() { "RawScore" } else { "Status" },
            types: ["ResultDescription"],
            max: self.score.map(|(_, full)| full.to_string()),
            min: self.score.map(|_| "0"),
        };
        let value = self.score.map_or(self.words, |(score, _)| score.to_string());
        (description, Result { of: id, status: "Completed", types: ["Result"], value })
    }
}

/// What the outcome brought, in its own order.
pub fn told(rules: &LevelRules, outcome: &Outcome) -> Vec<Told> {
    let subjects = outcome.subjects.iter().map(|subject| subject_told(rules, subject));
    let composite = outcome.composite.iter().map(|composite| Told {
        word: "composite".to_owned(),
        name: Both { zh: "综合成绩".to_owned(), en: "Composite".to_owned() }.both(),
        score: Some((composite.rounded, Score::points(100))),
        required: Some(composite.pass),
        words: String::new(),
    });
    subjects.chain(composite).chain(outcome.dimensions.iter().map(dimension_told)).collect()
}

fn subject_told(rules: &LevelRules, subject: &SubjectOutcome) -> Told {
    let rules = rules.subjects.iter().find(|rules| rules.kind == subject.kind);
    let score = subject.score.zip(rules.map(|rules| rules.full.0));
    Told {
        word: format!("subject:{}", subject.kind.word()),
        name: subject.kind.both(),
        score,
        required: rules.filter(|_| score.is_some()).map(|rules| rules.pass.0),
        words: standing(subject),
    }
}

/// What stands for a subject without a score.
fn standing(subject: &SubjectOutcome) -> String {
    let standing = subject.because.iter().find_map(|because| match because {
        Because::Standing { standing } => Some(standing.both()),
        _ => None,
    });
    standing.unwrap_or_else(|| subject.verdict.both())
}

fn dimension_told(found: &DimensionOutcome) -> Told {
    let word = match found.dimension {
        crate::domain::evaluation::criterion::Dimension::Ethics => "ethics",
        crate::domain::evaluation::criterion::Dimension::Ability => "ability",
        crate::domain::evaluation::criterion::Dimension::Attitude => "attitude",
    };
    Told {
        word: format!("dimension:{word}"),
        name: found.dimension.both(),
        score: Some((round_half_up(found.got.0, 2), found.full)),
        required: None,
        words: String::new(),
    }
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
