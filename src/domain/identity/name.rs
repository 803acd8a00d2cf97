//! What a personal name may hold, and the key by which two names are compared.
//!
//! A name is stored as given; only the spaces around it go, and runs of spaces become one. Documents write names in Han
//! characters or Latin letters, with `·` inside minority names; anything else is a slip of the hand or a trick.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::inert::{self, MARKS_PER_CHARACTER};
use super::name_fault::{NameFault, NameWarning};
use super::plain::half_width;

/// The most characters in a name, marks and selectors not counted. Long names of minorities stay under 40.
pub const LONGEST: usize = 64;

/// A personal name that may be shown, stored and printed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PersonName(String);

impl PersonName {
    pub fn parse(text: &str) -> Result<PersonName, NameFault> {
        let text = text.trim();
        // A line end inside a name is no space that anybody sees.
        if let Some((position, found)) = (1..).zip(text.chars()).find(|(_, c)| inert::is_hidden(*c)) {
            return Err(NameFault::Hidden { position, found });
        }
        let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
        check(&name)?;
        Ok(PersonName(name))
    }

    /// The name as given.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The key of [`comparison_key`].
    pub fn key(&self) -> String {
        comparison_key(&self.0)
    }

    pub fn warnings(&self) -> Vec<NameWarning> {
        let mut warnings: Vec<NameWarning> = (1..)
            .zip(self.0.chars())
            .filter_map(|(position, found)| match found {
                _ if is_private(found) => Some(NameWarning::PrivateUse { position, found }),
                _ if is_odd_dot(found) => Some(NameWarning::OddDot { position, found }),
                _ => None,
            })
            .collect();
        if without_spaces_between_han(&self.0) != self.0 {
            warnings.push(NameWarning::SpaceBetweenHan);
        }
        warnings
    }
}

/// The key by which names are compared: NFC (never NFKC, which would merge characters that people hold apart), with selectors
/// dropped, every kind of dot as `·`, Latin letters half-width and lower-case, and no space between Han characters.
pub fn comparison_key(name: &str) -> String {
    let plain: String = name
        .chars()
        .filter(|c| !inert::is_ideographic_selector(*c))
        .map(|c| if is_odd_dot(c) { '·' } else { half_width(c) })
        .flat_map(char::to_lowercase)
        .nfc()
        .collect();
    without_spaces_between_han(&plain.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn check(name: &str) -> Result<(), NameFault> {
    let (mut marks, mut selectable, mut characters) = (0, false, 0);
    let mut previous_is_sign = true;
    for (position, c) in (1..).zip(name.chars()) {
        if inert::is_ideographic_selector(c) {
            if !std::mem::take(&mut selectable) {
                return Err(NameFault::Selector { position });
            }
            continue;
        }
        if inert::is_hidden(c) {
            return Err(NameFault::Hidden { position, found: c });
        }
        if inert::is_mark(c) {
            marks += 1;
            if previous_is_sign || marks > MARKS_PER_CHARACTER {
                return Err(NameFault::Marks { position });
            }
            if !matches!(c, '\u{300}'..='\u{36F}') {
                return Err(NameFault::NotOfNames { position, found: c });
            }
            selectable = false;
            continue;
        }
        if let Some(meant) = meant_by_radical(c) {
            return Err(NameFault::Radical { position, found: c, meant });
        }
        let is_sign = is_sign(c);
        if !is_sign && c != ' ' && !is_letter(c) {
            return Err(NameFault::NotOfNames { position, found: c });
        }
        if is_sign && previous_is_sign {
            return Err(NameFault::LooseSign { position });
        }
        // A space carries no mark.
        marks = if c == ' ' { MARKS_PER_CHARACTER } else { 0 };
        (selectable, previous_is_sign) = (inert::is_han(c), is_sign);
        characters += 1;
    }
    match name.chars().next_back() {
        None => Err(NameFault::Empty),
        // An initial may end a Latin name: `John F.`
        Some(last) if is_sign(last) && last != '.' => Err(NameFault::LooseSign { position: name.chars().count() }),
        Some(_) if characters > LONGEST => Err(NameFault::TooLong { characters }),
        Some(_) => Ok(()),
    }
}

fn is_letter(c: char) -> bool {
    let latin = half_width(c).is_ascii_alphabetic()
        || (matches!(c, '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}') && c.is_alphabetic());
    latin || inert::is_han(c) || is_private(c)
}

/// What may join the halves of a name.
fn is_sign(c: char) -> bool {
    matches!(c, '·' | '-' | '\'' | '’' | '.') || is_odd_dot(c)
}

/// What rosters hold where `·` (U+00B7) belongs.
fn is_odd_dot(c: char) -> bool {
    matches!(c, '•' | '‧' | '∙' | '⋅' | '・' | '･' | '．' | '●')
}

fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}')
}

fn meant_by_radical(c: char) -> Option<char> {
    matches!(c, '\u{2E80}'..='\u{2FD5}').then(|| std::iter::once(c).nfkc().next()).flatten().filter(|meant| *meant != c)
}

fn without_spaces_between_han(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut chars = name.chars().peekable();
    let mut after_han = false;
    while let Some(c) = chars.next() {
        if c == ' ' && after_han && chars.peek().is_some_and(|next| inert::is_han(*next)) {
            continue;
        }
        after_han = inert::is_han(c) || (after_han && inert::is_ideographic_selector(c));
        out.push(c);
    }
    out
}

impl TryFrom<String> for PersonName {
    type Error = NameFault;

    fn try_from(text: String) -> Result<Self, NameFault> {
        PersonName::parse(&text)
    }
}

impl From<PersonName> for String {
    fn from(name: PersonName) -> String {
        name.0
    }
}

#[cfg(test)]
mod tests {
    use super::super::inert::inert;
    use super::*;
    use crate::domain::language::{Lang, Say};
    use proptest::prelude::*;

    #[test]
    fn names_as_documents_write_them_are_accepted_as_given() {
        for name in [
            "张三",
            "欧阳娜娜",
            "㛃",
            "䶮",
            "𬱖",
            "〇",
            "阿依古丽·买买提",
            "葛\u{E0100}亮",
            "JOHN SMITH",
            "Jean-Luc O'Brien",
            "José",
            "Jose\u{301}",
            "John F.",
            "李Ben",
            "\u{FA11}",
            "张\u{E863}",
        ] {
            assert_eq!(PersonName::parse(name).map(String::from), Ok(name.to_owned()));
        }
        assert_eq!(PersonName::parse("　 张三\u{a0}").unwrap().as_str(), "张三");
    }

    #[test]
    fn what_cannot_stand_in_a_name_is_refused_with_its_place() {
        let rows = [
            ("", NameFault::Empty),
            ("　", NameFault::Empty),
            ("张\u{202E}三", NameFault::Hidden { position: 2, found: '\u{202E}' }),
            ("张\u{200B}三", NameFault::Hidden { position: 2, found: '\u{200B}' }),
            ("张\u{1b}", NameFault::Hidden { position: 2, found: '\u{1b}' }),
            ("张\u{E0041}", NameFault::Hidden { position: 2, found: '\u{E0041}' }),
            ("e\u{301}\u{301}\u{301}\u{301}", NameFault::Marks { position: 5 }),
            ("\u{301}a", NameFault::Marks { position: 1 }),
            ("葛\u{E0100}\u{E0101}", NameFault::Selector { position: 3 }),
            ("A\u{E0100}", NameFault::Selector { position: 2 }),
            ("张3", NameFault::NotOfNames { position: 2, found: '3' }),
            ("=cmd", NameFault::NotOfNames { position: 1, found: '=' }),
            ("张😀", NameFault::NotOfNames { position: 2, found: '😀' }),
            ("Аnna", NameFault::NotOfNames { position: 1, found: 'А' }),
            ("张⽂", NameFault::Radical { position: 2, found: '⽂', meant: '文' }),
            ("·张", NameFault::LooseSign { position: 1 }),
            ("张·", NameFault::LooseSign { position: 2 }),
            ("阿··买", NameFault::LooseSign { position: 3 }),
        ];
        for (text, fault) in rows {
            assert_eq!(PersonName::parse(text), Err(fault), "{text:?}");
        }
        assert_eq!(PersonName::parse(&"长".repeat(65)), Err(NameFault::TooLong { characters: 65 }));
    }

    #[test]
    fn what_a_clerk_should_look_at_is_a_warning() {
        let warnings = |name| PersonName::parse(name).unwrap().warnings();
        assert_eq!(warnings("张\u{E863}"), [NameWarning::PrivateUse { position: 2, found: '\u{E863}' }]);
        assert_eq!(warnings("阿依・买买"), [NameWarning::OddDot { position: 3, found: '・' }]);
        assert_eq!(warnings("张　三"), [NameWarning::SpaceBetweenHan]);
        assert_eq!(warnings("张三"), []);
    }

    #[test]
    fn one_person_written_in_several_ways_has_one_key() {
        for (one, other) in [
            ("阿依古丽·买买提", "阿依古丽•买买提"),
            ("张　三", "张三"),
            ("ZHANG San", "Zhang  SAN"),
            ("Ｚhang", "zhang"),
            ("José", "Jose\u{301}"),
            ("葛\u{E0100}亮", "葛亮"),
            ("\u{FA1E}", "羽"),
        ] {
            assert_eq!(comparison_key(one), comparison_key(other), "{one} {other}");
        }
        for (one, other) in [("张三", "张叁"), ("Zhang San", "Zhangsan"), ("㎏", "kg")] {
            assert_ne!(comparison_key(one), comparison_key(other), "{one} {other}");
        }
    }

    proptest! {
        #[test]
        fn an_accepted_name_is_already_inert_and_reads_back(text in "[张三㛃𬱖·a-zA-Z \u{202E}\u{301}\u{E0100}\u{200B}.1]{0,12}") {
            match PersonName::parse(&text) {
                Ok(name) => {
                    prop_assert_eq!(inert(name.as_str()), name.as_str());
                    prop_assert_eq!(PersonName::parse(name.as_str()), Ok(name.clone()));
                    prop_assert_eq!(comparison_key(&name.key()), name.key());
                }
                Err(fault) => prop_assert!(!fault.say(Lang::En).chars().any(inert::is_hidden)),
            }
        }
    }
}
