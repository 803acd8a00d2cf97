//! Deciding from the command line: appoint, renew, assess, end.

use super::{AppointArgs, AssessArgs, EndArgs, EndingName, GradeName, RenewArgs};
use crate::cli::DONE;
use crate::cli::problem::Problem;
use crate::cli::session::Session;
use crate::domain::employment::appointment::term_end;
use crate::domain::employment::register::fen;
use crate::domain::employment::{Ending, Grade};
use crate::domain::id::{AppointmentId, PostId};
use crate::ops::employment as verbs;
use crate::ops::employment::{Wanted, Who};
use crate::{both, refusal, say};

pub fn appoint(session: &mut Session, args: &AppointArgs) -> Result<u8, Problem> {
    let mut office = session.open()?;
    let (post, today) = (PostId(args.post), office.today());
    let row = office.employment()?.post(post, today)?;
    let row = row.ok_or_else(|| refusal!("missing", "没有这个岗位。", "There is no such post."))?;
    let starts = args.from.unwrap_or(today);
    let who = match (&args.certificate, &args.name) {
        (Some(number), _) => Who::Holder(number.clone()),
        (None, name) => Who::Named(name.clone().unwrap_or_default()),
    };
    let allowance = fen(&args.allowance)
        .ok_or_else(|| Problem::usage(both!("金额应如 300 或 300.50。", "An amount is such as 300 or 300.50.")))?;
    let wanted = Wanted {
        who,
        post,
        rank: args.rank.unwrap_or(row.post.rank),
        starts,
        ends: term_end(starts, args.years).unwrap_or(starts),
        document: args.document.clone(),
        because: args.because.clone(),
        duties: row.post.description,
        treatment: String::new(),
        allowance,
    };
    let id = verbs::appoint(&mut office, wanted)?.0;
    session.out.line(&say!(session.lang, "已聘任，聘任号 {id}。", "Appointed, number {id}."));
    Ok(DONE)
}

pub fn renew(session: &mut Session, args: &RenewArgs) -> Result<u8, Problem> {
    let mut office = session.open()?;
    let of = AppointmentId(args.appointment);
    let known = office.employment()?.appointment(of)?;
    let known = known.ok_or_else(|| refusal!("missing", "没有这个聘任。", "There is no such appointment."))?;
    let starts = known.appointment.ends.succ_opt().unwrap_or(known.appointment.ends);
    let ends = term_end(starts, args.years).unwrap_or(starts);
    let id = verbs::renew(&mut office, of, ends, &args.document, known.appointment.allowance, "")?.0;
    session.out.line(&say!(session.lang, "已续聘到 {ends}，聘任号 {id}。", "Renewed until {ends}, number {id}."));
    Ok(DONE)
}

pub fn assess(session: &mut Session, args: &AssessArgs) -> Result<u8, Problem> {
    let mut office = session.open()?;
    let grade = match args.grade {
        GradeName::Excellent => Grade::Excellent,
        GradeName::Competent => Grade::Competent,
        GradeName::Basic => Grade::Basic,
        GradeName::Failed => Grade::Failed,
    };
    verbs::assess(&mut office, AppointmentId(args.appointment), grade, &args.note)?;
    session.out.line(session.pick("已登记考核。", "The assessment is recorded.").to_owned().as_str());
    Ok(DONE)
}

pub fn end(session: &mut Session, args: &EndArgs) -> Result<u8, Problem> {
    let mut office = session.open()?;
    let how = match args.how {
        EndingName::Dismissed => Ending::Dismissed,
        EndingName::Resigned => Ending::Resigned,
        EndingName::Transferred => Ending::Transferred,
        EndingName::Retired => Ending::Retired,
    };
    verbs::end(&mut office, AppointmentId(args.appointment), how, &args.reason)?;
    session.out.line(session.pick("已终止，历史保留。", "It has ended; its history stays.").to_owned().as_str());
    Ok(DONE)
}
