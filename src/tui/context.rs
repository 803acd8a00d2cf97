//! What every screen is given: the office, the language, the theme, and where to tell the person something.

use ratatui::layout::Size;

use super::job::Job;
use super::theme::Theme;
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::ops::Office;
use crate::ops::office::Hand;
use crate::ops::settings::IDLE_MINUTES;
use crate::store::courtesy::Courtesy;

pub struct Context {
    pub office: Office,
    pub lang: Lang,
    pub theme: Theme,
    /// Who acts, at the right of the top line.
    pub who: Option<Both>,
    /// The window as it was last drawn, in cells.
    pub size: Size,
    /// False while a screen is drawn that lies under another one: it then leaves the cursor alone.
    pub on_top: bool,
    /// After so many minutes without a key the screen is locked; 0 is never.
    pub idle_minutes: u32,
    /// Whoever sits here has just proven themselves, for one signature or one pile.
    pub own_hand: Option<Hand>,
    /// The second person of an act has just consented.
    pub second_hand: Option<Hand>,
    /// The others of a panel, who have just proven themselves one after another, to sign the same bytes.
    pub beside_hands: Vec<Hand>,
    /// Told at every key: work that nobody waits for gives way.
    pub courtesy: Courtesy,
    message: Option<Message>,
    pub(super) started: Vec<Box<dyn Job>>,
    /// Another thread is at work, and may hold the file for as long as it writes.
    beside: bool,
    /// Preferences that are kept once it has ended.
    kept_later: Vec<(&'static str, &'static str)>,
}

/// What the status line tells. It is kept in both languages, so that it changes with them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    Info(Both),
    Done(Both),
    Refused(Refusal),
}

impl Say for Message {
    fn say(&self, lang: Lang) -> String {
        match self {
            Message::Info(what) | Message::Done(what) => what.say(lang),
            Message::Refused(refusal) => refusal.say(lang),
        }
    }
}

impl Context {
    pub fn new(office: Office, lang: Lang, theme: Theme) -> Context {
        let size = Size::new(80, 24);
        let mut context = Context {
            office,
            lang,
            theme,
            who: None,
            size,
            on_top: true,
            idle_minutes: 0,
            own_hand: None,
            second_hand: None,
            beside_hands: Vec::new(),
            courtesy: Courtesy::default(),
            message: None,
            started: Vec::new(),
            beside: false,
            kept_later: Vec::new(),
        };
        context.seat_changed();
        context
    }

    /// Another thread began to work, or has ended; what was to be remembered meanwhile is kept now.
    pub(super) fn works_beside(&mut self, beside: bool) {
        self.beside = beside;
        if !beside {
            for (name, value) in std::mem::take(&mut self.kept_later) {
                self.remember(name, value);
            }
        }
    }

    /// Keeps a preference of this copy. While another thread writes, the screen would stand still until it is done.
    pub(super) fn remember(&mut self, name: &'static str, value: &'static str) {
        if self.beside {
            self.kept_later.push((name, value));
        } else {
            // A file that cannot be written is told of by the work itself.
            let _ = self.office.prefer(name, value);
        }
    }

    /// Another person sits at the desk, or bears another name: the top line follows.
    pub fn seat_changed(&mut self) {
        let who = self.office.who();
        let name = self.office.read().person_name(who).ok().filter(|_| self.office.is_seated());
        self.who = name.map(|name| crate::both!("{name}", "{name}"));
        self.idle_minutes = IDLE_MINUTES.whole(&self.office.read()).unwrap_or(0);
    }

    pub fn info(&mut self, what: Both) {
        self.message = Some(Message::Info(what));
    }

    pub fn done(&mut self, what: Both) {
        self.message = Some(Message::Done(what));
    }

    pub fn refuse(&mut self, refusal: Refusal) {
        self.message = Some(Message::Refused(refusal));
    }

    pub fn message(&self) -> Option<&Message> {
        self.message.as_ref()
    }

    /// The person went on: what was told is told.
    pub fn clear_message(&mut self) {
        self.message = None;
    }

    /// Lets a job run beside the work; its progress stands at the right of the status line.
    pub fn start(&mut self, job: Box<dyn Job>) {
        self.started.push(job);
    }

    /// Nobody is proven any more.
    pub fn put_hands_down(&mut self) {
        (self.own_hand, self.second_hand) = (None, None);
        self.beside_hands.clear();
    }

    /// The value, or nothing with the refusal in the status line.
    pub fn tell<T>(&mut self, result: Result<T, impl Into<Refusal>>) -> Option<T> {
        result.map_err(|refusal| self.refuse(refusal.into())).ok()
    }
}
