//! What leaves the office, by name: each profile lists what it says of a person, and whether document numbers stand in it whole.
//!
//! Every list that is written or printed is recorded under its profile ([`crate::ops::exporting`]). A list of a profile says what the
//! profile lists and nothing else: a test holds each against its columns.

mod table;

use std::path::{Path, PathBuf};

use serde::Serialize;
use sha2::{Digest as _, Sha256};

use crate::credential::tree::Hash;
use crate::domain::id::BatchId;
use crate::domain::identity::inert;
use crate::domain::language::Both;
use crate::ops::Office;
use crate::ops::exporting::exported;
use crate::store::Failure;
use crate::store::act::ListExported;
use crate::store::fault::FileError;

pub use table::*;

/// How a list names people's documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Numbers {
    /// Not at all.
    None,
    /// With the middle hidden, always.
    Masked,
    /// With the middle hidden, whole where a purpose is given.
    MaskedOrWhole,
    /// Whole, because whoever it is for asks for them.
    Whole,
}

/// A list that leaves the office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Profile {
    pub word: &'static str,
    pub zh: &'static str,
    pub en: &'static str,
    /// What it says, in the list's own words.
    pub columns: &'static [&'static str],
    pub numbers: Numbers,
}

impl Profile {
    pub fn name(&self) -> Both {
        Both { zh: self.zh.to_owned(), en: self.en.to_owned() }
    }
}

const fn profile(
    word: &'static str,
    (zh, en): (&'static str, &'static str),
    numbers: Numbers,
    columns: &'static [&'static str],
) -> Profile {
    Profile { word, zh, en, columns, numbers }
}

/// The profile of this name.
pub fn named(word: &str) -> Option<&'static Profile> {
    PROFILES.iter().find(|profile| profile.word == word)
}

/// What was written, or went to the printer.
#[derive(Clone, Copy, Debug)]
pub struct Left<'a> {
    pub profile: &'static str,
    pub batch: Option<BatchId>,
    pub rows: usize,
    /// Whether document numbers stand in it whole.
    pub whole: bool,
    pub purpose: Option<&'a str>,
}

/// Records a list that was written to this file, or to these; where that cannot be recorded the files go again, for they did not leave.
pub fn written(office: &mut Office, left: &Left, files: &[PathBuf]) -> Result<(), Failure> {
    let all = || -> Result<(String, String), FileError> {
        let mut digests = Vec::new();
        for file in files {
            let bytes = std::fs::read(file).map_err(|error| FileError::from(error).of(file))?;
            digests.push(Hash(Sha256::digest(&bytes).into()));
        }
        let name = |file: &PathBuf| file.file_name().unwrap_or(file.as_os_str()).to_string_lossy().into_owned();
        Ok(match (&digests[..], files) {
            ([digest], [file]) => (name(file), digest.to_string()),
            (digests, files) => {
                // Of several files: the digest of their digests, in order.
                let mut together = Sha256::new();
                digests.iter().for_each(|digest| together.update(digest.0));
                let folder = files.first().and_then(|file| file.parent()).map(Path::to_path_buf).unwrap_or_default();
                (name(&folder), Hash(together.finalize().into()).to_string())
            }
        })
    };
    let (file_name, sha256) = all()?;
    recorded(office, left, inert(&file_name), sha256).inspect_err(|_| {
        files.iter().for_each(|file| drop(std::fs::remove_file(file)));
    })
}

/// Records what is about to go to the printer: these bytes.
pub fn printed(office: &mut Office, left: &Left, bytes: &[u8]) -> Result<(), Failure> {
    recorded(office, left, String::new(), Hash(Sha256::digest(bytes).into()).to_string())
}

fn recorded(office: &mut Office, left: &Left, file_name: String, sha256: String) -> Result<(), Failure> {
    let columns = named(left.profile).map_or(&[][..], |profile| profile.columns);
    let list = ListExported {
        batch: left.batch,
        columns: columns.iter().map(|column| (*column).to_owned()).collect(),
        file_name,
        profile: left.profile.to_owned(),
        rows: u32::try_from(left.rows).unwrap_or(u32::MAX),
        sha256,
        whole_numbers: left.whole,
    };
    exported(office, list, left.purpose)
}
