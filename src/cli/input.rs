//! Reading the files a user names.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::problem::Problem;

/// The bytes of a file. One byte more than `most` is read at most, so that a limit further on sees that it is passed.
pub fn bytes(path: &Path, most: u64) -> Result<Vec<u8>, Problem> {
    let read = || {
        let mut bytes = Vec::new();
        File::open(path)?.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    read().map_err(|error| Problem::io(error, path))
}

/// The file's name without its folders.
pub fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
