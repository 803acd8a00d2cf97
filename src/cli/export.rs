//! `export`: the lists of a batch as a workbook or CSV, and one certificate by its file's ending.

mod certificate;

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::problem::Problem;
use super::session::Session;
use super::{DONE, export_paper, find, input, output, personal};
use crate::both;
use crate::domain::anchor::Reason;
use crate::domain::id::BatchId;
use crate::exchange::collection::collection;
use crate::exchange::intake::{Intake, kept_schemes};
use crate::exchange::limits::Limits;
use crate::exchange::print::Paper;
use crate::exchange::print::lists::Setting;
use crate::exchange::print::paper::{checkpoint_text, station_name};
use crate::exchange::print::run::Kind;
use crate::exchange::print::write::is_pdf;
use crate::exchange::sheets;
use crate::exchange::table::Table;
use crate::exchange::upload::{Which, send};
use crate::exchange::{inspection, lists, notices};
use crate::ops::Office;
use crate::ops::checkpoint::keep;
use crate::say;
use crate::store::Read;
use crate::store::read::entry::EntryFilter;

#[derive(Debug, Args)]
pub struct ExportArgs {
    #[arg(value_enum)]
    pub what: What,
    /// 批次的计划编号或名称；certificate 后面是证书编号 · the batch, by code or name; a certificate's number after certificate
    #[arg(value_name = "BATCH|NUMBER")]
    pub batch: String,
    /// 写到 .pdf、.xlsx、.csv 文件，通知单也可 .txt，归档写文件夹 · into this .pdf, .xlsx or .csv file; notices also .txt, an archive a folder
    #[arg(long, value_name = "FILE")]
    pub output: PathBuf,
    /// 按主管部门的表样填写报名表 · fill a copy of the bureau's own list (entries only)
    #[arg(long, value_name = "FILE")]
    pub template: Option<PathBuf>,
    /// 每人一个 PDF，写进文件夹 · a PDF each, into a folder (tickets, notices)
    #[arg(long)]
    pub each: bool,
    /// 证书中英文对照 · English beside the Chinese (certificate)
    #[arg(long)]
    pub bilingual: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum What {
    /// 报名表，证件号码完整 · with whole document numbers
    Entries,
    /// 公示名单，姓名打码 · names masked
    Publicity,
    /// 成绩登记表
    Scores,
    /// 证书核发名册
    Certificates,
    /// 手工评分表，每个科目一份 · score sheets to fill by hand, a file for each subject
    Sheets,
    /// 考生签到表
    Attendance,
    /// 试卷交接登记表
    Handover,
    /// 考场情况记录单
    Rooms,
    /// 内部督导表
    Supervision,
    /// 考评报告
    Report,
    /// 归档：各表和 SHA-256 目录写进一个文件夹 · every list and an index of their SHA-256 into a folder
    Archive,
    /// 成绩通知单；.txt、.pdf 每人一页 · one page each as .txt or .pdf
    Notices,
    /// 证书签领表，按单位分组 · who fetches the certificates, by unit
    Collection,
    /// 上报：只有新增和变动的，.xlsx、.csv 为数据审核确认表，.xml 为交换格式 · the upload: what is new or has changed
    Upload,
    /// 上报：全部 · the upload: all of it
    UploadAll,
    /// 一本证书：.pdf 证书页、.json 凭证、.jwt、.tlog-proof 登记证明 · one certificate: its page, its credential, a JWT, its proof of registration
    Certificate,
    /// 准考证，每页两张 · admission tickets, two a page
    Tickets,
    /// 成绩条，每页八条 · score slips, eight a page
    Slips,
}

pub fn run(session: &mut Session, args: &ExportArgs) -> Result<u8, Problem> {
    if args.template.is_some() && args.what != What::Entries {
        return Err(Problem::usage(both!("--template 只用于 entries。", "--template goes with entries only.")));
    }
    if args.bilingual && args.what != What::Certificate {
        return Err(Problem::usage(both!(
            "--bilingual 只用于 certificate。",
            "--bilingual goes with certificate only."
        )));
    }
    if args.what == What::Certificate {
        return certificate::run(session, &args.batch, &args.output, args.bilingual);
    }
    let mut office = session.open()?;
    if let What::Upload | What::UploadAll = args.what {
        return sent(session, &mut office, args);
    }
    let read = office.read();
    let batch = find::batch(&read, &args.batch)?.id;
    if args.what != What::Publicity {
        personal::require(&read)?;
    }
    if args.each && !matches!(args.what, What::Tickets | What::Notices) {
        return Err(Problem::usage(both!(
            "--each 只用于 tickets 和 notices。",
            "--each goes with tickets and notices only."
        )));
    }
    // What leaves the office stands for the journal as of now.
    keep(&office, Reason::Export)?;
    let station = station_name(&read)?;
    let paper = Paper::today(&office, &station, session.lang);
    let list = match (args.what, &args.template) {
        (What::Entries, Some(template)) => filled(&read, batch, template)?,
        (What::Entries, None) => lists::entries(&read, batch, EntryFilter::default())?,
        (What::Publicity, _) => lists::publicity(&read, batch)?,
        (What::Scores, _) => lists::scores(&read, batch)?,
        (What::Certificates, _) => lists::certificates(&read, batch)?,
        (What::Sheets, _) => {
            for (path, table) in sheets::sheets(&read, batch, &args.output)? {
                export_paper::table(session, &table, Setting::sheet(), &path, &paper)?;
                output::written(session, &path);
            }
            return Ok(DONE);
        }
        (What::Attendance, _) => inspection::attendance(&read, batch)?,
        (What::Handover, _) => inspection::handover(&read, batch)?,
        (What::Rooms, _) => inspection::rooms(&read, batch)?,
        (What::Supervision, _) => inspection::supervision(&read, batch)?,
        (What::Report, _) => inspection::report(&read, batch)?,
        (What::Archive, _) => {
            for filed in inspection::archive(&read, batch, &args.output)? {
                session.out.line(&format!("{}  {}", filed.sha256, filed.name));
            }
            output::written(session, &args.output);
            return Ok(DONE);
        }
        (What::Collection, _) => collection(&read, batch)?,
        (What::Upload | What::UploadAll, _) => unreachable!("they were sent above"),
        (What::Certificate, _) => unreachable!("written above"),
        (What::Tickets, _) => return export_paper::run(session, &office, batch, Kind::Tickets, args),
        (What::Slips, _) => return export_paper::run(session, &office, batch, Kind::Slips, args),
        (What::Notices, _) if args.each || is_pdf(&args.output) => {
            return export_paper::run(session, &office, batch, Kind::Notices, args);
        }
        (What::Notices, _) => {
            notices::write(&read, batch, &args.output, session.lang)?;
            output::written(session, &args.output);
            return Ok(DONE);
        }
    };
    // The register is what the signatures below it stand for.
    let code = if args.what == What::Scores { checkpoint_text(&read)? } else { None };
    export_paper::table(session, &list, Setting::with_code(code), &args.output, &paper)?;
    output::written(session, &args.output);
    Ok(DONE)
}

fn sent(session: &mut Session, office: &mut Office, args: &ExportArgs) -> Result<u8, Problem> {
    let batch = find::batch(&office.read(), &args.batch)?.id;
    personal::require(&office.read())?;
    let which = if args.what == What::Upload { Which::Changed } else { Which::All };
    let rows = send(office, batch, which, &args.output)?;
    session.out.line(&say!(session.lang, "上报 {rows} 本。", "{rows} certificate(s) go up."));
    output::written(session, &args.output);
    Ok(DONE)
}

fn filled(read: &Read, batch: BatchId, template: &Path) -> Result<Table, Problem> {
    let bytes = input::bytes(template, Limits::default().file_bytes)?;
    let own = Intake::read(&bytes, &input::name(template), &kept_schemes(read)?)?;
    Ok(lists::filled(read, batch, EntryFilter::default(), &own.grid, &own.mapping)?)
}
