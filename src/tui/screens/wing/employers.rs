//! Employers, the newest first, with their posts.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::posts::Posts;
use super::{WingIntent, forms, tell};
use crate::both;
use crate::domain::id::EmployerId;
use crate::domain::identity::inert;
use crate::domain::language::Lang;
use crate::store::employment::read::EmployerRow;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::screen::{Answer, Flow, Mouse, Screen};
use crate::tui::screens::parts::newest::{Newest, Source};
use crate::tui::theme::Theme;
use crate::tui::widget::columns::Column;
use crate::tui::widget::detail::{Detail, opens, split};
use crate::tui::widget::list::List;
use crate::tui::widget::pages::Cell;

static SOURCE: Source<EmployerRow> = Source {
    key: |row| row.id.0,
    below: |office, key, n| Ok(office.employment()?.employers_below(EmployerId(key), office.today(), n)?),
    above: |office, key, n| Ok(office.employment()?.employers_above(EmployerId(key), office.today(), n)?),
    cells,
};

fn cells(row: &EmployerRow, _: Lang, theme: &Theme) -> Vec<Cell> {
    vec![
        inert(&row.employer.name).into(),
        Cell::styled(&row.employer.credit_code, theme.muted),
        Cell::styled(&row.employer.region, theme.muted),
        row.posts.to_string().into(),
        row.established.to_string().into(),
        row.appointed.to_string().into(),
    ]
}

pub struct Employers {
    list: List<Newest<EmployerRow>>,
    detail: Detail,
}

impl Employers {
    pub(in crate::tui::screens) fn new() -> Employers {
        let columns = vec![
            Column::flexible("单位名称", "Employer", 20, 44),
            Column::fixed("信用代码", "Credit code", 18).drop(2),
            Column::fixed("行政区划", "Region", 8).drop(1),
            Column::fixed("岗位", "Posts", 5).right(),
            Column::fixed("核定", "Places", 6).right(),
            Column::fixed("在聘", "Filled", 6).right(),
        ];
        let empty = both!(
            "还没有用人单位。按 n 登记，或按 i 从文件导入。",
            "No employer yet. Press n to record one, or i to take them from a file."
        );
        Employers { list: List::new(Newest::new(&SOURCE), columns, empty), detail: Detail::default() }
    }

    fn open(&self) -> Flow {
        let Some(row) = self.list.selected() else { return Flow::Stay };
        Flow::push(Posts::of(row.id, &row.employer.name))
    }

    fn load(&mut self, context: &mut Context) {
        let read = self.list.reload(&context.office);
        context.tell(read);
    }
}

impl Screen for Employers {
    fn crumb(&self, lang: Lang) -> String {
        lang.pick("用人单位", "Employers").to_owned()
    }

    fn scope(&self) -> Scope {
        Scope::WingEmployers
    }

    fn is_wing(&self) -> bool {
        true
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        let (left, right) = split(frame, area, 62, context);
        self.list.draw(frame, left, context);
        if let (Some(right), Some(row)) = (right, self.list.selected()) {
            self.detail.draw(frame, right, &tell::employer(row, context.lang), context);
        }
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        let row = self.list.selected().cloned();
        let form = match (intent, &row) {
            (Intent::Open, _) => return self.open(),
            (Intent::Wing(WingIntent::NewEmployer), _) => forms::employer(None, context),
            (Intent::Wing(WingIntent::EditEmployer), Some(row)) => forms::employer(Some(row), context),
            (Intent::Wing(WingIntent::NewPost), Some(row)) => forms::post(row.id, None, context),
            _ if self.list.intent(intent, context) => return Flow::Stay,
            _ => return Flow::Pass,
        };
        context.tell(form).map_or(Flow::Stay, |form| Flow::ask(intent, form))
    }

    fn mouse(&mut self, mouse: Mouse, context: &mut Context) -> Flow {
        if opens(&mut self.list, &mut self.detail, mouse, context) { self.open() } else { Flow::Stay }
    }

    fn answered(&mut self, asked: Intent, _: Answer, context: &mut Context) -> Flow {
        if asked == Intent::Wing(WingIntent::NewEmployer) {
            self.list.reset();
        } else {
            self.load(context);
        }
        Flow::Stay
    }

    fn resumed(&mut self, context: &mut Context) {
        self.load(context);
    }
}
