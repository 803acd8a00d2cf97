//! Signed hours or places from the employment side, as evidence for the entries of a batch.

use super::EvidenceArgs;
use crate::cli::problem::Problem;
use crate::cli::session::Session;
use crate::cli::{DONE, REFUSED, ask, find, input};
use crate::domain::language::Say;
use crate::exchange::limits::Limits;
use crate::ops::evidence::{look, read_evidence, take_evidence};
use crate::{both, say};

/// The status of a dry run is 0 where every line is for somebody.
pub fn run(session: &mut Session, args: &EvidenceArgs) -> Result<u8, Problem> {
    let mut office = session.open()?;
    let batch = find::batch(&office.read(), &args.batch)?.id;
    let bytes = input::bytes(&args.from, Limits::default().file_bytes)?;
    let arrived = read_evidence(&input::name(&args.from), &bytes)?;
    let fits = look(&office.read(), batch, &arrived, &mut |_, _| Ok(()))?;
    let lang = session.lang;
    for fit in fits.iter().filter(|fit| fit.entry.is_err()) {
        session.out.line(&fit.say(lang));
    }
    let (all, good) = (fits.len(), fits.iter().filter(|fit| fit.entry.is_ok()).count());
    let key = arrived.key_said(office.read().evidence_key_known(&arrived.opened.key)?).say(lang);
    session.out.line(&say!(
        lang,
        "{all} 条，{good} 条可以登记；签名核对无误；{key}。",
        "{all} lines, {good} can be recorded; the signature holds; {key}."
    ));
    if args.consent.dry_run || good == 0 {
        return Ok(if good == all && good > 0 { DONE } else { REFUSED });
    }
    ask::agreed(session, args.consent.yes, &both!("登记 {good} 条？", "Record {good} lines?"))?;
    let taken = take_evidence(&mut office, batch, &arrived, args.fingerprint.as_deref())?;
    session.out.line(&say!(lang, "已作为申报材料登记 {taken} 条。", "{taken} lines are recorded as evidence."));
    Ok(DONE)
}
