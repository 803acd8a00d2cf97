//! Rows on their way out.

/// A list to be written: every cell is text, because Excel rounds an ID number that is not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The name of the sheet; what Excel forbids in it is replaced.
    pub sheet: String,
    /// Above the header, one line each, across all columns.
    pub titles: Vec<String>,
    pub header: Vec<String>,
    pub rows: Vec<Vec<String>>,
}
