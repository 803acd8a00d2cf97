//! What every file becomes: rows of cells with the row and column numbers a person sees in Excel.

use std::collections::HashSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::text::Encoding;

/// One cell.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cell {
    #[default]
    Empty,
    /// Exactly as typed, blanks and line breaks included.
    Text(Box<str>),
    /// A cell that a workbook holds as a number, in the text Excel would show: whole numbers below 10¹⁵ in full, larger ones as
    /// `1.10105E+17`, because their last digits are lost already.
    Number(Box<str>),
    /// A cell that a workbook holds as a date.
    Date(NaiveDate),
    /// A formula that failed: `#N/A`.
    Broken(Box<str>),
}

impl Cell {
    /// The text a person sees; a date as `yyyy-MM-dd`.
    pub fn text(&self) -> std::borrow::Cow<'_, str> {
        match self {
            Cell::Empty => "".into(),
            Cell::Text(text) | Cell::Number(text) | Cell::Broken(text) => (&**text).into(),
            Cell::Date(date) => date.format("%Y-%m-%d").to_string().into(),
        }
    }

    /// Nothing in it but blanks.
    pub fn is_blank(&self) -> bool {
        match self {
            Cell::Empty => true,
            Cell::Text(text) => text.chars().all(char::is_whitespace),
            _ => false,
        }
    }

    pub(super) fn bytes(&self) -> usize {
        match self {
            Cell::Text(text) | Cell::Number(text) | Cell::Broken(text) => text.len(),
            Cell::Empty | Cell::Date(_) => 0,
        }
    }
}

/// One row that is not blank.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// 1-based, as Excel shows it.
    pub number: u32,
    /// From column A on, as far as the row is filled.
    pub cells: Vec<Cell>,
}

impl Row {
    /// The cell of a 1-based column; an empty one beyond the end.
    pub fn cell(&self, column: u32) -> &Cell {
        const EMPTY: Cell = Cell::Empty;
        (column as usize).checked_sub(1).and_then(|at| self.cells.get(at)).unwrap_or(&EMPTY)
    }

    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(Cell::is_blank)
    }
}

/// A table read from a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    pub file: String,
    /// The sheet's name; none for CSV.
    pub sheet: Option<String>,
    /// In which encoding a CSV's bytes were read.
    pub encoding: Option<Encoding>,
    /// What stands above the header: a title, a note.
    pub titles: Vec<Row>,
    pub header: Row,
    /// Below the header; blank rows are left out, the others keep their numbers.
    pub rows: Vec<Row>,
}

impl Grid {
    /// The header texts from column A on, blanks and line breaks at their ends removed.
    pub fn headers(&self) -> Vec<String> {
        self.header.cells.iter().map(|cell| cell.text().trim().to_owned()).collect()
    }
}

/// The headers that a reader looks for, to find the sheet, the header row and a CSV's separator.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct KnownHeaders(HashSet<String>);

impl KnownHeaders {
    pub fn new<'a>(headers: impl IntoIterator<Item = &'a str>) -> Self {
        KnownHeaders(headers.into_iter().map(header_key).collect())
    }

    fn count(&self, row: &Row) -> usize {
        row.cells.iter().filter(|cell| !cell.is_blank() && self.0.contains(&header_key(&cell.text()))).count()
    }

    /// The place of the header among the first rows of a sheet and how many known headers it holds: the row with the most of
    /// them; with none, the first row that has more than one filled cell, else the first.
    pub(super) fn find(&self, rows: &[Row]) -> Option<(usize, usize)> {
        let looked = &rows[..rows.len().min(HEADER_WITHIN)];
        let best =
            looked.iter().enumerate().map(|(at, row)| (at, self.count(row))).rev().max_by_key(|(_, count)| *count)?;
        if best.1 > 0 {
            return Some(best);
        }
        let filled = |row: &Row| row.cells.iter().filter(|cell| !cell.is_blank()).count();
        Some((looked.iter().position(|row| filled(row) > 1).unwrap_or(0), 0))
    }
}

/// A header stands within this many filled rows of the top.
pub(super) const HEADER_WITHIN: usize = 30;

/// What counts when two headers are compared: no blanks, no line breaks, no `*` for "required", brackets of one width.
pub fn header_key(header: &str) -> String {
    let kept = header.chars().filter(|c| !c.is_whitespace() && !matches!(c, '*' | '＊' | '\u{feff}'));
    kept.map(|c| match c {
        '（' => '(',
        '）' => ')',
        '／' => '/',
        '：' => ':',
        c => c.to_ascii_lowercase(),
    })
    .collect()
}

/// `1` → `A`, `28` → `AB`.
pub fn column_letters(column: u32) -> String {
    let (mut letters, mut rest) = (Vec::new(), column);
    while rest > 0 {
        rest -= 1;
        letters.push(b'A' + (rest % 26) as u8);
        rest /= 26;
    }
    letters.iter().rev().map(|&b| b as char).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_excel_names_them() {
        for (number, letters) in
            [(1, "A"), (26, "Z"), (27, "AA"), (28, "AB"), (702, "ZZ"), (703, "AAA"), (16384, "XFD")]
        {
            assert_eq!(column_letters(number), letters);
        }
    }

    #[test]
    fn a_header_is_the_same_with_its_star_its_blanks_and_wide_brackets() {
        assert_eq!(header_key("＊所在省（市）区 \n"), header_key("所在省(市)区*"));
        assert_ne!(header_key("证书编号"), header_key("学历证书编号"));
    }
}
