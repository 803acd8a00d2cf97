//! One of a list.

pub use super::choices::Choice;
use super::choices::{Choices, Choosing};
use crate::domain::language::{Both, Lang, Say};
use crate::tui::context::Context;
use crate::tui::screen::{Answer, Flow};

/// Asks for one of a list; the answer is [`Answer::Picked`] with its place.
pub struct Choose {
    title: Both,
    choices: Choices,
}

impl Choose {
    pub fn new(title: Both, choices: Vec<Choice>) -> Choose {
        Choose { title, choices: Choices::new(choices) }
    }

    /// Starts at the one that holds now.
    pub fn at(mut self, place: usize) -> Choose {
        self.choices.select(place);
        self
    }
}

impl Choosing for Choose {
    fn crumb(&self, lang: Lang) -> String {
        self.title.say(lang)
    }

    fn choices(&mut self) -> &mut Choices {
        &mut self.choices
    }

    fn pick(&mut self, context: &mut Context) -> Flow {
        let Some(place) = self.choices.selected() else { return Flow::Stay };
        let choice = self.choices.choice(place);
        if choice.off {
            context.info(choice.note.clone());
            return Flow::Stay;
        }
        Flow::PopWith(Answer::Picked(place))
    }
}
