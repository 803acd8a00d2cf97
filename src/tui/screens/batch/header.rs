//! The plan in two lines, and what blocks the next step.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::view::View;
use crate::domain::language::{Lang, Say};
use crate::say;
use crate::tui::context::Context;
use crate::tui::widget::fit::{fit, width, wrap};

/// Name, code and kind; dates; trades and levels, place and filing number. Gives the rows used.
pub fn draw(frame: &mut Frame, area: Rect, view: &View, context: &Context) -> u16 {
    let (lang, theme, plan) = (context.lang, &context.theme, &view.batch.plan);
    let columns = area.width as usize;
    let buffer = frame.buffer_mut();
    let kind = format!("{} · {}", plan.code, plan.kind.say(lang));
    let x = area.right().saturating_sub(width(&kind) as u16);
    buffer.set_string(area.x, area.y, fit(&plan.name, columns.saturating_sub(width(&kind) + 2)), theme.title);
    buffer.set_stringn(x, area.y, &kind, columns, theme.muted);
    let mut y = area.y + 1;
    let items = view.titles.line(view.items(), lang);
    let place = [items.as_str(), &plan.place, &plan.filing_no];
    let place = place.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    for text in [facts(view, lang), place] {
        let lines = wrap(&text, columns);
        for line in lines.into_iter().take(2) {
            buffer.set_stringn(area.x, y, line, columns, theme.muted);
            y += 1;
        }
    }
    y - area.y
}

fn facts(view: &View, lang: Lang) -> String {
    let plan = &view.batch.plan;
    let (from, until, exam) = (plan.registration_from, plan.registration_until, plan.exam_on);
    let from_day = until.format("%m-%d");
    let mut parts = vec![
        say!(lang, "报名 {from} 至 {from_day}", "registration {from} to {from_day}"),
        say!(lang, "考试 {exam}", "exam {exam}"),
    ];
    if let Some(publicity) = view.batch.publicity {
        let (from, until) = (publicity.from.format("%m-%d"), publicity.until.format("%m-%d"));
        parts.push(say!(lang, "公示 {from} 至 {until}", "public {from} to {until}"));
    }
    parts.join(" · ")
}

/// What keeps the batch from its next state, or the key that moves it. Gives the rows used.
pub fn draw_next(frame: &mut Frame, area: Rect, view: &View, context: &Context) -> u16 {
    let (lang, theme) = (context.lang, &context.theme);
    let columns = area.width as usize;
    let Some(to) = view.state().next() else { return 0 };
    let to = to.say(lang);
    if view.blocking.is_empty() {
        let text = say!(lang, "可以转入“{to}”：按 a", "Can move on to “{to}”: press a");
        frame.buffer_mut().set_stringn(area.x, area.y, text, columns, theme.good);
        return 1;
    }
    let head = say!(lang, "转入“{to}”之前：", "Before “{to}”:");
    let lines = view.blocking.iter().flat_map(|refusal| wrap(&format!("! {}", refusal.say(lang)), columns));
    let lines: Vec<String> = lines.collect();
    let most = area.height as usize - 1;
    frame.buffer_mut().set_stringn(area.x, area.y, &head, columns, theme.text);
    // A single short reason stands beside its heading.
    if let [only] = lines.as_slice() {
        let gap = lang.pick("", " ").len();
        if width(&head) + gap + width(only) <= columns {
            frame.buffer_mut().set_string(area.x + (width(&head) + gap) as u16, area.y, only, theme.warn);
            return 1;
        }
    }
    let cut = lines.len() > most;
    let shown = if cut { most - 1 } else { lines.len() };
    for (y, line) in (area.y + 1..).zip(&lines[..shown]) {
        frame.buffer_mut().set_stringn(area.x, y, line, columns, theme.warn);
    }
    if !cut {
        return 1 + shown as u16;
    }
    let n = view.blocking.len();
    let more = say!(lang, "  …共 {n} 项：按 w 看全部", "  … {n} in all: press w");
    frame.buffer_mut().set_stringn(area.x, area.y + 1 + shown as u16, more, columns, theme.muted);
    2 + shown as u16
}
