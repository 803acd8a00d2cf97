//! Who sees which marks: until everybody who marks a subject of an entry has signed, each sees their own sheet alone.
//!
//! One function decides it for every screen, list and verb: [`visible`]. The journal's rows are shown through [`payload`].

use serde_json::{Value, json};

use super::outcome::{Subject, facts};
use crate::domain::evaluation::sheet::Sheet;
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::evaluation::way::Part;
use crate::domain::id::{EntryId, PersonId};
use crate::domain::language::Both;
use crate::store::act::Kind;
use crate::store::journal::JournalRow;
use crate::store::read::marking::SheetSigned;
use crate::store::{Failure, Read};
use crate::{both, refusal};

/// The signed sheets of one subject of one entry, as one viewer may see them.
pub struct Visible {
    /// All versions. A sheet whose marks are hidden has none: neither marks nor notes.
    pub sheets: Vec<SheetSigned>,
    /// How many have signed what counts, and of how many.
    pub signed: usize,
    pub needed: usize,
    /// Whether every mark is shown.
    pub whole: bool,
}

impl Visible {
    /// Why marks are hidden; none where nothing is.
    pub fn told(&self) -> Option<Both> {
        let hidden = self.sheets.iter().any(|signed| signed.sheet.marks.is_empty());
        (hidden && !self.whole).then(|| waiting(self.signed, self.needed))
    }
}

/// `2 of 3 signed; marks are shown once all have signed.`
pub fn waiting(signed: usize, needed: usize) -> Both {
    both!(
        "已签 {signed}/{needed}，签齐后才显示各人的打分。",
        "{signed} of {needed} signed; marks are shown once all have signed."
    )
}

/// The sheets of a subject as `viewer` may see them; with nobody signed in, `viewer` is person 0.
pub fn visible(read: &Read, viewer: PersonId, entry: EntryId, subject: SubjectKind) -> Result<Visible, Failure> {
    let facts = facts(read, entry)?;
    let subject = facts.subjects.iter().find(|own| own.kind == subject).ok_or_else(|| {
        refusal!("no_subject", "标准在这一等级没有这个科目。", "The standard has no such subject at this level.")
    })?;
    visible_of(read, viewer, entry, subject)
}

/// The same where the facts of the subject are at hand.
pub fn visible_of(read: &Read, viewer: PersonId, entry: EntryId, subject: &Subject) -> Result<Visible, Failure> {
    let (signed, needed, whole) = (subject.signed(), subject.needed(), subject.is_complete());
    let mut sheets = read.signed_sheets(entry, subject.kind)?;
    if !whole {
        sheets.iter_mut().map(|signed| &mut signed.sheet).filter(|sheet| !is_own(sheet, viewer)).for_each(hide);
    }
    Ok(Visible { sheets, signed, needed, whole })
}

/// What somebody signed is theirs to see: their own sheet, and what the panel signed together.
fn is_own(sheet: &Sheet, viewer: PersonId) -> bool {
    match &sheet.part {
        Part::Agreed(all) => all.contains(&viewer),
        Part::Whole | Part::Own | Part::Questions(_) => sheet.examiner == viewer,
    }
}

fn hide(sheet: &mut Sheet) {
    sheet.marks.clear();
    sheet.notes.clear();
}

/// The public part of a journal row as `viewer` may see it: a sheet that waits for others is shown without its marks.
pub fn payload(read: &Read, viewer: PersonId, row: &JournalRow) -> Result<Value, Failure> {
    let mut value: Value = serde_json::from_slice(&row.payload)
        .unwrap_or_else(|_| Value::String(String::from_utf8_lossy(&row.payload).into_owned()));
    let is_sheet = Kind::from_word(&row.kind).is_some_and(|kind| kind.right().is_signed());
    let sheet: Option<Sheet> = is_sheet.then(|| serde_json::from_slice(&row.payload).ok()).flatten();
    let Some(sheet) = sheet.filter(|sheet| !is_own(sheet, viewer)) else { return Ok(value) };
    let facts = facts(read, sheet.entry)?;
    let own = facts.subjects.iter().find(|own| own.kind == sheet.subject);
    if let Some(own) = own.filter(|own| !own.is_complete())
        && let Value::Object(fields) = &mut value
    {
        let told = waiting(own.signed(), own.needed());
        fields.remove("notes");
        fields.insert("marks".to_owned(), json!({ "hidden": { "zh": told.zh, "en": told.en } }));
    }
    Ok(value)
}
