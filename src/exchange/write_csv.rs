//! Table → CSV that Excel opens rightly: UTF-8 with its mark, or GB18030; every field quoted, formulas made harmless.

use super::formula_guard::guard;
use super::grid::column_letters;
use super::table::Table;
use super::text::Encoding;
use crate::domain::refusal::Refusal;
use crate::refusal;

/// Writes header and rows (a CSV has no titles). `guarded` puts a visible `'` before text that a spreadsheet would run as a
/// formula; our own reader takes it off again. Leave it off only for a program that is no spreadsheet.
///
/// # Errors
/// GB18030 and UTF-16 aside, nothing can fail: a character that GB18030 lacks (private use U+E5E5 alone) is named by its cell,
/// and UTF-16 is not written, because no receiver asks for it.
pub fn write_csv(table: &Table, encoding: Encoding, guarded: bool) -> Result<Vec<u8>, Refusal> {
    let mut writer = csv::WriterBuilder::new()
        .quote_style(csv::QuoteStyle::Always)
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(Vec::new());
    for row in std::iter::once(&table.header).chain(&table.rows) {
        let fields = row.iter().map(|field| if guarded { guard(field) } else { field.as_str().into() });
        writer.write_record(fields.map(|field| field.into_owned())).expect("writing to memory cannot fail");
    }
    let bytes = writer.into_inner().expect("flushing to memory cannot fail");
    match encoding {
        Encoding::Utf8 => Ok([b"\xef\xbb\xbf".as_slice(), &bytes].concat()),
        Encoding::Gb18030 => gb18030(table, bytes),
        Encoding::Utf16 => {
            Err(refusal!("utf16_not_written", "不能写出 UTF-16 的 CSV。", "A CSV in UTF-16 is not written."))
        }
    }
}

fn gb18030(table: &Table, bytes: Vec<u8>) -> Result<Vec<u8>, Refusal> {
    let text = String::from_utf8(bytes).expect("fields are UTF-8");
    let encode = |text: &str| {
        let (bytes, _, lossy) = encoding_rs::GB18030.encode(text);
        (!lossy).then(|| bytes.into_owned())
    };
    encode(&text).ok_or_else(|| {
        let rows = (1..).zip(std::iter::once(&table.header).chain(&table.rows));
        let mut cells = rows.flat_map(|(row, cells)| (1..).zip(cells).map(move |(column, cell)| (row, column, cell)));
        let (row, column, _) = cells.find(|(_, _, cell)| encode(cell).is_none()).unwrap_or((1u32, 1u32, &table.sheet));
        let at = column_letters(column);
        refusal!(
            "not_in_gb18030",
            "第 {row} 行 {at} 列有 GB18030 写不出的字符，请改用 UTF-8。",
            "Cell {at}{row} has a character that GB18030 cannot write; use UTF-8."
        )
    })
}
