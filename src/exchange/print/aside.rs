//! A document, or its pages, made on another thread: whoever waits sees how far it is and can stop it.

use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::paper::Paper;
use crate::document::list::{self, List};
use crate::document::pdf::{About, pdf_watched};
use crate::document::shape::Page;
use crate::document::typeface::Typefaces;
use crate::document::watched::Watched;
use crate::domain::language::Lang;
use crate::domain::refusal::Refusal;

pub struct Aside<T> {
    watched: Arc<Watched>,
    making: Option<JoinHandle<Result<T, Refusal>>>,
}

impl<T: Send + 'static> Aside<T> {
    fn of(work: impl FnOnce(&Watched) -> Result<T, Refusal> + Send + 'static) -> Aside<T> {
        let watched = Arc::new(Watched::default());
        let seen = Arc::clone(&watched);
        Aside { watched, making: Some(std::thread::spawn(move || work(&seen))) }
    }

    /// What was made, once; none while it is being made.
    pub fn ready(&mut self) -> Option<Result<T, Refusal>> {
        let making = self.making.take_if(|making| making.is_finished())?;
        Some(making.join().expect("laying out pages does not panic"))
    }

    /// The same, waiting so long for what takes no longer.
    pub fn ready_within(&mut self, patience: Duration) -> Option<Result<T, Refusal>> {
        let begun = Instant::now();
        while begun.elapsed() < patience && self.making.as_ref().is_some_and(|making| !making.is_finished()) {
            std::thread::sleep(Duration::from_millis(1));
        }
        self.ready()
    }

    /// What was made, waiting for it.
    pub fn wait(mut self) -> Result<T, Refusal> {
        let making = self.making.take().expect("it was not taken yet");
        making.join().expect("laying out pages does not panic")
    }

    /// Rows or pages done, and all of them as far as is known.
    pub fn progress(&self) -> (usize, usize) {
        (self.watched.done(), self.watched.total())
    }

    pub fn stop(&self) {
        self.watched.stop();
    }
}

impl<T> Drop for Aside<T> {
    fn drop(&mut self) {
        self.watched.stop();
    }
}

/// The pages of lists, one list after another.
pub fn lay_out(lists: Vec<List>) -> Aside<Vec<Page>> {
    Aside::of(move |watched| {
        let mut pages = Vec::new();
        for list in &lists {
            // Lists are in the bureau's own words, so their page numbers are too.
            pages.extend(list::pages_watched(list, Typefaces::here(), Lang::Zh, watched)?);
        }
        Ok(pages)
    })
}

/// Pages put together as a file.
pub fn put_together(pages: Vec<Page>, about: About) -> Aside<Vec<u8>> {
    Aside::of(move |watched| pdf_watched(&pages, &about, Typefaces::here(), watched))
}

/// Lists as a file: laid out, with page numbers in the words of `lang`, then put together.
pub fn file_of(lists: Vec<List>, title: &str, paper: &Paper, lang: Lang) -> Aside<Vec<u8>> {
    let about = paper.about(title);
    Aside::of(move |watched| {
        let mut pages = Vec::new();
        for list in &lists {
            pages.extend(list::pages_watched(list, Typefaces::here(), lang, watched)?);
        }
        pdf_watched(&pages, &about, Typefaces::here(), watched)
    })
}
