//! The documents of a batch on their way into a file, a folder or the printer.

use crate::both;
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::exchange::print::run::{Run, Stage, Target};
use crate::exchange::profile::{Left, printed, written};
use crate::ops::Office;
use crate::tui::job::{Job, Progress, Step};

pub struct Printing(pub Run);

impl Job for Printing {
    fn title(&self, lang: Lang) -> String {
        self.0.kind().word().say(lang)
    }

    fn step(&mut self, office: &mut Office) -> Result<Step, Refusal> {
        match self.0.step(&office.read())? {
            Stage::More => Ok(Step::More),
            Stage::Wait => Ok(Step::Wait),
            Stage::Done => {
                let run = &self.0;
                let left = Left {
                    profile: run.kind().profile().word,
                    batch: Some(run.batch()),
                    rows: run.progress().1,
                    whole: false,
                    purpose: None,
                };
                match run.files() {
                    [] => printed(office, &left, run.printed())?,
                    files => written(office, &left, files)?,
                }
                Ok(Step::Done(self.done()))
            }
        }
    }

    fn progress(&self) -> Progress {
        let (done, total) = self.0.progress();
        Progress { done: done as u64, total: total as u64 }
    }

    fn cancel(&mut self, office: &mut Office) -> Both {
        let (kind, batch, rows) = (self.0.kind(), Some(self.0.batch()), self.0.written());
        let left = Left { profile: kind.profile().word, batch, rows, whole: false, purpose: None };
        // Files that cannot be recorded are gone again: they did not leave.
        if rows > 0 && written(office, &left, self.0.files()).is_err() {
            return both!("停下了，没有留下文件。", "Stopped; no file was left.");
        }
        match self.0.written() {
            0 => both!("停下了，没有写文件。", "Stopped; no file was written."),
            n => both!("停下了：写好的 {n} 个文件留着。", "Stopped: the {n} files that are written stay."),
        }
    }
}

impl Printing {
    fn done(&self) -> Both {
        let n = self.0.progress().1;
        match self.0.to() {
            Target::Printer(_) => both!("{n} 人的已交给打印机。", "Those of {n} candidates are with the printer."),
            Target::One(path) => {
                let path = path.display();
                both!("{n} 人的已写到 {path}。", "Those of {n} candidates are in {path}.")
            }
            Target::Each(path) => {
                let path = path.display();
                both!("{n} 个文件已写到 {path}。", "{n} files are in {path}.")
            }
        }
    }
}
