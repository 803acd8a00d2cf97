//! What is recorded beside marks: notes, the choice of questions, standings and vetoes with their evidence.

use super::{DeskIntent, Marking};
use crate::domain::evaluation::standing::Standing;
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::ops::marking;
use crate::store::act::Kind;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::popup::ask::Ask;
use crate::tui::popup::choose::{Choice, Choose};
use crate::tui::popup::confirm::Confirm;
use crate::tui::popup::second::Second;
use crate::tui::screen::{Answer, Flow};
use crate::{both, refusal};

/// What is being asked for, step by step.
pub enum Asking {
    Nothing,
    /// The kind of veto by its place in the standard, and its evidence.
    Veto(usize, String),
    Standing(Standing, String),
}

/// What may be set from the desk; carried scores come from another entry and are set there.
fn standings() -> [Standing; 6] {
    let breach = Standing::Breach { code: String::new() };
    [Standing::Sat, Standing::Absent, breach, Standing::Exempt, Standing::Deferred, Standing::Void]
}

fn both_of(what: &impl Say) -> Both {
    Both { zh: what.say(Lang::Zh), en: what.say(Lang::En) }
}

impl Marking {
    pub(super) fn available(&self, intent: Intent) -> Result<(), Refusal> {
        match intent {
            Intent::Desk(DeskIntent::Choice) if self.subject.paper.choice_groups().is_empty() => {
                Err(refusal!("no_choice", "这份试卷没有选考题。", "This paper leaves no choice of questions."))
            }
            Intent::Desk(DeskIntent::Veto) if self.subject.vetoes.is_empty() => Err(refusal!(
                "no_vetoes",
                "这个标准没有列出一票否决的情形。",
                "This standard lists no fact that overrides the marks."
            )),
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
            DeskIntent::Veto => return self.answered_veto(answer, context),
            DeskIntent::Standing => return self.answered_standing(answer, context),
            _ => {}
        }
        Flow::Stay
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
        let own = self.subject.paper.questions.iter();
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

    pub(super) fn ask_veto(&mut self, _: &mut Context) -> Flow {
        let kinds = self.subject.vetoes.iter();
        // The standard's words are Chinese: in English its code helps to tell them apart.
        let choices = kinds.map(|kind| {
            Choice::new(both!("{0}", "{0}", kind.text)).note(Both { zh: String::new(), en: kind.code.clone() })
        });
        let choose = Choose::new(both!("一票否决：哪一种？", "Veto: which kind?"), choices.collect());
        Flow::ask(Intent::Desk(DeskIntent::Veto), choose)
    }

    fn answered_veto(&mut self, answer: Answer, context: &mut Context) -> Flow {
        let asked = Intent::Desk(DeskIntent::Veto);
        match (answer, &mut self.asking) {
            (Answer::Picked(kind), _) => {
                self.asking = Asking::Veto(kind, String::new());
                let about = both!(
                    "写明事实和依据（考场记录、证人、照片编号）：",
                    "The facts and the evidence (room record, witness, photo):"
                );
                Flow::ask(asked, Ask::new(both!("一票否决的依据", "Evidence of the veto"), about))
            }
            (Answer::Text(text), Asking::Veto(kind, evidence)) => {
                evidence.clone_from(&text);
                let what = self.subject.vetoes.get(*kind).map_or("", |kind| kind.text.as_str());
                let confirm = Confirm::new(both!("登记一票否决：{what}？", "Record the veto: {what}?"))
                    .effect(both!("依据：{text}", "Evidence: {text}"))
                    .effect(both!(
                        "结果立即为不合格，任何分数都不能抵消；可写明理由撤回。",
                        "The outcome fails at once and no mark outweighs it; it can be withdrawn with a reason."
                    ))
                    .button("登记", "Record")
                    .careful();
                Flow::ask(asked, confirm)
            }
            (Answer::Yes, Asking::Veto(..)) => Second::ask(asked, Kind::VetoRecorded, context),
            (Answer::Finished, Asking::Veto(kind, evidence)) => {
                let Some(second) = context.second_hand.take() else { return Flow::Stay };
                let code = self.subject.vetoes.get(*kind).map_or(String::new(), |kind| kind.code.clone());
                let key = self.page.key;
                let done =
                    marking::record_veto(&mut context.office, key.entry, &code, Some(key.subject), evidence, &second);
                self.asking = Asking::Nothing;
                if context.tell(done).is_some() {
                    self.again(context);
                    context.done(both!("一票否决已登记；按 w 看结果。", "The veto is recorded; w shows the outcome."));
                }
                Flow::Stay
            }
            _ => Flow::Stay,
        }
    }

    pub(super) fn ask_standing(&mut self) -> Flow {
        let now = self.row().stands.clone().unwrap_or(Standing::Sat);
        let choices = standings().map(|standing| {
            let choice = Choice::new(both_of(&standing));
            if standing.word() == now.word() { choice.note(both!("现在", "now")) } else { choice }
        });
        let at = standings().iter().position(|standing| standing.word() == now.word()).unwrap_or(0);
        let title = both!("这个科目的考试状态", "What stands for this subject");
        Flow::ask(Intent::Desk(DeskIntent::Standing), Choose::new(title, choices.to_vec()).at(at))
    }

    fn answered_standing(&mut self, answer: Answer, context: &mut Context) -> Flow {
        let asked = Intent::Desk(DeskIntent::Standing);
        let ask_evidence = |standing: &Standing| {
            let (zh, en) = (standing.say(Lang::Zh), standing.say(Lang::En));
            let about = both!(
                "写明依据（签到表、考场情况记录单、批件）：",
                "The evidence (attendance list, room record, approval):"
            );
            Flow::ask(asked, Ask::new(both!("{zh}的依据", "Evidence: {en}"), about))
        };
        match (answer, &mut self.asking) {
            (Answer::Picked(place), _) => {
                let Some(standing) = standings().get(place).cloned() else { return Flow::Stay };
                let breach = matches!(standing, Standing::Breach { .. });
                let flow = if breach {
                    let about = both!("违纪代码或情形（如 替考、夹带）：", "Code or kind of the breach:");
                    Flow::ask(asked, Ask::new(both!("违纪", "Breach"), about))
                } else {
                    ask_evidence(&standing)
                };
                self.asking = Asking::Standing(standing, String::new());
                flow
            }
            (Answer::Text(text), Asking::Standing(standing, evidence)) => {
                if let Standing::Breach { code } = standing
                    && code.is_empty()
                {
                    *code = text;
                    return ask_evidence(standing);
                }
                evidence.clone_from(&text);
                let (zh, en) = (standing.say(Lang::Zh), standing.say(Lang::En));
                let ticket = self.rows[self.current].ticket.clone().unwrap_or_default();
                let confirm = Confirm::new(both!("{ticket} 登记为“{zh}”？", "Record {ticket} as “{en}”?"))
                    .effect(both!("依据：{text}", "Evidence: {text}"))
                    .effect(both!("可以再改回“正常”。", "It can be set back to “sat”."))
                    .button("登记", "Record");
                Flow::ask(asked, confirm)
            }
            (Answer::Yes, Asking::Standing(standing, evidence)) => {
                let key = self.page.key;
                let (standing, evidence) = (standing.clone(), evidence.clone());
                let (zh, en) = (standing.say(Lang::Zh), standing.say(Lang::En));
                self.asking = Asking::Nothing;
                let set = marking::set_standing(&mut context.office, key.entry, key.subject, standing, &evidence);
                if context.tell(set).is_some() {
                    self.again(context);
                    context.done(both!("已登记为“{zh}”。", "Recorded as “{en}”."));
                }
                Flow::Stay
            }
            _ => Flow::Stay,
        }
    }
}
