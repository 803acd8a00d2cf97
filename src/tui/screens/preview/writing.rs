//! One document on its way into a file or to the printer; what takes longer than a blink shows how far it is.

use super::source::BLINK;
use crate::both;
use crate::domain::language::{Both, Lang};
use crate::domain::refusal::Refusal;
use crate::exchange::print::aside::Aside;
use crate::exchange::print::run::Target;
use crate::exchange::print::spooler::{Spooler, System};
use crate::exchange::print::write::write;
use crate::exchange::profile::{Left, printed, written};
use crate::ops::Office;
use crate::store::backup::Existing;
use crate::tui::job::{Job, Progress, Step};

enum Made {
    Ready(Vec<u8>),
    Making(Aside<Vec<u8>>),
}

pub struct Writing {
    made: Made,
    title: String,
    to: Target,
    /// What the journal says of it once it left; none where it says nothing of anybody.
    left: Option<Left<'static>>,
}

impl Writing {
    pub fn ready(bytes: Vec<u8>, title: String, to: Target) -> Writing {
        Writing { made: Made::Ready(bytes), title, to, left: None }
    }

    pub fn aside(making: Aside<Vec<u8>>, title: String, to: Target) -> Writing {
        Writing { made: Made::Making(making), title, to, left: None }
    }

    pub fn leaving(self, left: Option<Left<'static>>) -> Writing {
        Writing { left, ..self }
    }

    /// Done at once, where it takes no longer than a blink.
    pub fn at_once(&mut self, office: &mut Office) -> Option<Result<Both, Refusal>> {
        let bytes = match &mut self.made {
            Made::Ready(bytes) => Ok(std::mem::take(bytes)),
            Made::Making(making) => making.ready_within(BLINK)?,
        };
        Some(bytes.and_then(|bytes| self.hand_over(&bytes, office)))
    }

    fn hand_over(&self, bytes: &[u8], office: &mut Office) -> Result<Both, Refusal> {
        Ok(match &self.to {
            Target::Printer(printer) => {
                System.print(bytes, &self.title, printer.as_deref())?;
                if let Some(left) = &self.left {
                    printed(office, left, bytes)?;
                }
                both!("已交给打印机。", "It is with the printer.")
            }
            Target::One(path) | Target::Each(path) => {
                write(bytes, path, Existing::Keep)?;
                if let Some(left) = &self.left {
                    written(office, left, std::slice::from_ref(path))?;
                }
                let path = path.display();
                both!("已写到 {path}。", "Written to {path}.")
            }
        })
    }
}

impl Job for Writing {
    fn title(&self, _: Lang) -> String {
        self.title.clone()
    }

    fn step(&mut self, office: &mut Office) -> Result<Step, Refusal> {
        let Made::Making(making) = &mut self.made else { return Ok(Step::Wait) };
        let Some(bytes) = making.ready() else { return Ok(Step::Wait) };
        let done = self.hand_over(&bytes?, office)?;
        Ok(Step::Done(done))
    }

    fn progress(&self) -> Progress {
        let (done, total) = match &self.made {
            Made::Making(making) => making.progress(),
            Made::Ready(_) => (1, 1),
        };
        Progress { done: done as u64, total: total as u64 }
    }

    fn cancel(&mut self, _: &mut Office) -> Both {
        both!("停下了，没有写文件。", "Stopped; no file was written.")
    }
}
