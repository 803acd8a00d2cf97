//! `outcome`: how each entry's marks became its verdict, line by line.

use serde::Serialize;

use super::args::OutcomeArgs;
use super::json::Array;
use super::list::EntryNames;
use super::problem::Problem;
use super::session::Session;
use super::{DONE, find};
use crate::cli::personal;
use crate::domain::evaluation::entry::Decision;
use crate::domain::evaluation::outcome::{Line, Outcome, Verdict};
use crate::domain::id::EntryId;
use crate::domain::identity::inert;
use crate::domain::language::{Lang, Say};
use crate::domain::level::Level;
use crate::ops::blind;
use crate::ops::outcome::{derived, explained};
use crate::refusal;
use crate::store::Read;
use crate::store::read::batch::Batch;
use crate::store::read::entry::{EntryFilter, EntryRow};

#[derive(Serialize)]
struct Derived {
    entry: EntryId,
    ticket: Option<String>,
    name: String,
    trade: String,
    level: Level,
    verdict: Verdict,
    lines: Vec<Line>,
    outcome: Outcome,
}

pub fn run(session: &mut Session, args: &OutcomeArgs) -> Result<u8, Problem> {
    let office = session.open()?;
    let read = office.read();
    let batch = find::batch(&read, &args.batch)?;
    let rows = rows(&read, &batch, args.entry.as_deref())?;
    for row in &rows {
        if let Some(veiled) = blind::veil(&read, office.who(), row.id)? {
            return Err(veiled.into());
        }
    }
    let (mut names, mut array) = (EntryNames::default(), Array::default());
    for (index, row) in rows.into_iter().enumerate() {
        if session.out.is_over() {
            break;
        }
        let outcome = derived(&read, row.id)?;
        let derived = Derived {
            entry: row.id,
            trade: names.trade(&read, row.item.standard)?,
            level: row.item.level,
            ticket: row.ticket,
            name: personal::name(&read, row.name),
            verdict: outcome.verdict,
            lines: explained(&read, &outcome)?,
            outcome,
        };
        if args.json {
            array.push(&mut session.out, &derived);
            continue;
        }
        if index > 0 {
            session.out.line("");
        }
        for line in told(&derived, session.lang) {
            session.out.line(&line);
        }
    }
    if args.json {
        array.end(&mut session.out);
    }
    Ok(DONE)
}

/// The accepted entries of the batch in the order of their tickets, or the one that is meant.
fn rows(read: &Read, batch: &Batch, entry: Option<&str>) -> Result<Vec<EntryRow>, Problem> {
    let Some(word) = entry else {
        let accepted = EntryFilter { decision: Some(Decision::Accepted), ..EntryFilter::default() };
        let mut rows = read.batch_entries(batch.id, accepted)?;
        rows.sort_by(|a, b| (&a.ticket, a.id).cmp(&(&b.ticket, b.id)));
        return Ok(rows);
    };
    let row = find::entry(read, word)?;
    if row.batch != batch.id {
        let (word, code) = (inert(word), inert(&batch.plan.code));
        return Err(refusal!(
            "other_batch",
            "报名“{word}”不在批次 {code} 里。",
            "Entry “{word}” is not in batch {code}."
        )
        .into());
    }
    Ok(vec![row])
}

fn told(derived: &Derived, lang: Lang) -> Vec<String> {
    let ticket = derived.ticket.clone().unwrap_or_else(|| format!("#{}", derived.entry.0));
    let head = format!("{ticket} {} · {} {}", derived.name, derived.trade, derived.level.say(lang));
    let line = |line: &Line| format!("{}{}", "  ".repeat(usize::from(line.depth)), line.text.say(lang));
    std::iter::once(head).chain(derived.lines.iter().map(line)).collect()
}
