//! Files in the making that nobody will finish: the stick was pulled, the power failed, the program was ended. The next file that is made
//! in the same folder takes them away. Only names of our own pattern go, and only what nobody has written to for long.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::{Duration, Instant, SystemTime};

use super::place::SIDECARS;

/// The word in the name of a file in the making.
pub const MAKING: &str = "-making-";
/// Whatever makes a file writes to it more often than this.
const LONG: Duration = Duration::from_secs(3600);
/// One folder is looked through no more often: a thousand files may be written into it one after another.
const SELDOM: Duration = Duration::from_secs(60);

static LOOKED: Mutex<Option<HashMap<PathBuf, Instant>>> = Mutex::new(None);

/// The name of a file in the making for `name`, by this process.
pub fn ending(process: u32, attempt: u32) -> String {
    format!("{MAKING}{process}-{attempt}")
}

/// Whether a file of this name was in the making: `NAME-making-PROCESS-ATTEMPT`, or what SQLite keeps beside it.
pub fn is_in_the_making(name: &str) -> bool {
    let name = SIDECARS.iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name);
    let Some((of, numbers)) = name.rsplit_once(MAKING) else { return false };
    let whole = |number: &str| (1..=10).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    !of.is_empty() && numbers.split_once('-').is_some_and(|(process, attempt)| whole(process) && whole(attempt))
}

/// Takes away what was left in the making in this folder, unless it was looked through a moment ago.
pub fn sweep_now_and_then(folder: &Path) {
    let mut looked = LOOKED.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    let looked = looked.get_or_insert_default();
    if looked.get(folder).is_some_and(|at| at.elapsed() < SELDOM) {
        return;
    }
    looked.insert(folder.to_owned(), Instant::now());
    sweep(folder, SystemTime::now());
}

/// Takes away what was left in the making in this folder and not written to for an hour before `now`; answers how many files. What
/// cannot be taken away stays: it is in nobody's way.
pub fn sweep(folder: &Path, now: SystemTime) -> usize {
    let Ok(entries) = fs::read_dir(folder) else { return 0 };
    let own = format!("{MAKING}{}-", std::process::id());
    let stale = entries.filter_map(Result::ok).filter(|entry| {
        let name = entry.file_name();
        let Some(name) = name.to_str().filter(|name| is_in_the_making(name) && !name.contains(&own)) else {
            return false;
        };
        let about = fs::symlink_metadata(entry.path());
        let left = about.ok().filter(fs::Metadata::is_file).and_then(|about| about.modified().ok());
        // A sidecar lives as long as its file.
        !name.is_empty() && left.and_then(|at| now.duration_since(at).ok()).is_some_and(|idle| idle >= LONG)
    });
    stale.filter(|entry| fs::remove_file(entry.path()).is_ok()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_in_the_making_for_long_is_taken_away_and_nothing_of_anybody_else() {
        let folder = tempfile::tempdir().unwrap();
        let put = |name: &str, hours_ago: u64| {
            let path = folder.path().join(name);
            let file = fs::File::create(&path).unwrap();
            file.set_modified(SystemTime::now() - Duration::from_secs(hours_ago * 3600)).unwrap();
        };
        let own = format!("a.backup-making-{}-0", std::process::id());
        let (gone, stays) = (
            [
                "站.backup-making-4711-0",
                "a.touchstone-making-1-12",
                "a.touchstone-making-1-12-wal",
                "名单.xlsx-making-9-1",
            ],
            [
                "a.backup",
                "-making-1-1",
                "cake-making-class.xlsx",
                "a-making-1",
                "a-making-1-",
                "a-making-x-1",
                "a-making-1-1.xlsx",
                "a-making-12345678901-1",
                own.as_str(),
            ],
        );
        gone.iter().chain(&stays).for_each(|name| put(name, 2));
        put("fresh.backup-making-7-0", 0);
        fs::create_dir(folder.path().join("folder-making-1-1")).unwrap();
        assert_eq!(sweep(folder.path(), SystemTime::now()), gone.len());
        let left = |name: &&str| folder.path().join(name).exists();
        assert!(!gone.iter().any(left));
        assert!(stays.iter().all(left) && left(&"fresh.backup-making-7-0") && left(&"folder-making-1-1"));
    }
}
