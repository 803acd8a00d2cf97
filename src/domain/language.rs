//! The two languages, and the one way to say a thing in both.

use serde::{Deserialize, Serialize};

/// The language of a screen, a sentence or a page. Chinese comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lang {
    #[default]
    Zh,
    En,
}

impl Lang {
    /// One of two fixed words.
    pub const fn pick<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }
}

/// A value that can be told to a person in either language.
pub trait Say {
    fn say(&self, lang: Lang) -> String;
}

/// A number with its English noun: `counted(1, "entry", "entries")` is `1 entry`.
pub fn counted(n: impl Into<u64>, one: &str, many: &str) -> String {
    let n = n.into();
    format!("{n} {}", if n == 1 { one } else { many })
}

/// A sentence that exists in both languages at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Both {
    pub zh: String,
    pub en: String,
}

impl Say for Both {
    fn say(&self, lang: Lang) -> String {
        lang.pick(&self.zh, &self.en).to_owned()
    }
}

/// `say!(lang, "第 {row} 行", "row {row}")`: formats the sentence of the language asked for; both are checked by the compiler.
#[macro_export]
macro_rules! say {
    ($lang:expr, $zh:literal, $en:literal $(, $($arg:tt)*)?) => {
        match $lang {
            $crate::domain::language::Lang::Zh => format!($zh $(, $($arg)*)?),
            $crate::domain::language::Lang::En => format!($en $(, $($arg)*)?),
        }
    };
}

/// `both!("第 {row} 行", "row {row}")`: the sentence in both languages, as a [`Both`].
#[macro_export]
macro_rules! both {
    ($zh:literal, $en:literal $(, $($arg:tt)*)?) => {
        $crate::domain::language::Both {
            zh: format!($zh $(, $($arg)*)?),
            en: format!($en $(, $($arg)*)?),
        }
    };
}
