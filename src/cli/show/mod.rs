//! `show`: one thing in full.

mod batch;
mod candidate;
mod certificate;
mod entry;
mod journal;
mod panel;
mod standard;

use clap::{Args, ValueEnum};

use super::problem::Problem;
use super::session::Session;
use super::{DONE, find};
use crate::both;

#[derive(Debug, Args)]
pub struct ShowArgs {
    #[arg(value_enum)]
    pub what: What,
    /// 编号、名称、准考证号、证件号码等 · its code, name, ticket, document or number
    pub key: String,
    /// 标准的版本，默认最新 · the standard's edition; the newest by default
    #[arg(long)]
    pub edition: Option<String>,
    /// 输出 JSON · print JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum What {
    /// 批次
    Batch,
    /// 报名
    Entry,
    /// 考生
    Candidate,
    /// 证书
    Certificate,
    /// 标准
    Standard,
    /// 日志的一条
    Journal,
    /// 一个批次的考评组：核对、可替换的人、抽取的重算
    Panel,
}

pub fn run(session: &mut Session, args: &ShowArgs) -> Result<u8, Problem> {
    if args.edition.is_some() && args.what != What::Standard {
        return Err(Problem::usage(both!("--edition 只用于 standard。", "--edition goes with standard only.")));
    }
    let office = session.open()?;
    let read = office.read();
    let (json, key) = (args.json, args.key.trim());
    match args.what {
        What::Batch => batch::show(session, &office, find::batch(&read, key)?, json)?,
        What::Entry => entry::show(session, &read, find::entry(&read, key)?, json)?,
        What::Candidate => candidate::show(session, &read, find::candidate(&read, key)?, json)?,
        What::Certificate => certificate::show(session, &read, key, json)?,
        What::Standard => standard::show(session, &read, find::standard(&read, key, args.edition.as_deref())?, json)?,
        What::Journal => journal::show(session, &read, key, json)?,
        What::Panel => panel::show(session, &read, &find::batch(&read, key)?, json)?,
    }
    Ok(DONE)
}
