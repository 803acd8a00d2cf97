//! Backups: where to, then the sealed copy on a thread, and done only once it is proven; the folder and the passphrase they need.

use std::path::PathBuf;

use crate::both;
use crate::domain::language::Both;
use crate::domain::passphrase;
use crate::domain::refusal::Refusal;
use crate::ops::{Office, keep};
use crate::store::Failure;
use crate::store::backup::{Backup, Existing};
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::popup::fill::Fill;
use crate::tui::popup::working::Working;
use crate::tui::screen::Flow;
use crate::tui::screens::parts::filling::Filling;
use crate::tui::screens::parts::threaded::{Shared, Slot, Threaded};
use crate::tui::screens::parts::words;
use crate::tui::widget::field::Field;
use crate::tui::widget::form::Form;

/// Where a backup goes, asked. Without a backup passphrase there is none, and the form says so at once.
pub fn form(slot: &Slot<Backup>, context: &mut Context) -> Result<Filling, Refusal> {
    keep::seal(&mut context.office)?;
    let path = keep::backup_name(&context.office)?;
    let field = Field::text("path", "备份到", "Back up to", 60).value(&path.to_string_lossy()).required();
    let about = both!(
        "最好写到 U 盘或另一块硬盘。写上去的是加密的，用备份口令恢复；同名文件不会被覆盖。",
        "A USB stick or another disk is best. What is written is sealed and restored by the backup passphrase; a file of the same name is never overwritten."
    );
    let (form, slot) = (Form::new(vec![field]), slot.clone());
    let send = move |form: &Form, context: &mut Context| {
        let path = PathBuf::from(form.field("path").as_text());
        let seal = keep::seal(&mut context.office)?;
        Ok(Flow::ask(Intent::Save, working(seal, path, Existing::Keep, &slot)))
    };
    Ok(Filling::new(both!("备份", "Backup"), form, send).about(about))
}

fn working(seal: keep::Seal, path: PathBuf, existing: Existing, slot: &Slot<Backup>) -> Working {
    let stopped = both!("备份已停下。", "The backup was stopped.");
    let work = move |office: &Office, shared: &Shared| {
        let copy = keep::backup(office, seal, &path, existing)?;
        if shared.stopped() && existing == Existing::Keep {
            // The copy is ours: it was made under a free name just now.
            let _ = std::fs::remove_file(&path);
        }
        Ok::<Backup, Failure>(copy)
    };
    Working::new(Threaded::new(both!("备份并核实", "Back up and prove"), stopped, told, slot, work))
}

fn told(copy: &Backup) -> Both {
    let (size, sha256) = (words::size(copy.bytes), copy.sha256.to_string());
    let short = words::grouped(sha256.get(..12).unwrap_or_default());
    both!("备份已核实：{size}，SHA-256 {short} …", "Backup proven: {size}, SHA-256 {short} …")
}

/// The backup that is made before the program ends: the day's, in the folder that the station set. None where none is wanted or
/// nothing was done since the last one.
pub fn on_leaving(context: &mut Context) -> Option<Working> {
    let office = &mut context.office;
    if office.reading().is_some() {
        return None;
    }
    let folder = keep::standing(office).ok()?.on_leaving()?.to_owned();
    let path = keep::name_of_day(office, &folder);
    let seal = keep::seal(office);
    let work = move |office: &Office, _: &Shared| {
        let made = seal.and_then(|seal| keep::backup(office, seal, &path, Existing::Replace));
        made.map_err(|failure| {
            let next = both!("再按一次 Ctrl-Q，不备份就退出。", "Ctrl-Q once more leaves without a backup.");
            Failure::Refused(Refusal::from(failure).next(next))
        })
    };
    let stopped = both!("没有备份。再按一次 Ctrl-Q，不备份就退出。", "No backup. Ctrl-Q once more leaves without one.");
    let title = both!("离开前备份并核实", "Back up and prove before leaving");
    Some(Working::new(Threaded::new(title, stopped, told, &Slot::default(), work)))
}

/// Where backups go from now on.
pub fn folder(context: &Context) -> Result<Filling, Refusal> {
    let now = keep::standing(&context.office)?.folder.unwrap_or_default();
    let field = Field::text("folder", "备份文件夹", "Folder for backups", 60).value(&now.to_string_lossy());
    let about = both!(
        "每次离开程序时，自动备份到这里，一天一份。最好是 U 盘或另一块硬盘上的文件夹；留空就不自动备份。",
        "Whenever the program is left, the day's backup is made here. Best a folder on a USB stick or another disk; empty ends it."
    );
    let send = |form: &Form, context: &mut Context| {
        keep::set_folder(&mut context.office, form.field("folder").as_text())?;
        context.done(both!("备份文件夹已保存。", "The folder for backups is saved."));
        Ok(Flow::Pop)
    };
    Ok(Filling::new(both!("备份文件夹", "Backup folder"), Form::new(vec![field]), send).about(about))
}

/// The passphrase that opens backups from now on.
pub fn passphrase() -> Fill {
    let form = Form::new(vec![
        Field::secret("new", "备份口令", "Backup passphrase", 32)
            .required()
            .hint(both!("至少 10 个字符，或 4 个词", "10 characters or 4 words"))
            .check(|words| passphrase::check(words, "")),
        Field::secret("again", "再输一次", "Once more", 32).required(),
    ]);
    let fill = Fill::new(both!("备份口令", "Backup passphrase"), form, |form, context| {
        let words = form.field("new").as_text().to_owned();
        if words != form.field("again").as_text() {
            form.tell("again", both!("两次输入不同", "the two differ"));
            return false;
        }
        let set = keep::set_passphrase(&mut context.office, &words);
        let done = context.tell(set).is_some();
        if done {
            context.done(both!(
                "备份口令已设；以前的备份用以前的口令。",
                "The backup passphrase is set; earlier backups keep theirs."
            ));
        }
        done
    });
    fill.intro(both!(
        "备份用它加密：没有它，备份谁也打不开。请写下来封进两个信封，分开保管。",
        "Backups are sealed with it: without it nobody opens one. Write it down and keep it in two sealed envelopes."
    ))
}
