//! Finding one of a few things by what is typed: Chinese, English, the initials of the pinyin, or words akin to its own.

use pinyin::ToPinyinMulti;

/// Below these, words that begin alike are not taken for akin.
const ALIKE: usize = 4;

/// How well `typed` names a thing, the smaller the better; nothing where it does not. `names` are its names in any language, `also` are
/// other words that people have for it.
pub fn rank(typed: &str, names: &[&str], also: &str) -> Option<u8> {
    let typed = typed.trim().to_lowercase();
    if typed.is_empty() {
        return Some(0);
    }
    let by_name = names.iter().filter_map(|name| rank_word(&typed, &name.to_lowercase())).min();
    by_name.or_else(|| {
        let words: Vec<String> = names.iter().chain([&also]).flat_map(|name| words(&name.to_lowercase())).collect();
        typed.split_whitespace().all(|part| words.iter().any(|word| is_akin(part, word))).then_some(4)
    })
}

fn words(name: &str) -> Vec<String> {
    let parts = name.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.map(str::to_owned).collect()
}

/// Whether the word goes on from what is typed, or both are grown from one stem, as `erase` and `erasure` are: they begin alike for four
/// letters or more, which is half of the longer one.
fn is_akin(typed: &str, word: &str) -> bool {
    if word.starts_with(typed) {
        return true;
    }
    let alike = typed.chars().zip(word.chars()).take_while(|(a, b)| a == b && a.is_ascii_alphabetic()).count();
    alike >= ALIKE && 2 * alike >= typed.chars().count().max(word.chars().count())
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
            assert_eq!(rank(typed, &words, ""), expected, "{typed}");
        }
    }

    #[test]
    fn every_reading_of_a_character_is_known() {
        assert_eq!(rank("cf", &["重复"], ""), Some(2));
        assert_eq!(rank("zf", &["重复"], ""), Some(2));
    }
    #[test]
    fn a_word_akin_to_its_own_finds_a_thing_and_so_do_other_words_for_it_behind_all_names() {
        let (names, also) = (["到期清除", "Data due for erasure"], "删除 销毁 delete personal");
        for typed in
            ["erase", "erasing", "erased", "due data", "data erase", "delete", "del", "删", "删除", "DELETE data"]
        {
            assert_eq!(rank(typed, &names, also), Some(4), "{typed}");
        }
        for typed in ["era x", "erudite", "delusion", "dat erx", "lete", "不"] {
            assert_eq!(rank(typed, &names, also), None, "{typed}");
        }
        assert_eq!(rank("registering", &["Registration", "登记"], ""), Some(4));
        assert_eq!(rank("approval", &["批准", "Approve"], ""), Some(4));
        assert_eq!(rank("state", &["The day ends"], ""), None);
    }
}
