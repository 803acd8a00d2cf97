//! A watched folder: its log, the fault that waits in it, its room, and what its PRAGMAs pretend.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, Weak};

use crate::fault::{Call, Fault, Plan};

/// One line of the log. Files are named by what follows the folder.
#[derive(Clone, Debug)]
pub enum Event {
    Write { file: String, at: u64, bytes: Vec<u8> },
    Truncate { file: String, len: u64 },
    Sync { file: String },
    Delete { file: String, synced: bool },
    /// Said by the test: what it was told so far is acknowledged.
    Mark(usize),
}

/// What was there when the watch began, and all that happened since.
#[derive(Clone, Debug, Default)]
pub struct History {
    pub base: BTreeMap<String, Vec<u8>>,
    pub events: Vec<Event>,
}

#[derive(Default)]
struct State {
    events: Vec<Event>,
    plan: Option<Plan>,
    counted: u64,
    struck: bool,
    /// Bytes that writes beyond a file's end may still take.
    room: Option<u64>,
    pretended: Vec<Pretence>,
}

/// A PRAGMA that is set to something else than was asked, or told otherwise than it is.
#[derive(Clone, Debug)]
pub struct Pretence {
    pub name: &'static str,
    /// Put in the place of the value that the program sets.
    pub set: Option<&'static str>,
    /// Answered where the program reads it back.
    pub told: Option<&'static str>,
}

pub(crate) struct Watched {
    folder: PathBuf,
    state: Mutex<State>,
}

static WATCHED: Mutex<Vec<Weak<Watched>>> = Mutex::new(Vec::new());

/// The watched folder that this file lies in, and its name there.
pub(crate) fn find(path: &Path) -> Option<(Arc<Watched>, String)> {
    let mut all = WATCHED.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    all.retain(|one| one.strong_count() > 0);
    all.iter().filter_map(Weak::upgrade).find_map(|one| {
        let name = path.strip_prefix(&one.folder).ok()?.to_string_lossy().into_owned();
        Some((one, name))
    })
}

impl Watched {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    pub(crate) fn note(&self, event: Event) {
        self.state().events.push(event);
    }

    /// The fault that strikes this call, if one does.
    pub(crate) fn strikes(&self, call: Call) -> Option<Fault> {
        let mut state = self.state();
        let plan = state.plan?;
        if !plan.fault.strikes(call) {
            return None;
        }
        state.counted += 1;
        let hit = state.counted == plan.nth || (plan.lasting && state.counted > plan.nth);
        state.struck |= hit;
        hit.then_some(plan.fault)
    }

    /// Whether this many bytes more find room; takes them where they do.
    pub(crate) fn takes(&self, more: u64) -> bool {
        let mut state = self.state();
        match state.room {
            Some(room) if room < more => {
                state.struck = true;
                false
            }
            Some(room) => {
                state.room = Some(room - more);
                true
            }
            None => true,
        }
    }

    pub(crate) fn pretends(&self, name: &str) -> Option<Pretence> {
        self.state().pretended.iter().find(|one| one.name.eq_ignore_ascii_case(name)).cloned()
    }
}

/// The test's hold on a watched folder; the watch ends with it.
pub struct Disk {
    watched: Arc<Watched>,
    base: BTreeMap<String, Vec<u8>>,
}

impl Disk {
    /// Watches a folder. What lies in it now counts as synced.
    pub fn watch(folder: &Path) -> std::io::Result<Disk> {
        let folder = folder.canonicalize()?;
        let mut base = BTreeMap::new();
        for file in std::fs::read_dir(&folder)? {
            let file = file?;
            let name = file.file_name().to_string_lossy().into_owned();
            if file.file_type()?.is_file() && !name.ends_with("-shm") {
                base.insert(name, std::fs::read(file.path())?);
            }
        }
        let watched = Arc::new(Watched { folder, state: Mutex::default() });
        WATCHED.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).push(Arc::downgrade(&watched));
        Ok(Disk { watched, base })
    }

    /// Says that all up to here is acknowledged, by a number of the test's own.
    pub fn mark(&self, number: usize) {
        self.watched.note(Event::Mark(number));
    }

    /// What was there, and what happened.
    pub fn history(&self) -> History {
        History { base: self.base.clone(), events: self.watched.state().events.clone() }
    }

    /// Lets a call fail; calls are counted from here.
    pub fn fail(&self, plan: Plan) {
        let mut state = self.watched.state();
        (state.plan, state.counted, state.struck) = (Some(plan), 0, false);
    }

    /// Everything works again. Whether anything had failed.
    pub fn mend(&self) -> bool {
        let mut state = self.watched.state();
        (state.plan, state.room) = (None, None);
        std::mem::take(&mut state.struck)
    }

    /// Leaves room for this many bytes beyond the ends of the files.
    pub fn leave_room(&self, bytes: u64) {
        self.watched.state().room = Some(bytes);
    }

    pub fn pretend(&self, pretence: Pretence) {
        self.watched.state().pretended.push(pretence);
    }
}
