//! What is previewed: pages that are ready, or those of a batch's candidates, laid out as they are looked at.

use std::time::Duration;

use super::writing::Writing;
use crate::document::certificate::{Placement, page as draw};
use crate::document::pdf::About;
use crate::document::shape::{Modules, Page, Shape};
use crate::document::test_page;
use crate::document::typeface::Typefaces;
use crate::domain::anchor::Reason;
use crate::domain::id::BatchId;
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::exchange::print::aside::{Aside, put_together};
use crate::exchange::print::certificate::{self, Setting};
use crate::exchange::print::paper::station_name;
use crate::exchange::print::run::{Kind, Run, Target};
use crate::exchange::profile::{self, Left};
use crate::ops::Office;
use crate::ops::checkpoint::keep;
use crate::ops::register::Register;
use crate::store::Failure;
use crate::tui::context::Context;

/// Nobody sees that something took no longer.
pub const BLINK: Duration = Duration::from_millis(120);

pub enum Source {
    /// All of it is laid out.
    Pages { pages: Vec<Page>, about: Box<About>, left: Option<Leaving> },
    /// Still being laid out, on another thread.
    Laying { laying: Aside<Vec<Page>>, about: Box<About>, left: Option<Leaving> },
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
    /// Pages that are being laid out; what takes no longer than a blink is there at once.
    pub fn laid_out(mut laying: Aside<Vec<Page>>, about: About, left: Option<Leaving>) -> Result<Source, Refusal> {
        let about = Box::new(about);
        Ok(match laying.ready_within(BLINK) {
            Some(pages) => Source::Pages { pages: pages?, about, left },
            None => Source::Laying { laying, about, left },
        })
    }

    /// Becomes the pages once they are laid out; true where something came of it.
    pub fn settle(&mut self) -> Result<bool, Refusal> {
        let Source::Laying { laying, about, left } = self else { return Ok(false) };
        let Some(pages) = laying.ready() else { return Ok(false) };
        *self = Source::Pages { pages: pages?, about: about.clone(), left: *left };
        Ok(true)
    }

    /// Rows laid out so far, and all of them; none where the pages are there.
    pub fn laying(&self) -> Option<(usize, usize)> {
        match self {
            Source::Laying { laying, .. } => Some(laying.progress()),
            _ => None,
        }
    }

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
            Source::Laying { .. } => 0,
            Source::Certificate { .. } => 1,
            Source::Batch { run, .. } => run.pages(),
        }
    }

    pub fn page(&self, office: &Office, at: usize) -> Result<Option<Page>, Failure> {
        match self {
            Source::Pages { pages, .. } => Ok(pages.get(at).cloned()),
            Source::Laying { .. } => Ok(None),
            Source::Certificate { number, setting } => {
                let read = office.read();
                let own = certificate::of(&read, &Register::open(&read)?, number, setting.bilingual)?;
                Ok(Some(draw(&own, setting.placement, Typefaces::here())?))
            }
            Source::Batch { run, .. } => run.page(&office.read(), at),
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
            // Recorded by its job, or not there yet.
            Source::Batch { .. } | Source::Laying { .. } => None,
        }
    }

    /// The file of one that is all laid out, on its way. What leaves the office stands for the journal as of now.
    pub fn file(&self, office: &Office, title: &Both, to: Target) -> Result<Writing, Failure> {
        keep(office, Reason::Export)?;
        let (title, left) = (title.say(Lang::Zh), self.left());
        let bytes = match self {
            Source::Pages { pages, about, .. } => {
                return Ok(Writing::aside(put_together(pages.clone(), (**about).clone()), title, to).leaving(left));
            }
            Source::Certificate { number, setting } => {
                let read = office.read();
                certificate::document(&read, &Register::open(&read)?, number, *setting, Typefaces::here())?
            }
            // Those of a batch go candidate by candidate, and what is not laid out yet goes nowhere.
            Source::Batch { .. } | Source::Laying { .. } => Vec::new(),
        };
        Ok(Writing::ready(bytes, title, to).leaving(left))
    }
}

/// The QR codes of a page.
pub fn codes(page: &Page) -> impl Iterator<Item = &Modules> {
    page.shapes.iter().filter_map(|shape| match shape {
        Shape::Code { modules, .. } => Some(modules),
        _ => None,
    })
}
