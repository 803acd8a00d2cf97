//! What is previewed: pages that are ready, or those of a batch's candidates, laid out as they are looked at.

use std::path::Path;

use crate::document::pdf::{About, pdf};
use crate::document::shape::{Modules, Page, Shape};
use crate::document::typeface::Typefaces;
use crate::domain::anchor::Reason;
use crate::domain::id::BatchId;
use crate::domain::language::{Both, Say};
use crate::exchange::print::run::{Kind, Run, Target};
use crate::exchange::print::spooler::{Spooler, System};
use crate::exchange::print::write::write;
use crate::ops::Office;
use crate::ops::checkpoint::keep;
use crate::store::Failure;
use crate::store::backup::Existing;
use crate::tui::context::Context;

pub enum Source {
    /// All of it is laid out.
    Pages { pages: Vec<Page>, about: Box<About> },
    /// One each for the candidates of a batch.
    Batch { run: Run, batch: BatchId, kind: Kind },
}

impl Source {
    pub fn of_batch(context: &Context, batch: BatchId, kind: Kind) -> Result<Source, Failure> {
        // Nothing is written by a run that is only looked at.
        let run = Run::of(&context.office, batch, kind, Target::Printer(None), context.lang)?;
        Ok(Source::Batch { run, batch, kind })
    }

    pub fn pages(&self) -> usize {
        match self {
            Source::Pages { pages, .. } => pages.len(),
            Source::Batch { run, .. } => run.pages(),
        }
    }

    pub fn page(&self, office: &Office, at: usize) -> Result<Option<Page>, Failure> {
        match self {
            Source::Pages { pages, .. } => Ok(pages.get(at).cloned()),
            Source::Batch { run, .. } => run.page(&office.read(), at),
        }
    }

    /// The file of one that is all laid out. What leaves the office stands for the journal as of now.
    pub fn write(&self, office: &Office, to: &Path) -> Result<(), Failure> {
        keep(office, Reason::Export)?;
        write(&self.bytes()?, to, Existing::Keep)
    }

    pub fn print(&self, office: &Office, title: &Both, printer: Option<&str>) -> Result<(), Failure> {
        keep(office, Reason::Export)?;
        let Source::Pages { about, .. } = self else { return Ok(()) };
        Ok(System.print(&self.bytes()?, &title.say(about.lang), printer)?)
    }

    fn bytes(&self) -> Result<Vec<u8>, Failure> {
        match self {
            Source::Pages { pages, about } => Ok(pdf(pages, about, Typefaces::here())?),
            Source::Batch { .. } => Ok(Vec::new()),
        }
    }
}

/// The QR codes of a page.
pub fn codes(page: &Page) -> impl Iterator<Item = &Modules> {
    page.shapes.iter().filter_map(|shape| match shape {
        Shape::Code { modules, .. } => Some(modules),
        _ => None,
    })
}
