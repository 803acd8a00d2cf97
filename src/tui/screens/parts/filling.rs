//! A form over the whole window: what is sent is done at once, or the refusal stands in the status line and nothing typed
//! is lost. Long work that a form begins lies over it ([`Flow::Ask`]): where it fails, the form is there again as it was filled in.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::store::form_draft::Fields;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::screen::{Answer, Drafted, Flow, Mouse, Screen, Typed};
use crate::tui::typing::Typing;
use crate::tui::widget::fit::wrap;
use crate::tui::widget::form::{Form, Formed};

type Send = Box<dyn FnMut(&Form, &mut Context) -> Result<Flow, Refusal>>;

pub struct Filling {
    crumb: Both,
    about: Option<Both>,
    form: Form,
    send: Send,
    sent: bool,
}

impl Filling {
    /// `send` does what the form is for, and says where to go then.
    pub fn new(
        crumb: Both,
        form: Form,
        send: impl FnMut(&Form, &mut Context) -> Result<Flow, Refusal> + 'static,
    ) -> Filling {
        Filling { crumb, about: None, form, send: Box::new(send), sent: false }
    }

    /// A sentence above the fields.
    pub fn about(self, about: Both) -> Filling {
        Filling { about: Some(about), ..self }
    }
}

impl Screen for Filling {
    fn crumb(&self, lang: Lang) -> String {
        self.crumb.say(lang)
    }

    fn scope(&self) -> Scope {
        Scope::Form
    }

    fn typing(&self) -> Typing {
        self.form.typing()
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        let mut y = area.y;
        if let Some(about) = &self.about {
            y += 1;
            for line in wrap(&about.say(context.lang), area.width.min(100) as usize) {
                frame.buffer_mut().set_stringn(area.x, y, line, area.width as usize, context.theme.muted);
                y += 1;
            }
        }
        let area = Rect { y, height: area.bottom().saturating_sub(y), ..area };
        self.form.draw(frame, area, context);
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        match self.form.intent(intent, context) {
            Formed::Pass => Flow::Pass,
            Formed::Stay | Formed::Pick(_) => Flow::Stay,
            Formed::Sent => match (self.send)(&self.form, context) {
                Ok(flow) => {
                    self.sent = true;
                    flow
                }
                Err(refusal) => {
                    context.refuse(refusal);
                    Flow::Stay
                }
            },
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

    fn answered(&mut self, _: Intent, answer: Answer, _: &mut Context) -> Flow {
        if answer == Answer::Finished {
            return Flow::PopWith(Answer::Finished);
        }
        self.sent = false;
        Flow::Stay
    }

    fn unsaved(&self) -> bool {
        self.form.is_changed() && !self.sent
    }

    fn drafted(&mut self) -> Option<&mut dyn Drafted> {
        Some(self)
    }
}

impl Drafted for Filling {
    fn about(&self) -> String {
        self.about.as_ref().map(|about| about.zh.clone()).unwrap_or_default()
    }

    fn so_far(&self) -> Fields {
        if self.sent { Fields::new() } else { self.form.so_far() }
    }

    fn take_up(&mut self, kept: &Fields) {
        self.form.take_up(kept);
    }
}
