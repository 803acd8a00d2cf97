//! One subject: from its sheets to its score, or to what must be settled first.

use super::combine::{combine, mean};
use super::double_entry::reconcile;
use super::{Agreement, Because, KnockoutFound, Marking, QuestionMean, SheetTotal, Value};
use crate::domain::evaluation::criterion::{Given, How, Knockout};
use crate::domain::evaluation::paper::{Paper, Question};
use crate::domain::evaluation::sheet::Sheet;
use crate::domain::evaluation::subject::{Compare, Subject};
use crate::domain::id::Digest;
use crate::domain::score::{Exact, Score, round_half_up};

/// The marks of one sheet as exact hundredths, question by question.
struct Marked<'a> {
    questions: Vec<(&'a Question, Exact)>,
}

/// Marks a sat subject from the last version of each person's sheet that counts, with the sheets that its score stands
/// on. `Err` is what keeps it open. `panel` is how many the panel has without any further examiner.
pub fn mark(
    rules: &Subject,
    paper: (&Digest, &Paper),
    sheets: &[Sheet],
    panel: usize,
    agreement: Agreement,
) -> Result<(Marking, Vec<Sheet>), Vec<Because>> {
    let count = |n: usize| u8::try_from(n).unwrap_or(u8::MAX);
    let decides = |sheet: &&Sheet| Some(sheet.examiner) == agreement.decider;
    let decided = sheets.iter().find(decides);
    let entries: Vec<Sheet> = sheets.iter().filter(|sheet| !decides(sheet)).cloned().collect();
    let needed = panel + usize::from(agreement.further);
    if entries.len() < needed || entries.is_empty() {
        return Err(vec![Because::SheetsMissing { signed: count(entries.len()), needed: count(needed.max(1)) }]);
    }
    if entries.iter().any(|sheet| sheet.chosen != entries[0].chosen) {
        return Err(vec![Because::ChoiceDiffers]);
    }
    let mut open = Vec::new();
    let counted = if rules.is_double_entry() {
        match reconcile(paper.1, &entries, decided) {
            Ok(one) => vec![one],
            Err(criteria) => return Err(vec![Because::EntriesDiffer { criteria }]),
        }
    } else {
        open = votes_apart(paper.1, &entries);
        entries.clone()
    };
    let knockouts = knockouts(paper.1, &counted);
    let marked: Vec<Marked> = counted.iter().map(|sheet| questions(paper.1, sheet, &knockouts)).collect();
    let totals: Vec<Exact> = marked.iter().map(|sheet| total(rules, sheet, &knockouts)).collect();
    if !rules.is_double_entry() && agreement.further == 0 {
        open.extend(totals_apart(rules, &totals));
    }
    if !open.is_empty() {
        return Err(open);
    }
    let combined = combine(rules.combine, &totals);
    let told = |sheet: &Sheet| SheetTotal {
        examiner: sheet.examiner,
        version: sheet.version,
        total: Value(total(rules, &questions(paper.1, sheet, &knockouts), &knockouts)),
    };
    let mut sheets: Vec<SheetTotal> = entries.iter().chain(decided).map(told).collect();
    sheets.sort_by_key(|sheet| sheet.examiner);
    let marking = Marking {
        paper: paper.0.clone(),
        sheets,
        knockouts,
        questions: question_means(&marked),
        combine: rules.combine,
        combined: Value(combined),
        less: None,
        rounded: round_half_up(combined, rules.decimals),
        compare: rules.compare,
        pass: rules.pass.0,
    };
    Ok((marking, counted))
}

/// What decides a marked subject: the pass mark, and the floor of each question where the standard sets one.
pub fn judge(rules: &Subject, marking: &Marking) -> Vec<Because> {
    let held = match marking.compare {
        Compare::Rounded => marking.rounded.exact(),
        Compare::Exact => marking.counted(),
    };
    let mut because = vec![if held >= marking.pass.exact() { Because::Reached } else { Because::Below }];
    if let Some(floor) = rules.question_floor {
        let low = |question: &&QuestionMean| question.mean.0 * 100 < question.full.exact() * i128::from(floor);
        let below = marking.questions.iter().filter(low);
        because.extend(below.map(|question| Because::QuestionBelowFloor { question: question.no.clone(), floor }));
    }
    because
}

fn given<'a>(paper: &'a Paper, sheet: &'a Sheet) -> impl Iterator<Item = (&'a Question, usize, &'a Given)> {
    let placed = paper.marked(&sheet.chosen).flat_map(|q| (0..q.criteria.len()).map(move |index| (q, index)));
    placed.zip(&sheet.marks).map(|((question, index), given)| (question, index, given))
}

/// 0–3 votes more than 1 apart must be voted again.
fn votes_apart(paper: &Paper, sheets: &[Sheet]) -> Vec<Because> {
    let criteria: Vec<_> = paper.criteria(&sheets[0].chosen).map(|(_, criterion)| criterion).collect();
    let judged = criteria.iter().enumerate().filter(|(_, criterion)| matches!(criterion.how, How::Judge(_)));
    judged
        .filter(|(index, _)| {
            let votes = sheets.iter().filter_map(|sheet| match sheet.marks.get(*index) {
                Some(Given::Number(vote)) => Some(*vote),
                _ => None,
            });
            let (low, high) = votes.fold((i64::MAX, i64::MIN), |(low, high), vote| (low.min(vote), high.max(vote)));
            high.saturating_sub(low) > 1 && low <= high
        })
        .map(|(_, criterion)| Because::VotesApart { criterion: criterion.id.clone() })
        .collect()
}

/// A knock-out stands where more than half of the sheets fail the criterion outright.
fn knockouts(paper: &Paper, sheets: &[Sheet]) -> Vec<KnockoutFound> {
    let count = |n: usize| u8::try_from(n).unwrap_or(u8::MAX);
    let criteria = paper.criteria(&sheets[0].chosen).map(|(_, criterion)| criterion).enumerate();
    criteria
        .filter_map(|(index, criterion)| {
            let effect = criterion.knockout?;
            let fails = |sheet: &&Sheet| sheet.marks.get(index).is_some_and(|given| criterion.fails_outright(given));
            let seen = sheets.iter().filter(fails).count();
            let (seen, of) = (count(seen), count(sheets.len()));
            (u16::from(seen) * 2 > of.into()).then(|| KnockoutFound {
                criterion: criterion.id.clone(),
                seen,
                of,
                effect,
            })
        })
        .collect()
}

fn questions<'a>(paper: &'a Paper, sheet: &'a Sheet, knockouts: &[KnockoutFound]) -> Marked<'a> {
    let mut questions: Vec<(&Question, Exact)> = Vec::new();
    for (question, index, given) in given(paper, sheet) {
        let mark = question.criteria[index].mark(given);
        match questions.last_mut() {
            Some((last, sum)) if std::ptr::eq(*last, question) => *sum += mark,
            _ => questions.push((question, mark)),
        }
    }
    for (question, sum) in &mut questions {
        let zero = |found: &KnockoutFound| {
            found.effect == Knockout::ZeroQuestion && question.criteria.iter().any(|c| c.id == found.criterion)
        };
        if knockouts.iter().any(zero) {
            *sum = Exact::from_integer(0);
        }
    }
    Marked { questions }
}

/// Σ weight × got ÷ full, less what knock-outs take, never below nothing.
fn total(rules: &Subject, marked: &Marked, knockouts: &[KnockoutFound]) -> Exact {
    let ends = |found: &KnockoutFound| matches!(found.effect, Knockout::ZeroSubject | Knockout::EndExam);
    let nothing = Exact::from_integer(0);
    if knockouts.iter().any(ends) {
        return nothing;
    }
    let minus: Score = knockouts
        .iter()
        .filter_map(|found| match found.effect {
            Knockout::Minus(points) => Some(points.0),
            _ => None,
        })
        .sum();
    (weighted(rules, &marked.questions) - minus.exact()).max(nothing)
}

/// Σ weight × got ÷ full over the questions, in hundredths of the subject's full mark.
pub fn weighted(rules: &Subject, questions: &[(&Question, Exact)]) -> Exact {
    let share = |(question, got): &(&Question, Exact)| {
        *got * i128::from(question.weight_hundredths()) / i128::from(question.full.0.0)
    };
    // Weights are percent of the subject; a full mark of 100 makes them points.
    questions.iter().map(share).sum::<Exact>() * rules.full.0.exact() / Score::points(100).exact()
}

/// Totals too far apart, or on both sides of the pass mark: a further examiner's sheet settles either.
fn totals_apart(rules: &Subject, totals: &[Exact]) -> Vec<Because> {
    let (low, high) = (totals.iter().min().expect("sheets are there"), totals.iter().max().expect("sheets are there"));
    let mut open = Vec::new();
    if let Some(limit) = rules.distance.map(|points| points.0) {
        let spread = *high - *low;
        if spread > limit.exact() {
            open.push(Because::TotalsApart { spread: Value(spread), limit });
        }
    }
    let pass = rules.pass.0.exact();
    if rules.no_straddling && *low < pass && *high >= pass {
        open.push(Because::Straddles);
    }
    open
}

fn question_means(marked: &[Marked]) -> Vec<QuestionMean> {
    let of = |index: usize| {
        let got: Vec<Exact> = marked.iter().map(|sheet| sheet.questions[index].1).collect();
        let question = marked[0].questions[index].0;
        QuestionMean { no: question.no.clone(), full: question.full.0, mean: Value(mean(&got)) }
    };
    (0..marked[0].questions.len()).map(of).collect()
}
