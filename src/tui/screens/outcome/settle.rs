//! What a panel's leader does where its marks do not agree: send the subject back, name a further examiner, open the
//! differences of a double entry.

use super::differences::Differences;
use super::{OutcomeIntent, OutcomeScreen};
use crate::both;
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::id::PersonId;
use crate::domain::refusal::Refusal;
use crate::ops::agreement;
use crate::refusal;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::popup::ask::Ask;
use crate::tui::popup::choose::{Choice, Choose};
use crate::tui::screen::{Answer, Flow};

/// Who could be the further examiner, and who was picked.
#[derive(Default)]
pub struct Naming {
    people: Vec<(PersonId, String)>,
    picked: Option<PersonId>,
}

impl OutcomeScreen {
    fn subject(&self) -> Option<SubjectKind> {
        self.view.as_ref()?.subjects.get(self.selected).map(|subject| subject.rules.kind)
    }

    /// Why a verb of agreement cannot run on the selected subject.
    pub(super) fn may_settle(&self, verb: OutcomeIntent) -> Result<(), Refusal> {
        let (Some(view), Some(kind)) = (&self.view, self.subject()) else { return Ok(()) };
        match verb {
            OutcomeIntent::SendBack => agreement::may_open_case(&view.outcome, kind),
            OutcomeIntent::Further => agreement::may_name_further(&view.outcome, kind),
            OutcomeIntent::Differences => {
                let keyed = view.subjects.get(self.selected).is_some_and(|own| own.rules.is_double_entry());
                match keyed {
                    true => Ok(()),
                    false => {
                        Err(refusal!("no_double_entry", "这个科目不是双人登分。", "This subject is not keyed twice."))
                    }
                }
            }
            OutcomeIntent::Withdraw | OutcomeIntent::Standing | OutcomeIntent::Veto => Ok(()),
        }
    }

    pub(super) fn settle(&mut self, verb: OutcomeIntent, context: &mut Context) -> Flow {
        let Some(kind) = self.subject() else { return Flow::Stay };
        let asked = Intent::Outcome(verb);
        match verb {
            OutcomeIntent::Differences => {
                let screen = Differences::new(&context.office, self.entry, kind, context.lang);
                context.tell(screen).map_or(Flow::Stay, Flow::push)
            }
            OutcomeIntent::SendBack => {
                let about = both!(
                    "全组重新评分签字，只计新的；旧的留在日志里。写明理由：",
                    "The whole panel marks and signs anew; only that counts, and what was stays in the journal. The reason:"
                );
                Flow::ask(asked, Ask::new(both!("退回重评", "Send back"), about))
            }
            OutcomeIntent::Further => {
                let people = agreement::could_be_further(&context.office.read(), self.entry, kind);
                let Some(people) = context.tell(people) else { return Flow::Stay };
                if people.is_empty() {
                    context.info(both!("没有组外可以加评的人员。", "Nobody outside the panel may mark this."));
                    return Flow::Stay;
                }
                let choices = people.iter().map(|(_, name)| Choice::new(both!("{name}", "{name}"))).collect();
                self.naming = Naming { people, picked: None };
                Flow::ask(asked, Choose::new(both!("由谁加评？", "Who marks it too?"), choices))
            }
            OutcomeIntent::Withdraw | OutcomeIntent::Standing | OutcomeIntent::Veto => Flow::Stay,
        }
    }

    /// What was asked for has its answer.
    pub(super) fn settled(&mut self, verb: OutcomeIntent, answer: Answer, context: &mut Context) -> Flow {
        let Some(kind) = self.subject() else { return Flow::Stay };
        let done = match (verb, answer) {
            (OutcomeIntent::Further, Answer::Picked(place)) => {
                self.naming.picked = self.naming.people.get(place).map(|(person, _)| *person);
                let about = both!(
                    "加评人看不到别人的打分。写明理由：",
                    "They mark without seeing the others' marks. The reason:"
                );
                return Flow::ask(Intent::Outcome(verb), Ask::new(both!("加评", "Further examiner"), about));
            }
            (OutcomeIntent::Further, Answer::Text(because)) => {
                let Some(person) = self.naming.picked.take() else { return Flow::Stay };
                let named = agreement::name_further(&mut context.office, self.entry, kind, person, &because);
                context.tell(named).map(|()| both!("已指定加评人员。", "The further examiner is named."))
            }
            (OutcomeIntent::SendBack, Answer::Text(because)) => {
                let sent = agreement::open_case(&mut context.office, self.entry, kind, &because);
                context
                    .tell(sent)
                    .map(|()| both!("已退回，全组重新评分。", "It is sent back; the whole panel marks anew."))
            }
            _ => None,
        };
        if let Some(done) = done {
            self.load(context);
            context.done(done);
        }
        Flow::Stay
    }
}
