//! A few fields over a screen: what is asked, and one act when they are sent.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::domain::language::{Both, Lang, Say};
use crate::store::form_draft::Fields;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::screen::{Answer, Drafted, Flow, Mouse, Screen, Typed};
use crate::tui::typing::Typing;
use crate::tui::widget::fit::wrap;
use crate::tui::widget::form::{Form, Formed};

/// Does what the fields say; true where it was done. What is refused is told beside a field or in the status line.
pub type Send = Box<dyn FnMut(&mut Form, &mut Context) -> bool>;

/// Brings back [`Answer::Finished`] once the act is done.
pub struct Fill {
    title: Both,
    intro: Vec<Both>,
    form: Form,
    fields: u16,
    send: Send,
}

impl Fill {
    pub fn new(title: Both, form: Form, send: impl FnMut(&mut Form, &mut Context) -> bool + 'static) -> Fill {
        let fields = form.len() as u16;
        Fill { title, intro: Vec::new(), form, fields, send: Box::new(send) }
    }

    /// A line above the fields: why it is asked.
    pub fn intro(mut self, line: Both) -> Fill {
        self.intro.push(line);
        self
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
        let columns = area.width.saturating_sub(8).min(76);
        let lines: Vec<String> =
            self.intro.iter().flat_map(|line| wrap(&line.say(context.lang), columns as usize)).collect();
        // The form begins with a blank row of its own.
        let above = if lines.is_empty() { 0 } else { lines.len() as u16 + 1 };
        let rows = above + self.fields * 2 + 2;
        let inner = super::open(frame, area, columns, rows, &self.title.say(context.lang), &context.theme);
        for (y, line) in (inner.y + 1..inner.bottom()).zip(&lines) {
            frame.buffer_mut().set_stringn(inner.x, y, line, inner.width as usize, context.theme.text);
        }
        let top = (inner.y + above).min(inner.bottom());
        self.form.draw(frame, Rect { y: top, height: inner.bottom() - top, ..inner }, context);
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        match self.form.intent(intent, context) {
            Formed::Pass => Flow::Pass,
            Formed::Sent if (self.send)(&mut self.form, context) => Flow::PopWith(Answer::Finished),
            Formed::Sent | Formed::Stay | Formed::Pick(_) => Flow::Stay,
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

    fn unsaved(&self) -> bool {
        self.form.is_changed()
    }

    fn drafted(&mut self) -> Option<&mut dyn Drafted> {
        Some(self)
    }
}

impl Drafted for Fill {
    fn about(&self) -> String {
        self.intro.iter().map(|line| line.zh.as_str()).collect()
    }

    fn so_far(&self) -> Fields {
        self.form.so_far()
    }

    fn take_up(&mut self, kept: &Fields) {
        self.form.take_up(kept);
    }
}
