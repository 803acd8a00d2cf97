//! Why a file cannot be read: each reason has a stable code, names the file and says what to do.

use std::path::Path;

use super::grid::column_letters;
use super::limits::Limits;
use super::shown::shown;
use crate::domain::refusal::Refusal;
use crate::{both, refusal};

/// A whole file that cannot be read; [`Refusal::code`] tells the reason (`file_empty`, `workbook_encrypted`, …).
pub type FileFault = Refusal;

/// The codes of what the worker may say of a workbook.
pub(super) const WORKBOOK_CODES: [&str; 16] = [
    "cell_too_long",
    "file_empty",
    "file_without_rows",
    "not_a_table",
    "other_workbook",
    "packed_too_well",
    "too_many_cells",
    "too_many_columns",
    "too_many_rows",
    "unpacked_too_large",
    "web_page",
    "workbook_damaged",
    "workbook_encrypted",
    "wps_format",
    "zip_without_workbook",
    "file_too_large",
];

fn save_as_xlsx(fault: FileFault) -> FileFault {
    fault.next(both!(
        "请在 Excel 或 WPS 里打开它，另存为 .xlsx 后再导入。",
        "Open it in Excel or WPS, save it as .xlsx and import that."
    ))
}

fn split_it(fault: FileFault) -> FileFault {
    fault.next(both!("请拆成几个文件分别导入。", "Split it and import the parts."))
}

pub(super) fn empty(file: &str) -> FileFault {
    let file = shown(file);
    refusal!("file_empty", "文件“{file}”是空的，里面没有任何内容。", "The file “{file}” is empty.")
        .next(both!("请检查是否拷贝完整，或换一个文件。", "Check that it was copied whole, or choose another file."))
}

pub(super) fn nothing_in_it(file: &str) -> FileFault {
    let file = shown(file);
    refusal!("file_without_rows", "文件“{file}”里没有表格内容。", "The file “{file}” has no table in it.")
        .next(both!("请检查名单是否在一张未隐藏的工作表里。", "Check that the rows are on a sheet that is not hidden."))
}

pub(super) fn encrypted(file: &str) -> FileFault {
    let file = shown(file);
    refusal!(
        "workbook_encrypted",
        "工作簿“{file}”设有打开密码，无法读取。",
        "The workbook “{file}” has a password and cannot be read."
    )
    .next(both!(
        "请在 Excel 里用密码打开它，取消密码后另存为 .xlsx。",
        "Open it in Excel with its password, remove the password and save it as .xlsx."
    ))
}

pub(super) fn wps(file: &str) -> FileFault {
    let file = shown(file);
    save_as_xlsx(refusal!(
        "wps_format",
        "“{file}”是 WPS 的专用格式，无法读取。",
        "“{file}” is in a format of WPS and cannot be read."
    ))
}

pub(super) fn document(file: &str) -> FileFault {
    let file = shown(file);
    refusal!(
        "not_a_table",
        "“{file}”是文字文档或演示文稿，不是表格。",
        "“{file}” is a text document or a presentation, not a table."
    )
    .next(both!(
        "请把名单复制到 Excel 表格里，另存为 .xlsx。",
        "Copy the rows into an Excel sheet and save it as .xlsx."
    ))
}

pub(super) fn web_page(file: &str) -> FileFault {
    let file = shown(file);
    save_as_xlsx(refusal!(
        "web_page",
        "“{file}”其实是一个网页（HTML 或 XML），只是起了表格的文件名。",
        "“{file}” is a web page (HTML or XML) under the name of a workbook."
    ))
}

pub(super) fn not_a_workbook(file: &str) -> FileFault {
    let file = shown(file);
    refusal!(
        "zip_without_workbook",
        "“{file}”是一个压缩包，里面没有 Excel 工作簿。",
        "“{file}” is a ZIP file with no Excel workbook in it."
    )
    .next(both!("请先解压，再选里面的表格文件。", "Unpack it first and choose the table inside."))
}

pub(super) fn other_workbook(file: &str) -> FileFault {
    let file = shown(file);
    save_as_xlsx(refusal!(
        "other_workbook",
        "“{file}”是 .xlsb 或 .ods 工作簿，不能直接读取。",
        "“{file}” is an .xlsb or .ods workbook and cannot be read as it is."
    ))
}

pub(super) fn damaged(file: &str) -> FileFault {
    let file = shown(file);
    save_as_xlsx(refusal!(
        "workbook_damaged",
        "工作簿“{file}”已损坏，无法读取。",
        "The workbook “{file}” is damaged and cannot be read."
    ))
}

/// The worker that read it asked for more memory than it may have, or broke down.
pub(super) fn beyond_the_worker(file: &str, megabytes: u64) -> FileFault {
    let file = shown(file);
    save_as_xlsx(refusal!(
        "workbook_too_hungry",
        "工作簿“{file}”已损坏，或者要用 {megabytes} MB 以上的内存，不像一份真实的名单。已停止读取，什么也没有写入。",
        "The workbook “{file}” is damaged, or takes more than {megabytes} MB of memory, which no real list does. Reading was stopped; nothing was written."
    ))
}

pub(super) fn too_slow(file: &str, seconds: u64) -> FileFault {
    let file = shown(file);
    split_it(refusal!(
        "workbook_too_slow",
        "工作簿“{file}”读了 {seconds} 秒还没有读完，已停止读取，什么也没有写入。",
        "The workbook “{file}” was not read in {seconds} seconds. Reading was stopped; nothing was written."
    ))
}

pub(super) fn stopped(file: &str) -> FileFault {
    let file = shown(file);
    refusal!(
        "reading_stopped",
        "已停止读取“{file}”，什么也没有写入。",
        "Reading “{file}” was stopped; nothing was written."
    )
}

pub(super) fn no_worker(file: &str) -> FileFault {
    let file = shown(file);
    refusal!("no_worker", "读取“{file}”的子程序启动不了。", "The program that reads “{file}” could not be started.")
        .next(both!("请重新启动本程序再试。", "Start this program again and try once more."))
}

pub(super) fn binary(file: &str) -> FileFault {
    let file = shown(file);
    refusal!("not_a_table", "“{file}”不是表格文件。", "“{file}” is not a table.")
        .next(both!("可导入 .xlsx、.xls 和 .csv。", "You can import .xlsx, .xls and .csv."))
}

/// A file or folder that the system does not let us read.
pub fn unreadable(path: &Path) -> FileFault {
    let name = shown(&path.file_name().unwrap_or(path.as_os_str()).to_string_lossy());
    refusal!("file_unreadable", "读不了文件“{name}”。", "The file “{name}” cannot be read.").next(both!(
        "请检查 U 盘是否插好、文件是否被别的程序打开。",
        "Check that the stick is in and that no other program holds the file."
    ))
}

pub fn file_too_large(file: &str, limits: &Limits) -> FileFault {
    let (file, most) = (shown(file), limits.file_bytes >> 20);
    split_it(refusal!("file_too_large", "文件“{file}”超过 {most} MB。", "The file “{file}” is larger than {most} MB."))
}

pub(super) fn unpacked_too_large(file: &str, limits: &Limits) -> FileFault {
    let (file, most) = (shown(file), limits.unpacked_bytes >> 20);
    split_it(refusal!(
        "unpacked_too_large",
        "文件“{file}”展开后超过 {most} MB。",
        "The file “{file}” takes more than {most} MB when unpacked."
    ))
}

pub(super) fn packed_too_well(file: &str, limits: &Limits) -> FileFault {
    let (file, most) = (shown(file), limits.ratio);
    save_as_xlsx(refusal!(
        "packed_too_well",
        "文件“{file}”展开后是原来的 {most} 倍以上，不像一份真实的名单。",
        "The file “{file}” grows more than {most} times when unpacked, which no real list does."
    ))
}

pub(super) fn too_many_rows(file: &str, limits: &Limits) -> FileFault {
    let (file, most) = (shown(file), limits.rows);
    split_it(refusal!("too_many_rows", "文件“{file}”超过 {most} 行。", "The file “{file}” has more than {most} rows."))
}

pub(super) fn too_many_columns(file: &str, row: u32, limits: &Limits) -> FileFault {
    let (file, most) = (shown(file), limits.columns);
    refusal!(
        "too_many_columns",
        "文件“{file}”第 {row} 行超过 {most} 列。",
        "Row {row} of the file “{file}” has more than {most} columns."
    )
    .next(both!("请删去名单右边多余的列。", "Delete the columns to the right of the list."))
}

pub(super) fn too_many_cells(file: &str, limits: &Limits) -> FileFault {
    let (file, most) = (shown(file), limits.cells);
    split_it(refusal!(
        "too_many_cells",
        "文件“{file}”超过 {most} 个单元格。",
        "The file “{file}” has more than {most} cells."
    ))
}

pub(super) fn cell_too_long(file: &str, row: u32, column: u32, limits: &Limits) -> FileFault {
    let (file, most, at) = (shown(file), limits.cell_bytes >> 10, column_letters(column));
    refusal!(
        "cell_too_long",
        "文件“{file}”第 {row} 行 {at} 列的内容超过 {most} KB。",
        "Cell {at}{row} of the file “{file}” holds more than {most} KB."
    )
    .next(both!("请缩短这一格的内容。", "Shorten that cell."))
}

/// `named` is the encoding the bytes were read as.
pub(super) fn bad_bytes(file: &str, row: u32, column: u32, named: &str) -> FileFault {
    let (file, at) = (shown(file), column_letters(column));
    save_as_xlsx(refusal!(
        "bad_bytes",
        "文件“{file}”第 {row} 行 {at} 列有无法识别的字节（按 {named} 读取）。",
        "Cell {at}{row} of the file “{file}” has bytes that are no text (read as {named})."
    ))
}

pub(super) fn open_quote(file: &str, row: u32) -> FileFault {
    let file = shown(file);
    refusal!(
        "open_quote",
        "文件“{file}”第 {row} 行有一个双引号没有配对，后面的行都被并了进去。",
        "Row {row} of the file “{file}” opens a quotation mark that is never closed."
    )
    .next(both!("请补上或删去这个引号。", "Close the quotation mark or delete it."))
}
