//! Text that a spreadsheet would run as a formula is made harmless in CSV by a visible `'` before it, and made itself again when
//! we read it back. A workbook needs none of this: its cells say that they are text.

/// Would a spreadsheet take this for a formula? It begins, after any `'`, blanks and line breaks, with `= + - @`, a tab or a
/// carriage return, or a line inside it does; full-width forms count alike.
fn is_dangerous(text: &str) -> bool {
    let bare = text.trim_start_matches('\'');
    let blank = |c: char| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}');
    let starts = |line: &str| line.trim_start_matches(blank).starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    bare.starts_with(['\t', '\r', '\n']) || bare.split(['\n', '\r']).any(starts)
}

/// The text for a CSV file: with a `'` before it where it is dangerous.
pub(super) fn guard(text: &str) -> std::borrow::Cow<'_, str> {
    if is_dangerous(text) { format!("'{text}").into() } else { text.into() }
}

/// The text that [`guard`] was given: leading `'` do not change the danger, so the two undo each other.
pub(super) fn unguard(text: &str) -> &str {
    text.strip_prefix('\'').filter(|_| is_dangerous(text)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_known_way_to_begin_a_formula_is_guarded() {
        let payloads = [
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            " =1",
            "\u{a0}=1",
            "\u{3000}＝1",
            "＋1",
            "－1",
            "＠x",
            "a\n=1",
            "'=1",
            "''=1",
            "\u{feff}=cmd|' /C calc'!A0",
        ];
        for payload in payloads {
            assert!(guard(payload).starts_with('\''), "{payload:?}");
            assert_eq!(unguard(&guard(payload)), payload);
        }
    }

    #[test]
    fn plain_text_and_plain_apostrophes_stay_as_they_are() {
        for text in ["", "张三", "'tis", "1-2", "a=b", "阿依古丽·买买提", "'"] {
            assert_eq!(guard(text), text);
            assert_eq!(unguard(text), text);
        }
    }

    proptest! {
        #[test]
        fn guarding_and_reading_back_changes_nothing(text in "['=+@\\-\t\r\n a＝\u{a0}]{0,6}") {
            let guarded = guard(&text);
            prop_assert_eq!(unguard(&guarded), text.as_str());
        }
    }
}
