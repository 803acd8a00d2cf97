//! The sheet that lies open: its marks are kept, and others are taken up.

use super::page::{Mind, Page};
use super::{Marking, candidates, to_mark};
use crate::both;
use crate::domain::evaluation::running::running;
use crate::domain::language::Both;
use crate::store::Failure;
use crate::store::draft::SheetKey;
use crate::store::read::entry::DeskRow;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::popup::choose::{Choice, Choose};
use crate::tui::screen::Flow;
use crate::tui::screens::outcome;

impl Marking {
    /// Whether names are shown: a hand at work and a person who speaks are known to the panel anyway.
    pub(super) fn shows_name(&self) -> bool {
        self.row().unmasked || self.names_are_known()
    }

    pub(super) fn names_are_known(&self) -> bool {
        !self.subject.rules.form.is_blind()
    }

    pub(super) fn row(&self) -> &DeskRow {
        &self.rows[self.current]
    }

    fn sum(&mut self) {
        self.running = running(&self.subject.rules, &self.subject.paper, &self.page.sheet);
        if self.page.version == 0 {
            self.rows[self.current].typed = self.running.given as u32;
        }
    }

    /// Keeps what is in the field. False where it could not be, or where it is no mark.
    pub(super) fn keep(&mut self, context: &mut Context) -> bool {
        let kept = self.page.keep(&mut context.office, &self.subject);
        let kept = context.tell(kept);
        if self.page.closed.is_none() {
            self.sum();
        }
        kept == Some(true)
    }

    pub(super) fn step(&mut self, to: usize, context: &mut Context) {
        self.keep(context);
        self.page.go(to, &self.subject);
        self.refresh_across(context);
    }

    /// Enter: the mark is meant. An invalid one stays, and the field says what would be right.
    pub(super) fn accept(&mut self, context: &mut Context) {
        let was_open = self.running.left > 0;
        if !self.keep(context) {
            return;
        }
        if self.across.is_some() {
            return self.on_across(context);
        }
        let last = self.page.criteria(&self.subject).len().saturating_sub(1);
        if self.page.at() < last {
            return self.page.go(self.page.at() + 1, &self.subject);
        }
        match self.page.first_open(&self.subject) {
            _ if self.page.closed.is_some() => {}
            Some(open) if open < last => self.page.go(open, &self.subject),
            Some(_) => {}
            None if was_open => context.info(both!("都评完了；按 s 签字。", "All marked; press s to sign.")),
            None => {}
        }
    }

    /// Another candidate's sheet comes on the desk; this one is remembered as it is.
    pub(super) fn take(&mut self, place: usize, context: &mut Context) {
        if place >= self.rows.len() || place == self.current {
            return;
        }
        self.keep(context);
        self.lay(place, context);
    }

    /// Puts a sheet on the desk without keeping the one that lies there.
    pub(super) fn lay(&mut self, place: usize, context: &mut Context) {
        let key = SheetKey { entry: self.rows[place].entry, ..self.page.key };
        let mind = self.minds.remove(&key.entry).unwrap_or_default();
        let page = Page::load(&context.office, key, &self.subject, mind);
        if let Some(page) = context.tell(page) {
            let before = std::mem::replace(&mut self.page, page);
            if before.key.entry != key.entry {
                self.minds.insert(before.key.entry, before.mind);
            }
            self.current = place;
            self.top = 0;
            self.lay_criterion();
            self.sum();
            self.refresh_across(context);
            if let Some(again) = &self.page.again {
                context.info(again.told());
            }
        }
    }

    /// Reads the list and this sheet again: something was recorded.
    pub(super) fn again(&mut self, context: &mut Context) {
        self.refresh(context);
        self.minds.insert(self.page.key.entry, std::mem::take(&mut self.page.mind));
        self.lay(self.current, context);
    }

    pub(super) fn refresh(&mut self, context: &mut Context) {
        let read = context.office.read();
        let entry = read.entry(self.page.key.entry).map_err(Failure::from);
        let rows = entry.and_then(|entry| match entry {
            Some(row) => Ok(read.desk(row.batch, row.item, self.page.key.subject, self.page.key.examiner)?),
            None => Ok(Vec::new()),
        });
        if let Some(rows) = context.tell(rows).filter(|rows| !rows.is_empty()) {
            let place = rows.iter().position(|row| row.entry == self.page.key.entry);
            (self.rows, self.current) = (rows, place.unwrap_or(0));
        }
    }

    pub(super) fn find(&self) -> Flow {
        let known = self.names_are_known();
        let choices = self.rows.iter().map(|row| {
            let label = candidates::label(row, known || row.unmasked);
            Choice::new(Both { zh: label.clone(), en: label }).note(candidates::state(row, self.whole()))
        });
        let title = both!("找考生（考号、座位）", "Find a candidate (ticket, seat)");
        Flow::ask(Intent::Search, Choose::new(title, choices.collect()).at(self.current))
    }

    /// Marks of a whole sheet, as this candidate's choice has it.
    pub(super) fn whole(&self) -> usize {
        self.running.given + self.running.left
    }

    pub(super) fn undo(&mut self, context: &mut Context) {
        let undone = self.page.undo(&mut context.office, &self.subject);
        match context.tell(undone) {
            Some(Some(id)) => {
                self.sum();
                context.done(both!("撤销了 {id} 的打分。", "Took back the mark of {id}."));
            }
            Some(None) => context.info(both!("没有可撤销的打分。", "No mark to take back.")),
            None => {}
        }
    }

    pub(super) fn why(&mut self, context: &mut Context) -> Flow {
        let entry = self.just_signed.unwrap_or(self.page.key.entry);
        let row = self.rows.iter().find(|row| row.entry == entry).unwrap_or(self.row());
        if to_mark(row) {
            context.info(both!(
                "签字以后才能看结果：各考评员独立评分。",
                "The outcome is shown once you have signed: examiners mark on their own."
            ));
            return Flow::Stay;
        }
        Flow::Push(outcome::open(entry))
    }

    pub(super) fn unsaved(&self) -> bool {
        self.page.unsaved() || self.minds.values().any(Mind::holds_wrong)
    }
}
