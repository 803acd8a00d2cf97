//! Settings: the station, its filed scope and people, what it may set, this copy's preferences, and the file.

mod accounts;
mod backup;
mod calendar;
mod examiners;
mod forms;
mod overview;
mod part;
mod restore;
mod section;
mod tell;
mod ties;

pub use backup::{form as backup_form, on_leaving};
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
    /// Copies the file, sealed and proven.
    Backup,
    /// Puts a backup in the file's place.
    Restore,
    /// Where backups go, one whenever the program is left.
    BackupFolder,
    /// What opens backups.
    BackupPassphrase,
}
