//! Writing a standard or a paper back to a file, as it was written by hand.

use std::path::PathBuf;

use crate::both;
use crate::domain::language::Both;
use crate::ops::keep::save_text;
use crate::store::read::standard::{PaperKept, StandardKept};
use crate::tui::context::Context;
use crate::tui::screen::{Answer, Flow};
use crate::tui::screens::parts::filling::Filling;
use crate::tui::widget::field::Field;
use crate::tui::widget::form::Form;

pub fn of_standard(kept: &StandardKept, context: &Context) -> Filling {
    let (trade, edition) = (kept.standard.trade.title(), &kept.standard.edition);
    let name = format!("{trade}-{edition}");
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
    form(about, &format!("{title}-{version}"), kept.written.clone(), context)
}

fn form(about: Both, name: &str, text: String, context: &Context) -> Filling {
    let path = context.office.path().with_file_name(format!("{}.toml", plain_name(name)));
    let field = Field::text("path", "写到", "Write to", 60).value(&path.to_string_lossy()).required();
    Filling::new(both!("导出", "Export"), Form::new(vec![field]), move |form, context| {
        let path = PathBuf::from(form.field("path").as_text());
        save_text(&path, &text)?;
        let shown = path.display();
        context.done(both!("已写到 {shown}。", "Written to {shown}."));
        Ok(Flow::PopWith(Answer::Finished))
    })
    .about(about)
}

/// A name that every file system takes.
fn plain_name(name: &str) -> String {
    let plain = |c: char| if c.is_control() || r#"<>:"/\|?*"#.contains(c) { '-' } else { c };
    crate::domain::identity::inert(name).chars().map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::plain_name;

    #[test]
    fn a_trade_s_name_becomes_a_file_s_name() {
        assert_eq!(plain_name("焊工（企业评价）-2026"), "焊工（企业评价）-2026");
        assert_eq!(plain_name("a/b:c*"), "a-b-c-");
    }
}
