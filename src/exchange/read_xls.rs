//! XLS → grid. The parser for this format takes memory for the whole sheet at once and trusts its records, so they are looked at
//! first by [`super::xls_guard`] and only what we need is handed on.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, Reader, SheetType, SheetVisible, Xls, XlsError};

use super::collect::{Collector, into_grid};
use super::grid::{Cell, Grid, Row};
use super::limits::Limits;
use super::numbers;
use super::read::Reading;
use super::read_xlsx::SHEETS;
use super::refusals::{self, FileFault};
use super::xls_guard;

pub(super) fn read(bytes: &[u8], file: &str, reading: &Reading) -> Result<Grid, FileFault> {
    let clean = xls_guard::checked(bytes, file, &reading.limits)?;
    // As for XLSX: a panic of the parser means a damaged file.
    catch_unwind(AssertUnwindSafe(|| read_checked(&clean, file, reading)))
        .unwrap_or_else(|_| Err(refusals::damaged(file)))
}

fn read_checked(bytes: &[u8], file: &str, reading: &Reading) -> Result<Grid, FileFault> {
    let mut book = Xls::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsError::Password => refusals::encrypted(file),
        _ => refusals::damaged(file),
    })?;
    let shown = |sheet: &&calamine::Sheet| sheet.visible == SheetVisible::Visible && sheet.typ == SheetType::WorkSheet;
    let names: Vec<String> =
        book.sheets_metadata().iter().filter(shown).take(SHEETS).map(|sheet| sheet.name.clone()).collect();
    let mut best: Option<(usize, String, Vec<Row>)> = None;
    for name in names {
        let rows = rows(&mut book, &name, file, &reading.limits)?;
        if let Some((_, count)) = reading.known.find(&rows)
            && best.as_ref().is_none_or(|(most, ..)| count > *most)
        {
            best = Some((count, name, rows));
        }
    }
    let (_, name, rows) = best.ok_or_else(|| refusals::nothing_in_it(file))?;
    into_grid(file, Some(name), None, rows, reading.known)
}

fn rows(book: &mut Xls<Cursor<&[u8]>>, sheet: &str, file: &str, limits: &Limits) -> Result<Vec<Row>, FileFault> {
    let range = book.worksheet_range(sheet).map_err(|_| refusals::damaged(file))?;
    let (top, left) = range.start().unwrap_or_default();
    let mut collector = Collector::new(file, limits);
    for (row, column, value) in range.used_cells() {
        let place = |at: usize, from: u32| u32::try_from(at).unwrap_or(u32::MAX).saturating_add(from).saturating_add(1);
        collector.put(place(row, top), place(column, left), cell(value))?;
    }
    Ok(collector.rows())
}

fn cell(value: &Data) -> Cell {
    match value {
        Data::Empty => Cell::Empty,
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) if text.is_empty() => Cell::Empty,
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => Cell::Text(text.as_str().into()),
        Data::Int(value) => Cell::Number(value.to_string().into()),
        Data::Float(value) => numbers::number(*value),
        Data::Bool(value) => Cell::Text(if *value { "TRUE" } else { "FALSE" }.into()),
        Data::DateTime(value) => numbers::date(value),
        Data::Error(error) => Cell::Broken(error.to_string().into()),
    }
}
