//! Some of a list, in the order in which they are taken: typing narrows it, Enter takes or leaves the selected one.

use super::choices::{Choice, Choices, Choosing};
use crate::domain::language::{Both, Lang, Say};
use crate::tui::context::Context;
use crate::tui::keytable::Scope;
use crate::tui::screen::{Answer, Flow};

/// Brings back [`Answer::Several`] with the places as they were given.
pub struct Several {
    title: Both,
    names: Vec<Both>,
    choices: Choices,
    picked: Vec<usize>,
    changed: bool,
}

impl Several {
    pub fn new(title: Both, choices: Vec<Choice>, picked: Vec<usize>) -> Several {
        let names = choices.iter().map(|choice| choice.label.clone()).collect();
        let mut several = Several { title, names, choices: Choices::new(choices), picked, changed: false };
        several.mark();
        several
    }

    /// Writes each one's number in the order before its name.
    fn mark(&mut self) {
        for (place, name) in self.names.iter().enumerate() {
            let number = self.picked.iter().position(|picked| *picked == place);
            let mark = number.map_or_else(|| "[ ]".to_owned(), |number| format!("[{}]", number + 1));
            let Both { zh, en } = name;
            self.choices.relabel(place, Both { zh: format!("{mark} {zh}"), en: format!("{mark} {en}") });
        }
    }

    fn turn(&mut self, context: &mut Context) {
        let Some(place) = self.choices.selected() else { return };
        let choice = self.choices.choice(place);
        match self.picked.iter().position(|picked| *picked == place) {
            Some(number) => drop(self.picked.remove(number)),
            None if choice.off => return context.info(choice.note.clone()),
            None => self.picked.push(place),
        }
        self.changed = true;
        self.mark();
    }
}

impl Choosing for Several {
    fn crumb(&self, lang: Lang) -> String {
        self.title.say(lang)
    }

    fn scope(&self) -> Scope {
        Scope::Several
    }

    fn choices(&mut self) -> &mut Choices {
        &mut self.choices
    }

    fn pick(&mut self, context: &mut Context) -> Flow {
        self.turn(context);
        Flow::Stay
    }

    fn save(&mut self) -> Option<Flow> {
        Some(Flow::PopWith(Answer::Several(self.picked.clone())))
    }

    fn unsaved(&self) -> bool {
        self.changed
    }
}
