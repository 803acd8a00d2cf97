//! The help page: every key that works here, from the key table.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::domain::language::Lang;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keymap;
use crate::tui::keytable::{Scope, Section};
use crate::tui::screen::{Flow, Mouse, Press, Screen};
use crate::tui::typing::Typing;
use crate::tui::widget::fit::{pad, width};

pub struct Help {
    sections: Vec<&'static Section>,
    scroll: usize,
    /// Lines on the page and lines of room, as last drawn.
    extent: (usize, usize),
}

enum Line {
    Heading(&'static Section),
    Row(String, &'static str),
    Blank,
}

impl Help {
    pub fn over(scope: Scope, typing: Typing) -> Help {
        let mut sections = keymap::sections(scope, typing);
        if typing.in_field() {
            // A text field's keys are known to most: they come last.
            sections.rotate_left(1);
        }
        Help { sections, scroll: 0, extent: (0, 0) }
    }

    fn lines(&self, lang: Lang) -> Vec<Line> {
        let mut lines = Vec::new();
        for section in &self.sections {
            if !lines.is_empty() {
                lines.push(Line::Blank);
            }
            lines.push(Line::Heading(section));
            let rows = section.rows.iter().filter(|row| !row.keys.is_empty());
            lines.extend(rows.map(|row| Line::Row(keymap::labels(row), row.word(lang))));
        }
        lines
    }

    fn scroll(&mut self, by: isize) {
        let most = self.extent.0.saturating_sub(self.extent.1);
        self.scroll = self.scroll.saturating_add_signed(by).min(most);
    }
}

impl Screen for Help {
    fn crumb(&self, lang: Lang) -> String {
        lang.pick("帮助", "Help").to_owned()
    }

    fn scope(&self) -> Scope {
        Scope::Help
    }

    fn covers_all(&self) -> bool {
        false
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        let theme = context.theme;
        let lines = self.lines(context.lang);
        let keys =
            lines.iter().map(|line| if let Line::Row(keys, _) = line { width(keys) } else { 0 }).max().unwrap_or(0);
        let inner =
            super::open(frame, area, keys as u16 + 24, lines.len() as u16 + 2, &self.crumb(context.lang), &theme);
        let inner = Rect { y: inner.y + 1, height: inner.height.saturating_sub(2), ..inner };
        self.extent = (lines.len(), inner.height as usize);
        self.scroll(0);
        let buffer = frame.buffer_mut();
        for (y, line) in (inner.y..inner.bottom()).zip(lines.iter().skip(self.scroll)) {
            match line {
                Line::Heading(section) => {
                    buffer.set_stringn(inner.x, y, section.title(context.lang), inner.width as usize, theme.title);
                }
                Line::Row(labels, word) => {
                    buffer.set_stringn(inner.x, y, pad(labels, keys + 3), inner.width as usize, theme.key);
                    let room = (inner.width as usize).saturating_sub(keys + 3);
                    buffer.set_stringn(inner.x + keys as u16 + 3, y, word, room, theme.text);
                }
                Line::Blank => {}
            }
        }
        if self.scroll + self.extent.1 < lines.len() {
            buffer.set_string(inner.right(), inner.bottom(), "v", theme.muted);
        }
        if self.scroll > 0 {
            buffer.set_string(inner.right(), inner.y - 1, "^", theme.muted);
        }
    }

    fn intent(&mut self, intent: Intent, _: &mut Context) -> Flow {
        let page = self.extent.1 as isize;
        match intent {
            Intent::Up => self.scroll(-1),
            Intent::Down => self.scroll(1),
            Intent::PageUp => self.scroll(-page),
            Intent::PageDown => self.scroll(page),
            Intent::First => self.scroll = 0,
            Intent::Last => self.scroll(isize::MAX),
            Intent::Accept | Intent::Help => return Flow::Pop,
            _ => return Flow::Pass,
        }
        Flow::Stay
    }

    fn mouse(&mut self, mouse: Mouse, _: &mut Context) -> Flow {
        match mouse.what {
            Press::WheelUp => self.scroll(-3),
            Press::WheelDown => self.scroll(3),
            Press::Click => {}
        }
        Flow::Stay
    }
}
