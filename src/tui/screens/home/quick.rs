//! The quick check of the file, on a thread and a connection of its own, so that nobody waits for it.

use std::path::Path;
use std::thread::JoinHandle;

use crate::both;
use crate::domain::language::{Both, Lang, Say};
use crate::ops::Office;
use crate::ops::check::{Depth, check};

/// Begun at most once in the life of a screen.
#[derive(Default)]
pub struct QuickCheck {
    at_work: Option<JoinHandle<Vec<Both>>>,
    begun: bool,
    /// What was found wrong; empty while nothing is known.
    pub findings: Vec<Both>,
}

impl QuickCheck {
    /// Begins, or takes what has been found meanwhile. True where there is something new to see.
    pub fn turn(&mut self, path: &Path) -> bool {
        if !self.begun {
            let path = path.to_owned();
            self.begun = true;
            self.at_work = Some(std::thread::spawn(move || look(&path)));
        }
        let Some(done) = self.at_work.take_if(|work| work.is_finished()) else { return false };
        self.findings = done.join().unwrap_or_else(|_| vec![both!("快速检查中断了", "the quick check broke off")]);
        !self.findings.is_empty()
    }
}

fn look(path: &Path) -> Vec<Both> {
    let looked = Office::open(path).and_then(|office| check(&office, Depth::Quick, &mut |_, _| true));
    match looked {
        Ok(report) => report.findings.into_iter().map(|finding| finding.text).collect(),
        Err(failure) => vec![Both { zh: failure.say(Lang::Zh), en: failure.say(Lang::En) }],
    }
}
