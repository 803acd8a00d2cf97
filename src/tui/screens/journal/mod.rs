//! The journal: every act in order, what it was about, and whether all of it still holds.

mod about;
mod check;
mod entry;
mod list;

pub use list::Journal;

/// What is done on the journal's screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum JournalIntent {
    Check,
}
