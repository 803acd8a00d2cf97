//! Standards and papers as an appraiser writes them by hand: TOML in, TOML out.
//!
//! The serde form of [`Standard`] and [`Paper`] is the format; a file that was written here reads back as the same value.
//! Comments belong to the person's own file and are not kept.

mod fault;
mod layout;

use serde::de::DeserializeOwned;

pub use fault::TextFault;

use crate::domain::evaluation::paper::Paper;
use crate::domain::evaluation::standard::Standard;
use crate::domain::identity::hidden_at;

/// Reads a standard. Whether it is whole is for `validate_standard` to say.
pub fn read_standard(text: &str) -> Result<Standard, TextFault> {
    read(text)
}

/// Reads a paper. Whether it fits its standard is for `validate_paper` to say.
pub fn read_paper(text: &str) -> Result<Paper, TextFault> {
    read(text)
}

/// What a text turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written {
    Standard(Box<Standard>),
    Paper(Box<Paper>),
}

/// Reads a text that is one or the other: only a paper has a version or questions.
pub fn read_either(text: &str) -> Result<Written, TextFault> {
    let table = read::<toml::Table>(text)?;
    match table.contains_key("version") || table.contains_key("question") {
        true => read_paper(text).map(|paper| Written::Paper(Box::new(paper))),
        false => read_standard(text).map(|standard| Written::Standard(Box::new(standard))),
    }
}

/// The text of a standard, laid out for editing by hand.
pub fn write_standard(standard: &Standard) -> String {
    layout::write(standard)
}

/// The text of a paper, laid out for editing by hand.
pub fn write_paper(paper: &Paper) -> String {
    layout::write(paper)
}

/// Notepad puts a byte order mark before UTF-8; it is passed over. What cannot be seen does not come in.
fn read<T: DeserializeOwned>(text: &str) -> Result<T, TextFault> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if let Some((at, found)) = hidden_at(text) {
        return Err(TextFault::hidden(text, at, found));
    }
    toml::from_str(text).map_err(|error| TextFault::new(text, &error))
}

#[cfg(test)]
mod tests;
