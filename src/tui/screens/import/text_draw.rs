//! How a standard or a paper is told before it is taken.

use super::text::{Found, Text};
use crate::domain::evaluation::fault::Fault;
use crate::domain::evaluation::paper::Paper;
use crate::domain::evaluation::standard::Standard;
use crate::domain::language::{Lang, Say};
use crate::exchange::standard_text::TextFault;
use crate::say;
use crate::tui::context::Context;
use crate::tui::theme::Theme;
use crate::tui::widget::detail::Told;
use crate::tui::widget::fit::{fit, width};

/// Lines shown around the one at fault.
const AROUND: usize = 3;

impl Text {
    pub(super) fn lines(&self, context: &Context) -> Vec<Told> {
        let (lang, theme) = (context.lang, &context.theme);
        let mut lines = vec![Told::Text(0, self.file.clone(), theme.title), Told::Blank];
        match &self.found {
            Found::Broken(fault) => broken(&self.text, fault, context, &mut lines),
            Found::Standard(standard, faults, there) => {
                about_standard(standard, lang, theme, &mut lines);
                match there {
                    Some(there) if there.approved => {
                        lines.push(Told::Text(
                            0,
                            crate::ops::standard::frozen(&there.standard.trade, &there.standard.edition).say(lang),
                            theme.bad,
                        ));
                    }
                    Some(_) => lines.push(Told::Text(
                        0,
                        lang.pick(
                            "已有这一版的草稿，收下会替换它。",
                            "There is a draft of this edition; this takes its place.",
                        )
                        .to_owned(),
                        theme.warn,
                    )),
                    None => {}
                }
                told_faults(faults, lang, theme, &mut lines);
            }
            Found::Paper(paper, faults) => {
                about_paper(paper, lang, theme, &mut lines);
                match faults {
                    Ok(faults) => told_faults(faults, lang, theme, &mut lines),
                    Err(refusal) => lines.push(Told::Text(0, refusal.say(lang), theme.bad)),
                }
            }
        }
        lines.push(Told::Blank);
        let next = match (&self.found, self.taken) {
            (Found::Broken(_), _) => lang.pick(
                "请在编辑器里改好这一处，再选一次这个文件。什么也没有写入。",
                "Mend this place in your editor and choose the file again. Nothing was written.",
            ),
            (Found::Standard(..), true) => lang.pick(
                "已收下。按 Enter 去标准，检查后批准。",
                "It is taken. Enter goes to the standards, to approve it.",
            ),
            (Found::Paper(..), true) => {
                lang.pick("已收下。按 Enter 去标准查看。", "It is taken. Enter goes to the standards.")
            }
            (_, false) => lang.pick("按 y 收下，Esc 不收。", "y takes it, Esc leaves it."),
        };
        lines.push(Told::Text(0, next.to_owned(), if self.taken { theme.good } else { theme.muted }));
        lines
    }
}

/// The sentence, then the lines around the place with a mark below it; a long line is cut so that the place is in sight.
fn broken(text: &str, fault: &TextFault, context: &Context, lines: &mut Vec<Told>) {
    let (lang, theme) = (context.lang, &context.theme);
    lines.push(Told::Text(0, fault.say(lang), theme.bad));
    lines.push(Told::Blank);
    let from = fault.line.saturating_sub(AROUND).max(1);
    let digits = (fault.line + AROUND).to_string().len();
    let room = usize::from(context.size.width).saturating_sub(digits + 12).max(20);
    for (at, line) in text.lines().enumerate().skip(from - 1).take(fault.line + AROUND + 1 - from) {
        let (number, here) = (at + 1, at + 1 == fault.line);
        let line = line.trim_start_matches('\u{feff}').replace('\t', " ");
        if !here {
            lines.push(Told::Text(0, format!("{number:>digits$} | {}", fit(&line, room)), theme.muted));
            continue;
        }
        let (mut before, mut rest): (String, String) = (String::new(), line);
        if let Some((at, _)) = rest.char_indices().nth(fault.column.saturating_sub(1)) {
            before = rest.drain(..at).collect();
        }
        // The place stays in sight, however long the line is.
        while width(&before) > room * 2 / 3 {
            before = before.chars().skip(if before.starts_with('…') { 2 } else { 1 }).collect();
            before.insert(0, '…');
        }
        lines.push(Told::Text(0, format!("{number:>digits$} | {}", fit(&format!("{before}{rest}"), room)), theme.text));
        lines.push(Told::Text(0, format!("{}^", " ".repeat(digits + 3 + width(&before))), theme.bad));
    }
}

fn about_standard(standard: &Standard, lang: Lang, theme: &Theme, lines: &mut Vec<Told>) {
    lines.push(Told::Heading("标准", "Standard"));
    lines.push(Told::pair("职业", "Trade", format!("{}  {}", standard.trade.title(), standard.trade.code)));
    lines.push(Told::pair("版本", "Edition", standard.edition.as_str()));
    for rules in &standard.levels {
        let conditions = rules.conditions.len();
        let subjects = rules.subjects.iter().map(|subject| {
            let sum: u32 = subject.functions.iter().map(|function| u32::from(function.weight)).sum();
            format!("{} {sum}%", subject.kind.say(lang))
        });
        let subjects = subjects.collect::<Vec<_>>().join("  ");
        let told = say!(lang, "{subjects}  条件 {conditions} 条", "{subjects}  {conditions} conditions");
        lines.push(Told::Text(1, format!("{}  {told}", rules.code.say(lang)), theme.text));
    }
    lines.push(Told::Blank);
}

fn about_paper(paper: &Paper, lang: Lang, theme: &Theme, lines: &mut Vec<Told>) {
    let criteria: usize = paper.questions.iter().map(|question| question.criteria.len()).sum();
    let (questions, edition) = (paper.questions.len(), &paper.standard);
    lines.push(Told::Heading("试卷", "Paper"));
    lines.push(Told::pair("名称", "Title", paper.title.as_str()));
    lines.push(Told::pair("版本", "Version", paper.version.as_str()));
    let trade = format!("{}  {}  {}", paper.trade.title(), paper.level.say(lang), paper.subject.say(lang));
    lines.push(Told::pair("用于", "For", trade));
    lines.push(Told::pair("标准", "Standard", say!(lang, "{edition} 版", "edition {edition}")));
    let told = say!(lang, "{questions} 道试题，{criteria} 个评分点", "{questions} questions, {criteria} criteria");
    lines.push(Told::Text(0, told, theme.text));
    lines.push(Told::Blank);
}

fn told_faults(faults: &[Fault], lang: Lang, theme: &Theme, lines: &mut Vec<Told>) {
    let n = faults.len();
    if n == 0 {
        lines.push(Told::Text(0, lang.pick("没有错误。", "No fault.").to_owned(), theme.good));
        return;
    }
    lines.push(Told::Text(0, say!(lang, "{n} 处错误：", "{n} fault(s):"), theme.bad));
    for fault in faults {
        lines.push(Told::Text(1, fault.place.say(lang), theme.warn));
        lines.push(Told::Text(2, fault.wrong.say(lang), theme.text));
    }
}
