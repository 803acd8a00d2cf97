//! Why an act was not done: the rules refused it, or the file could not be read or written.

use super::act::Unread;
use super::fault::FileError;
use crate::credential::canonical::NotCanonical;
use crate::credential::entropy::NoEntropy;
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;

/// The two ways in which an act is not done. In both the file is as it was before.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error(transparent)]
    Refused(#[from] Refusal),
    #[error(transparent)]
    File(#[from] FileError),
}

impl Failure {
    /// The exit status of the command line: 1 refused, 3 file.
    pub fn exit(&self) -> u8 {
        match self {
            Failure::Refused(_) => 1,
            Failure::File(_) => 3,
        }
    }
}

impl Say for Failure {
    fn say(&self, lang: Lang) -> String {
        match self {
            Failure::Refused(refusal) => refusal.say(lang),
            Failure::File(error) => error.say(lang),
        }
    }
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Self {
        Failure::File(FileError::from(error))
    }
}

fn refused(code: &'static str, words: &impl Say) -> Failure {
    Failure::Refused(Refusal::new(code, Both { zh: words.say(Lang::Zh), en: words.say(Lang::En) }))
}

impl From<NotCanonical> for Failure {
    fn from(error: NotCanonical) -> Self {
        refused("not_canonical", &error)
    }
}

impl From<NoEntropy> for Failure {
    fn from(error: NoEntropy) -> Self {
        refused("no_entropy", &error)
    }
}

impl From<Unread> for Failure {
    fn from(error: Unread) -> Self {
        let words = error.to_string();
        Failure::Refused(crate::refusal!(
            "unreadable_act",
            "文件里有读不懂的记录（{words}）。请运行 touchstone check。",
            "The file holds a record that cannot be read ({words}). Run touchstone check."
        ))
    }
}

/// What a screen's status line tells.
impl From<Failure> for Refusal {
    fn from(failure: Failure) -> Refusal {
        match failure {
            Failure::Refused(refusal) => refusal,
            Failure::File(error) => Refusal::new("file", Both { zh: error.say(Lang::Zh), en: error.say(Lang::En) }),
        }
    }
}
