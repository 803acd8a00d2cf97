//! The deadline board: every window of every batch with its day, what is overdue first.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::batch;
use super::parts::words;
use crate::domain::evaluation::deadline::Standing;
use crate::domain::identity::inert;
use crate::domain::language::{Lang, Say};
use crate::ops::deadline::{Deadline, board};
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::screen::{Flow, Mouse, Press, Screen};
use crate::tui::theme::Theme;
use crate::tui::widget::columns::Column;
use crate::tui::widget::fit::fit;
use crate::tui::widget::list::{Clicked, List};
use crate::tui::widget::pages::{Cell, Fixed};
use crate::{both, say};

type Cells = fn(&Deadline, Lang, &Theme) -> Vec<Cell>;

pub struct Deadlines {
    list: List<Fixed<Deadline, Cells>>,
    asked: bool,
}

impl Deadlines {
    pub fn new() -> Deadlines {
        let columns = vec![
            Column::fixed("日期", "Day", 15),
            Column::fixed("", "", 8),
            Column::flexible("事项", "What", 18, 44),
            Column::flexible("批次", "Batch", 18, 44),
            Column::fixed("状态", "State", 11).drop(1),
        ];
        let empty = both!("没有期限。按 F3 建批次。", "No deadline. Press F3 and plan a batch.");
        Deadlines { list: List::new(Fixed::new(Vec::new(), cells as Cells), columns, empty), asked: false }
    }

    fn load(&mut self, context: &mut Context) {
        self.asked = true;
        let found = board(&context.office);
        if let Some(found) = context.tell(found) {
            self.list.pages.rows = found;
            let read = self.list.reload(&context.office);
            context.tell(read);
        }
    }

    fn go(&self) -> Flow {
        self.list.selected().map_or(Flow::Stay, |(_, line)| Flow::Push(batch::open(line.id)))
    }
}

fn cells(line: &Deadline, lang: Lang, theme: &Theme) -> Vec<Cell> {
    let (word, style) = match line.standing {
        Standing::Overdue => (lang.pick("超期", "overdue"), theme.bad),
        Standing::Today => (lang.pick("今天", "today"), theme.warn),
        Standing::Ahead => ("", theme.text),
    };
    let what = match &line.receipt {
        Some(receipt) => format!("{} {receipt}", line.node.say(lang)),
        None => line.node.say(lang),
    };
    vec![
        Cell::styled(words::weekday(line.on).say(lang), style),
        Cell::styled(word, style),
        Cell::styled(what, if line.mandatory { style } else { theme.muted }),
        inert(&line.name).into(),
        Cell::styled(line.state.say(lang), theme.muted),
    ]
}

impl Screen for Deadlines {
    fn crumb(&self, lang: Lang) -> String {
        lang.pick("期限", "Deadlines").to_owned()
    }

    fn scope(&self) -> Scope {
        Scope::Deadlines
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        if !self.asked {
            self.load(context);
        }
        let lang = context.lang;
        let count = |standing| self.list.pages.rows.iter().filter(|line| line.standing == standing).count();
        let (overdue, today, all) = (count(Standing::Overdue), count(Standing::Today), self.list.pages.rows.len());
        let line = say!(
            lang,
            "超期 {overdue} 件，今天 {today} 件，共 {all} 件",
            "{overdue} overdue, {today} today, {all} in all"
        );
        let style = if overdue > 0 { context.theme.bad } else { context.theme.text };
        frame.buffer_mut().set_string(area.x, area.y, fit(&line, area.width as usize), style);
        self.list.draw(frame, Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area }, context);
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        match intent {
            Intent::Open => self.go(),
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
            Clicked::Again if mouse.what == Press::Click => self.go(),
            _ => Flow::Stay,
        }
    }

    fn resumed(&mut self, context: &mut Context) {
        self.load(context);
    }
}
