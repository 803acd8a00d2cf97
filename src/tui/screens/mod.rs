//! The screens, a file or a folder each, and the places that a key leads to from anywhere.

use super::context::Context;
use super::screen::Screen;
use crate::domain::refusal::Refusal;
use crate::ops::Office;
use crate::{both, refusal};

pub mod batch;
pub mod batches;
pub mod candidates;
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
pub mod retention;
pub mod settings;
pub mod sign_in;
pub mod standards;
pub mod stock;
mod titles;
mod trust;
mod verbs;
mod verify;
pub mod wing;

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
    /// Whose personal data is due for erasure.
    Retention,
    /// A certificate, as a stranger looks at it.
    Verify,
    /// The other side of the wall.
    Wing(wing::WingPlace),
}

impl Place {
    /// Whether whoever sits here may go there: from the employment side nowhere into evaluation, and the other way round.
    pub fn may_go(self, office: &Office) -> Result<(), Refusal> {
        match self {
            Place::Wing(_) => office.employment().map(drop),
            Place::Home | Place::People | Place::Trust => Ok(()),
            _ if office.is_in_wing() => Err(refusal!(
                "wall",
                "评价在墙的另一侧：聘任管理员看得到证书的公开部分，看不到报名、评分和结果（评聘分离）。",
                "Evaluation is on the other side of the wall: an employment manager sees the public part of certificates and no entry, mark or outcome."
            )
            .next(both!("按 Ctrl-T 回聘任首页。", "Ctrl-T leads back to the wing."))),
            _ => Ok(()),
        }
    }
}

/// The screen of a place.
pub fn open(place: Place, context: &mut Context) -> Box<dyn Screen> {
    match place {
        Place::Home if context.office.is_in_wing() => Box::new(wing::WingHome::default()),
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
        Place::Retention => Box::new(retention::Retention::new()),
        Place::Verify => Box::new(verify::Verify::default()),
        Place::Wing(place) => match place {
            wing::WingPlace::Home => Box::new(wing::WingHome::default()),
            wing::WingPlace::Employers => Box::new(wing::Employers::new()),
            wing::WingPlace::Posts => Box::new(wing::Posts::new()),
            wing::WingPlace::Appointments => Box::new(wing::Appointments::new()),
            wing::WingPlace::County => Box::new(wing::CountyScreen::new()),
            wing::WingPlace::Import => Box::new(wing::WingImport::new()),
            wing::WingPlace::Record => Box::new(wing::WingRecord::new()),
            wing::WingPlace::Treatment
            | wing::WingPlace::Growing
            | wing::WingPlace::Alliance
            | wing::WingPlace::Idle => Box::new(wing::Shelf::new(place)),
            wing::WingPlace::Year => Box::new(wing::YearScreen::default()),
            wing::WingPlace::Retention => Box::new(wing::WingRetention::new()),
        },
    }
}
