//! `show`: one thing in full.

mod batch;
mod candidate;
mod certificate;
mod code;
mod entry;
mod journal;
mod panel;
mod paper;
mod standard;
mod trust;

use clap::{Args, ValueEnum};

use super::problem::Problem;
use super::session::Session;
use super::{DONE, find};
use crate::both;
use crate::ops::personal::show_number;

#[derive(Debug, Args)]
pub struct ShowArgs {
    #[arg(value_enum)]
    pub what: What,
    /// 编号、名称、准考证号、证件号码等 · its code, name, ticket, document or number
    pub key: Option<String>,
    /// 标准的版本，默认最新 · the standard's edition; the newest by default
    #[arg(long)]
    pub edition: Option<String>,
    /// 存证码连同二维码 · the checkpoint code with its QR
    #[arg(long)]
    pub qr: bool,
    /// 完整证件号码的用途，记在日志（candidate） · show the whole document number, for this purpose (candidate); journaled
    #[arg(long, value_name = "TEXT")]
    pub purpose: Option<String>,
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
    /// 试卷
    Paper,
    /// 日志的一条
    Journal,
    /// 现在的存证码
    Code,
    /// 防什么、查什么、挡不住什么
    Trust,
    /// 一个批次的考评组：核对、可替换的人、抽取的重算
    Panel,
}

pub fn run(session: &mut Session, args: &ShowArgs) -> Result<u8, Problem> {
    if args.edition.is_some() && args.what != What::Standard {
        return Err(Problem::usage(both!("--edition 只用于 standard。", "--edition goes with standard only.")));
    }
    if args.qr && args.what != What::Code {
        return Err(Problem::usage(both!("--qr 只用于 code。", "--qr goes with code only.")));
    }
    let keyless = matches!(args.what, What::Code | What::Trust);
    let key = match args.key.as_deref().map(str::trim) {
        Some(_) if keyless => {
            return Err(Problem::usage(both!("code 和 trust 后面不带编号。", "code and trust take no key.")));
        }
        None if !keyless => {
            return Err(Problem::usage(both!(
                "缺少编号或名称。",
                "What to show is missing: its code, name or number."
            )));
        }
        key => key.unwrap_or_default(),
    };
    let json = args.json;
    if args.what == What::Trust {
        trust::show(session, json);
        return Ok(DONE);
    }
    if args.purpose.is_some() && args.what != What::Candidate {
        return Err(Problem::usage(both!("--purpose 只用于 candidate。", "--purpose goes with candidate only.")));
    }
    let mut office = session.open()?;
    if let Some(purpose) = &args.purpose {
        let found = find::candidate(&office.read(), key)?;
        let whole = show_number(&mut office, found.id, purpose)?;
        candidate::show(session, &office.read(), found, Some(&whole), json)?;
        return Ok(DONE);
    }
    let read = office.read();
    match args.what {
        What::Batch => batch::show(session, &office, find::batch(&read, key)?, json)?,
        What::Entry => entry::show(session, &read, find::entry(&read, key)?, json)?,
        What::Candidate => candidate::show(session, &read, find::candidate(&read, key)?, None, json)?,
        What::Certificate => certificate::show(session, &read, key, json)?,
        What::Standard => standard::show(session, &read, find::standard(&read, key, args.edition.as_deref())?, json)?,
        What::Paper => paper::show(session, &read, find::paper(&read, key)?, json)?,
        What::Journal => journal::show(session, &read, office.who(), key, json)?,
        What::Code => code::show(session, &read, args.qr, json)?,
        What::Trust => unreachable!("it needs no file and was shown above"),
        What::Panel => panel::show(session, &read, &find::batch(&read, key)?, json)?,
    }
    Ok(DONE)
}
