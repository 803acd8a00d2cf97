//! Who sits at the desk: everybody who works here, what waits for their signature, and the passphrase that lets them in.

mod locked;
mod pin;
mod renew;

pub use locked::Locked;
pub use pin::pin;
pub use renew::renew;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::both;
use crate::domain::id::PersonId;
use crate::domain::language::{Both, Lang, Say};
use crate::ops::account;
use crate::ops::office::SAMPLE;
use crate::ops::today;
use crate::store::Failure;
use crate::store::read::station::Person;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::popup::choices::{Choice, Choices};
use crate::tui::popup::passphrase::Passphrase;
use crate::tui::screen::{Answer, Flow, Mouse, Screen, Typed};
use crate::tui::screens::parts::words;
use crate::tui::typing::Typing;
use crate::tui::widget::fit::{fit, wrap};

pub struct SignIn {
    people: Vec<Person>,
    choices: Choices,
    station: String,
    /// The passphrase of a sample station's invented people.
    sample: Option<String>,
    /// A new passphrase is being chosen over this screen.
    renewing: bool,
}

impl SignIn {
    pub fn new(context: &mut Context) -> SignIn {
        let read = context.office.read().directory().map_err(Failure::from);
        let people = context.tell(read).unwrap_or_default();
        let all = people.iter().map(|person| choice(person, context)).collect();
        let mut choices = Choices::new(all);
        let seated = context.office.is_seated().then(|| context.office.who());
        let last = seated.or_else(|| context.office.last_seated().ok().flatten());
        choices.select(people.iter().position(|person| Some(person.id) == last).unwrap_or(0));
        let read = context.office.read();
        let station = read.station().ok().flatten().map_or(String::new(), |station| station.name);
        let sample = read.preference(SAMPLE).ok().flatten();
        SignIn { people, choices, station, sample, renewing: false }
    }

    fn picked(&self) -> Option<&Person> {
        self.choices.selected().and_then(|place| self.people.get(place))
    }

    fn ask(&self) -> Flow {
        let Some(person) = self.picked() else { return Flow::Stay };
        let (id, name) = (person.id, person.name.clone());
        let mut popup = Passphrase::new(both!("{name}登录", "Sign in: {name}"), move |words, context| {
            Ok(account::take_desk(&mut context.office, id, words).map(drop)?)
        });
        if let Some(sample) = &self.sample {
            popup = popup.about(both!("样例鉴定所：口令都是 {sample}", "Sample station: every passphrase is {sample}"));
        }
        Flow::ask(Intent::Accept, popup)
    }

    /// The person is in; one who came with a temporary passphrase chooses their own first.
    fn seated(&mut self, context: &mut Context) -> Flow {
        if context.office.must_renew() {
            self.renewing = true;
            return Flow::ask(Intent::Save, renew(true));
        }
        self.enter(context)
    }

    fn enter(&self, context: &mut Context) -> Flow {
        let name = context.office.read().person_name(context.office.who()).unwrap_or_default();
        context.seat_changed();
        context.done(both!("{name}已登录。", "{name} is signed in."));
        Flow::Seated
    }
}

fn choice(person: &Person, context: &mut Context) -> Choice {
    // From the employment side nobody sees what waits on the other one.
    let sheets = if context.office.is_in_wing() { Ok(0) } else { today::sheets_of(&context.office, person.id) };
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

impl Screen for SignIn {
    fn crumb(&self, lang: Lang) -> String {
        lang.pick("登录", "Sign in").to_owned()
    }

    fn scope(&self) -> Scope {
        Scope::SignIn
    }

    fn typing(&self) -> Typing {
        Typing::Text
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        let (lang, theme) = (context.lang, context.theme);
        let mut y = area.y;
        let buffer = frame.buffer_mut();
        buffer.set_string(area.x, y, fit(&self.station, area.width as usize), theme.title);
        y += 1;
        let lead = match &self.sample {
            Some(sample) => both!(
                "样例鉴定所，人员全部虚构；每个人的口令都是 {sample}。选一个人，回车，输入口令。",
                "A sample station of invented people; everybody's passphrase is {sample}. Choose a person, press Enter, type it."
            ),
            None => both!(
                "选自己的名字（可打字查找），回车，输入口令。离开时按 Ctrl-L 锁屏。",
                "Choose your name (type to find it), press Enter, type your passphrase. Ctrl-L locks the screen."
            ),
        };
        for line in wrap(&lead.say(lang), area.width as usize) {
            buffer.set_string(area.x, y, line, theme.muted);
            y += 1;
        }
        let rest = Rect { y, height: area.bottom().saturating_sub(y), ..area };
        self.choices.draw(frame, rest, lang.pick("谁来操作？", "Who is it?"), context);
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        match intent {
            Intent::Accept => self.ask(),
            // The screens below are somebody's; with nobody signed in they are shown to nobody.
            Intent::Back if !context.office.is_seated() => Flow::Stay,
            _ if self.choices.intent(intent) => Flow::Stay,
            // Nothing else of the file is open to somebody who has not signed in.
            Intent::Go(_) => Flow::Stay,
            _ => Flow::Pass,
        }
    }

    fn typed(&mut self, typed: Typed, _: &mut Context) -> Flow {
        self.choices.typed(&typed);
        Flow::Stay
    }

    fn mouse(&mut self, mouse: Mouse, _: &mut Context) -> Flow {
        if self.choices.mouse(mouse) { self.ask() } else { Flow::Stay }
    }

    /// Who came with a temporary passphrase and left without choosing their own is not signed in.
    fn resumed(&mut self, context: &mut Context) {
        if std::mem::take(&mut self.renewing) && context.office.must_renew() {
            account::sign_out(&mut context.office);
            context.seat_changed();
            context.info(both!("没有换口令，已退出登录。", "The passphrase was not changed; nobody is signed in."));
        }
    }

    fn answered(&mut self, asked: Intent, answer: Answer, context: &mut Context) -> Flow {
        match (asked, answer) {
            (Intent::Accept, Answer::Finished) => self.seated(context),
            (Intent::Save, Answer::Finished) => self.enter(context),
            _ => Flow::Stay,
        }
    }
}

/// The name of whoever sits here.
pub(super) fn name_of(person: PersonId, context: &Context) -> String {
    context.office.read().person_name(person).unwrap_or_default()
}
