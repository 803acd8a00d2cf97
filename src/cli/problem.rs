//! Why a verb ends without being done: its sentence in both languages, and the exit status.

use std::io::Write;
use std::path::Path;

use super::{FILE, REFUSED, USAGE};
use crate::domain::identity::inert_lines;
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::exchange::source::Unread;
use crate::refusal;
use crate::store::Failure;
use crate::store::fault::FileError;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub status: u8,
    words: Both,
}

impl Problem {
    fn new(status: u8, words: &impl Say) -> Problem {
        Problem { status, words: Both { zh: words.say(Lang::Zh), en: words.say(Lang::En) } }
    }

    pub fn usage(words: Both) -> Problem {
        Problem { status: USAGE, words }
    }

    pub fn file(words: &impl Say) -> Problem {
        Problem::new(FILE, words)
    }

    /// A file other than the station's that cannot be read or written.
    pub fn io(error: std::io::Error, path: &Path) -> Problem {
        if error.kind() == std::io::ErrorKind::NotFound {
            let path = crate::domain::identity::inert(&path.display().to_string());
            return Problem::file(&refusal!(
                "not_found",
                "找不到“{path}”。请检查路径。",
                "“{path}” is not there. Check the path."
            ));
        }
        Problem::file(&FileError::from(error).of(path))
    }
}

impl Say for Problem {
    fn say(&self, lang: Lang) -> String {
        self.words.say(lang)
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Problem {
        Problem::new(REFUSED, &refusal)
    }
}

impl From<FileError> for Problem {
    fn from(error: FileError) -> Problem {
        Problem::file(&error)
    }
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Problem {
        Problem::new(failure.exit(), &failure)
    }
}

impl From<Unread> for Problem {
    fn from(unread: Unread) -> Problem {
        Failure::from(unread).into()
    }
}

impl From<rusqlite::Error> for Problem {
    fn from(error: rusqlite::Error) -> Problem {
        Failure::from(error).into()
    }
}

/// Tells a person at standard error, each line inert. Where even that is closed there is nobody to tell.
pub fn tell(words: &impl Say, lang: Lang) {
    let _ = writeln!(std::io::stderr(), "{}", inert_lines(&words.say(lang)));
}
