//! Writing the texts a user names: whole, and never over another.

use std::path::Path;

use super::problem::Problem;
use crate::store::place::{Making, refuse_existing};

/// Writes a new file; one that is there already is refused.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Problem> {
    refuse_existing(path)?;
    let making = Making::beside(path)?;
    std::fs::write(making.path(), bytes).map_err(|error| Problem::io(error, path))?;
    Ok(making.place_new(path)?)
}
