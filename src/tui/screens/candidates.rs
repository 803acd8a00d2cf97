//! Candidates: found as one types, and one with all entries.

mod detail;
mod list;

pub use list::Candidates;
