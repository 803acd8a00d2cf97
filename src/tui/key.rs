//! A key in the one notation used everywhere: `a`, `<Enter>`, `<C-p>`, `<F2>`, `<PgDn>`.

use std::fmt;

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

/// What a person pressed. A character carries its own shift: `?` is `?`, never Shift and `/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    pub code: Code,
    pub ctrl: bool,
    pub alt: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Code {
    Char(char),
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Insert,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
    F(u8),
}

/// The names in angle brackets. The first one of a code is the one that is printed.
const NAMES: [(&str, Code); 19] = [
    ("Enter", Code::Enter),
    ("Esc", Code::Esc),
    ("Tab", Code::Tab),
    ("S-Tab", Code::BackTab),
    ("BS", Code::Backspace),
    ("Del", Code::Delete),
    ("Ins", Code::Insert),
    ("Up", Code::Up),
    ("Down", Code::Down),
    ("Left", Code::Left),
    ("Right", Code::Right),
    ("Home", Code::Home),
    ("End", Code::End),
    ("PgUp", Code::PageUp),
    ("PgDn", Code::PageDown),
    ("Space", Code::Char(' ')),
    ("lt", Code::Char('<')),
    ("Backspace", Code::Backspace),
    ("Delete", Code::Delete),
];

impl Key {
    pub const fn new(code: Code) -> Key {
        Key { code, ctrl: false, alt: false }
    }

    /// The character typed, where the key is one without Ctrl or Alt.
    pub fn typed(self) -> Option<char> {
        match self.code {
            Code::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }

    /// What the terminal reports, or nothing for the releases that Windows sends and for keys no command uses.
    pub fn from_event(event: KeyEvent) -> Option<Key> {
        if event.kind == KeyEventKind::Release {
            return None;
        }
        let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
        let alt = event.modifiers.contains(KeyModifiers::ALT);
        let code = match event.code {
            // Windows reports AltGr as Ctrl with Alt; the character is then meant as it stands.
            KeyCode::Char(c) if ctrl && alt => return Some(Key::new(Code::Char(c))),
            KeyCode::Char(c) if ctrl => Code::Char(c.to_ascii_lowercase()),
            KeyCode::Char(c) => Code::Char(c),
            KeyCode::Tab if event.modifiers.contains(KeyModifiers::SHIFT) => Code::BackTab,
            KeyCode::Enter => Code::Enter,
            KeyCode::Esc => Code::Esc,
            KeyCode::Tab => Code::Tab,
            KeyCode::BackTab => Code::BackTab,
            KeyCode::Backspace => Code::Backspace,
            KeyCode::Delete => Code::Delete,
            KeyCode::Insert => Code::Insert,
            KeyCode::Up => Code::Up,
            KeyCode::Down => Code::Down,
            KeyCode::Left => Code::Left,
            KeyCode::Right => Code::Right,
            KeyCode::Home => Code::Home,
            KeyCode::End => Code::End,
            KeyCode::PageUp => Code::PageUp,
            KeyCode::PageDown => Code::PageDown,
            KeyCode::F(n) => Code::F(n),
            _ => return None,
        };
        Some(Key { code, ctrl, alt })
    }

    /// The key that was meant where a Chinese input method changed it: `：` is `:`, `１` is `1`.
    pub fn plain(self) -> Key {
        match self.code {
            Code::Char(c) => Key { code: Code::Char(plain(c)), ..self },
            _ => self,
        }
    }

    /// Reads one key in the notation.
    pub fn parse(text: &str) -> Result<Key, String> {
        match Key::script(text)?.as_slice() {
            [key] => Ok(*key),
            _ => Err(format!("not one key: {text}")),
        }
    }

    /// Reads what a person types: `jj<Enter>张三<Tab>`.
    pub fn script(text: &str) -> Result<Vec<Key>, String> {
        let mut keys = Vec::new();
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            rest = &rest[c.len_utf8()..];
            if c == '<' {
                let (name, after) = rest.split_once('>').ok_or_else(|| format!("no `>` after `<{rest}`"))?;
                keys.push(Key::named(name)?);
                rest = after;
            } else {
                keys.push(Key::new(Code::Char(c)));
            }
        }
        Ok(keys)
    }

    fn named(name: &str) -> Result<Key, String> {
        if let Some((_, code)) = NAMES.iter().find(|(known, _)| *known == name) {
            return Ok(Key::new(*code));
        }
        if let Some(rest) = name.strip_prefix("C-") {
            return Ok(Key { ctrl: true, ..Key::named_or_char(rest)? });
        }
        if let Some(rest) = name.strip_prefix("A-") {
            return Ok(Key { alt: true, ..Key::named_or_char(rest)? });
        }
        match name.strip_prefix('F').and_then(|n| n.parse().ok()) {
            Some(n @ 1..=12) => Ok(Key::new(Code::F(n))),
            _ => Err(format!("no such key: <{name}>")),
        }
    }

    fn named_or_char(name: &str) -> Result<Key, String> {
        let mut chars = name.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) => Ok(Key::new(Code::Char(c))),
            _ => Key::named(name),
        }
    }

    /// As it stands on the keyboard, for people: `Ctrl-P`, `PgDn`, `?`. The same in both languages.
    pub fn label(self) -> String {
        let name = match self.code {
            Code::Char(' ') => "Space".to_owned(),
            Code::Char(c) if self.ctrl || self.alt => c.to_ascii_uppercase().to_string(),
            Code::Char(c) => c.to_string(),
            Code::BackTab => "Shift-Tab".to_owned(),
            Code::Backspace => "Backspace".to_owned(),
            _ => self.name(),
        };
        let ctrl = if self.ctrl { "Ctrl-" } else { "" };
        let alt = if self.alt { "Alt-" } else { "" };
        format!("{ctrl}{alt}{name}")
    }

    fn name(self) -> String {
        match (self.code, NAMES.iter().find(|(_, code)| *code == self.code)) {
            (Code::F(n), _) => format!("F{n}"),
            (_, Some((name, _))) => (*name).to_owned(),
            (Code::Char(c), None) => c.to_string(),
            (code, None) => unreachable!("every code but F and characters has a name: {code:?}"),
        }
    }
}

/// In the notation: what [`Key::parse`] reads back.
impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.name();
        match (self.ctrl, self.alt, self.code) {
            (false, false, Code::Char(c)) if !matches!(c, ' ' | '<') => write!(f, "{c}"),
            (ctrl, alt, _) => {
                write!(f, "<{}{}{name}>", if ctrl { "C-" } else { "" }, if alt { "A-" } else { "" })
            }
        }
    }
}

/// The ASCII character meant by one that a Chinese input method made of it; any other stays.
pub fn plain(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        '。' | '｡' => '.',
        '、' => '/',
        '—' | '−' => '-',
        '“' | '”' => '"',
        '‘' | '’' => '\'',
        '【' | '「' => '[',
        '】' | '」' => ']',
        '《' => '<',
        '》' => '>',
        '￥' => '$',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_key_is_read_back_from_how_it_is_printed() {
        for text in [
            "a", "Z", "?", ":", "张", "<Enter>", "<Esc>", "<C-p>", "<A-x>", "<F2>", "<F12>", "<PgDn>", "<S-Tab>",
            "<BS>", "<Space>", "<lt>", "<C-Left>",
        ] {
            assert_eq!(Key::parse(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn a_script_reads_like_what_a_person_types() {
        let keys = Key::script("jj<Enter>张三<Tab>").unwrap();
        let printed: Vec<String> = keys.iter().map(Key::to_string).collect();
        assert_eq!(printed, ["j", "j", "<Enter>", "张", "三", "<Tab>"]);
        for wrong in ["<Nonsense>", "<Enter", "<F13>", "<>"] {
            assert!(Key::script(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_an_input_method_makes_of_a_command_key_is_undone() {
        let rows = [
            ("：", ":"),
            ("？", "?"),
            ("、", "/"),
            ("／", "/"),
            ("，", ","),
            ("。", "."),
            ("＊", "*"),
            ("－", "-"),
            ("＋", "+"),
            ("５", "5"),
            ("ｊ", "j"),
            ("Ｇ", "G"),
            ("　", "<Space>"),
        ];
        for (typed, meant) in rows {
            assert_eq!(Key::parse(typed).unwrap().plain(), Key::parse(meant).unwrap(), "{typed}");
        }
        assert_eq!(Key::parse("张").unwrap().plain(), Key::parse("张").unwrap());
    }

    #[test]
    fn a_release_is_not_a_key_and_a_repeat_is() {
        let mut event = KeyEvent::new(KeyCode::Char('a'), KeyModifiers::NONE);
        event.kind = KeyEventKind::Release;
        assert_eq!(Key::from_event(event), None);
        event.kind = KeyEventKind::Repeat;
        assert_eq!(Key::from_event(event), Some(Key::parse("a").unwrap()));
    }

    #[test]
    fn shift_is_part_of_a_character_and_ctrl_does_not_care_for_it() {
        let shifted = KeyEvent::new(KeyCode::Char('G'), KeyModifiers::SHIFT);
        assert_eq!(Key::from_event(shifted), Some(Key::parse("G").unwrap()));
        let control = KeyEvent::new(KeyCode::Char('P'), KeyModifiers::CONTROL | KeyModifiers::SHIFT);
        assert_eq!(Key::from_event(control), Some(Key::parse("<C-p>").unwrap()));
    }

    proptest! {
        #[test]
        fn any_character_is_read_back(c in any::<char>().prop_filter("printable", |c| !c.is_control())) {
            let key = Key::new(Code::Char(c));
            prop_assert_eq!(Key::parse(&key.to_string()).unwrap(), key);
        }
    }
}
