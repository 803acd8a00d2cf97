//! Employers, posts and appointments from a spreadsheet: what each line would do, and the taking.

use std::path::PathBuf;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::WingIntent;
use crate::domain::identity::inert;
use crate::domain::language::{Lang, Say};
use crate::exchange::employment_file::{LineRow, Preview, What, preview_of, table_of};
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::popup::ask::Ask;
use crate::tui::popup::choose::{Choice, Choose};
use crate::tui::popup::confirm::Confirm;
use crate::tui::popup::working::Working;
use crate::tui::screen::{Answer, Flow, Mouse, Screen};
use crate::tui::screens::import::{Loaded, Reading, Slot, bytes_of};
use crate::tui::screens::parts::words;
use crate::tui::theme::Theme;
use crate::tui::widget::columns::Column;
use crate::tui::widget::fit::wrap;
use crate::tui::widget::list::List;
use crate::tui::widget::pages::{Cell, Fixed};
use crate::{both, say};

type Cells = fn(&LineRow, Lang, &Theme) -> Vec<Cell>;

pub struct WingImport {
    what: What,
    seen: Option<(String, Preview)>,
    taken: Option<usize>,
    /// Where the file arrives that is being read.
    reading: Option<Slot>,
    list: List<Fixed<LineRow, Cells>>,
}

fn cells(row: &LineRow, lang: Lang, theme: &Theme) -> Vec<Cell> {
    let told = match row.faults.first() {
        None => Cell::styled(lang.pick("可以导入", "goes in"), theme.good),
        Some(fault) => Cell::styled(fault.reason(lang), theme.bad),
    };
    vec![row.row.to_string().into(), row.title.clone().into(), told]
}

impl WingImport {
    pub(in crate::tui::screens) fn new() -> WingImport {
        let columns = vec![
            Column::fixed("行", "Row", 5).right(),
            Column::flexible("内容", "What", 16, 36),
            Column::flexible("检查", "Check", 30, 120),
        ];
        let empty = both!("还没有选文件：按 Enter。", "No file yet: press Enter.");
        let list = List::new(Fixed::new(Vec::new(), cells as Cells), columns, empty);
        WingImport { what: What::Employers, seen: None, taken: None, reading: None, list }
    }

    /// Reads the file aside; a large workbook takes seconds, shows how far it is and can be stopped.
    fn open(&mut self, path: &str) -> Flow {
        let (path, what) = (PathBuf::from(path.trim()), self.what);
        let (job, slot) = Reading::of(&path.clone(), move || {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            table_of(what, &bytes_of(&path)?, &name).map(Loaded::Employed)
        });
        self.reading = Some(slot);
        Flow::ask(Intent::Refresh, Working::new(job))
    }

    /// Looks the lines through once the file was read; what could not be read was told.
    fn look(&mut self, context: &mut Context) {
        let read = self.reading.take().and_then(|slot| slot.take());
        let Some(Ok(Loaded::Employed(table))) = read else { return };
        let seen = preview_of(&mut context.office, self.what, &table);
        if let Some(seen) = context.tell(seen) {
            self.list.pages.rows = seen.rows.clone();
            (self.seen, self.taken) = (Some((table.name, seen)), None);
            self.list.reset();
        }
    }

    fn take(&mut self, context: &mut Context) {
        let Some((_, preview)) = &self.seen else { return };
        let taken = preview.take(&mut context.office);
        if let Some(n) = context.tell(taken) {
            self.taken = Some(n);
            context.done(both!("已导入 {n} 行。", "{n} lines are in."));
        }
    }
}

impl Screen for WingImport {
    fn crumb(&self, lang: Lang) -> String {
        lang.pick("从文件导入", "From a file").to_owned()
    }

    fn scope(&self) -> Scope {
        Scope::WingImport
    }

    fn is_wing(&self) -> bool {
        true
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        let (lang, theme) = (context.lang, context.theme);
        let what = self.what.say(lang);
        let (must, may) = self.what.headers();
        let (must, may) = (must.join("，"), may.join("，"));
        let head = match (&self.seen, self.taken) {
            (Some((name, _)), Some(n)) => say!(lang, "{}：已导入 {n} 行。", "{}: {n} lines are in.", inert(name)),
            (Some((name, preview)), None) => {
                let (good, all) = (preview.good(), preview.rows.len());
                say!(
                    lang,
                    "{}：{all} 行，{good} 行可以导入；按 F10 导入。",
                    "{}: {all} lines, {good} go in; F10 takes them.",
                    inert(name)
                )
            }
            (None, _) => say!(
                lang,
                "导入{what}：按 t 换种类，按 Enter 选文件（XLSX、XLS、CSV）。",
                "Taking in {what}: t changes what, Enter names a file (XLSX, XLS, CSV)."
            ),
        };
        frame.buffer_mut().set_stringn(area.x, area.y, head, area.width as usize, theme.title);
        let header = say!(lang, "表头：{must}；可有：{may}", "Header: {must}; optional: {may}");
        let lines = wrap(&header, area.width as usize);
        let rows = lines.len().min(3) as u16;
        for (y, line) in (area.y + 1..area.y + 1 + rows).zip(lines) {
            frame.buffer_mut().set_string(area.x, y, line, theme.muted);
        }
        // The selected line's faults in full.
        let foot = Rect { y: area.bottom().saturating_sub(3), height: 3, ..area };
        let body = Rect { y: area.y + rows + 2, height: foot.y.saturating_sub(area.y + rows + 2), ..area };
        self.list.draw(frame, body, context);
        if let Some((_, row)) = self.list.selected() {
            let told = row.faults.iter().map(|fault| fault.say(lang)).collect::<Vec<_>>().join(" ");
            for (y, line) in (foot.y + 1..foot.bottom()).zip(wrap(&told, area.width as usize)) {
                frame.buffer_mut().set_string(area.x, y, line, theme.warn);
            }
        }
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        match intent {
            Intent::Open => {
                let about = both!("文件的路径，如 C:\\名册\\岗位.xlsx", "the file's path");
                Flow::ask(intent, Ask::new(both!("哪个文件", "Which file"), about))
            }
            Intent::Wing(WingIntent::Kind) => {
                let choices = What::ALL.iter().map(|what| Choice::new(words::both(what))).collect();
                let at = What::ALL.iter().position(|what| *what == self.what).unwrap_or(0);
                Flow::ask(intent, Choose::new(both!("文件里是什么", "What the file holds"), choices).at(at))
            }
            Intent::Wing(WingIntent::Take) => match &self.seen {
                Some((_, preview)) if preview.good() > 0 && self.taken.is_none() => {
                    let good = preview.good();
                    Flow::ask(intent, Confirm::new(both!("导入 {good} 行？", "Take {good} lines in?")))
                }
                _ => {
                    context.info(both!("没有可以导入的行。", "There is no line to take in."));
                    Flow::Stay
                }
            },
            _ if self.list.intent(intent, context) => Flow::Stay,
            _ => Flow::Pass,
        }
    }

    fn mouse(&mut self, mouse: Mouse, context: &mut Context) -> Flow {
        self.list.mouse(mouse, context);
        Flow::Stay
    }

    fn answered(&mut self, asked: Intent, answer: Answer, context: &mut Context) -> Flow {
        match (asked, answer) {
            (Intent::Open, Answer::Text(path)) => return self.open(&path),
            (Intent::Refresh, Answer::Finished) => self.look(context),
            (Intent::Wing(WingIntent::Kind), Answer::Picked(at)) => {
                self.what = What::ALL[at.min(What::ALL.len() - 1)];
                (self.seen, self.taken) = (None, None);
                self.list.pages.rows.clear();
                self.list.reset();
            }
            (Intent::Wing(WingIntent::Take), Answer::Yes) => self.take(context),
            _ => {}
        }
        Flow::Stay
    }
}
