//! One subject: from its sheets to its score, or to what must be settled first.

use super::combine::{combine, mean};
use super::double_entry::reconcile;
use super::laid::{Counted, Laid, Mark, chosen, lay};
use super::{Agreement, Because, KnockoutFound, Marking, MeasuresAgreed, QuestionMean, SheetTotal, Value};
use crate::domain::evaluation::criterion::{Given, How, Knockout};
use crate::domain::evaluation::grade::{Grade, straddled};
use crate::domain::evaluation::paper::{Paper, Question};
use crate::domain::evaluation::sheet::Sheet;
use crate::domain::evaluation::subject::{Compare, Subject};
use crate::domain::evaluation::way::{Asks, FEWEST, Part, Way};
use crate::domain::id::{Digest, PersonId};
use crate::domain::score::{self, Exact, Score, round_half_up};

/// What keeps a subject open.
type Open = Vec<Because>;

/// Marks a sat subject from the last version of each person's sheet that counts, with what its score stands on. `Err` is
/// what keeps it open. `panel` is how many the panel has without any further examiner.
pub fn mark<'a>(
    rules: &Subject,
    paper: (&Digest, &Paper),
    sheets: &[&'a Sheet],
    panel: usize,
    agreement: Agreement,
) -> Result<(Marking, Counted<'a>), Open> {
    let decides = |sheet: &&Sheet| Some(sheet.examiner) == agreement.decider;
    let decided = sheets.iter().copied().find(decides);
    let entries: Vec<&Sheet> = sheets.iter().copied().filter(|s| !decides(s) && !s.part.is_agreed()).collect();
    let agreed = sheets.iter().copied().find(|sheet| sheet.part.is_agreed());
    let asks = rules.way.asks(paper.1);
    all_there(asks, &entries, agreed, panel, panel + usize::from(agreement.further))?;
    let agreed = agreed.filter(|_| asks.agreed);
    // Where nothing is left to mark alone, what all agreed on is the one sheet.
    let own: Vec<&Sheet> = if asks.own { entries.clone() } else { agreed.into_iter().collect() };
    let signed: Vec<&Sheet> = own.iter().copied().chain(agreed.filter(|_| asks.own)).collect();
    let chosen = chosen(paper.1, &signed).map_err(|because| vec![because])?;
    let counted = if rules.is_double_entry() {
        match reconcile(paper.1, &own, decided) {
            Ok(one) => Counted { chosen, sheets: vec![one] },
            Err(criteria) => return Err(vec![Because::EntriesDiffer { criteria }]),
        }
    } else {
        lay(paper.1, chosen, &own, agreed)
    };
    if rules.way == Way::ByItem {
        unmarked(paper.1, &counted)?;
    }
    let mut open = if rules.is_double_entry() { Vec::new() } else { votes_apart(paper.1, &counted) };
    let knockouts = knockouts(paper.1, &counted);
    let marked: Vec<Marked> =
        counted.sheets.iter().map(|laid| questions(paper.1, &counted.chosen, laid, &knockouts)).collect();
    // A sheet that holds a part of the questions has a total of that part alone.
    let totals: Vec<Exact> = marked.iter().map(|sheet| sheet.total(rules, &knockouts)).collect();
    if !rules.is_double_entry() && agreement.further == 0 {
        open.extend(match rules.way {
            Way::ByItem => questions_apart(rules, &marked),
            Way::Independent | Way::MeasuresAgreed => totals_apart(rules, &totals),
        });
    }
    if !open.is_empty() {
        return Err(open);
    }
    let questions_combined = question_means(rules, &marked, &counted);
    let combined = match rules.way {
        Way::ByItem => {
            let means = marked[0].questions.iter().zip(&questions_combined);
            total(rules, means.map(|((question, _), told)| (*question, told.mean.0)), &knockouts)
        }
        Way::Independent | Way::MeasuresAgreed => combine(rules.combine, &totals),
    };
    let told = |laid: &Laid, own: &Marked, total: Exact| {
        let divided = own.questions.iter().any(|(_, got)| got.is_none());
        let nos = own.questions.iter().filter(|(_, got)| divided && got.is_some()).map(|(q, _)| q.no.clone());
        SheetTotal { examiner: laid.examiner, version: laid.version, total: Value(total), questions: nos.collect() }
    };
    let mut sheets: Vec<SheetTotal> = if rules.is_double_entry() || !asks.own {
        // Every entry is told, whichever of them the one sheet came from.
        let everybody: Vec<&Sheet> = entries.iter().copied().chain(decided).collect();
        let everybody = lay(paper.1, counted.chosen.clone(), &everybody, agreed).sheets;
        let alone = |laid: &Laid| {
            let own = questions(paper.1, &counted.chosen, laid, &knockouts);
            told(laid, &own, own.total(rules, &knockouts))
        };
        everybody.iter().map(alone).collect()
    } else {
        counted.sheets.iter().zip(&marked).zip(&totals).map(|((laid, own), total)| told(laid, own, *total)).collect()
    };
    sheets.sort_by_key(|sheet| sheet.examiner);
    let rounded = round_half_up(combined, rules.decimals);
    let marking = Marking {
        paper: paper.0.clone(),
        sheets,
        agreed: agreed.map(|agreed| measures_agreed(rules, paper.1, &counted.chosen, agreed)),
        knockouts,
        questions: questions_combined,
        combine: rules.combine,
        combined: Value(combined),
        less: None,
        rounded,
        compare: rules.compare,
        pass: rules.pass.0,
        grade: None,
    };
    Ok((marking, counted))
}

fn count(n: usize) -> u8 {
    u8::try_from(n).unwrap_or(u8::MAX)
}

/// Everybody's own sheet, and the one that all of them sign.
fn all_there(asks: Asks, entries: &[&Sheet], agreed: Option<&Sheet>, panel: usize, needed: usize) -> Result<(), Open> {
    let mut open = Vec::new();
    if asks.own && (entries.len() < needed || entries.is_empty()) {
        open.push(Because::SheetsMissing { signed: count(entries.len()), needed: count(needed.max(1)) });
    }
    if asks.agreed {
        let signed = match agreed.map(|sheet| &sheet.part) {
            Some(Part::Agreed(signed_by)) => signed_by.len(),
            _ => 0,
        };
        if signed < panel.max(1) {
            open.push(Because::MeasuresOpen { signed: count(signed), needed: count(panel.max(1)) });
        }
    }
    if open.is_empty() { Ok(()) } else { Err(open) }
}

/// Each question is marked by at least two, whoever divided them.
fn unmarked(paper: &Paper, counted: &Counted) -> Result<(), Open> {
    let mut open = Vec::new();
    let mut seen: Vec<&str> = Vec::new();
    for (index, (question, _)) in counted.criteria(paper).enumerate() {
        let marked = counted.sheets.iter().filter(|laid| laid.marks[index].is_some()).count();
        if marked < FEWEST && !seen.contains(&question.no.as_str()) {
            seen.push(&question.no);
            open.push(Because::QuestionUnmarked { question: question.no.clone(), marked: count(marked) });
        }
    }
    if open.is_empty() { Ok(()) } else { Err(open) }
}

fn measures_agreed(rules: &Subject, paper: &Paper, chosen: &[String], agreed: &Sheet) -> MeasuresAgreed {
    let signed_by = match &agreed.part {
        Part::Agreed(signed_by) => signed_by.clone(),
        Part::Whole | Part::Own | Part::Questions(_) => Vec::new(),
    };
    let nothing = Exact::from_integer(0);
    let mut sums: Vec<(&Question, Exact)> = paper.marked(chosen).map(|question| (question, nothing)).collect();
    for (question, sum) in &mut sums {
        for criterion in &question.criteria {
            *sum += agreed.given(paper, &criterion.id).map_or(nothing, |given| criterion.mark(given));
        }
    }
    let values = u16::try_from(agreed.marks.len()).unwrap_or(u16::MAX);
    MeasuresAgreed { version: agreed.version, signed_by, values, total: Value(weighted(rules, sums)) }
}

/// One person's marks as exact hundredths, question by question; nothing for a question that they do not mark.
struct Marked<'a> {
    questions: Vec<(&'a Question, Option<Exact>)>,
}

impl<'a> Marked<'a> {
    /// Their total; where they mark a part of the questions, what those bring, and the knock-outs take nothing off it.
    fn total(&self, rules: &Subject, knockouts: &[KnockoutFound]) -> Exact {
        let got = self.questions.iter().filter_map(|(question, got)| Some((*question, (*got)?)));
        let divided = self.questions.iter().any(|(_, got)| got.is_none());
        if divided { weighted(rules, got) } else { total(rules, got, knockouts) }
    }
}

/// What decides a marked subject: the pass mark, and the floor of each question where the standard sets one.
pub fn judge(rules: &Subject, marking: &Marking) -> Vec<Because> {
    let held = held(marking);
    let mut because = vec![if held >= marking.pass.exact() { Because::Reached } else { Because::Below }];
    if let Some(floor) = rules.question_floor {
        let low = |question: &&QuestionMean| question.mean.0 * 100 < question.full.exact() * i128::from(floor);
        let below = marking.questions.iter().filter(low);
        because.extend(below.map(|question| Because::QuestionBelowFloor { question: question.no.clone(), floor }));
    }
    because
}

/// The value that is held against the pass mark and the grades.
pub fn held(marking: &Marking) -> Exact {
    match marking.compare {
        Compare::Rounded => marking.rounded.exact(),
        Compare::Exact => marking.counted(),
    }
}

/// 0–3 votes more than 1 apart must be voted again.
fn votes_apart(paper: &Paper, counted: &Counted) -> Vec<Because> {
    let judged = counted.criteria(paper).enumerate().filter(|(_, (_, one))| matches!(one.how, How::Judge(_)));
    judged
        .filter(|(index, _)| {
            let votes = counted.sheets.iter().filter_map(|laid| match laid.marks.get(*index) {
                Some(Some(Mark { given: Given::Number(vote), .. })) => Some(*vote),
                _ => None,
            });
            let (low, high) = votes.fold((i64::MAX, i64::MIN), |(low, high), vote| (low.min(vote), high.max(vote)));
            high.saturating_sub(low) > 1 && low <= high
        })
        .map(|(_, (_, criterion))| Because::VotesApart { criterion: criterion.id.clone() })
        .collect()
}

/// A knock-out stands where more than half of those who mark the criterion fail it outright.
fn knockouts(paper: &Paper, counted: &Counted) -> Vec<KnockoutFound> {
    let criteria = counted.criteria(paper).map(|(_, criterion)| criterion).enumerate();
    criteria
        .filter_map(|(index, criterion)| {
            let effect = criterion.knockout?;
            let marks = counted.sheets.iter().filter_map(|laid| *laid.marks.get(index)?);
            let seen = marks.clone().filter(|mark| criterion.fails_outright(mark.given)).count();
            let (seen, of) = (count(seen), count(marks.count()));
            (u16::from(seen) * 2 > of.into()).then(|| KnockoutFound {
                criterion: criterion.id.clone(),
                seen,
                of,
                effect,
            })
        })
        .collect()
}

fn questions<'a>(paper: &'a Paper, chosen: &'a [String], laid: &Laid, knockouts: &[KnockoutFound]) -> Marked<'a> {
    let mut questions: Vec<(&Question, Option<Exact>)> = Vec::new();
    let mut rest = laid.marks.as_slice();
    for question in paper.marked(chosen).filter(|question| !question.criteria.is_empty()) {
        let (own, after) = rest.split_at(question.criteria.len().min(rest.len()));
        rest = after;
        let whole = own.iter().all(Option::is_some);
        questions.push((question, whole.then(|| score::total(own.iter().flatten().map(|mark| mark.worth)))));
    }
    for (question, sum) in &mut questions {
        let zero = |found: &KnockoutFound| {
            found.effect == Knockout::ZeroQuestion && question.criteria.iter().any(|c| c.id == found.criterion)
        };
        if knockouts.iter().any(zero) {
            *sum = sum.map(|_| Exact::from_integer(0));
        }
    }
    Marked { questions }
}

/// Σ weight × got ÷ full, less what knock-outs take, never below nothing.
fn total<'q>(
    rules: &Subject,
    questions: impl IntoIterator<Item = (&'q Question, Exact)>,
    knockouts: &[KnockoutFound],
) -> Exact {
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
    (weighted(rules, questions) - minus.exact()).max(nothing)
}

/// Σ weight × got ÷ full over the questions, in hundredths of the subject's full mark.
pub fn weighted<'q>(rules: &Subject, questions: impl IntoIterator<Item = (&'q Question, Exact)>) -> Exact {
    let share =
        |(question, got): (&Question, Exact)| score::share(got, question.weight_hundredths(), question.full.0.0);
    // Weights are percent of the subject; a full mark of 100 makes them points.
    score::share(score::total(questions.into_iter().map(share)), rules.full.0.0, Score::points(100).0)
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
    // Where a grade begins at the pass mark, that is told already.
    let told = |grade: &&Grade| !(rules.no_straddling && grade.from == rules.pass);
    if rules.no_straddling_grades
        && let Some(grade) = straddled(&rules.grades, *low, *high).filter(told)
    {
        open.push(Because::StraddlesGrade { grade: grade.clone() });
    }
    open
}

/// Marks of one question too far apart, in points of the subject.
fn questions_apart(rules: &Subject, marked: &[Marked]) -> Vec<Because> {
    let Some(limit) = rules.distance.map(|points| points.0) else { return Vec::new() };
    let apart = |index: usize| {
        let question = marked[0].questions[index].0;
        let got = marked.iter().filter_map(|sheet| sheet.questions[index].1);
        let worth: Vec<Exact> = got.map(|got| weighted(rules, [(question, got)])).collect();
        let spread = *worth.iter().max()? - *worth.iter().min()?;
        let question = question.no.clone();
        (spread > limit.exact()).then_some(Because::QuestionApart { question, spread: Value(spread), limit })
    };
    (0..marked[0].questions.len()).filter_map(apart).collect()
}

fn question_means(rules: &Subject, marked: &[Marked], counted: &Counted) -> Vec<QuestionMean> {
    let of = |index: usize| {
        let question = marked[0].questions[index].0;
        let got = marked
            .iter()
            .zip(&counted.sheets)
            .filter_map(|(sheet, laid)| Some((laid.examiner, sheet.questions[index].1?)));
        let (by, got): (Vec<PersonId>, Vec<Exact>) = got.unzip();
        let (mean, by) = match rules.way {
            Way::ByItem => (combine(rules.combine, &got), by),
            Way::Independent | Way::MeasuresAgreed => (mean(&got), Vec::new()),
        };
        QuestionMean { no: question.no.clone(), full: question.full.0, mean: Value(mean), by }
    };
    (0..marked[0].questions.len()).map(of).collect()
}
