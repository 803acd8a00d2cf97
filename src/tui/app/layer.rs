//! A screen on the stack, and for whose sake it was put there.

use crate::store::form_draft::{Fields, FormKey};
use crate::tui::half_typed::Kept;
use crate::tui::intent::Intent;
use crate::tui::screen::Screen;
use crate::tui::screens::Place;

pub struct Layer {
    pub screen: Box<dyn Screen>,
    pub asked: Asked,
    /// The place whose first screen this is; none for what was opened from another screen.
    pub place: Option<Place>,
    /// What was typed into its form, as it was kept last.
    pub kept: Option<Kept>,
}

impl Layer {
    pub fn of(screen: Box<dyn Screen>, asked: Asked) -> Layer {
        Layer { screen, asked, place: None, kept: None }
    }
}

/// For whose sake a layer was put on the stack.
pub enum Asked {
    Nobody,
    Below(Intent),
    Frame(Leave),
    /// Whether what was once typed here is taken up again.
    Typed(FormKey, Fields),
}

/// What the frame asks about where something typed could be lost.
#[derive(Clone, Copy)]
pub enum Leave {
    To(usize),
    Quit,
    /// What was to be done before the end is done.
    Over,
}
