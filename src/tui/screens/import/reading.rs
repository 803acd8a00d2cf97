//! A file is read on a thread of its own, so that the screen goes on answering: a large workbook takes seconds.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use super::what::What;
use crate::domain::id::BatchId;
use crate::domain::language::{Both, Lang};
use crate::domain::refusal::Refusal;
use crate::exchange::employment_file;
use crate::exchange::history::{self, History};
use crate::exchange::intake::Intake;
use crate::exchange::limits::Limits;
use crate::exchange::photos::intake::look_at;
use crate::exchange::photos::sources::Sighting;
use crate::exchange::read::read;
use crate::exchange::refusals::{file_too_large, unreadable};
use crate::exchange::roster::mapping::Scheme;
use crate::exchange::scores::{self, Scores};
use crate::exchange::shown::shown;
use crate::exchange::source::{Source, Unread};
use crate::exchange::text::Encoding;
use crate::exchange::upload::{self, Returns};
use crate::exchange::weights::{TradeWeights, WeightFault, known_headers, parse_weights};
use crate::exchange::worker::Stop;
use crate::ops::Office;
use crate::ops::evidence::{Arrived, Fit, look, read_evidence};
use crate::store::Failure;
use crate::tui::job::{Job, Progress, Step};
use crate::{both, refusal};

/// What a file turned out to hold.
pub enum Loaded {
    Roster(Box<Intake>),
    Text(String),
    Weights(Result<Vec<TradeWeights>, Vec<WeightFault>>),
    Photos(Vec<Sighting>),
    Scores(Box<Scores>),
    History(Box<History>),
    Returns(Box<Returns>),
    Evidence(Box<Hours>),
    Employment(Box<employment_file::Preview>),
}

/// A signed file of the other side of the wall, held against the entries of a batch.
pub struct Hours {
    pub arrived: Arrived,
    pub fits: Vec<Fit>,
    /// Whether a file under its key was taken in before.
    pub known: bool,
}

/// What became of the reading: the file's rows, or why there are none.
pub type Outcome = Result<Loaded, Unread>;

/// Where the job leaves what it read.
pub type Slot = Rc<RefCell<Option<Outcome>>>;

/// What to read and how.
pub struct Order {
    pub what: What,
    pub batch: Option<BatchId>,
    pub path: PathBuf,
    pub schemes: Vec<Scheme>,
    pub encoding: Option<Encoding>,
}

pub struct Reading {
    name: String,
    from: Receiver<Outcome>,
    slot: Slot,
    /// Ends the worker that reads a workbook.
    stop: Stop,
}

impl Reading {
    /// Rows are looked through on the same thread, by a way of its own to the file, as of this moment.
    pub fn start(order: Order, office: &Office) -> (Reading, Slot) {
        let (to, from) = channel();
        let slot = Slot::default();
        let name = file_name(&order.path);
        let stop = Stop::default();
        let held = stop.clone();
        let (beside, now) = (office.beside(), office.now());
        std::thread::spawn(move || {
            // Nobody listens any more where the person stopped it.
            let _ = to.send(load(&order, held, || beside.open_at(now)));
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
                Err(refusal!("reading_broke", "读取“{name}”时出错。", "Reading “{name}” broke off.").into())
            }
        };
        let (read, fault) = match read {
            Err(Unread::Failed(failure)) => {
                let refusal = Refusal::from(failure);
                (Err(refusal.clone().into()), Some(refusal))
            }
            read => (read, None),
        };
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

fn load(order: &Order, stop: Stop, office: impl FnOnce() -> Result<Office, Failure>) -> Outcome {
    let (path, name) = (&order.path, file_name(&order.path));
    let batch = || order.batch.ok_or_else(|| refusal!("no_batch", "没有选批次。", "No batch was chosen."));
    // Photos may be a folder, and are looked at one by one.
    let bytes = if order.what == What::Photos { Vec::new() } else { bytes_of(path)? };
    let source = Source { bytes: &bytes, name: &name, encoding: order.encoding, stop };
    Ok(match order.what {
        What::Roster => {
            let whole = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
            Loaded::Roster(Box::new(Intake::read(&Source { name: &whole, ..source }, &order.schemes)?))
        }
        What::Standard => Loaded::Text(String::from_utf8(bytes).map_err(|_| {
            refusal!("text_not_utf8", "“{name}”不是 UTF-8 文本。", "“{name}” is not text in UTF-8.")
                .next(both!("请在编辑器里另存为 UTF-8。", "Save it as UTF-8 in your editor."))
        })?),
        What::Weights => Loaded::Weights(parse_weights(&read(&source, &known_headers())?)),
        What::Scores => Loaded::Scores(Box::new(scores::preview(&office()?, batch()?, &source)?)),
        What::History => Loaded::History(Box::new(history::preview(&office()?, &source)?)),
        What::Returns => Loaded::Returns(Box::new(upload::preview(&office()?, &source)?)),
        What::Evidence => {
            let arrived = read_evidence(&name, &bytes)?;
            let office = office()?;
            let read = office.read();
            let fits = look(&read, batch()?, &arrived, &mut |behind, all| Ok(source.going_on(behind, all)?))?;
            let known = read.evidence_key_known(&arrived.opened.key).map_err(Failure::from)?;
            Loaded::Evidence(Box::new(Hours { arrived, fits, known }))
        }
        What::Employment(what) => {
            Loaded::Employment(Box::new(employment_file::preview(&mut office()?, what, &source)?))
        }
        What::Photos => Loaded::Photos(look_at(path, |_, _| {})?),
    })
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
