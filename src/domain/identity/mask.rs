//! Numbers and names as lists and screens may show them.

use unicode_segmentation::UnicodeSegmentation;

use super::inert::{inert, is_han};

/// A document number with its middle hidden: an ID number keeps its first six and last four characters
/// (`110105********002X`), a shorter number less, so that never most of it is shown. Inert.
pub fn mask_number(number: &str) -> String {
    match number.chars().count() {
        15.. => masked(number, 6, 4),
        9..=14 => masked(number, 1, 4),
        5..=8 => masked(number, 0, 2),
        _ => masked(number, 0, 0),
    }
}

/// Every run of 15 to 19 digits, with an X at its end, may be an ID number or a slip of one.
pub fn mask_numbers(text: &str) -> String {
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

/// A document number by its end, for lists where four characters tell people apart: `****002X`; two of a short number. Inert.
pub fn last_four(number: &str) -> String {
    let shown = match number.chars().count() {
        9.. => 4,
        5..=8 => 2,
        _ => 0,
    };
    let from = number.chars().count() - shown;
    inert(&format!("****{}", number.chars().skip(from).collect::<String>()))
}

/// A phone number: `138****5678`. Other numbers than mobile ones keep their last two digits at most. Inert.
pub fn mask_phone(phone: &str) -> String {
    match phone.chars().count() {
        11.. => masked(phone, 3, 4),
        5..=10 => masked(phone, 0, 2),
        _ => masked(phone, 0, 0),
    }
}

/// A name for a publicity list where the province asks for it: `张*`, `张*明`, `欧**娜`, `阿***·**提`, `J*** S****`. Inert.
pub fn mask_name(name: &str) -> String {
    let graphemes: Vec<&str> = name.graphemes(true).collect();
    let latin = !name.chars().any(is_han);
    let last = graphemes.len().saturating_sub(1);
    let mut begins = true;
    let mut out = String::new();
    for (at, grapheme) in graphemes.iter().enumerate() {
        let joins = matches!(*grapheme, "·" | "•" | "・" | " " | "　" | "-");
        let shown = if latin { begins } else { at == 0 || (at == last && last >= 2) };
        out.push_str(if joins || shown { grapheme } else { "*" });
        begins = joins;
    }
    inert(&out)
}

/// The most stars in a row: a text of any length masks to a short one.
const MOST_STARS: usize = 16;

fn masked(text: &str, first: usize, last: usize) -> String {
    let length = text.chars().count();
    let head = text.chars().take(first);
    let tail = text.chars().skip(length.saturating_sub(last).max(first));
    let stars = "*".repeat(length.saturating_sub(first + last).min(MOST_STARS));
    inert(&head.chain(stars.chars()).chain(tail).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_keep_only_what_tells_people_apart() {
        let rows = [
            ("11010519491231002X", "110105********002X", "****002X"),
            ("110105491231002", "110105*****1002", "****1002"),
            ("H12345678", "H****5678", "****5678"),
            ("12345678", "******78", "****78"),
            ("1234", "****", "****"),
            ("", "", "****"),
        ];
        for (number, middle, end) in rows {
            assert_eq!(mask_number(number), middle);
            assert_eq!(last_four(number), end);
        }
        assert_eq!(mask_phone("13812345678"), "138****5678");
        assert_eq!(mask_phone("12345"), "***45");
    }

    #[test]
    fn names_keep_their_ends() {
        let rows = [
            ("张三", "张*"),
            ("张小明", "张*明"),
            ("欧阳娜娜", "欧**娜"),
            ("阿依古丽·买买提", "阿***·**提"),
            ("John Smith", "J*** S****"),
            ("𬱖葛\u{E0100}葛\u{E0100}", "𬱖*葛\u{E0100}"),
            ("张", "张"),
            ("", ""),
        ];
        for (name, want) in rows {
            assert_eq!(mask_name(name), want);
        }
    }

    proptest! {
        #[test]
        fn a_masked_number_never_shows_most_of_its_digits(number in "[0-9X]{0,24}") {
            let stars = |text: String| text.matches('*').count();
            prop_assert!(stars(mask_number(&number)) * 3 >= number.len());
            prop_assert!(stars(mask_phone(&number)) * 3 >= number.len().min(12));
        }
    }
}
