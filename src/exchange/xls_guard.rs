//! Looks at the records of an XLS before a parser does, and makes a file of nothing but the ones that a table needs.
//!
//! An XLS is a container of streams; its `Workbook` stream is a chain of records (type, length, data; [MS-XLS] 2.1.4). Records that
//! a table does not need (names, formulas' tokens, drawings) are blanked in place, so that positions stay true; cells outside a
//! sheet of 256 columns, or so far apart that the sheet would not fit the limits, refuse the file.

use std::io::{Cursor, Read, Write};

use cfb::{CompoundFile, Version};

use super::limits::Limits;
use super::refusals::{self, FileFault};

mod record {
    pub const BOF: u16 = 0x0809;
    pub const BOUND_SHEET: u16 = 0x0085;
    pub const FILE_PASS: u16 = 0x002f;
    pub const FORMULA: u16 = 0x0006;
    pub const MANY_NUMBERS: u16 = 0x00bd;
    /// Number, Label, RString, BoolErr, RK, LabelSst: row and column come first.
    pub const CELLS: [u16; 6] = [0x0203, 0x0204, 0x00d6, 0x0205, 0x027e, 0x00fd];
    /// EOF, CodePage, DateMode, Format, XF, SST, Continue, String.
    pub const KEPT: [u16; 8] = [0x000a, 0x0042, 0x0022, 0x041e, 0x00e0, 0x00fc, 0x003c, 0x0207];
    /// A type that nobody knows.
    pub const BLANK: u16 = 0xffff;
}

/// A clean XLS with the same cells.
pub(super) fn checked(bytes: &[u8], file: &str, limits: &Limits) -> Result<Vec<u8>, FileFault> {
    let mut stream = workbook_stream(bytes, file)?;
    let damaged = || refusals::damaged(file);
    let mut starts = Vec::new();
    let mut sheets = Vec::new();
    let mut area = Area::default();
    let mut at = 0;
    while let Some(head) = stream.get(at..at + 4) {
        let kind = u16::from_le_bytes([head[0], head[1]]);
        let end = at + 4 + usize::from(u16::from_le_bytes([head[2], head[3]]));
        let Some(data) = stream.get_mut(at + 4..end) else { break };
        match kind {
            record::FILE_PASS => return Err(refusals::encrypted(file)),
            record::BOF if data.len() >= 4 => {
                starts.push(at);
                area = Area::default();
            }
            record::BOUND_SHEET if data.len() >= 8 => {
                sheets.push(u32::from_le_bytes([data[0], data[1], data[2], data[3]]) as usize);
            }
            record::FORMULA if data.len() >= 22 => {
                area.add(data, data).ok_or_else(damaged)?;
                // The value is kept, the tokens are not.
                data[20..22].fill(0);
            }
            record::MANY_NUMBERS if data.len() >= 6 => {
                let last = [data[0], data[1], data[data.len() - 2], data[data.len() - 1]];
                if data[2..4].iter().rev().gt(last[2..].iter().rev()) {
                    return Err(damaged());
                }
                area.add(data, &last).ok_or_else(damaged)?;
            }
            kind if record::CELLS.contains(&kind) && data.len() >= 6 => area.add(data, data).ok_or_else(damaged)?,
            kind if record::KEPT.contains(&kind) && (data.len() >= 2 || kind != 0x0042 && kind != 0x0022) => {}
            _ => stream[at..at + 2].copy_from_slice(&record::BLANK.to_le_bytes()),
        }
        if area.cells() > limits.cells {
            return Err(refusals::too_many_cells(file, limits));
        }
        at = end;
    }
    stream.truncate(at);
    if sheets.is_empty() || sheets.len() > 255 || sheets.iter().any(|start| !starts.contains(start)) {
        return Err(damaged());
    }
    packed(&stream).map_err(|_| damaged())
}

fn workbook_stream(bytes: &[u8], file: &str) -> Result<Vec<u8>, FileFault> {
    let mut container = CompoundFile::open(Cursor::new(bytes)).map_err(|_| refusals::damaged(file))?;
    if container.exists("/EncryptedPackage") || container.exists("/EncryptionInfo") {
        return Err(refusals::encrypted(file));
    }
    let Some(path) = ["/Workbook", "/Book"].into_iter().find(|path| container.is_stream(path)) else {
        return Err(refusals::document(file));
    };
    let mut stream = Vec::new();
    let opened = container.open_stream(path).map_err(|_| refusals::damaged(file))?;
    // A stream cannot be longer than the file it lies in.
    opened.take(bytes.len() as u64).read_to_end(&mut stream).map_err(|_| refusals::damaged(file))?;
    Ok(stream)
}

fn packed(stream: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut container = CompoundFile::create_with_version(Version::V3, Cursor::new(Vec::new()))?;
    container.create_stream("/Workbook")?.write_all(stream)?;
    container.flush()?;
    Ok(container.into_inner().into_inner())
}

/// The box around the cells of a sheet: what the parser will take memory for.
#[derive(Default)]
struct Area {
    /// First row, last row, first column, last column.
    bounds: Option<(u16, u16, u16, u16)>,
}

impl Area {
    /// Adds the cell that each record begins with; none where it lies outside any real sheet.
    fn add(&mut self, first: &[u8], last: &[u8]) -> Option<()> {
        for cell in [first, last] {
            let (row, column) = (u16::from_le_bytes([cell[0], cell[1]]), u16::from_le_bytes([cell[2], cell[3]]));
            if column > 255 {
                return None;
            }
            let (top, bottom, left, right) = self.bounds.unwrap_or((row, row, column, column));
            self.bounds = Some((top.min(row), bottom.max(row), left.min(column), right.max(column)));
        }
        Some(())
    }

    fn cells(&self) -> u64 {
        self.bounds
            .map_or(0, |(top, bottom, left, right)| (u64::from(bottom - top) + 1) * (u64::from(right - left) + 1))
    }
}
