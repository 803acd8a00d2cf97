//! Scores from a list onto the open sheets of whoever signs in; they are signed at the desk like any other.

use super::ScoresArgs;
use crate::cli::json::Array;
use crate::cli::problem::Problem;
use crate::cli::session::Session;
use crate::cli::{DONE, REFUSED, ask, find, input};
use crate::domain::language::Say;
use crate::exchange::limits::Limits;
use crate::exchange::scores::preview;
use crate::{both, say};

/// The status of a dry run is 0 where every row goes in.
pub fn run(session: &mut Session, args: &ScoresArgs) -> Result<u8, Problem> {
    let mut office = session.open()?;
    let batch = find::batch(&office.read(), &args.batch)?;
    let bytes = input::bytes(&args.from, Limits::default().file_bytes)?;
    let name = input::name(&args.from);
    let scores = preview(&office, batch.id, &args.encoded.source(&bytes, &name))?;
    let (lang, good, all) = (session.lang, scores.good(), scores.rows.len());
    if args.json {
        let mut array = Array::default();
        scores.rows.iter().for_each(|row| array.push(&mut session.out, row));
        array.end(&mut session.out);
    } else {
        scores.left.iter().for_each(|left| session.out.line(&left.say(lang)));
        for fault in scores.rows.iter().flat_map(|row| &row.faults) {
            session.out.line(&fault.say(lang));
        }
        session.out.line(&say!(lang, "{all} 行，{good} 行可以导入。", "{all} rows, {good} can go in."));
    }
    if args.consent.dry_run || good == 0 {
        return Ok(if good == all && good > 0 { DONE } else { REFUSED });
    }
    let who = office.read().person_name(office.who())?;
    let question = both!("作为 {who} 的登分导入 {good} 行？", "Take {good} rows in as the entry of {who}?");
    ask::agreed(session, args.consent.yes, &question)?;
    let sheets = scores.take(&mut office)?;
    if !args.json {
        session.out.line(&say!(
            lang,
            "已登 {sheets} 份，未签字；请在评分台核对后签字。",
            "{sheets} sheets are filled in and not signed; look at them at the desk and sign."
        ));
    }
    Ok(DONE)
}
