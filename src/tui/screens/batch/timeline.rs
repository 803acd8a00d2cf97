//! The states of a batch in their order: what is done, where it is, what is to come.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::domain::evaluation::batch::BatchState;
use crate::domain::language::{Lang, Say};
use crate::tui::context::Context;
use crate::tui::widget::fit::width;

/// Columns between two states.
const LINK: usize = 3;

/// Draws it in as few rows as it fits in in both languages; in a low window in two, so that the entries keep theirs.
/// Gives the rows used.
pub fn draw(frame: &mut Frame, area: Rect, here: BatchState, context: &Context) -> u16 {
    let long = |states: &[BatchState], lang: Lang| {
        states.iter().map(|state| width(&state.say(lang)) + LINK).sum::<usize>() + 2
    };
    let fits = |rows: &usize| {
        let mut lines = BatchState::ALL.chunks(BatchState::ALL.len().div_ceil(*rows));
        // The blank behind the last link may be cut.
        lines.all(|line| long(line, Lang::Zh).max(long(line, Lang::En)) <= area.width as usize + 1)
    };
    let most = if area.height < 18 { 2 } else { 4 };
    let rows = (1..most).find(fits).unwrap_or(most);
    let (theme, lang) = (&context.theme, context.lang);
    for (row, states) in BatchState::ALL.chunks(BatchState::ALL.len().div_ceil(rows)).enumerate() {
        let (mut x, y) = (area.x, area.y + row as u16);
        for state in states {
            let (word, style) = match state.cmp(&here) {
                std::cmp::Ordering::Less => (state.say(lang), theme.good),
                std::cmp::Ordering::Equal => (format!("[{}]", state.say(lang)), theme.accent),
                std::cmp::Ordering::Greater => (state.say(lang), theme.muted),
            };
            let room = area.right().saturating_sub(x) as usize;
            x = frame.buffer_mut().set_stringn(x, y, word, room, style).0;
            if *state != BatchState::Archived {
                let (link, style) = if *state < here { (" ─ ", theme.good) } else { (" · ", theme.line) };
                let room = area.right().saturating_sub(x) as usize;
                x = frame.buffer_mut().set_stringn(x, y, link, room, style).0;
            }
        }
    }
    rows as u16
}
