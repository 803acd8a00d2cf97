//! A file of rows as somebody hands it in: its bytes and name, what they said of it, and by what its reading is stopped.

use sha2::{Digest, Sha256};

use super::doubt::Doubt;
use super::refusals::FileFault;
use super::text::Encoding;
use super::worker::Stop;
use crate::credential::tree::Hash;
use crate::domain::language::{Lang, Say};
use crate::domain::refusal::Refusal;
use crate::store::Failure;

#[derive(Clone)]
pub struct Source<'a> {
    pub bytes: &'a [u8],
    /// As it is shown in sentences, without its folders.
    pub name: &'a str,
    /// In which encoding a CSV is, where the person said so.
    pub encoding: Option<Encoding>,
    pub stop: Stop,
}

impl<'a> Source<'a> {
    /// A file of which nothing was said, and whose reading nobody stops.
    pub fn new(bytes: &'a [u8], name: &'a str) -> Self {
        Source { bytes, name, encoding: None, stop: Stop::default() }
    }

    /// SHA-256 of the bytes, lower-case hex.
    pub fn sha256(&self) -> String {
        Hash(Sha256::digest(self.bytes).into()).to_string()
    }

    /// Rows that were read are looked through: so many are behind.
    ///
    /// # Errors
    /// `reading_stopped` once it was stopped.
    pub fn going_on(&self, behind: usize, total: usize) -> Result<(), FileFault> {
        self.stop.going_on(behind, total, self.name)
    }
}

/// Why a file was not read.
#[derive(Debug)]
pub enum Unread {
    /// Its text can be read in two encodings: nothing of it is looked at before somebody says in which.
    Doubt(Box<Doubt>),
    Failed(Failure),
}

impl Say for Unread {
    fn say(&self, lang: Lang) -> String {
        match self {
            Unread::Doubt(doubt) => doubt.refusal().say(lang),
            Unread::Failed(failure) => failure.say(lang),
        }
    }
}

impl From<Refusal> for Unread {
    fn from(refusal: Refusal) -> Unread {
        Unread::Failed(refusal.into())
    }
}

impl From<Failure> for Unread {
    fn from(failure: Failure) -> Unread {
        Unread::Failed(failure)
    }
}

impl From<Unread> for Failure {
    fn from(unread: Unread) -> Failure {
        match unread {
            Unread::Doubt(doubt) => doubt.refusal().into(),
            Unread::Failed(failure) => failure,
        }
    }
}

impl From<Unread> for Refusal {
    fn from(unread: Unread) -> Refusal {
        Failure::from(unread).into()
    }
}
