//! The marking desk: one candidate, one sheet; type the mark and Enter goes on.
//!
//! [`Desk`] is the screen: who sits there, whose sheet lies open. `page` is that sheet, `sign` and `facts` are the
//! verbs behind questions, `marking` and `hands` what is done to it, `draw` and its neighbours the picture.

mod across;
mod candidates;
mod draw;
mod facts;
mod guide;
mod hands;
mod intent;
mod marking;
mod page;
mod panel;
mod rows;
mod sign;
mod together;
mod totals;

use std::collections::BTreeMap;

use ratatui::Frame;
use ratatui::layout::Rect;

pub use intent::DeskIntent;

use self::page::{Mind, Page};
use self::panel::Elsewhere;
use crate::domain::evaluation::batch::BatchItem;
use crate::domain::evaluation::paper::Paper;
use crate::domain::evaluation::running::{Running, running};
use crate::domain::evaluation::subject::{Subject as Rules, SubjectKind};
use crate::domain::id::{BatchId, EntryId, PersonId};
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::ops::Office;
use crate::ops::marking::Ready;
use crate::store::Failure;
use crate::store::draft::{PANEL, SheetKey};
use crate::store::read::entry::DeskRow;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::screen::{Answer, Flow, Mouse, Press, Screen, Typed};
use crate::tui::screens::parts::facts::Facts;
use crate::tui::screens::sign_in::SignIn;
use crate::tui::typing::Typing;
use crate::{both, refusal};

/// The desk of one subject of a batch's item, for whoever sits there.
pub fn open(batch: BatchId, item: BatchItem, subject: SubjectKind) -> Box<dyn Screen> {
    Box::new(Desk { batch, item, kind: subject, together: false, first: None, state: State::Fresh })
}

pub struct Desk {
    batch: BatchId,
    item: BatchItem,
    kind: SubjectKind,
    /// Whether the panel's common sheets lie here instead of one's own.
    together: bool,
    /// Whose sheet is laid on top first; none for the first that is to be marked.
    first: Option<EntryId>,
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
    /// Standings and vetoes, asked for step by step.
    facts: Facts,
    /// One criterion over all candidates, where that is how the examiner goes through them.
    across: Option<across::Across>,
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
        if let State::Marking(marking) = &self.state
            && let Some(again) = &marking.page.again
        {
            context.info(again.told());
        }
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
        let beyond = read.is_further(self.batch, self.kind, examiner)?;
        if !beyond && !panel.iter().any(|member| member.person == examiner) {
            return Ok(State::Elsewhere(Elsewhere::read(&read, self.batch, self.item, self.kind, panel, examiner)?));
        }
        let whose = if self.together { PANEL } else { examiner };
        let rows = read.desk(self.batch, self.item, self.kind, whose)?;
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
        let subject = Subject { rules, paper: paper.paper.clone(), title };
        let first = self.first.and_then(|first| rows.iter().position(|row| row.entry == first));
        let current = first.or_else(|| rows.iter().position(to_mark)).unwrap_or(0);
        let key = SheetKey { entry: rows[current].entry, subject: self.kind, examiner: whose };
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
            facts: Facts::default(),
            across: None,
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
        if intent == Intent::Desk(DeskIntent::Together) {
            self.turn_together(context);
            return Flow::Stay;
        }
        match &mut self.state {
            State::Marking(marking) => marking.intent(intent, context),
            State::Elsewhere(_) if intent == Intent::Accept => Flow::push(SignIn::new(context)),
            _ => Flow::Pass,
        }
    }

    fn available(&self, intent: Intent, _: &Context) -> Result<(), Refusal> {
        let own = matches!(intent, Intent::Desk(_) | Intent::Search | Intent::Up | Intent::Down);
        match &self.state {
            State::Marking(marking) => marking.available(intent),
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
