//! What is wrong with a cell of a roster: row, column, value, and what would be right.

use serde::Serialize;

use crate::domain::language::{Both, Lang, Say};
use crate::exchange::shown::shown;
use crate::say;

/// One fault, or one thing to look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RowFault {
    /// As Excel shows it.
    pub row: u32,
    /// The header, as the file has it.
    pub column: String,
    /// Inert, ID and phone numbers masked; empty where the cell is.
    pub value: String,
    pub wrong: Both,
    /// What would be right; none where `wrong` says it already.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub right: Option<Both>,
}

impl RowFault {
    /// The sentence without the row, for a list that has the rows at its side.
    pub fn reason(&self, lang: Lang) -> String {
        if self.column.is_empty() {
            return self.advice(lang);
        }
        let (column, advice) = (shown(&self.column), self.advice(lang));
        say!(lang, "“{column}”：{advice}", "“{column}”: {advice}")
    }

    /// What is wrong and what would be right, without the column; a fault of the row as a whole has none.
    pub fn advice(&self, lang: Lang) -> String {
        let wrong = self.wrong.say(lang);
        let right =
            self.right.as_ref().map(|right| format!("{}{}", lang.pick("", " "), right.say(lang))).unwrap_or_default();
        format!("{wrong}{right}")
    }
}

impl Say for RowFault {
    fn say(&self, lang: Lang) -> String {
        let (row, reason) = (self.row, self.reason(lang));
        match self.column.is_empty() {
            true => say!(lang, "第 {row} 行：{reason}", "Row {row}: {reason}"),
            false => say!(lang, "第 {row} 行{reason}", "Row {row}, {reason}"),
        }
    }
}
