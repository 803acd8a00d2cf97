//! The backup: where to, then the copy on a thread, and done only once it is proven.

use std::path::PathBuf;

use crate::both;
use crate::domain::language::Both;
use crate::ops::keep;
use crate::store::Failure;
use crate::store::backup::{Backup, Existing};
use crate::tui::context::Context;
use crate::tui::popup::working::Working;
use crate::tui::screen::Flow;
use crate::tui::screens::parts::filling::Filling;
use crate::tui::screens::parts::threaded::{Shared, Slot, Threaded};
use crate::tui::screens::parts::words;
use crate::tui::widget::field::Field;
use crate::tui::widget::form::Form;

pub fn form(slot: &Slot<Backup>, context: &Context) -> Filling {
    let path = keep::backup_name(&context.office);
    let field = Field::text("path", "备份到", "Back up to", 60).value(&path.to_string_lossy()).required();
    let about = both!(
        "最好写到 U 盘或另一块硬盘。同名文件不会被覆盖。",
        "A USB stick or another disk is best. A file of the same name is never overwritten."
    );
    let (form, slot) = (Form::new(vec![field]), slot.clone());
    let send = move |form: &Form, _: &mut Context| {
        let path = PathBuf::from(form.field("path").as_text());
        Ok(Flow::Replace(Box::new(working(path, &slot))))
    };
    Filling::new(both!("备份", "Backup"), form, send).about(about)
}

fn working(path: PathBuf, slot: &Slot<Backup>) -> Working {
    let stopped = both!("备份已停下，不留副本。", "The backup was stopped; no copy is left.");
    let work = move |office: &crate::ops::Office, shared: &Shared| {
        let copy = keep::backup(office, &path, Existing::Keep)?;
        if shared.stopped() {
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
