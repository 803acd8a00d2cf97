//! The end of a day: asked, done, and its page to be copied into the paper minutes.

use crate::both;
use crate::ops::day::{DayPage, end};
use crate::tui::context::Context;
use crate::tui::popup::confirm::Confirm;
use crate::tui::screen::{Answer, Flow};
use crate::tui::screens::parts::reader::Reader;
use crate::tui::widget::detail::Told;

pub fn question() -> Confirm {
    Confirm::new(both!("日终？", "Close the day?"))
        .effect(both!(
            "记一条日终，留一份存证，给出要抄进纸质记录的一页。",
            "One act and one checkpoint are recorded; the page for the paper minutes follows."
        ))
        .button("日终", "Close it")
}

/// After the question: does it and shows the page.
pub fn answered(answer: &Answer, context: &mut Context) -> Flow {
    if *answer != Answer::Yes {
        return Flow::Stay;
    }
    let done = end(&mut context.office);
    match context.tell(done) {
        Some(page) => {
            context.done(both!(
                "已日终。请把这一页抄进或打印进纸质记录（touchstone day show），三人签字。",
                "The day is closed. Copy or print this page for the minutes (touchstone day show); three people sign it."
            ));
            Flow::push(shown(page))
        }
        None => Flow::Stay,
    }
}

fn shown(page: DayPage) -> Reader {
    Reader::new(both!("日终", "Day end"), move |context| {
        let line = |line: String| {
            let bare = line.trim_start();
            Told::Text(((line.len() - bare.len()) / 2) as u16, bare.to_owned(), context.theme.text)
        };
        page.lines(context.lang).into_iter().map(line).collect()
    })
}
