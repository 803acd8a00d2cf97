//! The outcome in lines: who and what, the subjects with their bars, the derivation, and the facts beside the marks.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::style_of;
use super::view::{Subject, View};
use crate::credential::signing::fingerprint;
use crate::domain::evaluation::outcome::Tone;
use crate::domain::language::Say;
use crate::say;
use crate::tui::context::Context;
use crate::tui::widget::chart;
use crate::tui::widget::detail::Told;
use crate::tui::widget::fit::{fit, pad, pad_left, width};

/// Who, in what, with which verdict. Gives the lines it took.
pub fn draw_head(frame: &mut Frame, area: Rect, view: &View, context: &Context) -> u16 {
    let (theme, lang) = (&context.theme, context.lang);
    let verdict = view.outcome.verdict;
    let word = format!(" {} ", verdict.say(lang));
    let ticket = view.entry.ticket.clone().unwrap_or_default();
    let who = format!("{}  {ticket}", view.entry.name);
    let room = (area.width as usize).saturating_sub(width(&word) + 2);
    let buffer = frame.buffer_mut();
    buffer.set_stringn(area.x, area.y, fit(&who, room), room, theme.title);
    let style =
        style_of(verdict, theme).add_modifier(ratatui::style::Modifier::REVERSED | ratatui::style::Modifier::BOLD);
    buffer.set_string(area.right().saturating_sub(width(&word) as u16), area.y, &word, style);
    let kept = if view.recorded {
        lang.pick("已记入日志", "recorded in the journal")
    } else {
        lang.pick("按现有评分推导，还没有定", "derived from what is signed so far")
    };
    let about = format!("{}  {}  {kept}", view.title.say(lang), view.batch);
    buffer.set_stringn(area.x, area.y + 1, fit(&about, area.width as usize), area.width as usize, theme.muted);
    3.min(area.height)
}

/// A line for each subject: score, bar with the pass mark on it, verdict. Gives their places.
pub fn draw_subjects(
    frame: &mut Frame,
    area: Rect,
    view: &View,
    selected: usize,
    context: &Context,
) -> Vec<(Rect, usize)> {
    let mut spots = Vec::new();
    for (y, (at, subject)) in (area.y..area.bottom()).zip(view.subjects.iter().enumerate()) {
        let line = Rect { y, height: 1, ..area };
        draw_subject(frame, line, subject, at == selected, context);
        spots.push((line, at));
    }
    spots
}

fn draw_subject(frame: &mut Frame, line: Rect, subject: &Subject, here: bool, context: &Context) {
    let (theme, lang) = (&context.theme, context.lang);
    let verdict = subject.outcome.verdict;
    let score = subject.outcome.score.map_or("–".to_owned(), |score| score.to_string());
    // Beside a table there is room for the number of the pass mark only: it stands on the bar too.
    let wide = line.width >= 64;
    let about = if wide { 14 } else { 4 };
    let (label, tail) = (14, about + 12);
    let bar = Rect::new(line.x + 2 + label + 7, line.y, line.width.saturating_sub(label + 9 + tail), 1);
    let buffer = frame.buffer_mut();
    let name = pad(&subject.rules.kind.say(lang), label as usize);
    buffer.set_stringn(line.x + 2, line.y, name, label as usize, if here { theme.title } else { theme.text });
    buffer.set_stringn(line.x + 2 + label, line.y, pad_left(&score, 6), 6, theme.title);
    let full = subject.rules.full.0.0.max(1) as u64;
    let got = subject.outcome.score.map_or(0, |score| score.0.max(0) as u64);
    chart::bar(buffer, bar, got, full, style_of(verdict, theme), theme.line);
    let pass = subject.rules.pass.0.0.max(0) as u64;
    // The pass mark stands on the bar itself.
    let at = bar.x + (u64::from(bar.width) * pass / full).min(u64::from(bar.width.saturating_sub(1))) as u16;
    if bar.width > 0 {
        buffer.set_string(at, bar.y, "|", theme.title);
    }
    let pass = subject.rules.pass;
    let words = if wide { say!(lang, "合格线 {pass}", "pass mark {pass}") } else { pass.to_string() };
    let room = usize::from(about);
    let x = buffer.set_stringn(bar.right() + 1, line.y, pad(&words, room), room, theme.muted).0;
    let entries = subject.latest().iter().filter(|signed| Some(signed.sheet.examiner) != subject.decider).count();
    let word = match (entries, subject.panel) {
        (signed, panel)
            if signed < panel
                && subject.outcome.because.iter().all(|because| {
                    !matches!(because, crate::domain::evaluation::outcome::Because::Standing { .. })
                }) =>
        {
            format!("{} {signed}/{panel}", verdict.say(lang))
        }
        _ => verdict.say(lang),
    };
    buffer.set_stringn(x + 1, line.y, fit(&word, 10), 10, style_of(verdict, theme));
    if here {
        buffer.set_string(line.x, line.y, ">", theme.accent);
        buffer.set_style(line, theme.selected);
    }
}

/// The derivation, vetoes, standings, signatures and digests.
pub fn told(view: &View, context: &Context) -> Vec<Told> {
    let (theme, lang) = (&context.theme, context.lang);
    let mut told = vec![Told::Heading("依据", "Why")];
    for line in &view.lines {
        let style = match line.tone {
            Tone::Good => theme.good,
            Tone::Bad => theme.bad,
            Tone::Open => theme.warn,
            Tone::Plain => theme.text,
        };
        told.push(Told::Text(u16::from(line.depth), line.text.say(lang), style));
    }
    vetoes(view, context, &mut told);
    standings(view, context, &mut told);
    unmaskings(view, context, &mut told);
    told.push(Told::Blank);
    told.push(Told::Heading("签字", "Signatures"));
    if view.subjects.iter().all(|subject| subject.signed.is_empty()) {
        told.push(Told::Text(1, lang.pick("还没有签字的评分表。", "No sheet is signed yet.").to_owned(), theme.muted));
    }
    for subject in &view.subjects {
        for signed in &subject.signed {
            let (name, kind) = (view.whose(signed, lang), subject.rules.kind.say(lang));
            let (version, seq, at) = (signed.sheet.version, signed.seq, moment(&signed.at));
            let key = signed.key.as_deref().map_or_else(|| "?".to_owned(), fingerprint);
            let text = say!(
                lang,
                "{kind} · {name} · 第 {version} 版 · {at} · 日志第 {seq} 条 · 密钥 {key}",
                "{kind} · {name} · version {version} · {at} · journal row {seq} · key {key}"
            );
            told.push(Told::Text(1, text, theme.text));
            if let Some(reason) = &signed.reason {
                told.push(Told::Text(
                    2,
                    say!(lang, "更正理由：{reason}", "Reason of the correction: {reason}"),
                    theme.muted,
                ));
            }
        }
    }
    told.push(Told::Blank);
    told.push(Told::Heading("标准和试卷", "Standard and papers"));
    let (edition, digest) = (&view.edition, view.standard.short());
    told.push(Told::Text(
        1,
        say!(lang, "标准 {edition} 年版 · {digest}", "Standard {edition} · {digest}"),
        theme.muted,
    ));
    for subject in &view.subjects {
        if let Some(paper) = &subject.paper {
            let (kind, title) = (subject.rules.kind.say(lang), &paper.paper.title);
            let (version, digest) = (&paper.paper.version, paper.digest.short());
            let how = subject.rules.form.blindness().say(lang);
            told.push(Told::Text(1, format!("{kind} · {title} {version} · {digest} · {how}"), theme.muted));
        }
    }
    told
}

fn vetoes(view: &View, context: &Context, told: &mut Vec<Told>) {
    if view.vetoes.is_empty() {
        return;
    }
    let (theme, lang) = (&context.theme, context.lang);
    told.push(Told::Blank);
    told.push(Told::Heading("一票否决", "Vetoes"));
    for kept in &view.vetoes {
        let (text, code) = (&kept.veto.text, &kept.veto.code);
        let stands = if kept.withdrawn {
            lang.pick("已撤回", "withdrawn")
        } else {
            lang.pick("有效，按 d 撤回", "stands; d withdraws it")
        };
        let style: Style = if kept.withdrawn { theme.muted } else { theme.bad };
        told.push(Told::Text(1, format!("{text} [{code}] · {stands}"), style));
        let evidence = &kept.veto.evidence;
        told.push(Told::Text(2, say!(lang, "依据：{evidence}", "Evidence: {evidence}"), theme.text));
    }
}

fn standings(view: &View, context: &Context, told: &mut Vec<Told>) {
    if view.standings.is_empty() {
        return;
    }
    let (theme, lang) = (&context.theme, context.lang);
    told.push(Told::Blank);
    told.push(Told::Heading("考试状态", "Standings"));
    for (kind, standing, evidence) in &view.standings {
        let (kind, standing) = (kind.say(lang), standing.say(lang));
        let text = say!(lang, "{kind}：{standing}。依据：{evidence}", "{kind}: {standing}. Evidence: {evidence}");
        told.push(Told::Text(1, text, theme.text));
    }
}

/// Who looked whose work it was, in a subject that is marked blind.
fn unmaskings(view: &View, context: &Context, told: &mut Vec<Told>) {
    if view.unmaskings.is_empty() {
        return;
    }
    let (theme, lang) = (&context.theme, context.lang);
    told.push(Told::Blank);
    told.push(Told::Heading("盲评中查看被评人", "Looked at behind the number"));
    for one in &view.unmaskings {
        let (kind, name, at, reason) = (one.subject.say(lang), view.name(one.person), moment(&one.at), &one.reason);
        let text = say!(lang, "{kind} · {name} · {at}。理由：{reason}", "{kind} · {name} · {at}. Reason: {reason}");
        told.push(Told::Text(1, text, theme.warn));
    }
}

/// A time of the journal to the minute: `2026-09-20 08:00`.
pub fn moment(at: &str) -> String {
    at.get(..16).unwrap_or(at).replace('T', " ")
}
