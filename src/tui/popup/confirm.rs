//! A question before something is done: what will happen, and yes or no.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::domain::language::{Both, Lang, Say};
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::screen::{Answer, Flow, Mouse, Press, Screen};
use crate::tui::widget::fit::{width, wrap};

pub struct Confirm {
    question: Both,
    effects: Vec<Both>,
    yes: (&'static str, &'static str),
    no: (&'static str, &'static str),
    on_yes: bool,
    /// Esc is no answer: the question waits.
    waits: bool,
    buttons: [Rect; 2],
}

impl Confirm {
    /// Enter says yes, unless [`Confirm::careful`].
    pub fn new(question: Both) -> Confirm {
        Confirm {
            question,
            effects: Vec::new(),
            yes: ("是", "Yes"),
            no: ("否", "No"),
            on_yes: true,
            waits: false,
            buttons: [Rect::ZERO; 2],
        }
    }

    /// A line that says what will happen.
    pub fn effect(mut self, effect: Both) -> Confirm {
        self.effects.push(effect);
        self
    }

    /// The word on the yes button: the verb itself.
    pub fn button(mut self, zh: &'static str, en: &'static str) -> Confirm {
        self.yes = (zh, en);
        self
    }

    /// The word on the no button, where it is another choice.
    pub fn other(mut self, zh: &'static str, en: &'static str) -> Confirm {
        self.no = (zh, en);
        self
    }

    /// For what cannot be taken back: Enter says no until the other button is chosen.
    pub fn careful(mut self) -> Confirm {
        self.on_yes = false;
        self
    }

    /// Where no loses something: Esc answers nothing.
    pub fn waits(self) -> Confirm {
        Confirm { waits: true, ..self }
    }

    fn lines(&self, lang: Lang, room: usize) -> Vec<String> {
        [&self.question].into_iter().chain(&self.effects).flat_map(|said| wrap(&said.say(lang), room)).collect()
    }

    fn words(&self, lang: Lang) -> [String; 2] {
        let word = |letter: char, (zh, en)| format!(" {letter} {} ", lang.pick(zh, en));
        [word('y', self.yes), word('n', self.no)]
    }
}

impl Screen for Confirm {
    fn crumb(&self, lang: Lang) -> String {
        lang.pick("确认", "Confirm").to_owned()
    }

    fn scope(&self) -> Scope {
        Scope::Question
    }

    fn covers_all(&self) -> bool {
        false
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        let (lang, theme) = (context.lang, context.theme);
        let room = (area.width as usize).saturating_sub(10).clamp(20, 64);
        // Sized for both languages, so that the box stands still when the language changes.
        let told = |lang| self.lines(lang, room);
        let (zh, en) = (told(Lang::Zh), told(Lang::En));
        let wide = zh.iter().chain(&en).map(|line| width(line)).max().unwrap_or(0).max(28);
        let high = zh.len().max(en.len()) as u16 + 4;
        let inner = super::open(frame, area, wide as u16, high, &self.crumb(lang), &theme);
        let question = wrap(&self.question.say(lang), room).len();
        for (at, line) in told(lang).iter().enumerate().take(inner.height.saturating_sub(3) as usize) {
            let style = if at < question { theme.title } else { theme.text };
            frame.buffer_mut().set_stringn(inner.x, inner.y + 1 + at as u16, line, inner.width as usize, style);
        }
        let mut x = inner.x;
        for (at, word) in self.words(lang).into_iter().enumerate() {
            let here = (at == 0) == self.on_yes;
            let (open, close) = if here { ('[', ']') } else { (' ', ' ') };
            let button = format!("{open}{word}{close}");
            let style = if here { theme.selected.patch(theme.title) } else { theme.field };
            let place = Rect::new(x, inner.bottom().saturating_sub(2), width(&button) as u16, 1).intersection(inner);
            frame.buffer_mut().set_stringn(place.x, place.y, &button, place.width as usize, style);
            frame.buffer_mut().set_style(place, style);
            self.buttons[at] = place;
            x = place.right() + 2;
        }
    }

    fn intent(&mut self, intent: Intent, _: &mut Context) -> Flow {
        match intent {
            Intent::Yes => Flow::PopWith(Answer::Yes),
            Intent::Back if self.waits => Flow::Pop,
            Intent::No | Intent::Back => Flow::PopWith(Answer::No),
            Intent::Accept => Flow::PopWith(if self.on_yes { Answer::Yes } else { Answer::No }),
            Intent::Left | Intent::Right => {
                self.on_yes = !self.on_yes;
                Flow::Stay
            }
            _ => Flow::Pass,
        }
    }

    fn mouse(&mut self, mouse: Mouse, _: &mut Context) -> Flow {
        match self.buttons.iter().position(|button| mouse.what == Press::Click && button.contains(mouse.at)) {
            Some(0) => Flow::PopWith(Answer::Yes),
            Some(_) => Flow::PopWith(Answer::No),
            None => Flow::Stay,
        }
    }
}
