//! Things to choose among: typing narrows them by Chinese, English or pinyin initials. What is done with the selected one is
//! for each popup to say.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::domain::language::{Both, Lang, Say};
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::screen::{Answer, Flow, Mouse, Press, Screen, Typed};
use crate::tui::typing::Typing;
use crate::tui::widget::find;
use crate::tui::widget::fit::{fit, pad, width};
use crate::tui::widget::line::Line;

/// One thing to choose, and a quiet note at its right.
#[derive(Clone, Debug)]
pub struct Choice {
    pub label: Both,
    pub note: Both,
    /// Greyed out: it cannot be chosen now, and the note says why.
    pub off: bool,
    /// Other words by which it is found, apart from its label.
    pub also: &'static str,
}

impl Choice {
    pub fn new(label: Both) -> Choice {
        Choice { label, note: Both { zh: String::new(), en: String::new() }, off: false, also: "" }
    }

    pub fn note(self, note: Both) -> Choice {
        Choice { note, ..self }
    }

    /// It cannot be chosen now; its note says why.
    pub fn off(self) -> Choice {
        Choice { off: true, ..self }
    }
}

/// The line typed, what it leaves of all, and the selected one.
pub struct Choices {
    all: Vec<Choice>,
    found: Vec<usize>,
    line: Line,
    selected: usize,
    rows: Rect,
}

impl Choices {
    pub fn new(all: Vec<Choice>) -> Choices {
        let found = (0..all.len()).collect();
        Choices { all, found, line: Line::default(), selected: 0, rows: Rect::ZERO }
    }

    /// The place of the selected one among all.
    pub fn selected(&self) -> Option<usize> {
        self.found.get(self.selected).copied()
    }

    pub fn choice(&self, place: usize) -> &Choice {
        &self.all[place]
    }

    /// Another label for the same thing, as wide as the one before.
    pub fn relabel(&mut self, place: usize, label: Both) {
        self.all[place].label = label;
    }

    pub fn select(&mut self, place: usize) {
        self.selected = self.found.iter().position(|found| *found == place).unwrap_or(0);
    }

    pub fn typed(&mut self, typed: &Typed) {
        if self.line.typed(typed) {
            self.narrow();
        }
    }

    fn narrow(&mut self) {
        let typed = self.line.value();
        let rank = |place: usize| {
            let Choice { label, also, .. } = &self.all[place];
            find::rank(typed, &[&label.zh, &label.en], also)
        };
        let mut found: Vec<(u8, usize)> = (0..self.all.len()).filter_map(|place| Some((rank(place)?, place))).collect();
        found.sort();
        self.found = found.into_iter().map(|(_, place)| place).collect();
        self.selected = 0;
    }

    /// False where the intent is not one of theirs.
    pub fn intent(&mut self, intent: Intent) -> bool {
        let last = self.found.len().saturating_sub(1);
        let page = (self.rows.height as usize).max(1);
        self.selected = match intent {
            Intent::Up => self.selected.checked_sub(1).unwrap_or(last),
            Intent::Down if self.selected >= last => 0,
            Intent::Down => self.selected + 1,
            Intent::PageUp => self.selected.saturating_sub(page),
            Intent::PageDown => (self.selected + page).min(last),
            Intent::First => 0,
            Intent::Last => last,
            Intent::Edit(edit) => {
                if self.line.edit(edit) {
                    self.narrow();
                }
                self.selected
            }
            _ => return false,
        };
        true
    }

    /// True where a click chose one.
    pub fn mouse(&mut self, mouse: Mouse) -> bool {
        match mouse.what {
            Press::WheelUp => self.selected = self.selected.saturating_sub(1),
            Press::WheelDown => self.selected = (self.selected + 1).min(self.found.len().saturating_sub(1)),
            Press::Click if self.rows.contains(mouse.at) => {
                let place = self.top() + (mouse.at.y - self.rows.y) as usize;
                if place < self.found.len() {
                    self.selected = place;
                    return true;
                }
            }
            Press::Click => {}
        }
        false
    }

    fn top(&self) -> usize {
        self.selected.saturating_sub((self.rows.height as usize).saturating_sub(1))
    }

    /// As a popup. Its size depends on all choices in both languages, so that it stands still while one types or switches.
    pub fn draw(&mut self, frame: &mut Frame, area: Rect, title: &str, context: &Context) {
        let (lang, theme) = (context.lang, context.theme);
        let widest = |text: fn(&Choice) -> [&str; 2]| self.all.iter().flat_map(text).map(width).max().unwrap_or(0);
        let labels = widest(|choice| [&choice.label.zh, &choice.label.en]);
        let notes = widest(|choice| [&choice.note.zh, &choice.note.en]);
        let columns = (labels + notes + 4).clamp(36, 96) as u16;
        let inner = super::open(frame, area, columns, self.all.len() as u16 + 2, title, &theme);
        let [prompt, rest] = [
            Rect { height: 1.min(inner.height), ..inner },
            Rect { y: inner.y + 2, height: inner.height.saturating_sub(2), ..inner },
        ];
        frame.buffer_mut().set_string(prompt.x, prompt.y, "> ", theme.accent);
        let line = Rect { x: prompt.x + 2, width: prompt.width.saturating_sub(2), ..prompt };
        self.line.draw(frame, line, theme.text, true, context);
        self.rows = rest;
        if self.found.is_empty() {
            frame.buffer_mut().set_stringn(
                rest.x + 2,
                rest.y,
                lang.pick("没有符合的", "Nothing matches"),
                rest.width as usize,
                theme.muted,
            );
        }
        let room = (rest.width as usize).saturating_sub(2);
        for (y, place) in (rest.y..rest.bottom()).zip(self.top()..self.found.len()) {
            let choice = &self.all[self.found[place]];
            let row = Rect { y, height: 1, ..rest };
            let note = fit(&choice.note.say(lang), room.saturating_sub(labels + 2));
            let label = pad(&choice.label.say(lang), room.saturating_sub(width(&note)));
            let buffer = frame.buffer_mut();
            buffer.set_stringn(row.x + 2, y, label, room, if choice.off { theme.muted } else { theme.text });
            buffer.set_string(
                row.right() - width(&note) as u16,
                y,
                &note,
                if choice.off { theme.warn } else { theme.muted },
            );
            if place == self.selected {
                buffer.set_string(row.x, y, ">", theme.accent);
                buffer.set_style(row, theme.selected);
            }
        }
        // Beside the rows it is told that there are more, as in a list.
        if rest.height > 0 && self.top() > 0 {
            frame.buffer_mut().set_string(rest.right(), rest.y, "^", theme.muted);
        }
        if rest.height > 0 && self.top() + (rest.height as usize) < self.found.len() {
            frame.buffer_mut().set_string(rest.right(), rest.bottom() - 1, "v", theme.muted);
        }
    }
}

/// A popup of choices: a screen by what it does with the selected one.
pub trait Choosing {
    /// Its word in the breadcrumb.
    fn crumb(&self, lang: Lang) -> String;

    /// What stands above the choices.
    fn title(&self, lang: Lang) -> String {
        Choosing::crumb(self, lang)
    }

    fn scope(&self) -> Scope {
        Scope::Popup
    }

    fn choices(&mut self) -> &mut Choices;

    /// Enter or a click.
    fn pick(&mut self, context: &mut Context) -> Flow;

    /// What is done with all of them at once; none where nothing is.
    fn save(&mut self) -> Option<Flow> {
        None
    }

    /// What was asked for the sake of the picked one has its answer.
    fn answered(&mut self, _answer: Answer) -> Flow {
        Flow::Stay
    }

    fn unsaved(&self) -> bool {
        false
    }
}

impl<T: Choosing> Screen for T {
    fn crumb(&self, lang: Lang) -> String {
        Choosing::crumb(self, lang)
    }

    fn scope(&self) -> Scope {
        Choosing::scope(self)
    }

    fn typing(&self) -> Typing {
        Typing::Text
    }

    fn covers_all(&self) -> bool {
        false
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        let title = self.title(context.lang);
        self.choices().draw(frame, area, &title, context);
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        match intent {
            Intent::Accept => self.pick(context),
            Intent::Save => self.save().unwrap_or(Flow::Pass),
            _ if self.choices().intent(intent) => Flow::Stay,
            _ => Flow::Pass,
        }
    }

    fn typed(&mut self, typed: Typed, _: &mut Context) -> Flow {
        self.choices().typed(&typed);
        Flow::Stay
    }

    fn mouse(&mut self, mouse: Mouse, context: &mut Context) -> Flow {
        if self.choices().mouse(mouse) { self.pick(context) } else { Flow::Stay }
    }

    fn answered(&mut self, _: Intent, answer: Answer, _: &mut Context) -> Flow {
        Choosing::answered(self, answer)
    }

    fn unsaved(&self) -> bool {
        Choosing::unsaved(self)
    }
}
