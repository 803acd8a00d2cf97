//! `restore`: a proven backup in the place of the station's file; the old one is kept beside it.

use chrono::Local;

use super::args::RestoreArgs;
use super::problem::Problem;
use super::session::Session;
use super::{DONE, ask, init, place};
use crate::both;
use crate::domain::identity::inert;
use crate::ops::keep::restore;
use crate::say;

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
    let restored = restore(&args.from, &to, Local::now().naive_local())?;
    session.out.line(&say!(session.lang, "已从“{from}”恢复到“{at}”。", "Restored “{from}” to “{at}”."));
    if let Some(kept) = restored.kept {
        let kept = inert(&kept.display().to_string());
        session.out.line(&say!(session.lang, "原文件保留为“{kept}”。", "The old file is kept as “{kept}”."));
    }
    Ok(DONE)
}
