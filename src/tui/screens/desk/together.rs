//! The panel's common sheet on the desk: measured values are entered once and signed by all, one passphrase after another.

use super::{Desk, DeskIntent, Marking, State};
use crate::both;
use crate::domain::evaluation::way::Way;
use crate::ops::measures;
use crate::refusal;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::popup::passphrase::Passphrase;
use crate::tui::screen::Flow;

impl Desk {
    /// From one's own sheets to the panel's, and back; the same candidate stays on top.
    pub(super) fn turn_together(&mut self, context: &mut Context) {
        let State::Marking(marking) = &mut self.state else {
            return context.info(both!("先由考评组成员登录。", "Somebody of the panel signs in first."));
        };
        if marking.subject.rules.way != Way::MeasuresAgreed {
            return context.refuse(refusal!(
                "not_agreed_together",
                "标准没有规定这个科目测量项合议。",
                "The standard does not have this subject's measures agreed."
            ));
        }
        marking.keep(context);
        if marking.unsaved() {
            return context.info(both!("这个打分不对，先改好。", "This mark is not right; mend it first."));
        }
        self.first = Some(marking.page.key.entry);
        self.together = !self.together;
        self.load(context);
        context.info(match self.together {
            true => both!(
                "合议表：测得值只填一次，按 s 由全组依次签字；按 m 回到自己的评分表。",
                "The panel's sheet: values are entered once, s has all sign in turn; m goes back to your own sheet."
            ),
            false => both!("自己的评分表。按 m 打开合议表。", "Your own sheet. m opens the panel's."),
        });
    }
}

impl Marking {
    pub(super) fn is_together(&self) -> bool {
        self.page.key.is_panels()
    }

    /// Asks for the passphrase of the next one of the panel; none once all have proven themselves, or where one signs alone.
    pub(super) fn next_of_panel(&self, context: &mut Context) -> Option<Flow> {
        if !self.is_together() {
            return None;
        }
        let key = self.page.key;
        let others = measures::others(&context.office.read(), context.office.who(), key.entry, key.subject);
        let others = context.tell(others)?;
        let (person, name) = others.get(context.beside_hands.len())?;
        let (n, of, sheets) = (context.beside_hands.len() + 2, others.len() + 1, self.pile.len());
        let popup = Passphrase::beside(both!("{name}的口令", "Passphrase of {name}"), *person).about(both!(
            "考评组第 {n}/{of} 人：{name} 在场，同意并签署同样的 {sheets} 份测得值。",
            "Panel {n} of {of}: {name} is here, agrees, and signs the same measured values ({sheets} sheets)."
        ));
        Some(Flow::ask(Intent::Desk(DeskIntent::Sign), popup))
    }

    /// What stands before the candidate where the panel's sheet lies open.
    pub(super) fn together_words(&self, lang: crate::domain::language::Lang) -> &'static str {
        if self.is_together() { lang.pick("【合议表】", "[panel's sheet] ") } else { "" }
    }
}
