//! Restoring: which backup and its passphrase, then what it holds, and only then it takes the file's place; the old file is kept.

use std::path::PathBuf;

use crate::both;
use crate::domain::identity::inert;
use crate::domain::language::Both;
use crate::domain::refusal::Refusal;
use crate::ops::Office;
use crate::ops::keep::{self, Opened};
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::popup::confirm::Confirm;
use crate::tui::popup::working::Working;
use crate::tui::screen::Flow;
use crate::tui::screens::parts::filling::Filling;
use crate::tui::screens::parts::threaded::{Shared, Slot, Threaded};
use crate::tui::widget::field::Field;
use crate::tui::widget::form::Form;

/// The passphrase comes first: the newest backup of the folder stands there already.
pub fn form(slot: &Slot<Opened>, context: &Context) -> Result<Filling, Refusal> {
    let office = &context.office;
    let folder = keep::standing(office)?.folder.or_else(|| office.path().parent().map(PathBuf::from));
    let newest = folder.and_then(|folder| keep::newest_in(office, &folder)).unwrap_or_default();
    let form = Form::new(vec![
        Field::secret("passphrase", "备份口令", "Backup passphrase", 32)
            .hint(both!("没有加密的副本不用填", "none for a plain copy")),
        Field::text("path", "备份文件", "The backup", 60).value(&newest.to_string_lossy()).required(),
    ]);
    let about = both!(
        "先打开并核实备份，再问一次才替换；现在的文件改名保留在旁边。",
        "The backup is opened and proven first, and you are asked once more; the file of now is kept beside it."
    );
    let slot = slot.clone();
    let send = move |form: &Form, context: &mut Context| {
        let path = PathBuf::from(form.field("path").as_text());
        let source = keep::unlock(&path, form.field("passphrase").as_text())?;
        let to = context.office.path().to_owned();
        let work = move |_: &Office, _: &Shared| keep::open(source, &to);
        let stopped = both!("已停下，什么都没有换。", "Stopped; nothing was replaced.");
        let title = both!("打开并核实备份", "Open and prove the backup");
        Ok(Flow::ask(Intent::Save, Working::new(Threaded::new(title, stopped, told, &slot, work))))
    };
    Ok(Filling::new(both!("恢复备份", "Restore a backup"), form, send).about(about))
}

fn told(opened: &Opened) -> Both {
    let acts = opened.about.acts;
    both!("备份已打开并核实：{acts} 条记录。", "The backup is open and proven: {acts} acts.")
}

/// What will happen, before it does.
pub fn question(opened: &Opened, context: &Context) -> Confirm {
    let about = &opened.about;
    let now = context.office.read().journal_root().ok().flatten().map_or(0, |(size, _)| size);
    let (acts, until) = (about.acts, inert(about.until.as_deref().unwrap_or("?")));
    let station = inert(about.station.as_deref().unwrap_or("?"));
    Confirm::new(both!("用这份备份替换现在的文件？", "Put this backup in the place of the file?"))
        .effect(both!(
            "备份：{station}，{acts} 条记录，到 {until} 为止。",
            "The backup: {station}, {acts} acts, up to {until}."
        ))
        .effect(both!(
            "现在的文件：{now} 条记录，改名保留。",
            "The file of now: {now} acts; it is kept under another name."
        ))
        .button("替换", "Replace")
}

/// Puts the opened backup in the place of the open file.
pub fn put_back(opened: Opened, context: &mut Context) -> Flow {
    let restored = keep::reopen_from(&mut context.office, opened);
    let Some(restored) = context.tell(restored) else { return Flow::Afresh };
    let kept = restored.kept.map(|kept| inert(&kept.display().to_string())).unwrap_or_default();
    context.done(both!("已恢复。原来的文件保留为 {kept}。", "Restored. The file before it is kept as {kept}."));
    Flow::Afresh
}
