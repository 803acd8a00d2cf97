//! The help of the current criterion, always in sight: what each mark means and what failing it does.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::Marking;
use crate::domain::evaluation::criterion::{Criterion, Given, How, fault_letter};
use crate::domain::language::{Lang, Say};
use crate::domain::score::Score;
use crate::say;
use crate::tui::context::Context;
use crate::tui::widget::fit::{fit, width, wrap};

/// One thing that can be given, and whether it is what stands now.
struct Item {
    text: String,
    now: bool,
}

impl Marking {
    /// A line with the criterion's number and what it tests, and under it what can be given.
    pub(super) fn draw_guide(&self, frame: &mut Frame, area: Rect, context: &Context) {
        let (theme, lang) = (&context.theme, context.lang);
        let Some((question, criterion)) = self.page.current(&self.subject) else { return };
        let buffer = frame.buffer_mut();
        buffer.set_stringn(area.x, area.y, "─".repeat(area.width as usize), area.width as usize, theme.line);
        let clause = match criterion.clause.as_str() {
            "" => String::new(),
            clause => say!(lang, " · 条款 {clause}", " · clause {clause}"),
        };
        let (how, dimension) = (criterion.how.name(lang), criterion.dimension.say(lang));
        // What it tests comes first; of what else there is to say, as much as there is room for.
        let title = fit(&format!(" {} {} ", criterion.id, criterion.text), (area.width as usize).saturating_sub(4));
        let room = (area.width as usize).saturating_sub(width(&title) + 5);
        let function = fit(&question.function, 24);
        let whats = [
            format!(" {how} · {dimension} · {function}{clause} "),
            format!(" {how} · {dimension}{clause} "),
            format!(" {dimension}{clause} "),
        ];
        let what = whats.into_iter().find(|what| width(what) <= room).unwrap_or_default();
        buffer.set_stringn(area.x + 2, area.y, &title, area.width as usize, theme.accent);
        let x = area.right().saturating_sub(width(&what) as u16 + 1);
        buffer.set_stringn(x, area.y, &what, area.width as usize, theme.muted);
        let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        let told = self.told(criterion, context);
        let mut y = body.y;
        for (text, style) in told {
            for line in wrap(&text, body.width as usize) {
                if y < body.bottom() {
                    frame.buffer_mut().set_stringn(body.x, y, line, body.width as usize, style);
                    y += 1;
                }
            }
        }
        let rest = Rect { y, height: body.bottom().saturating_sub(y), ..body };
        draw_items(frame, rest, &self.items(criterion, lang), context);
    }

    /// Sentences above the list: the fault in the field, what failing does, the reason given.
    fn told(&self, criterion: &Criterion, context: &Context) -> Vec<(String, Style)> {
        let (theme, lang) = (&context.theme, context.lang);
        let mut told = Vec::new();
        if let Some(closed) = &self.page.closed {
            told.push((closed.because.say(lang), theme.warn));
        }
        let fault = match self.page.typed_now(criterion) {
            Some(typed) => typed.err(),
            None => self.page.wrong(criterion).map(|(_, fault)| fault),
        };
        if let Some(fault) = fault {
            told.push((format!("! {}", fault.say(lang)), theme.bad));
        }
        if let Some(effect) = criterion.knockout {
            let effect = effect.say(lang);
            let text = say!(
                lang,
                "否定项：不合要求时，{effect}（以考评组多数为准）",
                "Knock-out: where it is failed, {effect} (as most of the panel find)"
            );
            told.push((text, theme.warn));
        }
        if let Some(note) = self.page.sheet.notes.get(&criterion.id) {
            told.push((say!(lang, "理由：{note}", "Reason: {note}"), theme.text));
        }
        told
    }

    fn items(&self, criterion: &Criterion, lang: Lang) -> Vec<Item> {
        let now = match self.page.typed_now(criterion) {
            Some(Ok(given)) => Some(given),
            _ => self.page.sheet.given.get(&criterion.id).cloned(),
        };
        items(criterion, now.as_ref(), lang)
    }
}

fn items(criterion: &Criterion, now: Option<&Given>, lang: Lang) -> Vec<Item> {
    let full = criterion.full;
    let is = |given: &Given| now == Some(given);
    let points = |score: Score| Given::Number(score.0);
    let quiet = |text: String| Item { text, now: false };
    match &criterion.how {
        How::Measure => vec![
            Item { text: say!(lang, "f  合格，得 {full}", "f  in tolerance: {full}"), now: is(&criterion.best()) },
            Item {
                text: lang.pick("0  不合格，不得分", "0  out of tolerance: nothing").to_owned(),
                now: is(&points(Score::ZERO)),
            },
        ],
        How::Steps(steps) => {
            let step = |when: &str, mark: Score| Item {
                text: format!("{:<4} {when}", mark.to_string()),
                now: is(&points(mark)),
            };
            let mut list: Vec<Item> = steps.iter().map(|s| step(&s.when, s.mark.0)).collect();
            if !steps.iter().any(|s| s.mark.0 == Score::ZERO) {
                list.push(step(lang.pick("都不到", "none of these"), Score::ZERO));
            }
            list
        }
        How::Each(each) => vec![
            quiet(say!(lang, "每项 {each} 分，共 {full} 分：打得分", "{each} each, {full} in all: type the points")),
            quiet(match each.0.0 % 100 {
                0 => say!(lang, "f 满分   -{each} 扣一项", "f full mark   -{each} one item off"),
                _ => say!(
                    lang,
                    "f 满分   -{each} 扣一项   1. 一分半",
                    "f full mark   -{each} one item off   1. one and a half"
                ),
            }),
        ],
        How::Judge(words) => words
            .iter()
            .enumerate()
            .map(|(vote, words)| Item { text: format!("{vote}  {words}"), now: is(&Given::Number(vote as i64)) })
            .collect(),
        How::Deduct(list) => {
            let found = match now {
                Some(Given::Faults(found)) => found.as_str(),
                _ => "",
            };
            let fault = |(at, fault): (usize, &crate::domain::evaluation::criterion::Deduction)| {
                let letter = fault_letter(at);
                let times = if fault.times > 1 { format!(" ×{}", fault.times) } else { String::new() };
                let n = found.matches(letter).count();
                let seen = if n > 1 { format!("  [{n}]") } else { String::new() };
                Item { text: format!("{letter}  {} -{}{times}{seen}", fault.fault, fault.off), now: n > 0 }
            };
            let none =
                Item { text: lang.pick("f  没有缺陷", "f  no fault").to_owned(), now: is(&criterion.best()) };
            list.iter().enumerate().map(fault).chain([none]).collect()
        }
        How::Band(bands) => bands
            .iter()
            .rev()
            .map(|band| {
                let note = if band.note { lang.pick("（须写理由）", " (needs a reason)") } else { "" };
                let text = format!("{}–{}  {}  {}{note}", band.from, band.to, band.name, band.text);
                Item { text, now: now.and_then(|given| criterion.band(given)) == Some(band) }
            })
            .collect(),
        How::YesNo => vec![
            Item { text: lang.pick("y 1  是", "y 1  yes").to_owned(), now: is(&Given::Flag(true)) },
            Item { text: lang.pick("n 0  否", "n 0  no").to_owned(), now: is(&Given::Flag(false)) },
        ],
    }
}

/// Each on its own lines where they fit, else in as many columns as it takes.
fn draw_items(frame: &mut Frame, area: Rect, items: &[Item], context: &Context) {
    if area.is_empty() || items.is_empty() {
        return;
    }
    let theme = &context.theme;
    let style = |item: &Item| if item.now { theme.accent } else { theme.text };
    let mark = |item: &Item| if item.now { "> " } else { "  " };
    let room = (area.width as usize).saturating_sub(2);
    let wrapped: Vec<Vec<String>> = items.iter().map(|item| wrap(&item.text, room)).collect();
    if wrapped.iter().map(Vec::len).sum::<usize>() <= area.height as usize {
        let mut y = area.y;
        for (item, lines) in items.iter().zip(&wrapped) {
            frame.buffer_mut().set_string(area.x, y, mark(item), theme.accent);
            for line in lines {
                frame.buffer_mut().set_stringn(area.x + 2, y, line, room, style(item));
                y += 1;
            }
        }
        return;
    }
    let columns = items.len().div_ceil(area.height as usize);
    let wide = area.width as usize / columns;
    for (place, item) in items.iter().enumerate() {
        let (column, row) = (place / area.height as usize, place % area.height as usize);
        let (x, y) = (area.x + (column * wide) as u16, area.y + row as u16);
        frame.buffer_mut().set_string(x, y, mark(item), theme.accent);
        frame.buffer_mut().set_stringn(x + 2, y, fit(&item.text, wide.saturating_sub(3)), wide, style(item));
    }
}
