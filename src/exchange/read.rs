//! Any file → grid: what the file is, is told by its bytes, never by its name alone.

use super::grid::{Grid, KnownHeaders};
use super::limits::Limits;
use super::refusals::{self, FileFault};
use super::text::Encoding;
use super::{doubt, read_csv, read_xls, read_xlsx, worker};

/// How to read a file.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    pub known: &'a KnownHeaders,
    pub limits: Limits,
    /// What the user chose when a CSV could be read two ways.
    pub encoding: Option<Encoding>,
}

/// Reads the sheet that holds the most known headers from a CSV, XLSX or XLS. `file` is the name shown in sentences. Where a CSV can be
/// read in two encodings, [`doubt::reading_as`] says in which.
pub fn read(bytes: &[u8], file: &str, known: &KnownHeaders) -> Result<Grid, FileFault> {
    read_with(bytes, file, &Reading { known, limits: Limits::default(), encoding: doubt::chosen() })
}

/// As [`read`], with limits and encoding given.
pub fn read_with(bytes: &[u8], file: &str, reading: &Reading) -> Result<Grid, FileFault> {
    if bytes.len() as u64 > reading.limits.file_bytes {
        return Err(refusals::file_too_large(file, &reading.limits));
    }
    match Kind::of(bytes, file) {
        Kind::Empty => Err(refusals::empty(file)),
        Kind::Wps => Err(refusals::wps(file)),
        Kind::WebPage => Err(refusals::web_page(file)),
        Kind::Binary => Err(refusals::binary(file)),
        Kind::Zip | Kind::Compound => worker::read(bytes, file, reading),
        Kind::Text => read_csv::read(bytes, file, reading),
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
