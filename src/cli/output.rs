//! Writing the files a user names: whole, and never over another.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;

use super::problem::Problem;
use crate::exchange::table::Table;
use crate::exchange::write_csv::{CsvEncoding, write_csv};
use crate::exchange::write_xlsx::write_xlsx;

/// Writes a new file; one that is there already is refused.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Problem> {
    let mut file =
        OpenOptions::new().write(true).create_new(true).open(path).map_err(|error| Problem::io(error, path))?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(|error| {
        // Half a list must not be taken for a whole one; the file is this process's own.
        let _ = std::fs::remove_file(path);
        Problem::io(error, path)
    })
}

/// Writes a list: CSV where the name ends in `.csv`, else a workbook.
pub fn write_table(path: &Path, table: &Table) -> Result<(), Problem> {
    let is_csv = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
    let bytes = if is_csv { write_csv(table, CsvEncoding::default(), true)? } else { write_xlsx(table)? };
    write_new(path, &bytes)
}
