//! Wide characters and their second halves: two repairs that keep Chinese text whole on the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Color;
use unicode_width::UnicodeWidthStr;

/// Never drawn: it makes the hidden half of a wide character differ from a blank of the same ground.
const HIDDEN: Color = Color::Rgb(1, 2, 3);

/// Marks the hidden halves, as the last thing before a frame is compared with the one before. Where a wide character
/// moves by one column, its old half would else be taken for the blank that is wanted there, and stay on the terminal.
pub fn mark_halves(buffer: &mut Buffer) {
    let columns = buffer.area.width as usize;
    for start in (0..buffer.content.len()).filter(|at| at % columns + 1 < columns) {
        if buffer.content[start].symbol().width() > 1 {
            buffer.content[start + 1].fg = HIDDEN;
        }
    }
}

/// Before a box is drawn: a wide character whose second half lies under its left edge would swallow the border, so its
/// first half becomes a space.
pub fn free_left_edge(buffer: &mut Buffer, outer: Rect) {
    let Some(x) = outer.x.checked_sub(1) else { return };
    for y in outer.top()..outer.bottom() {
        if let Some(cell) = buffer.cell_mut((x, y)).filter(|cell| cell.symbol().width() > 1) {
            cell.set_symbol(" ");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::Style;

    #[test]
    fn a_wide_character_that_moves_by_a_column_leaves_no_half_behind() {
        let ground = Style::new().bg(Color::Blue);
        let frame = |text: &str| {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 6, 1));
            buffer.set_string(0, 0, text, ground);
            buffer.set_style(buffer.area, ground);
            mark_halves(&mut buffer);
            buffer
        };
        let (before, after) = (frame(" 张  "), frame("张   "));
        let drawn: Vec<u16> = before.diff(&after).into_iter().map(|(x, ..)| x).collect();
        assert_eq!(drawn, [0, 2], "the column where the second half stood is drawn again");
    }
}
