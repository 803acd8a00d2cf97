//! Who sits at the desk: everybody who works here, with what waits for their signature.

use crate::both;
use crate::domain::id::PersonId;
use crate::domain::language::{Both, Lang, Say};
use crate::ops::today;
use crate::store::Failure;
use crate::store::read::station::Person;
use crate::tui::context::Context;
use crate::tui::popup::choices::{Choice, Choices, Choosing};
use crate::tui::screen::Flow;
use crate::tui::screens::parts::words;

pub struct People {
    people: Vec<Person>,
    choices: Choices,
}

impl People {
    pub fn new(context: &mut Context) -> People {
        let read = context.office.read().people().map_err(Failure::from);
        let people = context.tell(read).unwrap_or_default();
        let all = people.iter().map(|person| choice(person, context)).collect();
        let mut choices = Choices::new(all);
        let who = context.office.who();
        choices.select(people.iter().position(|person| person.id == who).unwrap_or(0));
        People { people, choices }
    }
}

fn sit(id: PersonId, name: &str, context: &mut Context) -> bool {
    let seated = context.office.sit_down(id);
    if context.tell(seated).is_none() {
        return false;
    }
    context.seat_changed();
    context.done(both!("现在由{name}操作。", "{name} is at the desk now."));
    true
}

fn choice(person: &Person, context: &mut Context) -> Choice {
    let sheets = today::sheets_of(&context.office, person.id);
    let sheets = context.tell(sheets).unwrap_or_default();
    let waiting = if sheets > 0 { both!("待签 {sheets} 份", "{sheets} to sign") } else { words::data("") };
    let roles = roles(person);
    let join = |roles: &str, waiting: &str, between: &str| match waiting {
        "" => roles.to_owned(),
        _ => format!("{roles}{between}{waiting}"),
    };
    let note = Both { zh: join(&roles.zh, &waiting.zh, "，"), en: join(&roles.en, &waiting.en, ", ") };
    Choice::new(words::data(person.name.clone())).note(note)
}

/// What a person may do, three roles at most by name.
pub fn roles(person: &Person) -> Both {
    let many = person.roles.len();
    let named = if many > 3 { &person.roles[..2] } else { &person.roles[..] };
    let list = |lang: Lang| named.iter().map(|role| role.say(lang)).collect::<Vec<_>>().join(lang.pick("、", ", "));
    let (zh, en) = (list(Lang::Zh), list(Lang::En));
    let more = many - named.len();
    if more > 0 {
        Both { zh: format!("{zh}等 {many} 种角色"), en: format!("{en} and {more} more") }
    } else {
        Both { zh, en }
    }
}

impl Choosing for People {
    fn crumb(&self, lang: Lang) -> String {
        lang.pick("换人", "Change person").to_owned()
    }

    fn title(&self, lang: Lang) -> String {
        lang.pick("谁在操作？", "Who is at the desk?").to_owned()
    }

    fn choices(&mut self) -> &mut Choices {
        &mut self.choices
    }

    fn pick(&mut self, context: &mut Context) -> Flow {
        let Some(person) = self.choices.selected().and_then(|place| self.people.get(place)) else { return Flow::Stay };
        let seated = sit(person.id, &person.name, context);
        if seated { Flow::Pop } else { Flow::Stay }
    }
}
