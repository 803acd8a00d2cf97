//! Finding one of a few things by what is typed: Chinese, English, or the initials of the pinyin.

use pinyin::ToPinyinMulti;

/// How well `typed` names a thing, the smaller the better; nothing where it does not. Words are its names in any language.
pub fn rank(typed: &str, words: &[&str]) -> Option<u8> {
    let typed = typed.trim().to_lowercase();
    if typed.is_empty() {
        return Some(0);
    }
    words.iter().filter_map(|word| rank_word(&typed, &word.to_lowercase())).min()
}

fn rank_word(typed: &str, word: &str) -> Option<u8> {
    match word.find(typed) {
        Some(0) => return Some(0),
        Some(_) => return Some(1),
        None => {}
    }
    let starts: Vec<Vec<char>> = word.chars().filter(|c| !c.is_whitespace()).map(initials).collect();
    let letters: Vec<char> = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let at = |from: usize| {
        starts.len() - from >= letters.len()
            && letters.iter().zip(&starts[from..]).all(|(letter, start)| start.contains(letter))
    };
    let first = (0..starts.len()).find(|from| at(*from))?;
    Some(if first == 0 { 2 } else { 3 })
}

/// The first letters of every reading of a Han character; any other character itself.
fn initials(c: char) -> Vec<char> {
    match c.to_pinyin_multi() {
        Some(readings) => readings.into_iter().filter_map(|reading| reading.plain().chars().next()).collect(),
        None => vec![c],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thing_is_found_by_chinese_english_and_pinyin_initials_the_nearest_first() {
        let words = ["换配色", "Change colours"];
        for (typed, expected) in [
            ("", Some(0)),
            ("换", Some(0)),
            ("配色", Some(1)),
            ("hps", Some(2)),
            ("PS", Some(3)),
            ("cha", Some(0)),
            ("colours", Some(1)),
            ("xyz", None),
            ("hpsh", None),
        ] {
            assert_eq!(rank(typed, &words), expected, "{typed}");
        }
    }

    #[test]
    fn every_reading_of_a_character_is_known() {
        assert_eq!(rank("cf", &["重复"]), Some(2));
        assert_eq!(rank("zf", &["重复"]), Some(2));
    }
}
