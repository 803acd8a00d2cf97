//! A list before it is taken in: each row with what is wrong with it, and nothing written before the person says so.

use std::path::{Path, PathBuf};

use ratatui::Frame;
use ratatui::layout::Rect;

use super::ImportIntent;
use super::ledger_rows::{Row, Rows};
use super::roster_draw::paragraph;
use super::taking::{Taken, Taking};
use crate::domain::language::{Both, Lang, Say, counted};
use crate::domain::refusal::Refusal;
use crate::exchange::save::{free_name, save};
use crate::store::backup::Existing;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::popup::ask::Ask;
use crate::tui::popup::confirm::Confirm;
use crate::tui::popup::working::Working;
use crate::tui::screen::{Answer, Flow, Mouse, Screen};
use crate::tui::theme::Theme;
use crate::tui::widget::columns::Column;
use crate::tui::widget::fit::fit;
use crate::tui::widget::list::List;
use crate::tui::widget::pages::{Cell, Fixed};
use crate::{both, refusal, say};

/// Lines below the list for the faults of the selected row.
const DETAIL: u16 = 5;

type Shown = List<Fixed<Row, fn(&Row, Lang, &Theme) -> Vec<Cell>>>;

pub struct LedgerPreview {
    path: PathBuf,
    of: Rows,
    list: Shown,
    only_faulty: bool,
    taken: bool,
    /// Where the rows that are being taken in come out.
    taking: Option<Taken<Both>>,
}

impl LedgerPreview {
    pub fn new(path: &Path, of: Rows) -> LedgerPreview {
        let mut columns = vec![Column::fixed("行", "Row", 5).right()];
        if of.numbered {
            columns.push(Column::fixed("证书编号", "Number", 22));
        }
        columns.push(Column::flexible("内容", "What", 16, 40));
        columns.push(Column::flexible("问题", "Fault", 18, 160));
        let draw: fn(&Row, Lang, &Theme) -> Vec<Cell> = if of.numbered { numbered } else { plain };
        let pages = Fixed::new(of.rows.clone(), draw);
        let list = List::new(pages, columns, both!("表头下面没有内容。", "There is nothing below the header."));
        LedgerPreview { path: path.to_owned(), of, list, only_faulty: false, taken: false, taking: None }
    }

    fn faulty(&self) -> usize {
        self.of.rows.iter().filter(|row| !row.faults.is_empty()).count()
    }

    fn show(&mut self, context: &mut Context) {
        let shown = self.of.rows.iter().filter(|row| !self.only_faulty || !row.faults.is_empty());
        self.list.pages.rows = shown.cloned().collect();
        self.list.reset();
        let read = self.list.reload(&context.office);
        context.tell(read);
    }

    fn save_faulty(&self, context: &mut Context) {
        let Some(faulty) = &self.of.faulty else { return };
        let table = faulty(context);
        let folder = self.path.parent().map(Path::to_owned).unwrap_or_default();
        let stem = self.path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let to = free_name(&folder, &format!("{stem}{}", context.lang.pick("-有错", "-faulty")), "xlsx");
        let n = table.rows.len();
        if context.tell(save(&table, &to, Existing::Keep)).is_some() {
            let (name, rows) = (to.display(), counted(n as u64, "faulty row", "faulty rows"));
            context.done(both!("{n} 行有错的已存到 {name}。", "{rows} saved to {name}."));
        }
    }

    /// The good rows go in beside the screen.
    fn take(&mut self, typed: String, context: &Context) -> Flow {
        let take = self.of.take.clone();
        let (job, taken) = Taking::start(&context.office, move |office| take(office, &typed), Both::clone);
        self.taking = Some(taken);
        Flow::ask(Intent::Open, Working::new(job))
    }
}

fn fault(row: &Row, lang: Lang, theme: &Theme) -> Cell {
    match row.faults.as_slice() {
        [] => Cell::styled(lang.pick("可以导入", "goes in"), theme.good),
        [first, rest @ ..] => {
            let (more, first) = (rest.len(), first.reason(lang));
            let text = match more {
                0 => first,
                _ => say!(lang, "{first}（另有 {more} 处）", "{first} (and {more} more)"),
            };
            Cell::styled(text, theme.bad)
        }
    }
}

fn plain(row: &Row, lang: Lang, theme: &Theme) -> Vec<Cell> {
    vec![row.row.to_string().into(), row.about.say(lang).into(), fault(row, lang, theme)]
}

fn numbered(row: &Row, lang: Lang, theme: &Theme) -> Vec<Cell> {
    vec![row.row.to_string().into(), row.number.as_str().into(), row.about.say(lang).into(), fault(row, lang, theme)]
}

impl Screen for LedgerPreview {
    fn crumb(&self, lang: Lang) -> String {
        lang.pick("预览", "Preview").to_owned()
    }

    fn scope(&self) -> Scope {
        if self.of.faulty.is_some() { Scope::ImportRows } else { Scope::ImportOther }
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        let (lang, theme, room) = (context.lang, context.theme, area.width.saturating_sub(3) as usize);
        frame.buffer_mut().set_string(area.x + 2, area.y, fit(&self.of.file, room), theme.title);
        let (all, good) = (self.of.rows.len(), self.of.good);
        let told = say!(
            lang,
            "{all} 行，{good} 行可以导入。\n{}",
            "{all} rows, {good} can go in.\n{}",
            self.of.told.say(lang)
        );
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
            Intent::Import(ImportIntent::Take) if self.of.good == 0 => {
                Err(refusal!("nothing_good", "没有可以导入的行。", "No row can go in."))
            }
            Intent::Import(ImportIntent::Faulty | ImportIntent::SaveFaulty) if self.faulty() == 0 => {
                Err(refusal!("none_faulty", "没有有错的行。", "No row is at fault."))
            }
            Intent::Open => Err(refusal!("nothing_to_open", "按 y 导入。", "Press y to take them in.")),
            _ => Ok(()),
        }
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        match intent {
            Intent::Import(ImportIntent::Take) => match &self.of.asked {
                Some((title, about)) => Flow::ask(intent, Ask::new(title.clone(), about.clone())),
                None => {
                    let n = self.of.good;
                    let confirm =
                        Confirm::new(both!("导入 {n} 行？", "Take {n} rows in?")).effect(self.of.told.clone());
                    Flow::ask(intent, confirm.button("导入", "Take in"))
                }
            },
            Intent::Import(ImportIntent::Faulty) => {
                self.only_faulty = !self.only_faulty;
                self.show(context);
                Flow::Stay
            }
            Intent::Import(ImportIntent::SaveFaulty) => {
                self.save_faulty(context);
                Flow::Stay
            }
            _ if self.list.intent(intent, context) => Flow::Stay,
            _ => Flow::Pass,
        }
    }

    fn answered(&mut self, _: Intent, answer: Answer, context: &mut Context) -> Flow {
        match answer {
            Answer::Yes => return self.take(String::new(), context),
            Answer::Text(typed) => return self.take(typed, context),
            _ => self.taken |= self.taking.take().is_some_and(|taken| taken.borrow().is_some()),
        }
        Flow::Stay
    }

    fn mouse(&mut self, mouse: Mouse, context: &mut Context) -> Flow {
        self.list.mouse(mouse, context);
        Flow::Stay
    }
}
