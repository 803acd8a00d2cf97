//! The parts of the settings, and beside the list what the selected one holds.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::part::Part;
use super::section::Section;
use super::{SettingsIntent, backup, restore, tell};
use crate::both;
use crate::domain::language::{Lang, Say};
use crate::ops::keep::Opened;
use crate::store::backup::Backup;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::screen::{Answer, Flow, Mouse, Screen};
use crate::tui::screens::parts::reader::Reader;
use crate::tui::screens::parts::threaded::Slot;
use crate::tui::theme::Theme;
use crate::tui::widget::columns::Column;
use crate::tui::widget::detail::{Detail, opens};
use crate::tui::widget::list::List;
use crate::tui::widget::pages::{Cell, Fixed};

type Cells = fn(&Section, Lang, &Theme) -> Vec<Cell>;

/// Columns of the list; the rest is what the selected part holds.
const LIST: u16 = 22;

pub struct Settings {
    list: List<Fixed<Section, Cells>>,
    detail: Detail,
    copy: Slot<Backup>,
    opened: Slot<Opened>,
}

fn cells(section: &Section, lang: Lang, _: &Theme) -> Vec<Cell> {
    vec![section.name().say(lang).into()]
}

impl Settings {
    pub fn new(_: &mut Context) -> Settings {
        let columns = vec![Column::fixed("设置", "Settings", LIST - 4)];
        let rows = Fixed::new(Section::ALL.to_vec(), cells as Cells);
        let list = List::new(rows, columns, both!("没有设置。", "No settings."));
        Settings { list, detail: Detail::default(), copy: Slot::default(), opened: Slot::default() }
    }

    fn section(&self) -> Section {
        self.list.selected().map_or(Section::Station, |(_, section)| *section)
    }

    fn open(&self, context: &mut Context) -> Flow {
        let section = self.section();
        if section.is_list() {
            return Flow::push(Part::new(section, context));
        }
        let copy = self.copy.clone();
        Flow::push(Reader::new(section.name(), move |context| tell::tell(section, copy.borrow().as_ref(), context)))
    }
}

impl Screen for Settings {
    fn crumb(&self, lang: Lang) -> String {
        lang.pick("设置", "Settings").to_owned()
    }

    fn scope(&self) -> Scope {
        Scope::Settings
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        let area = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        let list = Rect { width: LIST.min(area.width), ..area };
        self.list.draw(frame, list, context);
        for y in area.top()..area.bottom() {
            frame.buffer_mut().set_string(list.right() + 1, y, "│", context.theme.line);
        }
        let x = list.right() + 4;
        let right = Rect { x, width: area.right().saturating_sub(x).min(110), ..area };
        let lines = tell::tell(self.section(), self.copy.borrow().as_ref(), context);
        self.detail.draw(frame, right, &lines, context);
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        match intent {
            Intent::Open => self.open(context),
            Intent::Settings(SettingsIntent::Backup) => {
                let form = backup::form(&self.copy, context);
                context.tell(form).map_or(Flow::Stay, Flow::push)
            }
            Intent::Settings(SettingsIntent::Restore) => {
                let form = restore::form(&self.opened, context);
                context.tell(form).map_or(Flow::Stay, |form| Flow::ask(intent, form))
            }
            Intent::Settings(SettingsIntent::BackupFolder) => {
                let form = backup::folder(context);
                context.tell(form).map_or(Flow::Stay, Flow::push)
            }
            Intent::Settings(SettingsIntent::BackupPassphrase) => Flow::push(backup::passphrase()),
            _ if self.list.intent(intent, context) => {
                self.detail = Detail::default();
                Flow::Stay
            }
            _ => Flow::Pass,
        }
    }

    fn answered(&mut self, asked: Intent, answer: Answer, context: &mut Context) -> Flow {
        match (asked, answer) {
            (Intent::Settings(SettingsIntent::Restore), Answer::Finished) => {
                let question = self.opened.borrow().as_ref().map(|opened| restore::question(opened, context));
                question.map_or(Flow::Stay, |question| Flow::ask(asked, question))
            }
            (Intent::Settings(SettingsIntent::Restore), Answer::Yes) => {
                let opened = self.opened.borrow_mut().take();
                opened.map_or(Flow::Stay, |opened| restore::put_back(opened, context))
            }
            (Intent::Settings(SettingsIntent::Restore), _) => {
                self.opened.borrow_mut().take();
                Flow::Stay
            }
            _ => Flow::Stay,
        }
    }

    fn mouse(&mut self, mouse: Mouse, context: &mut Context) -> Flow {
        if opens(&mut self.list, &mut self.detail, mouse, context) { self.open(context) } else { Flow::Stay }
    }
}
