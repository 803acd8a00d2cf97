//! Old ledgers in, and the rows that the office above sent back.

use super::HistoryArgs;
use crate::cli::json::Array;
use crate::cli::problem::Problem;
use crate::cli::session::Session;
use crate::cli::{DONE, REFUSED, ask, input};
use crate::domain::language::Say;
use crate::exchange::limits::Limits;
use crate::exchange::roster::fault::RowFault;
use crate::exchange::{history, upload};
use crate::{both, say};

/// The status of a dry run is 0 where every row goes in.
pub fn run(session: &mut Session, args: &HistoryArgs) -> Result<u8, Problem> {
    let mut office = session.open()?;
    let bytes = input::bytes(&args.from, Limits::default().file_bytes)?;
    let name = input::name(&args.from);
    let read = history::preview(&office, &args.encoded.source(&bytes, &name))?;
    let (good, all) = (read.good(), read.rows.len());
    if args.json {
        json(session, &read.rows);
    } else {
        told(session, read.rows.iter().flat_map(|row| &row.faults), good, all);
    }
    if args.consent.dry_run || good == 0 {
        return Ok(if good == all && good > 0 { DONE } else { REFUSED });
    }
    let question = both!(
        "导入 {good} 本，记为“外部导入·未经本系统验证”？",
        "Take {good} certificates in, marked as not verified here?"
    );
    ask::agreed(session, args.consent.yes, &question)?;
    let taken = read.take(&mut office)?;
    if !args.json {
        session.out.line(&say!(session.lang, "已导入 {taken} 本。", "{taken} certificate(s) taken in."));
    }
    Ok(DONE)
}

pub fn returns(session: &mut Session, args: &HistoryArgs) -> Result<u8, Problem> {
    let mut office = session.open()?;
    let bytes = input::bytes(&args.from, Limits::default().file_bytes)?;
    let name = input::name(&args.from);
    let read = upload::preview(&office, &args.encoded.source(&bytes, &name))?;
    let (good, all) = (read.good(), read.rows.len());
    if args.json {
        json(session, &read.rows);
    } else {
        told(session, read.rows.iter().flat_map(|row| &row.faults), good, all);
    }
    if args.consent.dry_run || good == 0 {
        return Ok(if good == all && good > 0 { DONE } else { REFUSED });
    }
    ask::agreed(session, args.consent.yes, &both!("登记 {good} 本退回？", "Record {good} certificates as returned?"))?;
    let taken = read.take(&mut office)?;
    if !args.json {
        let line = say!(session.lang, "已登记退回 {taken} 本。", "{taken} certificate(s) recorded as returned.");
        session.out.line(&line);
    }
    Ok(DONE)
}

fn json(session: &mut Session, rows: &[impl serde::Serialize]) {
    let mut array = Array::default();
    rows.iter().for_each(|row| array.push(&mut session.out, row));
    array.end(&mut session.out);
}

fn told<'a>(session: &mut Session, faults: impl Iterator<Item = &'a RowFault>, good: usize, all: usize) {
    let lang = session.lang;
    faults.for_each(|fault| session.out.line(&fault.say(lang)));
    session.out.line(&say!(lang, "{all} 行，{good} 行可以导入。", "{all} rows, {good} can go in."));
}
