//! Documents on paper: plain data in, PDF/A-3 out. No SQL, no clock, no file but the fonts; the same data are the same bytes.
//!
//! A document is laid out in whole micrometres as a list of [`shape::Shape`]s on [`shape::Page`]s. [`pdf::pdf`] writes them,
//! [`preview`] shows them in a terminal, and tests read them. A character that no font has is refused by name, never a box.

pub mod certificate;
mod certificate_fields;
pub mod footer;
pub mod length;
pub mod letter;
pub mod list;
mod list_columns;
pub mod pdf;
pub mod pen;
pub mod preview;
pub mod report;
pub mod shape;
pub mod slip;
pub mod test_page;
pub mod ticket;
pub mod typeface;
pub mod watched;
