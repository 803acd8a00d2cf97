//! A question and a criterion told in lines: how each mark comes about.

use crate::domain::evaluation::criterion::{Criterion, How, fault_letter};
use crate::domain::evaluation::paper::Question;
use crate::domain::language::Say;
use crate::say;
use crate::tui::context::Context;
use crate::tui::widget::detail::Told;

pub fn question(question: &Question, context: &Context) -> Vec<Told> {
    let (lang, theme) = (context.lang, &context.theme);
    let mut lines = vec![Told::Text(0, format!("{}  {}", question.no, question.title), theme.title), Told::Blank];
    let mut pair = |zh, en, value: String| lines.push(Told::pair(zh, en, value));
    pair("职业功能", "Function", question.function.clone());
    pair("配分", "Full mark", question.full.to_string());
    if let Some(weight) = question.weight {
        pair("权重", "Weight", format!("{weight}%"));
    }
    pair(
        "选考",
        "Choice",
        match &question.choice {
            None => lang.pick("必考", "required").to_owned(),
            Some(group) => say!(lang, "{group} 组选一题", "one of group {group}"),
        },
    );
    if let Some(minutes) = question.minutes {
        pair("时间", "Time", say!(lang, "{minutes} 分钟", "{minutes} min"));
    }
    if !question.materials.is_empty() {
        pair("准备", "Materials", question.materials.join(lang.pick("、", ", ")));
    }
    lines.extend([Told::Blank, Told::Heading("评分点", "Criteria")]);
    for criterion in &question.criteria {
        let (id, full, how) = (&criterion.id, criterion.full, criterion.how.name(lang));
        let told = say!(lang, "{id}  {0}（{full} 分，{how}）", "{id}  {0} ({full}, {how})", criterion.text);
        lines.push(Told::Text(0, told, theme.text));
    }
    lines
}

pub fn criterion(question: &Question, criterion: &Criterion, context: &Context) -> Vec<Told> {
    let (lang, theme) = (context.lang, &context.theme);
    let mut lines = vec![Told::Text(0, format!("{}  {}", criterion.id, criterion.text), theme.title), Told::Blank];
    let mut pair = |zh, en, value: String| lines.push(Told::pair(zh, en, value));
    pair("试题", "Question", format!("{}  {}", question.no, question.title));
    pair("配分", "Full mark", criterion.full.to_string());
    pair("评分方式", "Marked by", criterion.how.name(lang).to_owned());
    pair("维度", "Dimension", criterion.dimension.say(lang));
    if !criterion.clause.is_empty() {
        pair("标准条款", "Clause", criterion.clause.clone());
    }
    if let Some(knockout) = &criterion.knockout {
        let told = knockout.say(lang);
        lines.push(Told::Pair("否定项", "Knock-out", told, theme.bad));
    }
    lines.push(Told::Blank);
    how(criterion, context, &mut lines);
    lines
}

fn how(criterion: &Criterion, context: &Context, lines: &mut Vec<Told>) {
    let (lang, theme, full) = (context.lang, &context.theme, criterion.full);
    let mut line = |mark: String, text: String| lines.push(Told::Text(0, format!("{mark:>6}  {text}"), theme.text));
    match &criterion.how {
        How::Measure => {
            line(full.to_string(), lang.pick("在公差或要求之内", "within the tolerance").to_owned());
            line("0".to_owned(), lang.pick("超出", "outside it").to_owned());
        }
        How::YesNo => {
            line(full.to_string(), lang.pick("是", "yes").to_owned());
            line("0".to_owned(), lang.pick("否", "no").to_owned());
        }
        How::Steps(steps) => {
            for step in steps {
                line(step.mark.to_string(), step.when.clone());
            }
            line("0".to_owned(), lang.pick("其他情况", "anything else").to_owned());
        }
        How::Each(each) => {
            line(each.to_string(), say!(lang, "每项得分，最高 {full}", "for each item, up to {full}"));
        }
        How::Judge(descriptors) => {
            for (vote, text) in descriptors.iter().enumerate() {
                line(vote.to_string(), text.clone());
            }
            let third = lang.pick("得票除以 3 再乘配分。", "The mark is the vote's third of the full mark.");
            lines.extend([Told::Blank, Told::Text(0, third.to_owned(), theme.muted)]);
        }
        How::Deduct(faults) => {
            for (at, fault) in faults.iter().enumerate() {
                let (letter, times) = (fault_letter(at), fault.times);
                let many = if times > 1 {
                    say!(lang, "（最多 {times} 次）", " (up to {times} times)")
                } else {
                    String::new()
                };
                line(format!("{letter}  -{}", fault.off), format!("{}{many}", fault.fault));
            }
        }
        How::Band(bands) => {
            for band in bands {
                let (name, text) = (&band.name, &band.text);
                let note = if band.note { lang.pick("（要写理由）", " (needs a reason)") } else { "" };
                line(format!("{}-{}", band.from, band.to), format!("{name}  {text}{note}"));
            }
        }
    }
}
