//! A table into a file: as XLSX or CSV by the name's ending, whole or not at all.

use std::path::{Path, PathBuf};

use super::shown::shown;
use super::table::Table;
use super::write_csv::{CsvEncoding, write_csv};
use super::write_xlsx::write_xlsx;
use crate::refusal;
use crate::store::Failure;
use crate::store::backup::Existing;
use crate::store::place::{write_new, write_over};

/// Writes the table beside `to` under a temporary name, makes it durable and then names it. A CSV is UTF-8 with its mark, and what
/// a spreadsheet would run as a formula is made harmless.
///
/// # Errors
/// `ending_unknown` where the name ends in neither `.xlsx` nor `.csv`; a file that is there is replaced only where `existing` says so.
pub fn save(table: &Table, to: &Path, existing: Existing) -> Result<(), Failure> {
    let ending = to.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    let bytes = match ending.as_str() {
        "xlsx" => write_xlsx(table)?,
        "csv" => write_csv(table, CsvEncoding::Utf8, true)?,
        _ => {
            let name = shown(&to.file_name().unwrap_or(to.as_os_str()).to_string_lossy());
            return Err(refusal!(
                "ending_unknown",
                "文件名“{name}”应以 .xlsx 或 .csv 结尾。",
                "The name “{name}” must end in .xlsx or .csv."
            )
            .into());
        }
    };
    match existing {
        Existing::Keep => write_new(to, &bytes)?,
        Existing::Replace => write_over(to, &bytes)?,
    }
    Ok(())
}

/// The first name in the folder that is free: `名单-有错.xlsx`, then `名单-有错-2.xlsx`.
pub fn free_name(folder: &Path, stem: &str, ending: &str) -> PathBuf {
    let named = |n: u32| if n == 1 { format!("{stem}.{ending}") } else { format!("{stem}-{n}.{ending}") };
    let free = (1..).map(|n| folder.join(named(n))).find(|path| std::fs::symlink_metadata(path).is_err());
    free.expect("a folder holds fewer than four billion files")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::read::read;
    use crate::exchange::roster::mapping::known_headers;
    use crate::exchange::source::Source;

    fn table() -> Table {
        let header = vec!["姓名".to_owned(), "证件号码".to_owned()];
        let rows = vec![vec!["张三".to_owned(), "11010519491231002X".to_owned()]];
        Table { sheet: "名单".to_owned(), titles: Vec::new(), header, rows }
    }

    #[test]
    fn a_table_is_read_back_from_either_kind_of_file_and_never_written_over_another_unasked() {
        let folder = tempfile::tempdir().unwrap();
        for ending in ["xlsx", "csv"] {
            let path = free_name(folder.path(), "名单", ending);
            save(&table(), &path, Existing::Keep).unwrap();
            let before = std::fs::read(&path).unwrap();
            let grid = read(&Source::new(&before, "名单"), &known_headers(&[])).unwrap();
            assert_eq!(grid.headers(), table().header);
            assert_eq!(grid.rows[0].cell(2).text(), "11010519491231002X");
            assert!(save(&Table::default(), &path, Existing::Keep).is_err());
            assert_eq!(std::fs::read(&path).unwrap(), before);
            assert_eq!(free_name(folder.path(), "名单", ending), folder.path().join(format!("名单-2.{ending}")));
            save(&table(), &path, Existing::Replace).unwrap();
        }
        assert!(save(&table(), &folder.path().join("名单.doc"), Existing::Keep).is_err());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2, "nothing is left beside them");
    }
}
