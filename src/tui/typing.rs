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
    /// Marks at the desk: what the number pad types is text, and so are the letters that the criterion takes; any other
    /// character is a command.
    Marks(Letters),
}

/// Small letters that are text in a mark: fault letters, `y` and `n`, `f`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Letters(u32);

impl Letters {
    pub fn with(self, letter: char) -> Letters {
        if letter.is_ascii_lowercase() { Letters(self.0 | 1 << (letter as u32 - 'a' as u32)) } else { self }
    }

    /// Whether it is one of them; a capital stands for its small letter.
    pub const fn holds(self, c: char) -> bool {
        c.is_ascii_alphabetic() && self.0 & (1 << (c.to_ascii_lowercase() as u32 - 'a' as u32)) != 0
    }
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
            (Typing::Marks(letters), _, Some(c)) if matches!(c, '0'..='9' | '.' | '*' | '-') || letters.holds(c) => {
                Route::Text(c)
            }
            _ => Route::Command(meant),
        }
    }

    /// Whether a field with a cursor has the focus, so that the editing keys belong to it.
    pub const fn in_field(self) -> bool {
        matches!(self, Typing::Text | Typing::Number | Typing::Marks(_))
    }

    /// A pasted text as the field takes it, in one line; nothing where no field has the focus, so that no character of
    /// a paste is ever a command.
    pub fn paste(self, text: &str) -> Option<String> {
        let line = text.trim().replace(['\r', '\n', '\t'], " ");
        // What cannot be typed cannot be pasted.
        let line: String = line.chars().filter(|c| !c.is_control()).collect();
        match self {
            Typing::Text => Some(line),
            Typing::Number | Typing::Marks(_) => Some(line.chars().map(plain).collect()),
            Typing::Commands => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_focus_takes_its_own_characters_as_text() {
        let marks = Typing::Marks(Letters::default().with('a').with('f'));
        let rows = [
            (Typing::Commands, "ｊ", Route::Command(Key::parse("j").unwrap())),
            (Typing::Text, "ｊ", Route::Text('ｊ')),
            (Typing::Text, "：", Route::Text('：')),
            (Typing::Number, "５", Route::Text('5')),
            (Typing::Number, "ｘ", Route::Text('x')),
            (marks, "５", Route::Text('5')),
            (marks, "。", Route::Text('.')),
            (marks, "．", Route::Text('.')),
            (marks, "＊", Route::Text('*')),
            (marks, "－", Route::Text('-')),
            (marks, "ｆ", Route::Text('f')),
            (marks, "A", Route::Text('A')),
            (marks, "s", Route::Command(Key::parse("s").unwrap())),
            (marks, "＋", Route::Command(Key::parse("+").unwrap())),
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
        assert_eq!(Typing::Text.paste("张\u{1b}[2J\u{9b}三\0"), Some("张[2J三".to_owned()));
        assert_eq!(Typing::Marks(Letters::default()).paste("７．５"), Some("7.5".to_owned()));
    }
}
