//! The way back: a backup is opened and proven beside the file, shown, and then put in its place; the old file is kept.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use chrono::NaiveDateTime;

use super::ENDING;
use crate::credential::age::Identity;
use crate::ops::Office;
use crate::refusal;
use crate::store::backup::{Ready, Restored, put_back as place, ready, ready_plain};
use crate::store::{About, Failure, about, check, sealed};

/// A backup that was opened and proven, and what it holds.
pub struct Opened {
    pub about: About,
    ready: Ready,
}

/// A backup that can be opened.
pub struct Source {
    path: PathBuf,
    /// None for a plain copy.
    identity: Option<Identity>,
}

/// Finds what opens a backup: for a sealed one the backup passphrase of when it was made, for a plain copy nothing.
///
/// # Errors
/// `backup_passphrase_needed`, `wrong_backup_passphrase`.
pub fn unlock(path: &Path, passphrase: &str) -> Result<Source, Failure> {
    let path = path.to_owned();
    if !sealed::is_sealed(&path) {
        return Ok(Source { path, identity: None });
    }
    let key = sealed::key_of(&path)?;
    if passphrase.trim().is_empty() {
        return Err(refusal!(
            "backup_passphrase_needed",
            "这份备份已加密，请输入备份口令。",
            "The backup is sealed: type the backup passphrase."
        )
        .into());
    }
    let Some(identity) = key.open(passphrase) else {
        return Err(refusal!(
            "wrong_backup_passphrase",
            "备份口令不对：要用做这份备份时的那一个。",
            "That is not the backup passphrase of when this backup was made."
        )
        .into());
    };
    Ok(Source { path, identity: Some(identity) })
}

/// Opens and proves a backup for the file at `to`; what does not stand its checks is not opened.
pub fn open(source: Source, to: &Path) -> Result<Opened, Failure> {
    let Source { path, identity } = source;
    let ready = match identity {
        Some(identity) => ready(&path, to, |target| sealed::unseal(&path, &identity, target), check::journal_sound)?,
        None => ready_plain(&path, to, check::journal_sound)?,
    };
    Ok(Opened { about: about(ready.path())?, ready })
}

/// Puts an opened backup in the place of a file that no window has open; the old one is kept beside it.
pub fn put_back(opened: Opened, to: &Path, now: NaiveDateTime) -> Result<Restored, Failure> {
    Ok(place(opened.ready, to, now)?)
}

/// The same for the file that is open here: it is closed, the backup takes its place and is opened. Nobody sits at the desk
/// afterwards. Where it cannot be done the old file is open again.
pub fn reopen_from(office: &mut Office, opened: Opened) -> Result<Restored, Failure> {
    let (path, now) = (office.path().to_owned(), office.now().naive_local());
    office.leave_seat();
    office.store.rest()?;
    let restored = put_back(opened, &path, now);
    office.store.wake()?;
    restored
}

/// The newest backup of this file in a folder, by its time.
pub fn newest_in(office: &Office, folder: &Path) -> Option<PathBuf> {
    let stem = office.path().file_stem()?.to_string_lossy().into_owned();
    let files = std::fs::read_dir(folder).ok()?.filter_map(Result::ok);
    let own = files.filter_map(|file| {
        let name = file.file_name().to_string_lossy().into_owned();
        let rest = name.strip_prefix(&stem)?.strip_suffix(ENDING)?;
        let made = file.metadata().and_then(|about| about.modified()).unwrap_or(SystemTime::UNIX_EPOCH);
        (rest.starts_with('-') && rest.ends_with('.')).then(|| (made, name, file.path()))
    });
    own.max().map(|(.., path)| path)
}
