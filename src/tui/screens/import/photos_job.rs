//! Attaching photos: a thread reads them once more, and a few at a time are written, so that no more than those lie in memory.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::time::Duration;

use crate::both;
use crate::domain::language::{Both, Lang};
use crate::domain::refusal::Refusal;
use crate::exchange::photos::intake::{Wanted, fetch};
use crate::ops::Office;
use crate::ops::photo::{Photo, attach};
use crate::tui::job::{Job, Progress, Step};

/// Photos in one transaction.
const TOGETHER: usize = 16;

enum Sent {
    Photo(Photo),
    Broke(Refusal),
}

pub struct Attaching {
    from: Receiver<Sent>,
    waiting: Vec<Photo>,
    done: u64,
    total: u64,
    /// Photos that were not there yet.
    new: u32,
}

impl Attaching {
    pub fn start(path: PathBuf, wanted: Wanted) -> Attaching {
        let (to, from) = sync_channel(TOGETHER);
        let total = wanted.len() as u64;
        std::thread::spawn(move || {
            // Once nobody listens, what is left is looked at for nothing, which harms nobody.
            let read = fetch(&path, &wanted, |photo| drop(to.send(Sent::Photo(photo))));
            if let Err(refusal) = read {
                let _ = to.send(Sent::Broke(refusal));
            }
        });
        Attaching { from, waiting: Vec::new(), done: 0, total, new: 0 }
    }

    fn write(&mut self, office: &mut Office) -> Result<(), Refusal> {
        self.done += self.waiting.len() as u64;
        self.new += attach(office, std::mem::take(&mut self.waiting))?;
        Ok(())
    }
}

impl Job for Attaching {
    fn title(&self, lang: Lang) -> String {
        lang.pick("配照片", "Attaching photos").to_owned()
    }

    fn step(&mut self, office: &mut Office) -> Result<Step, Refusal> {
        match self.from.recv_timeout(Duration::from_millis(5)) {
            Ok(Sent::Photo(photo)) => {
                self.waiting.push(photo);
                if self.waiting.len() >= TOGETHER {
                    self.write(office)?;
                }
                Ok(Step::More)
            }
            Ok(Sent::Broke(refusal)) => {
                self.write(office)?;
                Err(refusal)
            }
            Err(RecvTimeoutError::Timeout) => Ok(Step::Wait),
            Err(RecvTimeoutError::Disconnected) => {
                self.write(office)?;
                let (new, same) = (self.new, self.done.saturating_sub(self.new.into()));
                Ok(Step::Done(match same {
                    0 => both!("已配上 {new} 张照片。", "{new} photo(s) were attached."),
                    _ => both!(
                        "已配上 {new} 张照片；{same} 张原来就有，没有变。",
                        "{new} photo(s) were attached; {same} were there already."
                    ),
                }))
            }
        }
    }

    fn progress(&self) -> Progress {
        Progress { done: self.done + self.waiting.len() as u64, total: self.total }
    }

    fn cancel(&mut self, _: &mut Office) -> Both {
        let done = self.done;
        both!("已停下；已配上的 {done} 张保留。", "Stopped; the {done} photo(s) attached so far stay.")
    }
}
