//! Whose screens these are: another person sits down, nobody touches a key, another file lies under the name.

use chrono::TimeDelta;

use super::App;
use super::layer::{Asked, Layer};
use crate::tui::keytable::Scope;
use crate::tui::screens::sign_in::Locked;
use crate::tui::screens::{self, Place};

impl App {
    /// Another file lies under the name: no screen tells of it, and nobody sits here.
    pub(super) fn afresh(&mut self) {
        self.parked.clear();
        self.beside.clear();
        self.context.put_hands_down();
        self.context.seat_changed();
        self.owner = self.context.office.who();
        let screen = screens::open(Place::People, &mut self.context);
        self.stack = vec![Layer::of(screen, Asked::Nobody)];
    }

    /// Somebody signed in: the screens of whoever sat here are kept as they are, and theirs come back.
    pub(super) fn seated(&mut self) {
        self.stack.pop();
        let who = self.context.office.who();
        self.touched = self.context.office.now();
        while self.stack.last().is_some_and(|layer| matches!(layer.screen.scope(), Scope::Locked | Scope::SignIn)) {
            self.stack.pop();
        }
        if who != self.owner {
            let theirs = std::mem::take(&mut self.stack);
            if !theirs.is_empty() {
                self.parked.insert(self.owner, theirs);
            }
            self.stack = self.parked.remove(&who).unwrap_or_default();
            self.owner = who;
        }
        if self.stack.is_empty() {
            let screen = screens::open(Place::Home, &mut self.context);
            self.stack.push(Layer::of(screen, Asked::Nobody));
            self.tell_of_kept_forms();
        }
        self.with_top(|screen, context| screen.resumed(context));
    }

    /// Whether nobody has touched a key for as long as the station allows. Long work on top goes on unlocked.
    pub(super) fn is_left_alone(&self) -> bool {
        let minutes = self.context.idle_minutes;
        minutes > 0
            && self.context.office.is_seated()
            && !matches!(self.top().scope(), Scope::Working | Scope::Locked)
            && self.context.office.now() - self.touched >= TimeDelta::minutes(minutes.into())
    }

    pub(super) fn lock(&mut self) {
        if self.context.office.is_seated() && self.top().scope() != Scope::Locked {
            let screen = Box::new(Locked);
            self.stack.push(Layer::of(screen, Asked::Nobody));
        }
    }
}
