//! How the backups stand: where they go, when the last one was made, and what was done since.

use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset, NaiveDate, SecondsFormat};

use crate::ops::Office;
use crate::refusal;
use crate::store::Failure;

/// Where backups go: a path of this computer, so a preference of this copy.
const FOLDER: &str = "backup_folder";
/// When the last one was made and how many acts it holds.
const LAST: &str = "backup_last";

/// The last backup that was made from this copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Last {
    pub at: DateTime<FixedOffset>,
    /// Acts of the journal that it holds.
    pub acts: u64,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Whether a backup passphrase was set.
    pub has_key: bool,
    /// Where a backup is made whenever the program is left; none where that is not wanted.
    pub folder: Option<PathBuf>,
    pub last: Option<Last>,
    /// Acts that no backup holds.
    pub since: u64,
}

impl Standing {
    /// Whether something was done that no backup of today or later holds.
    pub fn is_due(&self, today: NaiveDate) -> bool {
        self.since > 0 && self.last.is_none_or(|last| last.at.date_naive() < today)
    }

    /// Where the backup on leaving goes; none where none is wanted or nothing was done since the last.
    pub fn on_leaving(&self) -> Option<&Path> {
        self.folder.as_deref().filter(|_| self.has_key && self.since > 0)
    }
}

pub fn standing(office: &Office) -> Result<Standing, Failure> {
    let read = office.read();
    let last = read.preference(LAST)?.and_then(|text| {
        let (at, acts) = text.split_once(' ')?;
        Some(Last { at: DateTime::parse_from_rfc3339(at).ok()?, acts: acts.parse().ok()? })
    });
    let folder = read.preference(FOLDER)?.filter(|folder| !folder.is_empty()).map(PathBuf::from);
    let since = acts(office)?.saturating_sub(last.map_or(0, |last| last.acts));
    Ok(Standing { has_key: read.backup_key()?.is_some(), folder, last, since })
}

/// Backups go here from now on, one whenever the program is left; an empty path ends that.
pub fn set_folder(office: &mut Office, folder: &str) -> Result<(), Failure> {
    let folder = folder.trim();
    if !folder.is_empty() && !Path::new(folder).is_dir() {
        let name = crate::domain::identity::inert(folder);
        return Err(refusal!(
            "no_folder",
            "没有文件夹“{name}”。请插好 U 盘，或先建好文件夹再填。",
            "There is no folder “{name}”. Put in the stick, or make the folder first."
        )
        .into());
    }
    let folder = if folder.is_empty() {
        String::new()
    } else {
        std::path::absolute(folder).map_or(folder.into(), |path| path.to_string_lossy().into_owned())
    };
    office.prefer(FOLDER, &folder)
}

pub(super) fn acts(office: &Office) -> Result<u64, Failure> {
    Ok(office.read().journal_root()?.map_or(0, |(size, _)| size))
}

pub(super) fn remember(office: &Office, last: Last) -> Result<(), Failure> {
    let at = last.at.to_rfc3339_opts(SecondsFormat::Secs, false);
    office.store.prefer(LAST, &format!("{at} {}", last.acts))
}
