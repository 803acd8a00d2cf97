//! `agreement`: a subject sent back to its panel, and a further examiner.

use clap::{Args, Subcommand};

use super::{SubjectName, Told, tell};
use crate::both;
use crate::cli::problem::Problem;
use crate::cli::session::Session;
use crate::cli::{DONE, find};
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::identity::inert;
use crate::ops::agreement::{name_further, open_case};

#[derive(Debug, Subcommand)]
pub enum AgreementVerb {
    /// 退回重评（组长、督导员） · send a subject back to be marked again (panel leader, supervisor)
    SendBack(CaseArgs),
    /// 指定加评人员（组长、考务员） · name a further examiner (panel leader, registrar)
    Further(FurtherArgs),
}

#[derive(Debug, Args)]
pub struct CaseArgs {
    /// 准考证号或报名号 · the entry, by ticket or number
    pub entry: String,
    /// 科目 · the subject
    pub subject: SubjectName,
    /// 理由 · the reason
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
    /// 输出 JSON · print JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct FurtherArgs {
    #[command(flatten)]
    pub case: CaseArgs,
    /// 加评人员 · the further examiner
    #[arg(long, value_name = "NAME")]
    pub examiner: String,
}

pub fn run(session: &mut Session, verb: &AgreementVerb) -> Result<u8, Problem> {
    let mut office = session.open()?;
    let case = match verb {
        AgreementVerb::SendBack(case) => case,
        AgreementVerb::Further(further) => &further.case,
    };
    let entry = find::entry(&office.read(), &case.entry)?;
    let (subject, label) = (SubjectKind::from(case.subject), inert(entry.ticket.as_deref().unwrap_or(&case.entry)));
    let text = match verb {
        AgreementVerb::SendBack(_) => {
            open_case(&mut office, entry.id, subject, &case.reason)?;
            both!("{label} 已退回考评组重评。", "{label} went back to its panel.")
        }
        AgreementVerb::Further(further) => {
            let person = find::person(&office.read(), &further.examiner)?;
            name_further(&mut office, entry.id, subject, person.id, &case.reason)?;
            let name = inert(&person.name);
            both!("{label} 由 {name} 加评。", "{name} marks {label} as a further examiner.")
        }
    };
    let verdict = office.read().outcome(entry.id)?.map(|outcome| outcome.verdict);
    tell(session, case.json, &Told { entry: entry.id.0, verdict, text });
    Ok(DONE)
}
