//! One line of text that is typed: its cursor stands where the terminal's own does, so that an input method's window
//! follows it.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use tui_input::{Input, InputRequest};

use super::fit::{fit, pad, width};
use crate::tui::context::Context;
use crate::tui::intent::Edit;
use crate::tui::screen::Typed;

#[derive(Clone, Debug, Default)]
pub struct Line {
    input: Input,
}

impl Line {
    pub fn new(value: &str) -> Line {
        Line { input: Input::new(visible(value)) }
    }

    pub fn value(&self) -> &str {
        self.input.value()
    }

    pub fn set(&mut self, value: &str) {
        self.input = Input::new(visible(value));
    }

    /// The same as dots, for what nobody beside should read.
    pub fn hidden(&self) -> Line {
        let dots: String = self.value().chars().map(|_| '•').collect();
        Line { input: Input::new(dots).with_cursor(self.input.cursor()) }
    }

    /// True where the value changed.
    pub fn typed(&mut self, typed: &Typed) -> bool {
        let text = match typed {
            Typed::Char(c) => visible(&c.to_string()),
            Typed::Paste(text) => visible(text),
        };
        for c in text.chars() {
            self.input.handle(InputRequest::InsertChar(c));
        }
        !text.is_empty()
    }

    /// True where the value changed.
    pub fn edit(&mut self, edit: Edit) -> bool {
        let request = match edit {
            Edit::Left => InputRequest::GoToPrevChar,
            Edit::Right => InputRequest::GoToNextChar,
            Edit::WordLeft => InputRequest::GoToPrevWord,
            Edit::WordRight => InputRequest::GoToNextWord,
            Edit::Start => InputRequest::GoToStart,
            Edit::End => InputRequest::GoToEnd,
            Edit::DeleteBack => InputRequest::DeletePrevChar,
            Edit::DeleteForward => InputRequest::DeleteNextChar,
            Edit::DeleteWord => InputRequest::DeletePrevWord,
            Edit::DeleteToEnd => InputRequest::DeleteTillEnd,
            Edit::DeleteAll => InputRequest::DeleteLine,
        };
        self.input.handle(request).is_some_and(|changed| changed.value)
    }

    /// Draws the part around the cursor in one row; the terminal's cursor goes there where the line has the focus.
    pub fn draw(&self, frame: &mut Frame, area: Rect, style: Style, focused: bool, context: &Context) {
        if area.is_empty() {
            return;
        }
        let columns = area.width as usize;
        if !focused {
            let text = pad(&fit(self.value(), columns), columns);
            frame.buffer_mut().set_stringn(area.x, area.y, text, columns, style);
            return;
        }
        // One column is kept for the cursor behind the last character.
        let scroll = self.input.visual_scroll(columns.saturating_sub(1));
        let cursor = self.input.visual_cursor().saturating_sub(scroll).min(columns - 1);
        let text = pad(&from_column(self.value(), scroll), columns);
        frame.buffer_mut().set_stringn(area.x, area.y, text, columns, style);
        if context.on_top {
            frame.set_cursor_position((area.x + cursor as u16, area.y));
        }
    }
}

/// The text without its first columns; half a wide character is a space.
fn from_column(text: &str, columns: usize) -> String {
    use unicode_segmentation::UnicodeSegmentation;
    let mut skipped = 0;
    let mut rest = String::new();
    for grapheme in text.graphemes(true) {
        if skipped >= columns {
            rest.push_str(grapheme);
        } else {
            skipped += width(grapheme);
            rest.push_str(&" ".repeat(skipped.saturating_sub(columns)));
        }
    }
    rest
}

/// Only what can be seen is taken in: no control, direction or zero-width characters. Variation selectors stay: rare
/// names are written with them.
fn visible(text: &str) -> String {
    let hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
    };
    text.chars().filter(|c| !hidden(*c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_are_not_taken_in_and_variation_selectors_are() {
        let mut line = Line::default();
        assert!(line.typed(&Typed::Paste("张\u{202E}三\u{200B}\u{E0100}\n".to_owned())));
        assert_eq!(line.value(), "张三\u{E0100}");
        assert!(!line.typed(&Typed::Paste("\u{202E}".to_owned())));
    }

    #[test]
    fn deleting_takes_a_whole_character_with_its_marks() {
        let mut line = Line::new("李e\u{301}");
        assert!(line.edit(Edit::DeleteBack));
        assert_eq!(line.value(), "李");
        assert!(!line.edit(Edit::Left));
        assert!(!line.edit(Edit::DeleteBack));
    }

    #[test]
    fn a_line_scrolled_into_a_wide_character_shows_a_space_for_its_half() {
        assert_eq!(from_column("张三李四", 3), " 李四");
        assert_eq!(from_column("张三李四", 4), "李四");
    }
}
