//! One subject mark by mark, over the whole window.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::table::Table;
use super::view::View;
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::id::EntryId;
use crate::domain::language::{Lang, Say};
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::screen::{Flow, Mouse, Press, Screen};

pub struct Marks {
    entry: EntryId,
    kind: SubjectKind,
    view: Option<View>,
    table: Table,
}

impl Marks {
    pub fn new(entry: EntryId, kind: SubjectKind) -> Marks {
        Marks { entry, kind, view: None, table: Table::default() }
    }
}

impl Screen for Marks {
    fn crumb(&self, lang: Lang) -> String {
        let kind = self.kind.say(lang);
        crate::say!(lang, "{kind} 逐项", "{kind} mark by mark")
    }

    fn scope(&self) -> Scope {
        Scope::OutcomeMarks
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        if self.view.is_none() {
            let view = View::read(&context.office, self.entry);
            self.view = context.tell(view);
        }
        let Some(view) = &self.view else { return };
        if let Some(subject) = view.subjects.iter().find(|subject| subject.rules.kind == self.kind) {
            self.table.draw(frame, area, view, subject, true, context);
        }
    }

    fn intent(&mut self, intent: Intent, _: &mut Context) -> Flow {
        let table = &mut self.table;
        match intent {
            Intent::Up => table.at = table.at.saturating_sub(1),
            Intent::Down => table.at += 1,
            Intent::PageUp => table.at = table.at.saturating_sub(table.page),
            Intent::PageDown => table.at += table.page,
            Intent::First => table.at = 0,
            // The picture knows how many there are.
            Intent::Last => table.at = usize::MAX,
            Intent::Left => table.from = table.from.saturating_sub(1),
            Intent::Right => table.from += 1,
            Intent::Refresh => self.view = None,
            _ => return Flow::Pass,
        }
        Flow::Stay
    }

    fn mouse(&mut self, mouse: Mouse, _: &mut Context) -> Flow {
        match mouse.what {
            Press::WheelUp => self.table.at = self.table.at.saturating_sub(1),
            Press::WheelDown => self.table.at += 1,
            Press::Click => {
                let hit = self.table.spots.iter().find(|(place, _)| place.contains(mouse.at));
                self.table.at = hit.map_or(self.table.at, |(_, at)| *at);
            }
        }
        Flow::Stay
    }

    fn resumed(&mut self, _: &mut Context) {
        self.view = None;
    }
}
