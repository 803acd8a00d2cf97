//! The end of a day: asked, done, and its page to be printed for the paper minutes.

use crate::document::pdf::About;
use crate::exchange::print::{Paper, notices};
use crate::ops::day::{DayPage, end, newest, no_page};
use crate::store::Failure;
use crate::tui::context::Context;
use crate::tui::popup::confirm::Confirm;
use crate::tui::screen::{Answer, Flow};
use crate::tui::screens::preview::{Preview, Source};
use crate::{both, say};

pub fn question() -> Confirm {
    Confirm::new(both!("日终？", "Close the day?"))
        .effect(both!(
            "记一条日终，留一份存证，给出要抄进纸质记录的一页。",
            "One act and one checkpoint are recorded; the page for the paper minutes follows."
        ))
        .button("日终", "Close it")
}

/// After the question: does it and shows the page as it is printed.
pub fn answered(answer: &Answer, context: &mut Context) -> Flow {
    if *answer != Answer::Yes {
        return Flow::Stay;
    }
    let done = end(&mut context.office);
    let Some(page) = context.tell(done) else { return Flow::Stay };
    let flow = preview(&page, context);
    context.done(both!(
        "已日终。请打印这一页（p）或抄进纸质记录，三人签字。",
        "The day is closed. Print this page (p) or copy it for the minutes; three people sign it."
    ));
    flow
}

/// The page of the last day's end.
pub fn last(context: &mut Context) -> Flow {
    let page = newest(&context.office.read()).and_then(|page| page.ok_or_else(|| no_page().into()));
    let Some(page) = context.tell(page) else { return Flow::Stay };
    preview(&page, context)
}

fn preview(page: &DayPage, context: &mut Context) -> Flow {
    let source = laid_out(page, context);
    let Some(source) = context.tell(source) else { return Flow::Stay };
    let (title, on) = (both!("日终", "Day end"), page.on);
    let name = say!(context.lang, "日终-{on}", "day-end-{on}");
    Flow::push(Preview::new(title, name, source, context))
}

fn laid_out(page: &DayPage, context: &Context) -> Result<Source, Failure> {
    let (office, lang) = (&context.office, context.lang);
    let paper = Paper { on: page.on, ..Paper::today(office, &page.station, lang) };
    let pages = notices::day(&office.read(), page, &paper)?;
    let about = About {
        title: lang.pick("日终记录", "End of day").to_owned(),
        author: page.station.clone(),
        lang,
        on: page.on,
        attachments: Vec::new(),
    };
    Ok(Source::Pages { pages, about: Box::new(about), left: None })
}
