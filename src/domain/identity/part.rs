//! One part of a number that explains itself.

use serde::Serialize;

use crate::domain::language::Both;

/// A part of a number: what it is called, its characters, and what they mean.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Part {
    pub name: Both,
    pub value: String,
    pub meaning: Both,
}

impl Part {
    pub fn new(name: Both, value: impl Into<String>, meaning: Both) -> Part {
        Part { name, value: value.into(), meaning }
    }
}
