//! A list that scrolls by keys: it holds a few pages around the selected row, whatever the table's size.

mod draw;

use std::collections::VecDeque;

use ratatui::layout::{Position, Rect};

use super::columns::Column;
use super::pages::Pages;
use crate::domain::language::Both;
use crate::domain::refusal::Refusal;
use crate::ops::Office;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::screen::{Mouse, Press};

/// Rows kept beyond the ones on the screen before the far end is let go.
const KEPT: usize = 400;

pub struct List<P: Pages> {
    pub pages: P,
    pub columns: Vec<Column>,
    empty: Both,
    /// False while the focus is in another part of the screen: the selected row is then shown more quietly.
    pub focused: bool,
    rows: VecDeque<P::Row>,
    /// Places in `rows`: the first one on the screen, and the selected one.
    top: usize,
    selected: usize,
    starts: bool,
    ends: bool,
    loaded: bool,
    area: Rect,
}

/// What a click on a list meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clicked {
    Nothing,
    Selected,
    /// A click on the row that was selected already.
    Again,
}

impl<P: Pages> List<P> {
    /// `empty` is what is said where there are no rows: why, and which key makes one.
    pub fn new(pages: P, columns: Vec<Column>, empty: Both) -> Self {
        List {
            pages,
            columns,
            empty,
            focused: true,
            rows: VecDeque::new(),
            top: 0,
            selected: 0,
            starts: false,
            ends: false,
            loaded: false,
            area: Rect::new(0, 0, 80, 20),
        }
    }

    pub fn selected(&self) -> Option<&P::Row> {
        self.rows.get(self.selected)
    }

    pub fn selected_key(&self) -> Option<P::Key> {
        self.selected().map(|row| self.pages.key(row))
    }

    /// Whether there is no row at all; known once drawn.
    pub fn is_empty(&self) -> bool {
        self.loaded && self.rows.is_empty()
    }

    /// Reads again at the next frame, from the first row: the order or the search has changed.
    pub fn reset(&mut self) {
        self.rows.clear();
        (self.top, self.selected, self.loaded) = (0, 0, false);
    }

    /// Reads again and stays where it was, or at the row that follows where that one has gone.
    pub fn reload(&mut self, office: &Office) -> Result<(), Refusal> {
        match self.selected_key() {
            Some(key) => self.reveal(office, &key),
            None => self.jump(office, Intent::First),
        }
    }

    /// Selects the row of a key, or the one that would follow it.
    pub fn reveal(&mut self, office: &Office, key: &P::Key) -> Result<(), Refusal> {
        let _still = office.still();
        let page = self.page();
        let above = self.pages.before(office, key, page)?;
        let from = match above.last() {
            Some(row) => self.pages.after(office, &self.pages.key(row), page * 2)?,
            None => self.pages.first(office, page * 2)?,
        };
        let on_screen = self.selected - self.top;
        (self.starts, self.ends) = (above.len() < page, from.len() < page * 2);
        self.selected = above.len();
        self.rows = above.into_iter().chain(from).collect();
        self.selected = self.selected.min(self.rows.len().saturating_sub(1));
        self.top = self.selected.saturating_sub(on_screen);
        self.loaded = true;
        Ok(())
    }

    /// Moves by a key. False where the intent is not one of a list's.
    pub fn intent(&mut self, intent: Intent, context: &mut Context) -> bool {
        let page = self.page() as isize;
        let moved = match intent {
            Intent::Up => self.step(&context.office, -1),
            Intent::Down => self.step(&context.office, 1),
            Intent::PageUp => self.step(&context.office, -page),
            Intent::PageDown => self.step(&context.office, page),
            Intent::First | Intent::Last => self.jump(&context.office, intent),
            Intent::Refresh => self.reload(&context.office),
            _ => return false,
        };
        context.tell(moved);
        true
    }

    pub fn mouse(&mut self, mouse: Mouse, context: &mut Context) -> Clicked {
        if !self.area.contains(mouse.at) {
            return Clicked::Nothing;
        }
        let moved = match mouse.what {
            Press::WheelUp => self.step(&context.office, -3),
            Press::WheelDown => self.step(&context.office, 3),
            Press::Click => return self.click(mouse.at),
        };
        context.tell(moved);
        Clicked::Selected
    }

    fn click(&mut self, at: Position) -> Clicked {
        let place = self.top + (at.y - self.area.y) as usize;
        if place >= self.rows.len() {
            return Clicked::Nothing;
        }
        let again = place == self.selected;
        self.selected = place;
        if again { Clicked::Again } else { Clicked::Selected }
    }

    fn page(&self) -> usize {
        (self.area.height as usize).max(1)
    }

    fn jump(&mut self, office: &Office, to: Intent) -> Result<(), Refusal> {
        let n = self.page() * 2;
        let last = to == Intent::Last;
        let rows = if last { self.pages.last(office, n)? } else { self.pages.first(office, n)? };
        let whole = rows.len() < n;
        (self.starts, self.ends, self.loaded) = (!last || whole, last || whole, true);
        self.selected = if last { rows.len().saturating_sub(1) } else { 0 };
        self.top = 0;
        self.rows = rows.into();
        Ok(())
    }

    fn step(&mut self, office: &Office, by: isize) -> Result<(), Refusal> {
        let (page, far) = (self.page(), by.unsigned_abs());
        if by < 0 && self.selected < far + page {
            self.read_above(office)?;
        }
        if by > 0 && self.selected + far + page >= self.rows.len() {
            self.read_below(office)?;
        }
        self.selected = self.selected.saturating_add_signed(by).min(self.rows.len().saturating_sub(1));
        // A page up or down moves the window with it, so that the selected row keeps its place on the screen.
        if far > 1 {
            self.top = self.top.saturating_add_signed(by).min(self.rows.len().saturating_sub(page));
        }
        Ok(())
    }

    fn read_above(&mut self, office: &Office) -> Result<(), Refusal> {
        let Some(first) = self.rows.front().filter(|_| !self.starts) else { return Ok(()) };
        let n = self.page() * 4;
        let rows = self.pages.before(office, &self.pages.key(first), n)?;
        self.starts = rows.len() < n;
        (self.top, self.selected) = (self.top + rows.len(), self.selected + rows.len());
        rows.into_iter().rev().for_each(|row| self.rows.push_front(row));
        self.trim_end();
        Ok(())
    }

    fn read_below(&mut self, office: &Office) -> Result<(), Refusal> {
        let Some(last) = self.rows.back().filter(|_| !self.ends) else { return Ok(()) };
        let n = self.page() * 4;
        let rows = self.pages.after(office, &self.pages.key(last), n)?;
        self.ends = rows.len() < n;
        self.rows.extend(rows);
        self.trim_start();
        Ok(())
    }

    /// After a change of size: the selected row on the screen, and the screen full where there are rows for it.
    fn keep_in_view(&mut self, office: &Office) -> Result<(), Refusal> {
        let page = self.page();
        if self.top + page > self.rows.len() {
            self.read_below(office)?;
        }
        if self.rows.len() < page {
            self.read_above(office)?;
        }
        self.top = self.top.clamp(self.selected.saturating_sub(page - 1), self.selected);
        self.top = self.top.min(self.rows.len().saturating_sub(page));
        Ok(())
    }

    fn trim_end(&mut self) {
        let keep = self.selected + self.page() + KEPT;
        if self.rows.len() > keep {
            self.rows.truncate(keep);
            self.ends = false;
        }
    }

    fn trim_start(&mut self) {
        let spare = self.top.min(self.selected).saturating_sub(KEPT);
        if spare > 0 {
            self.rows.drain(..spare);
            (self.top, self.selected) = (self.top - spare, self.selected - spare);
            self.starts = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::both;
    use crate::domain::language::Lang;
    use crate::tui::theme::{Palette, Theme};
    use crate::tui::widget::pages::Cell;
    use proptest::prelude::*;
    use proptest::test_runner::TestRunner;
    use std::cell::RefCell;

    /// Numbers from 0, and a count of the rows that were ever read.
    struct Numbers {
        total: u64,
        read: usize,
    }

    impl Numbers {
        fn range(&mut self, from: u64, to: u64) -> Result<Vec<u64>, Refusal> {
            let rows: Vec<u64> = (from..to.min(self.total)).collect();
            self.read += rows.len();
            Ok(rows)
        }
    }

    impl Pages for Numbers {
        type Row = u64;
        type Key = u64;

        fn key(&self, row: &u64) -> u64 {
            *row
        }

        fn first(&mut self, _: &Office, n: usize) -> Result<Vec<u64>, Refusal> {
            self.range(0, n as u64)
        }

        fn last(&mut self, _: &Office, n: usize) -> Result<Vec<u64>, Refusal> {
            self.range(self.total.saturating_sub(n as u64), self.total)
        }

        fn after(&mut self, _: &Office, key: &u64, n: usize) -> Result<Vec<u64>, Refusal> {
            self.range(key + 1, key + 1 + n as u64)
        }

        fn before(&mut self, _: &Office, key: &u64, n: usize) -> Result<Vec<u64>, Refusal> {
            let end = self.total.min(*key);
            self.range(end.saturating_sub(n as u64), end)
        }

        fn cells(&self, row: &u64, _: Lang, _: &Theme) -> Vec<Cell> {
            vec![row.to_string().into()]
        }
    }

    fn numbers(total: u64) -> List<Numbers> {
        List::new(Numbers { total, read: 0 }, vec![Column::fixed("号", "No.", 10)], both!("空", "Empty"))
    }

    fn list(total: u64) -> (List<Numbers>, Context) {
        (numbers(total), Context::new(Office::for_tests(), Lang::Zh, Theme::new(Palette::Mono, false)))
    }

    fn draw(list: &mut List<Numbers>, context: &mut Context, height: u16) -> Vec<u64> {
        let mut terminal = ratatui::Terminal::new(ratatui::backend::TestBackend::new(20, height)).unwrap();
        terminal.draw(|frame| list.draw(frame, frame.area(), context)).unwrap();
        list.rows.iter().skip(list.top).take(list.page()).copied().collect()
    }

    #[test]
    fn ten_million_rows_are_never_read_whole() {
        let (mut list, mut context) = list(10_000_000);
        draw(&mut list, &mut context, 21);
        for intent in [Intent::Last, Intent::PageUp, Intent::Up, Intent::First, Intent::PageDown] {
            assert!(list.intent(intent, &mut context));
            draw(&mut list, &mut context, 21);
        }
        assert!(list.pages.read < 1_000, "{}", list.pages.read);
    }

    #[test]
    fn a_long_way_down_and_up_holds_only_some_pages() {
        let (mut list, mut context) = list(100_000);
        draw(&mut list, &mut context, 21);
        (0..3_000).for_each(|_| assert!(list.intent(Intent::PageDown, &mut context)));
        assert_eq!(list.selected_key(), Some(60_000));
        (0..2_000).for_each(|_| assert!(list.intent(Intent::PageUp, &mut context)));
        assert_eq!(list.selected_key(), Some(20_000));
        assert!(list.rows.len() < 1_200, "{}", list.rows.len());
    }

    #[test]
    fn a_reload_stays_at_its_row_or_at_the_one_that_follows() {
        let (mut list, mut context) = list(50);
        draw(&mut list, &mut context, 11);
        list.reveal(&context.office, &30).unwrap();
        list.reload(&context.office).unwrap();
        assert_eq!(list.selected_key(), Some(30));
        list.pages.total = 20;
        list.reload(&context.office).unwrap();
        assert_eq!(list.selected_key(), Some(19));
        assert_eq!(draw(&mut list, &mut context, 11), (10..20).collect::<Vec<_>>());
    }

    #[test]
    fn an_empty_list_has_no_selected_row_and_does_not_move() {
        let (mut list, mut context) = list(0);
        draw(&mut list, &mut context, 11);
        assert!(list.is_empty() && list.intent(Intent::Down, &mut context) && list.intent(Intent::Last, &mut context));
        assert_eq!(list.selected_key(), None);
    }

    #[test]
    fn wherever_keys_lead_the_selected_row_is_on_a_full_screen_in_order() {
        let moves = [Intent::Up, Intent::Down, Intent::PageUp, Intent::PageDown, Intent::First, Intent::Last];
        let journeys = (1u64..300, prop::collection::vec((0usize..6, 3u16..40), 1..60));
        // One office for all cases: making one makes a file.
        let context = RefCell::new(list(0).1);
        let walk = |(total, keys): (u64, Vec<(usize, u16)>)| {
            let (mut list, context) = (numbers(total), &mut *context.borrow_mut());
            let mut model = 0i64;
            draw(&mut list, context, 10);
            for (key, height) in keys {
                let (page, last) = (list.page() as i64, total as i64 - 1);
                list.intent(moves[key], context);
                model = [model - 1, model + 1, model - page, model + page, 0, last][key].clamp(0, last);
                let shown = draw(&mut list, context, height);
                prop_assert_eq!(list.selected_key(), Some(model as u64));
                prop_assert!(shown.contains(&(model as u64)));
                prop_assert_eq!(shown.len(), list.page().min(total as usize));
                prop_assert!(shown.windows(2).all(|pair| pair[0] + 1 == pair[1]));
            }
            Ok(())
        };
        TestRunner::default().run(&journeys, walk).unwrap_or_else(|fault| panic!("{fault}"));
    }
}
