//! The cells of one row, read field by field; every fault is kept and the reading goes on.

use chrono::NaiveDate;

use super::fault::RowFault;
use super::field::{Column, Field};
use super::mapping::Mapping;
use crate::both;
use crate::domain::identity::plain::{half_width, plain, scientific};
use crate::domain::identity::{inert, mask_number, mask_phone};
use crate::domain::language::{Both, Lang, Say};
use crate::exchange::grid::{Cell, Row};
use crate::exchange::shown::shown;

/// A row under reading.
pub(super) struct Cells<'a> {
    pub row: &'a Row,
    mapping: &'a Mapping,
    pub faults: Vec<RowFault>,
    /// What a clerk should look at, though the row is taken.
    pub notes: Vec<RowFault>,
}

impl<'a> Cells<'a> {
    pub fn new(row: &'a Row, mapping: &'a Mapping) -> Self {
        Cells { row, mapping, faults: Vec::new(), notes: Vec::new() }
    }

    pub fn cell(&self, field: Field) -> &'a Cell {
        const EMPTY: Cell = Cell::Empty;
        self.mapping.column(field).map_or(&EMPTY, |column| self.row.cell(column))
    }

    pub fn requires(&self, field: Field) -> bool {
        self.mapping.template.requires(field)
    }

    /// Does the template list what may stand in the field?
    pub fn has_values(&self, field: Field) -> bool {
        self.mapping.template.column(field).is_some_and(|column| !column.values.is_empty())
    }

    fn about(&self, field: Field, wrong: Both, right: Option<Both>) -> RowFault {
        let text = self.cell(field).text();
        let value = match field {
            // A float's text tells what happened, and little of the number is left in it.
            Field::DocumentNumber => scientific(&plain(&text)).unwrap_or_else(|| mask_number(&plain(&text))),
            Field::Phone => mask_phone(&plain(&text)),
            _ => shown(&text),
        };
        RowFault { row: self.row.number, column: self.mapping.header(field).to_owned(), value, wrong, right }
    }

    pub fn fault(&mut self, field: Field, wrong: Both, right: Option<Both>) {
        let fault = self.about(field, wrong, right);
        self.faults.push(fault);
    }

    pub fn note(&mut self, field: Field, told: Both) {
        let note = self.about(field, told, None);
        self.notes.push(note);
    }

    /// The text of a cell on one line without blanks around it; empty where it is blank. A required blank, a failed formula, an
    /// invisible character or a number that Excel has rounded is a fault and gives an empty text.
    pub fn text(&mut self, field: Field) -> String {
        let cell = self.cell(field);
        let text = cell.text().split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() {
            if self.requires(field) {
                self.fault(field, both!("不能为空。", "It must not be empty."), None);
            }
            return text;
        }
        // Those two have sentences of their own for what follows.
        let own = matches!(field, Field::DocumentNumber | Field::Phone);
        let (wrong, right) = if let Cell::Broken(_) = cell {
            let value = shown(&text);
            let right = both!("请填入实际内容。", "Put the value itself there.");
            (both!("公式出错“{value}”。", "The formula failed: “{value}”."), right)
        } else if !own && field != Field::Name && inert(&text) != text {
            let value = shown(&text);
            let right = both!("请删去后重新输入。", "Delete it and type the value again.");
            (both!("“{value}”里有不可见的字符。", "“{value}” has a character that cannot be seen."), right)
        } else if !own && rounded(cell) {
            let value = shown(&text);
            let right = both!("请把该列设为文本格式后重新输入。", "Format the column as text and type it again.");
            (both!("“{value}”的末几位已被 Excel 抹去。", "Excel has lost the last digits of “{value}”."), right)
        } else {
            return text;
        };
        self.fault(field, wrong, Some(right));
        String::new()
    }

    /// A text that `read` understands; `right` says what would be.
    pub fn read<T>(&mut self, field: Field, read: impl Fn(&str) -> Option<T>, right: impl Fn() -> Both) -> Option<T> {
        let text = self.text(field);
        if text.is_empty() {
            return None;
        }
        let known = read(&text);
        if known.is_none() {
            let value = shown(&text);
            self.fault(field, both!("无法识别“{value}”。", "“{value}” is not understood."), Some(right()));
        }
        known
    }

    /// One of the template's values, as written there.
    pub fn choice(&mut self, field: Field) -> Option<&'static str> {
        let values = self.mapping.template.column(field).map_or::<&[&str], _>(&[], |Column { values, .. }| values);
        let same = |text: &str, value: &str| text.chars().map(half_width).eq(value.chars().map(half_width));
        self.read(field, |text| values.iter().copied().find(|value| same(text, value)), || one_of(values))
    }

    /// A text for which `parse` has its own sentence.
    pub fn parse<T, F: Say>(&mut self, field: Field, parse: impl Fn(&str) -> Result<T, F>) -> Option<T> {
        let text = self.text(field);
        if text.is_empty() {
            return None;
        }
        match parse(&text) {
            Ok(value) => Some(value),
            Err(fault) => {
                self.fault(field, both_of(&fault), None);
                None
            }
        }
    }

    pub fn date(&mut self, field: Field, read: fn(&Cell) -> Option<NaiveDate>, today: NaiveDate) -> Option<NaiveDate> {
        let text = self.text(field);
        if text.is_empty() {
            return None;
        }
        match read(self.cell(field)) {
            None => {
                let value = shown(&text);
                let wrong = both!("“{value}”不是日期。", "“{value}” is not a date.");
                self.fault(field, wrong, Some(both!("应为 1990-01-31 这样的日期。", "Write it as 1990-01-31.")));
                None
            }
            Some(date) if date > today => {
                let value = shown(&text);
                self.fault(field, both!("日期“{value}”还没有到。", "The date “{value}” lies in the future."), None);
                None
            }
            date => date,
        }
    }
}

/// A number with more digits than a spreadsheet keeps, in a cell or in the text of a CSV.
fn rounded(cell: &Cell) -> bool {
    match cell {
        Cell::Number(text) | Cell::Text(text) => scientific(&plain(text)).is_some(),
        _ => false,
    }
}

pub(super) fn one_of(values: &[&str]) -> Both {
    Both { zh: format!("应为：{}。", values.join("、")), en: format!("It must be one of: {}.", values.join(", ")) }
}

pub(super) fn both_of(said: &impl Say) -> Both {
    Both { zh: said.say(Lang::Zh), en: said.say(Lang::En) }
}
