//! Whether the page of a file is the one that its signed data give. The comparing is done where pages are drawn; here it becomes a stage.

use super::words::{self, step};
use super::{Stage, State, Step};

/// What a page says that no signature covers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unsigned {
    pub print_serial: Option<String>,
    pub way: String,
    pub remarks: Vec<String>,
    /// The credential names a photo and the page shows none.
    pub without_photo: bool,
}

/// What came of drawing the page again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageFound {
    /// The file is that page, byte by byte.
    Same(Unsigned),
    Changed,
    /// The number on the page is not the one whose digest is signed.
    OtherHolder,
    Unreadable,
    /// The part that says how it was drawn, or its proof of registration, was taken out.
    Absent,
    OtherVersion(String),
    /// It needs a font that is not part of the program.
    Undrawable,
}

impl PageFound {
    pub fn step(&self) -> Step {
        let unknown = |code, text| step(Stage::Page, State::Unknown, code, text);
        let fails = |code, text| step(Stage::Page, State::Fails, code, text);
        match self {
            PageFound::Same(unsigned) => step(Stage::Page, State::Holds, "page_same", words::page_same(unsigned)),
            PageFound::Changed => fails("page_changed", words::page_changed()),
            PageFound::OtherHolder => fails("page_other_holder", words::page_other_holder()),
            PageFound::Unreadable => fails("page_unreadable", words::page_unreadable()),
            PageFound::Absent => fails("page_absent", words::page_absent()),
            PageFound::OtherVersion(version) => unknown("page_other_version", words::page_other_version(version)),
            PageFound::Undrawable => unknown("page_font", words::page_font()),
        }
    }
}
