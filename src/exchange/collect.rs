//! Cells → rows under the limits, for every kind of file.

use super::grid::{Cell, Grid, KnownHeaders, Row};
use super::limits::Limits;
use super::refusals::{self, FileFault};
use super::text::Encoding;

/// Gathers the filled cells of a sheet in reading order and stops at the first limit.
pub(super) struct Collector<'a> {
    file: &'a str,
    limits: &'a Limits,
    rows: Vec<Row>,
    cells: u64,
    bytes: u64,
}

impl<'a> Collector<'a> {
    pub fn new(file: &'a str, limits: &'a Limits) -> Self {
        Collector { file, limits, rows: Vec::new(), cells: 0, bytes: 0 }
    }

    /// Puts a cell at its 1-based row and column. Rows must not go back; an empty cell is passed over.
    pub fn put(&mut self, number: u32, column: u32, cell: Cell) -> Result<(), FileFault> {
        if matches!(cell, Cell::Empty) {
            return Ok(());
        }
        if column > self.limits.columns {
            return Err(refusals::too_many_columns(self.file, number, self.limits));
        }
        if cell.bytes() > self.limits.cell_bytes {
            return Err(refusals::cell_too_long(self.file, number, column, self.limits));
        }
        self.bytes += cell.bytes() as u64;
        if self.bytes > self.limits.unpacked_bytes {
            return Err(refusals::unpacked_too_large(self.file, self.limits));
        }
        match self.rows.last() {
            Some(last) if last.number > number => return Err(refusals::damaged(self.file)),
            Some(last) if last.number == number => {}
            _ => self.rows.push(Row { number, cells: Vec::new() }),
        }
        // One row more than the limit is the header.
        if self.rows.len() as u64 > u64::from(self.limits.rows) + 1 {
            return Err(refusals::too_many_rows(self.file, self.limits));
        }
        let row = self.rows.last_mut().expect("a row was pushed or found");
        let (at, filled) = (column as usize - 1, row.cells.len());
        if at >= filled {
            self.cells += (at + 1 - filled) as u64;
            if self.cells > self.limits.cells {
                return Err(refusals::too_many_cells(self.file, self.limits));
            }
            row.cells.resize(at + 1, Cell::Empty);
        }
        row.cells[at] = cell;
        Ok(())
    }

    /// How many rows have begun.
    pub fn begun(&self) -> usize {
        self.rows.len()
    }

    /// The rows that are not blank, without the blank cells at their ends.
    pub fn rows(mut self) -> Vec<Row> {
        self.rows.retain(|row| !row.is_blank());
        for row in &mut self.rows {
            let filled = row.cells.iter().rposition(|cell| !cell.is_blank()).map_or(0, |at| at + 1);
            row.cells.truncate(filled);
        }
        self.rows
    }
}

/// Splits the rows of a sheet at their header.
pub(super) fn into_grid(
    file: &str,
    sheet: Option<String>,
    encoding: Option<Encoding>,
    mut rows: Vec<Row>,
    known: &KnownHeaders,
) -> Result<Grid, FileFault> {
    let (at, _) = known.find(&rows).ok_or_else(|| refusals::nothing_in_it(file))?;
    let below = rows.split_off(at + 1);
    let header = rows.pop().expect("the header's place lies inside the rows");
    Ok(Grid { file: file.to_owned(), sheet, encoding, titles: rows, header, rows: below })
}
