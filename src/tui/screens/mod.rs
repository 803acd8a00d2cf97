//! The screens, a file or a folder each, and the places that a key leads to from anywhere.

use super::context::Context;
use super::screen::Screen;

pub mod batch;
pub mod batches;
mod candidates;
pub mod certificates;
mod deadlines;
pub mod desk;
pub mod entry;
pub mod floor;
pub mod home;
pub mod import;
pub mod journal;
pub mod outcome;
mod parts;
pub mod preview;
pub mod settings;
pub mod sign_in;
pub mod standards;
pub mod stock;
mod titles;
mod trust;
mod verbs;
mod verify;

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
    /// Every window with its day.
    Deadlines,
    /// What is prevented, found and not stopped.
    Trust,
    /// Blank certificates.
    Stock,
    /// A certificate, as a stranger looks at it.
    Verify,
}

/// The screen of a place.
pub fn open(place: Place, context: &mut Context) -> Box<dyn Screen> {
    match place {
        Place::Home => Box::new(home::Home::default()),
        Place::Batches => Box::new(batches::Batches::new()),
        Place::Candidates => Box::new(candidates::Candidates::new(context)),
        Place::Standards => Box::new(standards::Standards::new(context)),
        Place::Certificates => Box::new(certificates::Certificates::new(context)),
        Place::Journal => Box::new(journal::Journal::new(context)),
        Place::Import => Box::new(import::Import::default()),
        Place::Settings => Box::new(settings::Settings::new(context)),
        Place::People => Box::new(sign_in::SignIn::new(context)),
        Place::Deadlines => Box::new(deadlines::Deadlines::new()),
        Place::Trust => Box::new(trust::page()),
        Place::Stock => Box::new(stock::Stock::default()),
        Place::Verify => Box::new(verify::Verify::default()),
    }
}
