//! The stack of screens: it routes keys and clicks, draws the frame around the top one, and knows no terminal.

mod layer;
mod seat;
mod ways;

use std::collections::HashMap;

use chrono::{DateTime, FixedOffset, TimeDelta};
use ratatui::Frame;
use ratatui::layout::Position;

use super::bars::{self, Parts, Spot};
use super::compat;
use super::context::Context;
use super::door;
use super::half_typed::Moment;
use super::intent::Intent;
use super::job::{Job, Step};
use super::key::Key;
use super::keymap;
use super::keytable::Scope;
use super::rights::{act_of, wing_act_of};
use super::screen::{Mouse, Press, Screen, Typed};
use super::typing::Route;
use super::wide;
use crate::both;
use crate::domain::id::PersonId;
use crate::domain::refusal::Refusal;

use layer::Leave;
pub(super) use layer::{Asked, Layer};

/// After so many seconds without a key the write-ahead log is folded into the file.
const QUIET: i64 = 3;
/// The least window, in cells.
const LEAST: (u16, u16) = (60, 16);

/// The most characters that are pasted at once: no field holds more, and nobody pastes a file into one on purpose.
const LONGEST_PASTE: usize = 4096;

pub struct App {
    pub context: Context,
    pub(super) stack: Vec<Layer>,
    /// What runs beside the work, in turn.
    beside: Vec<Box<dyn Job>>,
    crumb_spots: Vec<Spot<usize>>,
    help_spots: Vec<Spot<Intent>>,
    over: bool,
    /// Whose screens the stack holds.
    owner: PersonId,
    /// The screens of people who changed places with another, as they left them.
    parked: HashMap<PersonId, Vec<Layer>>,
    /// When the last key or click came, by the station's clock.
    touched: DateTime<FixedOffset>,
    /// Nothing was done since the log was folded into the file.
    folded: bool,
    /// When it is tried next.
    fold_at: DateTime<FixedOffset>,
    /// The backup on leaving was made or tried.
    backed_up: bool,
}

/// What became of the idle time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Idle {
    /// Something moved: draw, and come again at once.
    Worked,
    /// Something waits for another thread: come again soon.
    Waiting,
    Nothing,
}

impl App {
    pub fn new(context: Context, first: impl Screen + 'static) -> App {
        App::over(context, Box::new(first))
    }

    /// The same for a screen that was opened as the screen of a place.
    pub fn over(context: Context, screen: Box<dyn Screen>) -> App {
        let stack = vec![Layer::of(screen, Asked::Nobody)];
        let (owner, touched) = (context.office.who(), context.office.now());
        let mut app = App {
            context,
            stack,
            beside: Vec::new(),
            crumb_spots: Vec::new(),
            help_spots: Vec::new(),
            over: false,
            owner,
            parked: HashMap::new(),
            touched,
            folded: false,
            fold_at: touched + TimeDelta::seconds(QUIET),
            backed_up: false,
        };
        if let Some(told) = app.context.office.mended() {
            app.context.info(told);
        } else if app.context.office.is_seated() {
            app.tell_of_kept_forms();
        }
        app
    }

    pub fn is_over(&self) -> bool {
        self.over
    }

    /// The words of the breadcrumb.
    pub fn crumbs(&self) -> Vec<String> {
        self.stack.iter().map(|layer| layer.screen.crumb(self.context.lang)).collect()
    }

    pub fn key(&mut self, key: Key) {
        if self.is_too_small() && self.meaning(key) != Some(Intent::Quit) {
            return;
        }
        self.touch();
        self.context.clear_message();
        match self.top().typing().route(key) {
            Route::Text(c) => self.typed(Typed::Char(c)),
            Route::Command(key) => match self.meaning(key) {
                Some(intent) => self.intent(intent),
                None => self.unknown(key),
            },
        }
    }

    pub fn paste(&mut self, text: &str) {
        self.touch();
        self.context.clear_message();
        let n = text.chars().count();
        if n > LONGEST_PASTE {
            return self.context.info(both!(
                "粘贴了 {n} 个字，最多 {LONGEST_PASTE} 个；没有粘入。",
                "That is {n} characters; at most {LONGEST_PASTE} are pasted at once. Nothing was."
            ));
        }
        match self.top().typing().paste(text) {
            _ if self.is_too_small() => {}
            Some(text) => self.typed(Typed::Paste(text)),
            None => self.context.info(both!("粘贴只能在输入框里。", "Paste works in a text field only.")),
        }
    }

    pub fn mouse(&mut self, mouse: Mouse) {
        if self.is_too_small() {
            return;
        }
        self.touch();
        if mouse.what == Press::Click {
            self.context.clear_message();
            if let Some(intent) = spot(&self.help_spots, mouse.at) {
                return self.intent(intent);
            }
            if let Some(depth) = spot(&self.crumb_spots, mouse.at) {
                return self.ask_to_leave(Leave::To(depth));
            }
        }
        let flow = self.with_top(|screen, context| screen.mouse(mouse, context));
        self.follow(flow, None);
    }

    fn touch(&mut self) {
        self.context.courtesy.somebody_works();
        self.touched = self.context.office.now();
        self.fold_at = self.touched + TimeDelta::seconds(QUIET);
        self.folded = false;
    }

    /// One short step of what waits to be done; the top screen's work comes first. Once nothing does, the log is folded into the file.
    pub fn idle(&mut self) -> Idle {
        let idle = self.work();
        self.keep_typed(Moment::Pause);
        if idle != Idle::Nothing {
            self.folded = false;
        } else if !self.folded && self.context.office.now() >= self.fold_at {
            // Another window, or the check beside the work, may hold the log: the next quiet moment does it, or the end.
            self.folded = self.context.office.settle_at_once().unwrap_or(true);
            self.fold_at = self.context.office.now() + TimeDelta::seconds(QUIET);
        }
        idle
    }

    fn work(&mut self) -> Idle {
        if self.is_left_alone() {
            self.lock();
            return Idle::Worked;
        }
        if let Some(flow) = self.with_top(|screen, context| screen.idle(context)) {
            self.follow(flow, None);
            return Idle::Worked;
        }
        self.beside.append(&mut self.context.started);
        let Some(job) = self.beside.first_mut() else {
            let at_work = self.top().scope() == Scope::Working;
            return if at_work { Idle::Waiting } else { Idle::Nothing };
        };
        match job.step(&mut self.context.office) {
            Ok(Step::More) => return Idle::Worked,
            Ok(Step::Wait) => return Idle::Waiting,
            Ok(Step::Done(what)) => self.context.done(what),
            Err(refusal) => self.context.refuse(refusal),
        }
        self.beside.remove(0);
        Idle::Worked
    }

    pub fn draw(&mut self, frame: &mut Frame) {
        let window = frame.area();
        self.context.size = window.as_size();
        frame.buffer_mut().set_style(window, self.context.theme.ground);
        if self.is_too_small() {
            bars::too_small(frame.buffer_mut(), window, &self.context);
            return;
        }
        let parts = Parts::of(window);
        // Popups and forms stand on the side of the screen that they were opened from.
        let plain = self.context.theme;
        if self.stack.iter().any(|layer| layer.screen.is_wing()) {
            self.context.theme = plain.in_wing();
        }
        let first = self.stack.iter().rposition(|layer| layer.screen.covers_all()).unwrap_or(0);
        let last = self.stack.len() - 1;
        for (at, layer) in self.stack.iter_mut().enumerate().skip(first) {
            self.context.on_top = at == last;
            layer.screen.draw(frame, parts.body, &mut self.context);
        }
        self.draw_bars(frame, parts);
        if self.context.theme.ascii {
            compat::narrow(frame.buffer_mut());
        }
        door::shut(frame.buffer_mut());
        wide::mark_halves(frame.buffer_mut());
        self.context.theme = plain;
    }

    fn draw_bars(&mut self, frame: &mut Frame, parts: Parts) {
        let crumbs = self.crumbs();
        let beside = self.beside.first().map(|job| (job.title(self.context.lang), job.progress()));
        let screen = self.top();
        let rows = keymap::bar(screen.scope(), screen.typing());
        let can = |intent| allowed(screen, intent, &self.context).is_ok();
        let help_spots = bars::help(frame.buffer_mut(), parts.help, &rows, can, &self.context);
        self.crumb_spots = bars::top(frame.buffer_mut(), parts.top, &crumbs, &self.context);
        bars::status(frame.buffer_mut(), parts.status, beside, &self.context);
        self.help_spots = help_spots;
    }

    fn is_too_small(&self) -> bool {
        self.context.size.width < LEAST.0 || self.context.size.height < LEAST.1
    }

    fn top(&self) -> &dyn Screen {
        &*self.stack.last().expect("the stack is never empty").screen
    }

    fn with_top<T>(&mut self, act: impl FnOnce(&mut dyn Screen, &mut Context) -> T) -> T {
        let layer = self.stack.last_mut().expect("the stack is never empty");
        act(&mut *layer.screen, &mut self.context)
    }

    fn meaning(&self, key: Key) -> Option<Intent> {
        let screen = self.top();
        keymap::find(screen.scope(), screen.typing(), key.plain()).map(|row| row.intent)
    }

    fn unknown(&mut self, key: Key) {
        let label = key.label();
        self.context.info(if keymap::is_han(key) {
            both!("输入法开着：请切到英文再按命令键。", "An input method is on: switch it to English for command keys.")
        } else {
            both!("这里没有 {label} 键；按 F1 看有哪些。", "No key {label} here; F1 shows which there are.")
        });
    }

    fn typed(&mut self, typed: Typed) {
        let flow = self.with_top(|screen, context| screen.typed(typed, context));
        self.follow(flow, None);
    }

    fn intent(&mut self, intent: Intent) {
        if let Err(refusal) = allowed(self.top(), intent, &self.context) {
            return self.context.refuse(refusal);
        }
        let flow = self.with_top(|screen, context| screen.intent(intent, context));
        self.follow(flow, Some(intent));
    }
}

/// Whether whoever sits here may do it, and whether the screen can now.
fn allowed(screen: &dyn Screen, intent: Intent, context: &Context) -> Result<(), Refusal> {
    if let Some(kind) = act_of(intent) {
        context.office.may(kind)?;
    }
    if let Some(kind) = wing_act_of(intent) {
        context.office.may_employ(kind)?;
    }
    screen.available(intent, context)
}

fn spot<T: Copy>(spots: &[Spot<T>], at: Position) -> Option<T> {
    spots.iter().find(|(place, _)| place.contains(at)).map(|(_, what)| *what)
}
