//! How much a file from outside may ask of this computer. Each limit has its own sentence in [`super::refusals`].

use serde::{Deserialize, Serialize};

/// The caps of a file that is read. A 1.4 kB workbook can ask for 512 GiB, so every number is checked before memory is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Bytes of the file itself.
    pub file_bytes: u64,
    /// Bytes of a workbook's parts when unpacked, counted while they are unpacked, whatever the directory claims; also the
    /// bytes of all cells together, because one shared text can stand in a million cells.
    pub unpacked_bytes: u64,
    /// Unpacked bytes for each packed byte, above the first MiB (a small file of blanks packs far better than that).
    pub ratio: u64,
    /// Rows below the header.
    pub rows: u32,
    pub columns: u32,
    /// Cells of the sheet, the empty ones left of a filled one included.
    pub cells: u64,
    /// Bytes of one cell, in UTF-8.
    pub cell_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            file_bytes: 20 << 20,
            unpacked_bytes: 100 << 20,
            ratio: 100,
            rows: 100_000,
            columns: 200,
            cells: 5_000_000,
            cell_bytes: 4 << 10,
        }
    }
}
