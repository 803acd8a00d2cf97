//! `restore`: a proven backup in the place of the station's file; the old one is kept beside it.

use chrono::Local;

use super::args::RestoreArgs;
use super::problem::Problem;
use super::session::Session;
use super::{DONE, ask, init, passphrase, place};
use crate::both;
use crate::domain::identity::inert;
use crate::ops::keep;
use crate::say;
use crate::store::sealed::is_sealed;

pub fn run(session: &mut Session, args: &RestoreArgs) -> Result<u8, Problem> {
    let to = match &session.file {
        Some(path) => path.clone(),
        None => place::existing().or_else(|_| place::own())?,
    };
    let (from, at) = (inert(&args.from.display().to_string()), inert(&to.display().to_string()));
    if to.exists() {
        let question = both!(
            "用“{from}”替换“{at}”？原文件会改名保留。",
            "Put “{from}” in the place of “{at}”? The old file is kept under another name."
        );
        ask::agreed(session, args.yes, &question)?;
    } else if session.file.is_none() {
        init::make_folder(&to)?;
    }
    let words = if is_sealed(&args.from) { passphrase::of_backup(session.lang)? } else { Default::default() };
    let opened = keep::open(keep::unlock(&args.from, &words)?, &to)?;
    let (acts, until) = (opened.about.acts, inert(opened.about.until.as_deref().unwrap_or("?")));
    session.out.line(&say!(
        session.lang,
        "备份已打开并核实：{acts} 条记录，到 {until} 为止。",
        "The backup is open and proven: {acts} acts, up to {until}."
    ));
    let restored = keep::put_back(opened, &to, Local::now().naive_local())?;
    session.out.line(&say!(session.lang, "已从“{from}”恢复到“{at}”。", "Restored “{from}” to “{at}”."));
    if let Some(kept) = restored.kept {
        let kept = inert(&kept.display().to_string());
        session.out.line(&say!(session.lang, "原文件保留为“{kept}”。", "The old file is kept as “{kept}”."));
    }
    Ok(DONE)
}
