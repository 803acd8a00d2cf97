//! The screens, a file or a folder each, and the places that a key leads to from anywhere.

use super::context::Context;
use super::screen::Screen;

pub mod import;
mod waiting;

/// A place that a key leads to from anywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    Home,
    Batches,
    Candidates,
    Standards,
    Certificates,
    Journal,
    Import,
    Settings,
    /// Who sits at the desk.
    People,
}

/// The screen of a place.
pub fn open(place: Place, context: &mut Context) -> Box<dyn Screen> {
    let _ = &context;
    match place {
        Place::Home => Box::new(waiting::Waiting(place)),
        Place::Batches => Box::new(waiting::Waiting(place)),
        Place::Candidates => Box::new(waiting::Waiting(place)),
        Place::Standards => Box::new(waiting::Waiting(place)),
        Place::Certificates => Box::new(waiting::Waiting(place)),
        Place::Journal => Box::new(waiting::Waiting(place)),
        Place::Import => Box::new(import::Import::default()),
        Place::Settings => Box::new(waiting::Waiting(place)),
        Place::People => Box::new(waiting::Waiting(place)),
    }
}
