//! How far long work has come, on one line of standard error; silent where that is no terminal.

use std::io::{IsTerminal, Write, stderr};
use std::time::{Duration, Instant};

/// Drawn so often at most.
const STEP: Duration = Duration::from_millis(100);

pub struct Progress {
    word: &'static str,
    drawn: Option<Instant>,
    shown: bool,
}

impl Progress {
    pub fn new(word: &'static str) -> Progress {
        Progress { word, drawn: None, shown: stderr().is_terminal() }
    }

    pub fn at(&mut self, done: u64, total: u64) {
        if self.shown && self.drawn.is_none_or(|drawn| drawn.elapsed() >= STEP) {
            let _ = write!(stderr(), "\r{} {done}/{total}\x1b[K", self.word);
            self.drawn = Some(Instant::now());
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.drawn.is_some() {
            let _ = write!(stderr(), "\r\x1b[K");
        }
    }
}
