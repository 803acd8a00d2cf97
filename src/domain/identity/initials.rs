//! Pinyin initials of a name, for searching without an input method: `张伟` → `zw`.

use pinyin::ToPinyin;

use super::inert::is_han;
use super::plain::half_width;

/// The most readings that one name is indexed under.
const MOST: usize = 8;

/// Surnames whose first letter is not the dictionary's; the reading as a surname comes first, other readings in use after it.
const SURNAMES: [(char, &str); 39] = [
    ('单', "s"),
    ('仇', "q"),
    ('解', "x"),
    ('曾', "z"),
    ('查', "z"),
    ('翟', "z"),
    ('区', "o"),
    ('朴', "p"),
    ('乐', "y"),
    ('种', "c"),
    ('折', "s"),
    ('召', "s"),
    ('祭', "z"),
    ('隗', "wk"),
    ('秘', "b"),
    ('覃', "qt"),
    ('么', "y"),
    ('佴', "n"),
    ('藏', "z"),
    ('颉', "xj"),
    ('句', "g"),
    ('阚', "k"),
    ('炅', "g"),
    ('繁', "p"),
    ('费', "fb"),
    ('谌', "cs"),
    ('适', "k"),
    ('郗', "xc"),
    ('郇', "x"),
    ('郄', "qx"),
    ('粘', "n"),
    ('尉', "wy"),
    ('强', "qj"),
    ('乜', "n"),
    ('宓', "mf"),
    ('车', "c"),
    ('石', "s"),
    ('沈', "s"),
    ('莘', "sx"),
];

/// Surnames of two characters that read otherwise than their characters do.
const COMPOUND: [(&str, &str); 6] =
    [("尉迟", "yc"), ("万俟", "mq"), ("单于", "cy"), ("澹台", "tt"), ("长孙", "zs"), ("乐正", "yz")];

/// Characters of given names with two readings in common use whose letters differ, the dictionary's first.
const GIVEN: [(char, &str); 15] = [
    ('乐', "ly"),
    ('晟', "cs"),
    ('茜', "qx"),
    ('莘', "sx"),
    ('长', "zc"),
    ('朝', "cz"),
    ('行', "xh"),
    ('重', "zc"),
    ('盛', "sc"),
    ('单', "ds"),
    ('曾', "cz"),
    ('藏', "cz"),
    ('澄', "cd"),
    ('传', "cz"),
    ('奇', "qj"),
];

/// The pinyin initials of a name in lower-case ASCII, one string for each reading that differs (at most eight), the likeliest
/// first: `单雄信` → `sxx`, `dxx`; `阿依古丽·买买提` → `ayglmmt`; `John Smith` → `js`. A character of unknown reading is left
/// out. Empty only where nothing in the name can be read.
pub fn initials(name: &str) -> Vec<String> {
    let name: String = name.trim().chars().map(half_width).collect();
    let mut readings = Readings::new(&name);
    let has_surname = !name.contains(['·', '•', '‧', '・']);
    let (compound, mut rest) = match COMPOUND.iter().find(|(surname, _)| has_surname && name.starts_with(surname)) {
        Some((surname, letters)) => (Some(*letters), name.strip_prefix(surname).unwrap_or(&name)),
        None => (None, name.as_str()),
    };
    if let Some(letters) = compound {
        let singly: String = name.chars().take(2).filter_map(dictionary).collect();
        readings.follow(&[letters.to_owned(), singly]);
    } else if let Some(first) = name.chars().next().filter(|c| has_surname && is_han(*c)) {
        let of_surname = SURNAMES.iter().find(|row| row.0 == first).map_or("", |row| row.1);
        readings.follow(&letters(of_surname.chars().chain(dictionary(first))));
        rest = &name[first.len_utf8()..];
    }
    let mut word_begins = true;
    for c in rest.chars() {
        if is_han(c) {
            let known = GIVEN.iter().find(|row| row.0 == c).map_or("", |row| row.1);
            readings.follow(&letters(known.chars().chain(dictionary(c))));
        } else if word_begins && let Some(letter) = latin(c) {
            readings.follow(&[letter.to_string()]);
        }
        word_begins = !c.is_alphanumeric() || is_han(c);
    }
    readings.0
}

/// The strings so far, one for each reading.
struct Readings(Vec<String>);

impl Readings {
    fn new(name: &str) -> Readings {
        Readings(if name.is_empty() { Vec::new() } else { vec![String::new()] })
    }

    /// Each reading so far, followed by each of `next`; the first stays the likeliest.
    fn follow(&mut self, next: &[String]) {
        if next.is_empty() {
            return;
        }
        let mut all: Vec<String> = Vec::new();
        for more in next {
            for so_far in &self.0 {
                let reading = format!("{so_far}{more}");
                if !all.contains(&reading) && all.len() < MOST {
                    all.push(reading);
                }
            }
        }
        self.0 = all;
    }
}

/// Each different letter once.
fn letters(all: impl Iterator<Item = char>) -> Vec<String> {
    let mut different = Vec::new();
    for letter in all.map(String::from) {
        if !different.contains(&letter) {
            different.push(letter);
        }
    }
    different
}

/// The first letter of a character's commonest reading.
fn dictionary(c: char) -> Option<char> {
    latin(c.to_pinyin()?.plain().chars().next()?)
}

/// A Latin letter without its accents, lower case.
fn latin(c: char) -> Option<char> {
    let base = unicode_normalization::UnicodeNormalization::nfd(c.to_lowercase()).next()?;
    base.is_ascii_lowercase().then_some(base)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_name_is_found_by_the_reading_of_its_surname_first() {
        let rows = [
            ("张伟", "zw"),
            ("单雄信", "sxx"),
            ("仇和", "qh"),
            ("解缙", "xj"),
            ("曾国藩", "zgf"),
            ("查良镛", "zly"),
            ("翟天临", "ztl"),
            ("区小明", "oxm"),
            ("朴树", "ps"),
            ("尉迟恭", "ycg"),
            ("万俟卨", "mqx"),
            ("欧阳娜娜", "oynn"),
            ("吕布", "lb"),
            ("张㛃", "zj"),
            ("张䶮", "zy"),
            ("张𬱖", "zd"),
            ("葛\u{E0100}亮", "gl"),
            ("阿依古丽·买买提", "ayglmmt"),
            ("阿依古丽・买买提", "ayglmmt"),
            ("John Smith", "js"),
            ("Ｊｏｈｎ　Smith", "js"),
            ("Élodie O'Brien", "eob"),
            ("李Ben", "lb"),
        ];
        for (name, want) in rows {
            assert_eq!(initials(name).first().map(String::as_str), Some(want), "{name}");
        }
    }

    #[test]
    fn every_reading_that_differs_is_listed_once() {
        assert_eq!(initials("单雄信"), ["sxx", "dxx"]);
        assert_eq!(initials("万俟卨"), ["mqx", "wqx"]);
        assert_eq!(initials("王乐"), ["wl", "wy"]);
        assert_eq!(initials("王伟"), ["ww"]);
        assert_eq!(initials("单·买买提"), ["dmmt", "smmt"], "no surname stands before a dot");
        assert!(initials("单乐乐乐乐乐乐").len() <= MOST);
        assert!(initials("").is_empty());
    }

    proptest! {
        #[test]
        fn initials_are_lower_case_ascii_and_few(name in "\\PC{0,20}") {
            let all = initials(&name);
            prop_assert!(all.len() <= MOST);
            prop_assert!(all.iter().all(|one| one.bytes().all(|b| b.is_ascii_lowercase())));
        }
    }
}
