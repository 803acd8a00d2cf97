//! Whether the file is what its journal says: the tree, row by row, and every projection, column by column.

mod authority;
mod certificates;
mod checkpoints;
mod four_eyes;
mod replay;
mod rows;

pub use authority::authority;
pub use certificates::certificates;
pub use checkpoints::{certificate_dates, checkpoints};
pub use replay::replay;

use rusqlite::{Connection, OptionalExtension, Result};
use serde::Serialize;

use super::journal::{JournalRow, sealed_digest, tip};
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

/// Findings, none when the stored leaves have the root that the tip names: what a backup and a restore ask of a copy.
pub fn journal_sound(conn: &Connection) -> std::result::Result<Vec<Both>, super::fault::FileError> {
    Ok(journal_root(conn)?.err().map(|finding| finding.text).into_iter().collect())
}

/// The root of the stored leaves, if it is the one that the tip names.
pub fn journal_root(conn: &Connection) -> Result<std::result::Result<(u64, Hash), Finding>> {
    let kept = match tip(conn)? {
        Ok(kept) => kept,
        Err(words) => {
            return Ok(Err(Finding::new(
                "tip",
                both!("存证树的顶端坏了：{words}", "the tree's tip is damaged: {words}"),
            )));
        }
    };
    let mut frontier = Frontier::default();
    let mut statement = conn.prepare("SELECT leaf FROM journal ORDER BY seq")?;
    let mut leaves = statement.query([])?;
    while let Some(row) = leaves.next()? {
        frontier.append(Hash(row.get(0)?));
    }
    Ok(if frontier == kept { Ok((kept.size(), kept.root())) } else { Err(root_differs(&frontier, &kept)) })
}

fn root_differs(found: &Frontier, kept: &Frontier) -> Finding {
    let (found, kept) = (found.size(), kept.size());
    Finding::new(
        "root",
        both!(
            "日志与存证树不符：日志 {found} 条，树上 {kept} 条",
            "the journal and its tree differ: {found} rows, {kept} in the tree"
        ),
    )
}

/// Every row of the journal: its number, its leaf from its own columns, its sealed part, and the tree's root.
pub fn journal(conn: &Connection, progress: Progress) -> Result<Vec<Finding>> {
    let total: i64 = conn.query_row("SELECT count(*) FROM journal", [], |row| row.get(0))?;
    let mut found = Vec::new();
    let mut frontier = Frontier::default();
    let mut want = 1;
    let mut sealed = conn.prepare("SELECT salt, bytes FROM sealed WHERE seq = ?1")?;
    let mut statement = conn.prepare(&format!("SELECT {} FROM journal ORDER BY seq", JournalRow::COLUMNS))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let row = JournalRow::from_row(row)?;
        let seq = row.seq;
        if seq != want {
            found.push(Finding::new("gap", both!("日志第 {want} 条缺失", "journal row {want} is missing")));
        }
        want = seq + 1;
        let leaf = row.hash();
        if leaf.0[..] != row.leaf[..] {
            found.push(Finding::new("row", both!("日志第 {seq} 条被改动", "journal row {seq} was changed")));
        }
        frontier.append(leaf);
        let part: Option<(Vec<u8>, Vec<u8>)> =
            sealed.query_row([seq], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        // A sealed part may be erased after retention; one that is there must be the one that was signed for.
        let sound = match (&row.sealed_digest, &part) {
            (Some(digest), Some((salt, bytes))) => sealed_digest(salt, bytes).0[..] == digest[..],
            (None, Some(_)) => false,
            (_, None) => true,
        };
        if !sound {
            let text = both!("日志第 {seq} 条的个人信息部分被改动", "the sealed part of journal row {seq} was changed");
            found.push(Finding::new("sealed", text));
        }
        if seq % 512 == 0 && !progress(seq.unsigned_abs(), total.unsigned_abs()) {
            return Ok(found);
        }
    }
    match tip(conn)? {
        Ok(kept) if kept == frontier => {}
        Ok(kept) => found.push(root_differs(&frontier, &kept)),
        Err(words) => {
            found.push(Finding::new("tip", both!("存证树的顶端坏了：{words}", "the tree's tip is damaged: {words}")));
        }
    }
    let strays = "SELECT seq FROM sealed WHERE seq NOT IN (SELECT seq FROM journal)";
    for seq in conn.prepare(strays)?.query_map([], |row| row.get::<_, i64>(0))? {
        let seq = seq?;
        let text = both!("个人信息第 {seq} 条没有对应的日志", "sealed part {seq} belongs to no journal row");
        found.push(Finding::new("sealed", text));
    }
    progress(total.unsigned_abs(), total.unsigned_abs());
    Ok(found)
}
