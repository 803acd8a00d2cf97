//! What an examiner types becomes a mark, or a sentence that says what would be right.

use super::criterion::{Criterion, Given, How, MOST_FAULTS, fault_index, fault_letter};
use crate::both;
use crate::domain::language::{Both, Lang};
use crate::domain::score::Score;

/// Reads what was typed for a criterion.
///
/// `f` or `*` is the full mark; `7.` is 7½; `-2` is the full mark less 2, and for listed faults the fault's number;
/// `y`/`n` or `1`/`0` answer yes or no; letters name faults. Everything can be typed on a number pad.
pub fn read_mark(criterion: &Criterion, typed: &str) -> Result<Given, Both> {
    let typed = typed.trim().to_lowercase();
    if typed.is_empty() {
        return Err(both!("还没有打分", "no mark yet"));
    }
    if typed == "f" || typed == "*" {
        return Ok(criterion.best());
    }
    match &criterion.how {
        How::YesNo => match typed.as_str() {
            "y" | "1" => Ok(Given::Flag(true)),
            "n" | "0" => Ok(Given::Flag(false)),
            _ => Err(both!("“{typed}”不对：按 y（1）是、n（0）否", "“{typed}” is not an answer: y (1) yes, n (0) no")),
        },
        How::Judge(_) => match typed.parse::<i64>() {
            Ok(vote @ 0..=3) => Ok(Given::Number(vote)),
            _ => Err(both!("“{typed}”不对：评判只打 0、1、2、3", "“{typed}” is not a vote: 0, 1, 2 or 3")),
        },
        How::Deduct(_) => read_faults(criterion, &typed),
        How::Measure if typed == "y" => Ok(criterion.best()),
        How::Measure if typed == "n" => Ok(Given::Number(0)),
        _ => {
            let points = read_points(criterion.full.0, &typed).ok_or_else(|| {
                both!(
                    "“{typed}”不是分数：写 7、7.5 或 7.（七分半）",
                    "“{typed}” is not a mark: write 7, 7.5 or 7. (seven and a half)"
                )
            })?;
            let given = Given::Number(points.0);
            check_mark(criterion, &given)?;
            Ok(given)
        }
    }
}

fn read_points(full: Score, typed: &str) -> Option<Score> {
    let number = |text: &str| match text.strip_suffix('.') {
        Some(whole) => format!("{whole}.5").parse::<Score>().ok(),
        None => text.parse::<Score>().ok(),
    };
    match typed.strip_prefix('-') {
        Some(off) => number(off).map(|off| full - off),
        None => number(typed),
    }
}

fn read_faults(criterion: &Criterion, typed: &str) -> Result<Given, Both> {
    let mut letters = String::new();
    let mut rest = typed.chars().peekable();
    while let Some(c) = rest.next() {
        if c == '-' {
            let mut number = String::new();
            while let Some(digit) = rest.next_if(char::is_ascii_digit) {
                number.push(digit);
            }
            match number.parse::<usize>() {
                Ok(n) if (1..=MOST_FAULTS).contains(&n) => letters.push(fault_letter(n - 1)),
                _ => return Err(faults_expected(criterion, typed)),
            }
        } else if c.is_ascii_lowercase() {
            letters.push(c);
        } else {
            return Err(faults_expected(criterion, typed));
        }
    }
    let mut sorted: Vec<char> = letters.chars().collect();
    sorted.sort_unstable();
    let given = Given::Faults(sorted.into_iter().collect());
    check_mark(criterion, &given).map(|()| given)
}

fn faults_expected(criterion: &Criterion, typed: &str) -> Both {
    let last = match &criterion.how {
        How::Deduct(list) => fault_letter(list.len().saturating_sub(1)),
        _ => 'a',
    };
    both!(
        "“{typed}”不对：打缺陷字母 a–{last}（或 -1、-2…），没有缺陷打 f",
        "“{typed}” is not in the list: letters a–{last} (or -1, -2…), f when there is no fault"
    )
}

/// Whether `given` is a value that this criterion can hold; the same rule holds at the desk and when a sheet is signed.
pub fn check_mark(criterion: &Criterion, given: &Given) -> Result<(), Both> {
    let full = criterion.full.0;
    let wrong_kind = || both!("评分点 {0} 的给分类型不对", "criterion {0} holds the wrong kind of mark", criterion.id);
    match (&criterion.how, given) {
        (How::YesNo, Given::Flag(_)) => Ok(()),
        (How::Judge(_), Given::Number(0..=3)) => Ok(()),
        (How::Deduct(list), Given::Faults(found)) => {
            for letter in found.bytes() {
                let Some(fault) = list.get(fault_index(letter)) else { return Err(faults_expected(criterion, found)) };
                let times = found.bytes().filter(|l| *l == letter).count();
                if times > usize::from(fault.times) {
                    let (letter, most) = (char::from(letter), fault.times);
                    return Err(both!(
                        "缺陷 {letter} 最多记 {most} 次",
                        "fault {letter} counts {most} time(s) at most"
                    ));
                }
            }
            Ok(())
        }
        (How::YesNo | How::Judge(_) | How::Deduct(_), _) => Err(wrong_kind()),
        (_, Given::Number(n)) => {
            let mark = Score(*n);
            if mark < Score::ZERO || mark > full {
                return Err(both!("{mark} 分超出范围：0–{full}", "{mark} is out of range: 0–{full}"));
            }
            match &criterion.how {
                How::Measure if mark != Score::ZERO && mark != full => Err(both!(
                    "合格得 {full}，不合格得 0，没有 {mark}",
                    "in tolerance {full}, otherwise 0; never {mark}"
                )),
                How::Steps(steps) if mark != Score::ZERO && !steps.iter().any(|s| s.mark.0 == mark) => {
                    let list = steps.iter().map(|s| s.mark.to_string()).collect::<Vec<_>>().join(" / ");
                    Err(both!("{mark} 不在档位里：{list} / 0", "{mark} is not a step: {list} / 0"))
                }
                How::Each(each) if each.0.0 > 0 && mark.0 % each.0.0 != 0 => {
                    Err(both!("{mark} 不是每项 {each} 分的倍数", "{mark} is not a multiple of {each} each"))
                }
                How::Band(bands) if !bands.iter().any(|b| b.from.0 <= mark && mark <= b.to.0) => {
                    let list = bands.iter().map(|b| format!("{} {}–{}", b.name, b.from, b.to)).collect::<Vec<_>>();
                    let (zh, en) = (list.join("，"), list.join(", "));
                    Err(Both {
                        zh: format!("{mark} 不在任何一档：{zh}"), en: format!("{mark} is in no band: {en}")
                    })
                }
                _ => Ok(()),
            }
        }
        _ => Err(wrong_kind()),
    }
}

/// What was given, as an examiner reads it back: `4`, `2/3` of a judge, `-a-c`, `是`.
pub fn show_given(criterion: &Criterion, given: &Given, lang: Lang) -> String {
    match (&criterion.how, given) {
        (How::Judge(_), Given::Number(vote)) => format!("{vote}/3"),
        (_, Given::Flag(yes)) => lang.pick(if *yes { "是" } else { "否" }, if *yes { "yes" } else { "no" }).to_owned(),
        (_, Given::Number(n)) => Score(*n).to_string(),
        (_, Given::Faults(found)) if found.is_empty() => lang.pick("无缺陷", "no fault").to_owned(),
        (_, Given::Faults(found)) => found.chars().flat_map(|letter| ['-', letter]).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::evaluation::criterion::{Band, Deduction, Dimension, Step};
    use crate::domain::evaluation::points::Points;

    fn criterion(full: i64, how: How) -> Criterion {
        Criterion {
            id: "1.1".into(),
            text: "t".into(),
            full: Points::of(full),
            dimension: Dimension::Ability,
            clause: String::new(),
            how,
            knockout: None,
        }
    }

    fn deduct() -> How {
        let fault = |fault: &str, off, times| Deduction { fault: fault.into(), off, times };
        How::Deduct(vec![
            fault("毛刺", Points(Score(50)), 4),
            fault("划痕", Points::of(1), 1),
            fault("崩刃", Points::of(9), 1),
        ])
    }

    #[test]
    fn what_is_typed_becomes_the_mark_that_the_kind_allows() {
        let steps = How::Steps(vec![
            Step { when: "≤0.02".into(), mark: Points::of(8) },
            Step { when: "≤0.04".into(), mark: Points::of(5) },
        ]);
        let bands = How::Band(vec![
            Band { name: "不合格".into(), from: Points::of(0), to: Points::of(5), text: String::new(), note: true },
            Band { name: "优".into(), from: Points::of(9), to: Points::of(10), text: String::new(), note: true },
        ]);
        let judge = || How::Judge(["0", "1", "2", "3"].map(String::from));
        let rows: Vec<(Criterion, &str, Option<&str>)> = vec![
            (criterion(4, How::Measure), "f", Some("4")),
            (criterion(4, How::Measure), "*", Some("4")),
            (criterion(4, How::Measure), "n", Some("0")),
            (criterion(4, How::Measure), "2", None),
            (criterion(8, steps.clone()), "5", Some("5")),
            (criterion(8, steps), "6", None),
            (criterion(20, How::Each(Points(Score(50)))), "7.", Some("7.5")),
            (criterion(20, How::Each(Points(Score(50)))), ".", Some("0.5")),
            (criterion(20, How::Each(Points(Score(50)))), "-2", Some("18")),
            (criterion(20, How::Each(Points(Score(50)))), "7.25", None),
            (criterion(20, How::Each(Points(Score(50)))), "20.5", None),
            (criterion(20, How::Each(Points(Score(50)))), "-21", None),
            (criterion(10, bands.clone()), "9.", Some("9.5")),
            (criterion(10, bands), "7", None),
            (criterion(4, judge()), "3", Some("3/3")),
            (criterion(4, judge()), "4", None),
            (criterion(0, How::YesNo), "1", Some("是")),
            (criterion(0, How::YesNo), "n", Some("否")),
            (criterion(5, deduct()), "ab", Some("-a-b")),
            (criterion(5, deduct()), "-2-1-1", Some("-a-a-b")),
            (criterion(5, deduct()), "bb", None),
            (criterion(5, deduct()), "d", None),
            (criterion(5, deduct()), "f", Some("无缺陷")),
            (criterion(5, deduct()), "", None),
        ];
        for (criterion, typed, want) in rows {
            let shown = read_mark(&criterion, typed).ok().map(|given| show_given(&criterion, &given, Lang::Zh));
            assert_eq!(shown.as_deref(), want, "typed {typed:?} for {:?}", criterion.how);
        }
    }

    #[test]
    fn deductions_stop_at_nothing() {
        let criterion = criterion(5, deduct());
        let given = read_mark(&criterion, "abc").unwrap();
        assert_eq!(criterion.mark(&given), Score::ZERO.exact());
        assert!(criterion.fails_outright(&given));
    }
}
