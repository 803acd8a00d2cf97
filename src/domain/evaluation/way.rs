//! How a panel works at a subject, and which part of the paper one sheet of it holds.

use serde::{Deserialize, Serialize};

use super::criterion::{Criterion, How};
use super::paper::{Paper, Question};
use crate::domain::id::PersonId;
use crate::domain::language::{Lang, Say};

/// How the standard has a panel work at a subject (domain rules §3.5: every item is marked by at least two).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// 独立评分: each examiner marks the whole work alone.
    #[default]
    Independent,
    /// 分项评分: the panel divides the questions, and each is marked alone by two or more of it.
    ByItem,
    /// 测量项合议: measured values are agreed and entered once, signed by all; the rest each marks alone.
    MeasuresAgreed,
}

impl Way {
    pub fn is_independent(&self) -> bool {
        *self == Way::Independent
    }

    /// What the panel signs for this paper.
    pub fn asks(self, paper: &Paper) -> Asks {
        let mut criteria = paper.questions.iter().flat_map(|question| &question.criteria);
        match self {
            Way::Independent | Way::ByItem => Asks { own: true, agreed: false },
            Way::MeasuresAgreed => Asks {
                own: criteria.clone().any(|criterion| !criterion.is_measured()),
                agreed: criteria.any(Criterion::is_measured),
            },
        }
    }
}

impl Say for Way {
    fn say(&self, lang: Lang) -> String {
        match self {
            Way::Independent => lang.pick("独立评分", "each marks all"),
            Way::ByItem => lang.pick("分项评分", "marked by item"),
            Way::MeasuresAgreed => lang.pick("测量项合议", "measures agreed"),
        }
        .to_owned()
    }
}

/// Which sheets a subject waits for: one of each examiner's own, and one that all of them sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asks {
    pub own: bool,
    pub agreed: bool,
}

impl Criterion {
    /// Whether its mark is a measured value rather than a judgement.
    pub fn is_measured(&self) -> bool {
        matches!(self.how, How::Measure | How::Steps(_) | How::Each(_))
    }
}

/// Which of the paper's criteria a sheet holds. It is among the bytes that are signed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// All that the paper marks.
    #[default]
    Whole,
    /// Those of these questions.
    Questions(Vec<String>),
    /// The measured values, agreed and signed by all of these.
    Agreed(Vec<PersonId>),
    /// All but the measured values.
    Own,
}

impl Part {
    pub fn is_whole(&self) -> bool {
        *self == Part::Whole
    }

    pub fn is_agreed(&self) -> bool {
        matches!(self, Part::Agreed(_))
    }

    /// Whether a sheet of this part holds a question at all.
    pub fn holds_question(&self, question: &Question) -> bool {
        match self {
            Part::Whole => true,
            Part::Questions(nos) => nos.contains(&question.no),
            Part::Agreed(_) | Part::Own => question.criteria.iter().any(|criterion| self.holds(question, criterion)),
        }
    }

    pub fn holds(&self, question: &Question, criterion: &Criterion) -> bool {
        match self {
            Part::Whole => true,
            Part::Questions(nos) => nos.contains(&question.no),
            Part::Agreed(_) => criterion.is_measured(),
            Part::Own => !criterion.is_measured(),
        }
    }
}

/// Who marks a question where the panel divides them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    pub examiners: Vec<PersonId>,
    pub question: String,
}

/// The fewest who mark a question.
pub const FEWEST: usize = 2;

/// Why a division does not do: a question with fewer than two, alternatives of one choice with different people, somebody
/// without a question, or somebody who is not of the panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Undivided {
    TooFew { question: String },
    ChoiceApart { group: String },
    Idle(PersonId),
    Stranger(PersonId),
}

/// Holds a division against the paper and the panel.
pub fn check_division(paper: &Paper, panel: &[PersonId], shares: &[Share]) -> Result<(), Undivided> {
    let of = |no: &str| shares.iter().find(|share| share.question == no).map_or(&[][..], |share| &share.examiners[..]);
    for question in &paper.questions {
        let mut examiners = of(&question.no).to_vec();
        examiners.sort();
        examiners.dedup();
        if let Some(stranger) = examiners.iter().find(|examiner| !panel.contains(examiner)) {
            return Err(Undivided::Stranger(*stranger));
        }
        if examiners.len() < FEWEST {
            return Err(Undivided::TooFew { question: question.no.clone() });
        }
    }
    for group in paper.choice_groups() {
        let mut alternatives =
            paper.questions.iter().filter(|question| question.choice.as_deref() == Some(group)).map(|question| {
                let mut examiners = of(&question.no).to_vec();
                examiners.sort();
                examiners
            });
        let first = alternatives.next();
        if alternatives.any(|other| Some(&other) != first.as_ref()) {
            return Err(Undivided::ChoiceApart { group: group.to_owned() });
        }
    }
    match panel.iter().find(|member| !shares.iter().any(|share| share.examiners.contains(member))) {
        Some(idle) => Err(Undivided::Idle(*idle)),
        None => Ok(()),
    }
}

/// A division to start from: the panel takes turns at leaving one question out; alternatives of a choice go together.
pub fn proposed_division(paper: &Paper, panel: &[PersonId]) -> Vec<Share> {
    let mut turns: Vec<(Option<&str>, usize)> = Vec::new();
    for question in &paper.questions {
        let choice = question.choice.as_deref();
        let same = turns.iter().find(|(group, _)| group.is_some() && *group == choice).map(|(_, turn)| *turn);
        let next = turns.iter().map(|(_, turn)| turn + 1).max().unwrap_or(0);
        turns.push((choice, same.unwrap_or(next)));
    }
    let several = turns.iter().any(|(_, turn)| *turn > 0);
    let without_one = |turn: usize| {
        let out = (panel.len() > FEWEST && several).then(|| panel.len() - 1 - turn % panel.len());
        let rest = panel.iter().enumerate().filter(|(place, _)| Some(*place) != out);
        rest.map(|(_, member)| *member).collect()
    };
    let share = |(question, (_, turn)): (&Question, &(Option<&str>, usize))| Share {
        examiners: without_one(*turn),
        question: question.no.clone(),
    };
    paper.questions.iter().zip(&turns).map(share).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paper(nos: &[(&str, Option<&str>)]) -> Paper {
        let questions: String = nos
            .iter()
            .map(|(no, choice)| {
                let choice = choice.map_or(String::new(), |choice| format!("choice = \"{choice}\"\n"));
                format!(
                    "[[question]]\nno = \"{no}\"\ntitle = \"t\"\nfunction = \"f\"\nfull = 10\n{choice}\
                     [[question.criterion]]\nid = \"{no}.1\"\ntext = \"t\"\nfull = 10\nhow = \"measure\"\n"
                )
            })
            .collect();
        let head = "format = 1\ntitle = \"t\"\nversion = \"1\"\nstandard = \"2020\"\nlevel = 4\nsubject = \"skills\"\n\
                    [trade]\nclassification = \"2015\"\ncode = \"6-20-01-01\"\nname = \"t\"\n";
        toml::from_str(&format!("{head}{questions}")).unwrap()
    }

    fn people(numbers: &[i64]) -> Vec<PersonId> {
        numbers.iter().copied().map(PersonId).collect()
    }

    #[test]
    fn what_is_proposed_always_does() {
        for nos in [
            &[("1", None)][..],
            &[("1", None), ("2", None)],
            &[("1", None), ("2", Some("A")), ("3", Some("A")), ("4", None)],
        ] {
            for panel in [&[2, 3][..], &[2, 3, 4], &[2, 3, 4, 5, 6]] {
                let (paper, panel) = (paper(nos), people(panel));
                let shares = proposed_division(&paper, &panel);
                assert_eq!(check_division(&paper, &panel, &shares), Ok(()), "{nos:?} {panel:?}");
            }
        }
    }

    #[test]
    fn a_division_leaves_no_question_to_one_person_and_nobody_without_a_question() {
        let paper = paper(&[("1", None), ("2", Some("A")), ("3", Some("A"))]);
        let panel = people(&[2, 3, 4]);
        let share =
            |question: &str, examiners: &[i64]| Share { examiners: people(examiners), question: question.into() };
        let too_few = |question: &str| Err(Undivided::TooFew { question: question.into() });
        for (shares, expected) in [
            (vec![share("1", &[2, 3]), share("2", &[3, 4]), share("3", &[4, 3])], Ok(())),
            (vec![share("1", &[2, 2]), share("2", &[3, 4]), share("3", &[3, 4])], too_few("1")),
            (vec![share("1", &[2, 3]), share("2", &[3, 4])], too_few("3")),
            (
                vec![share("1", &[2, 3]), share("2", &[3, 4]), share("3", &[2, 4])],
                Err(Undivided::ChoiceApart { group: "A".into() }),
            ),
            (vec![share("1", &[2, 3]), share("2", &[2, 3]), share("3", &[2, 3])], Err(Undivided::Idle(PersonId(4)))),
            (
                vec![share("1", &[2, 9]), share("2", &[3, 4]), share("3", &[3, 4])],
                Err(Undivided::Stranger(PersonId(9))),
            ),
        ] {
            assert_eq!(check_division(&paper, &panel, &shares), expected, "{shares:?}");
        }
    }
}
