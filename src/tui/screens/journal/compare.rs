//! A code from paper, typed in, against the file: the comparison beside the screen, then its verdict.

use crate::both;
use crate::credential::checkpoint_code::CheckpointCode;
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::ops::Office;
use crate::ops::against::{Anchor, Compared, compare};
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::popup::ask::Ask;
use crate::tui::popup::working::Working;
use crate::tui::screen::{Answer, Flow};
use crate::tui::screens::parts::reader::Reader;
use crate::tui::screens::parts::threaded::{Shared, Slot, Threaded};
use crate::tui::screens::parts::words;
use crate::tui::widget::detail::Told;

pub fn ask() -> Ask {
    Ask::new(
        both!("对码", "Compare with a code"),
        both!(
            "照纸上抄存证码。大小写、空格、横线都随意；O 和 0、I 和 1 不用分。",
            "Type the checkpoint code from the paper. Case, blanks and dashes do not matter, nor O for 0 or I for 1."
        ),
    )
}

/// The code that was typed, or the verdict that came.
pub fn answered(asked: Intent, answer: Answer, slot: &Slot<Compared>, context: &mut Context) -> Flow {
    match answer {
        Answer::Text(typed) => match CheckpointCode::parse(&typed) {
            Ok(code) => Flow::ask(asked, working(code, slot)),
            Err(bad) => {
                let words = Both { zh: format!("{}。", bad.say(Lang::Zh)), en: format!("{}.", bad.say(Lang::En)) };
                context.refuse(Refusal::new("bad_code", words));
                // Nothing typed is lost.
                Flow::ask(asked, ask().value(&typed))
            }
        },
        Answer::Finished => match slot.borrow_mut().take() {
            Some(compared) => Flow::push(verdict(compared)),
            None => Flow::Stay,
        },
        _ => Flow::Stay,
    }
}

fn working(code: CheckpointCode, slot: &Slot<Compared>) -> Working {
    let stopped = both!("对码已停下；文件没有改动。", "The comparison was stopped; nothing was changed.");
    let work = move |office: &Office, _: &Shared| Ok(compare(&office.read(), &[Anchor::Code(code)])?.remove(0));
    Working::new(Threaded::new(both!("对码", "Comparing"), stopped, words::both, slot, work))
}

fn verdict(compared: Compared) -> Reader {
    Reader::new(both!("对码", "Comparison"), move |context| {
        let (lang, theme) = (context.lang, &context.theme);
        let style = if compared.holds() { theme.good } else { theme.bad };
        let mut lines = vec![
            Told::Text(0, compared.say(lang), style),
            Told::Blank,
            Told::pair("存证时", "Then", compared.size.to_string()),
            Told::pair("现在", "Now", compared.acts.to_string()),
        ];
        if !compared.holds() {
            let next = lang.pick(
                "请停止使用这个文件，先复制一份留存；再用其他日期的存证码对一遍，看从哪里开始不符；按 c 核对全文件。",
                "Stop using this file and keep a copy. Then compare the codes of other days, to see from where on it differs; c on the journal checks the whole file.",
            );
            lines.extend([Told::Blank, Told::Text(0, next.to_owned(), theme.text)]);
        }
        lines
    })
}
