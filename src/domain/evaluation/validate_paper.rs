//! What makes a paper fit its standard, function by function. Every fault is reported at once, each with its place.

use super::criterion::{Criterion, Deduction, How, MOST_FAULTS};
use super::fault::{Fault, Faults, named, step};
use super::paper::{Paper, Question};
use super::standard::Standard;
use super::subject::Subject;
use super::way::Way;
use crate::both;
use crate::domain::score::Score;

/// The faults of a paper against the standard it names; none when it can be used.
pub fn validate_paper(paper: &Paper, standard: &Standard) -> Vec<Fault> {
    let mut faults = Faults::default();
    let same_trade = paper.trade == standard.trade && paper.standard == standard.edition;
    faults.require(same_trade, || {
        both!(
            "试卷所指的职业或标准版本与标准不符（{0} {1}）",
            "the paper names another trade or edition than the standard ({0} {1})",
            standard.trade.title(),
            standard.edition
        )
    });
    faults.require(paper.format == 1, || both!("格式版本应为 1", "format must be 1"));
    faults.require(!paper.version.trim().is_empty(), || both!("缺少试卷版本", "the paper's version is missing"));
    let subject = standard.level(paper.level).and_then(|rules| rules.subjects.iter().find(|s| s.kind == paper.subject));
    faults.at(step(&paper.level), |faults| {
        faults.at(step(&paper.subject), |faults| match subject {
            None => faults.add(both!("标准在这一等级没有这个科目", "the standard has no such subject at this level")),
            Some(subject) => questions(paper, subject, faults),
        });
    });
    faults.into_vec()
}

fn questions(paper: &Paper, subject: &Subject, faults: &mut Faults) {
    faults.require(!paper.questions.is_empty(), || both!("没有试题", "it has no question"));
    weights(paper, subject, faults);
    faults.require(subject.way != Way::MeasuresAgreed || subject.way.asks(paper).agreed, || {
        both!(
            "标准规定测量项合议，试卷却没有测量类评分点",
            "the standard has its measures agreed, but the paper measures nothing"
        )
    });
    let mut ids: Vec<&str> = Vec::new();
    for (index, question) in paper.questions.iter().enumerate() {
        let place = both!("试题 {0}", "question {0}", question.no);
        faults.at(place, |faults| {
            let again = paper.questions[..index].iter().any(|other| other.no == question.no);
            faults.require(!again, || both!("题号重复", "the number appears twice"));
            check_question(question, &mut ids, faults);
        });
    }
    for group in paper.choice_groups() {
        let of_group: Vec<&Question> = paper.questions.iter().filter(|q| q.choice.as_deref() == Some(group)).collect();
        let place = both!("选考组 {group}", "choice group {group}");
        faults.at(place, |faults| {
            faults.require(of_group.len() >= 2, || {
                both!("至少要有两题可选", "there must be two questions to choose from")
            });
            let alike = of_group.iter().all(|q| {
                q.function == of_group[0].function && q.weight_hundredths() == of_group[0].weight_hundredths()
            });
            faults.require(alike, || {
                both!("各题的职业功能和权重应相同", "its questions must test the same function with the same weight")
            });
        });
    }
}

/// Weights are compared with the standard's, function by function; a choice group counts once.
fn weights(paper: &Paper, subject: &Subject, faults: &mut Faults) {
    let first_choices = paper.first_choices();
    for function in &subject.functions {
        let tested = paper.marked(&first_choices).filter(|question| question.function == function.name);
        let sum = Score(tested.map(Question::weight_hundredths).sum());
        let want = Score::points(function.weight.into());
        faults.at(named(&function.name), |faults| {
            faults.require(sum == want, || {
                both!("标准权重 {want}，试题合计 {sum}", "the standard's weight is {want}, the questions sum to {sum}")
            });
        });
    }
    for question in &paper.questions {
        let known = subject.functions.iter().any(|function| function.name == question.function);
        let (no, name) = (&question.no, &question.function);
        faults.require(known, || {
            both!(
                "试题 {no} 的职业功能“{name}”不在标准中",
                "question {no} tests “{name}”, which the standard does not have"
            )
        });
    }
}

fn check_question<'a>(question: &'a Question, ids: &mut Vec<&'a str>, faults: &mut Faults) {
    let sum: Score = question.criteria.iter().map(|criterion| criterion.full.0).sum();
    let full = question.full.0;
    faults
        .require(sum == full, || both!("配分 {full}，评分点合计 {sum}", "full mark {full}, its criteria sum to {sum}"));
    faults.require(full > Score::ZERO, || both!("配分应大于 0", "the full mark must be over 0"));
    faults.require(!question.criteria.is_empty(), || both!("没有评分点", "it has no criterion"));
    for criterion in &question.criteria {
        let place = both!("评分点 {0}", "criterion {0}", criterion.id);
        faults.at(place, |faults| {
            let again = ids.contains(&criterion.id.as_str());
            faults.require(!again, || both!("编号重复", "the number appears twice"));
            ids.push(&criterion.id);
            check_criterion(criterion, faults);
        });
    }
}

fn check_criterion(criterion: &Criterion, faults: &mut Faults) {
    let full = criterion.full.0;
    faults.require(!criterion.text.trim().is_empty(), || both!("缺少内容", "the text is missing"));
    let may_be_zero = matches!(criterion.how, How::YesNo) && criterion.knockout.is_some();
    faults.require(full > Score::ZERO || may_be_zero, || {
        both!("满分为 0 的只能是是否类否定项", "only a yes/no knock-out may have a full mark of 0")
    });
    match &criterion.how {
        How::Measure | How::YesNo => {}
        How::Steps(steps) => {
            let within = steps.iter().all(|s| s.mark.0 >= Score::ZERO && s.mark.0 <= full);
            let best = steps.iter().any(|s| s.mark.0 == full);
            faults.require(within && best, || {
                both!("档位应在 0–{full} 之间并含满分", "the steps must lie in 0–{full} and include the full mark")
            });
        }
        How::Each(each) => {
            faults.require(each.0 > Score::ZERO && full.0 % each.0.0.max(1) == 0, || {
                both!("满分应为每项 {each} 分的整数倍", "the full mark must be a multiple of {each} each")
            });
        }
        How::Judge(words) => {
            faults.require(words.iter().all(|word| !word.trim().is_empty()), || {
                both!("0–3 每一档都要有文字说明", "each vote 0–3 needs its written descriptor")
            });
        }
        How::Deduct(list) => deductions(list, faults),
        How::Band(bands) => {
            let ordered = bands.iter().all(|b| b.from.0 <= b.to.0 && b.from.0 >= Score::ZERO && b.to.0 <= full);
            let apart = bands
                .iter()
                .enumerate()
                .all(|(i, a)| bands[i + 1..].iter().all(|b| a.to.0 < b.from.0 || b.to.0 < a.from.0));
            let best = bands.iter().any(|b| b.to.0 == full);
            faults.require(!bands.is_empty() && ordered && apart && best, || {
                both!(
                    "各档应在 0–{full} 之间、互不重叠并含满分",
                    "the bands must lie in 0–{full}, apart, and reach the full mark"
                )
            });
        }
    }
}

fn deductions(list: &[Deduction], faults: &mut Faults) {
    faults.require(!list.is_empty() && list.len() <= MOST_FAULTS, || {
        both!("应列出 1–{MOST_FAULTS} 种缺陷", "list 1–{MOST_FAULTS} faults")
    });
    let costs = list.iter().all(|d| d.off.0 > Score::ZERO && d.times >= 1);
    faults.require(costs, || {
        both!("每种缺陷的扣分应大于 0，次数至少 1", "each fault costs over 0 and counts at least once")
    });
}
