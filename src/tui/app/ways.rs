//! From screen to screen: what an answer of the top one leads to, and what is asked before something typed is left.

use super::layer::{Asked, Layer, Leave};
use super::{App, allowed};
use crate::both;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::popup::confirm::Confirm;
use crate::tui::popup::help::Help;
use crate::tui::popup::palette::Palette;
use crate::tui::preferences;
use crate::tui::screen::{Answer, Flow};
use crate::tui::screens::settings::on_leaving;
use crate::tui::screens::sign_in::{pin, renew};
use crate::tui::screens::{self, Place};

impl App {
    pub(super) fn follow(&mut self, flow: Flow, intent: Option<Intent>) {
        match flow {
            Flow::Stay => {}
            Flow::Pass => intent.into_iter().for_each(|intent| self.by_default(intent)),
            Flow::Push(screen) => self.put(screen, Asked::Nobody),
            Flow::Ask(asked, screen) => self.put(screen, Asked::Below(asked)),
            Flow::Replace(screen) => {
                let gone = self.stack.pop();
                self.shed(gone.as_ref());
                self.put(screen, gone.map_or(Asked::Nobody, |layer| layer.asked));
            }
            Flow::Pop => self.pop(None),
            Flow::PopWith(answer) => self.pop(Some(answer)),
            Flow::PopAnd(intent) => {
                self.pop(None);
                self.intent(intent);
            }
            Flow::Home => self.leave(Leave::To(0)),
            Flow::Seated => self.seated(),
            Flow::Go(place) => self.go(place),
            Flow::Afresh => self.afresh(),
            Flow::Quit => self.quit(),
        }
    }

    /// Ends, after the backup that the station wants on leaving. Where it fails, whoever asks again leaves without it.
    pub(super) fn quit(&mut self) {
        let backup = (!self.backed_up).then(|| on_leaving(&mut self.context)).flatten();
        self.backed_up = true;
        match backup {
            Some(working) => self.stack.push(Layer::of(Box::new(working), Asked::Frame(Leave::Over))),
            None => self.over = true,
        }
    }

    /// What an intent means where the screen has nothing to say of it.
    pub(super) fn by_default(&mut self, intent: Intent) {
        match intent {
            Intent::Back if self.stack.len() > 1 => self.ask_to_leave(Leave::To(self.stack.len() - 2)),
            Intent::Back => {
                self.context.info(both!("已在首页；按 Ctrl-Q 退出。", "This is the first screen; Ctrl-Q quits."))
            }
            Intent::Go(Place::Home) => self.ask_to_leave(Leave::To(0)),
            Intent::Go(place) => self.go(place),
            Intent::Help if self.top().scope() != Scope::Help => {
                let help = Help::over(self.top().scope(), self.top().typing());
                self.follow(Flow::push(help), None);
            }
            Intent::Palette if self.top().scope() != Scope::Palette => {
                let screen = self.top();
                let available = |intent| allowed(screen, intent, &self.context);
                let palette = Palette::over(screen.scope(), screen.typing(), available);
                self.follow(Flow::push(palette), None);
            }
            Intent::SwitchLanguage | Intent::SwitchColours | Intent::SwitchBorders => {
                preferences::switch(intent, &mut self.context);
            }
            Intent::Lock => self.lock(),
            Intent::Renew => self.follow(Flow::push(renew(false)), None),
            Intent::Pin => self.follow(Flow::push(pin()), None),
            Intent::Quit => self.ask_to_leave(Leave::Quit),
            _ => {}
        }
    }

    /// From the first screen of one place to that of another the way is sideways, so that the breadcrumb stays short; from
    /// deeper inside, Esc comes back to where the work was left.
    pub(super) fn go(&mut self, place: Place) {
        let top = self.stack.last().expect("the stack is never empty");
        if top.place == Some(place) {
            return;
        }
        if let Err(refusal) = place.may_go(&self.context.office) {
            return self.context.refuse(refusal);
        }
        // Who sits down is asked over the screens as they are: they are somebody's and come back.
        let sideways = top.place.is_some() && !top.screen.unsaved() && place != Place::People;
        let screen = screens::open(place, &mut self.context);
        let covers = screen.covers_all();
        if sideways && covers {
            self.stack.pop();
        }
        self.stack.push(Layer { screen, asked: Asked::Nobody, place: covers.then_some(place), kept: None });
    }

    /// Leaves at once where nothing is lost by it. Quitting from deep inside is asked about: Ctrl-C is soon pressed.
    pub(super) fn ask_to_leave(&mut self, leave: Leave) {
        let kept = if let Leave::To(depth) = leave { depth + 1 } else { 0 };
        let unsaved = self.stack.iter().skip(kept).any(|layer| layer.screen.unsaved());
        let question = match leave {
            _ if unsaved => {
                Confirm::new(both!("填了还没保存，要丢下吗？", "What you typed is not saved. Leave it?")).careful()
            }
            Leave::Quit if self.stack.len() > 1 => Confirm::new(both!("退出程序？", "Quit the program?"))
                .effect(both!("已保存的都在文件里。", "What is saved is in the file.")),
            _ => return self.leave(leave),
        };
        self.stack.push(Layer::of(Box::new(question), Asked::Frame(leave)));
    }

    pub(super) fn leave(&mut self, leave: Leave) {
        match leave {
            Leave::Quit => {
                self.give_up_typed();
                self.quit();
            }
            Leave::Over => self.over = true,
            Leave::To(depth) if depth + 1 < self.stack.len() => {
                // Whoever had proven themselves for what is given up has not done so for anything else.
                if self.stack.iter().skip(depth + 1).any(|layer| matches!(layer.asked, Asked::Below(_))) {
                    self.context.put_hands_down();
                }
                for gone in self.stack.split_off(depth + 1) {
                    self.shed(Some(&gone));
                }
                self.with_top(|screen, context| screen.resumed(context));
            }
            Leave::To(_) => {}
        }
    }

    /// The first screen never goes: leaving it ends the program.
    pub(super) fn pop(&mut self, answer: Option<Answer>) {
        if self.stack.len() == 1 {
            self.over = true;
            return;
        }
        let gone = self.stack.pop();
        self.shed(gone.as_ref());
        let asked = gone.map_or(Asked::Nobody, |layer| layer.asked);
        self.with_top(|screen, context| screen.resumed(context));
        match (asked, answer) {
            (Asked::Below(intent), Some(answer)) => {
                let flow = self.with_top(|screen, context| screen.answered(intent, answer, context));
                self.follow(flow, None);
            }
            (Asked::Frame(Leave::Over), Some(Answer::Finished)) => self.over = true,
            (Asked::Frame(leave), Some(Answer::Yes)) => self.leave(leave),
            (Asked::Typed(key, fields), Some(Answer::Yes)) => self.take_up(key, fields),
            // A draft that cannot be dropped is offered once more.
            (Asked::Typed(key, _), Some(Answer::No)) => drop(self.context.office.forget_form(&key)),
            _ => {}
        }
    }
}
