//! `import`: files in. Each kind shows what it would do, asks where rows of people or of many trades come in, and then does it.

mod calendar;
mod columns;
mod evidence;
mod history;
mod photos;
mod roster;
mod scores;
mod standards;
mod weights;

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::encoding::Encoded;
use super::problem::Problem;
use super::session::Session;
use crate::exchange::weights_standard::CLASSIFICATION;

#[derive(Debug, Subcommand)]
pub enum Import {
    /// 报名表 XLSX、XLS、CSV；有错的行不导入 · a roster; faulty rows are left out
    Roster(RosterArgs),
    /// 标准和试卷 TOML，一处有错全不写入 · standards and papers, all or none
    Standards(StandardsArgs),
    /// 技能权重 CSV，写成标准草稿 · skill weights, as drafts of standards
    Weights(WeightsArgs),
    /// 工作日历 TOML；不写文件名即随程序公布的年度 · working days; the published year where no file is named
    Calendar(CalendarArgs),
    /// 成绩表 XLSX、XLS、CSV，作为登录人的一次登分 · scores, as the entry of whoever signs in
    Scores(ScoresArgs),
    /// 照片，文件夹或 ZIP · photos, a folder or a ZIP
    Photos(PhotosArgs),
    /// 历史发证台账 XLSX、XLS、CSV，记为外部导入 · an old ledger of certificates, marked as not verified here
    History(HistoryArgs),
    /// 上报退回清单：证书编号、退回原因 · rows that the office above sent back
    Returns(HistoryArgs),
    /// 聘任一侧签名的学时、竞赛名次，作为申报材料 · signed hours or places from the employment side, as evidence
    Evidence(EvidenceArgs),
}

#[derive(Debug, Args)]
pub struct EvidenceArgs {
    #[arg(value_name = "FILE")]
    pub from: PathBuf,
    /// 给这个批次的考生 · for entries of this batch
    #[arg(long)]
    pub batch: String,
    /// 第一次收这把密钥的凭证时，向聘任管理员核对的指纹 · at the first file under a key: its fingerprint, as the employment manager told it
    #[arg(long, value_name = "MARK")]
    pub fingerprint: Option<String>,
    #[command(flatten)]
    pub consent: Consent,
}

/// Whether to write, and whether to ask before.
#[derive(Debug, Args)]
pub struct Consent {
    /// 只检查，不写入 · check only, write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// 不再询问 · do not ask
    #[arg(long, conflicts_with = "dry_run")]
    pub yes: bool,
}

#[derive(Debug, Args)]
pub struct RosterArgs {
    #[arg(value_name = "FILE")]
    pub from: PathBuf,
    /// 导入到这个批次 · into this batch
    #[arg(long)]
    pub batch: String,
    #[command(flatten)]
    pub encoded: Encoded,
    #[command(flatten)]
    pub consent: Consent,
    /// 指明一列是什么，可写多次：“身份号=证件号码” · says what a column is: HEADER=FIELD, as often as needed
    #[arg(long = "map", value_name = "HEADER=FIELD")]
    pub columns: Vec<String>,
    /// 把各列的含义以此名称存为模板方案 · keep what the columns are under this name, for the next file
    #[arg(long, value_name = "NAME", conflicts_with = "dry_run")]
    pub keep_columns: Option<String>,
    /// 有错的行另存，加“错误原因”列 · save the faulty rows with their reasons (.csv or .xlsx)
    #[arg(long, value_name = "FILE")]
    pub faulty_to: Option<PathBuf>,
    /// 输出 JSON · print JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct StandardsArgs {
    #[arg(value_name = "FILE", required = true)]
    pub from: Vec<PathBuf>,
    #[command(flatten)]
    pub consent: Consent,
}

#[derive(Debug, Args)]
pub struct WeightsArgs {
    #[arg(value_name = "FILE")]
    pub from: PathBuf,
    /// 职业编码所属的大典版本 · the edition of the classification that the codes belong to
    #[arg(long, default_value = CLASSIFICATION, value_parser = ["1999", "2015", "2022"])]
    pub classification: String,
    #[command(flatten)]
    pub encoded: Encoded,
    #[command(flatten)]
    pub consent: Consent,
}

#[derive(Debug, Args)]
pub struct CalendarArgs {
    #[arg(value_name = "FILE")]
    pub from: Option<PathBuf>,
    /// 只检查，不写入 · check only, write nothing
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
pub struct ScoresArgs {
    #[arg(value_name = "FILE")]
    pub from: PathBuf,
    /// 这个批次的成绩 · scores of this batch
    #[arg(long)]
    pub batch: String,
    #[command(flatten)]
    pub encoded: Encoded,
    #[command(flatten)]
    pub consent: Consent,
    /// 输出 JSON · print JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct PhotosArgs {
    #[arg(value_name = "FOLDER|ZIP")]
    pub from: PathBuf,
    /// 配给这个批次的考生 · for the candidates of this batch
    #[arg(long)]
    pub batch: String,
    #[command(flatten)]
    pub consent: Consent,
    /// 输出 JSON · print JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct HistoryArgs {
    #[arg(value_name = "FILE")]
    pub from: PathBuf,
    #[command(flatten)]
    pub encoded: Encoded,
    #[command(flatten)]
    pub consent: Consent,
    /// 输出 JSON · print JSON
    #[arg(long)]
    pub json: bool,
}

pub fn run(session: &mut Session, what: Import) -> Result<u8, Problem> {
    match what {
        Import::Roster(args) => roster::run(session, &args),
        Import::Standards(args) => standards::run(session, &args),
        Import::Weights(args) => weights::run(session, &args),
        Import::Calendar(args) => calendar::run(session, &args),
        Import::Scores(args) => scores::run(session, &args),
        Import::Photos(args) => photos::run(session, &args),
        Import::History(args) => history::run(session, &args),
        Import::Returns(args) => history::returns(session, &args),
        Import::Evidence(args) => evidence::run(session, &args),
    }
}
