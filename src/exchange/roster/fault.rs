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
        let (column, wrong) = (shown(&self.column), self.wrong.say(lang));
        let right =
            self.right.as_ref().map(|right| format!("{}{}", lang.pick("", " "), right.say(lang))).unwrap_or_default();
        say!(lang, "“{column}”：{wrong}{right}", "“{column}”: {wrong}{right}")
    }
}

impl Say for RowFault {
    fn say(&self, lang: Lang) -> String {
        let (row, reason) = (self.row, self.reason(lang));
        say!(lang, "第 {row} 行{reason}", "Row {row}, {reason}")
    }
}
