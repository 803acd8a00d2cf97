//! A list of certificates before it is taken in: an old ledger, or the rows that the office above sent back.

use std::path::Path;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::ImportIntent;
use super::reading::file_name;
use super::roster_draw::paragraph;
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::exchange::roster::fault::RowFault;
use crate::exchange::table_file::TableFile;
use crate::exchange::{history, upload};
use crate::ops::Office;
use crate::store::Failure;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::popup::confirm::Confirm;
use crate::tui::screen::{Answer, Flow, Mouse, Screen};
use crate::tui::theme::Theme;
use crate::tui::widget::columns::Column;
use crate::tui::widget::fit::fit;
use crate::tui::widget::list::List;
use crate::tui::widget::pages::{Cell, Fixed};
use crate::{both, refusal, say};

/// Lines below the list for the faults of the selected row.
const DETAIL: u16 = 5;

#[derive(Clone)]
struct Row {
    row: u32,
    number: String,
    about: String,
    faults: Vec<RowFault>,
}

type Rows = List<Fixed<Row, fn(&Row, Lang, &Theme) -> Vec<Cell>>>;
type Take = Box<dyn Fn(&mut Office) -> Result<Both, Failure>>;

pub struct LedgerPreview {
    file: String,
    /// What becomes of the rows.
    told: Both,
    good: usize,
    list: Rows,
    take: Take,
    taken: bool,
}

impl LedgerPreview {
    /// An old ledger of certificates.
    pub fn history(path: &Path, table: &TableFile, context: &Context) -> Result<LedgerPreview, Refusal> {
        let file = file_name(path);
        let read = history::preview_of(&context.office, table)?;
        let rows = read.rows.iter().map(|row| Row {
            row: row.row,
            number: row.number.clone(),
            about: format!("{}  {}", row.name, row.trade),
            faults: row.faults.clone(),
        });
        let told = both!(
            "记为“外部导入·未经本系统验证”：不签名，只用于查找和登记时提示。",
            "They are marked as not verified here: never signed, found by search, and told at registration."
        );
        let (rows, good) = (rows.collect(), read.good());
        Ok(LedgerPreview::new(
            file,
            told,
            rows,
            good,
            Box::new(move |office| {
                let n = read.take(office)?;
                Ok(both!("已导入 {n} 本历史证书。", "{n} certificates of the ledger are taken in."))
            }),
        ))
    }

    /// The rows that the office above sent back.
    pub fn returns(path: &Path, table: &TableFile, context: &Context) -> Result<LedgerPreview, Refusal> {
        let file = file_name(path);
        let read = upload::preview_of(&context.office, table)?;
        let rows = read.rows.iter().map(|row| Row {
            row: row.row,
            number: row.number.clone(),
            about: row.because.clone(),
            faults: row.faults.clone(),
        });
        let told = both!(
            "登记为退回，更正后随下一次上报再报。",
            "They are recorded as returned and go again with the next upload."
        );
        let (rows, good) = (rows.collect(), read.good());
        Ok(LedgerPreview::new(
            file,
            told,
            rows,
            good,
            Box::new(move |office| {
                let n = read.take(office)?;
                Ok(both!("已登记退回 {n} 本。", "{n} certificates are recorded as returned."))
            }),
        ))
    }

    fn new(file: String, told: Both, rows: Vec<Row>, good: usize, take: Take) -> LedgerPreview {
        let columns = vec![
            Column::fixed("行", "Row", 5).right(),
            Column::fixed("证书编号", "Number", 22),
            Column::flexible("内容", "What", 16, 40),
            Column::flexible("问题", "Fault", 18, 160),
        ];
        let pages = Fixed::new(rows, cells as fn(&Row, Lang, &Theme) -> Vec<Cell>);
        let list = List::new(pages, columns, both!("表头下面没有内容。", "There is nothing below the header."));
        LedgerPreview { file, told, good, list, take, taken: false }
    }
}

fn cells(row: &Row, lang: Lang, theme: &Theme) -> Vec<Cell> {
    let fault = match row.faults.as_slice() {
        [] => Cell::default(),
        [first, rest @ ..] => {
            let (more, first) = (rest.len(), first.reason(lang));
            let text = match more {
                0 => first,
                _ => say!(lang, "{first}（另有 {more} 处）", "{first} (and {more} more)"),
            };
            Cell::styled(text, theme.bad)
        }
    };
    vec![row.row.to_string().into(), row.number.as_str().into(), row.about.as_str().into(), fault]
}

impl Screen for LedgerPreview {
    fn crumb(&self, lang: Lang) -> String {
        lang.pick("预览", "Preview").to_owned()
    }

    fn scope(&self) -> Scope {
        Scope::ImportOther
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        let (lang, theme, room) = (context.lang, context.theme, area.width.saturating_sub(3) as usize);
        frame.buffer_mut().set_string(area.x + 2, area.y, fit(&self.file, room), theme.title);
        let (all, good) = (self.list.pages.rows.len(), self.good);
        let told =
            say!(lang, "{all} 行，{good} 行可以导入。\n{}", "{all} rows, {good} can go in.\n{}", self.told.say(lang));
        let below = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        let below = paragraph(frame, below, &told, theme.text);
        let list = Rect { y: below + 1, height: area.bottom().saturating_sub(below + 1 + DETAIL), ..area };
        self.list.draw(frame, list, context);
        let faults = self.list.selected().map_or(&[][..], |(_, row)| &row.faults);
        let told = faults.iter().map(|fault| fault.say(lang)).collect::<Vec<_>>().join("\n");
        let detail = Rect { y: list.bottom() + 1, height: area.bottom().saturating_sub(list.bottom() + 1), ..area };
        paragraph(frame, detail, &told, theme.bad);
    }

    fn available(&self, intent: Intent, _: &Context) -> Result<(), Refusal> {
        match intent {
            Intent::Import(ImportIntent::Take) if self.taken => {
                Err(refusal!("taken", "已经收下。", "They are taken already."))
            }
            Intent::Import(ImportIntent::Take) if self.good == 0 => {
                Err(refusal!("nothing_good", "没有可以导入的行。", "No row can go in."))
            }
            Intent::Open => Err(refusal!("nothing_to_open", "按 y 导入。", "Press y to take them in.")),
            _ => Ok(()),
        }
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        match intent {
            Intent::Import(ImportIntent::Take) => {
                let n = self.good;
                let confirm = Confirm::new(both!("导入 {n} 行？", "Take {n} rows in?")).effect(self.told.clone());
                Flow::ask(intent, confirm.button("导入", "Take in"))
            }
            _ if self.list.intent(intent, context) => Flow::Stay,
            _ => Flow::Pass,
        }
    }

    fn answered(&mut self, _: Intent, answer: Answer, context: &mut Context) -> Flow {
        if answer == Answer::Yes {
            let taken = (self.take)(&mut context.office);
            if let Some(told) = context.tell(taken) {
                self.taken = true;
                context.done(told);
            }
        }
        Flow::Stay
    }

    fn mouse(&mut self, mouse: Mouse, context: &mut Context) -> Flow {
        self.list.mouse(mouse, context);
        Flow::Stay
    }
}
