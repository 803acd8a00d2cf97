//! What is prevented, what is found and what cannot be stopped.

use serde::Serialize;

use crate::cli::json::Array;
use crate::cli::session::Session;
use crate::credential::promises::{PROMISES, Promise, Question, advice, title};
use crate::domain::language::{Both, Lang, Say};

#[derive(Serialize)]
struct Row {
    who: Both,
    prevented: Both,
    found: Both,
    not_stopped: Both,
}

impl Row {
    fn of(promise: &Promise) -> Row {
        let answer = |question| Both {
            zh: promise.answer(question, Lang::Zh).to_owned(),
            en: promise.answer(question, Lang::En).to_owned(),
        };
        Row {
            who: Both { zh: promise.who(Lang::Zh).to_owned(), en: promise.who(Lang::En).to_owned() },
            prevented: answer(Question::Prevented),
            found: answer(Question::Found),
            not_stopped: answer(Question::NotStopped),
        }
    }
}

pub fn show(session: &mut Session, json: bool) {
    let (lang, out) = (session.lang, &mut session.out);
    if json {
        let mut array = Array::default();
        PROMISES.iter().for_each(|promise| array.push(out, &Row::of(promise)));
        return array.end(out);
    }
    out.line(&title().say(lang));
    out.line("");
    out.line(&advice().say(lang));
    for (n, promise) in (1..).zip(&PROMISES) {
        out.line("");
        out.line(&format!("{n}. {}", promise.who(lang)));
        for question in Question::ALL {
            let (name, answer) = (question.say(lang), promise.answer(question, lang));
            out.line(&format!("   {name}{}{answer}", lang.pick("：", ": ")));
        }
    }
}
