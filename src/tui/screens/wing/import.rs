//! What the wing takes in from spreadsheets: which register, then the file, then a preview, all as on the other side.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::both;
use crate::domain::language::{Lang, Say};
use crate::exchange::employment_file::What;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::screen::{Flow, Mouse, Screen};
use crate::tui::screens::import::{Files, What as Offered};
use crate::tui::theme::Theme;
use crate::tui::widget::columns::Column;
use crate::tui::widget::fit::wrap;
use crate::tui::widget::list::{Clicked, List};
use crate::tui::widget::pages::{Cell, Fixed};

type Cells = fn(&What, Lang, &Theme) -> Vec<Cell>;

pub struct WingImport {
    list: List<Fixed<What, Cells>>,
}

fn cells(what: &What, lang: Lang, theme: &Theme) -> Vec<Cell> {
    let (must, may) = what.headers();
    vec![Cell::styled(what.say(lang), theme.title), must.join(" ").into(), Cell::styled(may.join(" "), theme.muted)]
}

impl WingImport {
    pub(in crate::tui::screens) fn new() -> WingImport {
        let columns = vec![
            Column::flexible("导入什么", "Import", 12, 24),
            Column::flexible("表头须有", "Columns needed", 24, 60),
            Column::flexible("可有", "Optional", 16, 80).drop(1),
        ];
        let list = List::new(Fixed::new(What::all(), cells as Cells), columns, both!("", ""));
        WingImport { list }
    }

    fn open(&self, context: &mut Context) -> Flow {
        let Some((_, what)) = self.list.selected() else { return Flow::Stay };
        Flow::push(Files::new(Offered::Employment(*what), None, context))
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
        let list = Rect { height: area.height.saturating_sub(4), ..area };
        self.list.draw(frame, list, context);
        let (lang, theme) = (context.lang, context.theme);
        let mut told = vec![
            lang.pick(
                "选好文件后先看预览；按 y 之前什么也不会写入。单位、课程等按名称指认，人按证书编号或姓名。",
                "You see a preview first; nothing is written before y. Employers, courses and the like are named, people by certificate or name.",
            )
            .to_owned(),
        ];
        if let Some((_, what)) = self.list.selected() {
            let (must, may) = what.headers();
            let mark = lang.pick("，", ", ");
            let (must, may) = (must.join(mark), may.join(mark));
            told.insert(0, crate::say!(lang, "表头：{must}；可有：{may}", "Header: {must}; optional: {may}"));
        }
        let lines = told.iter().flat_map(|text| wrap(text, area.width as usize));
        for (y, line) in (list.bottom() + 1..area.bottom()).zip(lines) {
            frame.buffer_mut().set_string(area.x, y, line, theme.muted);
        }
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        match intent {
            Intent::Open => self.open(context),
            _ if self.list.intent(intent, context) => Flow::Stay,
            _ => Flow::Pass,
        }
    }

    fn mouse(&mut self, mouse: Mouse, context: &mut Context) -> Flow {
        if self.list.mouse(mouse, context) == Clicked::Again { self.open(context) } else { Flow::Stay }
    }
}
