//! The one key table. It drives handling, the help bar, the help page, the palette and the README's key list.
//!
//! Keys fall through: a scope's own rows, then its kind's, then [`Scope::Global`]. A character fires only where no text
//! field has the focus; what must work there too has a second key (`? <F1>`). No row needs Ctrl-Space or Shift alone,
//! which Chinese input methods take for themselves.

mod batches;
mod common;
mod import;
mod marking;
mod papers;
mod records;
mod wing;

use super::intent::Intent;

/// Where rows hold: the kinds of screen, and one for each screen with rows of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    Global,
    /// A line of text that has the focus: before anything else.
    Text,
    List,
    Form,
    Popup,
    Question,
    Working,
    Palette,
    Help,
    Several,
    Home,
    Batches,
    Batch,
    Entry,
    Staffing,
    Sessions,
    Disputes,
    ImportFiles,
    ImportRoster,
    ImportColumns,
    ImportOther,
    ImportPhotos,
    Reader,
    Standards,
    Standard,
    Paper,
    Candidates,
    Certificates,
    Journal,
    Codes,
    Settings,
    SettingsList,
    Desk,
    Outcome,
    OutcomeMarks,
    SignIn,
    Locked,
    Floor,
    Deadlines,
    Inspection,
    Moderation,
    Differences,
    Preview,
    Issued,
    Stock,
    WingHome,
    WingEmployers,
    WingPosts,
    WingHolders,
    WingAppointments,
    WingCounty,
    WingImport,
    WingRecord,
    ImportRows,
    WingShelf,
    WingYear,
    WingRetention,
    Retention,
    Candidate,
}

/// The rows of one scope under their heading.
pub struct Section {
    pub scope: Scope,
    /// Where keys go that have no row here, before the global ones.
    pub kind: Option<Scope>,
    pub zh: &'static str,
    pub en: &'static str,
    pub rows: &'static [Row],
}

/// One command: its keys (the first one is shown; none at all where the palette is the only way), what it means, its words.
pub struct Row {
    pub keys: &'static str,
    pub intent: Intent,
    pub zh: &'static str,
    pub en: &'static str,
    /// Place in the help bar, the lowest first; none where a person needs no telling.
    pub rank: Option<u8>,
    /// Other words, in both languages, by which the palette finds it.
    pub also: &'static str,
}

impl Row {
    const fn also(self, words: &'static str) -> Row {
        Row { also: words, ..self }
    }
}

const fn shown(rank: u8, keys: &'static str, intent: Intent, zh: &'static str, en: &'static str) -> Row {
    Row { keys, intent, zh, en, rank: Some(rank), also: "" }
}

const fn quiet(keys: &'static str, intent: Intent, zh: &'static str, en: &'static str) -> Row {
    Row { keys, intent, zh, en, rank: None, also: "" }
}

/// For the sections of screens that search.
pub const SEARCH: Row = shown(20, "/ <C-f>", Intent::Search, "查找", "Find");

const TABLE: &[&[Section]] = &[
    common::SECTIONS,
    batches::SECTIONS,
    import::SECTIONS,
    records::SECTIONS,
    marking::SECTIONS,
    papers::SECTIONS,
    wing::SECTIONS,
];

/// Every section, in the order in which they are listed.
pub fn table() -> impl Iterator<Item = &'static Section> + Clone {
    TABLE.iter().copied().flatten()
}
