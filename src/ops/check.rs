//! Whether the file still says what was done: SQLite's checks, the journal's tree, every signature and
//! who was allowed what, every outcome and what followed from it, every draw, and a full replay.

use serde::Serialize;

mod credentials;
mod digests;

use self::credentials::credentials;
use self::digests::digests;
use super::checkpoint::station_keys;
use super::followed::check_followed;
use super::outcome::{facts_in_turn, is_recorded};
use super::staffing::draws_that_differ;
use super::{Office, floor};
use crate::both;
use crate::credential::canonical::to_canonical;
use crate::domain::evaluation::outcome::Outcome;
use crate::domain::evaluation::sheet::Sheet;
use crate::domain::id::EntryId;
use crate::store::check::{
    Finding, Progress, authority, certificate_dates, certificates, checkpoints, employment, journal, replay,
};
use crate::store::quick::{full_check, quick_check};
use crate::store::{Failure, Read};

/// How deep to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// SQLite's quick check: at every start.
    Quick,
    /// SQLite's whole check, the journal row by row with its signatures, every outcome derived again.
    Usual,
    /// And the journal replayed, every column of every projection compared.
    Full,
}

/// What a check found.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    pub findings: Vec<Finding>,
    pub acts: u64,
    /// The root of the journal's tree; none where it is damaged.
    pub root: Option<String>,
    pub outcomes: u32,
    /// Signatures that were verified; 0 where only a quick look was taken.
    pub signatures: u32,
    /// Credentials that were held against their acts; 0 where only a quick look was taken.
    pub credentials: u32,
    /// Whether it was stopped before its end.
    pub stopped: bool,
}

/// Looks; changes nothing.
pub fn check(office: &Office, depth: Depth, progress: Progress) -> Result<Report, Failure> {
    // A connection of the keeper's own: it sees both sides of the wall and changes neither.
    let conn = &office.store.keeper()?;
    let words = |found: Vec<crate::domain::language::Both>| found.into_iter().map(|text| Finding::new("sqlite", text));
    let mut stopped = false;
    let mut go_on = |done, total| {
        stopped |= !progress(done, total);
        !stopped
    };
    let mut findings: Vec<Finding> = Vec::new();
    let (mut outcomes, mut signatures, mut credentials_held) = (0, 0, 0);
    if depth == Depth::Quick {
        findings.extend(words(quick_check(conn)?));
    } else {
        findings.extend(words(full_check(conn)?));
        findings.extend(journal(conn, &mut go_on)?);
        let (found, held) = authority(conn, &mut go_on)?;
        findings.extend(found);
        signatures = held;
        findings.extend(employment(conn)?);
        findings.extend(checkpoints(conn, &station_keys(&office.read())?)?);
        findings.extend(certificate_dates(conn)?);
        findings.extend(certificates(conn)?);
        let (found, held) = credentials(&office.read(), &mut go_on)?;
        findings.extend(found);
        credentials_held = held;
        findings.extend(digests(&office.read())?);
        outcomes = check_outcomes(&office.read(), &mut findings, &mut go_on)?;
        findings.extend(check_followed(&office.read(), &mut go_on)?);
        findings.extend(draws_that_differ(&office.read())?.into_iter().map(draw_finding));
        findings.extend(floor::draws_that_differ(&office.read())?.into_iter().map(places_finding));
    }
    if depth == Depth::Full && go_on(0, 1) {
        findings.extend(replay(conn, &mut go_on)?);
    }
    let root = office.read().journal_root()?;
    Ok(Report {
        findings,
        acts: root.as_ref().map_or(0, |(size, _)| *size),
        root: root.map(|(_, root)| root.to_string()),
        outcomes,
        signatures,
        credentials: credentials_held,
        stopped,
    })
}

/// Derives every outcome again from the signed sheets and holds it against the one that is kept.
fn check_outcomes(read: &Read, findings: &mut Vec<Finding>, progress: Progress) -> Result<u32, Failure> {
    let (mut after, mut seen) = (EntryId(0), 0);
    let total = u64::from(read.entry_count()?);
    loop {
        let page = read.entries_to_derive(after, 256)?;
        let Some(last) = page.last() else { return Ok(seen) };
        after = *last;
        facts_in_turn(read, &page, |entry, facts| {
            seen += 1;
            if let Ok(facts) = &facts {
                findings.extend(facts.off_basis().map(|sheet| basis_finding(entry, sheet)));
            }
            findings.extend(held_against_kept(read, entry, facts.and_then(|facts| facts.outcome())));
            Ok(())
        })?;
        if !progress(u64::from(seen), total) {
            return Ok(seen);
        }
    }
}

/// What is wrong with the kept outcome, held byte by byte against what follows from the sheets.
fn held_against_kept(read: &Read, entry: EntryId, outcome: Result<Outcome, Failure>) -> Option<Finding> {
    let kept = read.derivation(entry).map_err(Failure::from);
    let (kept, outcome) = match kept.and_then(|kept| Ok((kept, outcome?))) {
        Ok(both) => both,
        Err(error) => return Some(entry_finding(entry, &error.to_string())),
    };
    match kept {
        None => is_recorded(&outcome, false).then(|| outcome_finding(entry)),
        Some(kept) if to_canonical(&outcome).is_ok_and(|derived| derived == kept) => None,
        Some(_) => Some(
            read.outcome(entry)
                .map_or_else(|error| entry_finding(entry, &error.to_string()), |_| outcome_finding(entry)),
        ),
    }
}

fn basis_finding(entry: EntryId, sheet: &Sheet) -> Finding {
    let (entry, person) = (entry.0, sheet.examiner.0);
    Finding::new(
        "basis",
        both!(
            "报名 {entry} 的评分表（人员 {person}）签的是另一份试卷或另一版标准",
            "the sheet of person {person} for entry {entry} was signed over another paper or another standard"
        ),
    )
}

fn outcome_finding(entry: EntryId) -> Finding {
    let entry = entry.0;
    Finding::new(
        "outcome",
        both!(
            "报名 {entry} 的评定结果与评分表推导不符",
            "the outcome of entry {entry} does not follow from its sheets"
        ),
    )
}

fn draw_finding(seq: i64) -> Finding {
    let text = both!(
        "日志第 {seq} 条抽取的考评组按其种子重算不一致",
        "the panel drawn in journal row {seq} does not come out of its seed again"
    );
    Finding::new("draw", text)
}

fn places_finding(seq: i64) -> Finding {
    let text = both!(
        "日志第 {seq} 条抽取的工位按其种子重算不一致",
        "the places drawn in journal row {seq} do not come out of their seed again"
    );
    Finding::new("draw", text)
}

fn entry_finding(entry: EntryId, words: &str) -> Finding {
    let entry = entry.0;
    Finding::new(
        "outcome",
        both!("报名 {entry} 的评定结果推导不出：{words}", "the outcome of entry {entry} cannot be derived: {words}"),
    )
}
