//! Our rows in the bureau's own list.
//!
//! The workbook is written anew: no crate edits one in place, and many bureaus still hand out `.xls`. **Kept:** the sheet's name, the
//! lines above the header, the header texts and their order, columns of which we know nothing (left blank). **Not kept:** fonts,
//! colours, row heights, drop-down lists, other sheets and macros, and what stood below the header (sample rows). Columns are as
//! wide as their content, and all cells are text.

use std::collections::BTreeMap;

use super::grid::{Cell, Grid, Row};
use super::roster::field::Field;
use super::roster::mapping::Mapping;
use super::table::Table;

/// The bureau's list filled with `rows`: each a field → text, as `RosterEntry::texts` gives it. 序号 is counted where a row has none.
/// Write the table with `write_xlsx`.
pub fn fill_template(template: &Grid, mapping: &Mapping, rows: &[BTreeMap<Field, String>]) -> Table {
    let width = template.header.cells.len() as u32;
    let by_column: BTreeMap<u32, Field> =
        mapping.headings().iter().filter_map(|heading| Some((heading.column, heading.field?))).collect();
    let filled = (1..).zip(rows).map(|(serial, row): (u32, _)| {
        let cell = |column| match by_column.get(&column) {
            Some(Field::Serial) => row.get(&Field::Serial).cloned().unwrap_or_else(|| serial.to_string()),
            Some(field) => row.get(field).cloned().unwrap_or_default(),
            None => String::new(),
        };
        (1..=width).map(cell).collect()
    });
    let line = |row: &Row| {
        let texts: Vec<_> = row.cells.iter().filter(|cell| !cell.is_blank()).map(Cell::text).collect();
        texts.join("  ")
    };
    Table {
        sheet: template.sheet.clone().unwrap_or_default(),
        titles: template.titles.iter().map(line).collect(),
        header: template.header.cells.iter().map(|cell| cell.text().into_owned()).collect(),
        rows: filled.collect(),
    }
}
