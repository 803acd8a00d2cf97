//! Writing a standard or a paper back to a file, as it was written by hand.

use crate::both;
use crate::store::read::standard::{PaperKept, StandardKept};
use crate::tui::context::Context;
use crate::tui::screens::parts::filling::Filling;
use crate::tui::screens::parts::save_text::form;

pub fn of_standard(kept: &StandardKept, context: &Context) -> Filling {
    let (trade, edition) = (kept.standard.trade.title(), &kept.standard.edition);
    let name = format!("{trade}-{edition}.toml");
    let about = both!(
        "写出 {trade} {edition} 版标准的原文。",
        "Writes the text of the standard of {trade}, edition {edition}."
    );
    form(about, &name, kept.written.clone(), context)
}

pub fn of_paper(kept: &PaperKept, context: &Context) -> Filling {
    let (title, version) = (&kept.paper.title, &kept.paper.version);
    let about =
        both!("写出试卷“{title}”{version} 的原文。", "Writes the text of the paper “{title}”, version {version}.");
    form(about, &format!("{title}-{version}.toml"), kept.written.clone(), context)
}
