//! Certificates on paper in one go: page by page, so that a screen goes on answering and the user can stop between two.
//!
//! Into one file or to the printer, the pages are laid out, put together and handed over, and only then recorded, all in one act: what was
//! stopped before is neither printed nor recorded. A file of many is for paper and carries no credential: one page has one. One file each is the
//! electronic certificate with its credential inside; each is written and recorded by itself, and what is there stays.

use std::path::Path;

use super::aside::{Aside, put_together};
use super::certificate::{self, Setting, file_name, of};
use super::paper::station_name;
use super::run::{Stage, Target};
use super::spooler::{Spooler, System};
use super::write::{plain, write};
use crate::document::certificate::{Certificate, page};
use crate::document::pdf::About;
use crate::document::shape::Page;
use crate::document::typeface::Typefaces;
use crate::domain::anchor::Reason;
use crate::domain::evaluation::printing::Layout;
use crate::domain::evaluation::stock::{PrintSerial, SerialRange};
use crate::domain::language::Lang;
use crate::ops::Office;
use crate::ops::checkpoint::keep;
use crate::ops::printing::{Planned, Sheets, Which, holds, plan, record, recorded};
use crate::ops::register::Register;
use crate::store::act::Kind;
use crate::store::backup::Existing;
use crate::store::fault::FileError;
use crate::store::{Failure, Read};

/// What is asked of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    pub which: Which,
    /// What stands recorded is put on paper once more; nothing is recorded.
    pub again: bool,
    pub layout: Layout,
    pub sheets: Sheets,
    /// English beside the Chinese.
    pub bilingual: bool,
    pub to: Target,
}

pub struct Prints {
    asked: Asked,
    plan: Vec<Planned>,
    setting: Setting,
    register: Register,
    about: About,
    done: usize,
    pages: Vec<Page>,
    making: Option<Aside<Vec<u8>>>,
    written: usize,
}

impl Prints {
    /// Looks up what goes on which sheet, under a checkpoint that covers it all; nothing is written yet.
    pub fn of(office: &Office, asked: Asked) -> Result<Prints, Failure> {
        office.may(Kind::CertificatePrinted)?;
        keep(office, Reason::Export)?;
        let read = office.read();
        let plan = match asked.again {
            true => recorded(&read, &asked.which)?,
            false => plan(&read, office.who(), &asked.which, asked.layout, &asked.sheets)?,
        };
        let mut setting = Setting::of_printer(&read, asked.bilingual)?;
        setting.placement.overlay = asked.layout == Layout::Overlay;
        let about = About {
            title: "证书".to_owned(),
            author: station_name(&read)?,
            lang: Lang::Zh,
            on: office.today(),
            attachments: Vec::new(),
        };
        let register = Register::open(&read)?;
        Ok(Prints { asked, plan, setting, register, about, done: 0, pages: Vec::new(), making: None, written: 0 })
    }

    /// Certificates that are printed.
    pub fn count(&self) -> usize {
        self.plan.len()
    }

    /// The sheets that they go on; empty on plain paper.
    pub fn sheets(&self) -> Vec<SerialRange> {
        let serials: Vec<PrintSerial> = self.plan.iter().filter_map(|one| one.sheet.clone()).collect();
        SerialRange::join(serials)
    }

    pub fn to(&self) -> &Target {
        &self.asked.to
    }

    /// Files that are there now.
    pub fn written(&self) -> usize {
        self.written
    }

    /// Steps done, and all of them: in one file each page is laid out and then put into it.
    pub fn progress(&self) -> (usize, usize) {
        match self.asked.to {
            Target::Each(_) => (self.done, self.plan.len()),
            _ if self.written > 0 => (2 * self.plan.len(), 2 * self.plan.len()),
            _ => (self.done + self.making.as_ref().map_or(0, |making| making.progress().0), 2 * self.plan.len()),
        }
    }

    /// The next page; after the last one the file.
    pub fn step(&mut self, office: &mut Office) -> Result<Stage, Failure> {
        if let Some(making) = &mut self.making {
            let Some(bytes) = making.ready() else { return Ok(Stage::Wait) };
            self.hand_over(office, &bytes?)?;
            return Ok(Stage::Done);
        }
        if self.done == self.plan.len() {
            if matches!(self.asked.to, Target::Each(_)) {
                return Ok(Stage::Done);
            }
            let pages = std::mem::take(&mut self.pages);
            self.making = Some(put_together(pages, self.about.clone()));
            return Ok(Stage::Wait);
        }
        match self.asked.to.clone() {
            Target::Each(folder) => self.one_file(office, &folder)?,
            // A single one is whole: its file has its credential inside.
            _ if self.plan.len() == 1 => {
                let bytes = self.bytes(&office.read(), 0)?;
                self.done = 1;
                self.hand_over(office, &bytes)?;
                return Ok(Stage::Done);
            }
            _ => {
                let page = self.laid_out(&office.read(), self.done)?;
                self.pages.push(page);
            }
        }
        self.done += 1;
        Ok(Stage::More)
    }

    /// The certificate at this place, on the sheet that is planned for it.
    fn own(&self, read: &Read, at: usize) -> Result<Certificate, Failure> {
        let planned = &self.plan[at];
        let mut own = of(read, &self.register, &planned.number, self.setting.bilingual)?;
        own.print_serial = planned.sheet.as_ref().map(ToString::to_string);
        Ok(own)
    }

    fn laid_out(&self, read: &Read, at: usize) -> Result<Page, Failure> {
        Ok(page(&self.own(read, at)?, self.setting.placement, Typefaces::here())?)
    }

    fn bytes(&self, read: &Read, at: usize) -> Result<Vec<u8>, Failure> {
        certificate::bytes(self.own(read, at)?, self.setting.placement, Typefaces::here())
    }

    /// Written, then recorded: its own act, so that what is there is what the register knows.
    fn one_file(&mut self, office: &mut Office, folder: &Path) -> Result<(), Failure> {
        let planned = self.plan[self.done].clone();
        std::fs::create_dir_all(folder).map_err(|error| FileError::from(error).of(folder))?;
        let to = folder.join(format!("{}.pdf", plain(&file_name(&planned.number, Lang::Zh))));
        let bytes = self.bytes(&office.read(), self.done)?;
        if !self.asked.again {
            holds(&office.read(), office.who(), std::slice::from_ref(&planned))?;
        }
        write(&bytes, &to, Existing::Keep)?;
        self.written += 1;
        self.record(office, &[planned])
    }

    fn hand_over(&mut self, office: &mut Office, bytes: &[u8]) -> Result<(), Failure> {
        // Looked at before anything leaves: a sheet that somebody else used meanwhile stops the whole of it.
        if !self.asked.again {
            holds(&office.read(), office.who(), &self.plan)?;
        }
        match &self.asked.to {
            Target::Printer(printer) => System.print(bytes, &self.about.title, printer.as_deref())?,
            Target::One(path) | Target::Each(path) => write(bytes, path, Existing::Keep)?,
        }
        self.written = 1;
        self.record(office, &self.plan)
    }

    fn record(&self, office: &mut Office, printed: &[Planned]) -> Result<(), Failure> {
        if !self.asked.again {
            record(office, self.asked.layout, printed)?;
        }
        Ok(())
    }
}
