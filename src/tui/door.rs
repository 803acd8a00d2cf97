//! The last door before the terminal: whatever a screen drew without making it harmless is shown as a mark.
//!
//! Screens fit their texts through [`super::widget::fit`], which shows what hides or steers by its code. This looks at every cell once more,
//! so that no screen, however new, can let one through.

use ratatui::buffer::Buffer;

use crate::domain::identity::inert;

/// What stands for a cell that could act on the terminal.
const MARK: &str = "\u{FFFD}";

pub fn shut(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        let symbol = cell.symbol();
        // All but a few cells hold one plain character.
        let plain = matches!(symbol.as_bytes(), [b' '..=b'~']);
        if !plain && inert(symbol) != symbol {
            cell.set_symbol(MARK);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    #[test]
    fn what_a_screen_lets_through_becomes_a_mark_and_nothing_else_moves() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 24, 1));
        buffer.set_string(0, 0, "张e\u{301}葛\u{E0100} a\u{200d}b x", Style::new());
        buffer[(20, 0)].set_symbol("\u{2028}");
        let many = format!("e{}", "\u{301}".repeat(10_000));
        buffer[(21, 0)].set_symbol(&many);
        shut(&mut buffer);
        let text: String = buffer.content.iter().map(|cell| cell.symbol()).collect();
        assert!(text.starts_with("张 e\u{301}葛\u{E0100}"), "{text:?}");
        assert_eq!((buffer[(20, 0)].symbol(), buffer[(21, 0)].symbol()), (MARK, MARK));
        assert!(text.chars().all(|c| inert(&c.to_string()) == c.to_string() || c == '\u{301}' || c == '\u{E0100}'));
    }
}
