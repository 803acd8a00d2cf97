//! What can go wrong at a call, and at which.

use rusqlite::ffi;

/// The kinds of call that reach the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call {
    Open,
    Read,
    Write,
    Truncate,
    Sync,
    Delete,
    /// Making room for the shared index beside the file.
    Shared,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The device answers with an input or output error.
    Io,
    /// No room is left: nothing is written.
    Full,
    /// Half is written before the room ends.
    Short,
    /// The flush fails; whether the bytes arrived is not known.
    Sync,
}

impl Fault {
    pub const ALL: [Fault; 4] = [Fault::Io, Fault::Full, Fault::Short, Fault::Sync];

    /// Whether a call of this kind can fail so.
    pub fn strikes(self, call: Call) -> bool {
        match self {
            Fault::Io => true,
            Fault::Full => matches!(call, Call::Write | Call::Shared),
            Fault::Short => call == Call::Write,
            Fault::Sync => call == Call::Sync,
        }
    }

    /// SQLite's code for it, as the system's own VFS would give it.
    pub(crate) fn code(self, call: Call) -> i32 {
        match (self, call) {
            (Fault::Full, Call::Shared) => ffi::SQLITE_IOERR_SHMSIZE,
            (Fault::Full | Fault::Short, _) => ffi::SQLITE_FULL,
            (_, Call::Open) => ffi::SQLITE_CANTOPEN,
            (_, Call::Read) => ffi::SQLITE_IOERR_READ,
            (_, Call::Write) => ffi::SQLITE_IOERR_WRITE,
            (_, Call::Truncate) => ffi::SQLITE_IOERR_TRUNCATE,
            (_, Call::Sync) => ffi::SQLITE_IOERR_FSYNC,
            (_, Call::Delete) => ffi::SQLITE_IOERR_DELETE,
            (_, Call::Shared) => ffi::SQLITE_IOERR_SHMMAP,
        }
    }
}

/// Which call fails: the `nth` (from 1) of those that the fault strikes, that one alone or every one from there on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    pub fault: Fault,
    pub nth: u64,
    pub lasting: bool,
}
