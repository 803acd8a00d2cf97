//! The one way to write a value as bytes that are hashed and signed: RFC 8785 (JSON Canonicalization Scheme), whole numbers only.
//!
//! A number must be an integer of at most 2⁵³ − 1 either way (RFC 7493 §2.2): every JSON reader on earth reads it alike, and no float
//! can slip into a mark. The general road is the library `serde_json_canonicalizer`. Acts have plain ASCII keys and integers, and an import
//! writes tens of thousands a second, so `plain` writes those directly; whatever it does not know goes the general road, and a
//! property test holds the two equal.

mod plain;
pub mod slices;

use crate::domain::language::{Lang, Say};
use crate::say;
use serde::Serialize;

/// The largest whole number that may be written, either way: 2⁵³ − 1.
pub const MAX_INTEGER: u64 = (1 << 53) - 1;

/// A value that has no canonical bytes here. It is a fault of the program, not of the user's data.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotCanonical {
    /// A fraction, or beyond [`MAX_INTEGER`]; written as RFC 8785 would write it.
    #[error("the number {0} is not a whole number within 2^53 - 1")]
    Number(String),
    /// Not JSON at all: a key that is no string, a key twice.
    #[error("{0}")]
    NotJson(String),
}

impl Say for NotCanonical {
    fn say(&self, lang: Lang) -> String {
        match self {
            NotCanonical::Number(number) => say!(
                lang,
                "数值 {number} 不是整数或超出可记录的范围，本次操作没有保存。请检查该数值。",
                "The number {number} is not a whole number or too large to record; nothing was saved. Check that number."
            ),
            NotCanonical::NotJson(words) => say!(
                lang,
                "该内容无法记录（{words}），本次操作没有保存。请把这句话报告给软件维护者。",
                "This content cannot be recorded ({words}); nothing was saved. Report this sentence to the maintainers."
            ),
        }
    }
}

/// The canonical bytes of `value` (UTF-8 JSON, keys in UTF-16 order, no space).
///
/// serde_json turns a float that is infinite or no number into `null` before any formatter sees it; payloads have no float fields.
pub fn to_canonical<T: Serialize + ?Sized>(value: &T) -> Result<Vec<u8>, NotCanonical> {
    match plain::write(value) {
        Some(text) => Ok(text.into_bytes()),
        None => general(value),
    }
}

/// The same as text.
pub fn canonical_text<T: Serialize + ?Sized>(value: &T) -> Result<String, NotCanonical> {
    match plain::write(value) {
        Some(text) => Ok(text),
        None => general(value).map(|bytes| String::from_utf8(bytes).expect("JSON is UTF-8")),
    }
}

/// The canonical bytes of anybody's JSON, fractions and all: what other people's credentials are verified by.
pub fn any_canonical<T: Serialize + ?Sized>(value: &T) -> Result<Vec<u8>, NotCanonical> {
    match plain::write(value) {
        Some(text) => Ok(text.into_bytes()),
        None => library(value),
    }
}

fn library<T: Serialize + ?Sized>(value: &T) -> Result<Vec<u8>, NotCanonical> {
    serde_json_canonicalizer::to_vec(&value).map_err(|error| NotCanonical::NotJson(error.to_string()))
}

/// Any value: the library writes, then every number in the text is looked at.
///
/// The library writes numbers by way of a double. Rounding never brings a number from beyond 2⁵³ − 1 back inside, so the text tells the truth.
fn general<T: Serialize + ?Sized>(value: &T) -> Result<Vec<u8>, NotCanonical> {
    let bytes = library(value)?;
    let mut rest = bytes.as_slice();
    while let Some((&first, after)) = rest.split_first() {
        rest = match first {
            b'"' => after_string(after),
            b'-' | b'0'..=b'9' => {
                let end = rest.iter().position(|byte| b",]}".contains(byte)).unwrap_or(rest.len());
                let (number, after) = rest.split_at(end);
                if !is_whole(number) {
                    return Err(NotCanonical::Number(String::from_utf8_lossy(number).into_owned()));
                }
                after
            }
            _ => after,
        }
    }
    Ok(bytes)
}

/// What follows the string whose opening quote was just read.
fn after_string(mut rest: &[u8]) -> &[u8] {
    loop {
        match rest {
            [b'"', after @ ..] => return after,
            [b'\\', _, after @ ..] | [_, after @ ..] => rest = after,
            [] => return rest,
        }
    }
}

fn is_whole(number: &[u8]) -> bool {
    let digits = number.strip_prefix(b"-").unwrap_or(number);
    std::str::from_utf8(digits).ok().and_then(|text| text.parse::<u64>().ok()).is_some_and(|value| value <= MAX_INTEGER)
}

#[cfg(test)]
mod tests;
