//! Any file → grid: what the file is, is told by its bytes, never by its name alone.

use super::grid::{Grid, KnownHeaders};
use super::limits::Limits;
use super::refusals::{self, FileFault};
use super::source::{Source, Unread};
use super::{read_csv, read_xls, read_xlsx, worker};

/// What is looked for in a file, and how much it may ask of this computer.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    pub known: &'a KnownHeaders,
    pub limits: Limits,
}

/// Reads the sheet that holds the most known headers from a CSV, XLSX or XLS.
///
/// # Errors
/// What is wrong with the file; the two readings of a CSV that two encodings fit, where nobody said which it is.
pub fn read(source: &Source, known: &KnownHeaders) -> Result<Grid, Unread> {
    read_with(source, &Reading { known, limits: Limits::default() })
}

/// As [`read`], with limits given.
pub fn read_with(source: &Source, reading: &Reading) -> Result<Grid, Unread> {
    let Source { bytes, name: file, .. } = *source;
    if bytes.len() as u64 > reading.limits.file_bytes {
        return Err(refusals::file_too_large(file, &reading.limits).into());
    }
    match Kind::of(bytes, file) {
        Kind::Empty => Err(refusals::empty(file).into()),
        Kind::Wps => Err(refusals::wps(file).into()),
        Kind::WebPage => Err(refusals::web_page(file).into()),
        Kind::Binary => Err(refusals::binary(file).into()),
        Kind::Zip | Kind::Compound => Ok(worker::read(source, reading)?),
        Kind::Text => read_csv::read(source, reading),
    }
}

/// Reads a workbook in this very process: what the worker does.
pub(super) fn read_workbook(bytes: &[u8], file: &str, reading: &Reading) -> Result<Grid, FileFault> {
    match Kind::of(bytes, file) {
        Kind::Zip => read_xlsx::read(bytes, file, reading),
        Kind::Compound => read_xls::read(bytes, file, reading),
        _ => Err(refusals::binary(file)),
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Empty,
    /// XLSX, or any other ZIP.
    Zip,
    /// XLS, or any other OLE file.
    Compound,
    /// `.et`, `.wps` and their kin.
    Wps,
    WebPage,
    Binary,
    Text,
}

impl Kind {
    fn of(bytes: &[u8], file: &str) -> Kind {
        let extension = file.rsplit_once('.').map_or(String::new(), |(_, end)| end.to_ascii_lowercase());
        let body = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii();
        let utf16 = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
        if body.is_empty() {
            Kind::Empty
        } else if matches!(extension.as_str(), "et" | "ett" | "ets" | "wps" | "wpt" | "dps") {
            Kind::Wps
        } else if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
            Kind::Zip
        } else if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
            Kind::Compound
        } else if body.starts_with(b"<") || body.starts_with(b"MIME-Version:") {
            Kind::WebPage
        } else if body.starts_with(b"%PDF") || !utf16 && bytes.contains(&0) {
            Kind::Binary
        } else {
            Kind::Text
        }
    }
}
