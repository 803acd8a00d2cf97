//! The list of standards, narrowed as one types; beside it, on a wide window, the one selected.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::standard::{StandardScreen, Whole};
use super::{StandardsIntent, approve, export, tell};
use crate::both;
use crate::domain::id::StandardId;
use crate::domain::language::Lang;
use crate::domain::refusal::Refusal;
use crate::store::read::standard::StandardRow;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::screen::{Answer, Flow, Mouse, Screen, Typed};
use crate::tui::screens::parts::searched_list::{Met, SearchedList};
use crate::tui::screens::parts::words;
use crate::tui::theme::Theme;
use crate::tui::typing::Typing;
use crate::tui::widget::columns::Column;
use crate::tui::widget::detail::Detail;
use crate::tui::widget::find;
use crate::tui::widget::list::List;
use crate::tui::widget::pages::{Cell, Fixed};

type Cells = fn(&StandardRow, Lang, &Theme) -> Vec<Cell>;

pub struct Standards {
    all: Vec<StandardRow>,
    shown: SearchedList<Fixed<StandardRow, Cells>>,
    whole: Option<Whole>,
}

fn cells(row: &StandardRow, lang: Lang, theme: &Theme) -> Vec<Cell> {
    let state = if row.approved {
        Cell::styled(lang.pick("已批准", "approved"), theme.good)
    } else {
        Cell::styled(lang.pick("草稿", "draft"), theme.warn)
    };
    vec![
        row.trade.code.clone().into(),
        row.trade.title().into(),
        row.edition.clone().into(),
        words::levels(&row.levels).into(),
        state,
        Cell::styled(row.digest.short(), theme.muted),
    ]
}

impl Standards {
    pub fn new(context: &mut Context) -> Standards {
        let columns = vec![
            Column::fixed("职业编码", "Trade code", 10),
            Column::flexible("职业", "Trade", 16, 40),
            Column::fixed("版本", "Edition", 8),
            Column::fixed("等级", "Levels", 9),
            Column::fixed("状态", "State", 8),
            Column::fixed("摘要", "Digest", 12).drop(1),
        ];
        let empty = both!("没有符合的标准；按 F11 导入标准文件。", "No such standard; F11 imports standard files.");
        let hint = both!("按职业、编码或拼音首字母查找", "Find by trade, code or pinyin initials");
        let list = List::new(Fixed::new(Vec::new(), cells as Cells), columns, empty);
        let mut screen = Standards { all: Vec::new(), shown: SearchedList::new(list, hint), whole: None };
        screen.read(context);
        screen
    }

    fn read(&mut self, context: &mut Context) {
        let rows = context.office.read().standards().map_err(crate::store::Failure::from);
        self.all = context.tell(rows).unwrap_or_default();
        self.narrow();
    }

    /// Keeps the selected one where it is still among them.
    fn narrow(&mut self) {
        let typed = self.shown.search.value();
        let rank = |row: &StandardRow| find::rank(typed, &[&row.trade.title(), &row.trade.code], "");
        let mut found: Vec<(u8, &StandardRow)> = self.all.iter().filter_map(|row| Some((rank(row)?, row))).collect();
        found.sort_by_key(|(rank, _)| *rank);
        self.shown.list.pages.rows = found.into_iter().map(|(_, row)| row.clone()).collect();
    }

    fn row(&self) -> Option<&StandardRow> {
        self.shown.list.selected().map(|(_, row)| row)
    }

    fn id(&self) -> Option<StandardId> {
        self.row().map(|row| row.id)
    }

    fn whole(&mut self, context: &mut Context) -> Option<&Whole> {
        let id = self.id()?;
        if self.whole.as_ref().is_none_or(|whole| whole.kept.id != id) {
            let read = Whole::read(&context.office, id);
            self.whole = context.tell(read).flatten();
            self.shown.detail = Detail::default();
        }
        self.whole.as_ref()
    }

    fn open(&mut self, context: &mut Context) -> Flow {
        match self.whole(context) {
            Some(whole) => Flow::push(StandardScreen::new(whole.clone())),
            None => Flow::Stay,
        }
    }

    fn met(&mut self, met: Met, context: &mut Context) -> Flow {
        match met {
            Met::Sought => {
                self.narrow();
                self.shown.list.reset();
                Flow::Stay
            }
            Met::Open => self.open(context),
            Met::Done(flow) => flow,
        }
    }
}

impl Screen for Standards {
    fn crumb(&self, lang: Lang) -> String {
        lang.pick("标准", "Standards").to_owned()
    }

    fn scope(&self) -> Scope {
        Scope::Standards
    }

    fn typing(&self) -> Typing {
        self.shown.search.typing()
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        let count = format!("{} / {}", self.shown.list.pages.rows.len(), self.all.len());
        let right = self.shown.draw(frame, area, 50, &count, context);
        let Some(right) = right else { return };
        if let Some(whole) = self.whole(context) {
            let lines = tell::whole(whole, context);
            self.shown.detail.draw(frame, right, &lines, context);
        }
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        match intent {
            Intent::Standards(StandardsIntent::Approve) => match self.id() {
                Some(id) => approve::ask(id, context),
                None => Flow::Stay,
            },
            Intent::Standards(StandardsIntent::Export) => match self.whole(context) {
                Some(whole) => Flow::push(export::of_standard(&whole.kept, context)),
                None => Flow::Stay,
            },
            Intent::Refresh => {
                self.read(context);
                self.shown.list.intent(intent, context);
                Flow::Stay
            }
            _ => {
                let met = self.shown.intent(intent, context);
                self.met(met, context)
            }
        }
    }

    fn typed(&mut self, typed: Typed, context: &mut Context) -> Flow {
        let met = self.shown.typed(&typed);
        self.met(met, context)
    }

    fn available(&self, intent: Intent, _: &Context) -> Result<(), Refusal> {
        match (intent, self.row()) {
            (Intent::Standards(StandardsIntent::Approve), Some(row)) if row.approved => {
                Err(crate::ops::standard::frozen(&row.trade, &row.edition))
            }
            _ => Ok(()),
        }
    }

    fn mouse(&mut self, mouse: Mouse, context: &mut Context) -> Flow {
        let met = self.shown.mouse(mouse, context);
        self.met(met, context)
    }

    fn resumed(&mut self, context: &mut Context) {
        self.read(context);
        self.whole = None;
        let read = self.shown.list.reload(&context.office);
        context.tell(read);
    }

    fn answered(&mut self, asked: Intent, answer: Answer, context: &mut Context) -> Flow {
        if let (Intent::Standards(StandardsIntent::Approve), Answer::Yes, Some(id)) = (asked, answer, self.id()) {
            approve::approve(id, context);
            self.resumed(context);
        }
        Flow::Stay
    }
}
