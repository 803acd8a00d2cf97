//! What the worker may take of this computer.
//!
//! On Unix the system holds it to memory and processor time (`setrlimit`). On Windows the parent's clock alone holds it: a Job object,
//! which would cap the memory too, has not been tried and is not there.

/// Memory, in MiB.
pub const MEGABYTES: u64 = 256;
/// Time, in seconds: of the processor where the system counts it, and of the clock with as many again for a busy computer.
pub const SECONDS: u64 = 10;

/// Puts the caps on this process, which is the worker and does nothing else.
#[cfg(unix)]
pub fn put_on() -> std::io::Result<()> {
    use rlimit::{Resource, setrlimit};
    // macOS knows the limit of address space and does not hold to it; the clock does.
    setrlimit(Resource::AS, MEGABYTES << 20, MEGABYTES << 20)?;
    setrlimit(Resource::CPU, SECONDS, SECONDS + 1)?;
    setrlimit(Resource::CORE, 0, 0)
}

#[cfg(not(unix))]
pub fn put_on() -> std::io::Result<()> {
    Ok(())
}
