//! The plug of a real file system: ext4 shut down at once, as if the power were gone.

use std::fs::File;
use std::io;
use std::path::Path;

use rustix::ioctl::{Setter, ioctl};

/// `EXT4_IOC_SHUTDOWN`, `_IOR('X', 125, __u32)`.
const SHUTDOWN: rustix::ioctl::Opcode = 0x8004_587d;

/// What becomes of the file system's own log, which the kernel keeps in memory for some seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Log {
    /// It is written first; data that was never flushed is not.
    Flushed,
    /// It is gone, as when the plug is pulled.
    Dropped,
}

/// Shuts down the ext4 file system that `folder` lies on; every later call on it fails until it is mounted again. Needs root.
pub fn pull(folder: &Path, log: Log) -> io::Result<()> {
    let folder = File::open(folder)?;
    let flags: u32 = match log {
        Log::Flushed => 1,
        Log::Dropped => 2,
    };
    // SAFETY: the call reads one 32-bit number and keeps no pointer.
    unsafe { ioctl(&folder, Setter::<SHUTDOWN, u32>::new(flags)) }?;
    Ok(())
}
