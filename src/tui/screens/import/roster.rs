//! A roster before it is taken: every row's verdict, its faults one by one, and the verbs.

use std::cell::RefCell;
use std::path::PathBuf;
use std::rc::Rc;
use std::time::{Duration, Instant};

use ratatui::Frame;
use ratatui::layout::Rect;

use super::ImportIntent;
use super::columns::Columns;
use super::reading::file_name;
use super::roster_draw::{cells, columns};
use super::taking::{Taken, Taking};
use crate::domain::id::BatchId;
use crate::domain::language::{Both, Lang, counted};
use crate::domain::refusal::Refusal;
use crate::exchange::intake::{Checking, Intake, RowVerdict};
use crate::exchange::roster::mapping::{MISSING, Mapping};
use crate::exchange::save::{free_name, save};
use crate::ops::Office;
use crate::ops::entry::{no_row, not_taken, take_screened};
use crate::store::Failure;
use crate::store::backup::Existing;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::popup::confirm::Confirm;
use crate::tui::popup::working::Working;
use crate::tui::screen::{Answer, Flow, Mouse, Press, Screen};
use crate::tui::screens::{Place, open};
use crate::tui::theme::Theme;
use crate::tui::widget::detail::Detail;
use crate::tui::widget::list::{Clicked, List};
use crate::tui::widget::pages::{Cell, Fixed};
use crate::{both, refusal};

/// Rows are checked for so long before the keys and the screen have their turn.
const TURN: Duration = Duration::from_millis(10);
/// Rows checked between two looks at the clock.
const STRIDE: usize = 16;

type Verdicts = List<Fixed<Rc<RowVerdict>, fn(&Rc<RowVerdict>, Lang, &Theme) -> Vec<Cell>>>;

pub struct Roster {
    pub(super) path: PathBuf,
    pub(super) intake: Rc<RefCell<Intake>>,
    pub(super) batch: BatchId,
    pub(super) batch_name: String,
    pub(super) stage: Stage,
    pub(super) rows: Vec<Rc<RowVerdict>>,
    pub(super) list: Verdicts,
    pub(super) only_faulty: bool,
    pub(super) detail: Detail,
    /// The detail has the whole room of the list.
    pub(super) whole: bool,
    /// Why this file cannot be taken again.
    pub(super) barred: Option<Refusal>,
    /// The columns as they were when the rows were checked.
    checked_as: Mapping,
    /// Where the rows that are being taken in come out.
    taking: Option<Taken<u32>>,
}

pub(super) enum Stage {
    /// No row can be looked at: a column is missing, or the batch takes no entries.
    Refused(Refusal),
    Checking(Box<Checking>),
    Ready,
    Taken(u32),
}

impl Roster {
    pub fn new(path: PathBuf, intake: Intake, batch: BatchId, context: &mut Context) -> Roster {
        let kept = context.tell(context.office.read().batch(batch).map_err(Failure::from)).flatten();
        let pages = Fixed::new(Vec::new(), cells as fn(&Rc<RowVerdict>, Lang, &Theme) -> Vec<Cell>);
        let checked_as = intake.mapping.clone();
        let mut roster = Roster {
            path,
            intake: Rc::new(RefCell::new(intake)),
            batch,
            batch_name: kept.map_or(String::new(), |batch| batch.plan.name),
            stage: Stage::Ready,
            rows: Vec::new(),
            list: List::new(pages, columns(), both!("没有有错的行；按 f 看全部。", "No row at fault; f shows all.")),
            only_faulty: false,
            detail: Detail::default(),
            whole: false,
            barred: None,
            checked_as,
            taking: None,
        };
        roster.begin(context);
        roster
    }

    fn begin(&mut self, context: &mut Context) {
        let (read, today) = (context.office.read(), context.office.today());
        let mut intake = self.intake.borrow_mut();
        self.checked_as = intake.mapping.clone();
        self.barred = not_taken(&read, self.batch, &intake.file).err().map(Refusal::from);
        self.rows.clear();
        self.stage = match intake.begin(&read, self.batch, today) {
            Ok(checking) => Stage::Checking(Box::new(checking)),
            Err(failure) => Stage::Refused(match Refusal::from(failure) {
                lacking if lacking.code == MISSING => {
                    lacking.next(both!("可按 m 指定哪一列是它。", "Press m to say which column it is."))
                }
                other => other,
            }),
        };
    }

    pub(super) fn faulty(&self) -> usize {
        self.rows.iter().filter(|row| !row.faults.is_empty()).count()
    }

    pub(super) fn good(&self) -> usize {
        self.rows.len() - self.faulty()
    }

    fn check_some(&mut self, context: &mut Context) {
        let Stage::Checking(checking) = &mut self.stage else { return };
        let (read, begun) = (context.office.read(), Instant::now());
        let mut intake = self.intake.borrow_mut();
        let checked = loop {
            match intake.check(&read, checking, STRIDE) {
                Ok(true) if begun.elapsed() < TURN => {}
                other => break other,
            }
        };
        drop(intake);
        match checked {
            Ok(true) => {}
            Err(failure) => self.stage = Stage::Refused(failure.into()),
            Ok(false) => {
                if let Stage::Checking(checking) = std::mem::replace(&mut self.stage, Stage::Ready) {
                    self.rows = Intake::finish(*checking).rows.into_iter().map(Rc::new).collect();
                    self.show(context);
                }
            }
        }
    }

    /// Puts the rows into the list, all or only the faulty ones, and stays at the row that was selected.
    fn show(&mut self, context: &mut Context) {
        let at = self.list.selected().map(|(_, row)| row.row);
        let shown = self.rows.iter().filter(|row| !self.only_faulty || !row.faults.is_empty());
        self.list.pages.rows = shown.cloned().collect();
        self.list.reset();
        let rows = &self.list.pages.rows;
        let place = at.and_then(|at| rows.iter().position(|row| row.row >= at)).unwrap_or(0);
        let revealed = self.list.reveal(&context.office, &place);
        context.tell(revealed);
    }

    fn ask_to_take(&self) -> Flow {
        let (good, faulty, name) = (self.good(), self.faulty(), &self.batch_name);
        let rows = counted(good as u64, "row", "rows");
        let question = both!("把 {good} 行导入批次“{name}”？", "Take {rows} into the batch “{name}”?");
        let left = counted(faulty as u64, "row with faults is", "rows with faults are");
        let effect = match faulty {
            0 => both!("没有有错的行。", "No row is left out."),
            _ => both!(
                "{faulty} 行有错，不导入；可按 e 存成文件，改好再导入。",
                "{left} left out; e saves what is faulty to a file to be mended."
            ),
        };
        let confirm = Confirm::new(question).effect(effect).button("导入", "Take in");
        Flow::ask(Intent::Import(ImportIntent::Take), confirm)
    }

    /// The good rows go in beside the screen, in one transaction.
    fn take(&mut self, context: &mut Context) -> Flow {
        let intake = self.intake.borrow();
        let ((rows, as_of), file, batch) = (intake.screened(), intake.file.clone(), self.batch);
        let take = move |office: &mut Office| take_screened(office, batch, &rows, as_of, &file);
        let (job, taken) = Taking::start(&context.office, take, told);
        self.taking = Some(taken);
        Flow::ask(Intent::Open, Working::new(job))
    }

    /// The taking ended: done, refused or stopped.
    fn took(&mut self, context: &mut Context) {
        match self.taking.take().and_then(|taken| taken.take()) {
            Some(count) => self.stage = Stage::Taken(count),
            // Another window may have taken the very file meanwhile.
            None => {
                let (read, file) = (context.office.read(), &self.intake.borrow().file);
                self.barred = not_taken(&read, self.batch, file).err().map(Refusal::from);
            }
        }
    }

    fn save_faulty(&mut self, context: &mut Context) {
        let table = self.intake.borrow().faulty(context.lang);
        let folder = self.path.parent().map(PathBuf::from).unwrap_or_default();
        let stem = self.path.file_stem().map_or(String::new(), |stem| stem.to_string_lossy().into_owned());
        let to = free_name(&folder, &format!("{stem}{}", context.lang.pick("-有错", "-faulty")), "xlsx");
        let saved = save(&table, &to, Existing::Keep);
        if context.tell(saved).is_some() {
            let (n, name) = (table.rows.len(), file_name(&to));
            let rows = counted(n as u64, "faulty row", "faulty rows");
            context.done(both!("{n} 行有错的已存到同一文件夹：{name}", "{rows} saved in the same folder: {name}"));
        }
    }

    fn scroll(&mut self, by: i16) {
        self.detail.scroll = self.detail.scroll.saturating_add_signed(by);
    }
}

impl Screen for Roster {
    fn crumb(&self, lang: Lang) -> String {
        lang.pick("预览", "Preview").to_owned()
    }

    fn scope(&self) -> Scope {
        Scope::ImportRoster
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        self.paint(frame, area, context);
    }

    fn available(&self, intent: Intent, _: &Context) -> Result<(), Refusal> {
        let Intent::Import(verb) = intent else { return Ok(()) };
        let checked = matches!(self.stage, Stage::Ready | Stage::Taken(_));
        match (verb, &self.stage) {
            (ImportIntent::Columns, Stage::Refused(_) | Stage::Ready | Stage::Checking(_)) => Ok(()),
            (_, Stage::Refused(refusal)) => Err(refusal.clone()),
            (ImportIntent::Take | ImportIntent::Columns, Stage::Taken(_)) => {
                Err(refusal!("taken", "这份名册已经导入。", "This roster is taken in."))
            }
            _ if !checked => Err(refusal!("checking", "还在检查；请稍等。", "The rows are still being checked.")),
            (ImportIntent::Take, _) => match &self.barred {
                Some(refusal) => Err(refusal.clone()),
                None if self.good() == 0 => Err(no_row()),
                None => Ok(()),
            },
            (ImportIntent::Faulty, Stage::Taken(_)) => {
                Err(refusal!("taken", "这份名册已经导入。", "This roster is taken in."))
            }
            (ImportIntent::SaveFaulty | ImportIntent::Faulty, _) if self.faulty() == 0 => {
                Err(refusal!("none_faulty", "没有有错的行。", "No row is at fault."))
            }
            _ => Ok(()),
        }
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        match intent {
            Intent::Import(ImportIntent::Take) => return self.ask_to_take(),
            Intent::Import(ImportIntent::SaveFaulty) => self.save_faulty(context),
            Intent::Import(ImportIntent::Faulty) => {
                self.only_faulty = !self.only_faulty;
                self.show(context);
            }
            Intent::Import(ImportIntent::Columns) => return Flow::push(Columns::new(self.intake.clone())),
            Intent::Open if matches!(self.stage, Stage::Taken(_)) => {
                return Flow::Replace(open(Place::Batches, context));
            }
            Intent::Open if matches!(self.stage, Stage::Refused(_)) => {
                return Flow::push(Columns::new(self.intake.clone()));
            }
            Intent::Open => self.whole = !self.whole && !self.list.is_empty(),
            Intent::Back if self.whole => self.whole = false,
            Intent::Up if self.whole => self.scroll(-1),
            Intent::Down if self.whole => self.scroll(1),
            _ => {
                let before = self.list.selected_key();
                if !self.list.intent(intent, context) {
                    return Flow::Pass;
                }
                if self.list.selected_key() != before {
                    self.detail.scroll = 0;
                }
            }
        }
        Flow::Stay
    }

    fn idle(&mut self, context: &mut Context) -> Option<Flow> {
        match self.stage {
            Stage::Checking(_) => self.check_some(context),
            _ => return None,
        }
        Some(Flow::Stay)
    }

    fn answered(&mut self, asked: Intent, answer: Answer, context: &mut Context) -> Flow {
        match (asked, answer) {
            (Intent::Import(ImportIntent::Take), Answer::Yes) => return self.take(context),
            (Intent::Open, _) => self.took(context),
            _ => {}
        }
        Flow::Stay
    }

    /// The columns may have been said anew.
    fn resumed(&mut self, context: &mut Context) {
        let changed = self.intake.borrow().mapping != self.checked_as;
        if changed && !matches!(self.stage, Stage::Taken(_)) {
            self.begin(context);
        }
    }

    fn mouse(&mut self, mouse: Mouse, context: &mut Context) -> Flow {
        match mouse.what {
            Press::WheelUp if self.whole => self.scroll(-1),
            Press::WheelDown if self.whole => self.scroll(1),
            _ => match self.list.mouse(mouse, context) {
                Clicked::Again => self.whole = true,
                Clicked::Selected => self.detail.scroll = 0,
                Clicked::Nothing => {}
            },
        }
        Flow::Stay
    }
}

fn told(count: &u32) -> Both {
    let entries = counted(*count, "entry was", "entries were");
    both!("已导入 {count} 份报名。", "{entries} taken in.")
}

/// The verdict of a row in a word.
pub(super) fn word(row: &RowVerdict) -> Both {
    match (row.faults.is_empty(), row.notes.is_empty()) {
        (false, _) => both!("有错", "faulty"),
        (true, false) => both!("提示", "note"),
        (true, true) => both!("可导入", "good"),
    }
}
