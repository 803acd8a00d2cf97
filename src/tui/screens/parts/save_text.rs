//! Writing a page of text to a file: where it goes is asked, and a name beside the station's file is offered.

use std::path::PathBuf;

use crate::both;
use crate::domain::language::Both;
use crate::ops::keep::save_text;
use crate::tui::context::Context;
use crate::tui::screen::{Answer, Flow};
use crate::tui::screens::parts::filling::Filling;
use crate::tui::widget::field::Field;
use crate::tui::widget::form::Form;

/// `name` is the file's, with its ending.
pub fn form(about: Both, name: &str, text: String, context: &Context) -> Filling {
    let path = context.office.path().with_file_name(plain_name(name));
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
pub fn plain_name(name: &str) -> String {
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
