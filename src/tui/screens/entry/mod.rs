//! One entry: the application and its verdict line by line, and the decision on it.

mod claims;
mod file;
mod kept;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::outcome;
use super::parts::resit;
use crate::domain::evaluation::batch::BatchState;
use crate::domain::evaluation::eligibility::Claims;
use crate::domain::evaluation::entry::Decision;
use crate::domain::id::EntryId;
use crate::domain::identity::inert;
use crate::domain::language::{Lang, Say};
use crate::domain::refusal::Refusal;
use crate::ops::{entry, retake};
use crate::store::Failure;
use crate::store::read::batch::Batch;
use crate::store::read::entry::{EntryFilter, EntryRow};
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::popup::confirm::Confirm;
use crate::tui::popup::fill::Fill;
use crate::tui::screen::{Answer, Flow, Mouse, Press, Screen};
use crate::tui::widget::detail::Detail;
use crate::tui::widget::field::Field;
use crate::tui::widget::form::Form;
use crate::{both, refusal};
pub use file::File;

/// The verbs of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EntryIntent {
    Accept,
    Return,
    Reject,
    Withdraw,
    Next,
    Previous,
    /// The outcome and why.
    Outcome,
    /// Which pieces of evidence were handed in.
    Evidence,
    /// What was read from the originals.
    Originals,
    /// Kept scores into this entry.
    Carry,
    /// Once more in a later batch.
    Resit,
}

/// The screen of an entry.
pub fn open(entry: EntryId) -> Box<dyn Screen> {
    open_among(entry, EntryFilter::default())
}

/// The same, stepping from entry to entry as a filter lets them through.
pub fn open_among(entry: EntryId, filter: EntryFilter) -> Box<dyn Screen> {
    Box::new(EntryScreen { id: entry, filter, file: None, detail: Detail::default() })
}

/// Whether there is an outcome to look at.
pub fn has_outcome(batch: &Batch, row: &EntryRow) -> Result<(), Refusal> {
    if row.decision == Decision::Accepted && batch.state >= BatchState::Sitting {
        return Ok(());
    }
    Err(refusal!(
        "no_outcome",
        "还没有评定结果：审核通过、开考之后才有。",
        "There is no outcome yet: it begins once the entry is accepted and the exam has begun."
    ))
}

struct EntryScreen {
    id: EntryId,
    filter: EntryFilter,
    /// None until it is first drawn.
    file: Option<File>,
    detail: Detail,
}

impl EntryScreen {
    fn load(&mut self, context: &mut Context) {
        self.file = context.tell(File::read(&context.office, self.id));
    }

    fn step(&mut self, forward: bool, context: &mut Context) -> Flow {
        let Some(file) = &self.file else { return Flow::Stay };
        let read = context.office.read();
        let (batch, filter) = (file.row.batch, self.filter);
        let found = match forward {
            true => read.entries_after(batch, filter, self.id, 1),
            false => read.entries_before(batch, filter, self.id, 1),
        };
        match context.tell(found.map_err(Failure::from)).and_then(|rows| rows.into_iter().next()) {
            Some(row) => {
                self.id = row.id;
                self.detail = Detail::default();
                self.load(context);
            }
            None => context.info(both!("这个方向没有了。", "There is none further.")),
        }
        Flow::Stay
    }

    /// Decides at once where the rules need no reason, and asks for one where they do.
    fn decide(&mut self, decision: Decision, context: &mut Context) -> Flow {
        match entry::decide(&mut context.office, self.id, decision, None) {
            Ok(()) => {
                told(decision, context);
                self.load(context);
                Flow::Stay
            }
            Err(Failure::Refused(refusal)) if refusal.code == "reason_needed" => {
                Flow::push(reason(self.id, decision, refusal))
            }
            Err(failure) => {
                context.refuse(failure.into());
                Flow::Stay
            }
        }
    }

    /// What the entry declares; nothing once its personal part was erased.
    fn claims(&self) -> Claims {
        self.file.as_ref().and_then(|file| file.detail.claims.clone()).unwrap_or_default()
    }

    fn open_batches(&self, context: &mut Context) -> Option<Vec<Batch>> {
        let item = self.file.as_ref()?.row.item;
        let batches = resit::open_batches(&context.office, &[item]);
        context.tell(batches)
    }

    fn scroll(&mut self, by: i16) -> Flow {
        self.detail.scroll = self.detail.scroll.saturating_add_signed(by);
        Flow::Stay
    }
}

fn told(decision: Decision, context: &mut Context) {
    let (zh, en) = (decision.say(Lang::Zh), decision.say(Lang::En));
    context.done(both!("审核结果：{zh}。", "Decided: {en}."));
}

fn reason(id: EntryId, decision: Decision, because: Refusal) -> Fill {
    let form = Form::new(vec![Field::text("reason", "理由", "Reason", 50).required()]);
    let (zh, en) = (decision.say(Lang::Zh), decision.say(Lang::En));
    let fill = Fill::new(both!("审核：{zh}", "Decide: {en}"), form, move |form, context| {
        let reason = form.field("reason").as_text().to_owned();
        let decided = entry::decide(&mut context.office, id, decision, Some(&reason));
        let done = context.tell(decided).is_some();
        if done {
            told(decision, context);
        }
        done
    });
    fill.intro(because.because)
}

impl Screen for EntryScreen {
    fn crumb(&self, lang: Lang) -> String {
        match &self.file {
            Some(file) => file.row.name.clone(),
            None => lang.pick("报名", "Entry").to_owned(),
        }
    }

    fn scope(&self) -> Scope {
        Scope::Entry
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        if self.file.is_none() {
            self.load(context);
        }
        if let Some(file) = &self.file {
            let lines = file.lines(context.lang, &context.theme);
            // Lines longer than a hundred columns are hard to read.
            self.detail.draw(frame, Rect { width: area.width.min(110), ..area }, &lines, context);
        }
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        match intent {
            Intent::Entry(EntryIntent::Accept) => self.decide(Decision::Accepted, context),
            Intent::Entry(EntryIntent::Return) => self.decide(Decision::Returned, context),
            Intent::Entry(EntryIntent::Reject) => {
                let name = self.file.as_ref().map(|file| inert(&file.row.name)).unwrap_or_default();
                let question = Confirm::new(both!("{name} 的报名审核不通过？", "Reject the entry of {name}?"))
                    .effect(both!("审核结束之前还能改。", "It can be decided anew until review ends."))
                    .button("不通过", "Reject")
                    .careful();
                Flow::ask(intent, question)
            }
            Intent::Entry(EntryIntent::Withdraw) => {
                let question = Confirm::new(both!("撤回这份报名？", "Withdraw this entry?"))
                    .effect(both!(
                        "撤回之后不能恢复，座位让给别人。",
                        "It cannot be taken back; the seat goes to another."
                    ))
                    .button("撤回", "Withdraw")
                    .careful();
                Flow::ask(intent, question)
            }
            Intent::Entry(EntryIntent::Outcome) => Flow::Push(outcome::open(self.id)),
            Intent::Entry(EntryIntent::Evidence) => Flow::ask(intent, claims::evidence(&self.claims())),
            Intent::Entry(EntryIntent::Originals) => Flow::push(claims::originals(self.id, &self.claims())),
            Intent::Entry(EntryIntent::Carry) => {
                let carried = retake::carry(&mut context.office, self.id);
                if let Some(count) = context.tell(carried) {
                    context.done(both!("已沿用成绩 {count} 科。", "{count} subject(s) carried."));
                    self.load(context);
                }
                Flow::Stay
            }
            Intent::Entry(EntryIntent::Resit) => match self.open_batches(context) {
                Some(batches) => Flow::ask(intent, resit::choose(&batches)),
                None => Flow::Stay,
            },
            Intent::Entry(EntryIntent::Next) => self.step(true, context),
            Intent::Entry(EntryIntent::Previous) => self.step(false, context),
            Intent::Up => self.scroll(-1),
            Intent::Down => self.scroll(1),
            Intent::PageUp => self.scroll(-10),
            Intent::PageDown => self.scroll(10),
            Intent::First => self.scroll(i16::MIN),
            Intent::Last => self.scroll(i16::MAX),
            Intent::Refresh => {
                self.load(context);
                Flow::Stay
            }
            _ => Flow::Pass,
        }
    }

    fn available(&self, intent: Intent, _: &Context) -> Result<(), Refusal> {
        let (Intent::Entry(verb), Some(file)) = (intent, &self.file) else { return Ok(()) };
        let to = match verb {
            EntryIntent::Accept => Decision::Accepted,
            EntryIntent::Return => Decision::Returned,
            EntryIntent::Reject => Decision::Rejected,
            EntryIntent::Withdraw => Decision::Withdrawn,
            EntryIntent::Outcome => return has_outcome(&file.batch, &file.row),
            EntryIntent::Evidence | EntryIntent::Originals => {
                return entry::may_revise(&file.batch, file.row.decision);
            }
            EntryIntent::Carry => return file.may_carry(),
            EntryIntent::Resit => return retake::may_resit(&file.batch, &file.row),
            EntryIntent::Next | EntryIntent::Previous => return Ok(()),
        };
        entry::may_decide(&file.batch, file.row.decision, to)
    }

    fn mouse(&mut self, mouse: Mouse, _: &mut Context) -> Flow {
        match mouse.what {
            Press::WheelUp => self.scroll(-3),
            Press::WheelDown => self.scroll(3),
            Press::Click => Flow::Stay,
        }
    }

    fn resumed(&mut self, context: &mut Context) {
        self.load(context);
    }

    fn answered(&mut self, asked: Intent, answer: Answer, context: &mut Context) -> Flow {
        match (asked, answer) {
            (Intent::Entry(EntryIntent::Withdraw), Answer::Yes) => self.decide(Decision::Withdrawn, context),
            (Intent::Entry(EntryIntent::Reject), Answer::Yes) => self.decide(Decision::Rejected, context),
            (Intent::Entry(EntryIntent::Evidence), Answer::Several(picked)) => {
                claims::record_evidence(self.id, &self.claims(), &picked, context);
                self.load(context);
                Flow::Stay
            }
            (Intent::Entry(EntryIntent::Resit), Answer::Picked(place)) => {
                if let Some(into) = self.open_batches(context).and_then(|batches| batches.into_iter().nth(place)) {
                    resit::resit(&[self.id], into.id, context);
                }
                Flow::Stay
            }
            _ => Flow::Stay,
        }
    }
}
