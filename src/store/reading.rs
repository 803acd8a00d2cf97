//! A station file that is only read: from a write-protected stick or disc, or damaged. It opens and verifies; nothing is saved in it.

use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::backup::gather;
use super::fault::{FileError, Place};
use super::place::{Making, beside};
use super::{SCHEMA, file, made_by};
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::say;

/// Why nothing is saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// The file, its folder or the whole medium cannot be written.
    Protected,
    /// What was found wrong, each with the name of its record where it has one.
    Damaged(Vec<Both>),
}

impl Say for Why {
    fn say(&self, lang: Lang) -> String {
        match self {
            Why::Protected => lang
                .pick(
                    "只读：这个文件所在的位置不能写入，可以查看和检查，改动不会保存。要办理业务，请复制到本机再打开。",
                    "Read-only: nothing can be written where this file lies. Look and check; to work, copy it to this computer.",
                )
                .to_owned(),
            Why::Damaged(found) => {
                let n = found.len();
                say!(
                    lang,
                    "文件损坏（{n} 处），现在只能查看，什么也不会写入。请另存一份留证，再从备份恢复：设置里按 r，或 touchstone restore。",
                    "The file is damaged ({n} finding(s)): it is only read and nothing is written. Keep a copy, then restore a backup: r under Settings, or touchstone restore."
                )
            }
        }
    }
}

impl Why {
    /// What whoever would write is told.
    pub fn refused(&self) -> Refusal {
        Refusal::new("read_only", Both { zh: self.say(Lang::Zh), en: self.say(Lang::En) })
    }
}

/// What was opened for reading, and the private copy that was read where the file's last rows lay in a log beside it.
pub struct Opened {
    pub conn: Connection,
    pub at: PathBuf,
    pub copy: Option<Making>,
}

/// Whether the folder of `path`, or the file itself, takes no writing. A disk that failed for a moment is not read-only.
pub fn is_protected(path: &Path) -> bool {
    let file = std::fs::OpenOptions::new().append(true).open(path);
    // Closing a handle of our own drops this process's locks on Unix; nothing of this process has the file open here.
    file.is_err() || Making::beside(path).is_err()
}

/// Opens a file that cannot be written. A `-wal` or `-journal` left beside it is brought in, in a copy in the folder for temporary
/// files: read without it, the last rows would be missing and nobody would know.
pub fn open(path: &Path) -> Result<Opened, FileError> {
    let unsettled = ["-wal", "-journal"]
        .iter()
        .any(|ending| std::fs::metadata(beside(path, ending)).is_ok_and(|log| log.len() > 0));
    if !unsettled {
        let conn = file::open_archive(path)?;
        made_by::same(&conn, SCHEMA).map_err(|error| error.of(path))?;
        return Ok(Opened { conn, at: path.to_owned(), copy: None });
    }
    let name = path.file_name().ok_or_else(|| FileError::NotFound(Place::named(path)))?;
    let copy = Making::beside(&std::env::temp_dir().join(name))?;
    gather(path, copy.path()).map_err(|error| match error {
        FileError::DiskFull(_) => error.about(copy.path()),
        _ => error.about(path),
    })?;
    let conn = file::open_archive(copy.path()).map_err(|error| error.about(path))?;
    made_by::same(&conn, SCHEMA).map_err(|error| error.of(path))?;
    Ok(Opened { conn, at: copy.path().to_owned(), copy: Some(copy) })
}
