//! Candidates: found as one types, and one with all entries.

mod detail;
mod list;

pub use list::Candidates;

/// What is done on one candidate's screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CandidateIntent {
    /// The whole document number, with the purpose.
    Number,
}
