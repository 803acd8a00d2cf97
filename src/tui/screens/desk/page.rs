//! One candidate's sheet as it lies on the desk: what is kept, what is being typed, what can be taken back.

use std::collections::BTreeMap;

use super::Subject;
use crate::both;
use crate::domain::evaluation::criterion::{Criterion, Given, How, fault_letter};
use crate::domain::evaluation::marking::read_mark;
use crate::domain::evaluation::paper::Question;
use crate::domain::evaluation::sheet::{OpenSheet, Sheet};
use crate::domain::language::Both;
use crate::domain::refusal::Refusal;
use crate::ops::Office;
use crate::ops::marking::{self, Desk, is_signed};
use crate::store::Failure;
use crate::store::draft::SheetKey;
use crate::tui::intent::Edit;
use crate::tui::screen::Typed;
use crate::tui::typing::Letters;
use crate::tui::widget::line::Line;

/// More than any mark needs: a slip on the keyboard does not fill the line.
const LONGEST_MARK: usize = 32;

/// What is remembered of a sheet while another one lies on the desk.
#[derive(Clone, Debug, Default)]
pub struct Mind {
    /// The place of the current criterion.
    at: usize,
    /// What stood before each mark typed, the last one last.
    undo: Vec<(String, Option<Given>)>,
    /// Typed and not right yet, by criterion; nothing typed is lost.
    wrong: BTreeMap<String, String>,
    pub correcting: bool,
}

impl Mind {
    /// Whether something typed is in no file.
    pub fn holds_wrong(&self) -> bool {
        !self.wrong.is_empty()
    }
}

/// A signed sheet that was sent back: it counts no more, and its examiner marks anew.
pub struct Again {
    pub because: String,
    sheet: OpenSheet,
}

impl Again {
    pub fn told(&self) -> Both {
        let because = &self.because;
        both!(
            "这份被退回重评：{because}。按 e 取出上次的打分。",
            "Sent back to be marked again: {because}. e lays out what you gave before."
        )
    }
}

/// The sheet that lies open.
pub struct Page {
    pub key: SheetKey,
    /// What is typed, or what was signed.
    pub sheet: OpenSheet,
    /// The version that was signed last; 0 where none was.
    pub version: u8,
    /// What this examiner signed before it was sent back.
    pub again: Option<Again>,
    /// Why no mark can be typed.
    pub closed: Option<Refusal>,
    pub mind: Mind,
    pub line: Line,
    /// Whether the field differs from what is kept.
    touched: bool,
}

impl Page {
    pub fn load(office: &Office, key: SheetKey, subject: &Subject, mind: Mind) -> Result<Page, Failure> {
        let read = office.read();
        let desk = Desk::open(&read, key);
        let sent_back = desk.as_ref().ok().and_then(|desk| desk.sent_back().map(str::to_owned));
        let mut closed = desk.err().map(Refusal::from);
        let sheets = read.sheets(key.entry, key.subject)?;
        let of_key = |sheet: &&Sheet| SheetKey::of(sheet) == key;
        let signed = sheets.iter().filter(of_key).max_by_key(|sheet| (sheet.attempt, sheet.version)).cloned();
        let signed = signed.map(|signed| (signed.version, as_open(subject, signed)));
        let (again, signed) = match sent_back {
            Some(because) => (signed.map(|(_, sheet)| Again { because, sheet }), None),
            None => (None, signed),
        };
        let version = signed.as_ref().map_or(0, |(version, _)| *version);
        let sheet = match signed.filter(|_| !mind.correcting) {
            Some((_, signed)) => {
                closed.get_or_insert_with(is_signed);
                signed
            }
            None => marking::open_sheet(&read, key, &subject.paper)?,
        };
        let fresh = mind.at == 0;
        let mut page = Page { key, sheet, version, again, closed, mind, line: Line::default(), touched: false };
        if fresh && page.closed.is_none() {
            page.mind.at = page.first_open(subject).unwrap_or(0);
        }
        page.enter(subject);
        Ok(page)
    }

    pub fn at(&self) -> usize {
        self.mind.at
    }

    pub fn criteria<'a>(&'a self, subject: &'a Subject) -> Vec<(&'a Question, &'a Criterion)> {
        subject.paper.held(&self.sheet.chosen, &self.sheet.part).collect()
    }

    /// The current criterion with its question; none on an empty paper.
    pub fn current<'a>(&'a self, subject: &'a Subject) -> Option<(&'a Question, &'a Criterion)> {
        subject.paper.held(&self.sheet.chosen, &self.sheet.part).nth(self.mind.at)
    }

    /// What was typed for a criterion and is not right, with what would be.
    pub fn wrong(&self, criterion: &Criterion) -> Option<(&str, Both)> {
        let typed = self.mind.wrong.get(&criterion.id)?;
        read_mark(criterion, typed).err().map(|fault| (typed.as_str(), fault))
    }

    /// What the field amounts to while one types: none where it is empty or as it was.
    pub fn typed_now(&self, criterion: &Criterion) -> Option<Result<Given, Both>> {
        let typed = self.line.value().trim();
        (self.touched && !typed.is_empty()).then(|| read_mark(criterion, typed))
    }

    /// Letters that belong to the mark of the current criterion.
    pub fn letters(&self, subject: &Subject) -> Letters {
        let Some((_, criterion)) = self.current(subject).filter(|_| self.closed.is_none()) else {
            return Letters::default();
        };
        let own = Letters::default().with('f');
        match &criterion.how {
            How::YesNo | How::Measure => own.with('y').with('n'),
            How::Deduct(list) => (0..list.len()).map(fault_letter).fold(own, Letters::with),
            How::Steps(_) | How::Each(_) | How::Judge(_) | How::Band(_) => own,
        }
    }

    pub fn typed(&mut self, typed: &Typed) {
        if !self.touched {
            self.line.set("");
        }
        let room = LONGEST_MARK.saturating_sub(self.line.value().chars().count());
        let typed = match typed {
            Typed::Char(c) => Typed::Paste(c.to_string().chars().take(room).collect()),
            Typed::Paste(text) => Typed::Paste(text.chars().take(room).collect()),
        };
        self.touched |= self.line.typed(&typed);
    }

    pub fn edit(&mut self, edit: Edit) {
        // What stands there already is taken off whole: it reads as one mark.
        let edit = match edit {
            Edit::DeleteBack | Edit::DeleteForward if !self.touched => Edit::DeleteAll,
            other => other,
        };
        self.touched |= self.line.edit(edit);
    }

    /// Keeps what the field holds. False where it is no mark: it then stays as it was typed.
    pub fn keep(&mut self, office: &mut Office, subject: &Subject) -> Result<bool, Failure> {
        if !self.touched {
            return Ok(self.current(subject).is_none_or(|(_, criterion)| !self.mind.wrong.contains_key(&criterion.id)));
        }
        let Some((_, criterion)) = self.current(subject) else { return Ok(true) };
        let (id, typed) = (criterion.id.clone(), self.line.value().trim().to_owned());
        let given = if typed.is_empty() { Ok(None) } else { read_mark(criterion, &typed).map(Some) };
        let Ok(given) = given else {
            self.mind.wrong.insert(id, typed);
            return Ok(false);
        };
        let before = self.sheet.given.get(&id).cloned();
        if before != given {
            // Until the file has it, it counts as not kept.
            self.mind.wrong.insert(id.clone(), typed);
            self.write(office, &id, given)?;
            self.mind.undo.push((id.clone(), before));
        }
        self.mind.wrong.remove(&id);
        self.enter(subject);
        Ok(true)
    }

    fn write(&mut self, office: &mut Office, id: &str, given: Option<Given>) -> Result<(), Failure> {
        let note = self.sheet.notes.get(id).cloned().unwrap_or_default();
        marking::keep(office, self.key, id, given.as_ref(), &note)?;
        match given {
            Some(given) => self.sheet.given.insert(id.to_owned(), given),
            None => self.sheet.given.remove(id),
        };
        Ok(())
    }

    pub fn note(&mut self, office: &mut Office, id: &str, note: &str) -> Result<(), Failure> {
        marking::keep(office, self.key, id, self.sheet.given.get(id), note)?;
        match note.trim() {
            "" => self.sheet.notes.remove(id),
            note => self.sheet.notes.insert(id.to_owned(), note.to_owned()),
        };
        Ok(())
    }

    /// Takes back what is being typed, else the last mark that was kept. The criterion's number, where there was one.
    pub fn undo(&mut self, office: &mut Office, subject: &Subject) -> Result<Option<String>, Failure> {
        let current = self.current(subject).map(|(_, criterion)| criterion.id.clone());
        let in_field = current.filter(|id| self.touched || self.mind.wrong.contains_key(id));
        if let Some(id) = in_field {
            self.mind.wrong.remove(&id);
            self.enter(subject);
            return Ok(Some(id));
        }
        let Some((id, before)) = self.mind.undo.last().cloned() else { return Ok(None) };
        self.write(office, &id, before)?;
        self.mind.undo.pop();
        self.mind.wrong.remove(&id);
        if let Some(at) = self.criteria(subject).iter().position(|(_, criterion)| criterion.id == id) {
            self.mind.at = at;
        }
        self.enter(subject);
        Ok(Some(id))
    }

    /// Goes to a criterion; the caller has kept the field.
    pub fn go(&mut self, at: usize, subject: &Subject) {
        self.mind.at = at.min(self.criteria(subject).len().saturating_sub(1));
        self.enter(subject);
    }

    /// The field holds what stands for the current criterion.
    fn enter(&mut self, subject: &Subject) {
        let last = self.criteria(subject).len().saturating_sub(1);
        self.mind.at = self.mind.at.min(last);
        let Some((_, criterion)) = self.current(subject) else { return };
        let wrong = self.mind.wrong.get(&criterion.id);
        let given = self.sheet.given.get(&criterion.id).map(|given| as_typed(criterion, given));
        let (text, touched) = match (wrong, given) {
            (Some(wrong), _) => (wrong.clone(), true),
            (None, given) => (given.unwrap_or_default(), false),
        };
        self.line.set(&text);
        self.touched = touched;
    }

    /// The first criterion that keeps the sheet from being signed.
    pub fn first_open(&self, subject: &Subject) -> Option<usize> {
        self.criteria(subject).iter().position(|(_, criterion)| match self.sheet.given.get(&criterion.id) {
            None => true,
            Some(given) => {
                self.mind.wrong.contains_key(&criterion.id)
                    || criterion.needs_note(given) && !self.sheet.notes.contains_key(&criterion.id)
            }
        })
    }

    /// Whether the field holds what is in no file.
    pub fn unsaved(&self) -> bool {
        self.touched || self.mind.holds_wrong()
    }

    /// Lays the marks of the signed version on the desk again, to be corrected; an earlier start of a correction goes on.
    pub fn correct(&mut self, office: &mut Office) -> Result<(), Failure> {
        let before = self.again.as_ref().map_or(&self.sheet, |again| &again.sheet);
        if office.read().open_sheet(self.key)?.given.is_empty() {
            marking::choose(office, self.key, &before.chosen)?;
            for (id, given) in &before.given {
                let note = before.notes.get(id).map_or("", String::as_str);
                marking::keep(office, self.key, id, Some(given), note)?;
            }
        }
        self.mind = Mind { correcting: self.again.is_none(), ..Mind::default() };
        Ok(())
    }
}

/// A signed sheet as it would lie open.
fn as_open(subject: &Subject, signed: Sheet) -> OpenSheet {
    let held = subject.paper.held(&signed.chosen, &signed.part);
    let ids: Vec<String> = held.map(|(_, criterion)| criterion.id.clone()).collect();
    let given = ids.into_iter().zip(signed.marks).collect();
    OpenSheet { chosen: signed.chosen, given, notes: signed.notes, part: signed.part }
}

/// A mark as one would type it.
fn as_typed(criterion: &Criterion, given: &Given) -> String {
    match (&criterion.how, given) {
        (How::Judge(_), Given::Number(vote)) => vote.to_string(),
        (_, Given::Number(n)) => crate::domain::score::Score(*n).to_string(),
        (_, Given::Flag(yes)) => if *yes { "y" } else { "n" }.to_owned(),
        (_, Given::Faults(found)) if found.is_empty() => "f".to_owned(),
        (_, Given::Faults(found)) => found.clone(),
    }
}
