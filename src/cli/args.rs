//! The declaration from which parser, help, completions and man page come. Each help line is Chinese first, then English.

use std::path::PathBuf;

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use super::certificate::CertificateVerb;
use super::cosign::CosignArgs;
use super::demo::DemoArgs;
use super::employment::EmploymentVerb;
use super::export::ExportArgs;
use super::import::Import;
use super::init::InitArgs;
use super::list::ListArgs;
use super::paper::PaperVerb;
use super::record::agreement::AgreementVerb;
use super::record::floor::FloorVerb;
use super::record::standing::StandingVerb;
use super::record::veto::VetoVerb;
use super::retention::RetentionVerb;
use super::show::ShowArgs;
use super::standard::StandardVerb;
use super::stock::StockVerb;
use super::trust::TrustVerb;
use super::verify::VerifyArgs;
use crate::domain::language::Lang;

/// 试金石：职业技能鉴定与等级认定，离线，一个文件 · vocational skill appraisal, offline, in one file
#[derive(Debug, Parser)]
#[command(name = "touchstone", version, disable_help_flag = true, disable_version_flag = true)]
#[command(disable_help_subcommand = true, subcommand_help_heading = "命令 Verbs", next_help_heading = "选项 Options")]
#[command(after_help = "不带命令时打开界面。Without a verb the screens open.\n\
    退出状态 Exit status: 0 完成 done · 1 被拒绝或不合要求 refused or found wanting · 2 用法 usage · 3 文件 file · 4 真实但签发者未知 untouched, issuer unknown")]
pub struct Cli {
    /// 鉴定站的文件 · the station's file
    #[arg(long, global = true, value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// 语言 · language
    #[arg(long, global = true, value_name = "LANG")]
    pub lang: Option<LangName>,
    /// 以谁的名义 · who acts, by name
    #[arg(long = "as", global = true, value_name = "NAME", env = "TOUCHSTONE_AS", hide_env_values = true)]
    pub who: Option<String>,
    /// 界面配色 · colours of the screens
    #[arg(long, value_name = "THEME")]
    pub theme: Option<ThemeName>,
    /// 线条只用 ASCII · only ASCII in lines and bars
    #[arg(long)]
    pub ascii: bool,
    /// 显示帮助 · print help
    #[arg(short, long, global = true, action = ArgAction::Help)]
    help: Option<bool>,
    /// 显示版本 · print the version
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
    #[command(subcommand)]
    pub verb: Option<Verb>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LangName {
    Zh,
    En,
}

impl From<LangName> for Lang {
    fn from(name: LangName) -> Lang {
        match name {
            LangName::Zh => Lang::Zh,
            LangName::En => Lang::En,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ThemeName {
    Dark,
    Light,
    Mono,
}

#[derive(Debug, Subcommand)]
pub enum Verb {
    /// 打开样例鉴定站 · open a fresh sample station
    Demo(DemoArgs),
    /// 新建鉴定站文件 · found a station
    Init(InitArgs),
    /// 导入 · take files in
    Import {
        #[command(subcommand)]
        what: Import,
    },
    /// 导出或批准标准 · export or approve a standard
    Standard {
        #[command(subcommand)]
        what: StandardVerb,
    },
    /// 导出试卷 · export a paper
    Paper {
        #[command(subcommand)]
        what: PaperVerb,
    },
    /// 列表 · lists
    List(ListArgs),
    /// 一项的全部内容 · one thing in full
    Show(ShowArgs),
    /// 评定结果及推导 · outcomes, derived line by line
    Outcome(OutcomeArgs),
    /// 科目状态：缺考、违纪、免考等 · standings: absent, breach, exempt and the rest
    Standing {
        #[command(subcommand)]
        what: StandingVerb,
    },
    /// 一票否决，须两人 · vetoes, by two people
    Veto {
        #[command(subcommand)]
        what: VetoVerb,
    },
    /// 考场登记 · the floor of the exam day
    Floor {
        #[command(subcommand)]
        what: FloorVerb,
    },
    /// 考评组取得一致：退回、加评 · how a panel comes to agree: sent back, a further examiner
    Agreement {
        #[command(subcommand)]
        what: AgreementVerb,
    },
    /// 核发一个批次的证书 · issue a batch's certificates
    Issue(IssueArgs),
    /// 检查文件 · check the file
    Check(CheckArgs),
    /// 日终：关账、存证、打印一页 · close the day and print its page
    Day {
        #[command(subcommand)]
        what: DayVerb,
    },
    /// 督导员的 U 盘：先核对上次的存证，再留下新的 · the supervisor's stick: compare, then keep the newest
    Witness(WitnessArgs),
    /// 备份，验证后才算完成 · back up; done once proven
    Backup(BackupArgs),
    /// 用备份恢复，原文件保留 · restore a backup, keeping the old file
    Restore(RestoreArgs),
    /// 导出一个批次的名单 · write a batch's lists
    Export(ExportArgs),
    /// 证书变更：撤销、注销、补发、更正、印制、上报回执 · what happens to certificates after their issue
    Certificate {
        #[command(subcommand)]
        what: CertificateVerb,
    },
    /// 空白证书：入库、领用、交回、作废、退回、销毁、盘点 · blank certificates: the ledger's movements
    Stock {
        #[command(subcommand)]
        what: StockVerb,
    },
    /// 查验一份证书，不需要鉴定站文件 · verify a certificate; takes no station file
    Verify(VerifyArgs),
    /// 上级机构联署站里带来的存证 · a higher office cosigns the checkpoint that a station brings
    Cosign(CosignArgs),
    /// 信任名单和状态清单 · trust lists and status lists
    Trust {
        #[command(subcommand)]
        what: TrustVerb,
    },
    /// 聘任：单位、岗位、聘任、供需（墙的另一侧） · employment: employers, posts, appointments, supply and demand
    Employment {
        #[command(subcommand)]
        what: EmploymentVerb,
    },
    /// 到期个人信息：列出、清除（两人） · personal data at the end of its time
    Retention {
        #[command(subcommand)]
        what: RetentionVerb,
    },
    /// 命令补全脚本 · shell completions
    Completions { shell: Shell },
    /// 手册页 · the man page
    Man,
}

#[derive(Debug, Args)]
pub struct OutcomeArgs {
    /// 批次的计划编号或名称 · the batch, by code or name
    pub batch: String,
    /// 只看这一份：准考证号或报名号 · only this entry: its ticket or number
    #[arg(long, value_name = "TICKET")]
    pub entry: Option<String>,
    /// 输出 JSON · print JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct IssueArgs {
    /// 批次的计划编号或名称 · the batch, by code or name
    pub batch: String,
    /// 不再询问 · do not ask
    #[arg(long)]
    pub yes: bool,
    /// 输出 JSON · print JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct CheckArgs {
    /// 与纸上的存证码或保存的存证文件核对，可多次 · compare with a checkpoint code or a saved checkpoint; may be repeated
    #[arg(long, value_name = "CODE|FILE")]
    pub against: Vec<String>,
    /// 重放日志，逐列比较 · replay the journal and compare every column
    #[arg(long)]
    pub full: bool,
    /// 证明评价与聘任分离，打印一页 · prove that evaluation and employment are apart; prints a page
    #[arg(long, conflicts_with_all = ["against", "full"])]
    pub wall: bool,
    /// 把分离证明写到 .pdf、.txt · the proof of separation into this .pdf or .txt file
    #[arg(long, value_name = "FILE", requires = "wall", conflicts_with = "json")]
    pub output: Option<PathBuf>,
    /// 输出 JSON · print JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Subcommand)]
pub enum DayVerb {
    /// 日终 · close the day
    End {
        /// 写成一页 PDF · the page as a PDF
        #[arg(long, value_name = "FILE")]
        output: Option<PathBuf>,
        /// 输出 JSON · print JSON
        #[arg(long)]
        json: bool,
    },
    /// 上次日终的那一页 · the page of the last day's end
    Show {
        /// 写成一页 PDF · the page as a PDF
        #[arg(long, value_name = "FILE")]
        output: Option<PathBuf>,
        /// 输出 JSON · print JSON
        #[arg(long)]
        json: bool,
    },
}

#[derive(Debug, Args)]
pub struct WitnessArgs {
    /// U 盘上的文件夹或存证文件 · a folder or file on the stick
    #[arg(value_name = "DIR|FILE")]
    pub to: PathBuf,
    /// 输出 JSON · print JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct BackupArgs {
    /// 备份到；不写则放进备份文件夹 · the backup; without it, into the folder for backups
    #[arg(value_name = "FILE")]
    pub to: Option<PathBuf>,
    /// 覆盖已有的文件 · replace a file of that name
    #[arg(long)]
    pub replace: bool,
    /// 不加密，照原样复制：归档或交检查用 · a copy as it is, not sealed: for an archive or an inspector
    #[arg(long, requires = "to")]
    pub plain: bool,
    /// 设或换备份口令 · set or change the backup passphrase
    #[arg(long)]
    pub passphrase: bool,
    /// 备份文件夹：离开界面时自动备份到这里；空串取消 · the folder for backups, one whenever the screens are left; empty ends it
    #[arg(long, value_name = "FOLDER")]
    pub folder: Option<String>,
}

#[derive(Debug, Args)]
pub struct RestoreArgs {
    /// 备份文件，加密的会问备份口令 · the backup; a sealed one asks the backup passphrase
    #[arg(value_name = "FILE")]
    pub from: PathBuf,
    /// 不再询问 · do not ask
    #[arg(long)]
    pub yes: bool,
}
