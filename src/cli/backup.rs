//! `backup`: a sealed backup, or a plain copy, called done only once it was read again and proven; and how backups are made.

use super::DONE;
use super::args::BackupArgs;
use super::passphrase;
use super::problem::Problem;
use super::session::Session;
use crate::domain::identity::inert;
use crate::ops::{Office, keep};
use crate::store::backup::{Backup, Existing};
use crate::{both, refusal, say};

pub fn run(session: &mut Session, args: &BackupArgs) -> Result<u8, Problem> {
    let mut office = session.open()?;
    if args.passphrase {
        let words = passphrase::new_backup(session.lang)?;
        keep::set_passphrase(&mut office, &words)?;
        let told = session.pick(
            "备份口令已设。请写下来封进两个信封，分开保管：没有它，备份打不开。",
            "The backup passphrase is set. Write it down and keep it in two sealed envelopes: without it no backup opens.",
        );
        session.out.line(told);
    }
    if let Some(folder) = &args.folder {
        keep::set_folder(&mut office, folder)?;
        let told = match keep::standing(&office)?.folder {
            Some(folder) => {
                let folder = inert(&folder.display().to_string());
                say!(session.lang, "备份文件夹：{folder}", "Folder for backups: {folder}")
            }
            None => session.pick("不再自动备份。", "No backup is made on leaving any more.").to_owned(),
        };
        session.out.line(&told);
    }
    if args.to.is_none() && (args.passphrase || args.folder.is_some()) {
        return Ok(DONE);
    }
    make(session, &mut office, args)
}

fn make(session: &mut Session, office: &mut Office, args: &BackupArgs) -> Result<u8, Problem> {
    let existing = if args.replace { Existing::Replace } else { Existing::Keep };
    let to = match &args.to {
        Some(to) => to.clone(),
        None if keep::standing(office)?.folder.is_some() => keep::backup_name(office)?,
        None => return Err(no_folder().into()),
    };
    let (copy, told) = if args.plain {
        (keep::copy(office, &to, existing)?, both!("已复制并验证（未加密）", "Copied and proven (not sealed)"))
    } else {
        let seal = keep::seal(office)?;
        (keep::backup(office, seal, &to, existing)?, both!("已加密备份并验证", "Sealed backup made and proven"))
    };
    let (Backup { bytes, sha256 }, to) = (copy, inert(&to.display().to_string()));
    let (zh, en) = (told.zh, told.en);
    session.out.line(&say!(
        session.lang,
        "{zh}：{to}（{bytes} 字节）\nSHA-256 {sha256}",
        "{en}: {to} ({bytes} bytes)\nSHA-256 {sha256}"
    ));
    Ok(DONE)
}

fn no_folder() -> crate::domain::refusal::Refusal {
    refusal!(
        "no_backup_folder",
        "没有写备份到哪里，也没有设备份文件夹。",
        "No file is named and no folder for backups is set."
    )
    .next(both!(
        "写文件名，或先设：touchstone backup --folder 文件夹。",
        "Name a file, or set one: touchstone backup --folder FOLDER."
    ))
}
