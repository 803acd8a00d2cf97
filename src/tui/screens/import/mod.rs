//! Import: first what, for whom, then the file, then a preview; nothing is written before the person says so.

mod columns;
mod files;
mod folder;
mod ledger;
mod ledger_rows;
mod photos;
mod photos_job;
mod reading;
mod roster;
mod roster_draw;
mod scores;
mod taking;
mod text;
mod text_draw;
mod weights;
mod what;

pub use files::Files;
pub use what::What;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::both;
use crate::domain::id::BatchId;
use crate::domain::language::{Lang, Say};
use crate::ops::entry::takes_entries;
use crate::store::read::batch::Batch;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::popup::choose::{Choice, Choose};
use crate::tui::screen::{Answer, Flow, Mouse, Screen};
use crate::tui::theme::Theme;
use crate::tui::widget::columns::Column;
use crate::tui::widget::list::{Clicked, List};
use crate::tui::widget::pages::{Cell, Fixed};

/// The verbs of the import screens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ImportIntent {
    /// To the folder above.
    Above,
    /// Type a path, or complete the one that is typed.
    Complete,
    /// Only rows that are not good, or all again.
    Faulty,
    /// Say which column is which.
    Columns,
    Take,
    SaveFaulty,
    /// Whether the text was read in the right encoding.
    Encoding,
}

type Rows = List<Fixed<What, fn(&What, Lang, &Theme) -> Vec<Cell>>>;

/// What is to be imported.
pub struct Import {
    list: Rows,
    /// The batches that were offered, in the order of the choices.
    batches: Vec<BatchId>,
}

impl Default for Import {
    fn default() -> Import {
        let columns = vec![
            Column::fixed("导入什么", "Import", 15),
            Column::fixed("文件", "Files", 14),
            Column::flexible("做什么用", "What it does", 20, 90),
        ];
        let pages = Fixed::new(What::ALL.to_vec(), cells as fn(&What, Lang, &Theme) -> Vec<Cell>);
        Import { list: List::new(pages, columns, both!("", "")), batches: Vec::new() }
    }
}

impl Import {
    fn open(&mut self, context: &mut Context) -> Flow {
        let Some(what) = self.list.selected().map(|(_, what)| *what) else { return Flow::Stay };
        if !what.has_batch() {
            return Flow::push(Files::new(what, None, context));
        }
        let Some(batches) = context.tell(context.office.read().batches().map_err(crate::store::Failure::from)) else {
            return Flow::Stay;
        };
        if batches.is_empty() {
            context.info(both!("还没有批次；先按 F3 新建一个。", "There is no batch yet; make one with F3."));
            return Flow::Stay;
        }
        // Those that can take it come first.
        let (fit, unfit): (Vec<Batch>, Vec<Batch>) =
            batches.into_iter().partition(|batch| what != What::Roster || takes_entries(batch).is_ok());
        let choices = fit.iter().chain(&unfit).map(|batch| choice(what, batch)).collect();
        self.batches = fit.iter().chain(&unfit).map(|batch| batch.id).collect();
        let title = match what {
            What::Roster => both!("名册导入哪个批次？", "Into which batch?"),
            What::Evidence => both!("凭证给哪个批次的考生？", "Evidence for entries of which batch?"),
            What::Scores => both!("哪个批次的成绩？", "Scores of which batch?"),
            _ => both!("哪个批次考生的照片？", "Photos for which batch?"),
        };
        Flow::ask(Intent::Open, Choose::new(title, choices))
    }
}

/// A batch that cannot take a roster says why.
fn choice(what: What, batch: &Batch) -> Choice {
    let name = &batch.plan.name;
    let choice = Choice::new(both!("{name}", "{name}"));
    match takes_entries(batch) {
        Err(refusal) if what == What::Roster => Choice { off: true, ..choice }.note(refusal.because),
        _ => {
            let on = batch.plan.exam_on;
            let (zh, en) = (batch.state.say(Lang::Zh), batch.state.say(Lang::En));
            choice.note(both!("{zh}，{on} 考试", "{en}, exam {on}"))
        }
    }
}

fn cells(what: &What, lang: Lang, theme: &Theme) -> Vec<Cell> {
    vec![
        Cell::styled(what.say(lang), theme.title),
        Cell::styled(what.endings_told(lang), theme.muted),
        what.told(lang).into(),
    ]
}

impl Screen for Import {
    fn crumb(&self, lang: Lang) -> String {
        lang.pick("导入", "Import").to_owned()
    }

    fn scope(&self) -> Scope {
        Scope::List
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        let list = Rect { height: area.height.min(What::ALL.len() as u16 + 1), ..area };
        self.list.draw(frame, list, context);
        let told = context.lang.pick(
            "选好文件后先看预览；按 y 之前什么也不会写入，原文件不会改动。",
            "You see a preview first; nothing is written before y, and your file is left as it is.",
        );
        let below = Rect { y: list.bottom() + 1, height: area.bottom().saturating_sub(list.bottom() + 1), ..area };
        roster_draw::paragraph(frame, below, told, context.theme.muted);
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        match intent {
            Intent::Open => self.open(context),
            _ if self.list.intent(intent, context) => Flow::Stay,
            _ => Flow::Pass,
        }
    }

    fn answered(&mut self, _: Intent, answer: Answer, context: &mut Context) -> Flow {
        let Answer::Picked(place) = answer else { return Flow::Stay };
        match (self.list.selected(), self.batches.get(place)) {
            (Some((_, what)), Some(batch)) => Flow::push(Files::new(*what, Some(*batch), context)),
            _ => Flow::Stay,
        }
    }

    fn mouse(&mut self, mouse: Mouse, context: &mut Context) -> Flow {
        if self.list.mouse(mouse, context) == Clicked::Again { self.open(context) } else { Flow::Stay }
    }
}
