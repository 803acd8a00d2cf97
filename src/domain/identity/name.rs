//! What a personal name may hold, and the key by which two names are compared.
//!
//! A name is stored as given; only the spaces around it go, and runs of spaces become one. Documents write names in Han
//! characters or Latin letters, with `·` inside minority names; anything else is a slip of the hand or a trick.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::fault::spoken_error;
use super::inert::{self, MARKS_PER_CHARACTER, inert};
use super::plain::half_width;
use crate::domain::language::{Lang, Say};
use crate::say;

/// The most characters in a name, marks and selectors not counted. Long names of minorities stay under 40.
pub const LONGEST: usize = 64;

/// A personal name that may be shown, stored and printed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PersonName(String);

/// Why a text is not a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameFault {
    Empty,
    /// Over [`LONGEST`] characters.
    TooLong {
        characters: usize,
    },
    /// A control or format character, at this position (from 1).
    Hidden {
        position: usize,
        found: char,
    },
    /// More than three combining marks on one character, or a mark on nothing.
    Marks {
        position: usize,
    },
    /// A variation selector that follows no ideograph, or a second one.
    Selector {
        position: usize,
    },
    /// A character that no document writes in a name.
    NotOfNames {
        position: usize,
        found: char,
    },
    /// A radical such as ⽂ (U+2F42), as copied from a PDF, where 文 is meant.
    Radical {
        position: usize,
        found: char,
        meant: char,
    },
    /// `·`, `-`, `'` or `.` at an end or beside another.
    LooseSign {
        position: usize,
    },
}

/// What a clerk should look at, though the name is accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "warning")]
pub enum NameWarning {
    /// A private-use character from an old font; other machines show another glyph or none.
    PrivateUse { position: usize, found: char },
    /// A look-alike of `·` (U+00B7).
    OddDot { position: usize, found: char },
    /// A space between two Han characters, mostly put there to align a list.
    SpaceBetweenHan,
}

impl PersonName {
    pub fn parse(text: &str) -> Result<PersonName, NameFault> {
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
    let latin = matches!(half_width(c), 'A'..='Z' | 'a'..='z')
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

impl Say for NameFault {
    fn say(&self, lang: Lang) -> String {
        match self {
            NameFault::Empty => say!(lang, "姓名为空，请填写。", "The name is empty; fill it in."),
            NameFault::TooLong { characters } => say!(
                lang,
                "姓名有 {characters} 个字，最多 {LONGEST} 个字。",
                "The name has {characters} characters; at most {LONGEST} are allowed."
            ),
            NameFault::Hidden { position, found } => {
                let found = inert(&found.to_string());
                say!(
                    lang,
                    "姓名第 {position} 个字符 {found} 不可见，请删去后重新输入。",
                    "Character {position} of the name, {found}, cannot be seen; delete it and type the name again."
                )
            }
            NameFault::Marks { position } => say!(
                lang,
                "姓名第 {position} 个字符是多余的附加符号，每个字最多 {MARKS_PER_CHARACTER} 个。",
                "Character {position} of the name is a combining mark too many; each letter carries at most {MARKS_PER_CHARACTER}."
            ),
            NameFault::Selector { position } => say!(
                lang,
                "姓名第 {position} 个字符是多余的异体字选择符，每个汉字最多一个。",
                "Character {position} of the name is a variation selector too many; a Han character takes at most one."
            ),
            NameFault::NotOfNames { position, found } => {
                let found = inert(&found.to_string());
                say!(
                    lang,
                    "姓名第 {position} 个字符“{found}”不能用于姓名；姓名只含汉字、拉丁字母、空格和间隔号“·”。",
                    "Character {position}, \"{found}\", does not belong in a name; use Han characters, Latin letters, spaces and the dot \"·\"."
                )
            }
            NameFault::Radical { position, found, meant } => {
                let code = *found as u32;
                say!(
                    lang,
                    "姓名第 {position} 个字符“{found}”（U+{code:04X}）是部首，不是汉字；应为“{meant}”。",
                    "Character {position}, \"{found}\" (U+{code:04X}), is a radical and not a character; \"{meant}\" is meant."
                )
            }
            NameFault::LooseSign { position } => say!(
                lang,
                "姓名第 {position} 个字符是符号，它的前后都应有字。",
                "Character {position} of the name is a sign; letters belong on both sides of it."
            ),
        }
    }
}

impl Say for NameWarning {
    fn say(&self, lang: Lang) -> String {
        match self {
            NameWarning::PrivateUse { position, found } => {
                let code = *found as u32;
                say!(
                    lang,
                    "姓名第 {position} 个字符 U+{code:04X} 是旧字库自造字，别的电脑上会显示成别的字；请用标准字重新输入。",
                    "Character {position} of the name, U+{code:04X}, is private to an old font and looks different elsewhere; type the standard character."
                )
            }
            NameWarning::OddDot { position, found } => say!(
                lang,
                "姓名第 {position} 个字符“{found}”应为间隔号“·”（U+00B7）。",
                "Character {position} of the name, \"{found}\", should be the dot \"·\" (U+00B7)."
            ),
            NameWarning::SpaceBetweenHan => say!(
                lang,
                "姓名的汉字之间有空格，请核对证件上是否如此。",
                "The name has a space between Han characters; check that the document has it too."
            ),
        }
    }
}

spoken_error!(NameFault);

#[cfg(test)]
mod tests {
    use super::*;
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
