//! The command palette: everything that can be done here, by name, with its key; what cannot be done now says why.

use super::choices::{Choice, Choices, Choosing};
use crate::domain::language::{Both, Lang};
use crate::domain::refusal::Refusal;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keymap;
use crate::tui::keytable::Scope;
use crate::tui::screen::Flow;
use crate::tui::typing::Typing;

pub struct Palette {
    commands: Vec<(Intent, Option<Refusal>)>,
    choices: Choices,
}

impl Palette {
    /// Over a screen: its scope, what characters are there, and what it says of each command.
    pub fn over(scope: Scope, typing: Typing, available: impl Fn(Intent) -> Result<(), Refusal>) -> Palette {
        let rows = keymap::commands(scope, typing);
        let commands: Vec<_> = rows.iter().map(|(row, _)| (row.intent, available(row.intent).err())).collect();
        let choices = rows.iter().zip(&commands).map(|((row, key), (_, refusal))| {
            let label = Both { zh: row.zh.to_owned(), en: row.en.to_owned() };
            let keys = key.map(|key| key.label()).unwrap_or_default();
            let note = refusal.as_ref().map_or(Both { zh: keys.clone(), en: keys }, |refusal| refusal.because.clone());
            Choice { off: refusal.is_some(), also: keymap::also(row.intent), ..Choice::new(label).note(note) }
        });
        Palette { choices: Choices::new(choices.collect()), commands }
    }
}

impl Choosing for Palette {
    fn crumb(&self, lang: Lang) -> String {
        lang.pick("命令", "Commands").to_owned()
    }

    fn scope(&self) -> Scope {
        Scope::Palette
    }

    fn choices(&mut self) -> &mut Choices {
        &mut self.choices
    }

    fn pick(&mut self, context: &mut Context) -> Flow {
        match self.choices.selected().map(|place| &self.commands[place]) {
            Some((intent, None)) => Flow::PopAnd(*intent),
            Some((_, Some(refusal))) => {
                context.refuse(refusal.clone());
                Flow::Stay
            }
            None => Flow::Stay,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::screen::Typed;
    use crate::tui::screens::Place;

    #[test]
    fn a_command_is_found_by_words_that_people_have_for_it_in_either_language() {
        for (typed, intent) in [
            ("erase", Intent::Go(Place::Retention)),
            ("delete", Intent::Go(Place::Retention)),
            ("删除", Intent::Go(Place::Retention)),
            ("dqqc", Intent::Go(Place::Retention)),
            ("密码", Intent::Renew),
            ("password", Intent::Renew),
            ("dark", Intent::SwitchColours),
            ("genuine", Intent::Go(Place::Verify)),
            ("exit", Intent::Quit),
        ] {
            let mut palette = Palette::over(Scope::Home, Typing::Commands, |_| Ok(()));
            palette.choices().typed(&Typed::Paste(typed.to_owned()));
            let found = palette.choices.selected().map(|place| palette.commands[place].0);
            assert_eq!(found, Some(intent), "{typed}");
        }
    }
}
