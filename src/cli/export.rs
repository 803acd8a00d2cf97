//! `export`: the lists of a batch as a workbook or CSV, and one certificate by its file's ending.

mod certificate;

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::encoding::Encoded;
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
use crate::exchange::profile::{self, Left, Profile};
use crate::exchange::sheets;
use crate::exchange::table::Table;
use crate::exchange::upload::{Which, send};
use crate::exchange::{inspection, lists, notices};
use crate::ops::Office;
use crate::ops::checkpoint::keep;
use crate::ops::exporting::may_export;
use crate::say;
use crate::store::read::entry::EntryFilter;
use crate::store::{Failure, Read};

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
    #[command(flatten)]
    pub encoded: Encoded,
    /// 每人一个 PDF，写进文件夹 · a PDF each, into a folder (tickets, notices)
    #[arg(long)]
    pub each: bool,
    /// 证件号码、手机号码完整，须写明用途（entries、archive） · whole document and phone numbers; needs a purpose (entries, archive)
    #[arg(long)]
    pub whole: bool,
    /// 用途：给谁、做什么用，记在日志 · whom it goes to and what for; the journal keeps it
    #[arg(long, value_name = "TEXT")]
    pub purpose: Option<String>,
    /// 证书中英文对照 · English beside the Chinese (certificate)
    #[arg(long)]
    pub bilingual: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum What {
    /// 报名表，证件号码打码，要完整的加 --whole · numbers masked; --whole for whole ones
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
        return certificate::run(session, &args.batch, &args.output, args.bilingual, args.purpose.as_deref());
    }
    if args.whole && !matches!(args.what, What::Entries | What::Archive) {
        return Err(Problem::usage(both!(
            "--whole 只用于 entries 和 archive。",
            "--whole goes with entries and archive only."
        )));
    }
    let mut office = session.open()?;
    if let What::Upload | What::UploadAll = args.what {
        return sent(session, &mut office, args);
    }
    let batch = find::batch(&office.read(), &args.batch)?.id;
    personal::require(&office.read())?;
    may_export(&office, args.whole, args.purpose.as_deref())?;
    if args.each && !matches!(args.what, What::Tickets | What::Notices) {
        return Err(Problem::usage(both!(
            "--each 只用于 tickets 和 notices。",
            "--each goes with tickets and notices only."
        )));
    }
    // What leaves the office stands for the journal as of now.
    keep(&office, Reason::Export)?;
    let paper_kind = match args.what {
        What::Tickets => Some((Kind::Tickets, &profile::TICKETS)),
        What::Slips => Some((Kind::Slips, &profile::SLIPS)),
        What::Notices if args.each || is_pdf(&args.output) => Some((Kind::Notices, &profile::NOTICES)),
        _ => None,
    };
    if let Some((kind, profile)) = paper_kind {
        let (files, rows) = export_paper::run(session, &office, batch, kind, args)?;
        left(&mut office, args, batch, profile, rows, &files)?;
        output::written(session, &args.output);
        return Ok(DONE);
    }
    let (profile, rows, files) = listed(session, &office, batch, args)?;
    left(&mut office, args, batch, profile, rows, &files)?;
    match args.what {
        What::Sheets => files.iter().for_each(|path| output::written(session, path)),
        _ => output::written(session, &args.output),
    }
    Ok(DONE)
}

/// Records what left.
fn left(
    office: &mut Office,
    args: &ExportArgs,
    batch: BatchId,
    profile: &Profile,
    rows: usize,
    files: &[PathBuf],
) -> Result<(), Failure> {
    let (whole, purpose) = (args.whole, args.purpose.as_deref());
    profile::written(office, &Left { profile: profile.word, batch: Some(batch), rows, whole, purpose }, files)
}

/// Writes a list: under which profile, how many rows, which files.
fn listed(
    session: &mut Session,
    office: &Office,
    batch: BatchId,
    args: &ExportArgs,
) -> Result<(&'static Profile, usize, Vec<PathBuf>), Problem> {
    let read = office.read();
    let station = station_name(&read)?;
    let paper = Paper::today(office, &station, session.lang);
    let one = || vec![args.output.clone()];
    let (profile, list) = match (args.what, &args.template) {
        (What::Entries, Some(template)) => {
            (&profile::ENTRIES, filled(&read, batch, (template, &args.encoded), args.whole)?)
        }
        (What::Entries, None) => (&profile::ENTRIES, lists::entries(&read, batch, EntryFilter::default(), args.whole)?),
        (What::Publicity, _) => (&profile::PUBLICITY, lists::publicity(&read, batch)?),
        (What::Scores, _) => (&profile::SCORES, lists::scores(&read, batch)?),
        (What::Certificates, _) => (&profile::CERTIFICATES, lists::certificates(&read, batch)?),
        (What::Attendance, _) => (&profile::ATTENDANCE, inspection::attendance(&read, batch)?),
        (What::Handover, _) => (&profile::HANDOVER, inspection::handover(&read, batch)?),
        (What::Rooms, _) => (&profile::ROOMS, inspection::rooms(&read, batch)?),
        (What::Supervision, _) => (&profile::SUPERVISION, inspection::supervision(&read, batch)?),
        (What::Report, _) => (&profile::REPORT, inspection::report(&read, batch)?),
        (What::Collection, _) => (&profile::COLLECTION, collection(&read, batch)?),
        (What::Sheets, _) => {
            let (mut files, mut rows) = (Vec::new(), 0);
            for (path, table) in sheets::sheets(&read, batch, &args.output)? {
                export_paper::table(session, &table, Setting::sheet(), &path, &paper)?;
                rows += table.rows.len();
                files.push(path);
            }
            return Ok((&profile::SHEETS, rows, files));
        }
        (What::Archive, _) => {
            let filed = inspection::archive(&read, batch, &args.output, args.whole)?;
            for one in &filed {
                session.out.line(&format!("{}  {}", one.sha256, one.name));
            }
            let mut files: Vec<PathBuf> = filed.iter().map(|one| args.output.join(&one.name)).collect();
            files.push(args.output.join("index.txt"));
            return Ok((&profile::ARCHIVE, filed.len(), files));
        }
        (What::Notices, _) => {
            notices::write(&read, batch, &args.output, session.lang)?;
            return Ok((&profile::NOTICES, notices::rows(&read, batch)?.len(), one()));
        }
        (What::Upload | What::UploadAll | What::Certificate | What::Tickets | What::Slips, _) => {
            unreachable!("each was written above")
        }
    };
    // The register is what the signatures below it stand for.
    let code = if args.what == What::Scores { checkpoint_text(&read)? } else { None };
    export_paper::table(session, &list, Setting::with_code(code), &args.output, &paper)?;
    Ok((profile, list.rows.len(), one()))
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

fn filled(read: &Read, batch: BatchId, (template, encoded): (&Path, &Encoded), whole: bool) -> Result<Table, Problem> {
    let bytes = input::bytes(template, Limits::default().file_bytes)?;
    let name = input::name(template);
    let own = Intake::read(&encoded.source(&bytes, &name), &kept_schemes(read)?)?;
    Ok(lists::filled(read, batch, EntryFilter::default(), whole, &own.grid, &own.mapping)?)
}
