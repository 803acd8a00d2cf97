//! `issue`: every certificate of a batch that is due, each in its own transaction.

use serde::Serialize;

use super::args::IssueArgs;
use super::json::Array;
use super::problem::Problem;
use super::progress::Progress;
use super::session::Session;
use super::{DONE, ask, find};
use crate::both;
use crate::domain::identity::inert;
use crate::domain::language::Say;
use crate::ops::certificate::{due, issue_batch};

#[derive(Serialize)]
struct Issued {
    number: String,
}

pub fn run(session: &mut Session, args: &IssueArgs) -> Result<u8, Problem> {
    let mut office = session.open()?;
    let batch = find::batch(&office.read(), &args.batch)?;
    let due = due(&office.read(), batch.id, office.today())?;
    let (n, name) = (due.len(), inert(&batch.plan.name));
    if n == 0 {
        if args.json {
            Array::default().end(&mut session.out);
        } else {
            session.out.line(session.lang.pick("没有待发的证书。", "No certificate is due."));
        }
        return Ok(DONE);
    }
    let who = inert(&office.read().person_name(office.who())?);
    let question =
        both!("以 {who} 的名义核发“{name}”的 {n} 本证书？", "Issue {n} certificates of “{name}” in the name of {who}?");
    ask::agreed(session, args.yes, &question)?;
    let mut progress = Progress::new(session.pick("核发", "issuing"));
    let issued = issue_batch(&mut office, batch.id, |done, total| {
        progress.at(done as u64, total as u64);
        true
    })?;
    drop(progress);
    if args.json {
        let mut array = Array::default();
        for number in issued.numbers {
            array.push(&mut session.out, &Issued { number });
        }
        array.end(&mut session.out);
        return Ok(DONE);
    }
    for number in &issued.numbers {
        session.out.line(number);
    }
    let n = issued.numbers.len();
    session.out.line(&both!("已核发 {n} 本证书。", "{n} certificates issued.").say(session.lang));
    Ok(DONE)
}
