//! `floor`: what is seen on the day of the exam.

use clap::{Args, Subcommand, ValueEnum};

use super::{SubjectName, Told, tell};
use crate::cli::problem::Problem;
use crate::cli::session::Session;
use crate::cli::{DONE, find};
use crate::domain::evaluation::floor::Seen;
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::identity::inert;
use crate::domain::language::{Both, Lang, Say};
use crate::ops::floor::{Floor, note};
use crate::refusal;

#[derive(Debug, Subcommand)]
pub enum FloorVerb {
    /// 考场登记（督导员、组长、考务员） · note what is seen on the floor (supervisor, panel leader, registrar)
    Note(NoteArgs),
}

#[derive(Debug, Args)]
pub struct NoteArgs {
    /// 准考证号或报名号 · the entry, by ticket or number
    pub entry: String,
    /// 科目 · the subject
    pub subject: SubjectName,
    /// present 签到 · checked 证件已查验 · absent 未到 · signed 考生签字 · began 开始 · ended 结束 · extended 顺延
    pub seen: SeenName,
    /// 顺延几分钟 · minutes added
    #[arg(long, value_name = "N", required_if_eq("seen", "extended"))]
    pub minutes: Option<u16>,
    /// 顺延的原因 · why minutes are added
    #[arg(long, value_name = "TEXT", required_if_eq("seen", "extended"))]
    pub reason: Option<String>,
    /// 输出 JSON · print JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SeenName {
    Present,
    Checked,
    Absent,
    Signed,
    Began,
    Ended,
    Extended,
}

impl NoteArgs {
    fn seen(&self) -> Result<Seen, Problem> {
        let extends = self.seen == SeenName::Extended;
        if !extends && (self.minutes.is_some() || self.reason.is_some()) {
            return Err(refusal!(
                "minutes_of_extension",
                "--minutes 和 --reason 只用于顺延（extended）。",
                "--minutes and --reason belong to added time (extended) and to nothing else."
            )
            .into());
        }
        Ok(match self.seen {
            SeenName::Present => Seen::Present,
            SeenName::Checked => Seen::IdentityChecked,
            SeenName::Absent => Seen::Absent,
            SeenName::Signed => Seen::Signed,
            SeenName::Began => Seen::Began,
            SeenName::Ended => Seen::Ended,
            SeenName::Extended => Seen::Extended {
                minutes: self.minutes.unwrap_or_default(),
                because: self.reason.clone().unwrap_or_default(),
            },
        })
    }
}

pub fn run(session: &mut Session, FloorVerb::Note(args): &FloorVerb) -> Result<u8, Problem> {
    let mut office = session.open()?;
    let entry = find::entry(&office.read(), &args.entry)?;
    let (seen, subject) = (args.seen()?, SubjectKind::from(args.subject));
    let floor = Floor { batch: entry.batch, item: entry.item, subject };
    note(&mut office, floor, &[entry.id], seen.clone())?;
    let label = inert(entry.ticket.as_deref().unwrap_or(&args.entry));
    let told = |lang: Lang| (subject.say(lang), seen.say(lang));
    let ((kind, what), (kind_en, what_en)) = (told(Lang::Zh), told(Lang::En));
    let text = Both { zh: format!("{label} {kind}：{what}。"), en: format!("{label} {kind_en}: {what_en}.") };
    tell(session, args.json, &Told { entry: entry.id.0, verdict: None, text });
    Ok(DONE)
}
