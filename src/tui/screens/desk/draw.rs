//! How the desk uses its window: under each other in a narrow one, candidates at the left in a wide one, and help and
//! totals at the right in a very wide one.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};

use super::Marking;
use crate::tui::context::Context;
use crate::tui::widget::detail::SPLIT_FROM;

/// From this width on the help and the totals stand at the right of the sheet.
const THREE_FROM: u16 = 150;
const CANDIDATES: u16 = 32;

/// What a click finds: criteria and candidates by their places.
#[derive(Default)]
pub struct Spots {
    pub criteria: Vec<(Rect, usize)>,
    pub candidates: Vec<(Rect, usize)>,
}

pub fn hit(spots: &[(Rect, usize)], at: Position) -> Option<usize> {
    spots.iter().find(|(place, _)| place.contains(at)).map(|(_, what)| *what)
}

impl Marking {
    pub(super) fn draw(&mut self, frame: &mut Frame, area: Rect, context: &Context) {
        self.spots = Spots::default();
        if area.width < SPLIT_FROM {
            return self.draw_narrow(frame, area, context);
        }
        let names = if self.shows_name() { 12 } else { 0 };
        let list = Rect { width: CANDIDATES + names, ..area };
        self.draw_column(frame, list, context);
        line_right_of(frame, list, context);
        let rest = Rect { x: list.right() + 3, width: area.width - list.width - 3, ..area };
        if area.width < THREE_FROM {
            return self.draw_middle(frame, rest, context);
        }
        let side = (rest.width * 38 / 100).min(80);
        let sheet = Rect { width: rest.width - side - 3, ..rest };
        self.draw_line(frame, Rect { height: 1, ..sheet }, false, context);
        self.draw_sheet(frame, below(sheet, 1), context);
        line_right_of(frame, sheet, context);
        let right = Rect { x: sheet.right() + 3, width: side, ..rest };
        let sums = (self.running.questions.len() + self.running.dimensions.len() + 2) as u16;
        self.draw_totals(frame, Rect { height: sums.min(right.height), ..right }, context);
        self.draw_guide(frame, below(right, sums), context);
    }

    fn draw_narrow(&mut self, frame: &mut Frame, area: Rect, context: &Context) {
        self.draw_line(frame, Rect { height: 1, ..area }, true, context);
        let help = if area.height < 26 { 5 } else { 8 };
        let sheet = Rect { y: area.y + 1, height: area.height.saturating_sub(help + 2), ..area };
        self.draw_sheet(frame, sheet, context);
        self.draw_guide(frame, Rect { y: sheet.bottom(), height: help, ..area }, context);
        self.draw_totals_line(frame, Rect { y: area.bottom() - 1, height: 1, ..area }, context);
    }

    fn draw_middle(&mut self, frame: &mut Frame, area: Rect, context: &Context) {
        let sums = (self.running.questions.len() + self.running.dimensions.len() + 1) as u16;
        let sums = if area.height >= 28 + sums { sums } else { 1 };
        self.draw_line(frame, Rect { height: 1, ..area }, false, context);
        let sheet = Rect { y: area.y + 1, height: area.height.saturating_sub(10 + sums), ..area };
        self.draw_sheet(frame, sheet, context);
        self.draw_guide(frame, Rect { y: sheet.bottom(), height: 8, ..area }, context);
        let totals = Rect { y: area.bottom() - sums, height: sums, ..area };
        if sums == 1 { self.draw_totals_line(frame, totals, context) } else { self.draw_totals(frame, totals, context) }
    }
}

fn below(area: Rect, rows: u16) -> Rect {
    Rect { y: area.y + rows.min(area.height), height: area.height.saturating_sub(rows), ..area }
}

fn line_right_of(frame: &mut Frame, area: Rect, context: &Context) {
    for y in area.top()..area.bottom() {
        frame.buffer_mut().set_string(area.right() + 1, y, "│", context.theme.line);
    }
}
