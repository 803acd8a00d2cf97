//! Approving a draft: refused with every fault, or asked about, for it cannot be taken back.

use super::StandardsIntent;
use crate::both;
use crate::domain::id::StandardId;
use crate::domain::language::Say;
use crate::domain::refusal::Refusal;
use crate::ops::standard::{approvable, approve_standard};
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::popup::confirm::Confirm;
use crate::tui::screen::Flow;
use crate::tui::screens::parts::reader::Reader;
use crate::tui::widget::detail::Told;

/// The question, or the page that tells every fault.
pub fn ask(id: StandardId, context: &mut Context) -> Flow {
    let kept = match approvable(&context.office.read(), id) {
        Ok(kept) => kept,
        Err(failure) => return refused(failure.into()),
    };
    let (trade, edition) = (kept.standard.trade.title(), &kept.standard.edition);
    let question =
        Confirm::new(both!("批准 {trade} {edition} 版标准？", "Approve the standard of {trade}, edition {edition}?"))
            .effect(both!(
                "批准后永不更改；要改请写新的版本。",
                "From then on it never changes; a change is a new edition."
            ))
            .button("批准", "Approve")
            .careful();
    Flow::ask(Intent::Standards(StandardsIntent::Approve), question)
}

pub fn approve(id: StandardId, context: &mut Context) {
    let done = approve_standard(&mut context.office, id);
    if context.tell(done).is_some() {
        context.done(both!("标准已批准。", "The standard is approved."));
    }
}

/// A refusal with many lines has a page of its own.
fn refused(refusal: Refusal) -> Flow {
    Flow::push(Reader::new(both!("不能批准", "Not approved"), move |context| {
        let (lang, theme) = (context.lang, &context.theme);
        let told = refusal.say(lang);
        let mut lines = told.lines();
        let head = Told::Text(0, lines.next().unwrap_or_default().to_owned(), theme.bad);
        let faults = lines.flat_map(|line| {
            let (place, wrong) = line.rsplit_once(lang.pick("：", ": ")).unwrap_or(("", line));
            [Told::Blank, Told::Text(1, place.to_owned(), theme.muted), Told::Text(1, wrong.to_owned(), theme.text)]
        });
        std::iter::once(head).chain(faults).collect()
    }))
}
