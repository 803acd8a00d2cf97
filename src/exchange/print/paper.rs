//! What every document says of itself: whose it is, of which day, in which language; and the fonts that it is set in.

use chrono::NaiveDate;

use crate::document::pdf::{About, pdf};
use crate::document::shape::Page;
use crate::document::typeface::Typefaces;
use crate::domain::identity::inert;
use crate::domain::language::Lang;
use crate::domain::refusal::Refusal;
use crate::ops::Office;
use crate::ops::checkpoint::note_now;
use crate::store::{Failure, Read};

#[derive(Clone, Copy)]
pub struct Paper<'a> {
    pub station: &'a str,
    pub on: NaiveDate,
    pub lang: Lang,
    pub faces: &'a Typefaces,
}

/// The name that stands on a station's papers.
pub fn station_name(read: &Read) -> Result<String, Failure> {
    Ok(read.station()?.map_or(String::new(), |station| inert(&station.name)))
}

/// What a QR code beside a checkpoint code says: the signed note of the journal as it stands, or its state alone where nobody signed.
pub fn checkpoint_text(read: &Read) -> Result<Option<String>, Failure> {
    let Some(now) = read.checkpoint_now()? else { return Ok(None) };
    Ok(Some(note_now(read, &now)?.unwrap_or_else(|| now.body())))
}

impl<'a> Paper<'a> {
    /// A paper of today, set in the fonts of this machine.
    pub fn today(office: &Office, station: &'a str, lang: Lang) -> Paper<'a> {
        Paper { station, on: office.today(), lang, faces: Typefaces::here() }
    }

    /// What the file says of itself.
    pub fn about(&self, title: &str) -> About {
        About {
            title: inert(title),
            author: self.station.to_owned(),
            lang: self.lang,
            on: self.on,
            attachments: Vec::new(),
        }
    }

    /// The pages as a file.
    pub fn pdf(&self, title: &str, pages: &[Page]) -> Result<Vec<u8>, Refusal> {
        pdf(pages, &self.about(title), self.faces)
    }
}
