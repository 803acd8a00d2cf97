//! How a list looks: headings, rows in columns, the mark of the selected one.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::List;
use crate::domain::language::Say;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::widget::columns::{GAP, lay_out};
use crate::tui::widget::fit::{pad, pad_left, wrap};
use crate::tui::widget::pages::Pages;

/// Columns before each row, for the mark of the selected one.
const GUTTER: u16 = 2;
/// Columns behind each row, for the mark that there is more.
const MORE: u16 = 2;

impl<P: Pages> List<P> {
    /// Draws the headings and the rows, reading the first page where nothing is read yet.
    pub fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        if area.height < 2 || area.width <= GUTTER + MORE {
            return;
        }
        self.area = Rect { y: area.y + 1, height: area.height - 1, ..area };
        if !self.loaded {
            let read = self.jump(&context.office, Intent::First);
            self.loaded = true;
            context.tell(read);
        }
        let filled = self.keep_in_view(&context.office);
        context.tell(filled);
        let layout = lay_out(&self.columns, area.width - GUTTER - MORE);
        self.draw_headings(frame, area, &layout, context);
        if self.rows.is_empty() {
            let lines = wrap(&self.empty.say(context.lang), (area.width - GUTTER - MORE) as usize);
            for (y, line) in (area.y + 2..area.bottom()).zip(lines) {
                frame.buffer_mut().set_string(area.x + GUTTER, y, line, context.theme.muted);
            }
        }
        let shown = self.rows.iter().enumerate().skip(self.top).take(self.page());
        for (y, (place, row)) in (self.area.y..).zip(shown) {
            let line = Rect { y, height: 1, ..self.area };
            self.draw_row(frame, line, row, place == self.selected, &layout, context);
        }
        self.draw_more(frame, context);
    }

    fn draw_headings(&self, frame: &mut Frame, area: Rect, layout: &[(usize, u16)], context: &Context) {
        let mut x = area.x + GUTTER;
        for (at, wide) in layout {
            let column = &self.columns[*at];
            let title = align(column.title(context.lang), *wide, column.right);
            let room = area.right().saturating_sub(x) as usize;
            frame.buffer_mut().set_stringn(x, area.y, title, room, context.theme.muted);
            x = x.saturating_add(wide + GAP);
        }
    }

    fn draw_row(
        &self,
        frame: &mut Frame,
        line: Rect,
        row: &P::Row,
        selected: bool,
        layout: &[(usize, u16)],
        context: &Context,
    ) {
        let theme = &context.theme;
        let buffer = frame.buffer_mut();
        let cells = self.pages.cells(row, context.lang, theme);
        let mut x = line.x + GUTTER;
        for (at, wide) in layout {
            if let Some(cell) = cells.get(*at) {
                let text = align(&cell.text, *wide, self.columns[*at].right);
                buffer.set_stringn(x, line.y, text, line.right().saturating_sub(x) as usize, cell.style);
            }
            x = x.saturating_add(wide + GAP);
        }
        if selected {
            buffer.set_string(line.x, line.y, ">", theme.accent);
            buffer.set_style(line, if self.focused { theme.selected } else { theme.selected_unfocused });
        }
    }

    /// Says at the right edge that there is more above or below.
    fn draw_more(&self, frame: &mut Frame, context: &Context) {
        let (x, shown) = (self.area.right() - 1, self.top + self.page());
        if self.top > 0 || !self.starts && !self.rows.is_empty() {
            frame.buffer_mut().set_string(x, self.area.y, "^", context.theme.muted);
        }
        if shown < self.rows.len() || !self.ends && !self.rows.is_empty() {
            frame.buffer_mut().set_string(x, self.area.bottom() - 1, "v", context.theme.muted);
        }
    }
}

fn align(text: &str, columns: u16, right: bool) -> String {
    let columns = columns as usize;
    if right { pad_left(text, columns) } else { pad(text, columns) }
}
