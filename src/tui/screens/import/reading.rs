//! A file is read on a thread of its own, so that the screen goes on answering: a large workbook takes seconds.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use super::what::What;
use crate::domain::language::{Both, Lang};
use crate::domain::refusal::Refusal;
use crate::exchange::intake::Intake;
use crate::exchange::limits::Limits;
use crate::exchange::photos::intake::look_at;
use crate::exchange::photos::sources::Sighting;
use crate::exchange::read::read;
use crate::exchange::refusals::{file_too_large, unreadable};
use crate::exchange::roster::mapping::Scheme;
use crate::exchange::shown::shown;
use crate::exchange::text::Encoding;
use crate::exchange::weights::{TradeWeights, WeightFault, known_headers, parse_weights};
use crate::exchange::worker::{Stop, stopping_by};
use crate::ops::Office;
use crate::tui::job::{Job, Progress, Step};
use crate::{both, refusal};

/// What a file turned out to hold.
pub enum Loaded {
    Roster(Box<Intake>),
    Text(String),
    Weights(Result<Vec<TradeWeights>, Vec<WeightFault>>),
    Photos(Vec<Sighting>),
    Scores(Vec<u8>),
    History(Vec<u8>),
    Returns(Vec<u8>),
    Evidence(Vec<u8>),
    Employment(Vec<u8>),
}

/// Where the job leaves what it read.
pub type Slot = Rc<RefCell<Option<Result<Loaded, Refusal>>>>;

/// What to read and how.
pub struct Order {
    pub what: What,
    pub path: PathBuf,
    pub schemes: Vec<Scheme>,
    pub encoding: Option<Encoding>,
}

pub struct Reading {
    name: String,
    from: Receiver<Result<Loaded, Refusal>>,
    slot: Slot,
    /// Ends the worker that reads a workbook.
    stop: Stop,
}

impl Reading {
    pub fn start(order: Order) -> (Reading, Slot) {
        let (to, from) = channel();
        let slot = Slot::default();
        let name = file_name(&order.path);
        let stop = Stop::default();
        let held = stop.clone();
        std::thread::spawn(move || {
            // Nobody listens any more where the person stopped it.
            let _ = to.send(stopping_by(&held, || load(&order)));
        });
        (Reading { name, from, slot: slot.clone(), stop }, slot)
    }
}

impl Job for Reading {
    fn title(&self, lang: Lang) -> String {
        lang.pick("读取中", "Reading").to_owned()
    }

    fn step(&mut self, _: &mut Office) -> Result<Step, Refusal> {
        let read = match self.from.recv_timeout(Duration::from_millis(5)) {
            Ok(read) => read,
            Err(RecvTimeoutError::Timeout) => return Ok(Step::Wait),
            Err(RecvTimeoutError::Disconnected) => {
                let name = &self.name;
                Err(refusal!("reading_broke", "读取“{name}”时出错。", "Reading “{name}” broke off."))
            }
        };
        let fault = read.as_ref().err().cloned();
        self.slot.replace(Some(read));
        let name = &self.name;
        fault.map_or_else(|| Ok(Step::Done(both!("已读取“{name}”。", "“{name}” was read."))), Err)
    }

    fn progress(&self) -> Progress {
        let (done, total) = self.stop.progress();
        Progress { done, total }
    }

    fn cancel(&mut self, _: &mut Office) -> Both {
        self.stop.stop();
        both!("已停止读取，什么也没有写入。", "Reading was stopped; nothing was written.")
    }
}

pub fn file_name(path: &Path) -> String {
    shown(&path.file_name().unwrap_or(path.as_os_str()).to_string_lossy())
}

fn load(order: &Order) -> Result<Loaded, Refusal> {
    let path = &order.path;
    match order.what {
        What::Roster => {
            let bytes = bytes_of(path)?;
            let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
            Ok(Loaded::Roster(Box::new(Intake::read_as(&bytes, &name, &order.schemes, order.encoding)?)))
        }
        What::Standard => {
            let text = String::from_utf8(bytes_of(path)?).map_err(|_| {
                let name = file_name(path);
                refusal!("text_not_utf8", "“{name}”不是 UTF-8 文本。", "“{name}” is not text in UTF-8.")
                    .next(both!("请在编辑器里另存为 UTF-8。", "Save it as UTF-8 in your editor."))
            })?;
            Ok(Loaded::Text(text))
        }
        What::Weights => {
            let grid = read(&bytes_of(path)?, &file_name(path), &known_headers())?;
            Ok(Loaded::Weights(parse_weights(&grid)))
        }
        What::Scores => bytes_of(path).map(Loaded::Scores),
        What::History => bytes_of(path).map(Loaded::History),
        What::Returns => bytes_of(path).map(Loaded::Returns),
        What::Evidence => bytes_of(path).map(Loaded::Evidence),
        What::Employment(_) => bytes_of(path).map(Loaded::Employment),
        What::Photos => look_at(path, |_, _| {}).map(Loaded::Photos),
    }
}

/// The size is asked first, so that no giant is read only to be refused.
pub fn bytes_of(path: &Path) -> Result<Vec<u8>, Refusal> {
    let limits = Limits::default();
    let about = std::fs::metadata(path).map_err(|_| unreadable(path))?;
    if about.len() > limits.file_bytes {
        return Err(file_too_large(&file_name(path), &limits));
    }
    std::fs::read(path).map_err(|_| unreadable(path))
}
