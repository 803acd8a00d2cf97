//! A batch's documents in one go: page by page, so that a screen goes on answering and the user can stop between two. Either one
//! file for all, written at the end, or one each in a folder, where what is written stays.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::aside::{Aside, put_together};
use super::notices::{notice, slips};
use super::paper::{Paper, checkpoint_text, station_name};
use super::spooler::{Spooler, System};
use super::tickets::{self, Tickets};
use super::write::{plain, write};
use crate::both;
use crate::document::shape::Page;
use crate::document::typeface::Typefaces;
use crate::domain::id::BatchId;
use crate::domain::language::{Both, Lang, Say};
use crate::exchange::notices;
use crate::exchange::profile::{self, Profile};
use crate::ops::Office;
use crate::store::backup::Existing;
use crate::store::fault::FileError;
use crate::store::read::entry::EntryRow;
use crate::store::{Failure, Read};

/// What is printed for each candidate of a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// 准考证.
    Tickets,
    /// 成绩通知单.
    Notices,
    /// 成绩条.
    Slips,
}

impl Kind {
    /// How many of them share a page where they share a file.
    const fn to_a_page(self) -> usize {
        match self {
            Kind::Tickets => 2,
            Kind::Notices => 1,
            Kind::Slips => 8,
        }
    }

    pub const fn profile(self) -> &'static Profile {
        match self {
            Kind::Tickets => &profile::TICKETS,
            Kind::Notices => &profile::NOTICES,
            Kind::Slips => &profile::SLIPS,
        }
    }

    pub fn word(self) -> Both {
        match self {
            Kind::Tickets => both!("准考证", "admission tickets"),
            Kind::Notices => both!("成绩通知单", "score notices"),
            Kind::Slips => both!("成绩条", "score slips"),
        }
    }
}

/// Where the documents go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// All into this file.
    One(PathBuf),
    /// One each into this folder, which is made.
    Each(PathBuf),
    /// To a printer; the usual one where none is named.
    Printer(Option<String>),
}

impl Target {
    /// The file or folder; none on the way to a printer.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Target::One(path) | Target::Each(path) => Some(path),
            Target::Printer(_) => None,
        }
    }
}

/// How far a step came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    More,
    /// The file is being put together; ask again soon.
    Wait,
    Done,
}

pub struct Run {
    kind: Kind,
    batch: BatchId,
    to: Target,
    lang: Lang,
    station: String,
    on: NaiveDate,
    rows: Vec<EntryRow>,
    /// What the QR of the checkpoint says.
    code: Option<String>,
    done: usize,
    pages: Vec<Page>,
    making: Option<Aside<Vec<u8>>>,
    /// The files that are there now.
    files: Vec<PathBuf>,
    /// What went to the printer; empty on the way into a file.
    printed: Vec<u8>,
}

impl Run {
    /// Looks up what is due; nothing is written yet.
    pub fn of(office: &Office, batch: BatchId, kind: Kind, to: Target, lang: Lang) -> Result<Run, Failure> {
        let read = office.read();
        let rows = match kind {
            Kind::Tickets => tickets::due(&read, batch)?,
            Kind::Notices | Kind::Slips => {
                notices::Shared::of(&read, batch)?;
                notices::rows(&read, batch)?
            }
        };
        Ok(Run {
            kind,
            batch,
            to,
            lang,
            station: station_name(&read)?,
            on: office.today(),
            rows,
            code: checkpoint_text(&read)?,
            done: 0,
            pages: Vec::new(),
            making: None,
            files: Vec::new(),
            printed: Vec::new(),
        })
    }

    /// Candidates done, and all of them.
    pub fn progress(&self) -> (usize, usize) {
        (self.done, self.rows.len())
    }

    /// Files that are there now.
    pub fn written(&self) -> usize {
        self.files.len()
    }

    pub fn files(&self) -> &[PathBuf] {
        &self.files
    }

    /// The bytes that went to the printer.
    pub fn printed(&self) -> &[u8] {
        &self.printed
    }

    pub fn batch(&self) -> BatchId {
        self.batch
    }

    pub fn to(&self) -> &Target {
        &self.to
    }

    /// How many pages there are where they share a file.
    pub fn pages(&self) -> usize {
        self.rows.len().div_ceil(self.kind.to_a_page())
    }

    /// The page at this place of them, to be looked at.
    pub fn page(&self, read: &Read, at: usize) -> Result<Option<Page>, Failure> {
        let each = self.kind.to_a_page();
        let from = (at * each).min(self.rows.len());
        let rows = &self.rows[from..(from + each).min(self.rows.len())];
        if rows.is_empty() {
            return Ok(None);
        }
        Ok(self.laid_out(read, rows)?.into_iter().next())
    }

    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The next page; after the last one the file.
    pub fn step(&mut self, read: &Read) -> Result<Stage, Failure> {
        if let Some(making) = &mut self.making {
            let Some(bytes) = making.ready() else { return Ok(Stage::Wait) };
            let bytes = bytes?;
            match &self.to {
                Target::Printer(printer) => {
                    System.print(&bytes, &self.title(), printer.as_deref())?;
                    self.printed = bytes;
                }
                Target::One(path) | Target::Each(path) => {
                    write(&bytes, path, Existing::Keep)?;
                    self.files.push(path.clone());
                }
            }
            return Ok(Stage::Done);
        }
        if self.done == self.rows.len() {
            return Ok(self.finish());
        }
        let each = matches!(self.to, Target::Each(_));
        let until = (self.done + if each { 1 } else { self.kind.to_a_page() }).min(self.rows.len());
        let rows = &self.rows[self.done..until];
        let pages = self.laid_out(read, rows)?;
        match &self.to {
            Target::One(_) | Target::Printer(_) => self.pages.extend(pages),
            Target::Each(folder) => {
                std::fs::create_dir_all(folder).map_err(|error| FileError::from(error).of(folder))?;
                let row = &rows[0];
                let name = format!("{} {}", row.ticket.clone().unwrap_or_default(), row.name);
                let to = folder.join(format!("{}.pdf", plain(name.trim())));
                write(&self.paper().pdf(&self.title(), &pages)?, &to, Existing::Keep)?;
                self.files.push(to);
            }
        }
        self.done = until;
        Ok(Stage::More)
    }

    /// One file is put together aside, because it takes a while; each for itself is there already.
    fn finish(&mut self) -> Stage {
        if matches!(self.to, Target::Each(_)) {
            return Stage::Done;
        }
        let pages = std::mem::take(&mut self.pages);
        self.making = Some(put_together(pages, self.paper().about(&self.title())));
        Stage::Wait
    }

    fn title(&self) -> String {
        self.kind.word().say(self.lang)
    }

    fn paper(&self) -> Paper<'_> {
        Paper { station: &self.station, on: self.on, lang: self.lang, faces: Typefaces::here() }
    }

    fn laid_out(&self, read: &Read, rows: &[EntryRow]) -> Result<Vec<Page>, Failure> {
        let (paper, code) = (self.paper(), self.code.as_deref());
        if self.kind == Kind::Tickets {
            let own = Tickets::of(read, self.batch, self.lang)?;
            let tickets = rows.iter().map(|row| own.ticket(row)).collect::<Result<Vec<_>, Failure>>()?;
            return tickets::pages(&tickets, &paper);
        }
        let shared = notices::Shared::of(read, self.batch)?;
        let lines = |row: &EntryRow| notices::page(read, &shared, row, self.lang);
        let mut pages = rows.iter().map(lines).collect::<Result<Vec<_>, Failure>>()?;
        Ok(match self.kind {
            Kind::Slips => slips(pages, code, &paper)?,
            Kind::Tickets | Kind::Notices => notice(pages.remove(0), code, &paper)?,
        })
    }
}
