//! The journal: every act in order, what it was about, and whether all of it still holds.

mod about;
mod check;
mod codes;
mod compare;
mod cosigned;
mod day;
mod entry;
mod list;
mod qr;

pub use list::Journal;
pub use qr::{QrView, draw as draw_qr};

/// What is done on the journal's screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum JournalIntent {
    Check,
    /// The checkpoint codes.
    Codes,
    /// A code from paper against the file.
    Compare,
    DayEnd,
    /// The page of the last day's end.
    DayPage,
    /// Another office's cosignature that came back.
    Cosigned,
    /// The QR over the whole window.
    Qr,
}
