//! Keeping the file safe: backups that are proven, and the way back.

use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;

use super::Office;
use super::checkpoint::keep;
use crate::domain::anchor::Reason;
use crate::store::backup::{Backup, Existing, Restored, restore as put_back};
use crate::store::{Failure, check, write_new};

/// Copies the open file; done is said only once the copy was read again and proven. The copy holds a checkpoint of itself, or with
/// nobody signed in the last one that was kept.
pub fn backup(office: &Office, to: &Path, existing: Existing) -> Result<Backup, Failure> {
    if office.read().journal_name()?.is_some() {
        keep(office, Reason::Backup)?;
    }
    office.store.backup(to, existing)
}

/// Puts a backup in the place of a file that no window has open; the old one is kept beside it.
pub fn restore(source: &Path, to: &Path, now: NaiveDateTime) -> Result<Restored, Failure> {
    Ok(put_back(source, to, now, check::journal_sound)?)
}

/// The name that a backup made now would have: `NAME-20261122-0930.touchstone` beside the file.
pub fn backup_name(office: &Office) -> PathBuf {
    let path = office.path();
    let stem = path.file_stem().map_or_else(|| "station".into(), |stem| stem.to_string_lossy().into_owned());
    path.with_file_name(format!("{stem}-{}.touchstone", office.now().format("%Y%m%d-%H%M%S")))
}

/// Bytes of the station file, what waits in its write-ahead log not counted.
pub fn file_size(office: &Office) -> u64 {
    std::fs::metadata(office.path()).map_or(0, |about| about.len())
}

/// Writes a text to a file of that name, which must be free.
pub fn save_text(to: &Path, text: &str) -> Result<(), Failure> {
    Ok(write_new(to, text.as_bytes())?)
}
