//! Why something is not done: one sentence, and the next thing to try.

use super::language::{Both, Lang, Say};
use serde::Serialize;

/// A rule's answer "no": a stable code, a sentence that names the thing, and what to do next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Refusal {
    /// Stable, for `--json` and tests: `publicity_not_over`.
    pub code: &'static str,
    pub because: Both,
    /// The next key or command; none where nothing can be done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<Both>,
}

impl Refusal {
    pub fn new(code: &'static str, because: Both) -> Self {
        Refusal { code, because, next: None }
    }

    /// Adds what to do next.
    pub fn next(mut self, next: Both) -> Self {
        self.next = Some(next);
        self
    }
}

impl Say for Refusal {
    fn say(&self, lang: Lang) -> String {
        match &self.next {
            Some(next) => format!("{}{}{}", self.because.say(lang), lang.pick("", " "), next.say(lang)),
            None => self.because.say(lang),
        }
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.because.zh)
    }
}

impl std::error::Error for Refusal {}

/// `refusal!("code", "…{x}。", "… {x}.")`: a [`Refusal`] in both languages.
#[macro_export]
macro_rules! refusal {
    ($code:literal, $zh:literal, $en:literal $(, $($arg:tt)*)?) => {
        $crate::domain::refusal::Refusal::new($code, $crate::both!($zh, $en $(, $($arg)*)?))
    };
}
