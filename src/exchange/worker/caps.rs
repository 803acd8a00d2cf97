//! What the worker may take of this computer.
//!
//! The system holds it to memory and processor time on Unix (`setrlimit`), to memory on Windows (a Job object). Whoever waits for it
//! holds it to time by the clock as well.

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

/// Memory by a Job object, which ends with this process; time by the parent's clock alone.
#[cfg(windows)]
pub fn put_on() -> std::io::Result<()> {
    /// `JOB_OBJECT_LIMIT_PROCESS_MEMORY`: what the process commits.
    const PROCESS_MEMORY: u32 = 0x100;
    let mut info = win32job::ExtendedLimitInfo::new();
    info.0.BasicLimitInformation.LimitFlags |= PROCESS_MEMORY;
    info.0.ProcessMemoryLimit = usize::try_from(MEGABYTES << 20).map_err(std::io::Error::other)?;
    let job = win32job::Job::create_with_limit_info(&mut info).map_err(std::io::Error::other)?;
    job.assign_current_process().map_err(std::io::Error::other)?;
    // Its limits stand for as long as the handle is open: until this process ends.
    std::mem::forget(job);
    Ok(())
}

#[cfg(not(any(unix, windows)))]
pub fn put_on() -> std::io::Result<()> {
    Ok(())
}
