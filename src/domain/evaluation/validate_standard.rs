//! What makes a standard whole. Every fault is reported at once, each with its place.

use super::eligibility::check_conditions;
use super::fault::{Fault, Faults, named, step};
use super::standard::{LevelRules, Standard, Trade};
use super::subject::{Function, PanelRule, Subject, SubjectKind};
use super::way::Way;
use crate::both;
use crate::domain::language::Both;
use crate::domain::level::Level;
use crate::domain::score::Score;

/// The faults of a standard; none when it can be approved.
pub fn validate_standard(standard: &Standard) -> Vec<Fault> {
    let mut faults = Faults::default();
    faults.require(standard.format == 1, || both!("格式版本应为 1", "format must be 1"));
    faults.require(!standard.edition.trim().is_empty(), || both!("缺少标准版本", "the edition is missing"));
    faults.at(named(&standard.trade.title()), |faults| {
        trade(&standard.trade, faults);
        faults.require(!standard.levels.is_empty(), || both!("没有等级", "it has no level"));
        for (index, rules) in standard.levels.iter().enumerate() {
            faults.at(step(&rules.code), |faults| {
                let again = standard.levels[..index].iter().any(|other| other.code == rules.code);
                faults.require(!again, || both!("等级重复", "the level appears twice"));
                level(rules, faults);
            });
        }
        for (index, veto) in standard.vetoes.iter().enumerate() {
            let code = &veto.code;
            let again = standard.vetoes[..index].iter().any(|other| other.code == *code);
            faults.require(!again, || both!("一票否决代码 {code} 重复", "veto code {code} appears twice"));
        }
    });
    faults.into_vec()
}

fn trade(trade: &Trade, faults: &mut Faults) {
    faults.require(!trade.name.trim().is_empty(), || both!("缺少职业名称", "the trade's name is missing"));
    faults.require(!trade.classification.trim().is_empty(), || {
        both!("缺少职业分类大典的版本（如 2015）", "the edition of the classification is missing (such as 2015)")
    });
    let code = &trade.code;
    faults.require(is_trade_code(code), || {
        both!(
            "职业编码“{code}”应为 N-NN-NN-NN，可加 -NNN",
            "trade code “{code}” must be N-NN-NN-NN, with -NNN for a branch"
        )
    });
}

/// `^[1-8]-\d{2}-\d{2}-\d{2}(-\d{3})?$` (职业分类大典).
pub fn is_trade_code(code: &str) -> bool {
    let parts: Vec<&str> = code.split('-').collect();
    let lengths: &[usize] = if parts.len() == 5 { &[1, 2, 2, 2, 3] } else { &[1, 2, 2, 2] };
    parts.len() == lengths.len()
        && parts
            .iter()
            .zip(lengths)
            .all(|(part, length)| part.len() == *length && part.bytes().all(|b| b.is_ascii_digit()))
        && ("1"..="8").contains(&parts[0])
}

fn level(rules: &LevelRules, faults: &mut Faults) {
    faults.require(!rules.subjects.is_empty(), || both!("没有科目", "it has no subject"));
    faults.require(!rules.conditions.is_empty(), || {
        both!("没有申报条件，无法审核资格", "it has no condition, so nobody's eligibility can be decided")
    });
    for fault in check_conditions(&rules.conditions) {
        faults.add(step(&fault));
    }
    for (index, subject) in rules.subjects.iter().enumerate() {
        faults.at(step(&subject.kind), |faults| {
            let again = rules.subjects[..index].iter().any(|other| other.kind == subject.kind);
            faults.require(!again, || both!("科目重复", "the subject appears twice"));
            check_subject(subject, rules, faults);
        });
    }
    match &rules.composite {
        Some(composite) => {
            let shares: u32 = rules.subjects.iter().filter_map(|subject| subject.share).map(u32::from).sum();
            faults.require(shares == 100, || {
                both!(
                    "综合成绩的占比合计应为 100，现为 {shares}",
                    "the shares of the composite must sum to 100, now {shares}"
                )
            });
            faults.require(composite.decimals <= 2, || both!("小数位只能是 0、1、2", "decimals must be 0, 1 or 2"));
            faults.require(composite.pass.0 <= Score::points(100), || {
                both!("综合合格线应在 0–100 之间", "the composite's pass mark must be 0–100")
            });
        }
        None => {
            let shared = rules.subjects.iter().any(|subject| subject.share.is_some());
            faults.require(!shared, || both!("有占比却没有综合成绩", "there are shares but no composite"));
        }
    }
}

fn check_subject(subject: &Subject, rules: &LevelRules, faults: &mut Faults) {
    faults.require(subject.full.0 == Score::points(100), || {
        both!("满分应为 100，现为 {0}", "the full mark must be 100, now {0}", subject.full)
    });
    let pass = subject.pass.0;
    faults.require(pass > Score::ZERO && pass <= subject.full.0, || {
        both!("合格线 {pass} 应大于 0 且不超过满分", "the pass mark {pass} must be over 0 and within the full mark")
    });
    faults.require(subject.decimals <= 2, || both!("小数位只能是 0、1、2", "decimals must be 0, 1 or 2"));
    faults.require(subject.question_floor.is_none_or(|percent| percent <= 100), || {
        both!("每题最低百分比应在 0–100 之间", "the floor of a question must be 0–100 percent")
    });
    for before in &subject.after {
        let known = rules.subjects.iter().any(|other| other.kind == *before && *before != subject.kind);
        let comes_after_us = rules.subjects.iter().any(|o| o.kind == *before && o.after.contains(&subject.kind));
        faults.require(known && !comes_after_us, || {
            both!("“先考”的科目不存在或互相等待", "a subject to be passed before does not exist or waits for this one")
        });
    }
    panel(&subject.panel, subject, rules, faults);
    way(subject, faults);
    grades(subject, faults);
    functions(&subject.functions, faults);
}

fn panel(rule: &PanelRule, subject: &Subject, rules: &LevelRules, faults: &mut Faults) {
    faults.require(rule.min >= 1, || both!("至少要有一名考评员", "at least one examiner must mark"));
    // 2018 rules: practical and review panels are three or more and odd.
    let judged = matches!(subject.kind, SubjectKind::Skills | SubjectKind::Review);
    faults.require(!judged || (rule.min >= 3 && rule.odd), || {
        both!(
            "操作技能和综合评审的考评员应为 3 人以上单数",
            "skills and review need three or more examiners, an odd number"
        )
    });
    let high = rules.code >= Level::Two;
    faults.require(!(judged && high) || rule.senior, || {
        both!("二级、一级须由高级考评员考评", "levels 2 and 1 need senior examiners")
    });
}

/// What goes with the way in which the panel works.
fn way(subject: &Subject, faults: &mut Faults) {
    let name = step(&subject.way);
    if subject.way.is_independent() {
        return;
    }
    faults.at(both!("评分方式", "way of the panel"), |faults| {
        faults.require(!subject.is_double_entry(), || {
            let Both { zh, en } = &name;
            Both {
                zh: format!("双人登分（distance = 0）的科目不能是“{zh}”"),
                en: format!("a subject keyed twice (distance = 0) cannot be “{en}”"),
            }
        });
        faults.require(subject.panel.min >= 3, || {
            let Both { zh, en } = &name;
            Both {
                zh: format!("“{zh}”的考评组应为 3 人以上"),
                en: format!("a panel that works as “{en}” is three or more"),
            }
        });
        let by_total = subject.no_straddling || subject.no_straddling_grades;
        faults.require(subject.way != Way::ByItem || !by_total, || {
            both!(
                "分项评分没有各人总分，不能要求“不跨线”；可用 distance 限制每题的差距",
                "nobody marks the whole, so no total can straddle a mark; distance limits how far a question's marks lie apart"
            )
        });
    });
}

/// Grades fall from the top down to the pass mark, each with its name.
fn grades(subject: &Subject, faults: &mut Faults) {
    faults.require(!subject.no_straddling_grades || !subject.grades.is_empty(), || {
        both!("要求不跨等第，却没有列出等第", "totals must not straddle a grade, but no grade is listed")
    });
    for (index, grade) in subject.grades.iter().enumerate() {
        faults.at(both!("等第 {0}", "grade {0}", grade.name), |faults| {
            let (from, pass, full) = (grade.from.0, subject.pass.0, subject.full.0);
            faults.require(!grade.name.trim().is_empty(), || both!("缺少名称", "its name is missing"));
            faults.require(from >= pass && from <= full, || {
                both!(
                    "起点 {from} 应在合格线 {pass} 和满分 {full} 之间",
                    "it begins at {from}; it must begin between the pass mark {pass} and {full}"
                )
            });
            let before = &subject.grades[..index];
            faults.require(before.iter().all(|other| other.from.0 > from), || {
                both!(
                    "应从高到低排列，起点不重复",
                    "grades are listed from the highest down, no two from the same score"
                )
            });
            let again = before.iter().any(|other| other.name == grade.name);
            faults.require(!again, || both!("名称重复", "the name appears twice"));
        });
    }
}

fn functions(functions: &[Function], faults: &mut Faults) {
    let sum: u32 = functions.iter().map(|function| u32::from(function.weight)).sum();
    faults.require(sum == 100, || {
        both!("权重合计应为 100，现为 {sum}", "the weights must sum to exactly 100, now {sum}")
    });
    for (index, function) in functions.iter().enumerate() {
        faults.at(named(&function.name), |faults| {
            faults.require(function.weight >= 1, || both!("权重至少为 1", "a weight is at least 1"));
            faults.require(!function.name.trim().is_empty(), || {
                both!("缺少职业功能名称", "the function's name is missing")
            });
            let again = functions[..index].iter().any(|other| other.name == function.name);
            faults.require(!again, || both!("职业功能重复", "the function appears twice"));
        });
    }
}

#[cfg(test)]
mod tests {
    use super::is_trade_code;

    #[test]
    fn a_trade_code_has_four_parts_or_five() {
        for right in ["6-31-01-03", "6-30-05-01-014", "4-10-01-05"] {
            assert!(is_trade_code(right), "{right}");
        }
        for wrong in ["6-31-01", "9-31-01-03", "0-31-01-03", "6-31-1-03", "6-31-01-03-14", "６-31-01-03", ""] {
            assert!(!is_trade_code(wrong), "{wrong}");
        }
    }
}
