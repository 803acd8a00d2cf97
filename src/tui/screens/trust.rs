//! The honest page: what is prevented, what is found, what cannot be stopped.

use crate::credential::promises::{PROMISES, Question, advice, title};
use crate::domain::language::Say;
use crate::tui::context::Context;
use crate::tui::screens::parts::reader::Reader;
use crate::tui::widget::detail::Told;

pub fn page() -> Reader {
    Reader::new(title(), tell)
}

fn tell(context: &Context) -> Vec<Told> {
    let (lang, theme) = (context.lang, &context.theme);
    let mut lines = vec![Told::Text(0, advice().say(lang), theme.text)];
    for (n, promise) in (1..).zip(&PROMISES) {
        lines.extend([Told::Blank, Told::Text(0, format!("{n}. {}", promise.who(lang)), theme.title)]);
        for question in Question::ALL {
            let (zh, en, style) = match question {
                Question::Prevented => ("防住", "Prevented", theme.good),
                Question::Found => ("查得出", "Found", theme.text),
                Question::NotStopped => ("挡不住", "Not stopped", theme.warn),
            };
            lines.push(Told::Pair(zh, en, promise.answer(question, lang).to_owned(), style));
        }
    }
    lines
}
