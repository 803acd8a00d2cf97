//! Whether the file is what its journal says: the tree, row by row, and every projection, column by column.

mod authority;
mod beside;
mod certificates;
mod checkpoints;
mod employers;
mod four_eyes;
mod ledger;
mod replay;
mod rows;

pub use authority::authority;
pub use certificates::certificates;
pub use checkpoints::{certificate_dates, checkpoints};
pub use employers::{Crossing, employment, people};
pub use ledger::journal;
pub use replay::replay;

use rusqlite::{Connection, Result};
use serde::Serialize;

use super::employment::Employment;
use super::journal::{Evaluation, Ledger, tip_of};
use super::{SCHEMA, made_by};
use crate::both;
use crate::credential::tree::{Frontier, Hash};
use crate::domain::language::{Both, Lang, Say};

/// Something that does not hold, with its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Stable, for `--json` and tests.
    pub code: &'static str,
    pub text: Both,
}

impl Finding {
    pub fn new(code: &'static str, text: Both) -> Self {
        Finding { code, text }
    }

    /// SQLite's own words about a file that it cannot read to the end.
    pub fn sqlite(error: &rusqlite::Error) -> Self {
        Finding::new("sqlite", both!("数据库读不下去：{error}", "the database cannot be read: {error}"))
    }
}

impl Say for Finding {
    fn say(&self, lang: Lang) -> String {
        self.text.say(lang)
    }
}

/// How far long work has come; answers whether to go on.
pub type Progress<'a> = &'a mut dyn FnMut(u64, u64) -> bool;

/// Findings, none when the stored leaves have the root that the tip names, in both journals: what a backup and a restore ask of a copy.
/// A copy of another build's file is refused: it could be put in place and then not be opened.
pub fn journal_sound(conn: &Connection) -> std::result::Result<Vec<Both>, super::fault::FileError> {
    made_by::same(conn, SCHEMA)?;
    let found = [root_of::<Evaluation>(conn)?.err(), root_of::<Employment>(conn)?.err()];
    Ok(found.into_iter().flatten().map(|finding| finding.text).collect())
}

/// The root of the stored leaves, if it is the one that the tip names.
pub fn root_of<L: Ledger>(conn: &Connection) -> Result<std::result::Result<(u64, Hash), Finding>> {
    let kept = match tip_of::<L>(conn)? {
        Ok(kept) => kept,
        Err(words) => return Ok(Err(tip_damaged::<L>(&words))),
    };
    let mut frontier = Frontier::default();
    let mut statement = conn.prepare(&format!("SELECT leaf FROM {} ORDER BY seq", L::JOURNAL))?;
    let mut leaves = statement.query([])?;
    while let Some(row) = leaves.next()? {
        frontier.append(Hash(row.get(0)?));
    }
    Ok(if frontier == kept { Ok((kept.size(), kept.root())) } else { Err(root_differs::<L>(&frontier, &kept)) })
}

fn tip_damaged<L: Ledger>(words: &str) -> Finding {
    let (zh, en) = L::NAME;
    Finding::new("tip", both!("{zh}的存证树顶端坏了：{words}", "the tip of the {en}'s tree is damaged: {words}"))
}

fn root_differs<L: Ledger>(found: &Frontier, kept: &Frontier) -> Finding {
    let (found, kept, (zh, en)) = (found.size(), kept.size(), L::NAME);
    Finding::new(
        "root",
        both!(
            "{zh}与存证树不符：{zh} {found} 条，树上 {kept} 条",
            "the {en} and its tree differ: {found} rows, {kept} in the tree"
        ),
    )
}
