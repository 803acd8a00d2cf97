//! A batch: its plan, where it stands, what blocks the next step, its entries, and every verb that moves it on.

mod aside;
mod certificates;
mod disputes;
mod entries;
mod header;
mod inspection;
mod issue;
mod moderation;
mod print;
mod staffing;
mod statistics;
mod timeline;
mod verbs;
mod view;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::both;
use crate::domain::evaluation::batch::BatchState;
use crate::domain::id::BatchId;
use crate::domain::language::Lang;
use crate::domain::refusal::Refusal;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::screen::{Answer, Flow, Mouse, Press, Screen};
use crate::tui::screens::parts::facts::Facts;
use crate::tui::screens::verbs::Verbs;
use crate::tui::widget::detail::split;
use crate::tui::widget::fit::fit;
use crate::tui::widget::list::{Clicked, List};
use aside::Aside;
pub use certificates::IssuedIntent;
use entries::EntryPages;
pub use entries::verdict_style;
pub use moderation::ModerationIntent;
use view::View;

/// The verbs of a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BatchIntent {
    Advance,
    StepBack,
    EditPlan,
    AcceptEligible,
    Seats,
    Staffing,
    Disputes,
    Issue,
    /// Kept scores into all entries that have some.
    Carry,
    /// All who failed, once more in a later batch.
    Resit,
    /// Score notices into a file.
    Notices,
    /// What the batch has to print.
    Print,
    /// Its certificates: printing, changes of many, the upload.
    Certificates,
    /// The forms, a sample, the archive.
    Inspection,
    /// To the desk of whoever sits there.
    Mark,
    /// The outcome of the selected entry.
    Outcome,
    /// What stands for a subject of the selected entry.
    Standing,
    Veto,
    /// To the floor of a subject: attendance, lots, numbers.
    Floor,
    Filter,
    /// The sample that gets a second look.
    Moderation,
    /// The examiners in figures.
    Statistics,
    /// Everything that blocks the next step.
    Why,
}

/// The verbs of papers, panels and sessions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StaffingIntent {
    /// Who marks which question where the panel divides them.
    Divide,
    Paper,
    AllPapers,
    /// Draws the panel by lot.
    Draw,
    /// Everything about the panel: reasons, who else could serve, how the draw is repeated.
    Check,
    Sessions,
    AddSession,
    DropSession,
}

/// The verbs of the inspector's folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum InspectionIntent {
    Draw,
    Archive,
}

/// The verbs of objections, re-checks and appeals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DisputesIntent {
    Object,
    Recheck,
    Appeal,
    /// The receipt, or the notice of the decision.
    Letter,
    Save,
}

const SHOWN: [Intent; 9] = [
    Intent::Batch(BatchIntent::AcceptEligible),
    Intent::Batch(BatchIntent::Seats),
    Intent::Batch(BatchIntent::Staffing),
    Intent::Batch(BatchIntent::Disputes),
    Intent::Batch(BatchIntent::Floor),
    Intent::Batch(BatchIntent::Mark),
    Intent::Batch(BatchIntent::Issue),
    Intent::Batch(BatchIntent::EditPlan),
    Intent::Batch(BatchIntent::StepBack),
];

/// The screen of a batch.
pub fn open(batch: BatchId) -> Box<dyn Screen> {
    Box::new(BatchScreen::new(batch))
}

struct BatchScreen {
    id: BatchId,
    /// None until it is first drawn.
    view: Option<View>,
    list: List<EntryPages>,
    aside: Aside,
    verbs: Verbs,
    issued: issue::Numbers,
    facts: Facts,
}

impl BatchScreen {
    fn new(id: BatchId) -> BatchScreen {
        let empty = both!("没有符合的报名。", "There is no such entry.");
        let list = List::new(EntryPages::new(id), entries::columns(BatchState::Draft), empty);
        BatchScreen {
            id,
            view: None,
            list,
            aside: Aside::default(),
            verbs: Verbs::default(),
            issued: issue::Numbers::default(),
            facts: Facts::default(),
        }
    }

    fn load(&mut self, context: &mut Context) {
        if let Some(view) = context.tell(View::read(&context.office, self.id)) {
            self.list.pages.titles = view.titles.clone();
            self.list.columns = entries::columns(view.state());
            self.view = Some(view);
        }
        self.aside.forget();
        let read = self.list.reload(&context.office);
        context.tell(read);
    }

    /// What stands above the entries. Gives the rows used.
    fn draw_head(&mut self, frame: &mut Frame, area: Rect, context: &Context) -> u16 {
        let Some(view) = &self.view else { return 0 };
        let mut y = area.y + header::draw(frame, area, view, context);
        y += timeline::draw(frame, Rect { y, ..area }, view.batch.state, context) + 1;
        let most = (area.height / 4).clamp(2, 8);
        y += header::draw_next(frame, Rect { y, height: most, ..area }, view, context);
        let can = |intent| verbs::available(view, intent).is_ok();
        self.verbs.draw(frame.buffer_mut(), Rect { y, height: 1, ..area }, Scope::Batch, &SHOWN, can, context);
        y + 2 - area.y
    }

    fn draw_entries(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        let Some(view) = &self.view else { return };
        let theme = context.theme;
        let line = entries::summary(&view.counts, context.lang);
        let filter = entries::filter_words(self.list.pages.filter, &view.titles, context.lang);
        let buffer = frame.buffer_mut();
        let after =
            buffer.set_stringn(area.x, area.y, fit(&line, area.width as usize), area.width as usize, theme.text).0;
        if !filter.is_empty() && after + 2 < area.right() {
            buffer.set_stringn(after + 2, area.y, &filter, (area.right() - after - 2) as usize, theme.accent);
        }
        self.list.pages.narrow = area.width < 90;
        self.list.draw(frame, Rect { y: area.y + 1, height: area.height - 1, ..area }, context);
    }
}

impl Screen for BatchScreen {
    fn crumb(&self, lang: Lang) -> String {
        match &self.view {
            Some(view) => view.batch.plan.name.clone(),
            None => lang.pick("批次", "Batch").to_owned(),
        }
    }

    fn scope(&self) -> Scope {
        Scope::Batch
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        if self.view.is_none() {
            self.load(context);
        }
        let used = self.draw_head(frame, area, context);
        let body = Rect { y: area.y + used, height: area.height.saturating_sub(used), ..area };
        if body.height < 3 {
            return;
        }
        let (left, right) = split(frame, body, 62, context);
        self.draw_entries(frame, left, context);
        if let Some(right) = right {
            self.aside.draw(frame, right, self.list.selected().map(|row| row.id), context);
        }
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        match intent {
            Intent::Open => self.open_entry(),
            Intent::Batch(verb) => self.run(verb, context),
            Intent::Refresh => {
                self.load(context);
                Flow::Stay
            }
            _ if self.list.intent(intent, context) => Flow::Stay,
            _ => Flow::Pass,
        }
    }

    fn available(&self, intent: Intent, _: &Context) -> Result<(), Refusal> {
        self.view.as_ref().map_or(Ok(()), |view| verbs::available(view, intent))
    }

    fn mouse(&mut self, mouse: Mouse, context: &mut Context) -> Flow {
        if let (Press::Click, Some(intent)) = (mouse.what, self.verbs.at(mouse.at)) {
            return match self.available(intent, context) {
                Ok(()) => self.intent(intent, context),
                Err(refusal) => {
                    context.refuse(refusal);
                    Flow::Stay
                }
            };
        }
        match self.list.mouse(mouse, context) {
            Clicked::Again => self.open_entry(),
            _ => Flow::Stay,
        }
    }

    fn resumed(&mut self, context: &mut Context) {
        self.load(context);
    }

    fn answered(&mut self, asked: Intent, answer: Answer, context: &mut Context) -> Flow {
        match asked {
            Intent::Batch(verb) => self.go_on(verb, answer, context),
            _ => Flow::Stay,
        }
    }
}
