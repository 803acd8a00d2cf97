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
use crate::tui::screen::{Flow, Mouse, Screen, Typed};
use crate::tui::screens::parts::newest::{Newest, Source};
use crate::tui::screens::parts::reader::Reader;
use crate::tui::screens::parts::searched_list::{Met, SearchedList};
use crate::tui::screens::parts::words;
use crate::tui::screens::preview::{self, PreviewIntent};
use crate::tui::theme::Theme;
use crate::tui::typing::Typing;
use crate::tui::widget::columns::Column;
use crate::tui::widget::detail::Detail;
use crate::tui::widget::list::List;
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
    shown: SearchedList<Newest<CertificateRow>>,
    total: u32,
    issued: Option<Issued>,
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
        let mut screen = Certificates { shown: SearchedList::new(list, hint), total: 0, issued: None };
        screen.count(context);
        screen
    }

    fn count(&mut self, context: &mut Context) {
        let total = context.office.read().certificate_count().map_err(Failure::from);
        self.total = context.tell(total).unwrap_or_default();
    }

    fn find(&mut self, context: &mut Context) {
        let typed = self.shown.search.value();
        self.shown.list.pages.found = None;
        if !typed.is_empty() {
            let found = context.office.read().search_certificates(typed, FOUND).map_err(Failure::from);
            self.shown.list.pages.found = Some(context.tell(found).unwrap_or_default());
        }
    }

    fn right(&self, lang: Lang) -> String {
        let total = self.total;
        match self.shown.list.pages.found.as_ref().map(Vec::len) {
            None => crate::say!(lang, "共 {total} 本", "{total} in all"),
            Some(n) if n >= FOUND as usize => crate::say!(lang, "前 {n} 本，请再输几字", "first {n}, type on"),
            Some(n) => crate::say!(lang, "找到 {n} 本", "{n} found"),
        }
    }

    fn open(&self, context: &mut Context) -> Flow {
        let Some(row) = self.shown.list.selected() else { return Flow::Stay };
        let read = Issued::read(&context.office, row);
        let Some(issued) = context.tell(read) else { return Flow::Stay };
        let crumb = words::data(row.number.clone());
        Flow::push(Reader::new(crumb, move |context| issued.tell(context)))
    }

    fn met(&mut self, met: Met, context: &mut Context) -> Flow {
        match met {
            Met::Sought => {
                self.find(context);
                self.shown.list.reset();
                Flow::Stay
            }
            Met::Open => self.open(context),
            Met::Done(flow) => flow,
        }
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
        self.shown.search.typing()
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        let word = self.right(context.lang);
        let right = self.shown.draw(frame, area, 54, &word, context);
        let (Some(right), Some(row)) = (right, self.shown.list.selected()) else { return };
        if self.issued.as_ref().is_none_or(|issued| issued.row.seq != row.seq) {
            let read = Issued::read(&context.office, row);
            self.issued = context.tell(read);
            self.shown.detail = Detail::default();
        }
        if let Some(issued) = &self.issued {
            self.shown.detail.draw(frame, right, &issued.tell(context), context);
        }
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        if intent == Intent::Preview(PreviewIntent::Open) {
            let number = self.shown.list.selected().map(|row| row.number.clone());
            return number.map_or(Flow::Stay, |number| preview::of_certificate(&number, context));
        }
        let met = self.shown.intent(intent, context);
        self.met(met, context)
    }

    fn typed(&mut self, typed: Typed, context: &mut Context) -> Flow {
        let met = self.shown.typed(&typed);
        self.met(met, context)
    }

    fn mouse(&mut self, mouse: Mouse, context: &mut Context) -> Flow {
        let met = self.shown.mouse(mouse, context);
        self.met(met, context)
    }

    fn resumed(&mut self, context: &mut Context) {
        self.issued = None;
        self.count(context);
        self.find(context);
        let read = self.shown.list.reload(&context.office);
        context.tell(read);
    }
}
