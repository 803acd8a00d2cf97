//! A passphrase asked for, and one thing done with it: signing in, signing a pile, a second person's consent.

use ratatui::Frame;
use ratatui::layout::Rect;
use zeroize::Zeroize;

use crate::domain::id::PersonId;
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::ops::account;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::screen::{Answer, Flow, Screen, Typed};
use crate::tui::typing::Typing;
use crate::tui::widget::fit::wrap;
use crate::tui::widget::line::Line;

const COLUMNS: u16 = 60;

type Send = Box<dyn FnMut(&str, &mut Context) -> Result<(), Refusal>>;

/// Brings back [`Answer::Finished`] once the passphrase did what it was asked for. A wrong one is told beside the field.
pub struct Passphrase {
    title: Both,
    about: Vec<Both>,
    line: Line,
    told: Option<Refusal>,
    /// Drawn once with "one moment" before the key is made, which takes up to a second.
    working: bool,
    send: Send,
}

impl Passphrase {
    pub fn new(title: Both, send: impl FnMut(&str, &mut Context) -> Result<(), Refusal> + 'static) -> Passphrase {
        Passphrase { title, about: Vec::new(), line: Line::default(), told: None, working: false, send: Box::new(send) }
    }

    /// A line above the field.
    pub fn about(mut self, line: Both) -> Passphrase {
        self.about.push(line);
        self
    }

    /// Whoever sits here signs; their hand lies in the context afterwards.
    pub fn own(title: Both) -> Passphrase {
        Passphrase::new(title, |words, context| {
            let hand = account::prove(&mut context.office, words)?;
            context.own_hand = Some(hand);
            Ok(())
        })
    }

    /// Another one of the panel signs the same: their hand lies beside the others afterwards.
    pub fn beside(title: Both, person: PersonId) -> Passphrase {
        Passphrase::new(title, move |words, context| {
            let hand = account::witness(&mut context.office, person, words)?;
            context.beside_hands.push(hand);
            Ok(())
        })
    }
}

impl Screen for Passphrase {
    fn crumb(&self, lang: Lang) -> String {
        self.title.say(lang)
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
        let theme = context.theme;
        let room = area.width.saturating_sub(8).min(COLUMNS);
        let mut about: Vec<String> = Vec::new();
        for line in &self.about {
            about.extend(wrap(&line.say(context.lang), room as usize));
        }
        let told =
            self.told.as_ref().map_or(Vec::new(), |told| wrap(&format!("! {}", told.say(context.lang)), room as usize));
        let rows = about.len() as u16 + 4 + told.len().max(1) as u16;
        let inner = super::open(frame, area, room, rows, &self.title.say(context.lang), &theme);
        let mut y = inner.y + 1;
        for line in &about {
            frame.buffer_mut().set_stringn(inner.x, y, line, inner.width as usize, theme.text);
            y += 1;
        }
        let label = context.lang.pick("口令 ", "Passphrase ");
        let label_width = crate::tui::widget::fit::width(label) as u16;
        let row = Rect { y: y + u16::from(!about.is_empty()), height: 1, ..inner };
        frame.buffer_mut().set_stringn(row.x, row.y, label, inner.width as usize, theme.muted);
        let place = Rect { x: row.x + label_width, width: row.width.saturating_sub(label_width), ..row };
        self.line.hidden().draw(frame, place, theme.field_focused, true, context);
        frame.buffer_mut().set_style(place, theme.field_focused);
        if self.working {
            let wait = context.lang.pick("正在核对…", "One moment…");
            frame.buffer_mut().set_stringn(inner.x, row.y + 1, wait, inner.width as usize, theme.muted);
        }
        for (at, line) in told.iter().enumerate() {
            frame.buffer_mut().set_stringn(inner.x, row.y + 1 + at as u16, line, inner.width as usize, theme.bad);
        }
    }

    fn intent(&mut self, intent: Intent, _: &mut Context) -> Flow {
        match intent {
            Intent::Accept if self.line.value().is_empty() => {
                self.told =
                    Some(crate::refusal!("empty", "请输入口令；Esc 放弃。", "Type the passphrase; Esc gives up."));
                Flow::Stay
            }
            Intent::Accept => {
                (self.working, self.told) = (true, None);
                Flow::Stay
            }
            Intent::Edit(edit) => {
                self.line.edit(edit);
                Flow::Stay
            }
            _ => Flow::Pass,
        }
    }

    fn typed(&mut self, typed: Typed, _: &mut Context) -> Flow {
        self.told = None;
        self.line.typed(&typed);
        Flow::Stay
    }

    fn idle(&mut self, context: &mut Context) -> Option<Flow> {
        if !std::mem::take(&mut self.working) {
            return None;
        }
        let mut words = self.line.value().to_owned();
        let done = (self.send)(&words, context);
        words.zeroize();
        self.line.set("");
        Some(match done {
            Ok(()) => Flow::PopWith(Answer::Finished),
            Err(refusal) => {
                self.told = Some(refusal);
                Flow::Stay
            }
        })
    }
}
