//! How a value from a file stands in a sentence.

use crate::domain::identity::{inert, mask_number};

const LONGEST: usize = 40;

/// Inert, on one line, ID numbers masked, and cut after 40 characters.
pub fn shown(value: &str) -> String {
    let line = value.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut cut: String = line.chars().take(LONGEST).collect();
    if line.chars().count() > LONGEST {
        cut.push('…');
    }
    inert(&masked(&cut))
}

/// Every run of 15 to 19 digits, with an X at its end, may be an ID number or a slip of one.
fn masked(text: &str) -> String {
    let is_digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let is_x = |c: char| matches!(c, 'x' | 'X' | 'ｘ' | 'Ｘ');
    let (mut out, mut run) = (String::with_capacity(text.len()), String::new());
    let flush = |run: &mut String, out: &mut String| {
        let is_id = (15..=19).contains(&run.chars().count());
        out.push_str(&if is_id { mask_number(run) } else { run.clone() });
        run.clear();
    };
    for c in text.chars() {
        if is_digit(c) || is_x(c) && run.chars().count() >= 14 {
            run.push(c);
        } else {
            flush(&mut run, &mut out);
            out.push(c);
        }
    }
    flush(&mut run, &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn id_numbers_are_masked_wherever_they_stand_and_other_numbers_are_not() {
        let rows = [
            ("11010519491231002X", "110105********002X"),
            ("张三_11010519491231002x.jpg", "张三_110105********002x.jpg"),
            ("110105491231002", "110105*****1002"),
            ("S000043000012243000187", "S000043000012243000187"),
            ("a\u{202e}b\n c", "a⟨U+202E⟩b c"),
        ];
        for (value, want) in rows {
            assert_eq!(shown(value), want);
        }
        assert_eq!(shown(&"长".repeat(41)).chars().count(), 41);
    }
}
