//! XLSX → grid, cell by cell: never by a range, because two cells at the ends of a sheet would ask for 512 GiB.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::collect::{Collector, into_grid};
use super::grid::{Cell, Grid, HEADER_WITHIN, Row};
use super::limits::Limits;
use super::numbers;
use super::read::Reading;
use super::refusals::{self, FileFault};
use super::zip_guard;

/// Of more visible sheets than this, the rest is not looked at.
pub(super) const SHEETS: usize = 20;

type Workbook<'a> = Xlsx<Cursor<&'a [u8]>>;

pub(super) fn read(bytes: &[u8], file: &str, reading: &Reading) -> Result<Grid, FileFault> {
    zip_guard::check_workbook(bytes, file, &reading.limits)?;
    // A parser that meets what it never expected may panic; the file is then damaged, and nothing else is.
    catch_unwind(AssertUnwindSafe(|| read_checked(bytes, file, reading)))
        .unwrap_or_else(|_| Err(refusals::damaged(file)))
}

fn read_checked(bytes: &[u8], file: &str, reading: &Reading) -> Result<Grid, FileFault> {
    let mut book = Workbook::new(Cursor::new(bytes)).map_err(|error| fault(file, &error))?;
    let shown = |sheet: &&calamine::Sheet| sheet.visible == SheetVisible::Visible && sheet.typ == SheetType::WorkSheet;
    let names: Vec<String> =
        book.sheets_metadata().iter().filter(shown).take(SHEETS).map(|sheet| sheet.name.clone()).collect();
    let mut best: Option<(usize, String)> = None;
    for name in names {
        let head = rows(&mut book, &name, HEADER_WITHIN, file, &reading.limits)?;
        if let Some((_, count)) = reading.known.find(&head)
            && best.as_ref().is_none_or(|(most, _)| count > *most)
        {
            best = Some((count, name));
        }
    }
    let (_, name) = best.ok_or_else(|| refusals::nothing_in_it(file))?;
    let rows = rows(&mut book, &name, usize::MAX, file, &reading.limits)?;
    into_grid(file, Some(name), None, rows, reading.known)
}

fn rows(book: &mut Workbook, sheet: &str, most: usize, file: &str, limits: &Limits) -> Result<Vec<Row>, FileFault> {
    let mut collector = Collector::new(file, limits);
    let mut cells = book.worksheet_cells_reader(sheet).map_err(|error| fault(file, &error))?;
    while let Some(found) = cells.next_cell().map_err(|error| fault(file, &error))? {
        let (row, column) = found.get_position();
        collector.put(row.saturating_add(1), column.saturating_add(1), cell(found.get_value()))?;
        if collector.begun() > most {
            break;
        }
    }
    Ok(collector.rows())
}

fn cell(value: &DataRef) -> Cell {
    let text = |text: &str| if text.is_empty() { Cell::Empty } else { Cell::Text(text.into()) };
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::String(value) | DataRef::DateTimeIso(value) | DataRef::DurationIso(value) => text(value),
        DataRef::SharedString(value) => text(value),
        DataRef::Int(value) => Cell::Number(value.to_string().into()),
        DataRef::Float(value) => numbers::number(*value),
        DataRef::Bool(value) => Cell::Text(if *value { "TRUE" } else { "FALSE" }.into()),
        DataRef::DateTime(value) => numbers::date(value),
        DataRef::Error(error) => Cell::Broken(error.to_string().into()),
    }
}

fn fault(file: &str, error: &XlsxError) -> FileFault {
    match error {
        XlsxError::Password => refusals::encrypted(file),
        _ => refusals::damaged(file),
    }
}
