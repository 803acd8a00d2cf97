//! How much room the disk has left beside the file: a full disk is better told of before it is full.

use std::path::Path;

use super::place::{SIDECARS, beside};

/// A disk with less room than so many times the file is told of: the log, a backup beside the file and a restore each take one.
const TIMES: u64 = 3;

/// The room left and the file with what SQLite keeps beside it, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    pub free: u64,
    pub file: u64,
}

impl Room {
    /// None where the system does not say (it is asked on Unix only).
    pub fn beside(path: &Path) -> Option<Room> {
        let size = |path: &Path| std::fs::metadata(path).map_or(0, |about| about.len());
        let file = size(path) + SIDECARS.iter().map(|ending| size(&beside(path, ending))).sum::<u64>();
        Some(Room { free: free(path)?, file })
    }

    pub fn is_short(self) -> bool {
        self.free < self.file.saturating_mul(TIMES)
    }
}

#[cfg(unix)]
fn free(path: &Path) -> Option<u64> {
    let about = rustix::fs::statvfs(path).ok()?;
    Some(about.f_bavail.saturating_mul(about.f_frsize))
}

#[cfg(not(unix))]
fn free(_: &Path) -> Option<u64> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_for_three_times_the_file_is_enough_and_a_byte_less_is_not() {
        assert!(!Room { free: 300, file: 100 }.is_short());
        assert!(Room { free: 299, file: 100 }.is_short());
        assert!(Room { free: 0, file: 1 }.is_short());
        assert!(Room { free: u64::MAX - 1, file: u64::MAX }.is_short(), "no overflow");
    }

    #[test]
    #[cfg(unix)]
    fn the_system_says_how_much_room_there_is_and_the_log_counts_with_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.touchstone");
        std::fs::write(&path, [0; 1000]).unwrap();
        std::fs::write(beside(&path, "-wal"), [0; 500]).unwrap();
        let room = Room::beside(&path).unwrap();
        assert!(room.free > 0);
        assert_eq!(room.file, 1500);
        assert_eq!(Room::beside(&folder.path().join("none")), None);
    }
}
