//! Dividing the questions: question after question, who of the panel marks it; recorded when all are given.

use super::Staffing;
use crate::both;
use crate::domain::evaluation::way::Share;
use crate::domain::id::PersonId;
use crate::domain::identity::inert;
use crate::ops::staffing::{Divisible, PanelKey, divide, divisible};
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::popup::choose::Choice;
use crate::tui::popup::several::Several;
use crate::tui::screen::Flow;
use crate::tui::screens::batch::StaffingIntent;

/// A division on its way: the shares so far, and what is divided.
pub struct Dividing {
    key: PanelKey,
    what: Divisible,
    given: Vec<Share>,
}

impl Dividing {
    fn ask(&self) -> Flow {
        let Some(question) = self.what.paper.questions.get(self.given.len()) else { return Flow::Stay };
        let (no, title) = (&question.no, inert(&question.title));
        let (place, of) = (self.given.len() + 1, self.what.paper.questions.len());
        let title = both!("{place}/{of} 试题 {no} {title}：由谁评？", "{place}/{of} Question {no} {title}: marked by?");
        let now = self.what.shares.iter().find(|share| share.question == *no);
        let marks = |person: &PersonId| now.is_some_and(|share| share.examiners.contains(person));
        let members = self.what.members.iter().enumerate();
        let picked = members.filter(|(_, (person, _))| marks(person)).map(|(place, _)| place).collect();
        let choice = |(_, name): &(PersonId, String)| {
            let name = inert(name);
            Choice::new(both!("{name}", "{name}"))
        };
        let choices = self.what.members.iter().map(choice).collect();
        Flow::ask(Intent::Staffing(StaffingIntent::Divide), Several::new(title, choices, picked))
    }
}

impl Staffing {
    pub(super) fn ask_division(&mut self, context: &mut Context) -> Flow {
        let Some(key) = self.seat().map(|seat| seat.panel.key) else { return Flow::Stay };
        let what = divisible(&context.office.read(), key);
        let Some(what) = context.tell(what) else { return Flow::Stay };
        let dividing = Dividing { key, what, given: Vec::new() };
        let flow = dividing.ask();
        self.dividing = Some(dividing);
        flow
    }

    /// Takes who marks this question and asks for the next; the last one records the division.
    pub(super) fn divided(&mut self, places: &[usize], context: &mut Context) -> Flow {
        let Some(mut dividing) = self.dividing.take() else { return Flow::Stay };
        let Some(question) = dividing.what.paper.questions.get(dividing.given.len()) else { return Flow::Stay };
        let examiners = places.iter().map(|place| dividing.what.members[*place].0).collect();
        dividing.given.push(Share { examiners, question: question.no.clone() });
        if dividing.given.len() < dividing.what.paper.questions.len() {
            let flow = dividing.ask();
            self.dividing = Some(dividing);
            return flow;
        }
        let recorded = divide(&mut context.office, dividing.key, &dividing.given);
        if context.tell(recorded).is_some() {
            let n = dividing.given.len();
            context.done(both!("{n} 题已分工到人。", "{n} questions are divided."));
        }
        Flow::Stay
    }
}
