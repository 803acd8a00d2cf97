//! The sheet itself: questions with their criteria, the marks given, and the field one types in.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::Marking;
use crate::domain::evaluation::criterion::{Criterion, How};
use crate::domain::evaluation::marking::show_given;
use crate::domain::evaluation::outcome::Value;
use crate::domain::evaluation::paper::Question;
use crate::domain::language::Say;
use crate::tui::context::Context;
use crate::tui::widget::fit::{fit, pad, pad_left, width};

const FIELD: u16 = 9;
const FULL: u16 = 5;
const HOW: u16 = 7;
const DIMENSION: u16 = 8;
const CLAUSE: u16 = 7;

/// Where the columns of a sheet stand. They are the same in both languages.
struct Columns {
    id: u16,
    text: u16,
    dimension: bool,
    clause: bool,
    beside: u16,
}

impl Columns {
    fn of(area: Rect, criteria: &[(&Question, &Criterion)]) -> Columns {
        let id = criteria.iter().map(|(_, criterion)| width(&criterion.id)).max().unwrap_or(3).clamp(3, 8) as u16;
        let (dimension, clause) = (area.width >= 84, area.width >= 92);
        let others = 2 + id + 1 + HOW + 1 + FULL + 2 + FIELD + 1;
        let extra = if dimension { DIMENSION + 1 } else { 0 } + if clause { CLAUSE + 1 } else { 0 };
        let room = area.width.saturating_sub(others + extra + 1);
        // What is said beside a mark gives way to words of the paper that would be cut.
        let longest = criteria.iter().map(|(_, criterion)| width(&criterion.text)).max().unwrap_or(0) as u16;
        let beside = (area.width / 5).clamp(14, 34).min(room.saturating_sub(longest).max(14));
        Columns { id, text: room.saturating_sub(beside).max(8), dimension, clause, beside }
    }

    fn field_x(&self, area: Rect) -> u16 {
        let extra = if self.dimension { DIMENSION + 1 } else { 0 } + if self.clause { CLAUSE + 1 } else { 0 };
        area.x + 2 + self.id + 1 + self.text + 1 + extra + HOW + 1 + FULL + 2
    }
}

/// A line of the sheet: a question's heading, or a criterion with its place among all.
enum Row<'a> {
    Heading(&'a Question),
    Criterion(usize, &'a Criterion),
}

impl Marking {
    pub(super) fn draw_sheet(&mut self, frame: &mut Frame, area: Rect, context: &Context) {
        if self.across.is_some() {
            return self.draw_across(frame, area, context);
        }
        let criteria = self.page.criteria(&self.subject);
        let columns = Columns::of(area, &criteria);
        draw_header(frame, area, &columns, context);
        let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        let mut rows = Vec::new();
        for (at, (question, criterion)) in criteria.iter().enumerate() {
            if at == 0 || !std::ptr::eq(*question, criteria[at - 1].0) {
                rows.push(Row::Heading(question));
            }
            rows.push(Row::Criterion(at, criterion));
        }
        let current = self.page.at();
        let here = rows.iter().position(|row| matches!(row, Row::Criterion(at, _) if *at == current)).unwrap_or(0);
        let height = (body.height as usize).max(1);
        // The heading above the first criterion of a question comes along, and a line of what follows.
        let first = here.saturating_sub(1);
        let last = (here + 1).min(rows.len().saturating_sub(1));
        let mut top = self.top.min(rows.len().saturating_sub(height));
        top = top.min(first).max((last + 1).saturating_sub(height));
        let mut spots = Vec::new();
        for (y, row) in (body.y..body.bottom()).zip(rows.iter().skip(top)) {
            let line = Rect { y, height: 1, ..body };
            match row {
                Row::Heading(question) => self.draw_heading(frame, line, question, &columns, context),
                Row::Criterion(at, criterion) => {
                    self.draw_criterion(frame, line, *at, criterion, &columns, context);
                    spots.push((line, *at));
                }
            }
        }
        let more = (top > 0, top + height < rows.len());
        let buffer = frame.buffer_mut();
        if more.0 {
            buffer.set_string(body.right() - 1, body.y, "^", context.theme.muted);
        }
        if more.1 {
            buffer.set_string(body.right() - 1, body.bottom() - 1, "v", context.theme.muted);
        }
        self.top = top;
        self.spots.criteria = spots;
    }

    fn draw_heading(&self, frame: &mut Frame, line: Rect, question: &Question, columns: &Columns, context: &Context) {
        let (theme, lang) = (&context.theme, context.lang);
        let so_far = self.running.questions.iter().find(|so_far| so_far.no == question.no);
        let sum = so_far.map(|so_far| {
            let left = match so_far.left {
                0 => String::new(),
                n => crate::say!(lang, "  剩 {n}", "  {n} left"),
            };
            format!("{} / {}{left}", short(so_far.got), so_far.full)
        });
        let choice = match &question.choice {
            Some(group) => crate::say!(lang, "（选考 {group}，按 o 换题）", " (choice {group}, o changes it)"),
            None => String::new(),
        };
        let text = format!("{} {}{choice}", question.no, question.title);
        let room = (columns.field_x(line) - line.x).saturating_sub(4) as usize;
        let buffer = frame.buffer_mut();
        buffer.set_stringn(line.x, line.y, fit(&text, room), room, theme.title);
        let x = columns.field_x(line);
        let room = line.right().saturating_sub(x) as usize;
        buffer.set_stringn(x, line.y, fit(&sum.unwrap_or_default(), room), room, theme.muted);
    }

    fn draw_criterion(
        &self,
        frame: &mut Frame,
        line: Rect,
        at: usize,
        criterion: &Criterion,
        columns: &Columns,
        context: &Context,
    ) {
        let (theme, lang) = (&context.theme, context.lang);
        let here = at == self.page.at();
        let text_style = if here { theme.title } else { theme.text };
        let mark = if criterion.knockout.is_some() { lang.pick("否定项 ", "Knock-out: ") } else { "" };
        let mut cells = vec![
            (columns.id, criterion.id.clone(), theme.muted, false),
            (columns.text, format!("{mark}{}", criterion.text), text_style, false),
        ];
        if columns.dimension {
            cells.push((DIMENSION, criterion.dimension.say(lang), theme.muted, false));
        }
        if columns.clause {
            cells.push((CLAUSE, criterion.clause.clone(), theme.muted, false));
        }
        cells.push((HOW, criterion.how.name(lang).to_owned(), theme.muted, false));
        let full = if matches!(criterion.how, How::YesNo) && criterion.full.0.0 == 0 {
            "–".to_owned()
        } else {
            criterion.full.to_string()
        };
        cells.push((FULL, full, theme.text, true));
        let mut x = line.x + 2;
        for (wide, text, style, right) in cells {
            let cell = if right { pad_left(&text, wide as usize) } else { pad(&text, wide as usize) };
            frame.buffer_mut().set_stringn(x, line.y, cell, wide as usize, style);
            x += wide + 1;
        }
        if here {
            frame.buffer_mut().set_string(line.x, line.y, ">", theme.accent);
            // Quieter than a list's row: the field must stand out in it, without colours too.
            frame.buffer_mut().set_style(line, theme.selected_unfocused);
        }
        let field = Rect { x: columns.field_x(line), width: FIELD, ..line };
        self.draw_field(frame, field, here, criterion, context);
        let beside = Rect { x: field.right() + 1, width: columns.beside, ..line };
        let (text, style) = self.beside(criterion, here, context);
        let room = beside.width as usize;
        frame.buffer_mut().set_stringn(beside.x, beside.y, fit(&text, room), room, style);
    }

    pub(super) fn draw_field(
        &self,
        frame: &mut Frame,
        field: Rect,
        here: bool,
        criterion: &Criterion,
        context: &Context,
    ) {
        let theme = &context.theme;
        if here && self.page.closed.is_none() {
            self.page.line.draw(frame, field, theme.field_focused, true, context);
            frame.buffer_mut().set_style(field, theme.field_focused);
            return;
        }
        let wrong = self.page.wrong(criterion).map(|(typed, _)| typed.to_owned());
        let given = self.page.sheet.given.get(&criterion.id);
        let text = wrong.clone().or(given.map(|given| show_given(criterion, given, context.lang)));
        let style = match (&wrong, &text) {
            (Some(_), _) => theme.bad,
            (None, Some(_)) => theme.accent,
            (None, None) => theme.muted,
        };
        let text = pad(&text.unwrap_or_else(|| "·".to_owned()), field.width as usize);
        frame.buffer_mut().set_stringn(field.x, field.y, text, field.width as usize, style);
        if here {
            frame.buffer_mut().set_style(field, theme.selected_unfocused);
        }
    }

    /// What a mark amounts to, or what would be right instead.
    fn beside(&self, criterion: &Criterion, here: bool, context: &Context) -> (String, Style) {
        let (theme, lang) = (&context.theme, context.lang);
        let now = if here { self.page.typed_now(criterion) } else { None };
        let fault = match &now {
            Some(Err(fault)) => Some(fault.clone()),
            Some(Ok(_)) => None,
            None => self.page.wrong(criterion).map(|(_, fault)| fault),
        };
        if let Some(fault) = fault {
            // Only what would be right: the sentence stands whole under the sheet.
            let told = fault.say(lang);
            let right = told.split_once(lang.pick("：", ": ")).map_or(told.as_str(), |(_, right)| right);
            return (format!("! {right}"), theme.bad);
        }
        let given = match now {
            Some(Ok(given)) => Some(given),
            _ => self.page.sheet.given.get(&criterion.id).cloned(),
        };
        let Some(given) = given else { return (String::new(), theme.text) };
        if let Some(effect) = criterion.knockout.filter(|_| criterion.fails_outright(&given)) {
            return (effect.say(lang), theme.bad);
        }
        if criterion.needs_note(&given) && !self.page.sheet.notes.contains_key(&criterion.id) {
            return (lang.pick("须写理由：按 n", "needs a reason: n").to_owned(), theme.warn);
        }
        let exact = || Value(criterion.mark(&given));
        let text = match &criterion.how {
            How::Judge(_) | How::Deduct(_) => crate::say!(lang, "得 {}", "= {}", short(exact())),
            How::Band(_) => criterion.band(&given).map(|band| band.name.clone()).unwrap_or_default(),
            _ => String::new(),
        };
        let note =
            if self.page.sheet.notes.contains_key(&criterion.id) { lang.pick("  有理由", "  reasoned") } else { "" };
        (format!("{text}{note}").trim_start().to_owned(), theme.muted)
    }
}

fn draw_header(frame: &mut Frame, area: Rect, columns: &Columns, context: &Context) {
    let (theme, lang) = (&context.theme, context.lang);
    let mut cells = vec![(columns.id, "#", false), (columns.text, lang.pick("评分点", "Criterion"), false)];
    if columns.dimension {
        cells.push((DIMENSION, lang.pick("维度", "Measures"), false));
    }
    if columns.clause {
        cells.push((CLAUSE, lang.pick("条款", "Clause"), false));
    }
    cells.push((HOW, lang.pick("方式", "How"), false));
    cells.push((FULL, lang.pick("配分", "Full"), true));
    let mut x = area.x + 2;
    for (wide, text, right) in cells {
        let cell = if right { pad_left(text, wide as usize) } else { pad(text, wide as usize) };
        frame.buffer_mut().set_stringn(x, area.y, cell, wide as usize, theme.muted);
        x += wide + 1;
    }
    let x = columns.field_x(area);
    frame.buffer_mut().set_stringn(x, area.y, lang.pick("给分", "Mark"), FIELD as usize, theme.muted);
}

/// A value for a row: two decimals at most, `≈` where that is not all of it.
pub fn short(value: Value) -> String {
    let hundredths = crate::domain::score::round_half_up(value.0, 2);
    let about = if hundredths.exact() == value.0 { "" } else { "≈" };
    format!("{about}{hundredths}")
}
