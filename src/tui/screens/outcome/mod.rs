//! An outcome and why: the verdict, the subjects against their pass marks, the derivation line by line, and one key
//! further what each examiner gave for each criterion.

mod differences;
mod lines;
mod marks;
mod settle;
mod table;
mod view;

use ratatui::Frame;
use ratatui::layout::Rect;

pub use self::differences::DifferencesIntent;
use self::marks::Marks;
use self::settle::Naming;
use self::table::Table;
use self::view::View;
use crate::both;
use crate::domain::evaluation::outcome::Verdict;
use crate::domain::id::{EntryId, VetoId};
use crate::domain::language::{Lang, Say};
use crate::domain::refusal::Refusal;
use crate::ops::marking;
use crate::refusal;
use crate::store::act::Kind;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::popup::ask::Ask;
use crate::tui::popup::choose::{Choice, Choose};
use crate::tui::popup::second::Second;
use crate::tui::screen::{Answer, Flow, Mouse, Press, Screen};
use crate::tui::screens::parts::facts::Facts;
use crate::tui::theme::Theme;
use crate::tui::widget::detail::{Detail, split};

/// The verbs of the outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OutcomeIntent {
    /// Takes a veto back, with a reason.
    Withdraw,
    /// What stands for the selected subject.
    Standing,
    Veto,
    /// The subject goes back to its panel.
    SendBack,
    /// Names a further examiner.
    Further,
    /// Two entries of one paper, side by side.
    Differences,
}

/// The outcome of an entry, derived or recorded, and everything it follows from.
pub fn open(entry: EntryId) -> Box<dyn Screen> {
    Box::new(OutcomeScreen {
        entry,
        view: None,
        refused: None,
        selected: 0,
        detail: Detail::default(),
        body: 0,
        spots: Vec::new(),
        withdrawing: None,
        reason: String::new(),
        table: Table::default(),
        facts: Facts::default(),
        naming: Naming::default(),
    })
}

struct OutcomeScreen {
    entry: EntryId,
    view: Option<View>,
    refused: Option<Refusal>,
    /// The subject that the next key acts on.
    selected: usize,
    detail: Detail,
    /// Lines that the derivation has room for.
    body: u16,
    spots: Vec<(Rect, usize)>,
    withdrawing: Option<VetoId>,
    reason: String,
    table: Table,
    facts: Facts,
    naming: Naming,
}

impl OutcomeScreen {
    fn load(&mut self, context: &mut Context) {
        match View::read(&context.office, self.entry) {
            Ok(view) => (self.view, self.refused) = (Some(view), None),
            Err(failure) => self.refused = Some(failure.into()),
        }
    }

    fn marks(&self) -> Flow {
        match self.view.as_ref().and_then(|view| view.subjects.get(self.selected)) {
            Some(subject) => Flow::push(Marks::new(self.entry, subject.rules.kind)),
            None => Flow::Stay,
        }
    }

    fn standing_vetoes(&self) -> Vec<(VetoId, String)> {
        let all = self.view.iter().flat_map(|view| &view.vetoes).filter(|kept| !kept.withdrawn);
        all.map(|kept| (kept.veto.id, kept.veto.text.clone())).collect()
    }

    fn ask_withdraw(&mut self) -> Flow {
        let asked = Intent::Outcome(OutcomeIntent::Withdraw);
        let vetoes = self.standing_vetoes();
        if let [(id, text)] = vetoes.as_slice() {
            self.withdrawing = Some(*id);
            return Flow::ask(asked, reason_of(text));
        }
        let choices = vetoes.iter().map(|(_, text)| Choice::new(both!("{text}", "{text}"))).collect();
        Flow::ask(asked, Choose::new(both!("撤回哪一项？", "Withdraw which one?"), choices))
    }

    /// A standing or a veto, in the subject that is selected.
    fn ask_fact(&mut self, verb: OutcomeIntent, context: &mut Context) -> Flow {
        let Some(view) = &self.view else { return Flow::Stay };
        let subject = view.subjects.get(self.selected).map(|subject| subject.rules.kind);
        let label = view.entry.ticket.clone().unwrap_or_default();
        let asked = Intent::Outcome(verb);
        match verb {
            OutcomeIntent::Standing => self.facts.ask_standing(asked, self.entry, &label, subject, context),
            _ => self.facts.ask_veto(asked, self.entry, &label, subject, context),
        }
    }

    fn scroll(&mut self, by: i32) {
        let to = i32::from(self.detail.scroll).saturating_add(by).clamp(0, i32::from(u16::MAX));
        self.detail.scroll = to as u16;
    }
}

fn reason_of(text: &str) -> Ask {
    let about = both!("“{text}”撤回后仍留在日志里。写明理由：", "“{text}” stays in the journal. The reason:");
    Ask::new(both!("撤回一票否决", "Withdraw the veto"), about)
}

/// The style of a verdict.
fn style_of(verdict: Verdict, theme: &Theme) -> ratatui::style::Style {
    match verdict {
        Verdict::Pass => theme.good,
        Verdict::Fail => theme.bad,
        Verdict::Open => theme.warn,
    }
}

impl Screen for OutcomeScreen {
    fn crumb(&self, lang: Lang) -> String {
        let ticket = self.view.as_ref().and_then(|view| view.entry.ticket.clone()).unwrap_or_default();
        crate::say!(lang, "结果 {ticket}", "Outcome {ticket}").trim_end().to_owned()
    }

    fn scope(&self) -> Scope {
        Scope::Outcome
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        if self.view.is_none() && self.refused.is_none() {
            self.load(context);
        }
        if let Some(refused) = &self.refused {
            let text = refused.say(context.lang);
            frame.buffer_mut().set_stringn(area.x + 2, area.y + 2, text, area.width as usize - 2, context.theme.warn);
            return;
        }
        let Some(view) = &self.view else { return };
        let (left, right) = split(frame, area, 42, context);
        let heads = lines::draw_head(frame, Rect { height: left.height.min(3), ..left }, view, context);
        let subjects = Rect { y: left.y + heads, height: view.subjects.len() as u16 + 1, ..left }.intersection(left);
        self.spots = lines::draw_subjects(frame, subjects, view, self.selected, context);
        let body = Rect { y: subjects.bottom(), height: left.bottom() - subjects.bottom(), ..left };
        self.body = body.height;
        self.detail.draw(frame, body, &lines::told(view, context), context);
        if let (Some(right), Some(subject)) = (right, view.subjects.get(self.selected)) {
            self.table.draw(frame, right, view, subject, false, context);
        }
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        let last = self.view.as_ref().map_or(0, |view| view.subjects.len().saturating_sub(1));
        match intent {
            Intent::Open => return self.marks(),
            Intent::Up => self.selected = self.selected.saturating_sub(1),
            Intent::Down => self.selected = (self.selected + 1).min(last),
            Intent::PageDown => self.scroll(i32::from(self.body.saturating_sub(1).max(1))),
            Intent::PageUp => self.scroll(-i32::from(self.body.saturating_sub(1).max(1))),
            Intent::First => self.detail.scroll = 0,
            Intent::Last => self.scroll(i32::from(u16::MAX)),
            Intent::Refresh => self.load(context),
            Intent::Outcome(OutcomeIntent::Withdraw) => return self.ask_withdraw(),
            Intent::Outcome(verb @ (OutcomeIntent::Standing | OutcomeIntent::Veto)) => {
                return self.ask_fact(verb, context);
            }
            Intent::Outcome(verb) => return self.settle(verb, context),
            _ => return Flow::Pass,
        }
        Flow::Stay
    }

    fn available(&self, intent: Intent, _: &Context) -> Result<(), Refusal> {
        if intent == Intent::Outcome(OutcomeIntent::Withdraw) && self.standing_vetoes().is_empty() {
            return Err(refusal!("no_veto", "没有登记一票否决。", "No veto is recorded."));
        }
        match intent {
            Intent::Outcome(verb) => self.may_settle(verb),
            _ => Ok(()),
        }
    }

    fn mouse(&mut self, mouse: Mouse, _: &mut Context) -> Flow {
        match mouse.what {
            Press::WheelUp => self.scroll(-3),
            Press::WheelDown => self.scroll(3),
            Press::Click => {
                let hit = self.spots.iter().find(|(place, _)| place.contains(mouse.at)).map(|(_, at)| *at);
                match hit {
                    Some(at) if at == self.selected => return self.marks(),
                    Some(at) => self.selected = at,
                    None => {}
                }
            }
        }
        Flow::Stay
    }

    fn resumed(&mut self, context: &mut Context) {
        self.load(context);
    }

    fn answered(&mut self, asked: Intent, answer: Answer, context: &mut Context) -> Flow {
        match asked {
            Intent::Outcome(OutcomeIntent::Withdraw) => {}
            Intent::Outcome(verb @ (OutcomeIntent::SendBack | OutcomeIntent::Further | OutcomeIntent::Differences)) => {
                return self.settled(verb, answer, context);
            }
            _ => {
                return self.facts.answered(asked, answer, context).unwrap_or_else(|| {
                    self.load(context);
                    Flow::Stay
                });
            }
        }
        match (answer, self.withdrawing) {
            (Answer::Picked(place), _) => {
                let Some((id, text)) = self.standing_vetoes().into_iter().nth(place) else { return Flow::Stay };
                self.withdrawing = Some(id);
                return Flow::ask(asked, reason_of(&text));
            }
            (Answer::Text(reason), Some(_)) => {
                self.reason = reason;
                return Second::ask(asked, Kind::VetoWithdrawn, context);
            }
            (Answer::Finished, Some(id)) => {
                self.withdrawing = None;
                let Some(second) = context.second_hand.take() else { return Flow::Stay };
                let withdrawn = marking::withdraw_veto(&mut context.office, id, &self.reason, &second);
                if context.tell(withdrawn).is_some() {
                    self.load(context);
                    context.done(both!(
                        "一票否决已撤回，结果已重算。",
                        "The veto is withdrawn and the outcome derived again."
                    ));
                }
            }
            _ => {}
        }
        Flow::Stay
    }
}
