//! `standing`: what stands for a subject of an entry.

use clap::{Args, Subcommand, ValueEnum};

use super::{SubjectName, Told, tell};
use crate::cli::problem::Problem;
use crate::cli::session::Session;
use crate::cli::{DONE, find};
use crate::domain::evaluation::standing::Standing;
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::identity::inert;
use crate::domain::language::{Both, Lang, Say};
use crate::ops::marking::set_standing;
use crate::refusal;

#[derive(Debug, Subcommand)]
pub enum StandingVerb {
    /// 登记科目状态（督导员、考务员） · record what stands for a subject (supervisor, registrar)
    Set(SetArgs),
}

#[derive(Debug, Args)]
pub struct SetArgs {
    /// 准考证号或报名号 · the entry, by ticket or number
    pub entry: String,
    /// 科目 · the subject
    pub subject: SubjectName,
    /// sat 正常（撤回） · absent 缺考 · breach 违纪 · exempt 免考 · deferred 缓考 · void 作废
    pub standing: StandingName,
    /// 违纪代码，如 V10 · the code of the violation, such as V10
    #[arg(long, value_name = "CODE", required_if_eq("standing", "breach"))]
    pub code: Option<String>,
    /// 依据：签到表、考场情况记录单等 · the evidence: attendance list, room record
    #[arg(long, value_name = "TEXT")]
    pub evidence: String,
    /// 输出 JSON · print JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum StandingName {
    Sat,
    Absent,
    Breach,
    Exempt,
    Deferred,
    Void,
}

impl SetArgs {
    fn standing(&self) -> Result<Standing, Problem> {
        if self.code.is_some() != (self.standing == StandingName::Breach) {
            return Err(refusal!(
                "code_of_breach",
                "--code 只用于违纪（breach）。",
                "--code belongs to a breach and to nothing else."
            )
            .into());
        }
        Ok(match self.standing {
            StandingName::Sat => Standing::Sat,
            StandingName::Absent => Standing::Absent,
            StandingName::Breach => Standing::breach(self.code.as_deref().unwrap_or_default()),
            StandingName::Exempt => Standing::Exempt,
            StandingName::Deferred => Standing::Deferred,
            StandingName::Void => Standing::Void,
        })
    }
}

pub fn run(session: &mut Session, StandingVerb::Set(args): &StandingVerb) -> Result<u8, Problem> {
    let mut office = session.open()?;
    let entry = find::entry(&office.read(), &args.entry)?;
    let (standing, subject) = (args.standing()?, SubjectKind::from(args.subject));
    let verdict = set_standing(&mut office, entry.id, subject, standing.clone(), &args.evidence)?;
    let label = inert(entry.ticket.as_deref().unwrap_or(&args.entry));
    let told = |lang: Lang| (subject.say(lang), standing.say(lang), verdict.say(lang));
    let ((kind, stands, all), (kind_en, stands_en, all_en)) = (told(Lang::Zh), told(Lang::En));
    let text = Both {
        zh: format!("{label} {kind} 已登记为“{stands}”；评定结果{all}。"),
        en: format!("{label} {kind_en} stands as “{stands_en}”; outcome: {all_en}."),
    };
    tell(session, args.json, &Told { entry: entry.id.0, verdict: Some(verdict), text });
    Ok(DONE)
}
