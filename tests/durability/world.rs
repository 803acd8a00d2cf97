//! The real program and the model of it, taking the same steps.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use touchstone::credential::custody::Cost;
use touchstone::credential::entropy::SeededEntropy;
use touchstone::credential::tree::Hash;
use touchstone::domain::evaluation::batch::BatchItem;
use touchstone::domain::evaluation::criterion::{Criterion, Given};
use touchstone::domain::evaluation::outcome::Verdict;
use touchstone::domain::evaluation::subject::SubjectKind;
use touchstone::domain::id::{BatchId, EntryId, PersonId};
use touchstone::domain::language::Say;
use touchstone::domain::refusal::Refusal;
use touchstone::ops::marking::{self, Typed};
use touchstone::ops::staffing::{self, PanelKey};
use touchstone::ops::{Office, SetClock, account, batch, certificate, entry, settings, station};
use touchstone::store::Failure;
use touchstone::store::draft::SheetKey;
use touchstone::store::fault::FileError;

use super::model::{Desk, Entry, Seen, desks, seen};
use super::plan::is_poor;
use super::steps::Step;
use super::support::{self, Bench, CERTIFIER, CLERK, EXAMINERS, KEYERS, PASSPHRASE};

pub const FILE: &str = "station.touchstone";

/// A founded station with a batch that takes entries, as the bytes of its one file.
pub struct Base {
    pub bytes: Vec<u8>,
    pub batch: BatchId,
    pub item: BatchItem,
}

pub fn base() -> &'static Base {
    static BASE: OnceLock<Base> = OnceLock::new();
    BASE.get_or_init(|| {
        let bench = Bench::registering();
        bench.office.settle().unwrap();
        let bytes = std::fs::read(bench.path()).unwrap();
        Base { bytes, batch: bench.batch, item: bench.item }
    })
}

/// What a step came to.
#[derive(Debug)]
pub enum Done {
    /// Acknowledged: the model knows what is there now.
    Said,
    /// The rules said no: nothing changed.
    Refused(Refusal),
    /// The disk failed and the program said so.
    Failed(FileError),
}

pub struct World {
    pub path: PathBuf,
    pub model: Seen,
    office: Option<Office>,
    clock: SetClock,
    seed: u64,
}

impl World {
    /// Lays a fresh copy of the base in a folder.
    pub fn lay(folder: &Path) {
        std::fs::write(folder.join(FILE), &base().bytes).unwrap();
    }

    /// Opens what was laid there.
    pub fn begin(folder: &Path, seed: u64) -> World {
        let path = folder.join(FILE);
        let mut world = World { path, model: Seen::default(), office: None, clock: clock(), seed };
        world.open().unwrap();
        world.model = world.seen().unwrap();
        world
    }

    pub fn open(&mut self) -> Result<(), Failure> {
        let entropy = SeededEntropy::new(&self.seed.to_be_bytes());
        let mut office = Office::open_with(&self.path, Box::new(self.clock.clone()), Box::new(entropy))?;
        office.set_cost(Cost::NONE);
        self.office = Some(office);
        account::sign_in(self.office(), CLERK, PASSPHRASE)?;
        Ok(())
    }

    /// Leaves the program.
    pub fn close(&mut self) {
        self.office = None;
    }

    pub fn is_open(&self) -> bool {
        self.office.is_some()
    }

    pub fn office(&mut self) -> &mut Office {
        self.office.as_mut().expect("the file is open")
    }

    /// What the program shows now, as the registrar.
    pub fn seen(&mut self) -> Result<Seen, Box<dyn std::error::Error>> {
        self.sit(CLERK).map_err(|failure| failure.to_string())?;
        seen(self.office(), base().batch)
    }

    pub fn root(&mut self) -> (u64, Hash) {
        self.office().read().journal_root().unwrap().unwrap()
    }

    fn sit(&mut self, person: PersonId) -> Result<(), Failure> {
        if self.office().who() == person {
            return Ok(());
        }
        account::sign_in(self.office(), person, PASSPHRASE)?;
        Ok(())
    }

    /// Takes a step on both sides.
    pub fn take(&mut self, step: &Step) -> Done {
        match self.really(step) {
            Ok(answer) => {
                self.foresee(step, answer);
                Done::Said
            }
            Err(Failure::Refused(refusal)) => Done::Refused(refusal),
            Err(Failure::File(error)) => Done::Failed(error),
        }
    }

    /// The program's side; a text where the step answers with one.
    fn really(&mut self, step: &Step) -> Result<Option<String>, Failure> {
        let base = base();
        let officer = match step {
            Step::Keep(desk, ..) | Step::Fill(desk, _) | Step::Sign(desk) => PersonId(desk.2),
            Step::Issue(_) => CERTIFIER,
            _ => CLERK,
        };
        match step {
            Step::Clock(time) => {
                self.clock.set(time);
                return Ok(None);
            }
            Step::Settle => return self.office().settle().map(|()| None),
            Step::Reopen => {
                self.office = None;
                return self.open().map(|()| None);
            }
            _ => self.sit(officer)?,
        }
        let name = self.next_name();
        let untouched = |desk: &Desk, model: &Seen| model.drafts.get(desk).is_none_or(|typed| typed.len() < 3);
        let touched = matches!(step, Step::Keep(desk, ..) if !untouched(desk, &self.model));
        let office = self.office();
        match step {
            Step::Record(role) => {
                station::record_person(office, &name, &[*role], PASSPHRASE)?;
            }
            Step::Set(setting, value) => settings::set(office, setting, &value.to_string())?,
            Step::File(n) => {
                entry::file_entry(office, base.batch, &support::applicant(*n))?;
            }
            Step::Accept => {
                entry::accept_eligible(office, base.batch)?;
            }
            Step::Advance => {
                let state = batch::advance(office, base.batch)?;
                return Ok(Some(format!("{state:?}")));
            }
            Step::Seat => {
                entry::seat_all(office, base.batch)?;
            }
            Step::Papers => {
                batch::choose_papers(office, base.batch)?;
            }
            Step::Panel(subject) => {
                let key = PanelKey { batch: base.batch, item: base.item, subject: *subject };
                staffing::name_panel(office, key, panel(*subject), None)?;
            }
            // A sheet that is being filled is left alone, so that the panel agrees.
            Step::Keep(..) if touched => return Ok(Some(String::new())),
            Step::Keep(desk, which, value) => {
                let (criterion, given) = one(desk.1, *which, *value);
                marking::keep(office, key(desk), &criterion.id, Some(&given), "")?;
            }
            Step::Fill(desk, poor) => {
                let typed = filled(desk.1, *poor).into_iter();
                let typed = typed.map(|(criterion, given, note)| Typed { criterion, given, note }).collect();
                marking::keep_sheets(office, &[(key(desk), typed)])?;
            }
            Step::Sign(desk) => {
                let hand = account::prove(office, PASSPHRASE)?;
                marking::sign(office, EntryId(desk.0), desk.1, &hand)?;
            }
            Step::Issue(entry) => return certificate::issue(office, EntryId(*entry)).map(Some),
            Step::Clock(_) | Step::Settle | Step::Reopen => {}
        }
        Ok(None)
    }

    /// The model's side of a step that was acknowledged.
    fn foresee(&mut self, step: &Step, answer: Option<String>) {
        let name = self.next_name();
        let model = &mut self.model;
        match step {
            Step::Record(role) => {
                model.people.insert(model.people.len() as i64 + 1, (name, format!("{:?}", [*role])));
            }
            Step::Set(setting, value) => {
                let default = if *setting == "idle_minutes" { 5 } else { 3 };
                if model.settings.contains_key(*setting) || *value != default {
                    model.settings.insert((*setting).to_owned(), value.to_string());
                }
            }
            Step::File(n) => {
                let filed = support::applicant(*n);
                let tail = support::id_number(*n)[14..].to_owned();
                let entry = Entry { name: filed.name.as_str().to_owned(), tail, accepted: false, seated: false };
                model.entries.insert(model.entries.len() as i64 + 1, entry);
            }
            Step::Accept => model.entries.values_mut().for_each(|entry| entry.accepted = true),
            Step::Advance => model.state = answer.unwrap_or_default(),
            Step::Seat => model.entries.values_mut().for_each(|entry| entry.seated = entry.accepted),
            Step::Papers => model.papers = 2,
            Step::Panel(subject) => {
                model.panels.insert(format!("{subject:?}"), panel(*subject).iter().map(|who| who.0).collect());
            }
            Step::Keep(..) if answer.is_some() => {}
            Step::Keep(desk, which, value) => {
                let (criterion, given) = one(desk.1, *which, *value);
                model.drafts.entry(*desk).or_default().insert(criterion.id.clone(), (given, String::new()));
            }
            Step::Fill(desk, poor) => {
                let typed = filled(desk.1, *poor).into_iter();
                model.drafts.entry(*desk).or_default().extend(typed.map(|(id, given, note)| (id, (given, note))));
            }
            Step::Sign(desk) => {
                model.drafts.remove(desk);
                let marks = filled(desk.1, is_poor(desk.0)).into_iter().map(|(_, given, _)| given).collect();
                model.sheets.insert(*desk, marks);
                if desks(desk.0).iter().all(|desk| model.sheets.contains_key(desk)) {
                    let theory = if is_poor(desk.0) { 4500 } else { 10000 };
                    let verdict = if is_poor(desk.0) { Verdict::Fail } else { Verdict::Pass };
                    let scores = vec![(SubjectKind::Theory, theory), (SubjectKind::Skills, 10000)];
                    model.outcomes.insert(desk.0, (verdict, scores));
                }
            }
            Step::Issue(entry) => {
                let number = format!("S000043000012264{:06}", model.certificates.len() + 1);
                assert_eq!(answer.as_deref(), Some(number.as_str()));
                model.certificates.insert(number, *entry);
            }
            Step::Clock(_) | Step::Settle | Step::Reopen => {}
        }
    }

    fn next_name(&self) -> String {
        format!("考评员{}", in_words(&self.model.people.len().to_string()))
    }
}

/// A number as letters that a name may hold.
pub fn in_words(number: &str) -> String {
    let letters = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"];
    number.bytes().map(|digit| letters[usize::from(digit - b'0')]).collect()
}

fn panel(subject: SubjectKind) -> &'static [PersonId] {
    if subject == SubjectKind::Theory { &KEYERS } else { &EXAMINERS }
}

fn key(desk: &Desk) -> SheetKey {
    SheetKey { entry: EntryId(desk.0), subject: desk.1, examiner: PersonId(desk.2) }
}

/// The criteria of a subject's paper, from its text.
fn criteria(subject: SubjectKind) -> &'static [Criterion] {
    static BOTH: OnceLock<[Vec<Criterion>; 2]> = OnceLock::new();
    let read = |text| {
        let paper: touchstone::domain::evaluation::paper::Paper = toml::from_str(text).unwrap();
        paper.questions.into_iter().flat_map(|question| question.criteria).collect()
    };
    let [theory, skills] = BOTH.get_or_init(|| [read(support::THEORY), read(support::SKILLS)]);
    if subject == SubjectKind::Theory { theory } else { skills }
}

/// A mark that an examiner types on the way: of a criterion that is given in steps of a point or five.
fn one(subject: SubjectKind, which: usize, value: usize) -> (&'static Criterion, Given) {
    let criteria = criteria(subject);
    let value = value as i64;
    match subject {
        SubjectKind::Theory => {
            let criterion = &criteria[which % criteria.len()];
            (criterion, Given::Number(value % 6 * 100))
        }
        _ => (criteria.iter().find(|criterion| criterion.id == "3.1").unwrap(), Given::Number(value % 8 * 500)),
    }
}

/// Every criterion of a sheet with what it is given and its note.
fn filled(subject: SubjectKind, poor: bool) -> Vec<(String, Given, String)> {
    let give = |criterion: &Criterion| match (subject, poor, criterion.id.as_str()) {
        (SubjectKind::Theory, true, "2.1") => Given::Number(0),
        _ => criterion.best(),
    };
    let row = |criterion: &Criterion| {
        let given = give(criterion);
        let note = if criterion.needs_note(&given) { "理由" } else { "" };
        (criterion.id.clone(), given, note.to_owned())
    };
    criteria(subject).iter().map(row).collect()
}

fn clock() -> SetClock {
    SetClock::at("2026-09-01T08:30:00+08:00")
}

/// Opens what a cut left and tells what the registrar sees and the journal's root, which its rows must amount to.
pub fn reopen(path: &Path) -> Result<(Seen, (u64, Hash)), Box<dyn std::error::Error>> {
    let entropy = SeededEntropy::new(b"after the cut");
    let english = |failure: Failure| failure.say(touchstone::domain::language::Lang::En);
    let mut office = Office::open_with(path, Box::new(clock()), Box::new(entropy)).map_err(english)?;
    office.set_cost(Cost::NONE);
    account::sign_in(&mut office, CLERK, PASSPHRASE).map_err(english)?;
    let root = office.read().journal_root()?.ok_or("the journal's tip is damaged")?;
    let again = touchstone::credential::tree::root_of(&office.read().leaves_again()?);
    if again != root.1 {
        return Err("the journal's rows do not amount to its root".into());
    }
    Ok((seen(&office, base().batch)?, root))
}
