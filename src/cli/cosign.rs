//! `cosign`: a higher office states what it saw of a station's journal; `--request` is what the station brings, `--take` files what came back.

use std::path::PathBuf;

use clap::Args;

use super::problem::Problem;
use super::session::Session;
use super::verify::unread;
use super::{DONE, input, output};
use crate::domain::identity::inert;
use crate::domain::language::Say as _;
use crate::exchange::verifying::{LONGEST, trust_list};
use crate::ops::cosign::{cosign, file, request};
use crate::say;
use crate::store::write_over;

#[derive(Debug, Args)]
pub struct CosignArgs {
    /// U 盘上的文件：站里带来的存证，联署后写回 · the station's checkpoint on the stick; written back cosigned
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// 站里用：写出要带去的存证和一致性证明 · at the station: write what is to be brought
    #[arg(long)]
    pub request: bool,
    /// 站里用：把联署后带回的存证归档 · at the station: file what came back cosigned
    #[arg(long, conflicts_with = "request")]
    pub take: bool,
    /// 上级上次见到的条数 · how many acts the office saw last
    #[arg(long, value_name = "N", requires = "request", default_value_t = 0)]
    pub since: u64,
    /// 信任名单，默认用 trust import 存下的那份 · the trust list; by default the one kept by trust import
    #[arg(long, value_name = "LIST", conflicts_with = "request")]
    pub trust: Option<PathBuf>,
}

pub fn run(session: &mut Session, args: &CosignArgs) -> Result<u8, Problem> {
    let mut office = session.open()?;
    if args.request {
        let text = request(&office, args.since)?.to_text();
        output::text(session, &text, Some(&args.file))?;
        return Ok(DONE);
    }
    let trust = trust_list(args.trust.as_deref()).map_err(unread)?.unwrap_or_default();
    let text = String::from_utf8_lossy(&input::bytes(&args.file, LONGEST)?).into_owned();
    if args.take {
        let filed = file(&mut office, &text, &trust)?;
        session.out.line(&filed.told().say(session.lang));
        return Ok(DONE);
    }
    let done = cosign(&mut office, &text, &trust)?;
    write_over(&args.file, done.note.to_text().as_bytes())?;
    let (station, size) = (inert(&done.station), done.size);
    session.out.line(&match done.before {
        None => say!(
            session.lang,
            "已联署“{station}”的 {size} 条（第一次）。",
            "Cosigned {size} acts of “{station}” (first visit)."
        ),
        Some(before) => say!(
            session.lang,
            "已联署“{station}”的 {size} 条；上次的 {before} 条原样都在。",
            "Cosigned {size} acts of “{station}”; the {before} of the last visit are all there as they were."
        ),
    });
    Ok(DONE)
}
