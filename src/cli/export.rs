//! `export`: the lists of a batch as a workbook or CSV.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::problem::Problem;
use super::session::Session;
use super::{DONE, find, input, output, personal};
use crate::both;
use crate::domain::anchor::Reason;
use crate::domain::id::BatchId;
use crate::exchange::intake::{Intake, kept_schemes};
use crate::exchange::limits::Limits;
use crate::exchange::lists;
use crate::exchange::save::save;
use crate::exchange::sheets;
use crate::exchange::table::Table;
use crate::ops::checkpoint::keep;
use crate::store::Read;
use crate::store::backup::Existing;
use crate::store::read::entry::EntryFilter;

#[derive(Debug, Args)]
pub struct ExportArgs {
    #[arg(value_enum)]
    pub what: What,
    /// 批次的计划编号或名称 · the batch, by code or name
    pub batch: String,
    /// 写到 .xlsx 或 .csv 文件 · into this .xlsx or .csv file
    #[arg(long, value_name = "FILE")]
    pub output: PathBuf,
    /// 按主管部门的表样填写报名表 · fill a copy of the bureau's own list (entries only)
    #[arg(long, value_name = "FILE")]
    pub template: Option<PathBuf>,
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
}

pub fn run(session: &mut Session, args: &ExportArgs) -> Result<u8, Problem> {
    if args.template.is_some() && args.what != What::Entries {
        return Err(Problem::usage(both!("--template 只用于 entries。", "--template goes with entries only.")));
    }
    let office = session.open()?;
    let read = office.read();
    let batch = find::batch(&read, &args.batch)?.id;
    if args.what != What::Publicity {
        personal::require(&read)?;
    }
    // What leaves the office stands for the journal as of now.
    keep(&office, Reason::Export)?;
    let list = match (args.what, &args.template) {
        (What::Entries, Some(template)) => filled(&read, batch, template)?,
        (What::Entries, None) => lists::entries(&read, batch, EntryFilter::default())?,
        (What::Publicity, _) => lists::publicity(&read, batch)?,
        (What::Scores, _) => lists::scores(&read, batch)?,
        (What::Certificates, _) => lists::certificates(&read, batch)?,
        (What::Sheets, _) => {
            for (path, table) in sheets::sheets(&read, batch, &args.output)? {
                save(&table, &path, Existing::Keep)?;
                output::written(session, &path);
            }
            return Ok(DONE);
        }
    };
    save(&list, &args.output, Existing::Keep)?;
    output::written(session, &args.output);
    Ok(DONE)
}

fn filled(read: &Read, batch: BatchId, template: &Path) -> Result<Table, Problem> {
    let bytes = input::bytes(template, Limits::default().file_bytes)?;
    let own = Intake::read(&bytes, &input::name(template), &kept_schemes(read)?)?;
    Ok(lists::filled(read, batch, EntryFilter::default(), &own.grid, &own.mapping)?)
}
