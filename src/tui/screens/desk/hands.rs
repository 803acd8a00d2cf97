//! What keys, characters and the mouse do to the sheet that lies open.

use super::{DeskIntent, Marking, draw};
use crate::both;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::screen::{Flow, Mouse, Press, Typed};

impl Marking {
    pub(super) fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        if let Intent::Edit(edit) = intent {
            if self.page.closed.is_none() {
                self.page.edit(edit);
            }
            return Flow::Stay;
        }
        match intent {
            Intent::Accept => self.accept(context),
            Intent::Desk(DeskIntent::Undo) => self.undo(context),
            // Whatever else is wanted: what stands in the field is kept first.
            _ => {
                self.keep(context);
                return self.go(intent, context);
            }
        }
        Flow::Stay
    }

    fn go(&mut self, intent: Intent, context: &mut Context) -> Flow {
        // On its side, candidates lie under each other and criteria behind.
        let intent = match (self.across.is_some(), intent) {
            (true, Intent::Up) => Intent::Desk(DeskIntent::PreviousCandidate),
            (true, Intent::Down) => Intent::Desk(DeskIntent::NextCandidate),
            (true, Intent::Desk(DeskIntent::PreviousCandidate)) => Intent::Up,
            (true, Intent::Desk(DeskIntent::NextCandidate)) => Intent::Down,
            (_, intent) => intent,
        };
        match intent {
            Intent::Up => self.step(self.page.at().saturating_sub(1), context),
            Intent::Down => self.step(self.page.at() + 1, context),
            Intent::First => self.step(0, context),
            Intent::Last => self.step(usize::MAX, context),
            Intent::Desk(DeskIntent::NextCandidate) if self.current + 1 == self.rows.len() => {
                context.info(both!("已是最后一名考生。", "This is the last candidate."));
            }
            Intent::Desk(DeskIntent::PreviousCandidate) if self.current == 0 => {
                context.info(both!("已是第一名考生。", "This is the first candidate."));
            }
            Intent::Desk(DeskIntent::NextCandidate) => self.take(self.current + 1, context),
            Intent::Desk(DeskIntent::PreviousCandidate) => self.take(self.current - 1, context),
            Intent::Desk(DeskIntent::Name) if self.names_are_known() => {
                context.info(both!(
                    "现场评分，为现场非盲评，姓名一直显示。",
                    "This form is marked as it is seen, not blind: names are always shown."
                ));
            }
            Intent::Desk(DeskIntent::Name) => return self.ask_name(context),
            Intent::Desk(DeskIntent::Across) => self.turn(context),
            Intent::Desk(DeskIntent::Sign) => return self.ask_to_sign(context),
            Intent::Desk(DeskIntent::Correct) => self.correct(context),
            Intent::Desk(DeskIntent::Note) => return self.ask_note(context),
            Intent::Desk(DeskIntent::Choice) => return self.ask_choice(context),
            Intent::Desk(DeskIntent::Veto) => return self.ask_veto(context),
            Intent::Desk(DeskIntent::Standing) => return self.ask_standing(context),
            Intent::Desk(DeskIntent::Why) => return self.why(context),
            Intent::Search => return self.find(),
            Intent::Refresh => self.again(context),
            _ => return Flow::Pass,
        }
        Flow::Stay
    }

    pub(super) fn typed(&mut self, typed: &Typed, context: &mut Context) {
        self.just_signed = None;
        match &self.page.closed {
            Some(closed) => {
                let refusal = closed.clone();
                let signed = refusal.code == "signed";
                let next = both!("按 e 更正。", "Press e to correct it.");
                context.refuse(if signed { refusal.next(next) } else { refusal });
            }
            None => self.page.typed(typed),
        }
    }

    pub(super) fn mouse(&mut self, mouse: Mouse, context: &mut Context) {
        match mouse.what {
            Press::WheelUp => self.step(self.page.at().saturating_sub(1), context),
            Press::WheelDown => self.step(self.page.at() + 1, context),
            Press::Click => {
                if let Some(at) = draw::hit(&self.spots.criteria, mouse.at) {
                    self.step(at, context);
                } else if let Some(place) = draw::hit(&self.spots.candidates, mouse.at) {
                    self.take(place, context);
                }
            }
        }
    }
}
