//! Rows are taken in on a thread of its own, by its own way to the file and in one transaction: the screen goes on answering, and
//! whoever stops it finds the file as it was.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use crate::domain::language::{Both, Lang};
use crate::domain::refusal::Refusal;
use crate::ops::Office;
use crate::store::Failure;
use crate::store::hold::Hold;
use crate::tui::job::{Job, Progress, Step};
use crate::{both, refusal};

/// Where the job leaves what became of the rows, once they are in the file.
pub type Taken<T> = Rc<RefCell<Option<T>>>;

pub struct Taking<T> {
    from: Receiver<Result<T, Refusal>>,
    taken: Taken<T>,
    told: fn(&T) -> Both,
    /// What is told where it was stopped.
    stopped: Both,
    hold: Hold,
}

impl<T: Clone + Send + 'static> Taking<T> {
    /// `take` does it, in the name of whoever sits here; `told` says what was done.
    pub fn start(
        office: &Office,
        take: impl FnOnce(&mut Office) -> Result<T, Failure> + Send + 'static,
        told: fn(&T) -> Both,
    ) -> (Taking<T>, Taken<T>) {
        let (to, from) = channel();
        let (hold, taken) = (Hold::default(), Taken::default());
        let (held, beside, now) = (hold.clone(), office.beside(), office.now());
        std::thread::spawn(move || {
            let done = beside.open_at(now).and_then(|mut office| {
                office.held_by(&held);
                take(&mut office)
            });
            // Nobody listens any more where the program ends.
            let _ = to.send(done.map_err(Refusal::from));
        });
        let stopped = both!("已停止导入，什么也没有写入。", "The import was stopped; nothing was written.");
        (Taking { from, taken: Rc::clone(&taken), told, stopped, hold }, taken)
    }

    /// Says something else where it was stopped.
    pub fn stopped(self, stopped: Both) -> Taking<T> {
        Taking { stopped, ..self }
    }

    fn ended(&self, ended: Result<T, Refusal>) -> Result<Both, Refusal> {
        let done = ended?;
        let told = (self.told)(&done);
        self.taken.replace(Some(done));
        Ok(told)
    }
}

fn broke() -> Refusal {
    refusal!("taking_broke", "导入时出错，什么也没有写入。", "The import broke off; nothing was written.")
}

impl<T: Clone + Send + 'static> Job for Taking<T> {
    fn title(&self, lang: Lang) -> String {
        lang.pick("导入中", "Taking in").to_owned()
    }

    fn step(&mut self, _: &mut Office) -> Result<Step, Refusal> {
        match self.from.recv_timeout(Duration::from_millis(5)) {
            Ok(ended) => self.ended(ended).map(Step::Done),
            Err(RecvTimeoutError::Timeout) => Ok(Step::Wait),
            Err(RecvTimeoutError::Disconnected) => Err(broke()),
        }
    }

    fn progress(&self) -> Progress {
        let (done, total) = self.hold.progress();
        Progress { done, total }
    }

    /// Waits for the thread to take everything back: it ends at its next row. Where it was at its commit already, the rows are in.
    fn cancel(&mut self, _: &mut Office) -> Both {
        self.hold.stop();
        match self.from.recv().map_err(|_| broke()).and_then(|ended| self.ended(ended)) {
            Ok(Both { zh, en }) => both!("停得太晚，已经写完：{zh}", "Too late to stop; all was written. {en}"),
            Err(_) => self.stopped.clone(),
        }
    }
}
