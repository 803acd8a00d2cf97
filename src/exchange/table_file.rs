//! A table that was read and waits to be held against the station: reading takes seconds and is done aside, the rest is quick.

use sha2::{Digest as _, Sha256};

use super::grid::{Grid, KnownHeaders};
use super::read::read;
use super::refusals::FileFault;
use crate::credential::tree::Hash;

/// The sheet of a file, its name as shown, and its SHA-256.
#[derive(Clone, Debug)]
pub struct TableFile {
    pub grid: Grid,
    pub name: String,
    pub sha256: String,
}

impl TableFile {
    pub fn read(bytes: &[u8], name: &str, known: &KnownHeaders) -> Result<TableFile, FileFault> {
        let grid = read(bytes, name, known)?;
        Ok(TableFile { grid, name: name.to_owned(), sha256: Hash(Sha256::digest(bytes).into()).to_string() })
    }
}
