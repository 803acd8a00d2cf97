//! What a person wants, as plain data: the key table turns keys into these, and screens answer them.
//!
//! The words are shared: which verb `Save` is on a screen is said by that screen's rows in the key table. A screen with
//! verbs of its own brings an enum and gets one variant here.

use super::screens::Place;
use super::screens::batch::{
    BatchIntent, DisputesIntent, InspectionIntent, IssuedIntent, ModerationIntent, StaffingIntent,
};
use super::screens::batches::BatchesIntent;
use super::screens::candidates::CandidateIntent;
use super::screens::certificates::CertificatesIntent;
use super::screens::desk::DeskIntent;
use super::screens::entry::EntryIntent;
use super::screens::floor::FloorIntent;
use super::screens::import::ImportIntent;
use super::screens::journal::JournalIntent;
use super::screens::outcome::{DifferencesIntent, OutcomeIntent};
use super::screens::preview::PreviewIntent;
use super::screens::retention::RetentionIntent;
use super::screens::settings::SettingsIntent;
use super::screens::standards::StandardsIntent;
use super::screens::stock::StockIntent;
use super::screens::wing::WingIntent;

/// One wish. `Copy`, so that rows of the key table, clicks and the palette can all hold it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Intent {
    Up,
    Down,
    Left,
    Right,
    PageUp,
    PageDown,
    First,
    Last,
    NextField,
    PreviousField,
    /// Go into what is selected.
    Open,
    /// Enter in a form or popup: this is what I mean, go on.
    Accept,
    Back,
    Save,
    Toggle,
    Search,
    Refresh,
    Yes,
    No,
    /// A change to the text field that has the focus.
    Edit(Edit),
    /// To a place, from anywhere.
    Go(Place),
    Desk(DeskIntent),
    Outcome(OutcomeIntent),
    Batches(BatchesIntent),
    Batch(BatchIntent),
    Entry(EntryIntent),
    Staffing(StaffingIntent),
    Disputes(DisputesIntent),
    Inspection(InspectionIntent),
    Import(ImportIntent),
    Help,
    Palette,
    SwitchLanguage,
    SwitchColours,
    SwitchBorders,
    /// Hides what is on the screen until whoever sits here is back.
    Lock,
    /// A new passphrase of one's own.
    Renew,
    /// A short number that opens the idle screen again.
    Pin,
    Quit,
    Standards(StandardsIntent),
    Journal(JournalIntent),
    Floor(FloorIntent),
    Settings(SettingsIntent),
    Moderation(ModerationIntent),
    Differences(DifferencesIntent),
    Preview(PreviewIntent),
    Certificates(CertificatesIntent),
    Issued(IssuedIntent),
    Stock(StockIntent),
    Wing(WingIntent),
    Retention(RetentionIntent),
    Candidate(CandidateIntent),
}

/// What can be done inside a line of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Edit {
    Left,
    Right,
    WordLeft,
    WordRight,
    Start,
    End,
    DeleteBack,
    DeleteForward,
    DeleteWord,
    DeleteToEnd,
    DeleteAll,
}

impl Intent {
    /// Moving about and editing are no commands: they stand on the help page, not in the palette.
    pub const fn is_command(self) -> bool {
        use Intent::*;
        !matches!(
            self,
            Up | Down | Left | Right | PageUp | PageDown | First | Last | NextField | PreviousField | Edit(_) | Palette
        )
    }
}
