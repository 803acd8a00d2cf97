//! One thing told in lines of label and value, and the split of a wide screen into list and detail.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::fit::{fit, pad, width, wrap, wrap_units};
use super::list::{Clicked, List};
use super::pages::Pages;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::screen::{Mouse, Press};

/// From this width on a list and its detail stand side by side.
pub const SPLIT_FROM: u16 = 110;

/// The list at the left, and at its right the detail where the window is wide enough, with a line between them.
/// `left` is the list's share of a hundred.
pub fn split(frame: &mut Frame, area: Rect, left: u16, context: &Context) -> (Rect, Option<Rect>) {
    if area.width < SPLIT_FROM {
        return (area, None);
    }
    let list = (u32::from(area.width) * u32::from(left) / 100) as u16;
    for y in area.top()..area.bottom() {
        frame.buffer_mut().set_string(area.x + list + 1, y, "│", context.theme.line);
    }
    let detail = Rect { x: area.x + list + 4, width: area.width - list - 5, ..area };
    (Rect { width: list, ..area }, Some(detail))
}

/// The mouse where a list stands with the detail of its selected row; true where that row is to be opened.
pub fn opens<P: Pages>(list: &mut List<P>, detail: &mut Detail, mouse: Mouse, context: &mut Context) -> bool {
    match list.mouse(mouse, context) {
        Clicked::Again => return mouse.what == Press::Click,
        Clicked::Nothing => detail.wheel(mouse.what),
        Clicked::Selected => {}
    }
    false
}

/// One line of a detail.
pub enum Told {
    Heading(&'static str, &'static str),
    Pair(&'static str, &'static str, String, Style),
    /// A sentence over the whole width, indented by so many steps.
    Text(u16, String, Style),
    /// A sentence behind a mark of one column; its further lines stand below the sentence, not below the mark.
    Marked(&'static str, String, Style),
    /// Pieces side by side in one line, cut at its end.
    Pieces(u16, Vec<(String, Style)>),
    Blank,
}

impl Told {
    pub fn pair(zh: &'static str, en: &'static str, value: impl Into<String>) -> Told {
        Told::Pair(zh, en, value.into(), Style::new())
    }
}

/// A detail that scrolls. The labels take the same columns in both languages.
#[derive(Clone, Copy, Debug, Default)]
pub struct Detail {
    pub scroll: u16,
}

impl Detail {
    /// Moves by so many lines; the next frame keeps it within what there is.
    pub fn by(&mut self, lines: i32) {
        let to = i32::from(self.scroll).saturating_add(lines);
        self.scroll = u16::try_from(to.max(0)).unwrap_or(u16::MAX);
    }

    /// Scrolls by a key, of which one scrolls `page` lines. False where the intent is not one of these.
    pub fn intent(&mut self, intent: Intent, page: i32) -> bool {
        match intent {
            Intent::Up => self.by(-1),
            Intent::Down => self.by(1),
            Intent::PageUp => self.by(-page),
            Intent::PageDown => self.by(page),
            Intent::First => self.scroll = 0,
            Intent::Last => self.scroll = u16::MAX,
            _ => return false,
        }
        true
    }

    /// Scrolls by the wheel.
    pub fn wheel(&mut self, press: Press) {
        match press {
            Press::WheelUp => self.by(-3),
            Press::WheelDown => self.by(3),
            Press::Click => {}
        }
    }

    pub fn draw(&mut self, frame: &mut Frame, area: Rect, lines: &[Told], context: &Context) {
        // Two columns stay free for the mark that there is more.
        let shown = lay_out(lines, area.width.saturating_sub(2), context);
        let most = (shown.len() as u16).saturating_sub(area.height);
        self.scroll = self.scroll.min(most);
        let buffer = frame.buffer_mut();
        for (y, pieces) in (area.y..area.bottom()).zip(shown.iter().skip(self.scroll as usize)) {
            for (x, text, style) in pieces {
                buffer.set_stringn(area.x + x, y, text, area.width.saturating_sub(*x) as usize, *style);
            }
        }
        if area.width > 0 && self.scroll < most {
            buffer.set_string(area.right() - 1, area.bottom() - 1, "v", context.theme.muted);
        }
        if area.width > 0 && self.scroll > 0 {
            buffer.set_string(area.right() - 1, area.y, "^", context.theme.muted);
        }
    }
}

type Piece = (u16, String, Style);

fn lay_out(lines: &[Told], columns: u16, context: &Context) -> Vec<Vec<Piece>> {
    let theme = &context.theme;
    let labels = lines.iter().flat_map(|line| match line {
        Told::Pair(zh, en, ..) => [width(zh), width(en)],
        _ => [0, 0],
    });
    let label = labels.max().unwrap_or(0) as u16;
    let mut shown = Vec::new();
    for line in lines {
        match line {
            Told::Blank => shown.push(Vec::new()),
            Told::Pieces(steps, pieces) => {
                let mut x = steps * 2;
                let mut row = Vec::new();
                for (text, style) in pieces {
                    row.push((x, fit(text, columns.saturating_sub(x) as usize), *style));
                    x = x.saturating_add(width(text) as u16);
                }
                shown.push(row);
            }
            Told::Heading(zh, en) => shown.push(vec![(0, context.lang.pick(zh, en).to_owned(), theme.accent)]),
            Told::Text(steps, text, style) => {
                let x = steps * 2;
                let room = columns.saturating_sub(x).max(8) as usize;
                shown.extend(wrap(text, room).into_iter().map(|line| vec![(x, line, *style)]));
            }
            Told::Marked(mark, text, style) => {
                let rows = wrap(text, columns.saturating_sub(2).max(8) as usize).into_iter();
                let from = shown.len();
                shown.extend(rows.map(|line| vec![(2, line, *style)]));
                if let Some(first) = shown.get_mut(from) {
                    first.insert(0, (0, (*mark).to_owned(), *style));
                }
            }
            Told::Pair(zh, en, value, style) => {
                let x = label + 2;
                let room = columns.saturating_sub(x).max(8) as usize;
                let mut values = wrap_units(value, room).into_iter();
                let name = pad(context.lang.pick(zh, en), label as usize);
                shown.push(vec![(0, name, theme.muted), (x, values.next().unwrap_or_default(), *style)]);
                shown.extend(values.map(|value| vec![(x, value, *style)]));
            }
        }
    }
    shown
}
