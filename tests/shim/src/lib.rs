//! A disk under SQLite for the tests: it passes every call on to the system's own, and for a watched folder writes down what
//! was written and what was synced, fails the call it is told to fail, and answers a PRAGMA otherwise than SQLite would.
//!
//! * [`install`] makes it the default VFS of this process, so that the program under test opens its files as it always does and
//!   holds no seam for it. Nothing else here is needed for a process that only wants to be quick: no sync reaches the disk.
//! * [`Disk`] watches a folder. [`Disk::history`] hands out the written log, [`image::Replay`] rebuilds from it what a power cut at
//!   any point of the log could have left, by [`image::Left`].
//! * [`Disk::fail`] arms a [`fault::Plan`]: the n-th call of a kind fails once or from there on, until [`Disk::mend`].
//!
//! The model of the device: what was synced is there; of what was written since, any part may be, in any order, torn at 512 bytes,
//! or garbage within the bytes that were being written (SQLite's "powersafe overwrite"). It does not cover disks that lie about a
//! flush. Beside the model stands the real thing where the tests run as root on Linux: [`plug`] shuts an ext4 file system down.
//! The files with `unsafe` are `vfs.rs` and `plug.rs`; the program itself forbids it.

pub mod chance;
pub mod disk;
pub mod fault;
pub mod image;
#[cfg(target_os = "linux")]
pub mod plug;
mod vfs;

pub use disk::Disk;
pub use vfs::install;
