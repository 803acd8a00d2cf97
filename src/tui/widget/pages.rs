//! Where the rows of a list come from, a page at a time and by key, so that ten million rows scroll like ten.

use ratatui::style::Style;

use crate::domain::language::Lang;
use crate::domain::refusal::Refusal;
use crate::ops::Office;
use crate::tui::theme::Theme;

/// Rows in one order, each with a key that says its place. Each page is in that order, at most `n` rows.
pub trait Pages {
    type Row;
    type Key: Clone + PartialEq;

    fn key(&self, row: &Self::Row) -> Self::Key;
    fn first(&mut self, office: &Office, n: usize) -> Result<Vec<Self::Row>, Refusal>;
    fn last(&mut self, office: &Office, n: usize) -> Result<Vec<Self::Row>, Refusal>;
    /// The rows that follow a key, the key's own row not among them.
    fn after(&mut self, office: &Office, key: &Self::Key, n: usize) -> Result<Vec<Self::Row>, Refusal>;
    /// The `n` rows nearest before a key.
    fn before(&mut self, office: &Office, key: &Self::Key, n: usize) -> Result<Vec<Self::Row>, Refusal>;

    /// One cell for each column of the list.
    fn cells(&self, row: &Self::Row, lang: Lang, theme: &Theme) -> Vec<Cell>;
}

/// What stands in one column of one row.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    pub text: String,
    pub style: Style,
}

impl Cell {
    pub fn styled(text: impl Into<String>, style: Style) -> Cell {
        Cell { text: text.into(), style }
    }
}

impl<T: Into<String>> From<T> for Cell {
    fn from(text: T) -> Cell {
        Cell::styled(text, Style::new())
    }
}

/// A few rows that are at hand, by their place.
pub struct Fixed<R, F> {
    pub rows: Vec<R>,
    cells: F,
}

impl<R: Clone, F: Fn(&R, Lang, &Theme) -> Vec<Cell>> Fixed<R, F> {
    pub fn new(rows: Vec<R>, cells: F) -> Self {
        Fixed { rows, cells }
    }

    fn slice(&self, from: usize, to: usize) -> Vec<(usize, R)> {
        (from..to.min(self.rows.len())).map(|at| (at, self.rows[at].clone())).collect()
    }
}

impl<R: Clone, F: Fn(&R, Lang, &Theme) -> Vec<Cell>> Pages for Fixed<R, F> {
    type Row = (usize, R);
    type Key = usize;

    fn key(&self, row: &Self::Row) -> usize {
        row.0
    }

    fn first(&mut self, _: &Office, n: usize) -> Result<Vec<Self::Row>, Refusal> {
        Ok(self.slice(0, n))
    }

    fn last(&mut self, _: &Office, n: usize) -> Result<Vec<Self::Row>, Refusal> {
        Ok(self.slice(self.rows.len().saturating_sub(n), self.rows.len()))
    }

    fn after(&mut self, _: &Office, key: &usize, n: usize) -> Result<Vec<Self::Row>, Refusal> {
        Ok(self.slice(key + 1, key + 1 + n))
    }

    fn before(&mut self, _: &Office, key: &usize, n: usize) -> Result<Vec<Self::Row>, Refusal> {
        let end = self.rows.len().min(*key);
        Ok(self.slice(end.saturating_sub(n), end))
    }

    fn cells(&self, row: &Self::Row, lang: Lang, theme: &Theme) -> Vec<Cell> {
        (self.cells)(&row.1, lang, theme)
    }
}
