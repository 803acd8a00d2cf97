//! `paper`: a paper's text as it was written.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::problem::Problem;
use super::session::Session;
use super::{DONE, find, output};

#[derive(Debug, Subcommand)]
pub enum PaperVerb {
    /// 按写入时的原文导出 · its text, unchanged
    Export(PaperExportArgs),
}

#[derive(Debug, Args)]
pub struct PaperExportArgs {
    /// 试卷号（list papers 里的 #号码）或名称 · the paper, by its number in list papers or its title
    pub paper: String,
    /// 写到文件 · into a file
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

pub fn run(session: &mut Session, what: &PaperVerb) -> Result<u8, Problem> {
    let PaperVerb::Export(args) = what;
    let office = session.open()?;
    let read = office.read();
    let (_, row) = find::paper(&read, &args.paper)?;
    if let Some(kept) = read.paper(row.id)? {
        output::text(session, &kept.written, args.output.as_deref())?;
    }
    Ok(DONE)
}
