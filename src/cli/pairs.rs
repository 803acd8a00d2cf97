//! One thing in full, for people: what it is called at the left, its value at the right, and lists below.

use super::out::Out;
use super::table::width;
use crate::domain::language::Lang;

/// Labels and values, aligned when they are printed.
pub struct Pairs {
    lang: Lang,
    rows: Vec<(&'static str, String)>,
}

impl Pairs {
    pub fn new(lang: Lang) -> Pairs {
        Pairs { lang, rows: Vec::new() }
    }

    /// Adds a pair; an empty value is passed over.
    pub fn add(&mut self, zh: &'static str, en: &'static str, value: impl Into<String>) {
        let value = value.into();
        if !value.is_empty() {
            self.rows.push((self.lang.pick(zh, en), value));
        }
    }

    pub fn print(self, out: &mut Out) {
        let widest = self.rows.iter().map(|(label, _)| width(label)).max().unwrap_or(0);
        for (label, value) in self.rows {
            let mut before = format!("{label}{}", " ".repeat(widest - width(label) + 2));
            for line in value.lines() {
                out.line(&format!("{before}{line}"));
                before = " ".repeat(widest + 2);
            }
        }
    }
}
