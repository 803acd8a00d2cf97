//! A quiet row of what can be done here, keys and words from the key table; a click does it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keymap;
use crate::tui::keytable::Scope;
use crate::tui::widget::fit::width;

/// The verbs with their places, as last drawn.
#[derive(Clone, Debug, Default)]
pub struct Verbs(Vec<(Rect, Intent)>);

impl Verbs {
    /// Draws as many as fit, row after row; what cannot be done now is greyed out.
    pub fn draw(
        &mut self,
        buffer: &mut Buffer,
        area: Rect,
        scope: Scope,
        wanted: &[Intent],
        can: impl Fn(Intent) -> bool,
        context: &Context,
    ) {
        self.0.clear();
        let (theme, lang) = (&context.theme, context.lang);
        let rows = keymap::section(scope).rows;
        let found = wanted.iter().filter_map(|intent| rows.iter().find(|row| row.intent == *intent));
        let (mut x, mut y) = (area.x, area.y);
        for row in found {
            let Some(key) = row.keys().first().map(|key| key.label()) else { continue };
            let word = row.word(lang);
            let wide = (width(&key) + 1 + width(word)) as u16;
            if x + wide > area.right() {
                (x, y) = (area.x, y + 1);
            }
            if y >= area.bottom() {
                break;
            }
            let can = can(row.intent);
            let after = buffer.set_stringn(x, y, &key, usize::MAX, if can { theme.key } else { theme.muted }).0;
            buffer.set_string(after + 1, y, word, if can { theme.text } else { theme.muted });
            self.0.push((Rect::new(x, y, wide, 1), row.intent));
            x += wide + 2;
        }
    }

    pub fn at(&self, at: Position) -> Option<Intent> {
        self.0.iter().find(|(place, _)| place.contains(at)).map(|(_, intent)| *intent)
    }
}
