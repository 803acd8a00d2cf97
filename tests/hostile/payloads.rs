//! Sixty texts that try to seize or deceive a terminal, and the one question that is asked of every output.

use ratatui::buffer::Buffer;
use touchstone::domain::identity::{inert, inert_lines};

/// Each by a name that a failure can be told with.
pub fn payloads() -> Vec<(&'static str, String)> {
    let mut all: Vec<(&'static str, String)> = vec![
        ("colour", "\u{1b}[31m红\u{1b}[0m".into()),
        ("clear screen", "\u{1b}[2J\u{1b}[H".into()),
        ("alternate screen", "\u{1b}[?1049h".into()),
        ("hide cursor", "\u{1b}[?25l".into()),
        ("ask for the cursor", "\u{1b}[6n".into()),
        ("print the screen", "\u{1b}[5i".into()),
        ("full reset", "\u{1b}c".into()),
        ("line drawing", "\u{1b}(0qqq".into()),
        ("fill with E", "\u{1b}#8".into()),
        ("window title", "\u{1b}]0;题\u{7}".into()),
        ("window title, long end", "\u{1b}]2;题\u{1b}\\".into()),
        ("clipboard", "\u{1b}]52;c;cm0gLXJm\u{7}".into()),
        ("hyperlink", "\u{1b}]8;;http://x.invalid\u{1b}\\点\u{1b}]8;;\u{1b}\\".into()),
        ("palette", "\u{1b}]4;1;rgb:00/00/00\u{7}".into()),
        ("device control", "\u{1b}P$q\"p\u{1b}\\".into()),
        ("application command", "\u{1b}_Gx\u{1b}\\".into()),
        ("privacy message", "\u{1b}^x\u{1b}\\".into()),
        ("start of string", "\u{1b}Xx\u{1b}\\".into()),
        ("end of bracketed paste", "\u{1b}[201~x".into()),
        ("C1 introducer", "\u{9b}31m".into()),
        ("C1 command", "\u{9d}0;t\u{9c}".into()),
        ("C1 device control", "\u{90}x\u{9c}".into()),
        ("C1 next line", "甲\u{85}乙".into()),
        ("C1 reverse index", "\u{8d}".into()),
        ("C1 privacy and application", "\u{9e}x\u{9f}y\u{98}z".into()),
        ("NUL", "甲\0乙".into()),
        ("bell", "\u{7}\u{7}".into()),
        ("backspaces", "100\u{8}\u{8}\u{8}60".into()),
        ("tab stops", "甲\u{b}乙\u{c}丙".into()),
        ("shift out", "\u{e}甲\u{f}".into()),
        ("substitute", "\u{1a}".into()),
        ("delete", "甲\u{7f}".into()),
        ("return over the line", "不合格\r合格".into()),
        ("return and line feed", "甲\r\n乙".into()),
        ("right to left override", "张\u{202e}三\u{202c}".into()),
        ("left to right override", "\u{202d}甲".into()),
        ("embeddings", "\u{202a}甲\u{202b}乙\u{202c}".into()),
        ("isolates", "\u{2066}甲\u{2067}乙\u{2068}丙\u{2069}".into()),
        ("unclosed isolate", "\u{2067}乙".into()),
        ("direction marks", "\u{200e}\u{200f}\u{61c}".into()),
        ("zero width space", "张\u{200b}三".into()),
        ("zero width joiners", "张\u{200c}\u{200d}三".into()),
        ("word joiner", "张\u{2060}三".into()),
        ("byte order mark inside", "张\u{feff}三".into()),
        ("soft hyphen", "张\u{ad}三".into()),
        ("grapheme joiner", "张\u{34f}三".into()),
        ("Mongolian selectors", "\u{180b}\u{180e}\u{180f}".into()),
        ("emoji selector", "1\u{fe0f}\u{20e3}".into()),
        ("tags", "\u{e0001}\u{e0041}\u{e0042}\u{e007f}".into()),
        ("selectors in a chain", "葛\u{e0100}\u{e0101}\u{e0102}".into()),
        ("a selector on a Latin letter", "A\u{e0100}".into()),
        ("line and paragraph separators", "甲\u{2028}乙\u{2029}丙".into()),
        ("fillers", "\u{3164}\u{115f}\u{1160}\u{ffa0}\u{2800}".into()),
        ("interlinear", "\u{fff9}甲\u{fffa}乙\u{fffb}".into()),
        ("noncharacters", "\u{fffe}\u{ffff}\u{fdd0}\u{1fffe}".into()),
        ("beside the surrogates", "\u{d7ff}\u{e000}".into()),
        ("invisible music and shorthand", "\u{1d173}\u{1bca0}".into()),
        ("a mark on nothing", "\u{301}甲".into()),
    ];
    all.push(("ten thousand marks", format!("e{}", "\u{301}".repeat(10_000))));
    all.push(("enclosing marks", format!("甲{}", "\u{489}".repeat(40))));
    all
}

/// What must hold of any line that reaches a person.
pub fn is_harmless(text: &str) -> bool {
    inert_lines(text) == text
}

/// The first line that is not, with what it would have to be.
pub fn assert_harmless(what: &str, text: &str) {
    for line in text.split('\n') {
        let right = inert(line);
        assert!(line == right, "{what} lets through {:?}", line.chars().take(200).collect::<String>());
    }
}

/// Every cell of a screen.
pub fn assert_screen(what: &str, buffer: &Buffer) {
    for cell in &buffer.content {
        let symbol = cell.symbol();
        assert!(inert(symbol) == symbol, "{what} draws {symbol:?}");
    }
}
