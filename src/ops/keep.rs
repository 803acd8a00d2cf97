//! Keeping the file safe: sealed backups and plain copies, each proven before it is called done, and the way back.

mod key;
mod looked;
mod restoring;
mod standing;

/// How much room the disk has left beside the file of this office.
pub use crate::store::room::Room;
pub use key::{Seal, may_set_passphrase, seal, set_passphrase};
pub use looked::{check_rows, rows_checked_today};
pub use restoring::{Opened, Source, newest_in, open, put_back, reopen_from, unlock};
pub use standing::{Last, Standing, set_folder, standing};

use std::path::{Path, PathBuf};

use super::Office;
use super::checkpoint::keep;
use crate::domain::anchor::Reason;
use crate::store::backup::{Backup, Existing};
use crate::store::medium::System;
use crate::store::sealed::Target;
use crate::store::{Failure, write_new};

/// The ending of a sealed backup's name.
pub const ENDING: &str = "backup";

/// Seals a copy of the open file and puts it there; done is said only once it was read again, opened and proven. The copy holds a
/// checkpoint of itself, or with nobody signed in the last one that was kept.
pub fn backup(office: &Office, seal: Seal, to: &Path, existing: Existing) -> Result<Backup, Failure> {
    anchor(office)?;
    let acts = standing::acts(office)?;
    let target = Target { dest: to, existing, medium: &System, key: &seal.key, draw: seal.draw };
    let copy = office.store.backup_sealed(target)?;
    standing::remember(office, Last { at: seal.at, acts })?;
    Ok(copy)
}

/// Copies the open file as it is, readable by whoever holds it: for an archive or an inspector. Done is said only once the copy was
/// read again and proven.
pub fn copy(office: &Office, to: &Path, existing: Existing) -> Result<Backup, Failure> {
    anchor(office)?;
    office.store.backup(to, existing)
}

fn anchor(office: &Office) -> Result<(), Failure> {
    if office.read().journal_name()?.is_some() {
        keep(office, Reason::Backup)?;
    }
    Ok(())
}

/// The name that a backup made by hand now would have, in the folder for backups or beside the file: `NAME-20261122-093000.backup`.
pub fn backup_name(office: &Office) -> Result<PathBuf, Failure> {
    Ok(named(office, standing(office)?.folder.as_deref(), "%Y%m%d-%H%M%S"))
}

/// The name of the backup of this day: a later one of the day takes its place.
pub fn name_of_day(office: &Office, folder: &Path) -> PathBuf {
    named(office, Some(folder), "%Y%m%d")
}

fn named(office: &Office, folder: Option<&Path>, time: &str) -> PathBuf {
    let path = office.path();
    let stem = path.file_stem().map_or_else(|| "station".into(), |stem| stem.to_string_lossy().into_owned());
    let name = format!("{stem}-{}.{ENDING}", office.now().format(time));
    folder.map_or_else(|| path.with_file_name(&name), |folder| folder.join(&name))
}

/// Bytes of the station file, what waits in its write-ahead log not counted.
pub fn file_size(office: &Office) -> u64 {
    std::fs::metadata(office.path()).map_or(0, |about| about.len())
}

/// Writes a text to a file of that name, which must be free.
pub fn save_text(to: &Path, text: &str) -> Result<(), Failure> {
    Ok(write_new(to, text.as_bytes())?)
}
