//! A few fields to fill before something is done: a reason, a date, who was there.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::domain::language::{Both, Lang, Say};
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::screen::{Answer, Flow, Mouse, Screen, Typed};
use crate::tui::typing::Typing;
use crate::tui::widget::fit::wrap;
use crate::tui::widget::form::{Form, Formed};

/// A form in a popup. It brings back [`Answer::Filled`] once every field is right.
pub struct Fill {
    title: Both,
    told: Both,
    form: Form,
}

impl Fill {
    /// `told` says above the fields what they are for and what will happen.
    pub fn new(title: Both, told: Both, form: Form) -> Fill {
        Fill { title, told, form }
    }
}

impl Screen for Fill {
    fn crumb(&self, lang: Lang) -> String {
        self.title.say(lang)
    }

    fn scope(&self) -> Scope {
        Scope::Form
    }

    fn typing(&self) -> Typing {
        self.form.typing()
    }

    fn covers_all(&self) -> bool {
        false
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        let columns = area.width.saturating_sub(10).clamp(20, 72);
        let told = |lang| wrap(&self.told.say(lang), columns as usize);
        let high = told(Lang::Zh).len().max(told(Lang::En).len()) as u16;
        let rows = high + self.form.rows() + 2;
        let inner = super::open(frame, area, columns, rows, &self.title.say(context.lang), &context.theme);
        for (y, line) in (inner.y + 1..inner.bottom()).zip(told(context.lang)) {
            frame.buffer_mut().set_stringn(inner.x, y, line, inner.width as usize, context.theme.text);
        }
        let below = (high + 1).min(inner.height);
        let fields = Rect { y: inner.y + below, height: inner.height - below, ..inner };
        self.form.draw(frame, fields, context);
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        match self.form.intent(intent, context) {
            Formed::Pass => Flow::Pass,
            Formed::Stay => Flow::Stay,
            Formed::Sent => Flow::PopWith(Answer::Filled(self.form.values())),
        }
    }

    fn typed(&mut self, typed: Typed, _: &mut Context) -> Flow {
        self.form.typed(&typed);
        Flow::Stay
    }

    fn mouse(&mut self, mouse: Mouse, _: &mut Context) -> Flow {
        self.form.mouse(mouse);
        Flow::Stay
    }
}
