//! Skill weights of many trades: each becomes the draft of a standard; what is there already is left alone.

use super::WeightsArgs;
use crate::cli::problem::Problem;
use crate::cli::session::Session;
use crate::cli::{DONE, ask, input};
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::exchange::limits::Limits;
use crate::exchange::read::read;
use crate::exchange::weights::{WeightFault, known_headers, parse_weights};
use crate::exchange::weights_standard::{plan, take};
use crate::{both, say};

pub fn run(session: &mut Session, args: &WeightsArgs) -> Result<u8, Problem> {
    let mut office = session.open()?;
    let bytes = input::bytes(&args.from, Limits::default().file_bytes)?;
    let name = input::name(&args.from);
    let grid = read(&args.encoded.source(&bytes, &name), &known_headers())?;
    let weights = parse_weights(&grid).map_err(|faults| refused(&faults))?;
    let plan = plan(&office.read(), &weights, &args.classification)?;
    let lang = session.lang;
    for there in &plan.there {
        let (trade, edition) = (there.trade.title(), &there.edition);
        session.out.line(&say!(lang, "已有：{trade} {edition} 版", "Already there: {trade}, edition {edition}"));
    }
    for standard in &plan.new {
        let (trade, edition, levels) = (standard.trade.title(), &standard.edition, standard.levels.len());
        session.out.line(&say!(
            lang,
            "新草稿：{trade} {edition} 版，{levels} 个等级",
            "New draft: {trade}, edition {edition}, {levels} levels"
        ));
    }
    let n = plan.new.len();
    if args.consent.dry_run || n == 0 {
        return Ok(DONE);
    }
    ask::agreed(session, args.consent.yes, &both!("写入 {n} 个标准草稿？", "Write {n} drafts of standards?"))?;
    let new = take(&mut office, &plan)?;
    session.out.line(&say!(
        lang,
        "已写入 {new} 个标准草稿；批准前请补上申报条件。",
        "{new} drafts are written; add their conditions before approval."
    ));
    Ok(DONE)
}

/// Every fault of the list at once; one wrong sum refuses the file.
fn refused(faults: &[WeightFault]) -> Refusal {
    let list = |lang| faults.iter().map(|fault| fault.say(lang)).collect::<Vec<_>>().join("\n");
    let because = Both {
        zh: format!("{}\n什么也没有写入。", list(Lang::Zh)),
        en: format!("{}\nNothing was written.", list(Lang::En)),
    };
    Refusal::new("weights", because)
}
