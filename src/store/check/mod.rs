//! Whether the file is what its journal says: the tree, row by row, and every projection, column by column.

mod authority;
mod certificates;
mod checkpoints;
mod employers;
mod four_eyes;
mod replay;
mod rows;

pub use authority::authority;
pub use certificates::certificates;
pub use checkpoints::{certificate_dates, checkpoints};
pub use employers::{Crossing, employment, people};
pub use replay::replay;

use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension, Result};
use serde::Serialize;

use super::act::{Act, Kind};
use super::employment::Employment;
use super::employment::read::EmploymentJournalRow;
use super::journal::{Evaluation, JournalRow, Ledger, sealed_digest, tip_of};
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
pub fn journal_sound(conn: &Connection) -> std::result::Result<Vec<Both>, super::fault::FileError> {
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

/// Every row of both journals: its number, its leaf from its own columns, its sealed part, and the tree's root.
pub fn journal(conn: &Connection, progress: Progress) -> Result<Vec<Finding>> {
    let mut found = ledger::<Evaluation>(conn, progress)?;
    found.extend(ledger::<Employment>(conn, progress)?);
    Ok(found)
}

fn ledger<L: Ledger>(conn: &Connection, progress: Progress) -> Result<Vec<Finding>> {
    let (zh, en) = L::NAME;
    let total: i64 = conn.query_row(&format!("SELECT count(*) FROM {}", L::JOURNAL), [], |row| row.get(0))?;
    let mut found = Vec::new();
    let mut frontier = Frontier::default();
    let (mut missing, mut erased): (HashSet<i64>, HashSet<i64>) = Default::default();
    let mut want = 1;
    let mut sealed = conn.prepare(&format!("SELECT salt, bytes FROM {} WHERE seq = ?1", L::SEALED))?;
    let columns = if L::SEES { EmploymentJournalRow::COLUMNS } else { JournalRow::COLUMNS };
    let mut statement = conn.prepare(&format!("SELECT {columns} FROM {} ORDER BY seq", L::JOURNAL))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let seen: Option<i64> = if L::SEES { Some(row.get("seen")?) } else { None };
        let row = JournalRow::from_row(row)?;
        let seq = row.seq;
        if seq != want {
            found.push(Finding::new("gap", both!("{zh}第 {want} 条缺失", "{en} row {want} is missing")));
        }
        want = seq + 1;
        let leaf = row.hash_in::<L>(seen);
        if leaf.0[..] != row.leaf[..] {
            found.push(Finding::new("row", both!("{zh}第 {seq} 条被改动", "{en} row {seq} was changed")));
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
        if row.sealed_digest.is_some() && part.is_none() {
            missing.insert(seq);
        }
        // An act that cannot be read is told by the replay.
        if row.kind == Kind::PersonalErased.word()
            && let Ok(Act::PersonalErased(act)) = Act::read(&row.kind, &row.payload, None)
        {
            erased.extend(act.people.into_iter().flat_map(|person| person.parts));
        }
        if !sound {
            let text = both!("{zh}第 {seq} 条的个人信息部分被改动", "the sealed part of {en} row {seq} was changed");
            found.push(Finding::new("sealed", text));
        }
        if seq % 512 == 0 && !progress(seq.unsigned_abs(), total.unsigned_abs()) {
            return Ok(found);
        }
    }
    let sorted = |some: &HashSet<i64>, others: &HashSet<i64>| {
        let mut some: Vec<i64> = some.difference(others).copied().collect();
        some.sort_unstable();
        some
    };
    for seq in sorted(&missing, &erased) {
        let text = both!(
            "{zh}第 {seq} 条的个人信息部分不见了，没有清除它的操作",
            "the personal part of {en} row {seq} is gone, and no act erased it"
        );
        found.push(Finding::new("sealed_missing", text));
    }
    for seq in sorted(&erased, &missing) {
        let text = both!(
            "{zh}第 {seq} 条的个人信息部分已清除，却又在文件里",
            "the personal part of {en} row {seq} was erased and is in the file again"
        );
        found.push(Finding::new("sealed_back", text));
    }
    match tip_of::<L>(conn)? {
        Ok(kept) if kept == frontier => {}
        Ok(kept) => found.push(root_differs::<L>(&frontier, &kept)),
        Err(words) => found.push(tip_damaged::<L>(&words)),
    }
    let strays = format!("SELECT seq FROM {} WHERE seq NOT IN (SELECT seq FROM {})", L::SEALED, L::JOURNAL);
    for seq in conn.prepare(&strays)?.query_map([], |row| row.get::<_, i64>(0))? {
        let seq = seq?;
        let text = both!("个人信息第 {seq} 条没有对应的{zh}", "sealed part {seq} belongs to no {en} row");
        found.push(Finding::new("sealed", text));
    }
    progress(total.unsigned_abs(), total.unsigned_abs());
    Ok(found)
}
