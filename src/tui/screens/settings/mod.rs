//! Settings: the station, its filed scope and people, what it may set, this copy's preferences, and the file.

mod accounts;
mod backup;
mod calendar;
mod examiners;
mod forms;
mod overview;
mod part;
mod section;
mod tell;
mod ties;

pub use overview::Settings;

/// What is done on the settings' screens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SettingsIntent {
    Add,
    /// Gives somebody a temporary passphrase in place of a lost one.
    Reset,
    /// Hands the credential key to another certifier.
    ShareKey,
    /// The published years into the calendar.
    Years,
    /// Approves an examiner's record.
    Approve,
    /// Copies the file, proven.
    Backup,
}
