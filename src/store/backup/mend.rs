//! A restore that the power cut short is finished, or undone, at the next start.
//!
//! Putting back goes: (1) the proven copy is named `NAME.restoring`, (2) the old file is moved to `NAME.before-restore-TIME`, (3) then what
//! SQLite left beside it, (4) the copy gets the name. Cut before (2), the old file stands and the copy goes. Cut after (2), the person's
//! decision is carried out with the copy; where that is not sound, the old file goes back.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::super::fault::FileError;
use super::super::file;
use super::super::place::{SIDECARS, beside, folder_of, sync_folder};
use super::super::quick::full_check;

/// What the proven copy is called while it takes the place of the file.
pub const RESTORING: &str = ".restoring";
/// What the old file is called then, before the time.
pub const BEFORE: &str = ".before-restore-";

/// What was found and done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mended {
    /// The restore had not begun; the file is as it was.
    NotBegun,
    /// The restore was finished; the old file, where there was one, is kept under this name.
    Finished(Option<PathBuf>),
    /// The copy was not sound, or there was none: the old file is back.
    WentBack,
}

/// Looks for a restore that was cut short at `dest`; none in the usual case, which costs one look at a name.
pub fn mend(dest: &Path) -> Result<Option<Mended>, FileError> {
    let copy = beside(dest, RESTORING);
    if is_there(dest) {
        if !is_there(&copy) {
            return Ok(None);
        }
        // Either nothing was moved yet, or the copy has its name already and was to lose the other.
        let placed = same_content(dest, &copy);
        // Where it cannot be taken away it is in nobody's way: the next start says the same.
        let _ = fs::remove_file(&copy);
        return Ok((!placed).then_some(Mended::NotBegun));
    }
    let kept = newest_kept(dest);
    if kept.is_none() && !is_there(&copy) {
        return Ok(None);
    }
    // Another window may be at it this very moment.
    for _ in 0..10 {
        std::thread::sleep(Duration::from_millis(50));
        if is_there(dest) {
            return Ok(None);
        }
    }
    // What is left beside the name belongs to the old file and must never meet another.
    if let Some(kept) = &kept {
        for ending in SIDECARS {
            let (from, to) = (beside(dest, ending), beside(kept, ending));
            if is_there(&from) && !is_there(&to) {
                fs::rename(&from, &to).map_err(|error| FileError::from(error).of(&from))?;
            }
        }
    }
    sync_folder(dest).map_err(|error| FileError::from(error).of(dest))?;
    if is_there(&copy) && sound(&copy) {
        fs::rename(&copy, dest).map_err(|error| FileError::from(error).of(dest))?;
        sync_folder(dest).map_err(|error| FileError::from(error).of(dest))?;
        return Ok(Some(Mended::Finished(kept)));
    }
    let Some(kept) = kept else { return Ok(None) };
    // The file last: once it has its name, all that belongs to it is there.
    for ending in SIDECARS.iter().chain(&[""]) {
        let (from, to) = (beside(&kept, ending), beside(dest, ending));
        if is_there(&from) {
            fs::rename(&from, &to).map_err(|error| FileError::from(error).of(&from))?;
        }
    }
    let _ = fs::remove_file(&copy);
    sync_folder(dest).map_err(|error| FileError::from(error).of(dest))?;
    Ok(Some(Mended::WentBack))
}

/// The names of files in this folder that a restore was cut short at, and where no file stands now.
pub fn cut_short_in(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let own = names.filter_map(|name| Some(folder.join(name.strip_suffix(RESTORING)?)));
    own.filter(|path| !is_there(path)).collect()
}

fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|about| about.is_file())
}

/// Two names of one file, or two files of one length and content.
fn same_content(a: &Path, b: &Path) -> bool {
    let digest = |path: &Path| super::digest(path).ok();
    let length = |path: &Path| fs::metadata(path).map(|about| about.len()).ok();
    length(a) == length(b) && digest(a).is_some_and(|of| digest(b) == Some(of))
}

/// The old file that was set aside last.
fn newest_kept(dest: &Path) -> Option<PathBuf> {
    let head = format!("{}{BEFORE}", dest.file_name()?.to_str()?);
    let entries = fs::read_dir(folder_of(dest)).ok()?;
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let is_time = |time: &str| time.len() == 15 && time.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let newest = names.filter(|name| name.strip_prefix(&head).is_some_and(is_time)).max()?;
    Some(folder_of(dest).join(newest))
}

/// The copy was proven before it was named so; a disk that lost part of it shows here.
fn sound(copy: &Path) -> bool {
    let look = || {
        file::identify(copy)?;
        let conn = file::open_archive(copy)?;
        let findings = full_check(&conn)?;
        file::close(conn)?;
        Ok::<bool, FileError>(findings.is_empty())
    };
    look().unwrap_or(false)
}
