//! What is recorded beside marks: notes and the choice of questions here, standings and vetoes by the shared questions.

use super::{DeskIntent, Marking};
use crate::domain::refusal::Refusal;
use crate::ops::{blind, marking};
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::popup::ask::Ask;
use crate::tui::popup::choose::{Choice, Choose};
use crate::tui::screen::{Answer, Flow};
use crate::{both, refusal};

impl Marking {
    pub(super) fn available(&self, intent: Intent) -> Result<(), Refusal> {
        match intent {
            Intent::Desk(DeskIntent::Choice)
                if self.subject.paper.choice_groups_of(&self.page.sheet.part).is_empty() =>
            {
                Err(refusal!("no_choice", "这份试卷没有选考题。", "This paper leaves no choice of questions."))
            }
            Intent::Desk(DeskIntent::Note | DeskIntent::Choice | DeskIntent::Undo) => {
                self.page.closed.clone().map_or(Ok(()), Err)
            }
            _ => Ok(()),
        }
    }

    pub(super) fn answered(&mut self, what: DeskIntent, answer: Answer, context: &mut Context) -> Flow {
        match what {
            DeskIntent::Sign => return self.answered_sign(answer, context),
            DeskIntent::Note => self.answered_note(answer, context),
            DeskIntent::Choice => self.answered_choice(answer, context),
            DeskIntent::Name => self.answered_name(answer, context),
            DeskIntent::Veto | DeskIntent::Standing => {
                return self.facts.answered(Intent::Desk(what), answer, context).unwrap_or_else(|| {
                    self.again(context);
                    Flow::Stay
                });
            }
            _ => {}
        }
        Flow::Stay
    }

    pub(super) fn ask_standing(&mut self, context: &mut Context) -> Flow {
        let (key, label) = (self.page.key, self.row().label());
        self.facts.ask_standing(Intent::Desk(DeskIntent::Standing), key.entry, &label, Some(key.subject), context)
    }

    pub(super) fn ask_veto(&mut self, context: &mut Context) -> Flow {
        let (key, label) = (self.page.key, self.row().label());
        self.facts.ask_veto(Intent::Desk(DeskIntent::Veto), key.entry, &label, Some(key.subject), context)
    }

    /// Looking whose work it is, where marking is blind, takes a reason.
    pub(super) fn ask_name(&mut self, context: &mut Context) -> Flow {
        if self.row().unmasked {
            context.info(both!("已查看过，姓名在号码后面。", "You looked already: the name stands behind the number."));
            return Flow::Stay;
        }
        if let Err(refusal) = blind::may_unmask(self.subject.rules.always_blind) {
            context.refuse(refusal);
            return Flow::Stay;
        }
        let about = both!(
            "这个科目盲评。查看会记入日志，并在评定结果中列出。理由：",
            "This subject is marked blind. Looking enters the journal and is listed with the outcome. The reason:"
        );
        Flow::ask(Intent::Desk(DeskIntent::Name), Ask::new(both!("查看被评人", "Look whose work it is"), about))
    }

    fn answered_name(&mut self, answer: Answer, context: &mut Context) {
        let Answer::Text(reason) = answer else { return };
        let key = self.page.key;
        let done = blind::unmask(&mut context.office, key.entry, key.subject, &reason);
        if context.tell(done).is_some() {
            self.again(context);
            context.done(both!("已查看，并记入日志。", "Shown, and recorded in the journal."));
        }
    }

    pub(super) fn ask_note(&mut self, _: &mut Context) -> Flow {
        let Some((_, criterion)) = self.page.current(&self.subject) else { return Flow::Stay };
        let (id, text) = (&criterion.id, &criterion.text);
        let note = self.page.sheet.notes.get(id).cloned().unwrap_or_default();
        let ask = Ask::new(both!("{id} 的理由", "Reason for {id}"), both!("{text}", "{text}"));
        Flow::ask(Intent::Desk(DeskIntent::Note), ask.value(&note).may_be_empty())
    }

    fn answered_note(&mut self, answer: Answer, context: &mut Context) {
        let id = self.page.current(&self.subject).map(|(_, criterion)| criterion.id.clone());
        if let (Answer::Text(note), Some(id)) = (answer, id) {
            let noted = self.page.note(&mut context.office, &id, &note);
            if context.tell(noted).is_some() {
                context.done(both!("{id} 的理由已保存。", "The reason for {id} is kept."));
            }
        }
    }

    /// The questions of all groups: `(group, number)` in the paper's order.
    fn choices(&self) -> Vec<(String, String)> {
        let part = &self.page.sheet.part;
        let own = self.subject.paper.questions.iter().filter(|question| part.holds_question(question));
        own.filter_map(|question| Some((question.choice.clone()?, question.no.clone()))).collect()
    }

    pub(super) fn ask_choice(&mut self, _: &mut Context) -> Flow {
        let choices = self.choices();
        let choice = |(group, no): &(String, String)| {
            let title = self.subject.paper.question(no).map_or("", |question| question.title.as_str());
            let chosen = self.page.sheet.chosen.contains(no);
            let note = if chosen {
                both!("选考组 {group}，已选", "group {group}, chosen")
            } else {
                both!("选考组 {group}", "group {group}")
            };
            Choice::new(both!("{no} {title}", "{no} {title}")).note(note)
        };
        let at = choices.iter().position(|(_, no)| self.page.sheet.chosen.contains(no)).unwrap_or(0);
        let title = both!("考生做的是哪一题？", "Which question did the candidate do?");
        let choose = Choose::new(title, choices.iter().map(choice).collect()).at(at);
        Flow::ask(Intent::Desk(DeskIntent::Choice), choose)
    }

    fn answered_choice(&mut self, answer: Answer, context: &mut Context) {
        let choices = self.choices();
        let Answer::Picked(picked) = answer else { return };
        let Some((group, no)) = choices.get(picked) else { return };
        let mut chosen = self.page.sheet.chosen.clone();
        chosen.retain(|other| !choices.iter().any(|(of, n)| of == group && n == other));
        chosen.push(no.clone());
        chosen.sort_by_key(|no| self.subject.paper.questions.iter().position(|question| question.no == *no));
        let kept = marking::choose(&mut context.office, self.page.key, &chosen);
        if context.tell(kept).is_some() {
            context.done(both!("选考题：{no}。", "Chosen question: {no}."));
            self.again(context);
        }
    }
}
