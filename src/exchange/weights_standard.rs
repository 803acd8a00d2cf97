//! Weights in bulk → draft standards. The list gives the skill weights; what else the rules of all trades share is filled in,
//! and what only the standard itself says (its conditions) is left out, so that the draft names it as a fault until it is written.

use serde::Serialize;

use super::standard_text::write_standard;
use super::weights::TradeWeights;
use crate::domain::evaluation::points::Points;
use crate::domain::evaluation::standard::{LevelRules, Scheme, Standard, Trade};
use crate::domain::evaluation::subject::{Combine, Compare, Form, Function, PanelRule, Subject, SubjectKind};
use crate::domain::level::Level;
use crate::ops::Office;
use crate::ops::standard::write_standards;
use crate::store::{Failure, Read};

/// The edition of 《职业分类大典》 that is taken where nobody says otherwise.
pub const CLASSIFICATION: &str = "2015";

/// The weights of the theory paper: ethics, basics, the trade's own. A sample (示例) until the standard's own are typed in.
const THEORY: [(&str, u8); 3] = [("职业道德", 5), ("基础知识", 20), ("相关知识", 75)];
/// Of 综合评审; a sample too.
const REVIEW: [(&str, u8); 2] = [("技术总结", 40), ("答辩", 60)];

/// What stands above a draft that was made from weights.
const NOTE: &str = "# 由技能权重表生成的草稿。理论权重 5 / 20 / 75、综合评审 40 / 60、考评人数是示例；\n\
                    # 申报条件和考核时间请按标准原文填写，填好后才能批准。\n";

/// What becomes of a list of weights.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct WeightPlan {
    /// Drafts that would be written.
    pub new: Vec<Standard>,
    /// Trades whose standard of that edition is there already; it is left alone.
    pub there: Vec<There>,
}

/// A standard that is there already.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct There {
    pub trade: Trade,
    pub edition: String,
    pub approved: bool,
}

/// Sorts the trades of a list into those that become drafts and those that are there, under whatever classification.
pub fn plan(read: &Read, weights: &[TradeWeights], classification: &str) -> Result<WeightPlan, Failure> {
    let kept = read.standards()?;
    let mut plan = WeightPlan::default();
    for one in weights {
        let standard = draft(one, classification);
        let own = &standard.trade;
        let same = kept.iter().find(|row| {
            let other = &row.trade;
            (&other.code, &other.name, &other.branch, &row.edition)
                == (&own.code, &own.name, &own.branch, &standard.edition)
        });
        match same {
            Some(row) => plan.there.push(There {
                trade: row.trade.clone(),
                edition: row.edition.clone(),
                approved: row.approved,
            }),
            None => plan.new.push(standard),
        }
    }
    Ok(plan)
}

/// Writes the drafts of a plan, all in one transaction.
pub fn take(office: &mut Office, plan: &WeightPlan) -> Result<usize, Failure> {
    let written = plan.new.iter().map(|standard| (standard.clone(), format!("{NOTE}{}", write_standard(standard))));
    write_standards(office, written.collect())
}

/// The whole skeleton of a standard: theory and skills at every level, 综合评审 at levels 2 and 1 (domain.md §1.1), panels as the
/// rules of 2018 ask for them, and no condition.
pub fn draft(weights: &TradeWeights, classification: &str) -> Standard {
    let (name, branch) = name_and_branch(&weights.name);
    let levels = weights.levels.iter().map(|(code, functions)| LevelRules {
        code: *code,
        scheme: Scheme::National,
        composite: None,
        conditions: Vec::new(),
        subjects: subjects(*code, functions),
    });
    Standard {
        format: 1,
        edition: weights.edition.clone(),
        document: String::new(),
        issued: None,
        trade: Trade { classification: classification.to_owned(), code: weights.code.clone(), name, branch },
        vetoes: Vec::new(),
        violations: Vec::new(),
        levels: levels.collect(),
    }
}

fn subjects(level: Level, functions: &[(String, u8)]) -> Vec<Subject> {
    let high = level >= Level::Two;
    let judged = PanelRule { min: 3, odd: true, ratio: Some(5), senior: high };
    // Two who key the same marks: their totals must agree.
    let keyed = PanelRule { min: 2, odd: false, ratio: None, senior: false };
    let mut theory = subject(SubjectKind::Theory, Form::Written, keyed, &THEORY);
    theory.distance = Some(Points::of(0));
    let mut subjects = vec![theory, subject(SubjectKind::Skills, Form::Practical, judged.clone(), functions)];
    if high {
        let panel = PanelRule { ratio: None, ..judged };
        let mut review = subject(SubjectKind::Review, Form::Defence, panel, &REVIEW);
        review.after = vec![SubjectKind::Theory, SubjectKind::Skills];
        subjects.push(review);
    }
    subjects
}

fn subject<T: AsRef<str>>(kind: SubjectKind, form: Form, panel: PanelRule, functions: &[(T, u8)]) -> Subject {
    let functions = functions.iter().map(|(name, weight)| Function { name: name.as_ref().to_owned(), weight: *weight });
    Subject {
        way: Default::default(),
        grades: Vec::new(),
        no_straddling_grades: false,
        kind,
        form,
        minutes: None,
        full: Points::of(100),
        pass: Points::of(60),
        decimals: 1,
        compare: Compare::default(),
        combine: Combine::default(),
        gate: false,
        after: Vec::new(),
        share: None,
        question_floor: None,
        distance: None,
        no_straddling: false,
        always_blind: false,
        panel,
        functions: functions.collect(),
    }
}

/// `车工（普通车床）` → 车工 and 普通车床.
fn name_and_branch(text: &str) -> (String, String) {
    let inside = text.strip_suffix(['）', ')']).and_then(|rest| rest.split_once(['（', '(']));
    match inside.filter(|(name, branch)| !name.is_empty() && !branch.is_empty()) {
        Some((name, branch)) => (name.trim().to_owned(), branch.trim().to_owned()),
        None => (text.to_owned(), String::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::evaluation::validate_standard::validate_standard;
    use crate::exchange::read::read;
    use crate::exchange::source::Source;
    use crate::exchange::standard_text::read_standard;
    use crate::exchange::weights::{known_headers, parse_weights};

    fn sample() -> Vec<TradeWeights> {
        let bytes = include_bytes!("../../fixtures/weights.csv");
        parse_weights(&read(&Source::new(bytes, "weights.csv"), &known_headers()).unwrap()).unwrap()
    }

    #[test]
    fn a_draft_lacks_nothing_but_its_conditions() {
        for weights in sample() {
            let standard = draft(&weights, CLASSIFICATION);
            let faults = validate_standard(&standard);
            assert_eq!(faults.len(), standard.levels.len(), "{faults:?}");
            assert!(faults.iter().all(|fault| fault.wrong.zh.starts_with("没有申报条件")), "{faults:?}");
            let text = format!("{NOTE}{}", write_standard(&standard));
            assert_eq!(read_standard(&text).unwrap(), standard);
        }
    }

    #[test]
    fn the_review_comes_with_levels_two_and_one_only() {
        let fitter = sample().into_iter().find(|weights| weights.name == "钳工").unwrap();
        for rules in draft(&fitter, "2022").levels {
            let reviewed = rules.subjects.iter().any(|subject| subject.kind == SubjectKind::Review);
            assert_eq!(reviewed, rules.code >= Level::Two);
        }
    }

    #[test]
    fn a_branch_in_brackets_is_the_branch_of_the_trade() {
        assert_eq!(name_and_branch("车工（普通车床）"), ("车工".to_owned(), "普通车床".to_owned()));
        assert_eq!(name_and_branch("钳工"), ("钳工".to_owned(), String::new()));
        assert_eq!(name_and_branch("（未名）"), ("（未名）".to_owned(), String::new()));
    }

    #[test]
    fn drafts_are_taken_once_and_what_is_there_is_left_alone() {
        let mut office = Office::for_tests();
        let first = plan(&office.read(), &sample(), CLASSIFICATION).unwrap();
        assert_eq!((first.new.len(), first.there.len()), (13, 0));
        assert_eq!(take(&mut office, &first).unwrap(), 13);
        let again = plan(&office.read(), &sample(), "2022").unwrap();
        assert_eq!((again.new.len(), again.there.len()), (0, 13));
        assert!(again.there.iter().all(|there| !there.approved));
    }
}
