//! Stands for a screen while the screens are being built; gone at the end of it.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::Place;
use crate::domain::language::Lang;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::screen::{Flow, Screen};

pub struct Waiting(pub Place);

impl Screen for Waiting {
    fn crumb(&self, _lang: Lang) -> String {
        format!("{:?}", self.0)
    }

    fn scope(&self) -> Scope {
        Scope::List
    }

    fn draw(&mut self, _frame: &mut Frame, _area: Rect, _context: &mut Context) {}

    fn intent(&mut self, _intent: Intent, _context: &mut Context) -> Flow {
        Flow::Pass
    }
}
