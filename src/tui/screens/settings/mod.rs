//! Settings: the station, its filed scope and people, what it may set, this copy's preferences, and the file.

mod backup;
mod calendar;
mod forms;
mod overview;
mod part;
mod section;
mod tell;

pub use overview::Settings;

/// What is done on the settings' screens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SettingsIntent {
    Add,
    /// The published years into the calendar.
    Years,
    /// Copies the file, proven.
    Backup,
}
