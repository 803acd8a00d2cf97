//! The user's own rows that could not be taken, each with its reasons, to be mended and imported again.

use super::grid::Grid;
use super::roster::mapping::REASON_HEADER;
use super::roster::parse::RosterRow;
use super::table::Table;
use crate::domain::language::Lang;

/// The faulty rows as the user gave them, under the user's own headers, with a column 错误原因 at the end. The values are not
/// masked: it is the user's own file. A reason column of an earlier round is replaced.
pub fn faulty_rows(grid: &Grid, rows: &[RosterRow], lang: Lang) -> Table {
    let mut header = grid.headers();
    let kept: Vec<usize> = (0..header.len()).filter(|at| header[*at] != REASON_HEADER).collect();
    header = kept.iter().map(|at| header[*at].clone()).collect();
    header.push(REASON_HEADER.to_owned());
    let faulty = rows.iter().filter_map(|row| Some((row.number, row.entry.as_ref().err()?)));
    let rows = faulty.filter_map(|(number, faults)| {
        let at = grid.rows.binary_search_by_key(&number, |row| row.number).ok()?;
        let cell =
            |column: &usize| grid.rows[at].cells.get(*column).map(|cell| cell.text().into_owned()).unwrap_or_default();
        let reasons: Vec<String> = faults.iter().map(|fault| fault.reason(lang)).collect();
        Some(kept.iter().map(cell).chain([reasons.join("\n")]).collect())
    });
    Table { sheet: REASON_HEADER.to_owned(), titles: Vec::new(), header, rows: rows.collect() }
}
