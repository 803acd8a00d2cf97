//! Files of the employment side: what each line would do, then all good lines or none.

use super::FileArgs;
use crate::cli::json::Array;
use crate::cli::problem::Problem;
use crate::cli::session::Session;
use crate::cli::{DONE, REFUSED, ask, input};
use crate::domain::language::Say;
use crate::exchange::employment_file::preview;
use crate::exchange::limits::Limits;
use crate::{both, say};

/// The status of a dry run is 0 where every line goes in.
pub fn run(session: &mut Session, args: &FileArgs) -> Result<u8, Problem> {
    let mut office = session.open()?;
    let bytes = input::bytes(&args.from, Limits::default().file_bytes)?;
    let name = input::name(&args.from);
    let seen = preview(&mut office, args.what, &args.encoded.source(&bytes, &name))?;
    let (lang, good, all) = (session.lang, seen.good(), seen.rows.len());
    if args.json {
        let mut array = Array::default();
        seen.rows.iter().for_each(|row| array.push(&mut session.out, row));
        array.end(&mut session.out);
    } else {
        for fault in seen.rows.iter().flat_map(|row| &row.faults) {
            session.out.line(&fault.say(lang));
        }
        session.out.line(&say!(lang, "{all} 行，{good} 行可以导入。", "{all} rows, {good} can go in."));
    }
    if args.consent.dry_run || good == 0 {
        return Ok(if good == all && good > 0 { DONE } else { REFUSED });
    }
    ask::agreed(session, args.consent.yes, &both!("导入 {good} 行？", "Take {good} rows in?"))?;
    let taken = seen.take(&mut office)?;
    if !args.json {
        session.out.line(&say!(lang, "已导入 {taken} 行。", "{taken} rows are in."));
    }
    Ok(DONE)
}
