//! What a passphrase must be: ten characters, or four words. A key that is stolen with the file is worth what guards it.

use super::language::Both;
use crate::both;

const CHARACTERS: usize = 10;
const WORDS: usize = 4;

/// Digits of the number that opens an idle screen again; it guards no key.
pub const PIN_DIGITS: std::ops::RangeInclusive<usize> = 4..=8;

/// Whether it may guard the keys of somebody of this name.
pub fn check(passphrase: &str, name: &str) -> Result<(), Both> {
    let characters = passphrase.trim().chars().count();
    let words = passphrase.split_whitespace().count();
    if characters < CHARACTERS && words < WORDS {
        return Err(both!(
            "口令至少 {CHARACTERS} 个字符，或 {WORDS} 个以空格分开的词；现有 {characters} 个字符。",
            "A passphrase has at least {CHARACTERS} characters or {WORDS} words; this one has {characters} characters."
        ));
    }
    let mut letters: Vec<char> = passphrase.chars().filter(|c| !c.is_whitespace()).collect();
    letters.sort_unstable();
    letters.dedup();
    if letters.len() < 4 {
        return Err(both!("口令里不同的字符太少。", "The passphrase repeats too few characters."));
    }
    let bare = |text: &str| text.split_whitespace().collect::<String>().to_lowercase();
    if !name.is_empty() && bare(passphrase) == bare(name) {
        return Err(both!("口令不能就是姓名。", "The passphrase must not be the name."));
    }
    Ok(())
}

/// A number that opens an idle screen again: 4 to 8 digits, not all alike.
pub fn check_pin(pin: &str) -> Result<(), Both> {
    let digits = pin.chars().all(|c| c.is_ascii_digit()) && PIN_DIGITS.contains(&pin.len());
    let alike = pin.chars().all(|c| pin.starts_with(c));
    if digits && !alike {
        return Ok(());
    }
    Err(both!("应为 4 到 8 位数字，不能全相同。", "Give 4 to 8 digits that are not all alike."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_characters_or_four_words_and_not_the_name() {
        for good in ["touchstone", "马 到 成 功", "correct horse battery staple", "今天天气很好啊我们走"]
        {
            assert_eq!(check(good, "张伟"), Ok(()), "{good}");
        }
        for bad in ["", "123456", "aaaaaaaaaaaa", "abababababab", "九个字符不够的啊哦"] {
            assert!(check(bad, "张伟").is_err(), "{bad}");
        }
        assert!(check("Gulbahar Abdu", "gulbaharabdu").is_err());
    }

    #[test]
    fn a_pin_is_a_few_digits() {
        assert_eq!(check_pin("2580"), Ok(()));
        for bad in ["", "123", "1111", "12a4", "123456789", "１２３４"] {
            assert!(check_pin(bad).is_err(), "{bad}");
        }
    }
}
