//! How a value from a file stands in a sentence.

use crate::domain::identity::{inert, mask_numbers};

const LONGEST: usize = 40;

/// Inert, on one line, ID numbers masked, and cut after 40 characters.
pub fn shown(value: &str) -> String {
    // Masked before it is cut: a number that is cut in two would be no number any more.
    let line = mask_numbers(&value.split_whitespace().collect::<Vec<_>>().join(" "));
    let mut cut: String = line.chars().take(LONGEST).collect();
    if line.chars().count() > LONGEST {
        cut.push('…');
    }
    inert(&cut)
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
        let cut_in_two = format!("{}11010519491231002X", "长".repeat(26));
        assert_eq!(shown(&cut_in_two), format!("{}110105********…", "长".repeat(26)));
    }
}
