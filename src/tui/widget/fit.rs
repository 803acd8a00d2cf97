//! Text in a given number of columns: cut between graphemes with `…`, padded, never shifted by a wide character.

use crate::domain::identity::inert;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Columns that a text takes.
pub fn width(text: &str) -> usize {
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

/// The text in at most `columns` columns, its end replaced by `…` where it is longer.
pub fn fit(text: &str, columns: usize) -> String {
    let text = inert(text);
    if width(&text) <= columns {
        return text;
    }
    let mut room = columns.saturating_sub(1);
    let mut cut: String = text
        .graphemes(true)
        .take_while(|grapheme| {
            let wide = grapheme.width();
            let fits = wide <= room;
            room = room.saturating_sub(if fits { wide } else { room });
            fits
        })
        .collect();
    if columns > 0 {
        cut.push('…');
    }
    cut
}

/// Fitted, and padded on the right to exactly `columns`.
pub fn pad(text: &str, columns: usize) -> String {
    let text = fit(text, columns);
    format!("{text}{}", " ".repeat(columns - width(&text)))
}

/// Fitted, and padded on the left to exactly `columns`: for numbers.
pub fn pad_left(text: &str, columns: usize) -> String {
    let text = fit(text, columns);
    format!("{}{text}", " ".repeat(columns - width(&text)))
}

/// A long text in lines of at most `columns`: broken at spaces between Latin words, anywhere between Han characters,
/// never before a closing mark.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let paragraph = inert(paragraph);
        let mut line = String::new();
        let mut used = 0;
        for piece in pieces(&paragraph) {
            let wide = width(piece.trim_end());
            if used > 0 && used + wide > columns {
                lines.push(std::mem::take(&mut line).trim_end().to_owned());
                used = 0;
            }
            for grapheme in piece.graphemes(true) {
                // Only a piece longer than a whole line is cut inside.
                if used > 0 && used + grapheme.width() > columns && !grapheme.trim().is_empty() {
                    lines.push(std::mem::take(&mut line).trim_end().to_owned());
                    used = 0;
                }
                used += grapheme.width();
                line.push_str(grapheme);
            }
        }
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// A value of several units, two blanks between them: a unit that fits into a line is not broken.
pub fn wrap_units(text: &str, columns: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = String::new();
        for unit in paragraph.split("  ") {
            let joined = if line.is_empty() { unit.to_owned() } else { format!("{line}  {unit}") };
            if width(&inert(&joined)) <= columns || line.is_empty() {
                line = joined;
            } else {
                lines.extend(wrap(&line, columns));
                line = unit.to_owned();
            }
        }
        lines.extend(wrap(&line, columns));
    }
    lines
}

/// The places where a line may end: after each piece. A Latin word keeps the space after it, a Han character the mark
/// that must not begin a line.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut graphemes = text.grapheme_indices(true).peekable();
    while let Some((at, grapheme)) = graphemes.next() {
        let end = at + grapheme.len();
        let breaks = match graphemes.peek() {
            None => true,
            Some((_, next)) if next.trim().is_empty() || closes(next) => false,
            Some((_, next)) => grapheme.trim().is_empty() || grapheme.width() == 2 || next.width() == 2,
        };
        if breaks && !opens(grapheme) {
            pieces.push(&text[start..end]);
            start = end;
        }
    }
    if start < text.len() {
        pieces.push(&text[start..]);
    }
    pieces
}

fn closes(grapheme: &str) -> bool {
    grapheme.starts_with(['，', '。', '；', '：', '、', '？', '！', '）', '」', '》', '％', ',', '.', ';', ')', '%'])
}

fn opens(grapheme: &str) -> bool {
    grapheme.starts_with(['（', '「', '《', '('])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_long_text_is_cut_between_characters_at_every_width() {
        let rows: [(&str, [&str; 6]); 4] = [
            ("欧阳娜娜abc", ["…", "…", "欧…", "欧…", "欧阳…", "欧阳…"]),
            ("李㛃䶮𬱖", ["…", "…", "李…", "李…", "李㛃…", "李㛃…"]),
            (
                "e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}",
                [
                    "…",
                    "e\u{301}…",
                    "e\u{301}e\u{301}…",
                    "e\u{301}e\u{301}e\u{301}…",
                    "e\u{301}e\u{301}e\u{301}e\u{301}…",
                    "e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}…",
                ],
            ),
            ("abc张三李四", ["…", "a…", "ab…", "abc…", "abc…", "abc张…"]),
        ];
        for (text, expected) in rows {
            for (columns, expected) in (1..=6).zip(expected) {
                assert_eq!(fit(text, columns), expected, "{text} at {columns}");
            }
        }
    }

    #[test]
    fn what_fits_is_not_touched_and_nothing_fits_in_nothing() {
        assert_eq!(fit("欧阳娜娜", 8), "欧阳娜娜");
        assert_eq!(fit("欧阳娜娜", 7), "欧阳娜…");
        assert_eq!(fit("张", 0), "");
    }

    #[test]
    fn padding_fills_the_half_cell_that_a_wide_character_leaves() {
        assert_eq!(pad("欧阳娜娜", 6), "欧阳… ");
        assert_eq!(pad_left("8.5", 6), "   8.5");
        assert_eq!(pad_left("张三", 6), "  张三");
    }

    #[test]
    fn lines_break_between_words_and_han_and_never_before_a_full_stop() {
        assert_eq!(wrap("cannot issue: publicity ends", 14), ["cannot issue:", "publicity ends"]);
        assert_eq!(wrap("公示期未满，不能发证。", 10), ["公示期未", "满，不能发", "证。"]);
        assert_eq!(wrap("abcdefghij", 4), ["abcd", "efgh", "ij"]);
        assert_eq!(wrap("甲\n乙", 10), ["甲", "乙"]);
        assert_eq!(wrap_units("430124********0057  居民身份证", 24), ["430124********0057", "居民身份证"]);
        assert_eq!(wrap_units("430124********0057  居民身份证", 30), ["430124********0057  居民身份证"]);
        assert_eq!(wrap_units("甲乙  丙\n丁", 6), ["甲乙", "丙", "丁"]);
        assert_eq!(wrap_units("", 6), [""]);
        assert_eq!(wrap_units("公示期未满，不能发证。  丙", 10), ["公示期未", "满，不能发", "证。", "丙"]);
    }

    proptest! {
        #[test]
        fn padded_text_is_always_as_wide_as_asked(text in "[a-z张三欧㛃𬱖·e\u{301} ]{0,14}", columns in 1usize..12) {
            prop_assert_eq!(width(&pad(&text, columns)), columns);
            prop_assert_eq!(width(&pad_left(&text, columns)), columns);
        }

        #[test]
        fn wrapped_lines_keep_every_character_and_never_overflow(text in "[a-z张三。，（）e 0-9]{0,60}", columns in 4usize..30) {
            let lines = wrap(&text, columns);
            prop_assert!(lines.iter().all(|line| width(line) <= columns));
            let without_spaces = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(without_spaces(&lines.concat()), without_spaces(&text));
        }
    }
}
