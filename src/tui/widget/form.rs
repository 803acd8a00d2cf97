//! Fields under each other: one has the focus, each says beside itself what is wrong while one types.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::field::{Beside, Field, Kind};
use super::fit::{fit, pad, width, wrap};
use crate::domain::language::{Both, Say};
use crate::domain::refusal::Refusal;
use crate::ops::form_draft::LEFT_OUT;
use crate::store::form_draft::Fields;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::screen::{Mouse, Press, Typed};
use crate::tui::typing::Typing;

pub struct Form {
    fields: Vec<Field>,
    focus: usize,
    changed: bool,
    /// The boxes as last drawn, with their fields' places.
    boxes: Vec<(usize, Rect)>,
}

/// What an intent came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Formed {
    /// Not one of a form's.
    Pass,
    Stay,
    /// Every field is right, and the person wants it saved.
    Sent,
    /// The person wants to choose for this field, which has a list of its own.
    Pick(&'static str),
}

impl Form {
    pub fn new(fields: Vec<Field>) -> Form {
        assert!(!fields.is_empty(), "a form has at least one field");
        Form { fields, focus: 0, changed: false, boxes: Vec::new() }
    }

    /// How many fields there are.
    #[allow(clippy::len_without_is_empty, reason = "a form is never empty")]
    pub fn len(&self) -> usize {
        self.fields.len()
    }

    /// The field of that name, which must be one of the form's.
    pub fn field(&self, name: &str) -> &Field {
        self.fields.iter().find(|field| field.name == name).expect("the screen names its own fields")
    }

    /// What stands in all fields, in their order; of a choice its place.
    pub fn values(&self) -> Vec<String> {
        let value = |field: &Field| match field.kind {
            Kind::Choice { at, .. } => at.to_string(),
            _ => field.as_text().to_owned(),
        };
        self.fields.iter().map(value).collect()
    }

    /// What stands in the fields by their names, once anything was typed: texts as they are, of a choice its place. Passphrases and what
    /// was picked from lists of their own are not among it.
    pub fn so_far(&self) -> Fields {
        let value = |field: &Field| match field.kind {
            Kind::Choice { at, .. } => Some(at.to_string()),
            Kind::Secret | Kind::Picked { .. } => None,
            _ => Some(field.line.value().to_owned()),
        };
        let own = self.fields.iter().filter_map(|field| Some((field.name.to_owned(), value(field)?)));
        let typed = |field: &Field| !matches!(field.kind, Kind::Choice { .. } | Kind::Secret | Kind::Picked { .. });
        let any = self.fields.iter().any(|field| typed(field) && !field.as_text().is_empty());
        if self.changed && any { own.collect() } else { Vec::new() }
    }

    /// Takes up what was typed here once.
    pub fn take_up(&mut self, kept: &Fields) {
        for (name, value) in kept {
            if let Some(field) = self.fields.iter_mut().find(|field| field.name == name) {
                // Of a number that was left out nothing is there to be mended.
                let lost = value.contains(LEFT_OUT) && field.typing() == Typing::Number;
                self.changed |= !lost && field.take_up(value);
            }
        }
    }

    /// Rows that show every field with room between them and for one sentence below.
    pub fn rows(&self) -> u16 {
        self.fields.len() as u16 * 2 + 2
    }

    pub fn focused(&self) -> &Field {
        &self.fields[self.focus]
    }

    pub fn typing(&self) -> Typing {
        self.focused().typing()
    }

    /// Whether anything was typed since the form was made.
    pub fn is_changed(&self) -> bool {
        self.changed
    }

    /// What a rule says of a field after the form was sent: it stands beside the field, which gets the focus.
    pub fn tell(&mut self, name: &str, fault: Both) {
        if let Some(at) = self.fields.iter().position(|field| field.name == name) {
            self.fields[at].tell(fault);
            self.focus = at;
        }
    }

    /// What stands against a field beside the others, such as an end before its beginning; nothing where they agree.
    pub fn hold(&mut self, name: &str, fault: Option<Both>) {
        self.fields.iter_mut().filter(|field| field.name == name).for_each(|field| field.hold(fault.clone()));
    }

    /// What was chosen for a field with a list of its own.
    pub fn show(&mut self, name: &str, what: Both) {
        self.fields.iter_mut().filter(|field| field.name == name).for_each(|field| field.show(what.clone()));
        self.changed = true;
    }

    pub fn typed(&mut self, typed: &Typed) {
        self.fields[self.focus].typed(typed);
        self.changed = true;
    }

    pub fn intent(&mut self, intent: Intent, context: &mut Context) -> Formed {
        match intent {
            Intent::NextField => self.go(self.focus + 1),
            Intent::PreviousField => self.go(self.focus + self.fields.len() - 1),
            Intent::Edit(edit) => {
                self.fields[self.focus].edit(edit);
                self.changed = true;
            }
            Intent::Accept | Intent::Toggle | Intent::Right if self.picks() => {
                return Formed::Pick(self.focused().name);
            }
            Intent::Left => self.turn(false),
            Intent::Right | Intent::Toggle => self.turn(true),
            Intent::Accept if self.focus + 1 < self.fields.len() => self.go(self.focus + 1),
            Intent::Accept | Intent::Save => return self.send(context),
            _ => return Formed::Pass,
        }
        Formed::Stay
    }

    pub fn mouse(&mut self, mouse: Mouse) {
        let hit = self.boxes.iter().find(|(_, place)| mouse.what == Press::Click && place.contains(mouse.at));
        if let Some((at, _)) = hit {
            self.go(*at);
        }
    }

    fn go(&mut self, to: usize) {
        self.fields[self.focus].leave();
        self.focus = to % self.fields.len();
    }

    fn picks(&self) -> bool {
        matches!(self.focused().kind, Kind::Picked { .. })
    }

    fn turn(&mut self, forward: bool) {
        self.changed |= self.fields[self.focus].turn(forward);
    }

    fn send(&mut self, context: &mut Context) -> Formed {
        for field in &mut self.fields {
            field.leave();
            field.touch();
        }
        let Some((at, fault)) = self.fields.iter().enumerate().find_map(|(at, field)| Some((at, field.fault()?)))
        else {
            return Formed::Sent;
        };
        let field = &self.fields[at];
        // A fault may be a sentence already.
        let (zh, en) = (fault.zh.trim_end_matches('。'), fault.en.trim_end_matches('.'));
        let because = Both { zh: format!("{}：{zh}。", field.zh), en: format!("{}: {en}.", field.en) };
        context.refuse(Refusal::new("field_at_fault", because));
        self.focus = at;
        Formed::Stay
    }

    pub fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        let labels = self.fields.iter().flat_map(|field| [width(field.zh), width(field.en)]).max().unwrap_or(0) as u16;
        let told = match self.focused().beside() {
            Beside::Hint(text) | Beside::Fault(text) => wrap(&text.say(context.lang), area.width as usize),
            Beside::Nothing => Vec::new(),
        };
        // A sentence too long for its place beside the field is told in full below the form.
        let area = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        let room = area.height.saturating_sub(told.len() as u16 + 1).max(1);
        let pitch = if self.fields.len() as u16 * 2 <= room { 2 } else { 1 };
        let shown = (room / pitch).max(1) as usize;
        let top = self.focus.saturating_sub(shown - 1);
        self.boxes.clear();
        let mut cut = false;
        for (y, at) in (area.y..area.y + room).step_by(pitch as usize).zip(top..self.fields.len()) {
            let line = Rect { y, height: 1, ..area };
            cut |= self.draw_field(frame, line, at, labels, context) && at == self.focus;
        }
        if cut {
            let y = area.bottom().saturating_sub(told.len() as u16);
            for (y, line) in (y..area.bottom()).zip(&told) {
                frame.buffer_mut().set_stringn(area.x, y, line, area.width as usize, context.theme.warn);
            }
        }
    }

    /// True where what is said beside the field was cut.
    fn draw_field(&mut self, frame: &mut Frame, line: Rect, at: usize, labels: u16, context: &Context) -> bool {
        let (theme, lang, field) = (&context.theme, context.lang, &self.fields[at]);
        let focused = at == self.focus;
        let buffer = frame.buffer_mut();
        if focused {
            buffer.set_string(line.x, line.y, ">", theme.accent);
        }
        let label = pad(lang.pick(field.zh, field.en), labels as usize);
        buffer.set_stringn(
            line.x + 2,
            line.y,
            label,
            line.width as usize,
            if focused { theme.title } else { theme.muted },
        );
        let place = Rect { x: line.x + labels + 4, width: field.columns, ..line }.intersection(line);
        let style = if focused { theme.field_focused } else { theme.field };
        match &field.kind {
            Kind::Secret => {
                field.line.hidden().draw(frame, place, style, focused, context);
                frame.buffer_mut().set_style(place, style);
            }
            Kind::Choice { options, at } => {
                let word = options.get(*at).map(|option| option.say(lang)).unwrap_or_default();
                let inside = pad(&word, (place.width as usize).saturating_sub(4));
                let text = format!("{inside} {}", if focused { "< >" } else { "" });
                frame.buffer_mut().set_stringn(place.x, place.y, text, place.width as usize, style);
                frame.buffer_mut().set_style(place, style);
                if focused && context.on_top {
                    frame.set_cursor_position((place.x, place.y));
                }
            }
            Kind::Picked { shown } => {
                let text = pad(&shown.say(lang), place.width as usize);
                frame.buffer_mut().set_stringn(place.x, place.y, text, place.width as usize, style);
                frame.buffer_mut().set_style(place, style);
                if focused && context.on_top {
                    frame.set_cursor_position((place.x, place.y));
                }
            }
            _ => {
                field.line.draw(frame, place, style, focused, context);
                frame.buffer_mut().set_style(place, style);
            }
        }
        self.boxes.push((at, place));
        let beside = field.beside();
        let (text, style) = match &beside {
            Beside::Nothing => return false,
            Beside::Hint(text) => (text.say(lang), theme.muted),
            Beside::Fault(text) => (format!("! {}", text.say(lang)), theme.bad),
        };
        let room = line.right().saturating_sub(place.right() + 2) as usize;
        let fitted = fit(&text, room);
        frame.buffer_mut().set_stringn(place.right() + 2, line.y, &fitted, room, style);
        fitted != text
    }
}
