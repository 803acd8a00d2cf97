//! Whether characters are text or commands just now, so that no letter of a name ever fires a command.

use super::key::{Key, plain};

/// What the focus of a screen makes of plain characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Typing {
    /// No text field has the focus: characters are commands.
    #[default]
    Commands,
    /// A text field: every character is text, as it stands.
    Text,
    /// A field of digits (a date, an ID number): every character is text, full-width ones made plain.
    Number,
    /// Marks at the desk: digits and the point are text; any other character is a command.
    Marks,
}

/// Where a key goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    Text(char),
    Command(Key),
}

impl Typing {
    pub fn route(self, key: Key) -> Route {
        let meant = key.plain();
        match (self, key.typed(), meant.typed()) {
            (Typing::Text, Some(c), _) => Route::Text(c),
            (Typing::Number, _, Some(c)) => Route::Text(c),
            (Typing::Marks, _, Some(c)) if c.is_ascii_digit() || c == '.' => Route::Text(c),
            _ => Route::Command(meant),
        }
    }

    /// Whether a field with a cursor has the focus, so that the editing keys belong to it.
    pub const fn in_field(self) -> bool {
        matches!(self, Typing::Text | Typing::Number)
    }

    /// A pasted text as the field takes it, in one line; nothing where no field has the focus, so that no character of
    /// a paste is ever a command.
    pub fn paste(self, text: &str) -> Option<String> {
        let line = text.trim().replace(['\r', '\n', '\t'], " ");
        match self {
            Typing::Text => Some(line),
            Typing::Number => Some(line.chars().map(plain).collect()),
            Typing::Commands | Typing::Marks => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_focus_takes_its_own_characters_as_text() {
        let rows = [
            (Typing::Commands, "ｊ", Route::Command(Key::parse("j").unwrap())),
            (Typing::Text, "ｊ", Route::Text('ｊ')),
            (Typing::Text, "：", Route::Text('：')),
            (Typing::Number, "５", Route::Text('5')),
            (Typing::Number, "ｘ", Route::Text('x')),
            (Typing::Marks, "５", Route::Text('5')),
            (Typing::Marks, "。", Route::Text('.')),
            (Typing::Marks, "＊", Route::Command(Key::parse("*").unwrap())),
            (Typing::Marks, "f", Route::Command(Key::parse("f").unwrap())),
            (Typing::Text, "<C-p>", Route::Command(Key::parse("<C-p>").unwrap())),
            (Typing::Text, "<Enter>", Route::Command(Key::parse("<Enter>").unwrap())),
        ];
        for (typing, key, route) in rows {
            assert_eq!(typing.route(Key::parse(key).unwrap()), route, "{typing:?} {key}");
        }
    }

    #[test]
    fn a_paste_is_one_line_of_text_or_nothing() {
        assert_eq!(Typing::Text.paste("张三\r\n"), Some("张三".to_owned()));
        assert_eq!(Typing::Number.paste("３６０１"), Some("3601".to_owned()));
        assert_eq!(Typing::Commands.paste("dd"), None);
        assert_eq!(Typing::Marks.paste("f"), None);
    }
}
