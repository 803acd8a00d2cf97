//! The employment wing: another colour and another title, so that one always knows on which side of the wall one stands.

mod appointments;
mod county;
mod employers;
mod forms;
mod holders;
mod home;
mod import;
mod posts;
mod record;
mod tell;

pub use appointments::Appointments;
pub use county::CountyScreen;
pub use employers::Employers;
pub use home::WingHome;
pub use import::WingImport;
pub use posts::Posts;
pub use record::WingRecord;

/// The verbs of the wing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WingIntent {
    NewEmployer,
    EditEmployer,
    NewPost,
    EditPost,
    ClosePost,
    /// Who suits a post.
    Match,
    /// Somebody without a certificate.
    AppointNamed,
    /// The selected holder.
    Appoint,
    Renew,
    Assess,
    End,
    Notice,
    Filter,
    Region,
    Stations,
    Take,
    Kind,
    /// Writes the proof of separation to a file.
    Proof,
}

/// A place in the wing, for whoever may look there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WingPlace {
    Home,
    Employers,
    Posts,
    Appointments,
    County,
    Import,
    Record,
}
