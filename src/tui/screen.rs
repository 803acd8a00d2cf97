//! What a screen is, and what it may answer.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};

use super::context::Context;
use super::intent::Intent;
use super::keytable::Scope;
use super::screens::Place;
use super::typing::Typing;
use crate::domain::language::Lang;
use crate::domain::refusal::Refusal;
use crate::store::form_draft::Fields;

/// One layer of the stack. A popup is a screen that does not cover all.
pub trait Screen {
    /// Its word in the breadcrumb.
    fn crumb(&self, lang: Lang) -> String;

    /// Where its rows stand in the key table.
    fn scope(&self) -> Scope;

    /// Whether characters are text just now.
    fn typing(&self) -> Typing {
        Typing::Commands
    }

    /// False for popups, which are drawn over the screen below and given the same area.
    fn covers_all(&self) -> bool {
        true
    }

    /// True on the employment side of the wall: the frame wears its colours.
    fn is_wing(&self) -> bool {
        false
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context);

    /// Answers what a person wants. [`Flow::Pass`] leaves it to the frame, which knows Back, Help and the like.
    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow;

    /// Takes a character or a paste while [`Screen::typing`] says so.
    fn typed(&mut self, _typed: Typed, _context: &mut Context) -> Flow {
        Flow::Stay
    }

    /// Why a command cannot run now. Asked for every entry of the help bar at every frame, so it must be cheap.
    fn available(&self, _intent: Intent, _context: &Context) -> Result<(), Refusal> {
        Ok(())
    }

    fn mouse(&mut self, _mouse: Mouse, _context: &mut Context) -> Flow {
        Flow::Stay
    }

    /// A short step of background work while no key waits; nothing where there is none. Some(flow) is called again at once.
    fn idle(&mut self, _context: &mut Context) -> Option<Flow> {
        None
    }

    /// What lay above is gone: time to read again what it may have changed.
    fn resumed(&mut self, _context: &mut Context) {}

    /// The answer to what was asked by [`Flow::Ask`] for the sake of `asked`.
    fn answered(&mut self, _asked: Intent, _answer: Answer, _context: &mut Context) -> Flow {
        Flow::Stay
    }

    /// Whether leaving now would lose something typed.
    fn unsaved(&self) -> bool {
        false
    }

    /// The form of this screen, whose text is kept while it is typed; none where nothing long is typed.
    fn drafted(&mut self) -> Option<&mut dyn Drafted> {
        None
    }
}

/// What is typed and can be kept until it is sent.
pub trait Drafted {
    /// What stands above the fields, which tells two forms at one place apart.
    fn about(&self) -> String;

    /// What stands in the fields, by their names; empty while nothing was typed. No passphrase is among it.
    fn so_far(&self) -> Fields;

    /// Takes up what was typed here once.
    fn take_up(&mut self, kept: &Fields);
}

/// What happens after a screen has answered.
pub enum Flow {
    Stay,
    /// Not mine: the frame may know.
    Pass,
    Push(Box<dyn Screen>),
    /// Push, and let the answer come to [`Screen::answered`] with the intent it was asked for.
    Ask(Intent, Box<dyn Screen>),
    Replace(Box<dyn Screen>),
    Pop,
    PopWith(Answer),
    /// Pop, and let the screen below answer this.
    PopAnd(Intent),
    /// Back to the first screen.
    Home,
    /// Somebody has signed in: their own screens come, or the first one.
    Seated,
    /// To a place, as its key would go.
    Go(Place),
    /// Another file lies under the name: everything begins anew with nobody at the desk.
    Afresh,
    Quit,
}

impl Flow {
    pub fn push(screen: impl Screen + 'static) -> Flow {
        Flow::Push(Box::new(screen))
    }

    pub fn ask(asked: Intent, screen: impl Screen + 'static) -> Flow {
        Flow::Ask(asked, Box::new(screen))
    }
}

/// What a question, a choice or a job brings back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    Yes,
    No,
    /// The place of what was picked, as the options were given.
    Picked(usize),
    /// The places of all that were picked, in the order in which they were.
    Several(Vec<usize>),
    /// A job went through.
    Finished,
    /// A job was stopped or refused; the status line says why.
    Stopped,
    /// What was typed.
    Text(String),
}

/// What comes while characters are text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    Char(char),
    Paste(String),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mouse {
    pub what: Press,
    pub at: Position,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Press {
    Click,
    WheelUp,
    WheelDown,
}
