//! Asks for a name: one field over the screen below.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::domain::language::{Both, Lang, Say};
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::popup;
use crate::tui::screen::{Answer, Flow, Screen, Typed};
use crate::tui::typing::Typing;
use crate::tui::widget::field::Field;
use crate::tui::widget::form::{Form, Formed};

/// The answer is [`Answer::Text`].
pub struct Name {
    title: Both,
    form: Form,
}

impl Name {
    pub fn new(title: Both, value: &str) -> Name {
        Name { title, form: Form::new(vec![Field::text("name", "名称", "Name", 32).required().value(value)]) }
    }
}

impl Screen for Name {
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
        let inner = popup::open(frame, area, 56, 3, &self.title.say(context.lang), &context.theme);
        self.form.draw(frame, Rect { y: inner.y + 1, height: inner.height.saturating_sub(1), ..inner }, context);
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        match self.form.intent(intent, context) {
            Formed::Sent => Flow::PopWith(Answer::Text(self.form.field("name").as_text().to_owned())),
            Formed::Stay | Formed::Pick(_) => Flow::Stay,
            Formed::Pass => Flow::Pass,
        }
    }

    fn typed(&mut self, typed: Typed, _: &mut Context) -> Flow {
        self.form.typed(&typed);
        Flow::Stay
    }
}
