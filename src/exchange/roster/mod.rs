//! Rosters: the registration lists of stations and bureaus.
mod cells;
pub mod dates;
pub mod entry;
pub mod fault;
pub mod field;
pub mod mapping;
pub mod parse;
