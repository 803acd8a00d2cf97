//! Papers and panels: per item and subject the paper, who marks, what speaks against it, and who could serve instead.

mod ask;
mod division;
mod seats;
mod sessions;
mod told;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::StaffingIntent;
use crate::domain::evaluation::way::Way;
use crate::domain::id::{BatchId, PersonId};
use crate::domain::language::{Lang, Say};
use crate::domain::refusal::Refusal;
use crate::ops::staffing::{draw_panel, name_panel};
use crate::ops::{batch, staffing};
use crate::store::read::batch::Batch;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::screen::{Answer, Flow, Mouse, Screen};
use crate::tui::widget::detail::Detail;
use crate::tui::widget::list::{Clicked, List};
use crate::tui::widget::pages::Fixed;
use crate::{both, refusal};
use seats::{Seat, Seats};
use sessions::Sessions;

pub struct Staffing {
    id: BatchId,
    batch: Option<Batch>,
    list: Seats,
    detail: Detail,
    /// The people that the open popup offers, in its order.
    offered: Vec<PersonId>,
    dividing: Option<division::Dividing>,
}

impl Staffing {
    pub fn new(id: BatchId) -> Staffing {
        let empty = both!(
            "批次没有职业等级：按 Esc 返回，按 e 改计划。",
            "The batch has no item: Esc, then e to edit the plan."
        );
        let rows = Fixed::new(Vec::new(), seats::cells as seats::Cells);
        let list = List::new(rows, seats::columns(), empty);
        Staffing { id, batch: None, list, detail: Detail::default(), offered: Vec::new(), dividing: None }
    }

    fn load(&mut self, context: &mut Context) {
        let read = seats::read(&context.office, self.id).map_err(Refusal::from);
        let Some((batch, seats)) = context.tell(read) else { return };
        (self.batch, self.list.pages.rows) = (Some(batch), seats);
        let read = self.list.reload(&context.office);
        context.tell(read);
    }

    fn seat(&self) -> Option<&Seat> {
        self.list.selected().map(|(_, seat)| seat)
    }

    fn may(&self) -> Result<(), Refusal> {
        self.batch.as_ref().map_or(Ok(()), batch::may_staff)
    }

    /// Questions may be divided until a sheet is signed, on the exam day too.
    fn may_divide(&self) -> Result<(), Refusal> {
        let divided = |seat: &Seat| seat.way == Way::ByItem;
        if self.seat().is_some_and(divided) {
            return Ok(());
        }
        Err(refusal!(
            "not_by_item",
            "标准没有规定这个科目分项评分：每人评全部试题。",
            "The standard does not have this subject marked by item: each marks every question."
        ))
    }

    fn ask_panel(&mut self, context: &mut Context) -> Flow {
        let Some(seat) = self.seat() else { return Flow::Stay };
        let case = staffing::case(&context.office.read(), seat.panel.key);
        let Some(case) = context.tell(case) else { return Flow::Stay };
        let (offered, several) = ask::people(seat, &case);
        self.offered = offered;
        Flow::ask(Intent::Open, several)
    }

    fn ask_paper(&self, context: &mut Context) -> Flow {
        let Some(seat) = self.seat() else { return Flow::Stay };
        if seat.papers.is_empty() {
            let (zh, en) = (seat.subject().say(Lang::Zh), seat.subject().say(Lang::En));
            context.refuse(refusal!("no_paper", "还没有“{zh}”的试卷。", "There is no paper for “{en}” yet.").next(
                both!(
                    "按 F7 到“标准”，或用 touchstone import standards 导入。",
                    "Look at Standards (F7), or import one with touchstone import standards."
                ),
            ));
            return Flow::Stay;
        }
        Flow::ask(Intent::Staffing(StaffingIntent::Paper), ask::paper(seat))
    }

    /// Names the panel; where something warns, its reason is asked for first.
    fn name(&mut self, places: &[usize], context: &mut Context) -> Flow {
        let Some(key) = self.seat().map(|seat| seat.panel.key) else { return Flow::Stay };
        let people: Vec<PersonId> = places.iter().map(|place| self.offered[*place]).collect();
        match name_panel(&mut context.office, key, &people, None).map_err(Refusal::from) {
            Err(refusal) if refusal.code == "reason_needed" => {
                return Flow::push(ask::reason_to_name(key, people, refusal.because));
            }
            named => {
                if context.tell(named).is_some() {
                    context.done(ask::named(people.len()));
                }
            }
        }
        Flow::Stay
    }

    /// One key draws; a panel that is there already is drawn anew with a reason.
    fn draw_lots(&mut self, context: &mut Context) -> Flow {
        let Some(seat) = self.seat() else { return Flow::Stay };
        let key = seat.panel.key;
        if !seat.panel.members.is_empty() {
            return Flow::push(ask::reason_to_draw(key));
        }
        let drawn = draw_panel(&mut context.office, key, None);
        if let Some(drawn) = context.tell(drawn) {
            context.done(ask::drawn(&drawn));
            self.load(context);
        }
        Flow::Stay
    }

    fn everything(&self, context: &mut Context) -> Flow {
        let Some(seat) = self.seat() else { return Flow::Stay };
        let told = told::everything(seat, &context.office);
        context.tell(told.map_err(Refusal::from)).map_or(Flow::Stay, Flow::push)
    }
}

impl Screen for Staffing {
    fn crumb(&self, lang: Lang) -> String {
        lang.pick("试卷与考评组", "Papers and panels").to_owned()
    }

    fn scope(&self) -> Scope {
        Scope::Staffing
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        if self.batch.is_none() {
            self.load(context);
        }
        let rows = (self.list.pages.rows.len() as u16 + 1).clamp(3, (area.height / 2).max(3));
        self.list.draw(frame, Rect { height: rows.min(area.height), ..area }, context);
        let used = rows + 1;
        let below = Rect {
            x: area.x + 2,
            y: area.y + used.min(area.height),
            width: area.width.saturating_sub(3),
            height: area.height.saturating_sub(used),
        };
        let Some(seat) = self.list.selected().map(|(_, seat)| seat) else { return };
        let lines = told::seat(seat, context.lang, &context.theme);
        self.detail.draw(frame, below, &lines, context);
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        match intent {
            Intent::Open => self.ask_panel(context),
            Intent::Staffing(StaffingIntent::Paper) => self.ask_paper(context),
            Intent::Staffing(StaffingIntent::AllPapers) => {
                let chosen = batch::choose_papers(&mut context.office, self.id);
                if let Some(count) = context.tell(chosen) {
                    context.done(both!("选了 {count} 份试卷。", "{count} papers were chosen."));
                    self.load(context);
                }
                Flow::Stay
            }
            Intent::Staffing(StaffingIntent::Draw) => self.draw_lots(context),
            Intent::Staffing(StaffingIntent::Divide) => self.ask_division(context),
            Intent::Staffing(StaffingIntent::Check) => self.everything(context),
            Intent::Staffing(StaffingIntent::Sessions) => Flow::push(Sessions::new(self.id)),
            Intent::Refresh => {
                self.load(context);
                Flow::Stay
            }
            _ if self.list.intent(intent, context) => {
                self.detail = Detail::default();
                Flow::Stay
            }
            _ => Flow::Pass,
        }
    }

    fn available(&self, intent: Intent, _: &Context) -> Result<(), Refusal> {
        match intent {
            Intent::Staffing(StaffingIntent::Check | StaffingIntent::Sessions) => Ok(()),
            Intent::Staffing(StaffingIntent::Divide) => self.may_divide(),
            Intent::Open | Intent::Staffing(_) => self.may(),
            _ => Ok(()),
        }
    }

    fn mouse(&mut self, mouse: Mouse, context: &mut Context) -> Flow {
        match self.list.mouse(mouse, context) {
            Clicked::Again => match self.may() {
                Ok(()) => self.ask_panel(context),
                Err(refusal) => {
                    context.refuse(refusal);
                    Flow::Stay
                }
            },
            Clicked::Nothing => {
                self.detail.wheel(mouse.what);
                Flow::Stay
            }
            _ => Flow::Stay,
        }
    }

    fn resumed(&mut self, context: &mut Context) {
        self.load(context);
    }

    fn answered(&mut self, asked: Intent, answer: Answer, context: &mut Context) -> Flow {
        let flow = match (asked, answer) {
            (Intent::Open, Answer::Several(places)) => self.name(&places, context),
            (Intent::Staffing(StaffingIntent::Divide), Answer::Several(places)) => self.divided(&places, context),
            (Intent::Staffing(StaffingIntent::Paper), Answer::Picked(place)) => {
                let Some(seat) = self.seat() else { return Flow::Stay };
                let (key, paper) = (seat.panel.key, seat.papers[place].id);
                let chosen = batch::choose_paper(&mut context.office, self.id, key.item, key.subject, paper);
                if context.tell(chosen).is_some() {
                    context.done(both!("试卷已选定。", "The paper is chosen."));
                }
                Flow::Stay
            }
            _ => return Flow::Stay,
        };
        self.load(context);
        flow
    }
}
