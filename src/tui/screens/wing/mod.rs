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
mod retention;
mod rows;
mod shelf;
mod tell;
mod year;

pub use appointments::Appointments;
pub use county::CountyScreen;
pub use employers::Employers;
pub use home::WingHome;
pub use import::WingImport;
pub use posts::Posts;
pub use record::WingRecord;
pub use retention::WingRetention;
pub use shelf::Shelf;
pub use year::YearScreen;

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
    /// A row of a register.
    NewRow,
    EditRow,
    StrikeRow,
    /// A plan's next stage.
    Stage,
    /// What became of a master and an apprentice.
    Outcome,
    /// A signed file for the other side.
    Give,
    /// A list or a report into a file.
    Export,
    NextTab,
    TabBefore,
    YearBefore,
    YearAfter,
    /// The proof of separation as a page.
    Proof,
    /// The same into a file.
    ProofFile,
    /// Of those whose data is due.
    Tick,
    TickAll,
    Erase,
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
    Treatment,
    Growing,
    Alliance,
    Year,
    /// Holders whom nobody has appointed.
    Idle,
    /// Whose personal data is due for erasure.
    Retention,
}
