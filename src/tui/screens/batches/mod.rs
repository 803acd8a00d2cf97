//! The list of batches.

mod form;
mod pages;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::batch;
use super::titles::Titles;
use crate::both;
use crate::domain::language::{Lang, Say};
use crate::domain::refusal::Refusal;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::screen::{Flow, Mouse, Screen};
use crate::tui::widget::columns::Column;
use crate::tui::widget::detail::{Detail, SPLIT_FROM, Told, split};
use crate::tui::widget::fit::wrap;
use crate::tui::widget::list::{Clicked, List};
pub use form::PlanForm;
use pages::BatchPages;

/// The verbs of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BatchesIntent {
    New,
}

pub struct Batches {
    list: List<BatchPages>,
    titles: Option<Titles>,
}

impl Default for Batches {
    fn default() -> Batches {
        Batches::new()
    }
}

impl Batches {
    pub fn new() -> Batches {
        let columns = vec![
            Column::flexible("计划编号", "Code", 9, 14).drop(2),
            Column::flexible("名称", "Name", 31, 44),
            Column::fixed("类别", "Kind", 13).drop(3),
            Column::fixed("状态", "State", 11),
            Column::fixed("考试日期", "Exam", 10),
            Column::fixed("报名", "Entries", 7).right(),
            Column::fixed("合格", "Passed", 6).right(),
            Column::fixed("证书", "Certs", 5).right().drop(1),
        ];
        let empty = both!("还没有批次。按 n 新建一个。", "There is no batch yet. Press n to plan one.");
        Batches { list: List::new(BatchPages::default(), columns, empty), titles: None }
    }

    fn open(&self) -> Flow {
        self.list.selected().map_or(Flow::Stay, |row| Flow::Push(batch::open(row.batch.id)))
    }

    fn load(&mut self, context: &mut Context) {
        let titles = Titles::read(&context.office.read()).map_err(crate::store::Failure::from);
        self.titles = context.tell(titles.map_err(Refusal::from));
        let read = self.list.pages.load(&context.office).and_then(|()| self.list.reload(&context.office));
        context.tell(read);
    }

    fn told(&self, lang: Lang) -> Vec<Told> {
        let (Some(row), Some(titles)) = (self.list.selected(), &self.titles) else { return Vec::new() };
        let plan = &row.batch.plan;
        let items = plan.items.iter().map(|item| titles.long(*item, lang)).collect::<Vec<_>>();
        let days = format!("{} – {}", plan.registration_from, plan.registration_until);
        vec![
            Told::pair("名称", "Name", &plan.name),
            Told::pair("类别", "Kind", plan.kind.say(lang)),
            Told::pair("备案号", "Filing number", &plan.filing_no),
            Told::pair("报名", "Registration", days),
            Told::pair("考试", "Exam", plan.exam_on.to_string()),
            Told::pair("地点", "Place", &plan.place),
            Told::pair("职业等级", "Trades and levels", items.join(lang.pick("；", "; "))),
        ]
    }

    /// The selected batch in two lines, where there is no room for more.
    fn draw_foot(&self, frame: &mut Frame, area: Rect, context: &Context) {
        let (Some(row), Some(titles)) = (self.list.selected(), &self.titles) else { return };
        let plan = &row.batch.plan;
        let lang = context.lang;
        let items = titles.line(&plan.items, lang);
        let text = format!("{} {} · {} · {items} · {}", plan.code, plan.name, plan.kind.say(lang), plan.place);
        for (y, line) in (area.y..area.bottom()).zip(wrap(&text, area.width as usize)) {
            frame.buffer_mut().set_string(area.x, y, line, context.theme.muted);
        }
    }
}

impl Screen for Batches {
    fn crumb(&self, lang: Lang) -> String {
        lang.pick("批次", "Batches").to_owned()
    }

    fn scope(&self) -> Scope {
        Scope::Batches
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        if self.titles.is_none() {
            self.load(context);
        }
        // The list itself takes a hundred columns.
        let right = (area.width >= SPLIT_FROM + 40).then(|| split(frame, area, 62, context));
        match right {
            Some((left, Some(right))) => {
                self.list.draw(frame, left, context);
                let lines = self.told(context.lang);
                Detail::default().draw(frame, right, &lines, context);
            }
            _ => {
                self.list.draw(frame, Rect { height: area.height - 3, ..area }, context);
                let foot = Rect { x: area.x + 2, y: area.bottom() - 2, width: area.width - 2, height: 2 };
                self.draw_foot(frame, foot, context);
            }
        }
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        match intent {
            Intent::Open => self.open(),
            Intent::Batches(BatchesIntent::New) => {
                let form = PlanForm::new(&context.office);
                context.tell(form).map_or(Flow::Stay, Flow::push)
            }
            Intent::Refresh => {
                self.load(context);
                Flow::Stay
            }
            _ if self.list.intent(intent, context) => Flow::Stay,
            _ => Flow::Pass,
        }
    }

    fn mouse(&mut self, mouse: Mouse, context: &mut Context) -> Flow {
        match self.list.mouse(mouse, context) {
            Clicked::Again => self.open(),
            _ => Flow::Stay,
        }
    }

    fn resumed(&mut self, context: &mut Context) {
        self.load(context);
    }
}
