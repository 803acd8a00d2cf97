//! A line of text asked for: a reason, the evidence.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::both;
use crate::domain::language::{Both, Lang, Say};
use crate::store::form_draft::Fields;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::screen::{Answer, Drafted, Flow, Screen, Typed};
use crate::tui::typing::Typing;
use crate::tui::widget::fit::wrap;
use crate::tui::widget::line::Line;

const COLUMNS: u16 = 60;
/// What the one field of it is called in a draft.
const LINE: &str = "line";

/// Asks for one line; the answer is [`Answer::Text`], trimmed.
pub struct Ask {
    title: Both,
    /// What is asked for and why.
    about: Both,
    line: Line,
    may_be_empty: bool,
    told: Option<Both>,
    changed: bool,
}

impl Ask {
    pub fn new(title: Both, about: Both) -> Ask {
        Ask { title, about, line: Line::default(), may_be_empty: false, told: None, changed: false }
    }

    /// Starts with what holds now.
    pub fn value(mut self, value: &str) -> Ask {
        self.line.set(value);
        self
    }

    /// An empty line is an answer too.
    pub fn may_be_empty(self) -> Ask {
        Ask { may_be_empty: true, ..self }
    }
}

impl Screen for Ask {
    fn crumb(&self, lang: Lang) -> String {
        self.title.say(lang)
    }

    fn scope(&self) -> Scope {
        Scope::Popup
    }

    fn typing(&self) -> Typing {
        Typing::Text
    }

    fn covers_all(&self) -> bool {
        false
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        let theme = context.theme;
        let room = area.width.saturating_sub(8).min(COLUMNS);
        let about = wrap(&self.about.say(context.lang), room as usize);
        let rows = about.len() as u16 + 5;
        let inner = super::open(frame, area, room, rows, &self.title.say(context.lang), &theme);
        let mut y = inner.y + 1;
        for line in &about {
            frame.buffer_mut().set_stringn(inner.x, y, line, inner.width as usize, theme.text);
            y += 1;
        }
        let place = Rect { y: y + 1, height: 1, ..inner };
        self.line.draw(frame, place, theme.field_focused, true, context);
        frame.buffer_mut().set_style(place, theme.field_focused);
        if let Some(told) = &self.told {
            let text = format!("! {}", told.say(context.lang));
            frame.buffer_mut().set_stringn(inner.x, y + 2, text, inner.width as usize, theme.bad);
        }
    }

    fn intent(&mut self, intent: Intent, _: &mut Context) -> Flow {
        match intent {
            Intent::Accept if self.line.value().trim().is_empty() && !self.may_be_empty => {
                self.told = Some(both!("必填；Esc 放弃", "needed; Esc gives up"));
                Flow::Stay
            }
            Intent::Accept => Flow::PopWith(Answer::Text(self.line.value().trim().to_owned())),
            Intent::Edit(edit) => {
                self.changed |= self.line.edit(edit);
                Flow::Stay
            }
            _ => Flow::Pass,
        }
    }

    fn typed(&mut self, typed: Typed, _: &mut Context) -> Flow {
        (self.told, self.changed) = (None, self.line.typed(&typed) || self.changed);
        Flow::Stay
    }

    fn unsaved(&self) -> bool {
        self.changed && !self.line.value().trim().is_empty()
    }

    fn drafted(&mut self) -> Option<&mut dyn Drafted> {
        Some(self)
    }
}

impl Drafted for Ask {
    fn about(&self) -> String {
        self.about.zh.clone()
    }

    fn so_far(&self) -> Fields {
        if self.unsaved() { vec![(LINE.to_owned(), self.line.value().to_owned())] } else { Fields::new() }
    }

    fn take_up(&mut self, kept: &Fields) {
        if let Some((_, text)) = kept.iter().find(|(name, _)| name == LINE) {
            self.line.set(text);
            self.changed = true;
        }
    }
}
