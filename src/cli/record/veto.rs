//! `veto`: facts that override every mark, recorded and withdrawn by two people.

use clap::{Args, Subcommand};

use super::{SubjectName, Told, tell};
use crate::both;
use crate::cli::problem::Problem;
use crate::cli::session::Session;
use crate::cli::{DONE, find};
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::id::VetoId;
use crate::domain::identity::inert;
use crate::ops::marking::{record_veto, withdraw_veto};
use crate::refusal;

#[derive(Debug, Subcommand)]
pub enum VetoVerb {
    /// 登记一票否决 · record a veto
    Record(RecordArgs),
    /// 撤回一票否决 · withdraw a veto
    Withdraw(WithdrawArgs),
}

#[derive(Debug, Args)]
pub struct RecordArgs {
    /// 准考证号或报名号 · the entry, by ticket or number
    pub entry: String,
    /// 标准列出的代码 · a code that the standard lists
    pub code: String,
    /// 只涉及这个科目 · of this subject
    #[arg(long, value_name = "SUBJECT")]
    pub subject: Option<SubjectName>,
    /// 事实和依据 · the facts and their evidence
    #[arg(long, value_name = "TEXT")]
    pub evidence: String,
    /// 第二人，口令取自终端或 TOUCHSTONE_SECOND_PASSPHRASE · the second person; passphrase from the terminal or that variable
    #[arg(long, value_name = "NAME")]
    pub second: String,
    /// 输出 JSON · print JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct WithdrawArgs {
    /// 登记时给出的号码 · the number given when it was recorded
    pub number: i64,
    /// 理由 · the reason
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
    /// 第二人，口令取自终端或 TOUCHSTONE_SECOND_PASSPHRASE · the second person; passphrase from the terminal or that variable
    #[arg(long, value_name = "NAME")]
    pub second: String,
    /// 输出 JSON · print JSON
    #[arg(long)]
    pub json: bool,
}

pub fn run(session: &mut Session, verb: &VetoVerb) -> Result<u8, Problem> {
    let mut office = session.open()?;
    match verb {
        VetoVerb::Record(args) => {
            let entry = find::entry(&office.read(), &args.entry)?;
            let second = session.second(&mut office, &args.second)?;
            let subject = args.subject.map(SubjectKind::from);
            let id = record_veto(&mut office, entry.id, &args.code, subject, &args.evidence, &second)?.0;
            let label = inert(entry.ticket.as_deref().unwrap_or(&args.entry));
            let text =
                both!("{label} 的一票否决已登记，号码 {id}。", "The veto against {label} is recorded as number {id}.");
            let verdict = office.read().outcome(entry.id)?.map(|outcome| outcome.verdict);
            tell(session, args.json, &Told { entry: entry.id.0, verdict, text });
        }
        VetoVerb::Withdraw(args) => {
            let (id, number) = (VetoId(args.number), args.number);
            let entry = office.read().veto_entry(id)?.ok_or_else(|| {
                refusal!("no_veto", "没有号码为 {number} 的一票否决。", "There is no veto with number {number}.")
            })?;
            let second = session.second(&mut office, &args.second)?;
            withdraw_veto(&mut office, id, &args.reason, &second)?;
            let text = both!("第 {number} 号一票否决已撤回。", "Veto {number} is withdrawn.");
            let verdict = office.read().outcome(entry)?.map(|outcome| outcome.verdict);
            tell(session, args.json, &Told { entry: entry.0, verdict, text });
        }
    }
    Ok(DONE)
}
