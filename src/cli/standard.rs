//! `standard`: a standard's text as it was written, and its approval.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::problem::Problem;
use super::session::Session;
use super::{DONE, find, output};
use crate::ops::standard::approve_standard;
use crate::say;

#[derive(Debug, Subcommand)]
pub enum StandardVerb {
    /// 按写入时的原文导出 · its text, unchanged
    Export(ExportArgs),
    /// 批准；此后不再改变 · approve; it never changes again
    Approve(WhichArgs),
}

#[derive(Debug, Args)]
pub struct WhichArgs {
    /// 职业名称或编码 · the trade's name or code
    pub trade: String,
    /// 版本，默认最新 · the edition; the newest by default
    #[arg(long)]
    pub edition: Option<String>,
}

#[derive(Debug, Args)]
pub struct ExportArgs {
    #[command(flatten)]
    pub which: WhichArgs,
    /// 写到文件 · into a file
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

pub fn run(session: &mut Session, what: StandardVerb) -> Result<u8, Problem> {
    match what {
        StandardVerb::Export(args) => export(session, &args),
        StandardVerb::Approve(args) => approve(session, &args),
    }
}

fn export(session: &mut Session, args: &ExportArgs) -> Result<u8, Problem> {
    let office = session.open()?;
    let read = office.read();
    let row = find::standard(&read, &args.which.trade, args.which.edition.as_deref())?;
    if let Some(kept) = read.standard(row.id)? {
        output::text(session, &kept.written, args.output.as_deref())?;
    }
    Ok(DONE)
}

fn approve(session: &mut Session, args: &WhichArgs) -> Result<u8, Problem> {
    let mut office = session.open()?;
    let row = find::standard(&office.read(), &args.trade, args.edition.as_deref())?;
    approve_standard(&mut office, row.id)?;
    let (trade, edition) = (row.trade.title(), row.edition);
    session.out.line(&say!(
        session.lang,
        "{trade} {edition} 版标准已批准，从此不再改变。",
        "The standard of {trade}, edition {edition}, is approved and never changes."
    ));
    Ok(DONE)
}
