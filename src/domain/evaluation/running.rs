//! What an open sheet comes to so far: by question, by dimension, and for the subject.

use super::criterion::{Dimension, Knockout};
use super::outcome::{Value, weighted};
use super::paper::{Paper, Question};
use super::sheet::OpenSheet;
use super::subject::Subject;
use crate::domain::score::{Exact, Score};

/// The sums of one examiner's sheet while it is being marked. They decide nothing: knock-outs are found by the panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Running {
    /// The marked questions in the paper's order.
    pub questions: Vec<QuestionSoFar>,
    pub dimensions: Vec<DimensionSoFar>,
    /// Weighted to the subject's full mark; knock-outs are not taken off.
    pub total: Value,
    /// The most that this sheet can come to: less than the subject's full mark where others mark a part of it.
    pub most: Value,
    pub given: usize,
    pub left: usize,
    /// The criteria that this sheet fails outright, with what follows where most of the panel agree.
    pub knockouts: Vec<(String, Knockout)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionSoFar {
    pub no: String,
    pub got: Value,
    pub full: Score,
    pub left: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DimensionSoFar {
    pub dimension: Dimension,
    pub got: Value,
    pub full: Score,
}

/// Sums what stands on a sheet.
pub fn running(rules: &Subject, paper: &Paper, sheet: &OpenSheet) -> Running {
    let nothing = Exact::from_integer(0);
    let mut sums: Vec<(&Question, Exact)> =
        paper.marked(&sheet.chosen).filter(|own| sheet.part.holds_question(own)).map(|own| (own, nothing)).collect();
    let mut questions = Vec::new();
    let mut fulls: Vec<(&Question, Exact)> = Vec::new();
    let mut by_dimension = Dimension::ALL.map(|dimension| (dimension, nothing, Score::ZERO));
    let (mut knockouts, mut all) = (Vec::new(), 0);
    for (question, sum) in &mut sums {
        let mut left = 0;
        let mut full = Score::ZERO;
        for criterion in question.criteria.iter().filter(|criterion| sheet.part.holds(question, criterion)) {
            all += 1;
            full = full + criterion.full.0;
            let slot = by_dimension.iter_mut().find(|slot| slot.0 == criterion.dimension).expect("all are there");
            slot.2 = slot.2 + criterion.full.0;
            let Some(given) = sheet.given.get(&criterion.id) else {
                left += 1;
                continue;
            };
            *sum += criterion.mark(given);
            slot.1 += criterion.mark(given);
            if let Some(effect) = criterion.knockout.filter(|_| criterion.fails_outright(given)) {
                knockouts.push((criterion.id.clone(), effect));
            }
        }
        fulls.push((*question, full.exact()));
        questions.push(QuestionSoFar { no: question.no.clone(), got: Value(*sum), full, left });
    }
    let left: usize = questions.iter().map(|question| question.left).sum();
    let dimensions = by_dimension.into_iter().filter(|(_, _, full)| *full > Score::ZERO);
    Running {
        questions,
        dimensions: dimensions
            .map(|(dimension, got, full)| DimensionSoFar { dimension, got: Value(got), full })
            .collect(),
        total: Value(weighted(rules, sums)),
        most: Value(weighted(rules, fulls)),
        given: all - left,
        left,
        knockouts,
    }
}
