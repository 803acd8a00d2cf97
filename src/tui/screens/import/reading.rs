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
use crate::exchange::doubt::{Doubt, reading_as};
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
use crate::exchange::text::Encoding;
use crate::exchange::upload::{self, Returns};
use crate::exchange::weights::{TradeWeights, WeightFault, known_headers, parse_weights};
use crate::exchange::worker::{Stop, going_on, stopping_by};
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

/// What became of the reading: the file's rows or why there are none, and what is doubted of its text.
pub struct Outcome {
    pub loaded: Result<Loaded, Refusal>,
    pub doubt: Option<Doubt>,
}

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
            let load = || stopping_by(&held, || load(&order, || beside.open_at(now)));
            let (loaded, doubt) = reading_as(order.encoding, load);
            let _ = to.send(Outcome { loaded, doubt });
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
                let broke = refusal!("reading_broke", "读取“{name}”时出错。", "Reading “{name}” broke off.");
                Outcome { loaded: Err(broke), doubt: None }
            }
        };
        let fault = read.loaded.as_ref().err().cloned();
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

fn load(order: &Order, office: impl FnOnce() -> Result<Office, Failure>) -> Result<Loaded, Refusal> {
    let (path, name) = (&order.path, file_name(&order.path));
    let batch = || order.batch.ok_or_else(|| refusal!("no_batch", "没有选批次。", "No batch was chosen."));
    match order.what {
        What::Roster => {
            let bytes = bytes_of(path)?;
            let whole = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
            Ok(Loaded::Roster(Box::new(Intake::read(&bytes, &whole, &order.schemes)?)))
        }
        What::Standard => {
            let text = String::from_utf8(bytes_of(path)?).map_err(|_| {
                refusal!("text_not_utf8", "“{name}”不是 UTF-8 文本。", "“{name}” is not text in UTF-8.")
                    .next(both!("请在编辑器里另存为 UTF-8。", "Save it as UTF-8 in your editor."))
            })?;
            Ok(Loaded::Text(text))
        }
        What::Weights => {
            let grid = read(&bytes_of(path)?, &name, &known_headers())?;
            Ok(Loaded::Weights(parse_weights(&grid)))
        }
        What::Scores => {
            let (bytes, office) = (bytes_of(path)?, office()?);
            Ok(Loaded::Scores(Box::new(scores::preview(&office, batch()?, &bytes, &name)?)))
        }
        What::History => {
            let (bytes, office) = (bytes_of(path)?, office()?);
            Ok(Loaded::History(Box::new(history::preview(&office, &bytes, &name)?)))
        }
        What::Returns => {
            let (bytes, office) = (bytes_of(path)?, office()?);
            Ok(Loaded::Returns(Box::new(upload::preview(&office, &bytes, &name)?)))
        }
        What::Evidence => {
            let arrived = read_evidence(&name, &bytes_of(path)?)?;
            let office = office()?;
            let read = office.read();
            let fits = look(&read, batch()?, &arrived, &mut |behind, all| Ok(going_on(behind, all, &name)?))?;
            let known = read.evidence_key_known(&arrived.opened.key).map_err(Failure::from)?;
            Ok(Loaded::Evidence(Box::new(Hours { arrived, fits, known })))
        }
        What::Employment(what) => {
            let (bytes, mut office) = (bytes_of(path)?, office()?);
            Ok(Loaded::Employment(Box::new(employment_file::preview(&mut office, what, &bytes, &name)?)))
        }
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
