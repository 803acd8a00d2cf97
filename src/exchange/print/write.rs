//! A document into a file.

use std::path::Path;

use crate::domain::identity::inert;
use crate::store::Failure;
use crate::store::backup::Existing;
use crate::store::place::{write_new, write_over};

/// Whether a name asks for a document on paper.
pub fn is_pdf(to: &Path) -> bool {
    to.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf"))
}

/// Puts a document under its name, whole or not at all.
pub fn write(bytes: &[u8], to: &Path, existing: Existing) -> Result<(), Failure> {
    match existing {
        Existing::Keep => write_new(to, bytes)?,
        Existing::Replace => write_over(to, bytes)?,
    }
    Ok(())
}

/// A word as part of a file's name anywhere.
pub fn plain(word: &str) -> String {
    inert(word).chars().map(|c| if c.is_control() || r#"<>:"/\|?*"#.contains(c) { '-' } else { c }).collect()
}
