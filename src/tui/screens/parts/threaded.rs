//! Work that one verb does in one go, on a thread with the file opened anew, so that the screen goes on answering.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::thread;

use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::ops::Office;
use crate::refusal;
use crate::store::Failure;
use crate::tui::job::{Job, Progress, Step};

/// What the thread and the screen both see.
#[derive(Default)]
pub struct Shared {
    done: AtomicU64,
    total: AtomicU64,
    stop: AtomicBool,
}

impl Shared {
    /// Tells how far the work is; false where nobody wants it any more.
    pub fn progress(&self, done: u64, total: u64) -> bool {
        self.done.store(done, Ordering::Relaxed);
        self.total.store(total, Ordering::Relaxed);
        !self.stopped()
    }

    pub fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

/// What the work came to, for the screen that asked.
pub type Slot<T> = Rc<RefCell<Option<T>>>;

type Work<T> = Box<dyn FnOnce(&Office, &Shared) -> Result<T, Failure> + Send>;

pub struct Threaded<T> {
    title: Both,
    /// Told where it is stopped.
    stopped: Both,
    work: Option<Work<T>>,
    shared: Arc<Shared>,
    results: Option<Receiver<Result<T, Refusal>>>,
    tell: fn(&T) -> Both,
    slot: Slot<T>,
}

impl<T: Send + 'static> Threaded<T> {
    /// `tell` says what was done; the result itself goes into the slot.
    pub fn new(
        title: Both,
        stopped: Both,
        tell: fn(&T) -> Both,
        slot: &Slot<T>,
        work: impl FnOnce(&Office, &Shared) -> Result<T, Failure> + Send + 'static,
    ) -> Threaded<T> {
        let work: Option<Work<T>> = Some(Box::new(work));
        Threaded { title, stopped, work, shared: Arc::default(), results: None, tell, slot: slot.clone() }
    }

    fn begin(&mut self, office: &Office, work: Work<T>) {
        let (beside, shared) = (office.beside(), self.shared.clone());
        let (sender, results) = channel();
        self.results = Some(results);
        thread::spawn(move || {
            let done = beside.open().and_then(|office| work(&office, &shared));
            // Nobody listens once the work was stopped.
            let _ = sender.send(done.map_err(Refusal::from));
        });
    }
}

impl<T: Send + 'static> Job for Threaded<T> {
    fn title(&self, lang: Lang) -> String {
        self.title.say(lang)
    }

    fn step(&mut self, office: &mut Office) -> Result<Step, Refusal> {
        if let Some(work) = self.work.take() {
            self.begin(office, work);
        }
        let Some(results) = &self.results else { return Ok(Step::Wait) };
        match results.try_recv() {
            Err(TryRecvError::Empty) => Ok(Step::Wait),
            Err(TryRecvError::Disconnected) => {
                Err(refusal!("work_broke", "处理中断，什么都没有做。", "The work broke off; nothing was done."))
            }
            Ok(done) => {
                let done = done?;
                let told = (self.tell)(&done);
                *self.slot.borrow_mut() = Some(done);
                Ok(Step::Done(told))
            }
        }
    }

    fn progress(&self) -> Progress {
        let (done, total) = (&self.shared.done, &self.shared.total);
        Progress { done: done.load(Ordering::Relaxed), total: total.load(Ordering::Relaxed) }
    }

    fn cancel(&mut self, _: &mut Office) -> Both {
        self.shared.stop.store(true, Ordering::Relaxed);
        self.stopped.clone()
    }
}
