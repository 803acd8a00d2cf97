//! Table → XLSX: text cells only, never a formula; the header frozen, columns as wide as what stands in them.

use rust_xlsxwriter::{Format, FormatAlign, Workbook, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

use super::table::Table;
use crate::domain::identity::{inert, inert_lines};
use crate::domain::refusal::Refusal;
use crate::refusal;

/// Writes the workbook. Cells have the text format `@`, so that an ID number typed later stays one.
///
/// # Errors
/// `table_too_large` beyond Excel's 1,048,576 rows, 16,384 columns or 32,767 characters a cell.
pub fn write_xlsx(table: &Table) -> Result<Vec<u8>, Refusal> {
    workbook(table).map_err(|error| {
        let said = super::shown::shown(&error.to_string());
        refusal!(
            "table_too_large",
            "写不出 Excel 工作簿：超过 1048576 行、16384 列，或一格超过 32767 个字符（{said}）。",
            "The workbook cannot be written: over 1048576 rows, 16384 columns or 32767 characters in a cell ({said})."
        )
    })
}

fn workbook(table: &Table) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name(sheet_name(&table.sheet))?;
    let text = Format::new().set_num_format("@");
    let title = Format::new().set_bold().set_align(FormatAlign::Center);
    let head = Format::new().set_bold().set_num_format("@");
    let last = u16::try_from(table.header.len().saturating_sub(1)).map_err(|_| XlsxError::RowColumnLimitError)?;
    let mut number = 0;
    for line in &table.titles {
        match last {
            0 => drop(sheet.write_string_with_format(number, 0, inert_lines(line), &title)?),
            _ => drop(sheet.merge_range(number, 0, number, last, &inert_lines(line), &title)?),
        }
        number += 1;
    }
    write_row(sheet, number, &table.header, &head)?;
    number += 1;
    sheet.set_freeze_panes(number, 0)?;
    for row in &table.rows {
        write_row(sheet, number, row, &text)?;
        number = number.checked_add(1).ok_or(XlsxError::RowColumnLimitError)?;
    }
    for column in 0..=last {
        sheet.set_column_format(column, &text)?;
        sheet.set_column_width(column, f64::from(width(table, usize::from(column))))?;
    }
    book.save_to_buffer()
}

fn write_row(sheet: &mut Worksheet, number: u32, row: &[String], format: &Format) -> Result<(), XlsxError> {
    for (column, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
        let column = u16::try_from(column).map_err(|_| XlsxError::RowColumnLimitError)?;
        sheet.write_string_with_format(number, column, inert_lines(cell), format)?;
    }
    Ok(())
}

/// In characters of Excel's default font: the widest line of the first thousand rows, from 6 to 50.
fn width(table: &Table, column: usize) -> u16 {
    let cells = std::iter::once(&table.header).chain(table.rows.iter().take(1000)).filter_map(|row| row.get(column));
    let widest = cells.flat_map(|cell| cell.lines()).map(UnicodeWidthStr::width).max().unwrap_or(0);
    u16::try_from(widest + 2).unwrap_or(u16::MAX).clamp(6, 50)
}

/// At most 31 characters without `[ ] : * ? / \` and without `'` at the ends.
fn sheet_name(name: &str) -> String {
    let kept: String = inert(name)
        .chars()
        .map(|c| if matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\') { ' ' } else { c })
        .collect();
    let short: String = kept.trim_matches(['\'', ' ']).chars().take(31).collect();
    let short = short.trim_matches(['\'', ' ']);
    if short.is_empty() || short.eq_ignore_ascii_case("history") { "Sheet1".to_owned() } else { short.to_owned() }
}
