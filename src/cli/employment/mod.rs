//! `employment`: the other side of the wall. Whoever signs in is an employment manager; an auditor may look.

mod acts;
mod import;
mod lists;
mod registers;
mod retention;

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand, ValueEnum};

use super::import::Consent;
use super::problem::Problem;
use super::session::Session;
use crate::domain::employment::Rank;
use crate::exchange::employment_file::What as FileKind;

#[derive(Debug, Subcommand)]
pub enum EmploymentVerb {
    /// 列表 · lists
    List(ListArgs),
    /// 县里的问题：发证、持证、在聘、核定、缺口、可补 · certified, holding, appointed, places, gap, who could fill it
    County(CountyArgs),
    /// 一个岗位的合适持证人，按说明的顺序 · who suits a post, in the stated order
    Holders(PostArgs),
    /// 一个持证人能去的空缺岗位 · open posts for a holder
    Posts(HolderArgs),
    /// 从表格导入单位、岗位、聘任和各台账 · take employers, posts, appointments or rows of a register from a spreadsheet
    Import(FileArgs),
    /// 聘任 · appoint
    Appoint(AppointArgs),
    /// 续聘 · renew
    Renew(RenewArgs),
    /// 聘期考核 · assess within the term
    Assess(AssessArgs),
    /// 解聘、辞聘、调离、退休 · end before the term
    End(EndArgs),
    /// 台账和算出来的表：待遇、培养、联盟 · registers and what follows from them
    Rows(registers::RowsArgs),
    /// 登记或修改台账的一行 · record or revise a row of a register
    Record(registers::RecordArgs),
    /// 删去台账的一行 · strike out a row
    Strike(registers::StrikeArgs),
    /// 培训计划的年中检查、年终总结 · a plan's inspection, then its summary
    Stage(registers::StageArgs),
    /// 师带徒的结果 · what became of a master and an apprentice
    Outcome(registers::OutcomeArgs),
    /// 出具签名的学时、名次凭证，供考务员导入 · a signed file of hours or places for the registrar
    Evidence(registers::EvidenceArgs),
    /// 一次聘任应享的待遇，逐项说明 · what an appointment is due, and why
    Due(registers::DueArgs),
    /// 年度报告 · a year's report for the county
    Year(registers::YearArgs),
    /// 到期清除受聘人的个人信息 · personal data of appointees that is due for erasure
    Retention(retention::RetentionArgs),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum What {
    /// 用人单位
    Employers,
    /// 岗位
    Posts,
    /// 聘任
    Appointments,
    /// 聘期将满
    Ending,
    /// 无证在聘
    Uncertified,
    /// 依据证书已失效
    Notices,
    /// 持证未聘
    Idle,
    /// 聘任日志
    Journal,
}

#[derive(Debug, Args)]
pub struct ListArgs {
    #[arg(value_enum)]
    pub what: What,
    /// ending：几天之内 · for ending: within so many days
    #[arg(long, default_value_t = 90)]
    pub days: u32,
    /// 最多列几行 · so many at most
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// 输出 JSON · print JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct CountyArgs {
    /// 只看一个行政区划 · one region only
    #[arg(long)]
    pub region: Option<String>,
    /// 输出 JSON · print JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct PostArgs {
    /// 岗位号 · the post's number
    pub post: i64,
    /// 最多列几行 · so many at most
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub limit: usize,
    /// 输出 JSON · print JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct HolderArgs {
    /// 证书编号 · a certificate's number
    pub certificate: String,
    /// 输出 JSON · print JSON
    #[arg(long)]
    pub json: bool,
}

fn file_kind(text: &str) -> Result<FileKind, String> {
    let found = FileKind::all().into_iter().find(|kind| kind.word() == text);
    found.ok_or_else(|| FileKind::all().iter().map(|kind| kind.word()).collect::<Vec<_>>().join(", "))
}

#[derive(Debug, Args)]
pub struct FileArgs {
    /// employers、posts、appointments，或任一台账：policies、ladder、plans、courses、hours、pairs、competitions、placings、bases、organisations、agreements、offers
    #[arg(value_parser = file_kind)]
    pub what: FileKind,
    #[arg(value_name = "FILE")]
    pub from: PathBuf,
    #[command(flatten)]
    pub encoded: crate::cli::encoding::Encoded,
    #[command(flatten)]
    pub consent: Consent,
    /// 输出 JSON · print JSON
    #[arg(long)]
    pub json: bool,
}

fn rank(text: &str) -> Result<Rank, String> {
    Rank::parse(text).ok_or_else(|| "三级, 高级工, 特级技师 …".to_owned())
}

#[derive(Debug, Args)]
pub struct AppointArgs {
    /// 岗位号 · the post's number
    #[arg(long)]
    pub post: i64,
    /// 依据的证书编号 · the certificate it rests on
    #[arg(long, required_unless_present = "name")]
    pub certificate: Option<String>,
    /// 没有证书的人，写姓名 · somebody without a certificate, by name
    #[arg(long, conflicts_with = "certificate")]
    pub name: Option<String>,
    /// 聘任等级；不写即岗位的 · the rank; the post's where not said
    #[arg(long, value_parser = rank)]
    pub rank: Option<Rank>,
    /// 起聘日；不写即今天 · from; today where not said
    #[arg(long)]
    pub from: Option<NaiveDate>,
    /// 聘期几年 · the term in years
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..=3))]
    pub years: u32,
    /// 聘书编号 · the document's number
    #[arg(long)]
    pub document: String,
    /// 理由：高评低聘、低评高聘、无证聘任 · why it differs from the certificate
    #[arg(long, default_value = "")]
    pub because: String,
    /// 月津贴，元 · the monthly allowance, in yuan
    #[arg(long, default_value = "0")]
    pub allowance: String,
}

#[derive(Debug, Args)]
pub struct RenewArgs {
    /// 聘任号 · the appointment's number
    pub appointment: i64,
    /// 聘期几年 · the term in years
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..=3))]
    pub years: u32,
    /// 聘书编号 · the document's number
    #[arg(long)]
    pub document: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum GradeName {
    Excellent,
    Competent,
    Basic,
    Failed,
}

#[derive(Debug, Args)]
pub struct AssessArgs {
    /// 聘任号 · the appointment's number
    pub appointment: i64,
    #[arg(value_enum)]
    pub grade: GradeName,
    /// 依据 · the grounds
    #[arg(long, default_value = "")]
    pub note: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum EndingName {
    Dismissed,
    Resigned,
    Transferred,
    Retired,
}

#[derive(Debug, Args)]
pub struct EndArgs {
    /// 聘任号 · the appointment's number
    pub appointment: i64,
    #[arg(value_enum)]
    pub how: EndingName,
    /// 理由 · why
    #[arg(long)]
    pub reason: String,
}

pub fn run(session: &mut Session, what: &EmploymentVerb) -> Result<u8, Problem> {
    match what {
        EmploymentVerb::List(args) => lists::list(session, args),
        EmploymentVerb::County(args) => lists::county(session, args),
        EmploymentVerb::Holders(args) => lists::holders(session, args),
        EmploymentVerb::Posts(args) => lists::posts(session, args),
        EmploymentVerb::Import(args) => import::run(session, args),
        EmploymentVerb::Appoint(args) => acts::appoint(session, args),
        EmploymentVerb::Renew(args) => acts::renew(session, args),
        EmploymentVerb::Assess(args) => acts::assess(session, args),
        EmploymentVerb::End(args) => acts::end(session, args),
        EmploymentVerb::Rows(args) => registers::rows(session, args),
        EmploymentVerb::Record(args) => registers::record(session, args),
        EmploymentVerb::Strike(args) => registers::strike(session, args),
        EmploymentVerb::Stage(args) => registers::stage(session, args),
        EmploymentVerb::Outcome(args) => registers::outcome(session, args),
        EmploymentVerb::Evidence(args) => registers::evidence(session, args),
        EmploymentVerb::Due(args) => registers::due(session, args),
        EmploymentVerb::Year(args) => registers::year(session, args),
        EmploymentVerb::Retention(args) => retention::run(session, args),
    }
}
