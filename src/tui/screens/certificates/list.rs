//! The list of certificates, the newest first, or those that a search has found.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::issued::Issued;
use crate::both;
use crate::domain::language::Lang;
use crate::store::Failure;
use crate::store::read::certificate::CertificateRow;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::screen::{Flow, Mouse, Press, Screen, Typed};
use crate::tui::screens::parts::newest::{Newest, Source};
use crate::tui::screens::parts::reader::Reader;
use crate::tui::screens::parts::search::{Search, Searched};
use crate::tui::screens::parts::words;
use crate::tui::theme::Theme;
use crate::tui::typing::Typing;
use crate::tui::widget::columns::Column;
use crate::tui::widget::detail::{Detail, split};
use crate::tui::widget::list::{Clicked, List};
use crate::tui::widget::pages::Cell;

/// A search lists so many; who types on finds the rest.
const FOUND: u32 = 100;

static SOURCE: Source<CertificateRow> = Source {
    key: |row| row.seq,
    below: |office, key, n| Ok(office.read().certificates_before(key, n)?),
    above: |office, key, n| Ok(office.read().certificates_after(key, n)?),
    cells,
};

/// 有效: the word of a certificate's status.
pub fn status(word: &str, lang: Lang) -> &str {
    match word {
        "valid" => lang.pick("有效", "valid"),
        other => other,
    }
}

fn cells(row: &CertificateRow, lang: Lang, theme: &Theme) -> Vec<Cell> {
    vec![
        row.number.clone().into(),
        row.holder.clone().into(),
        row.trade.title().into(),
        words::level(row.level, lang).into(),
        row.issued_on.to_string().into(),
        Cell::styled(status(&row.status, lang), theme.good),
    ]
}

pub struct Certificates {
    list: List<Newest<CertificateRow>>,
    search: Search,
    total: u32,
    issued: Option<Issued>,
    detail: Detail,
}

impl Certificates {
    pub fn new(context: &mut Context) -> Certificates {
        let columns = vec![
            Column::fixed("证书编号", "Number", 22),
            Column::flexible("持证人", "Holder", 12, 24),
            Column::flexible("职业", "Trade", 12, 36),
            Column::fixed("等级", "Level", 7),
            Column::fixed("发证日期", "Issued on", 10),
            Column::fixed("状态", "Status", 6).drop(1),
        ];
        let empty = both!(
            "没有符合的证书；在批次里公示期满后核发。",
            "No such certificate; they are issued in a batch after its publicity."
        );
        let hint = both!("证书编号、姓名、拼音首字母、证件后四位", "number, name, pinyin initials, last four of an ID");
        let list = List::new(Newest::new(&SOURCE), columns, empty);
        let mut screen =
            Certificates { list, search: Search::new(hint), total: 0, issued: None, detail: Detail::default() };
        screen.count(context);
        screen
    }

    fn count(&mut self, context: &mut Context) {
        let total = context.office.read().certificate_count().map_err(Failure::from);
        self.total = context.tell(total).unwrap_or_default();
    }

    fn find(&mut self, context: &mut Context) {
        let typed = self.search.value();
        self.list.pages.found = None;
        if !typed.is_empty() {
            let found = context.office.read().search_certificates(typed, FOUND).map_err(Failure::from);
            self.list.pages.found = Some(context.tell(found).unwrap_or_default());
        }
    }

    fn right(&self, lang: Lang) -> String {
        let total = self.total;
        match self.list.pages.found.as_ref().map(Vec::len) {
            None => crate::say!(lang, "共 {total} 本", "{total} in all"),
            Some(n) if n >= FOUND as usize => crate::say!(lang, "前 {n} 本，请再输几字", "first {n}, type on"),
            Some(n) => crate::say!(lang, "找到 {n} 本", "{n} found"),
        }
    }

    fn open(&self, context: &mut Context) -> Flow {
        let Some(row) = self.list.selected() else { return Flow::Stay };
        let read = Issued::read(&context.office, row);
        let Some(issued) = context.tell(read) else { return Flow::Stay };
        let crumb = words::data(row.number.clone());
        Flow::push(Reader::new(crumb, move |context| issued.tell(context)))
    }
}

impl Screen for Certificates {
    fn crumb(&self, lang: Lang) -> String {
        lang.pick("证书", "Certificates").to_owned()
    }

    fn scope(&self) -> Scope {
        Scope::Certificates
    }

    fn typing(&self) -> Typing {
        self.search.typing()
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        let (left, right) = split(frame, area, 54, context);
        let room = self.search.draw(frame, left, &self.right(context.lang), context);
        self.list.draw(frame, room, context);
        let (Some(right), Some(row)) = (right, self.list.selected()) else { return };
        if self.issued.as_ref().is_none_or(|issued| issued.row.seq != row.seq) {
            let read = Issued::read(&context.office, row);
            self.issued = context.tell(read);
            self.detail = Detail::default();
        }
        if let Some(issued) = &self.issued {
            self.detail.draw(frame, right, &issued.tell(context), context);
        }
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        match self.search.intent(intent) {
            Searched::Stay => return Flow::Stay,
            Searched::Changed => {
                self.find(context);
                self.list.reset();
                return Flow::Stay;
            }
            Searched::Pass => {}
        }
        match intent {
            Intent::Open => self.open(context),
            _ if self.list.intent(intent, context) => Flow::Stay,
            _ => Flow::Pass,
        }
    }

    fn typed(&mut self, typed: Typed, context: &mut Context) -> Flow {
        if self.search.typed(&typed) {
            self.find(context);
            self.list.reset();
        }
        Flow::Stay
    }

    fn mouse(&mut self, mouse: Mouse, context: &mut Context) -> Flow {
        if self.search.mouse(mouse) {
            return Flow::Stay;
        }
        match self.list.mouse(mouse, context) {
            Clicked::Again if mouse.what == Press::Click => self.open(context),
            Clicked::Nothing => {
                self.detail.wheel(mouse.what);
                Flow::Stay
            }
            _ => Flow::Stay,
        }
    }

    fn resumed(&mut self, context: &mut Context) {
        self.issued = None;
        self.count(context);
        self.find(context);
        let read = self.list.reload(&context.office);
        context.tell(read);
    }
}
