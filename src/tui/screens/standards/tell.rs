//! A standard, a level and a subject told in lines.

use ratatui::style::Style;

use super::condition::{evidence, requirements};
use super::standard::Whole;
use crate::domain::evaluation::grade::Grade;
use crate::domain::evaluation::standard::LevelRules;
use crate::domain::evaluation::subject::{PanelRule, Subject};
use crate::domain::evaluation::way::Way;
use crate::domain::language::{Lang, Say};
use crate::say;
use crate::tui::context::Context;
use crate::tui::screens::parts::words;
use crate::tui::widget::chart::lying;
use crate::tui::widget::detail::Told;
use crate::tui::widget::fit::{pad, width};

/// Columns of a bar of a hundred percent.
const BAR: u16 = 25;

/// The standard itself, its faults, and every level in short.
pub fn whole(whole: &Whole, context: &Context) -> Vec<Told> {
    let (lang, theme) = (context.lang, &context.theme);
    let (kept, standard) = (&whole.kept, &whole.kept.standard);
    let mut lines = vec![Told::Text(0, standard.trade.title(), theme.title), Told::Blank];
    let mut pair = |zh, en, value: String| lines.push(Told::pair(zh, en, value));
    pair("职业编码", "Trade code", standard.trade.code.clone());
    pair("分类大典", "Classification", standard.trade.classification.clone());
    pair("版本", "Edition", standard.edition.clone());
    if !standard.document.is_empty() {
        pair("发布文件", "Issued by", standard.document.clone());
    }
    if let Some(day) = standard.issued {
        pair("发布日期", "Issued on", day.to_string());
    }
    pair("摘要", "Digest", words::grouped(kept.digest.short()));
    let (state, style) = match (kept.approved, whole.faults.len()) {
        (true, _) => (lang.pick("已批准，不再更改", "approved, never changes").to_owned(), theme.good),
        (false, 0) => (say!(lang, "草稿，没有错误；按 A 批准", "draft without faults; A approves it"), theme.warn),
        (false, n) => (say!(lang, "草稿，有 {n} 处错误", "draft with {n} fault(s)"), theme.bad),
    };
    lines.push(Told::Pair("状态", "State", state, style));
    if !whole.faults.is_empty() {
        lines.extend([Told::Blank, Told::Heading("错误", "Faults")]);
        for fault in whole.faults.iter() {
            lines.push(Told::Text(0, fault.place.say(lang), theme.muted));
            lines.push(Told::Text(1, fault.wrong.say(lang), theme.bad));
        }
    }
    if !standard.vetoes.is_empty() {
        lines.extend([Told::Blank, Told::Heading("一票否决", "Vetoes")]);
        let all: Vec<&str> = standard.vetoes.iter().map(|veto| veto.text.as_str()).collect();
        lines.push(Told::Text(0, all.join(lang.pick("；", "; ")), theme.text));
    }
    let label = label(standard.levels.iter().flat_map(|rules| &rules.subjects));
    for rules in &standard.levels {
        lines.push(Told::Blank);
        lines.push(Told::Text(0, rules.code.say(lang), theme.accent));
        for subject in &rules.subjects {
            lines.push(Told::Text(0, subject_line(subject, lang), theme.muted));
            weights(subject, label, context, &mut lines);
        }
    }
    lines
}

/// `操作技能  现场操作 240 分钟，合格 60 / 100`.
fn subject_line(subject: &Subject, lang: Lang) -> String {
    format!("{}  {}", subject.kind.say(lang), short(subject, lang))
}

/// Form, minutes, pass mark and full mark in a few words.
pub fn short(subject: &Subject, lang: Lang) -> String {
    let (form, pass, full) = (subject.form.say(lang), subject.pass, subject.full);
    let minutes = subject.minutes.map_or_else(String::new, |n| say!(lang, " {n} 分钟", " {n} min"));
    say!(lang, "{form}{minutes}，{full} 分，{pass} 分合格", "{form}{minutes}, pass {pass} of {full}")
}

/// Columns for the names of the functions of some subjects, so that their bars stand under each other.
fn label<'a>(subjects: impl Iterator<Item = &'a Subject>) -> usize {
    let names = subjects.flat_map(|subject| &subject.functions).map(|function| width(&function.name));
    names.max().unwrap_or(0).clamp(8, 24)
}

fn weights(subject: &Subject, label: usize, context: &Context, lines: &mut Vec<Told>) {
    let theme = &context.theme;
    for function in &subject.functions {
        let weight = function.weight;
        let bar = lying(weight.into(), 100, BAR);
        let ground = "─".repeat(usize::from(BAR).saturating_sub(width(&bar)));
        lines.push(Told::Pieces(
            1,
            vec![
                (pad(&function.name, label), Style::new()),
                (format!("{weight:>4}%  "), Style::new()),
                (bar, theme.accent),
                (ground, theme.line),
            ],
        ));
    }
}

pub fn level(rules: &LevelRules, context: &Context) -> Vec<Told> {
    let (lang, theme) = (context.lang, &context.theme);
    let mut lines = vec![Told::Text(0, rules.code.say(lang), theme.title), Told::Blank];
    lines.push(Told::pair("方案", "Scheme", rules.scheme.say(lang)));
    let composite = match &rules.composite {
        None => lang.pick("没有，各科目分别合格", "none: each subject is passed by itself").to_owned(),
        Some(composite) => {
            let (pass, decimals) = (composite.pass, composite.decimals);
            say!(lang, "{pass} 分合格，保留 {decimals} 位小数", "pass {pass}, {decimals} decimal(s)")
        }
    };
    lines.push(Told::pair("综合成绩", "Composite", composite));
    for subject in rules.subjects.iter().filter(|subject| subject.share.is_some()) {
        let (kind, share) = (subject.kind.say(lang), subject.share.unwrap_or_default());
        lines.push(Told::pair("", "", format!("{kind} {share}%")));
    }
    lines.extend([Told::Blank, Told::Heading("申报条件，具备之一", "Conditions, any one of them")]);
    for condition in &rules.conditions {
        let number = condition.number;
        lines.push(Told::Text(0, format!("{number}. {}", condition.text), theme.text));
        for requirement in requirements(condition, lang) {
            lines.push(Told::Text(2, format!("- {requirement}"), theme.muted));
        }
        let evidence = evidence(condition, lang);
        if !evidence.is_empty() {
            lines.push(Told::Text(2, say!(lang, "- 材料：{evidence}", "- evidence: {evidence}"), theme.muted));
        }
    }
    if rules.conditions.is_empty() {
        lines.push(Told::Text(0, lang.pick("没有。", "None.").to_owned(), theme.bad));
    }
    lines
}

pub fn subject(rules: &LevelRules, subject: &Subject, context: &Context) -> Vec<Told> {
    let (lang, theme) = (context.lang, &context.theme);
    let title = format!("{}  {}", subject.kind.say(lang), rules.code.say(lang));
    let mut lines = vec![Told::Text(0, title, theme.title), Told::Blank];
    let mut pair = |zh, en, value: String| lines.push(Told::pair(zh, en, value));
    pair("形式", "Form", subject.form.say(lang));
    if let Some(minutes) = subject.minutes {
        pair("时间", "Time", say!(lang, "{minutes} 分钟", "{minutes} min"));
    }
    let (pass, full, decimals) = (subject.pass, subject.full, subject.decimals);
    pair("合格线", "Pass mark", say!(lang, "{pass}（满分 {full}）", "{pass} of {full}"));
    let compare = subject.compare.say(lang);
    pair("比较", "Compared", say!(lang, "{compare}，保留 {decimals} 位小数", "{compare}, {decimals} decimal(s)"));
    pair("合成", "Combined", subject.combine.say(lang));
    pair("考评组", "Panel", panel(&subject.panel, lang));
    if !subject.way.is_independent() {
        pair("评分方式", "Way", way(subject, lang));
    }
    if !subject.grades.is_empty() {
        let grade = |grade: &Grade| say!(lang, "{} {} 分起", "{} from {}", grade.name, grade.from);
        pair("等第", "Grades", subject.grades.iter().map(grade).collect::<Vec<_>>().join(lang.pick("，", ", ")));
    }
    if subject.gate {
        pair("前置", "Gate", lang.pick("先合格，其他科目才计算", "passed before other subjects count").to_owned());
    }
    if !subject.after.is_empty() {
        let before: Vec<String> = subject.after.iter().map(|kind| kind.say(lang)).collect();
        pair("先考", "After", before.join(lang.pick("、", ", ")));
    }
    if let Some(share) = subject.share {
        pair("综合占比", "Share", format!("{share}%"));
    }
    if let Some(floor) = subject.question_floor {
        let floor = say!(lang, "每题不低于满分的 {floor}%", "each question at least {floor}% of its full mark");
        pair("每题底线", "Floor", floor);
    }
    if let Some(distance) = subject.distance {
        let double = distance.0 == crate::domain::score::Score::ZERO;
        pair(
            "分差",
            "Distance",
            match double {
                true => lang.pick("双人登分，两份必须一致", "entered twice, both alike").to_owned(),
                false => say!(lang, "超过 {distance} 分加评", "over {distance} a further examiner marks"),
            },
        );
    }
    if subject.no_straddling {
        let settle = lang.pick("合格线两侧须由考评组裁定", "totals on both sides of the pass mark are settled");
        pair("压线", "Straddling", settle.to_owned());
    }
    if subject.no_straddling_grades {
        let settle = lang.pick("等第线两侧须由考评组裁定", "totals on both sides of a grade are settled");
        pair("跨等第", "Grades apart", settle.to_owned());
    }
    lines.extend([Told::Blank, Told::Heading("职业功能权重", "Weights of the functions")]);
    weights(subject, label(std::iter::once(subject)), context, &mut lines);
    lines
}

/// The way of the panel, and what it means.
fn way(subject: &Subject, lang: Lang) -> String {
    let name = subject.way.say(lang);
    match subject.way {
        Way::Independent => name,
        Way::ByItem => {
            say!(lang, "{name}：试题分工，每题至少两人评", "{name}: questions are divided, two or more mark each")
        }
        Way::MeasuresAgreed => {
            say!(
                lang,
                "{name}：测得值全组共同签字，其余各人独立",
                "{name}: measured values are signed by all, the rest alone"
            )
        }
    }
}

/// `3 人以上单数，考评比 1:5，高级考评员`.
fn panel(rule: &PanelRule, lang: Lang) -> String {
    let min = rule.min;
    let mut told = vec![match rule.odd {
        true => say!(lang, "{min} 人以上单数", "{min} or more, an odd number"),
        false => say!(lang, "{min} 人以上", "{min} or more"),
    }];
    told.extend(rule.ratio.map(|ratio| say!(lang, "考评比 1:{ratio}", "one to {ratio} candidates")));
    if rule.senior {
        told.push(lang.pick("高级考评员", "senior examiners").to_owned());
    }
    told.join(lang.pick("，", "; "))
}
