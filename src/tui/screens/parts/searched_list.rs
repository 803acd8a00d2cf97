//! A list with the line above it in which one types what is looked for, and room beside it for the selected one.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::search::{Search, Searched};
use crate::domain::language::Both;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::screen::{Flow, Mouse, Typed};
use crate::tui::widget::detail::{Detail, opens, split};
use crate::tui::widget::list::List;
use crate::tui::widget::pages::Pages;

pub struct SearchedList<P: Pages> {
    pub list: List<P>,
    pub search: Search,
    /// How far down the selected one is read.
    pub detail: Detail,
}

/// What a key or a click came to; the screen does the rest.
pub enum Met {
    /// Something else is looked for: find it and show it from its top.
    Sought,
    /// The selected one is opened.
    Open,
    /// Nothing more is to do.
    Done(Flow),
}

impl<P: Pages> SearchedList<P> {
    /// `hint` says what can be looked for.
    pub fn new(list: List<P>, hint: Both) -> Self {
        SearchedList { list, search: Search::new(hint), detail: Detail::default() }
    }

    /// Draws search and list, with a quiet word at the right of the search; gives the room for the selected one where there is
    /// any. `left` is the list's share of a hundred.
    pub fn draw(
        &mut self,
        frame: &mut Frame,
        area: Rect,
        left: u16,
        word: &str,
        context: &mut Context,
    ) -> Option<Rect> {
        let (left, right) = split(frame, area, left, context);
        let room = self.search.draw(frame, left, word, context);
        self.list.draw(frame, room, context);
        right
    }

    pub fn intent(&mut self, intent: Intent, context: &mut Context) -> Met {
        match self.search.intent(intent) {
            Searched::Stay => return Met::Done(Flow::Stay),
            Searched::Changed => return Met::Sought,
            Searched::Pass => {}
        }
        match intent {
            Intent::Open => Met::Open,
            _ if self.list.intent(intent, context) => Met::Done(Flow::Stay),
            _ => Met::Done(Flow::Pass),
        }
    }

    pub fn typed(&mut self, typed: &Typed) -> Met {
        if self.search.typed(typed) { Met::Sought } else { Met::Done(Flow::Stay) }
    }

    pub fn mouse(&mut self, mouse: Mouse, context: &mut Context) -> Met {
        if self.search.mouse(mouse) {
            return Met::Done(Flow::Stay);
        }
        if opens(&mut self.list, &mut self.detail, mouse, context) { Met::Open } else { Met::Done(Flow::Stay) }
    }
}
