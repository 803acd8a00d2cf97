//! Standards: the trades with their editions; a standard's levels, subjects and papers; a paper down to its criteria.

mod approve;
mod condition;
mod criterion;
mod export;
mod list;
mod paper;
mod standard;
mod tell;

pub use list::Standards;

/// What is done with a standard or a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StandardsIntent {
    Approve,
    /// Writes the text back as it was written by hand.
    Export,
}
