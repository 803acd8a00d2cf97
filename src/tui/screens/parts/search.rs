//! The line above a list in which one types what is looked for.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::domain::identity::mask_number;
use crate::domain::language::{Both, Say};
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::screen::{Mouse, Press, Typed};
use crate::tui::typing::Typing;
use crate::tui::widget::fit::{fit, width};
use crate::tui::widget::line::Line;

/// From so many characters on a number may be a whole identity document: it is shown only while it is typed.
const WHOLE_DOCUMENT: usize = 15;

pub struct Search {
    line: Line,
    typing: bool,
    /// What can be looked for, while nothing is.
    hint: Both,
    area: Rect,
}

/// What an intent came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Searched {
    /// Not the search's.
    Pass,
    Stay,
    /// Something else is looked for now.
    Changed,
}

impl Search {
    pub fn new(hint: Both) -> Search {
        Search { line: Line::default(), typing: false, hint, area: Rect::ZERO }
    }

    pub fn typing(&self) -> Typing {
        if self.typing { Typing::Text } else { Typing::Commands }
    }

    /// What is looked for; empty where nothing is.
    pub fn value(&self) -> &str {
        self.line.value().trim()
    }

    /// True where something else is looked for now.
    pub fn typed(&mut self, typed: &Typed) -> bool {
        self.line.typed(typed)
    }

    /// Moving in the list ends the typing and keeps what was found; Esc lets it go.
    pub fn intent(&mut self, intent: Intent) -> Searched {
        match intent {
            Intent::Search => self.typing = true,
            Intent::Edit(edit) => {
                if self.line.edit(edit) {
                    return Searched::Changed;
                }
            }
            Intent::Back if self.typing || !self.line.value().is_empty() => {
                self.typing = false;
                self.line.set("");
                return Searched::Changed;
            }
            Intent::Up | Intent::Down | Intent::PageUp | Intent::PageDown | Intent::Open => {
                self.typing = false;
                return Searched::Pass;
            }
            _ => return Searched::Pass,
        }
        Searched::Stay
    }

    /// True where the click was on the line.
    pub fn mouse(&mut self, mouse: Mouse) -> bool {
        let hit = mouse.what == Press::Click && self.area.contains(mouse.at);
        self.typing |= hit;
        hit
    }

    /// The line in the first row of `area`, with a quiet word at its right; gives the room below.
    pub fn draw(&mut self, frame: &mut Frame, area: Rect, right: &str, context: &Context) -> Rect {
        let theme = &context.theme;
        self.area = Rect { height: 1.min(area.height), ..area };
        let buffer = frame.buffer_mut();
        buffer.set_stringn(area.x, area.y, "/", 1, if self.typing { theme.accent } else { theme.key });
        let tail = width(right) as u16;
        let room = area.width.saturating_sub(tail + 4);
        buffer.set_stringn(area.right().saturating_sub(tail), area.y, right, tail as usize, theme.muted);
        let field = Rect { x: area.x + 2, width: room, height: 1, ..area };
        if self.typing {
            self.line.draw(frame, field, theme.field_focused, true, context);
        } else if self.line.value().is_empty() {
            let hint = fit(&self.hint.say(context.lang), room as usize);
            frame.buffer_mut().set_string(field.x, field.y, hint, theme.muted);
        } else {
            frame.buffer_mut().set_string(field.x, field.y, fit(&self.shown(), room as usize), theme.accent);
        }
        Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area }
    }

    fn shown(&self) -> String {
        let value = self.value();
        let digits = value.chars().filter(char::is_ascii_digit).count();
        let certificate = value.chars().count() > 18;
        if digits >= WHOLE_DOCUMENT && !certificate { mask_number(value) } else { value.to_owned() }
    }
}
