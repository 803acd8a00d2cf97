//! A journal row by row: its numbers, each leaf from its own columns, the sealed parts, and the tree's root.
//!
//! The rows and the sealed parts are read side by side, each table once from its beginning, and hashed where they lie.

use std::collections::HashSet;

use rusqlite::{Connection, Result, Row};

use super::{Finding, Progress, root_differs, tip_damaged};
use crate::both;
use crate::credential::tree::Frontier;
use crate::store::employment::Employment;
use crate::store::journal::{Columns, Evaluation, Ledger, sealed_digest, tip_of};

/// Every row of both journals: its number, its leaf from its own columns, its sealed part, and the tree's root.
pub fn journal(conn: &Connection, progress: Progress) -> Result<Vec<Finding>> {
    let mut found = ledger::<Evaluation>(conn, progress)?;
    found.extend(ledger::<Employment>(conn, progress)?);
    Ok(found)
}

fn ledger<L: Ledger>(conn: &Connection, progress: Progress) -> Result<Vec<Finding>> {
    let (zh, en) = L::NAME;
    let total: Option<i64> = conn.query_row(&format!("SELECT max(seq) FROM {}", L::JOURNAL), [], |row| row.get(0))?;
    let total = total.unwrap_or(0).unsigned_abs();
    let mut found = Vec::new();
    let mut frontier = Frontier::default();
    let (mut missing, mut erased): (HashSet<i64>, HashSet<i64>) = Default::default();
    let mut want = 1;
    let mut statement = conn.prepare(&format!("SELECT {} FROM {} ORDER BY seq", Columns::names::<L>(), L::JOURNAL))?;
    let mut rows = statement.query([])?;
    let mut sealed = conn.prepare(&format!("SELECT seq, salt, bytes FROM {} ORDER BY seq", L::SEALED))?;
    let mut parts = sealed.query([])?;
    let mut part = Part::of(parts.next()?)?;
    while let Some(row) = rows.next()? {
        let row = Columns::of::<L>(row)?;
        let seq = row.seq;
        if seq != want {
            found.push(Finding::new("gap", both!("{zh}第 {want} 条缺失", "{en} row {want} is missing")));
        }
        want = seq + 1;
        let leaf = row.hash::<L>();
        if leaf.0[..] != *row.leaf {
            found.push(Finding::new("row", both!("{zh}第 {seq} 条被改动", "{en} row {seq} was changed")));
        }
        frontier.append(leaf);
        while let Some(stray) = part.as_ref().filter(|part| part.seq < seq) {
            found.push(stray_part::<L>(stray.seq));
            part = Part::of(parts.next()?)?;
        }
        let own = part.as_ref().filter(|part| part.seq == seq);
        // A sealed part may be erased after retention; one that is there must be the one that was signed for.
        let sound = match (row.sealed_digest, own) {
            (Some(digest), Some(part)) => sealed_digest(part.salt, part.bytes).0[..] == *digest,
            (None, Some(_)) => false,
            (_, None) => true,
        };
        if row.sealed_digest.is_some() && own.is_none() {
            missing.insert(seq);
        }
        // An act that cannot be read is told by the replay.
        erased.extend(L::erases(row.kind, row.payload));
        if !sound {
            let text = both!("{zh}第 {seq} 条的个人信息部分被改动", "the sealed part of {en} row {seq} was changed");
            found.push(Finding::new("sealed", text));
        }
        if own.is_some() {
            part = Part::of(parts.next()?)?;
        }
        if seq % 512 == 0 && !progress(seq.unsigned_abs(), total) {
            return Ok(found);
        }
    }
    while let Some(stray) = part {
        found.push(stray_part::<L>(stray.seq));
        part = Part::of(parts.next()?)?;
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
    progress(total, total);
    Ok(found)
}

fn stray_part<L: Ledger>(seq: i64) -> Finding {
    let (zh, en) = L::NAME;
    Finding::new("sealed", both!("个人信息第 {seq} 条没有对应的{zh}", "sealed part {seq} belongs to no {en} row"))
}

/// A sealed part where it lies.
struct Part<'a> {
    seq: i64,
    salt: &'a [u8],
    bytes: &'a [u8],
}

impl<'a> Part<'a> {
    fn of(row: Option<&'a Row>) -> Result<Option<Part<'a>>> {
        let Some(row) = row else { return Ok(None) };
        let (salt, bytes) = (row.get_ref(1)?.as_blob()?, row.get_ref(2)?.as_blob()?);
        Ok(Some(Part { seq: row.get(0)?, salt, bytes }))
    }
}
