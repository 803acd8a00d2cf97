//! The one sanitiser: text from outside made harmless for a screen, a terminal, an error or a file name.
//!
//! What cannot be seen but acts (control, bidirectional, zero-width, tag characters, line separators, blank fillers) is shown as
//! a mark such as `⟨U+202E⟩`, a run of the same one as `⟨U+200B×500⟩`. A character keeps at most three combining marks; the rest
//! are counted in one mark. Ordinary Chinese, rare characters and one variation selector on an ideograph pass unchanged.

use std::fmt::Write as _;

use unicode_normalization::char::is_combining_mark;
use unicode_width::UnicodeWidthChar;

/// Combining marks that a character may carry; names and screens hold to the same figure.
pub const MARKS_PER_CHARACTER: usize = 3;

/// Text that can do nothing but be read. Linear in the input, and `inert(inert(x)) == inert(x)`.
pub fn inert(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut carried = Carried::Nothing;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match carried.take(c) {
            Fate::Pass => out.push(c),
            Fate::Show => {
                let mut times = 1;
                while chars.next_if_eq(&c).is_some() {
                    times += 1;
                }
                show(&mut out, c, times);
            }
            Fate::Surplus => {
                let mut more = 0;
                while chars.next_if(|next| is_mark(*next)).is_some() {
                    more += 1;
                }
                let _ = match more {
                    0 => write!(out, "⟨U+{:04X}⟩", c as u32),
                    _ => write!(out, "⟨U+{:04X}+{more}⟩", c as u32),
                };
                carried = Carried::Nothing;
            }
        }
    }
    out
}

/// The same for a text of several lines, whose line ends stay.
pub fn inert_lines(text: &str) -> String {
    text.split('\n').map(inert).collect::<Vec<_>>().join("\n")
}

fn show(out: &mut String, c: char, times: usize) {
    let _ = match times {
        1 => write!(out, "⟨U+{:04X}⟩", c as u32),
        _ => write!(out, "⟨U+{:04X}×{times}⟩", c as u32),
    };
}

/// What the characters so far let the next one be.
enum Carried {
    /// Nothing that a mark could stand on: the start, or after a shown mark.
    Nothing,
    /// A character with so many marks, and whether it is an ideograph still without a selector.
    Base { marks: usize, selectable: bool },
}

enum Fate {
    Pass,
    Show,
    Surplus,
}

impl Carried {
    fn take(&mut self, c: char) -> Fate {
        if is_ideographic_selector(c) {
            if let Carried::Base { marks, selectable: true } = *self {
                *self = Carried::Base { marks, selectable: false };
                return Fate::Pass;
            }
            *self = Carried::Nothing;
            return Fate::Show;
        }
        if is_hidden(c) {
            *self = Carried::Nothing;
            return Fate::Show;
        }
        if is_mark(c) {
            return match self {
                Carried::Nothing => Fate::Show,
                Carried::Base { marks: MARKS_PER_CHARACTER.., .. } => Fate::Surplus,
                Carried::Base { marks, selectable } => {
                    *marks += 1;
                    *selectable = false;
                    Fate::Pass
                }
            };
        }
        *self = Carried::Base { marks: 0, selectable: is_han(c) };
        Fate::Pass
    }
}

/// A character that stands on the one before it: a combining mark, or anything else that takes no cell.
pub(super) fn is_mark(c: char) -> bool {
    (is_combining_mark(c) || c.width() == Some(0)) && !is_hidden(c) && !is_ideographic_selector(c)
}

/// The first character of a text of several lines that cannot be seen or steers what can: its place in bytes. Line ends and tabs are none.
pub fn hidden_at(text: &str) -> Option<(usize, char)> {
    text.char_indices().find(|(_, c)| is_hidden(*c) && !matches!(c, '\n' | '\r' | '\t'))
}

/// A selector that picks a glyph of an ideograph: U+E0100–E01EF, and U+FE00–FE02 for the compatibility forms.
pub(super) fn is_ideographic_selector(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE02}' | '\u{E0100}'..='\u{E01EF}')
}

/// An ideograph of any plane.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '〇' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{2FFFD}' | '\u{30000}'..='\u{3FFFD}')
}

/// A character that cannot be seen, or that steers what can: Cc, Cf, Zl, Zp, blank fillers, other default-ignorables,
/// noncharacters.
pub(super) fn is_hidden(c: char) -> bool {
    c.is_control()
        || (c as u32) & 0xFFFE == 0xFFFE
        || matches!(c,
            '\u{AD}' | '\u{34F}' | '\u{600}'..='\u{605}' | '\u{61C}' | '\u{6DD}' | '\u{70F}' | '\u{890}'..='\u{891}' | '\u{8E2}'
            | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{2800}' | '\u{3164}' | '\u{FDD0}'..='\u{FDEF}'
            | '\u{FE03}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' | '\u{110BD}' | '\u{110CD}'
            | '\u{13430}'..='\u{1343F}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E00FF}'
            | '\u{E01F0}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ordinary_and_rare_chinese_passes_unchanged() {
        for text in [
            "张三",
            "㛃",
            "䶮",
            "𬱖",
            "𠮷野家",
            "〇",
            "阿依古丽·买买提",
            "￥100％",
            "葛\u{E0100}城",
            "神\u{FE00}",
            "José",
            "e\u{301}",
            "三级/高级工",
            "",
            "\u{E863}",
        ] {
            assert_eq!(inert(text), text);
        }
    }

    #[test]
    fn what_hides_or_steers_is_shown() {
        let rows = [
            ("张\u{202E}三", "张⟨U+202E⟩三"),
            ("\u{1b}[31m红", "⟨U+001B⟩[31m红"),
            ("\u{9b}2J", "⟨U+009B⟩2J"),
            ("a\r\nb", "a⟨U+000D⟩⟨U+000A⟩b"),
            ("张\u{200B}\u{200B}\u{200B}三", "张⟨U+200B×3⟩三"),
            ("张\u{200D}三", "张⟨U+200D⟩三"),
            ("\u{FEFF}姓名", "⟨U+FEFF⟩姓名"),
            ("甲\u{2028}乙\u{2029}", "甲⟨U+2028⟩乙⟨U+2029⟩"),
            ("\u{E0041}", "⟨U+E0041⟩"),
            ("张\u{3164}", "张⟨U+3164⟩"),
            ("葛\u{E0100}\u{E0101}", "葛\u{E0100}⟨U+E0101⟩"),
            ("A\u{E0100}", "A⟨U+E0100⟩"),
            ("\u{301}a", "⟨U+0301⟩a"),
        ];
        for (text, want) in rows {
            assert_eq!(inert(text), want);
        }
    }

    #[test]
    fn ten_thousand_combining_marks_become_three_and_a_count() {
        let text = format!("e{}x", "\u{301}".repeat(10_000));
        assert_eq!(inert(&text), "e\u{301}\u{301}\u{301}⟨U+0301+9996⟩x");
    }

    fn nasty() -> impl Strategy<Value = String> {
        let one = prop_oneof![
            any::<char>(),
            prop::sample::select(vec![
                '\u{1b}',
                '\u{202E}',
                '\u{200D}',
                '\u{2028}',
                '\u{E0100}',
                '\u{E0041}',
                '\u{301}',
                '\u{FE0F}',
                '葛',
                'a',
                '⟩',
                '\u{1161}'
            ]),
        ];
        prop::collection::vec(one, 0..40).prop_map(String::from_iter)
    }

    proptest! {
        #[test]
        fn inert_text_holds_nothing_hidden_and_never_more_than_three_marks_in_a_row(text in nasty()) {
            let out = inert(&text);
            prop_assert!(!out.chars().any(is_hidden), "{:?}", out);
            let mut run = 0;
            for c in out.chars() {
                run = if is_mark(c) { run + 1 } else { 0 };
                prop_assert!(run <= MARKS_PER_CHARACTER);
            }
            prop_assert_eq!(inert(&out), out);
        }
    }
}
