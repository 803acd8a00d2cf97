//! The second person of an act: who it is, then their own passphrase. The hand lies in the context afterwards.

use super::choices::{Choice, Choices, Choosing};
use super::passphrase::Passphrase;
use crate::both;
use crate::domain::authority::Right;
use crate::domain::language::{Both, Lang, Say};
use crate::ops::account;
use crate::ops::office::second_wanted;
use crate::store::Failure;
use crate::store::act::Kind;
use crate::store::employment::act::Kind as WingKind;
use crate::store::read::station::Person;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::screen::{Answer, Flow};

/// Brings back [`Answer::Finished`] once the second person has consented.
pub struct Second {
    what: Both,
    people: Vec<Person>,
    choices: Choices,
}

impl Second {
    /// Asks for the second person of this kind of act; where nobody else could be it, the sentence says who it takes.
    pub fn ask(asked: Intent, kind: Kind, context: &mut Context) -> Flow {
        Second::of(asked, &kind, kind.right(), context)
    }

    /// The same for an act of the employment side.
    pub fn ask_in_wing(asked: Intent, kind: WingKind, context: &mut Context) -> Flow {
        Second::of(asked, &kind, kind.right(), context)
    }

    fn of(asked: Intent, kind: &impl Say, right: Right, context: &mut Context) -> Flow {
        let what = Both { zh: kind.say(Lang::Zh), en: kind.say(Lang::En) };
        let read = context.office.read().directory().map_err(Failure::from);
        let mut people = context.tell(read).unwrap_or_default();
        let who = context.office.who();
        people.retain(|person| person.id != who && right.permits_second(&person.roles));
        if people.is_empty() {
            context.refuse(second_wanted(what, right.second_roles()));
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
        Flow::ask(asked, Second { what, people, choices })
    }
}

impl Choosing for Second {
    fn crumb(&self, lang: Lang) -> String {
        lang.pick("第二人", "Second person").to_owned()
    }

    fn title(&self, lang: Lang) -> String {
        let kind = self.what.say(lang);
        crate::say!(lang, "“{kind}”的第二人", "Second person: {kind}")
    }

    fn choices(&mut self) -> &mut Choices {
        &mut self.choices
    }

    fn pick(&mut self, _: &mut Context) -> Flow {
        let Some(person) = self.choices.selected().and_then(|place| self.people.get(place)) else { return Flow::Stay };
        let (id, name) = (person.id, &person.name);
        let (zh, en) = (&self.what.zh, &self.what.en);
        let about = both!("第二人 {name} 在场，同意“{zh}”。", "Second person {name} is here and agrees to “{en}”.");
        let popup = Passphrase::new(both!("{name}的口令", "Passphrase of {name}"), move |words, context| {
            context.second_hand = Some(account::witness(&mut context.office, id, words)?);
            Ok(())
        });
        Flow::ask(Intent::Accept, popup.about(about))
    }
    fn answered(&mut self, answer: Answer) -> Flow {
        if answer == Answer::Finished { Flow::PopWith(Answer::Finished) } else { Flow::Stay }
    }
}
