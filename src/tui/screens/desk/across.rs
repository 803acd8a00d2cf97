//! Marking by one criterion across all candidates 按评分点横向: the same sheets and the same keys, only that Enter goes on
//! to the next candidate, and the rows are candidates.

use std::collections::BTreeMap;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{Marking, to_mark};
use crate::both;
use crate::domain::evaluation::criterion::Given;
use crate::domain::evaluation::marking::show_given;
use crate::domain::id::EntryId;
use crate::domain::language::Say;
use crate::store::Failure;
use crate::tui::context::Context;
use crate::tui::widget::fit::{fit, pad};

const FIELD: u16 = 9;

/// The criterion that is gone through, with what is kept for it.
pub struct Across {
    criterion: String,
    given: BTreeMap<EntryId, Given>,
    top: usize,
}

impl Marking {
    /// Turns the sheet on its side, or back.
    pub(super) fn turn(&mut self, context: &mut Context) {
        if self.across.take().is_some() {
            context.info(both!("逐人评分：Enter 到下一评分点。", "By candidate: Enter goes to the next criterion."));
            return;
        }
        let Some((_, criterion)) = self.page.current(&self.subject) else { return };
        self.across = Some(Across { criterion: criterion.id.clone(), given: BTreeMap::new(), top: 0 });
        self.refresh_across(context);
        context.info(both!(
            "按评分点横向：Enter 到下一人，] [ 换评分点。",
            "Across: Enter goes to the next candidate, ] [ change the criterion."
        ));
    }

    /// Follows the criterion that lies open, and reads what is kept for it.
    pub(super) fn refresh_across(&mut self, context: &mut Context) {
        let current = self.page.current(&self.subject).map(|(_, criterion)| criterion.id.clone());
        let Some(across) = &mut self.across else { return };
        if let Some(current) = current {
            across.criterion = current;
        }
        let entries: Vec<EntryId> = self.rows.iter().map(|row| row.entry).collect();
        let given = context.office.read().drafts_across(
            self.page.key.subject,
            self.page.key.examiner,
            &across.criterion,
            &entries,
        );
        if let Some(given) = context.tell(given.map_err(Failure::from)) {
            across.given = given;
        }
    }

    /// Whose sheet has the criterion, for a candidate may have done another question.
    pub(super) fn lay_criterion(&mut self) {
        let Some(across) = &self.across else { return };
        let place =
            self.page.criteria(&self.subject).iter().position(|(_, criterion)| criterion.id == across.criterion);
        if let Some(place) = place {
            self.page.go(place, &self.subject);
        }
    }

    /// Enter: the next candidate to mark, and after the last the next criterion from the first.
    pub(super) fn on_across(&mut self, context: &mut Context) {
        let next = (self.current + 1..self.rows.len()).find(|place| to_mark(&self.rows[*place]));
        if let Some(next) = next {
            return self.lay(next, context);
        }
        let at = self.page.at() + 1;
        if at >= self.page.criteria(&self.subject).len() {
            context.info(both!(
                "最后一个评分点、最后一人；按 s 签字。",
                "The last criterion of the last candidate; press s to sign."
            ));
            return self.refresh_across(context);
        }
        self.page.go(at, &self.subject);
        self.refresh_across(context);
        let first = self.rows.iter().position(to_mark).unwrap_or(0);
        if first != self.current {
            self.lay(first, context);
        }
    }

    pub(super) fn draw_across(&mut self, frame: &mut Frame, area: Rect, context: &Context) {
        let (theme, lang) = (context.theme, context.lang);
        let Some((question, criterion)) = self.page.current(&self.subject) else { return };
        let head = format!("{} {} · {} / {}", question.no, question.title, criterion.id, criterion.full);
        let buffer = frame.buffer_mut();
        let room = area.width as usize;
        buffer.set_stringn(area.x, area.y, fit(&head, room), room, theme.title);
        buffer.set_stringn(area.x, area.y + 1, fit(&criterion.text, room), room, theme.text);
        let body = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
        let height = (body.height as usize).max(1);
        let kept = self.across.as_ref().map_or(0, |across| across.top);
        let top = kept.min(self.current).max((self.current + 1).saturating_sub(height));
        let known = self.names_are_known();
        let label_room = (body.width.saturating_sub(FIELD + 12)).clamp(12, 40);
        for (y, place) in (body.y..body.bottom()).zip(top..self.rows.len()) {
            let (row, here) = (&self.rows[place], place == self.current);
            let line = Rect { y, height: 1, ..body };
            let label = super::candidates::label(row, known || row.unmasked);
            let buffer = frame.buffer_mut();
            let style = if here { theme.title } else { theme.text };
            buffer.set_stringn(line.x + 2, y, pad(&label, label_room as usize), label_room as usize, style);
            if here {
                buffer.set_string(line.x, y, ">", theme.accent);
                buffer.set_style(line, theme.selected_unfocused);
            }
            let field = Rect { x: line.x + 3 + label_room, width: FIELD.min(line.width), ..line };
            if here {
                self.draw_field(frame, field, true, criterion, context);
            } else {
                let given = self.across.as_ref().and_then(|across| across.given.get(&row.entry));
                let text = match given {
                    Some(given) => show_given(criterion, given, lang),
                    None if to_mark(row) => "·".to_owned(),
                    None => super::candidates::state(row, self.whole()).say(lang),
                };
                let style = if given.is_some() { theme.accent } else { theme.muted };
                frame.buffer_mut().set_stringn(field.x, y, pad(&text, FIELD as usize), FIELD as usize, style);
            }
            self.spots.candidates.push((line, place));
        }
        if let Some(across) = &mut self.across {
            across.top = top;
        }
    }
}
