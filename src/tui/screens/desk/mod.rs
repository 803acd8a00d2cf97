//! The marking desk: one candidate, one sheet; type the mark and Enter goes on.
//!
//! [`Desk`] is the screen: who sits there, whose sheet lies open. `page` is that sheet, `sign` and `facts` are the
//! verbs behind questions, `draw` and its neighbours the picture.

mod candidates;
mod draw;
mod facts;
mod guide;
mod intent;
mod page;
mod panel;
mod rows;
mod sign;
mod totals;

use std::collections::BTreeMap;

use ratatui::Frame;
use ratatui::layout::Rect;

pub use intent::DeskIntent;

use self::page::{Mind, Page};
use self::panel::Elsewhere;
use super::outcome;
use crate::domain::evaluation::batch::BatchItem;
use crate::domain::evaluation::paper::Paper;
use crate::domain::evaluation::running::{Running, running};
use crate::domain::evaluation::standard::VetoKind;
use crate::domain::evaluation::subject::{Form, Subject as Rules, SubjectKind};
use crate::domain::id::{BatchId, EntryId, PersonId};
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::ops::Office;
use crate::ops::marking::Ready;
use crate::store::Failure;
use crate::store::draft::SheetKey;
use crate::store::read::entry::DeskRow;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::popup::choose::{Choice, Choose};
use crate::tui::screen::{Answer, Flow, Mouse, Press, Screen, Typed};
use crate::tui::screens::sign_in::SignIn;
use crate::tui::typing::Typing;
use crate::{both, refusal};

/// The desk of one subject of a batch's item, for whoever sits there.
pub fn open(batch: BatchId, item: BatchItem, subject: SubjectKind) -> Box<dyn Screen> {
    Box::new(Desk { batch, item, kind: subject, state: State::Fresh })
}

pub struct Desk {
    batch: BatchId,
    item: BatchItem,
    kind: SubjectKind,
    state: State,
}

enum State {
    /// Nothing is read yet.
    Fresh,
    /// There is nothing to mark here, and why.
    Closed(Refusal),
    /// Whoever sits here is not on the panel.
    Elsewhere(Elsewhere),
    Marking(Box<Marking>),
}

/// What the sheets of one desk share.
pub struct Subject {
    pub rules: Rules,
    pub paper: Paper,
    pub vetoes: Vec<VetoKind>,
    /// What is marked: `钳工 四级/中级工`.
    pub title: Both,
}

/// The desk at work.
struct Marking {
    examiner: PersonId,
    subject: Subject,
    rows: Vec<DeskRow>,
    /// The place of the candidate whose sheet lies open.
    current: usize,
    page: Page,
    running: Running,
    minds: BTreeMap<EntryId, Mind>,
    /// Whether the name of this candidate is shown though the marking is blind.
    named: bool,
    /// What is being asked for, step by step.
    asking: facts::Asking,
    /// Signed a moment ago: what Why shows until the next mark.
    just_signed: Option<EntryId>,
    /// Why a signed sheet is corrected, while its signature is asked for.
    reason: Option<String>,
    /// What the passphrase will sign.
    pile: Vec<Ready>,
    top: usize,
    spots: draw::Spots,
}

impl Desk {
    fn load(&mut self, context: &mut Context) {
        self.state = self.read(&context.office).unwrap_or_else(|failure| State::Closed(failure.into()));
    }

    fn read(&self, office: &Office) -> Result<State, Failure> {
        let read = office.read();
        let missing = || refusal!("no_batch", "没有这个批次或标准。", "There is no such batch or standard.");
        let standard = read.standard(self.item.standard)?.ok_or_else(missing)?;
        let papers = read.batch_papers(self.batch, self.item)?;
        let paper = papers.iter().find(|(kind, _)| *kind == self.kind).map(|(_, id)| read.paper(*id)).transpose()?;
        let Some(paper) = paper.flatten() else {
            return Ok(State::Closed(
                refusal!("no_paper", "这个科目没有选定试卷。", "No paper is chosen for this subject.")
                    .next(both!("回到批次选卷。", "Choose one in the batch.")),
            ));
        };
        let rules = standard.standard.level(self.item.level);
        let rules = rules.and_then(|rules| rules.subjects.iter().find(|rules| rules.kind == self.kind));
        let rules = rules.ok_or_else(missing)?.clone();
        let examiner = office.who();
        let panel = read.panel(self.batch, self.item, self.kind)?;
        if !panel.iter().any(|member| member.person == examiner) {
            return Ok(State::Elsewhere(Elsewhere::read(&read, self.batch, self.item, self.kind, panel, examiner)?));
        }
        let rows = read.desk(self.batch, self.item, self.kind, examiner)?;
        if rows.is_empty() {
            return Ok(State::Closed(
                refusal!(
                    "no_entries",
                    "这个科目还没有审核通过的考生。",
                    "No accepted candidate sits this subject yet."
                )
                .next(both!("回到批次审核报名。", "Review the entries in the batch.")),
            ));
        }
        let (trade, level) = (standard.standard.trade.title(), self.item.level);
        let title =
            Both { zh: format!("{trade} {}", level.say(Lang::Zh)), en: format!("{trade} {}", level.say(Lang::En)) };
        let subject = Subject { rules, paper: paper.paper, vetoes: standard.standard.vetoes, title };
        let current = rows.iter().position(to_mark).unwrap_or(0);
        let key = SheetKey { entry: rows[current].entry, subject: self.kind, examiner };
        let page = Page::load(office, key, &subject, Mind::default())?;
        let running = running(&subject.rules, &subject.paper, &page.sheet);
        Ok(State::Marking(Box::new(Marking {
            examiner,
            subject,
            rows,
            current,
            page,
            running,
            minds: BTreeMap::new(),
            named: false,
            asking: facts::Asking::Nothing,
            just_signed: None,
            reason: None,
            pile: Vec::new(),
            top: 0,
            spots: draw::Spots::default(),
        })))
    }
}

/// Whether this examiner still has this candidate to mark.
fn to_mark(row: &DeskRow) -> bool {
    !row.signed && !row.stands_unmarked()
}

impl Marking {
    /// Whether names are shown: a hand at work and a person who speaks are known to the panel anyway.
    fn shows_name(&self) -> bool {
        self.named || self.names_are_known()
    }

    fn names_are_known(&self) -> bool {
        matches!(self.subject.rules.form, Form::Practical | Form::Defence)
    }

    fn row(&self) -> &DeskRow {
        &self.rows[self.current]
    }

    fn sum(&mut self) {
        self.running = running(&self.subject.rules, &self.subject.paper, &self.page.sheet);
        if self.page.version == 0 {
            self.rows[self.current].typed = self.running.given as u32;
        }
    }

    /// Keeps what is in the field. False where it could not be, or where it is no mark.
    fn keep(&mut self, context: &mut Context) -> bool {
        let kept = self.page.keep(&mut context.office, &self.subject);
        let kept = context.tell(kept);
        if self.page.closed.is_none() {
            self.sum();
        }
        kept == Some(true)
    }

    fn step(&mut self, to: usize, context: &mut Context) {
        self.keep(context);
        self.page.go(to, &self.subject);
    }

    /// Enter: the mark is meant. An invalid one stays, and the field says what would be right.
    fn accept(&mut self, context: &mut Context) {
        let was_open = self.running.left > 0;
        if !self.keep(context) {
            return;
        }
        let last = self.page.criteria(&self.subject).len().saturating_sub(1);
        if self.page.at() < last {
            return self.page.go(self.page.at() + 1, &self.subject);
        }
        match self.page.first_open(&self.subject) {
            _ if self.page.closed.is_some() => {}
            Some(open) if open < last => self.page.go(open, &self.subject),
            Some(_) => {}
            None if was_open => context.info(both!("都评完了；按 s 签字。", "All marked; press s to sign.")),
            None => {}
        }
    }

    /// Another candidate's sheet comes on the desk; this one is remembered as it is.
    fn take(&mut self, place: usize, context: &mut Context) {
        if place >= self.rows.len() || place == self.current {
            return;
        }
        self.keep(context);
        self.lay(place, context);
    }

    /// Puts a sheet on the desk without keeping the one that lies there.
    fn lay(&mut self, place: usize, context: &mut Context) {
        let key = SheetKey { entry: self.rows[place].entry, ..self.page.key };
        let mind = self.minds.remove(&key.entry).unwrap_or_default();
        let page = Page::load(&context.office, key, &self.subject, mind);
        if let Some(page) = context.tell(page) {
            let before = std::mem::replace(&mut self.page, page);
            if before.key.entry != key.entry {
                self.minds.insert(before.key.entry, before.mind);
                self.named = false;
            }
            self.current = place;
            self.top = 0;
            self.sum();
        }
    }

    /// Reads the list and this sheet again: something was recorded.
    fn again(&mut self, context: &mut Context) {
        self.refresh(context);
        self.minds.insert(self.page.key.entry, std::mem::take(&mut self.page.mind));
        self.lay(self.current, context);
    }

    fn refresh(&mut self, context: &mut Context) {
        let read = context.office.read();
        let entry = read.entry(self.page.key.entry).map_err(Failure::from);
        let rows = entry.and_then(|entry| match entry {
            Some(row) => Ok(read.desk(row.batch, row.item, self.page.key.subject, self.examiner)?),
            None => Ok(Vec::new()),
        });
        if let Some(rows) = context.tell(rows).filter(|rows| !rows.is_empty()) {
            let place = rows.iter().position(|row| row.entry == self.page.key.entry);
            (self.rows, self.current) = (rows, place.unwrap_or(0));
        }
    }

    fn find(&self) -> Flow {
        let named = self.shows_name();
        let choices = self.rows.iter().map(|row| {
            let label = candidates::label(row, named);
            Choice::new(Both { zh: label.clone(), en: label }).note(candidates::state(row, self.whole()))
        });
        let title = both!("找考生（考号、座位）", "Find a candidate (ticket, seat)");
        Flow::ask(Intent::Search, Choose::new(title, choices.collect()).at(self.current))
    }

    /// Marks of a whole sheet, as this candidate's choice has it.
    fn whole(&self) -> usize {
        self.running.given + self.running.left
    }

    fn undo(&mut self, context: &mut Context) {
        let undone = self.page.undo(&mut context.office, &self.subject);
        match context.tell(undone) {
            Some(Some(id)) => {
                self.sum();
                context.done(both!("撤销了 {id} 的打分。", "Took back the mark of {id}."));
            }
            Some(None) => context.info(both!("没有可撤销的打分。", "No mark to take back.")),
            None => {}
        }
    }

    fn why(&mut self, context: &mut Context) -> Flow {
        let entry = self.just_signed.unwrap_or(self.page.key.entry);
        let row = self.rows.iter().find(|row| row.entry == entry).unwrap_or(self.row());
        if to_mark(row) {
            context.info(both!(
                "签字以后才能看结果：各考评员独立评分。",
                "The outcome is shown once you have signed: examiners mark on their own."
            ));
            return Flow::Stay;
        }
        Flow::Push(outcome::open(entry))
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        if let Intent::Edit(edit) = intent {
            if self.page.closed.is_none() {
                self.page.edit(edit);
            }
            return Flow::Stay;
        }
        match intent {
            Intent::Accept => self.accept(context),
            Intent::Desk(DeskIntent::Undo) => self.undo(context),
            // Whatever else is wanted: what stands in the field is kept first.
            _ => {
                self.keep(context);
                return self.go(intent, context);
            }
        }
        Flow::Stay
    }

    fn go(&mut self, intent: Intent, context: &mut Context) -> Flow {
        match intent {
            Intent::Up => self.step(self.page.at().saturating_sub(1), context),
            Intent::Down => self.step(self.page.at() + 1, context),
            Intent::First => self.step(0, context),
            Intent::Last => self.step(usize::MAX, context),
            Intent::Desk(DeskIntent::NextCandidate) if self.current + 1 == self.rows.len() => {
                context.info(both!("已是最后一名考生。", "This is the last candidate."));
            }
            Intent::Desk(DeskIntent::PreviousCandidate) if self.current == 0 => {
                context.info(both!("已是第一名考生。", "This is the first candidate."));
            }
            Intent::Desk(DeskIntent::NextCandidate) => self.take(self.current + 1, context),
            Intent::Desk(DeskIntent::PreviousCandidate) => self.take(self.current - 1, context),
            Intent::Desk(DeskIntent::Name) if self.names_are_known() => {
                context.info(both!("这种考试姓名一直显示。", "Names are always shown in this form of examination."));
            }
            Intent::Desk(DeskIntent::Name) => self.named = !self.named,
            Intent::Desk(DeskIntent::Sign) => return self.ask_to_sign(context),
            Intent::Desk(DeskIntent::Correct) => self.correct(context),
            Intent::Desk(DeskIntent::Note) => return self.ask_note(context),
            Intent::Desk(DeskIntent::Choice) => return self.ask_choice(context),
            Intent::Desk(DeskIntent::Veto) => return self.ask_veto(context),
            Intent::Desk(DeskIntent::Standing) => return self.ask_standing(),
            Intent::Desk(DeskIntent::Why) => return self.why(context),
            Intent::Search => return self.find(),
            Intent::Refresh => self.again(context),
            _ => return Flow::Pass,
        }
        Flow::Stay
    }

    fn typed(&mut self, typed: &Typed, context: &mut Context) {
        self.just_signed = None;
        match &self.page.closed {
            Some(closed) => {
                let refusal = closed.clone();
                let signed = refusal.code == "signed";
                let next = both!("按 e 更正。", "Press e to correct it.");
                context.refuse(if signed { refusal.next(next) } else { refusal });
            }
            None => self.page.typed(typed),
        }
    }

    fn mouse(&mut self, mouse: Mouse, context: &mut Context) {
        match mouse.what {
            Press::WheelUp => self.step(self.page.at().saturating_sub(1), context),
            Press::WheelDown => self.step(self.page.at() + 1, context),
            Press::Click => {
                if let Some(at) = draw::hit(&self.spots.criteria, mouse.at) {
                    self.step(at, context);
                } else if let Some(place) = draw::hit(&self.spots.candidates, mouse.at) {
                    self.take(place, context);
                }
            }
        }
    }

    fn unsaved(&self) -> bool {
        self.page.unsaved() || self.minds.values().any(Mind::holds_wrong)
    }
}

impl Screen for Desk {
    fn crumb(&self, lang: Lang) -> String {
        let subject = self.kind.say(lang);
        match &self.state {
            State::Marking(marking) => {
                let title = marking.subject.title.say(lang);
                crate::say!(lang, "评分 {title} {subject}", "Marking {title} {subject}")
            }
            _ => crate::say!(lang, "评分 {subject}", "Marking {subject}"),
        }
    }

    fn scope(&self) -> Scope {
        Scope::Desk
    }

    fn typing(&self) -> Typing {
        match &self.state {
            State::Marking(marking) => Typing::Marks(marking.page.letters(&marking.subject)),
            _ => Typing::Commands,
        }
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        if matches!(self.state, State::Fresh) {
            self.load(context);
        }
        match &mut self.state {
            State::Fresh => {}
            State::Closed(refusal) => panel::draw_closed(frame, area, refusal, context),
            State::Elsewhere(elsewhere) => elsewhere.draw(frame, area, context),
            State::Marking(marking) => marking.draw(frame, area, context),
        }
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        match &mut self.state {
            State::Marking(marking) => marking.intent(intent, context),
            State::Elsewhere(_) if intent == Intent::Accept => Flow::push(SignIn::new(context)),
            _ => Flow::Pass,
        }
    }

    fn available(&self, intent: Intent, context: &Context) -> Result<(), Refusal> {
        let own = matches!(intent, Intent::Desk(_) | Intent::Search | Intent::Up | Intent::Down);
        match &self.state {
            State::Marking(marking) => marking.available(intent, context),
            State::Closed(refusal) if own || intent == Intent::Accept => Err(refusal.clone()),
            State::Elsewhere(elsewhere) if own => Err(elsewhere.refusal()),
            _ => Ok(()),
        }
    }

    fn typed(&mut self, typed: Typed, context: &mut Context) -> Flow {
        if let State::Marking(marking) = &mut self.state {
            marking.typed(&typed, context);
        }
        Flow::Stay
    }

    fn mouse(&mut self, mouse: Mouse, context: &mut Context) -> Flow {
        match &mut self.state {
            State::Marking(marking) => marking.mouse(mouse, context),
            State::Elsewhere(_) if mouse.what == Press::Click => return Flow::push(SignIn::new(context)),
            _ => {}
        }
        Flow::Stay
    }

    fn resumed(&mut self, context: &mut Context) {
        match &mut self.state {
            State::Marking(marking) if marking.examiner == context.office.who() => marking.refresh(context),
            State::Fresh => {}
            _ => self.load(context),
        }
    }

    fn answered(&mut self, asked: Intent, answer: Answer, context: &mut Context) -> Flow {
        match (&mut self.state, asked, answer) {
            (State::Marking(marking), Intent::Search, Answer::Picked(place)) => {
                marking.take(place, context);
                Flow::Stay
            }
            (State::Marking(marking), Intent::Desk(what), answer) => marking.answered(what, answer, context),
            _ => Flow::Stay,
        }
    }

    fn unsaved(&self) -> bool {
        match &self.state {
            State::Marking(marking) => marking.unsaved(),
            _ => false,
        }
    }
}
