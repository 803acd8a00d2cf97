//! The second person of an act: who it is, then their own passphrase. The hand lies in the context afterwards.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::choose::{Choice, Choices};
use super::passphrase::Passphrase;
use crate::both;
use crate::domain::language::{Both, Lang, Say};
use crate::ops::account;
use crate::ops::office::second_needed;
use crate::store::Failure;
use crate::store::act::Kind;
use crate::store::read::station::Person;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::screen::{Answer, Flow, Mouse, Screen, Typed};
use crate::tui::typing::Typing;

/// Brings back [`Answer::Finished`] once the second person has consented.
pub struct Second {
    kind: Kind,
    people: Vec<Person>,
    choices: Choices,
}

impl Second {
    /// Asks for the second person of this kind of act; where nobody else could be it, the sentence says who it takes.
    pub fn ask(asked: Intent, kind: Kind, context: &mut Context) -> Flow {
        let read = context.office.read().people().map_err(Failure::from);
        let mut people = context.tell(read).unwrap_or_default();
        let who = context.office.who();
        people.retain(|person| person.id != who && kind.right().permits_second(&person.roles));
        if people.is_empty() {
            context.refuse(second_needed(kind));
            return Flow::Stay;
        }
        let choice = |person: &Person| {
            let name = &person.name;
            let roles = |lang: Lang| {
                person.roles.iter().map(|role| role.say(lang)).collect::<Vec<_>>().join(lang.pick("、", ", "))
            };
            Choice::new(both!("{name}", "{name}")).note(Both { zh: roles(Lang::Zh), en: roles(Lang::En) })
        };
        let choices = Choices::new(people.iter().map(choice).collect());
        Flow::ask(asked, Second { kind, people, choices })
    }

    fn passphrase(&self) -> Flow {
        let Some(person) = self.choices.selected().and_then(|place| self.people.get(place)) else { return Flow::Stay };
        let (id, name) = (person.id, &person.name);
        let (zh, en) = (self.kind.say(Lang::Zh), self.kind.say(Lang::En));
        let about = both!("第二人 {name} 在场，同意“{zh}”。", "Second person {name} is here and agrees to “{en}”.");
        let popup = Passphrase::new(both!("{name}的口令", "Passphrase of {name}"), move |words, context| {
            context.second_hand = Some(account::witness(&mut context.office, id, words)?);
            Ok(())
        });
        Flow::ask(Intent::Accept, popup.about(about))
    }
}

impl Screen for Second {
    fn crumb(&self, lang: Lang) -> String {
        lang.pick("第二人", "Second person").to_owned()
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
        let kind = self.kind.say(context.lang);
        let title = crate::say!(context.lang, "“{kind}”的第二人", "Second person: {kind}");
        self.choices.draw(frame, area, &title, context);
    }

    fn intent(&mut self, intent: Intent, _: &mut Context) -> Flow {
        match intent {
            Intent::Accept => self.passphrase(),
            _ if self.choices.intent(intent) => Flow::Stay,
            _ => Flow::Pass,
        }
    }

    fn typed(&mut self, typed: Typed, _: &mut Context) -> Flow {
        self.choices.typed(&typed);
        Flow::Stay
    }

    fn mouse(&mut self, mouse: Mouse, _: &mut Context) -> Flow {
        if self.choices.mouse(mouse) { self.passphrase() } else { Flow::Stay }
    }

    fn answered(&mut self, _: Intent, answer: Answer, _: &mut Context) -> Flow {
        if answer == Answer::Finished { Flow::PopWith(Answer::Finished) } else { Flow::Stay }
    }
}
