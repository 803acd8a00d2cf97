//! The VFS itself: each call is looked at, written down where its file is watched, and passed on to the system's own.
//!
//! Safety, for the whole file. SQLite calls these functions as <https://sqlite.org/c3ref/vfs.html> says: pointers are live for the
//! call, a file is used by one thread at a time, and `szOsFile` bytes of zeroed memory stand behind every file. Of these the first
//! `size_of::<Passing>()` are ours and the rest, aligned because that size is a multiple of 8, belong to the system's VFS. No
//! function here unwinds: none panics on what SQLite gives it.

use std::ffi::{CStr, c_char, c_int, c_void};
use std::mem::size_of;
use std::path::Path;
use std::ptr;
use std::sync::{Arc, Once};

use rusqlite::ffi::{self, sqlite3_file, sqlite3_io_methods, sqlite3_vfs};

use crate::disk::{self, Event, Watched};
use crate::fault::{Call, Fault};

/// One open file: SQLite's part, what is watched of it, and the system's file behind.
#[repr(C, align(8))]
struct Passing {
    base: sqlite3_file,
    /// A `Box<Seen>` while the file is open and watched, else null.
    seen: *mut Seen,
}

struct Seen {
    disk: Arc<Watched>,
    name: String,
}

static INSTALLED: Once = Once::new();

/// Makes this the VFS that files are opened with from here on, once. No sync reaches the real disk any more.
pub fn install() {
    INSTALLED.call_once(|| {
        // SAFETY: the default VFS lives for ever; ours is leaked, so that it does too.
        unsafe {
            let below = ffi::sqlite3_vfs_find(ptr::null());
            let mut ours = *below;
            ours.szOsFile += size_of::<Passing>() as c_int;
            ours.zName = c"touchstone-shim".as_ptr();
            ours.pNext = ptr::null_mut();
            ours.pAppData = below.cast();
            ours.xOpen = Some(open);
            ours.xDelete = Some(delete);
            ours.xAccess = Some(access);
            ours.xFullPathname = Some(full_pathname);
            ffi::sqlite3_vfs_register(Box::leak(Box::new(ours)), 1);
        }
    });
}

unsafe fn below(vfs: *mut sqlite3_vfs) -> *mut sqlite3_vfs {
    unsafe { (*vfs).pAppData.cast() }
}

unsafe fn behind(file: *mut sqlite3_file) -> *mut sqlite3_file {
    unsafe { file.cast::<Passing>().add(1).cast() }
}

unsafe fn methods(file: *mut sqlite3_file) -> &'static sqlite3_io_methods {
    unsafe { &*(*behind(file)).pMethods }
}

unsafe fn seen<'a>(file: *mut sqlite3_file) -> Option<&'a Seen> {
    unsafe { (*file.cast::<Passing>()).seen.as_ref() }
}

unsafe fn watched(name: *const c_char) -> Option<(Arc<Watched>, String)> {
    if name.is_null() {
        return None;
    }
    let name = unsafe { CStr::from_ptr(name) };
    disk::find(Path::new(name.to_str().ok()?))
}

static METHODS: sqlite3_io_methods = sqlite3_io_methods {
    iVersion: 2,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(check_reserved_lock),
    xFileControl: Some(file_control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(device_characteristics),
    xShmMap: Some(shm_map),
    xShmLock: Some(shm_lock),
    xShmBarrier: Some(shm_barrier),
    xShmUnmap: Some(shm_unmap),
    xFetch: None,
    xUnfetch: None,
};

/// Calls the method of the system's file, or of the system's VFS.
macro_rules! pass {
    ($file:ident . $method:ident ( $($argument:expr),* )) => {
        unsafe { (methods($file).$method.expect("the system's VFS has it"))(behind($file), $($argument),*) }
    };
    ($vfs:ident => $method:ident ( $($argument:expr),* )) => {
        unsafe { ((*below($vfs)).$method.expect("the system's VFS has it"))(below($vfs), $($argument),*) }
    };
}

unsafe extern "C" fn open(
    vfs: *mut sqlite3_vfs,
    name: *const c_char,
    file: *mut sqlite3_file,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    unsafe { (*file).pMethods = ptr::null() };
    let found = unsafe { watched(name) };
    if let Some(fault) = found.as_ref().and_then(|(disk, _)| disk.strikes(Call::Open)) {
        return fault.code(Call::Open);
    }
    let code = pass!(vfs => xOpen(name, behind(file), flags, out));
    if code == ffi::SQLITE_OK {
        let seen = found.map_or(ptr::null_mut(), |(disk, name)| Box::into_raw(Box::new(Seen { disk, name })));
        unsafe { file.cast::<Passing>().write(Passing { base: sqlite3_file { pMethods: &METHODS }, seen }) };
    }
    code
}

unsafe extern "C" fn delete(vfs: *mut sqlite3_vfs, name: *const c_char, sync: c_int) -> c_int {
    if let Some((disk, name)) = unsafe { watched(name) } {
        if let Some(fault) = disk.strikes(Call::Delete) {
            return fault.code(Call::Delete);
        }
        disk.note(Event::Delete { file: name, synced: sync != 0 });
    }
    pass!(vfs => xDelete(name, 0))
}

unsafe extern "C" fn access(vfs: *mut sqlite3_vfs, name: *const c_char, flags: c_int, out: *mut c_int) -> c_int {
    pass!(vfs => xAccess(name, flags, out))
}

unsafe extern "C" fn full_pathname(
    vfs: *mut sqlite3_vfs,
    name: *const c_char,
    size: c_int,
    out: *mut c_char,
) -> c_int {
    pass!(vfs => xFullPathname(name, size, out))
}

unsafe extern "C" fn close(file: *mut sqlite3_file) -> c_int {
    let code = pass!(file.xClose());
    let ours = file.cast::<Passing>();
    unsafe {
        if !(*ours).seen.is_null() {
            drop(Box::from_raw((*ours).seen));
            (*ours).seen = ptr::null_mut();
        }
    }
    code
}

unsafe extern "C" fn read(file: *mut sqlite3_file, to: *mut c_void, amount: c_int, at: i64) -> c_int {
    if let Some(fault) = unsafe { seen(file) }.and_then(|seen| seen.disk.strikes(Call::Read)) {
        return fault.code(Call::Read);
    }
    pass!(file.xRead(to, amount, at))
}

unsafe extern "C" fn write(file: *mut sqlite3_file, from: *const c_void, amount: c_int, at: i64) -> c_int {
    let Some(seen) = (unsafe { seen(file) }) else { return pass!(file.xWrite(from, amount, at)) };
    let bytes = unsafe { std::slice::from_raw_parts(from.cast::<u8>(), amount as usize) };
    let note = |bytes: &[u8]| {
        seen.disk.note(Event::Write { file: seen.name.clone(), at: at as u64, bytes: bytes.to_vec() });
    };
    match seen.disk.strikes(Call::Write) {
        Some(fault @ Fault::Short) => {
            let half = bytes.len() / 2;
            note(&bytes[..half]);
            pass!(file.xWrite(from, half as c_int, at));
            return fault.code(Call::Write);
        }
        Some(fault) => return fault.code(Call::Write),
        None => {}
    }
    let mut size = 0;
    pass!(file.xFileSize(&mut size));
    let beyond = (at + i64::from(amount) - size).max(0);
    if !seen.disk.takes(beyond as u64) {
        return ffi::SQLITE_FULL;
    }
    note(bytes);
    pass!(file.xWrite(from, amount, at))
}

unsafe extern "C" fn truncate(file: *mut sqlite3_file, size: i64) -> c_int {
    if let Some(seen) = unsafe { seen(file) } {
        if let Some(fault) = seen.disk.strikes(Call::Truncate) {
            return fault.code(Call::Truncate);
        }
        seen.disk.note(Event::Truncate { file: seen.name.clone(), len: size as u64 });
    }
    pass!(file.xTruncate(size))
}

unsafe extern "C" fn sync(file: *mut sqlite3_file, _flags: c_int) -> c_int {
    if let Some(seen) = unsafe { seen(file) } {
        if let Some(fault) = seen.disk.strikes(Call::Sync) {
            return fault.code(Call::Sync);
        }
        seen.disk.note(Event::Sync { file: seen.name.clone() });
    }
    ffi::SQLITE_OK
}

/// `PRAGMA name = value` comes by as an array of three texts: the answer's place, the name, the value or null.
unsafe extern "C" fn file_control(file: *mut sqlite3_file, op: c_int, argument: *mut c_void) -> c_int {
    if op == ffi::SQLITE_FCNTL_PRAGMA
        && let Some(seen) = unsafe { seen(file) }
    {
        let texts = unsafe { std::slice::from_raw_parts_mut(argument.cast::<*mut c_char>(), 3) };
        let name = unsafe { CStr::from_ptr(texts[1]) }.to_str().unwrap_or_default();
        let pretence = seen.disk.pretends(name);
        if let Some(told) = pretence.as_ref().and_then(|one| one.told).filter(|_| texts[2].is_null()) {
            let told = std::ffi::CString::new(told).unwrap_or_default();
            texts[0] = unsafe { ffi::sqlite3_mprintf(c"%s".as_ptr(), told.as_ptr()) };
            return ffi::SQLITE_OK;
        }
        if let Some(set) = pretence.and_then(|one| one.set).filter(|_| !texts[2].is_null()) {
            // SQLite's own copy of the value: overwritten in place, so never with a longer one.
            let room = unsafe { CStr::from_ptr(texts[2]) }.count_bytes();
            let set = &set.as_bytes()[..set.len().min(room)];
            unsafe {
                ptr::copy_nonoverlapping(set.as_ptr(), texts[2].cast(), set.len());
                *texts[2].add(set.len()) = 0;
            }
            return ffi::SQLITE_NOTFOUND;
        }
    }
    pass!(file.xFileControl(op, argument))
}

unsafe extern "C" fn shm_map(
    file: *mut sqlite3_file,
    page: c_int,
    size: c_int,
    extend: c_int,
    out: *mut *mut c_void,
) -> c_int {
    if let Some(fault) = unsafe { seen(file) }.filter(|_| extend != 0).and_then(|seen| seen.disk.strikes(Call::Shared)) {
        return fault.code(Call::Shared);
    }
    pass!(file.xShmMap(page, size, extend, out))
}

unsafe extern "C" fn file_size(file: *mut sqlite3_file, out: *mut i64) -> c_int {
    pass!(file.xFileSize(out))
}

unsafe extern "C" fn lock(file: *mut sqlite3_file, level: c_int) -> c_int {
    pass!(file.xLock(level))
}

unsafe extern "C" fn unlock(file: *mut sqlite3_file, level: c_int) -> c_int {
    pass!(file.xUnlock(level))
}

unsafe extern "C" fn check_reserved_lock(file: *mut sqlite3_file, out: *mut c_int) -> c_int {
    pass!(file.xCheckReservedLock(out))
}

unsafe extern "C" fn sector_size(file: *mut sqlite3_file) -> c_int {
    pass!(file.xSectorSize())
}

unsafe extern "C" fn device_characteristics(file: *mut sqlite3_file) -> c_int {
    pass!(file.xDeviceCharacteristics())
}

unsafe extern "C" fn shm_lock(file: *mut sqlite3_file, offset: c_int, n: c_int, flags: c_int) -> c_int {
    pass!(file.xShmLock(offset, n, flags))
}

unsafe extern "C" fn shm_barrier(file: *mut sqlite3_file) {
    pass!(file.xShmBarrier())
}

unsafe extern "C" fn shm_unmap(file: *mut sqlite3_file, remove: c_int) -> c_int {
    pass!(file.xShmUnmap(remove))
}
