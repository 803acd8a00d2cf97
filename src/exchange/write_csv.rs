//! Table → CSV that Excel opens rightly: UTF-8 with its mark, or GB18030; every field quoted, formulas made harmless.

use super::formula_guard::guard;
use super::grid::column_letters;
use super::table::Table;
use crate::domain::identity::inert_lines;
use crate::domain::refusal::Refusal;
use crate::refusal;

/// The encodings a bureau's program may ask for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CsvEncoding {
    /// With its byte order mark, by which Excel knows it.
    #[default]
    Utf8,
    Gb18030,
}

/// Writes header and rows (a CSV has no titles). `guarded` puts a visible `'` before text that a spreadsheet would run as a
/// formula; our own reader takes it off again. Leave it off only for a program that is no spreadsheet.
///
/// # Errors
/// `not_in_gb18030`: a character that GB18030 lacks (of all, only the private use U+E5E5), named by its cell.
pub fn write_csv(table: &Table, encoding: CsvEncoding, guarded: bool) -> Result<Vec<u8>, Refusal> {
    let mut writer = csv::WriterBuilder::new()
        .quote_style(csv::QuoteStyle::Always)
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(Vec::new());
    for row in std::iter::once(&table.header).chain(&table.rows) {
        let fields = row.iter().map(|field| {
            let field = inert_lines(field);
            if guarded { guard(&field).into_owned() } else { field }
        });
        writer.write_record(fields).expect("writing to memory cannot fail");
    }
    let bytes = writer.into_inner().expect("flushing to memory cannot fail");
    match encoding {
        CsvEncoding::Utf8 => Ok([b"\xef\xbb\xbf".as_slice(), &bytes].concat()),
        CsvEncoding::Gb18030 => gb18030(table, bytes),
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
