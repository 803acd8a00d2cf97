//! Looks at a ZIP before a parser does: how much it unpacks to, counted while unpacking, and what it claims to hold.

use std::io::{BufReader, Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::limits::Limits;
use super::refusals::{self, FileFault};

/// The parts of any office file.
const PARTS: usize = 5_000;

/// Refuses a workbook that is encrypted, no workbook, or larger than its limits once unpacked.
pub(super) fn check_workbook(bytes: &[u8], file: &str, limits: &Limits) -> Result<(), FileFault> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| refusals::damaged(file))?;
    if archive.len() > PARTS || archive.has_duplicate_names() {
        return Err(refusals::damaged(file));
    }
    let names: Vec<String> =
        archive.file_names_raw().map(|name| String::from_utf8_lossy(name).to_lowercase().replace('\\', "/")).collect();
    let has = |start: &str, end: &str| names.iter().any(|name| name.starts_with(start) && name.ends_with(end));
    if has("word/", ".xml") || has("ppt/", ".xml") {
        return Err(refusals::document(file));
    }
    if has("", "workbook.bin") || has("content.xml", "") {
        return Err(refusals::other_workbook(file));
    }
    if !has("[content_types].xml", "") || !has("", "workbook.xml") && !has("xl/", ".xml") {
        return Err(refusals::not_a_workbook(file));
    }
    // A few kB of blanks pack a thousandfold in honest files, so the ratio counts from the first MiB on.
    let most = limits.unpacked_bytes.min((bytes.len() as u64).saturating_mul(limits.ratio).max(1 << 20));
    let too_large = || match most < limits.unpacked_bytes {
        true => refusals::packed_too_well(file, limits),
        false => refusals::unpacked_too_large(file, limits),
    };
    let claimed = archive.decompressed_size();
    if claimed.is_some_and(|size| size > u128::from(most)) {
        return Err(too_large());
    }
    let mut left = most;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|error| match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
                refusals::encrypted(file)
            }
            _ => refusals::damaged(file),
        })?;
        let mut scan = StringCounts::default();
        let mut reader = BufReader::new(part.take(left + 1));
        let size = scan.read(&mut reader).map_err(|_| refusals::damaged(file))?;
        if size > left {
            return Err(too_large());
        }
        // The shortest entry of a string table has five bytes; a parser that reserves what is claimed would ask for terabytes.
        if scan.claimed > size / 5 + 1 {
            return Err(refusals::damaged(file));
        }
        left -= size;
    }
    Ok(())
}

/// The largest `uniqueCount="…"` found in a part.
#[derive(Default)]
struct StringCounts {
    claimed: u64,
}

const COUNT: &[u8] = b"uniqueCount";

impl StringCounts {
    /// Reads to the end and gives the number of bytes.
    fn read(&mut self, reader: &mut impl Read) -> std::io::Result<u64> {
        // An attribute may lie across two pieces: what could still be one is carried over.
        let (mut piece, mut kept, mut total) = (vec![0; 64 << 10], 0, 0);
        loop {
            let read = reader.read(&mut piece[kept..])?;
            let end = kept + read;
            self.scan(&piece[..end]);
            if read == 0 {
                return Ok(total);
            }
            total += read as u64;
            kept = end.min(256);
            piece.copy_within(end - kept..end, 0);
        }
    }

    fn scan(&mut self, piece: &[u8]) {
        for at in memchr::memmem::find_iter(piece, COUNT) {
            let rest = piece[at + COUNT.len()..].iter();
            let mut rest =
                rest.skip_while(|b| b.is_ascii_whitespace() || matches!(b, b'=' | b'"' | b'\'' | b'+' | b'0'));
            let digits = rest.by_ref().take_while(|b| b.is_ascii_digit());
            let number = digits.fold(0u64, |n, b| n.saturating_mul(10).saturating_add(u64::from(b - b'0')));
            self.claimed = self.claimed.max(number);
        }
    }
}
