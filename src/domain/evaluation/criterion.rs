//! A criterion: one line of a question, how it is marked, and what it measures.

use std::fmt;

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use super::points::Points;
use crate::domain::language::{Lang, Say};
use crate::domain::score::{Exact, Score, share};

/// What a criterion measures. Reported beside an outcome; it never decides one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    Ethics,
    Ability,
    Attitude,
}

impl Dimension {
    pub const ALL: [Dimension; 3] = [Dimension::Ethics, Dimension::Ability, Dimension::Attitude];
}

impl Say for Dimension {
    fn say(&self, lang: Lang) -> String {
        match self {
            Dimension::Ethics => lang.pick("职业道德", "Ethics"),
            Dimension::Ability => lang.pick("技术能力", "Ability"),
            Dimension::Attitude => lang.pick("工作态度", "Attitude"),
        }
        .to_owned()
    }
}

/// One line of a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Unique in its paper: `1.3`.
    pub id: String,
    pub text: String,
    pub full: Points,
    #[serde(default = "ability")]
    pub dimension: Dimension,
    /// The clause of the standard's 工作要求: `1.1.2`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub clause: String,
    pub how: How,
    /// What happens when it is failed outright (否定项).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub knockout: Option<Knockout>,
}

fn ability() -> Dimension {
    Dimension::Ability
}

/// How a criterion is marked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum How {
    /// In tolerance or not: full mark or nothing.
    Measure,
    /// A step table: one of the marks listed, or nothing.
    Steps(Vec<Step>),
    /// So much for each of several like items: a multiple of it, up to the full mark.
    Each(Points),
    /// 0 to 3, each with its written descriptor; the mark is the vote's third of the full mark.
    Judge([String; 4]),
    /// Full mark less the faults listed, never below nothing.
    Deduct(Vec<Deduction>),
    /// A named band with its range of marks.
    Band(Vec<Band>),
    YesNo,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    pub when: String,
    pub mark: Points,
}

/// A fault that costs marks; it may be found `times` times.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deduction {
    pub fault: String,
    pub off: Points,
    #[serde(default = "once", skip_serializing_if = "is_once")]
    pub times: u8,
}

fn once() -> u8 {
    1
}

fn is_once(times: &u8) -> bool {
    *times == 1
}

/// A band 优/良/合格/不合格 and the marks it spans, both ends included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    pub name: String,
    pub from: Points,
    pub to: Points,
    pub text: String,
    /// A mark in this band needs a word of reason.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub note: bool,
}

/// What failing a criterion outright does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Knockout {
    /// So many points off the subject.
    Minus(Points),
    ZeroQuestion,
    ZeroSubject,
    /// The examination ends here: the subject is nothing.
    EndExam,
}

impl Say for Knockout {
    fn say(&self, lang: Lang) -> String {
        match self {
            Knockout::Minus(points) => crate::say!(lang, "扣 {points} 分", "{points} points off"),
            Knockout::ZeroQuestion => lang.pick("本题 0 分", "question scores 0").to_owned(),
            Knockout::ZeroSubject => lang.pick("本科目 0 分", "subject scores 0").to_owned(),
            Knockout::EndExam => lang.pick("终止考核", "examination ends").to_owned(),
        }
    }
}

/// What an examiner gave for one criterion. JSON: `true`/`false`, an integer, or the letters of the faults found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Given {
    /// Yes or no.
    Flag(bool),
    /// A vote 0–3 for a judged criterion, else hundredths of a point.
    Number(i64),
    /// Faults found, a letter each, sorted: `aac`.
    Faults(String),
}

// By hand: the derived reading of an untagged value keeps a copy of it and tries each form in turn, ninety times an outcome.
impl<'de> Deserialize<'de> for Given {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Given, D::Error> {
        struct Form;
        impl Visitor<'_> for Form {
            type Value = Given;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("true or false, a whole number, or the letters of faults")
            }

            fn visit_bool<E: de::Error>(self, yes: bool) -> Result<Given, E> {
                Ok(Given::Flag(yes))
            }

            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Given, E> {
                Ok(Given::Number(number))
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Given, E> {
                let fits = i64::try_from(number).map(Given::Number);
                fits.map_err(|_| E::invalid_value(de::Unexpected::Unsigned(number), &self))
            }

            fn visit_str<E: de::Error>(self, letters: &str) -> Result<Given, E> {
                Ok(Given::Faults(letters.to_owned()))
            }
        }
        from.deserialize_any(Form)
    }
}

impl How {
    /// The kind in both languages.
    pub fn name(&self, lang: Lang) -> &'static str {
        match self {
            How::Measure | How::Steps(_) | How::Each(_) => lang.pick("测量", "measure"),
            How::Judge(_) => lang.pick("评判", "judge"),
            How::Deduct(_) => lang.pick("扣分", "deduct"),
            How::Band(_) => lang.pick("分档", "band"),
            How::YesNo => lang.pick("是否", "yes/no"),
        }
    }
}

impl Criterion {
    /// The exact mark, in hundredths, for what was given. A judge's vote of 2 of a full mark of 4 is 2/3 · 400.
    pub fn mark(&self, given: &Given) -> Exact {
        match (&self.how, given) {
            (How::Judge(_), Given::Number(vote)) => share(self.full.0.exact(), *vote, 3),
            (How::Deduct(deductions), Given::Faults(found)) => {
                let off: Score =
                    found.bytes().filter_map(|letter| deductions.get(fault_index(letter))).map(|d| d.off.0).sum();
                (self.full.0 - off).max(Score::ZERO).exact()
            }
            (_, Given::Flag(yes)) => if *yes { self.full.0 } else { Score::ZERO }.exact(),
            (_, Given::Number(hundredths)) => Score(*hundredths).exact(),
            (_, Given::Faults(_)) => Exact::from_integer(0),
        }
    }

    /// The best that can be given.
    pub fn best(&self) -> Given {
        match &self.how {
            How::Judge(_) => Given::Number(3),
            How::Deduct(_) => Given::Faults(String::new()),
            How::YesNo => Given::Flag(true),
            How::Measure | How::Steps(_) | How::Each(_) | How::Band(_) => Given::Number(self.full.0.0),
        }
    }

    /// Whether this, given, fails the criterion outright: "no", or no mark at all.
    pub fn fails_outright(&self, given: &Given) -> bool {
        match given {
            Given::Flag(yes) => !yes,
            // A deduction with nothing left, or any other mark of nothing.
            _ => self.mark(given) <= Exact::from_integer(0) && self.full.0 > Score::ZERO,
        }
    }

    /// The band that a mark falls into.
    pub fn band(&self, given: &Given) -> Option<&Band> {
        match (&self.how, given) {
            (How::Band(bands), Given::Number(n)) => bands.iter().find(|b| (b.from.0.0..=b.to.0.0).contains(n)),
            _ => None,
        }
    }

    /// Whether this, given, needs a word of reason.
    pub fn needs_note(&self, given: &Given) -> bool {
        self.band(given).is_some_and(|band| band.note)
    }
}

/// The letters that stand for faults; `f` is left out because it means full mark at the desk.
const FAULT_LETTERS: &[u8] = b"abcdeghijklmnopqrstuvwxyz";

/// The place of a fault letter in its list: `a` is 0.
pub fn fault_index(letter: u8) -> usize {
    FAULT_LETTERS.iter().position(|l| *l == letter).unwrap_or(usize::MAX)
}

/// The letter of a fault: 0 is `a`. A criterion has at most 25 faults.
pub fn fault_letter(index: usize) -> char {
    char::from(FAULT_LETTERS[index.min(FAULT_LETTERS.len() - 1)])
}

/// The most faults one criterion can list.
pub const MOST_FAULTS: usize = FAULT_LETTERS.len();
