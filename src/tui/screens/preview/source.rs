//! What is previewed: pages that are ready, or those of a batch's candidates, laid out as they are looked at.

use std::path::Path;

use crate::document::certificate::{Placement, page as draw};
use crate::document::pdf::{About, pdf};
use crate::document::shape::{Modules, Page, Shape};
use crate::document::test_page;
use crate::document::typeface::Typefaces;
use crate::domain::anchor::Reason;
use crate::domain::id::BatchId;
use crate::domain::language::{Both, Lang, Say};
use crate::exchange::print::certificate::{self, Setting};
use crate::exchange::print::paper::station_name;
use crate::exchange::print::run::{Kind, Run, Target};
use crate::exchange::print::spooler::{Spooler, System};
use crate::exchange::print::write::write;
use crate::exchange::profile::{self, Left, printed, written};
use crate::ops::Office;
use crate::ops::checkpoint::keep;
use crate::ops::register::Register;
use crate::store::Failure;
use crate::store::backup::Existing;
use crate::tui::context::Context;

pub enum Source {
    /// All of it is laid out.
    Pages { pages: Vec<Page>, about: Box<About>, left: Option<Leaving> },
    /// A certificate, from its sealed bytes; English beside the Chinese where it is chosen.
    Certificate { number: String, setting: Setting },
    /// One each for the candidates of a batch.
    Batch { run: Run, batch: BatchId, kind: Kind },
}

/// Under which profile pages leave; none where they say nothing of anybody.
#[derive(Clone, Copy)]
pub struct Leaving {
    pub profile: &'static str,
    pub batch: BatchId,
}

impl Source {
    pub fn of_batch(context: &Context, batch: BatchId, kind: Kind) -> Result<Source, Failure> {
        // Nothing is written by a run that is only looked at.
        let run = Run::of(&context.office, batch, kind, Target::Printer(None), context.lang)?;
        Ok(Source::Batch { run, batch, kind })
    }

    pub fn test_page(context: &Context, placement: Placement) -> Result<Source, Failure> {
        let page = test_page::page(placement, Typefaces::here(), context.lang)?;
        let about = About {
            title: context.lang.pick("套打测试页", "Test page").to_owned(),
            author: station_name(&context.office.read())?,
            lang: context.lang,
            on: context.office.today(),
            attachments: Vec::new(),
        };
        Ok(Source::Pages { pages: vec![page], about: Box::new(about), left: None })
    }

    pub fn pages(&self) -> usize {
        match self {
            Source::Pages { pages, .. } => pages.len(),
            Source::Certificate { .. } => 1,
            Source::Batch { run, .. } => run.pages(),
        }
    }

    pub fn page(&self, office: &Office, at: usize) -> Result<Option<Page>, Failure> {
        match self {
            Source::Pages { pages, .. } => Ok(pages.get(at).cloned()),
            Source::Certificate { number, setting } => {
                let read = office.read();
                let own = certificate::of(&read, &Register::open(&read)?, number, setting.bilingual)?;
                Ok(Some(draw(&own, setting.placement, Typefaces::here())?))
            }
            Source::Batch { run, .. } => run.page(&office.read(), at),
        }
    }

    /// The file of one that is all laid out. What leaves the office stands for the journal as of now.
    pub fn write(&self, office: &mut Office, to: &Path) -> Result<(), Failure> {
        keep(office, Reason::Export)?;
        write(&self.bytes(office)?, to, Existing::Keep)?;
        match self.left() {
            Some(left) => written(office, &left, &[to.to_owned()]),
            None => Ok(()),
        }
    }

    pub fn print(&self, office: &mut Office, title: &Both, printer: Option<&str>) -> Result<(), Failure> {
        keep(office, Reason::Export)?;
        let bytes = self.bytes(office)?;
        System.print(&bytes, &title.say(Lang::Zh), printer)?;
        match self.left() {
            Some(left) => printed(office, &left, &bytes),
            None => Ok(()),
        }
    }

    /// What the journal says of it once it left.
    fn left(&self) -> Option<Left<'static>> {
        let of = |profile, batch, rows, whole| Left { profile, batch, rows, whole, purpose: None };
        match self {
            Source::Pages { left, pages, .. } => {
                left.map(|left| of(left.profile, Some(left.batch), pages.len(), false))
            }
            Source::Certificate { .. } => Some(of(profile::CERTIFICATE.word, None, 1, true)),
            // Recorded by its job.
            Source::Batch { .. } => None,
        }
    }

    fn bytes(&self, office: &Office) -> Result<Vec<u8>, Failure> {
        match self {
            Source::Pages { pages, about, .. } => Ok(pdf(pages, about, Typefaces::here())?),
            Source::Certificate { number, setting } => {
                let read = office.read();
                certificate::document(&read, &Register::open(&read)?, number, *setting, Typefaces::here())
            }
            // Those of a batch go candidate by candidate, as a job.
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
