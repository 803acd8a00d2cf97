//! The quick check of the file, on a thread and a connection of its own, so that nobody waits for it; it waits for whoever works.

use std::path::Path;
use std::thread::JoinHandle;

use crate::both;
use crate::domain::language::{Both, Lang, Say};
use crate::ops::check::{Depth, check};
use crate::ops::{Office, keep};
use crate::store::Failure;
use crate::store::check::Finding;
use crate::store::courtesy::Courtesy;
use crate::store::fault::FileError;

/// Begun at most once in the life of a screen.
#[derive(Default)]
pub struct QuickCheck {
    at_work: Option<JoinHandle<Looked>>,
    begun: bool,
    /// What was found wrong; empty while nothing is known.
    pub findings: Vec<Both>,
    /// Whether the file itself is damaged, so that nothing more may be written into it.
    pub damaged: bool,
}

#[derive(Default)]
struct Looked {
    findings: Vec<Both>,
    damaged: bool,
}

impl QuickCheck {
    /// Begins, or takes what has been found meanwhile. True where there is something new to see.
    pub fn turn(&mut self, path: &Path, courtesy: &Courtesy) -> bool {
        if !self.begun {
            let (path, courtesy) = (path.to_owned(), courtesy.clone());
            self.begun = true;
            self.at_work = Some(std::thread::spawn(move || look(&path, courtesy)));
        }
        let Some(done) = self.at_work.take_if(|work| work.is_finished()) else { return false };
        let looked = done.join().unwrap_or_else(|_| {
            let findings = vec![both!("快速检查中断了", "the quick check broke off")];
            Looked { findings, damaged: false }
        });
        (self.findings, self.damaged) = (looked.findings, looked.damaged);
        !self.findings.is_empty()
    }
}

fn look(path: &Path, courtesy: Courtesy) -> Looked {
    let mut office = match Office::open(path) {
        Ok(office) => office,
        Err(failure) => return told(&failure),
    };
    office.gives_way(courtesy);
    match check(&office, Depth::Quick, &mut |_, _| true) {
        Ok(report) if report.findings.is_empty() => rows_of_the_day(&mut office),
        // Something is broken: the whole check names the records.
        Ok(quick) => {
            let whole = check(&office, Depth::Usual, &mut |_, _| true);
            let more = whole.map_or_else(|failure| told(&failure).findings, |report| texts(report.findings));
            let named = more.into_iter().filter(|text| quick.findings.iter().all(|finding| finding.text != *text));
            let findings = named.collect::<Vec<_>>().into_iter().chain(texts(quick.findings.clone())).collect();
            Looked { findings, damaged: true }
        }
        Err(failure) => told(&failure),
    }
}

/// Once a day every row of the journal is held against its leaf: what SQLite's own check cannot see, a byte of a record that changed.
fn rows_of_the_day(office: &mut Office) -> Looked {
    match keep::rows_checked_today(office) {
        Ok(true) => Looked::default(),
        Ok(false) => match keep::check_rows(office) {
            Ok(findings) => Looked { damaged: !findings.is_empty(), findings: texts(findings) },
            Err(failure) => told(&failure),
        },
        Err(failure) => told(&failure),
    }
}

fn texts(findings: Vec<Finding>) -> Vec<Both> {
    findings.into_iter().map(|finding| finding.text).collect()
}

fn told(failure: &Failure) -> Looked {
    let damaged = matches!(failure, Failure::File(FileError::Damaged { .. }));
    Looked { findings: vec![Both { zh: failure.say(Lang::Zh), en: failure.say(Lang::En) }], damaged }
}
