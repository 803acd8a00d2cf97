//! The register: certificates issued here and those of old ledgers, the newest first, or those that a search has found.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::forms;
use super::issued::Issued;
use super::{past, tally};
use crate::domain::evaluation::certificate::{Change, Status};
use crate::domain::language::{Lang, Say};
use crate::domain::refusal::Refusal;
use crate::ops::Office;
use crate::store::Failure;
use crate::store::act::Kind;
use crate::store::read::certificate::CertificateRow;
use crate::store::read::history::{HistoricalRow, Registered};
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::popup::second::Second;
use crate::tui::screen::{Answer, Flow, Mouse, Screen, Typed};
use crate::tui::screens::parts::newest::{Newest, Source};
use crate::tui::screens::parts::reader::Reader;
use crate::tui::screens::parts::searched_list::{Met, SearchedList};
use crate::tui::screens::parts::words;
use crate::tui::screens::preview::{self, PreviewIntent};
use crate::tui::screens::stock::Stock;
use crate::tui::theme::Theme;
use crate::tui::typing::Typing;
use crate::tui::widget::columns::Column;
use crate::tui::widget::detail::{Detail, Told};
use crate::tui::widget::list::List;
use crate::tui::widget::pages::Cell;
use crate::{both, refusal};

/// The verbs of a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CertificatesIntent {
    Reissue,
    Correct,
    Revoke,
    Annul,
    /// The copy that it wants now, on one sheet.
    Print,
    Stock,
    /// How many stand, by year, level, sex, age and trade.
    Tally,
}

impl CertificatesIntent {
    fn change(self) -> Option<Change> {
        Some(match self {
            CertificatesIntent::Reissue => Change::Reissue,
            CertificatesIntent::Correct => Change::Correct,
            CertificatesIntent::Revoke => Change::Revoke,
            CertificatesIntent::Annul => Change::Annul,
            CertificatesIntent::Print | CertificatesIntent::Stock | CertificatesIntent::Tally => return None,
        })
    }
}

/// A search lists so many; who types on finds the rest.
const FOUND: u32 = 100;

static SOURCE: Source<Registered> = Source {
    key: Registered::place,
    below: |office, key, n| Ok(office.read().registered_before(key, n)?),
    above: |office, key, n| Ok(office.read().registered_after(key, n)?),
    cells,
};

/// How a status stands out.
pub fn style(status: Status, theme: &Theme) -> Style {
    match status {
        Status::Valid => theme.good,
        Status::Reissued | Status::Corrected => theme.accent,
        Status::Revoked | Status::Annulled => theme.bad,
    }
}

fn cells(row: &Registered, lang: Lang, theme: &Theme) -> Vec<Cell> {
    match row {
        Registered::Own(row) => vec![
            row.number.clone().into(),
            row.holder.clone().into(),
            row.trade.title().into(),
            words::level(row.level, lang).into(),
            row.issued_on.to_string().into(),
            Cell::styled(row.status.say(lang), style(row.status, theme)),
        ],
        Registered::Past(row) => vec![
            Cell::styled(row.number.clone(), theme.muted),
            Cell::styled(row.holder.clone(), theme.muted),
            Cell::styled(row.trade_name.clone(), theme.muted),
            Cell::styled(words::level(row.level, lang), theme.muted),
            Cell::styled(row.issued_on.to_string(), theme.muted),
            Cell::styled(lang.pick("外部导入", "not ours"), theme.warn),
        ],
    }
}

/// What is told of the selected one.
enum Shown {
    Own(Box<Issued>),
    Past(HistoricalRow, String),
}

impl Shown {
    fn read(office: &Office, row: &Registered) -> Result<Shown, Failure> {
        Ok(match row {
            Registered::Own(row) => Shown::Own(Box::new(Issued::read(office, row)?)),
            Registered::Past(row) => {
                let document = office.read().historical_document(row);
                Shown::Past(row.clone(), document.map_or_else(|| "--".to_owned(), |document| document.masked()))
            }
        })
    }

    fn seq(&self) -> i64 {
        match self {
            Shown::Own(issued) => issued.row.seq,
            Shown::Past(row, _) => row.seq,
        }
    }

    fn tell(&self, context: &Context) -> Vec<Told> {
        match self {
            Shown::Own(issued) => issued.tell(context),
            Shown::Past(row, document) => past::tell(row, document, context),
        }
    }
}

/// One certificate over the whole window.
pub fn one(number: &str, context: &mut Context) -> Flow {
    let read = context.office.read().certificate(number).map_err(Failure::from);
    let Some(row) = context.tell(read).flatten() else { return Flow::Stay };
    let shown = Shown::read(&context.office, &Registered::Own(row));
    let Some(shown) = context.tell(shown) else { return Flow::Stay };
    Flow::push(Reader::new(words::data(number), move |context| shown.tell(context)))
}

pub struct Certificates {
    list: SearchedList<Newest<Registered>>,
    /// Our own, and those of ledgers.
    total: (u32, u32),
    shown: Option<Shown>,
}

impl Certificates {
    pub fn new(context: &mut Context) -> Certificates {
        let columns = vec![
            Column::fixed("证书编号", "Number", 22),
            Column::flexible("持证人", "Holder", 8, 24),
            Column::flexible("职业", "Trade", 8, 36).drop(1),
            Column::fixed("等级", "Level", 7),
            Column::fixed("发证日期", "Issued on", 10).drop(2),
            Column::fixed("状态", "Status", 17),
        ];
        let empty = both!(
            "没有符合的证书；在批次里公示期满后核发，以前的在“导入”里导入历史台账。",
            "No such certificate; they are issued in a batch after its publicity. Older ones come in by Import."
        );
        let hint = both!("证书编号、姓名、拼音首字母、证件后四位", "number, name, pinyin initials, last four of an ID");
        let list = List::new(Newest::new(&SOURCE), columns, empty);
        let mut screen = Certificates { list: SearchedList::new(list, hint), total: (0, 0), shown: None };
        screen.count(context);
        screen
    }

    fn count(&mut self, context: &mut Context) {
        let read = context.office.read();
        let total = read.certificate_count().and_then(|own| Ok((own, read.historical_count()?))).map_err(Failure::from);
        self.total = context.tell(total).unwrap_or_default();
    }

    fn find(&mut self, context: &mut Context) {
        let typed = self.list.search.value();
        self.list.list.pages.found = None;
        if !typed.is_empty() {
            let found = context.office.read().search_register(typed, FOUND).map_err(Failure::from);
            self.list.list.pages.found = Some(context.tell(found).unwrap_or_default());
        }
    }

    fn right(&self, lang: Lang) -> String {
        let (own, past) = self.total;
        match self.list.list.pages.found.as_ref().map(Vec::len) {
            None if past == 0 => crate::say!(lang, "共 {own} 本", "{own} in all"),
            None => crate::say!(lang, "本站 {own} 本，导入 {past} 本", "{own} ours, {past} taken in"),
            Some(n) if n >= FOUND as usize => crate::say!(lang, "前 {n} 本，请再输几字", "first {n}, type on"),
            Some(n) => crate::say!(lang, "找到 {n} 本", "{n} found"),
        }
    }

    fn open(&self, context: &mut Context) -> Flow {
        let Some(row) = self.list.list.selected() else { return Flow::Stay };
        let read = Shown::read(&context.office, row);
        let Some(shown) = context.tell(read) else { return Flow::Stay };
        Flow::push(Reader::new(words::data(row.number().to_owned()), move |context| shown.tell(context)))
    }

    /// The page of the selected one; one that was not issued here has none.
    fn preview(&self, context: &mut Context) -> Flow {
        match self.list.list.selected() {
            Some(Registered::Own(row)) => {
                let number = row.number.clone();
                preview::of_certificate(&number, context)
            }
            Some(Registered::Past(_)) => {
                context.info(both!(
                    "这是外部导入的证书，未经本系统核发，没有证书页。",
                    "It was taken in from a ledger and not issued here: there is no page of it."
                ));
                Flow::Stay
            }
            None => Flow::Stay,
        }
    }

    fn met(&mut self, met: Met, context: &mut Context) -> Flow {
        match met {
            Met::Sought => {
                self.find(context);
                self.list.list.reset();
                Flow::Stay
            }
            Met::Open => self.open(context),
            Met::Done(flow) => flow,
        }
    }

    fn own(&self) -> Option<&CertificateRow> {
        match self.list.list.selected() {
            Some(Registered::Own(row)) => Some(row),
            _ => None,
        }
    }

    fn run(&self, verb: CertificatesIntent, context: &mut Context) -> Flow {
        let asked = Intent::Certificates(verb);
        match verb {
            CertificatesIntent::Stock => return Flow::push(Stock::default()),
            CertificatesIntent::Tally => {
                let counted = context.office.read().certificate_tally().map_err(Failure::from);
                return context.tell(counted).map_or(Flow::Stay, |counted| Flow::push(tally::page(counted)));
            }
            _ => {}
        }
        let Some(row) = self.own() else { return Flow::Stay };
        match verb {
            CertificatesIntent::Reissue => Flow::push(forms::reissuing(row)),
            CertificatesIntent::Correct => Second::ask(asked, Kind::CertificateCorrected, context),
            CertificatesIntent::Revoke => Second::ask(asked, Kind::CertificateRevoked, context),
            CertificatesIntent::Annul => Second::ask(asked, Kind::CertificateAnnulled, context),
            CertificatesIntent::Print => {
                let form = forms::printing(&context.office, row);
                context.tell(form).map_or(Flow::Stay, Flow::push)
            }
            CertificatesIntent::Stock | CertificatesIntent::Tally => Flow::Stay,
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
        self.list.search.typing()
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        let word = self.right(context.lang);
        let right = self.list.draw(frame, area, 54, &word, context);
        let (Some(right), Some(row)) = (right, self.list.list.selected()) else { return };
        if self.shown.as_ref().is_none_or(|shown| shown.seq() != row.seq()) {
            let read = Shown::read(&context.office, row);
            self.shown = context.tell(read);
            self.list.detail = Detail::default();
        }
        if let Some(shown) = &self.shown {
            self.list.detail.draw(frame, right, &shown.tell(context), context);
        }
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        if intent == Intent::Preview(PreviewIntent::Open) {
            return self.preview(context);
        }
        if let Intent::Certificates(verb) = intent {
            return self.run(verb, context);
        }
        let met = self.list.intent(intent, context);
        self.met(met, context)
    }

    fn available(&self, intent: Intent, _: &Context) -> Result<(), Refusal> {
        let Intent::Certificates(verb) = intent else { return Ok(()) };
        if matches!(verb, CertificatesIntent::Stock | CertificatesIntent::Tally) {
            return Ok(());
        }
        match (self.list.list.selected(), verb.change()) {
            (None, _) => Err(refusal!("none_selected", "还没有选中的证书。", "No certificate is selected.")),
            (Some(Registered::Past(_)), _) => Err(refusal!(
                "not_ours",
                "这是外部导入的证书，未经本系统核发，不能在这里变更。",
                "It was taken in from a ledger and not issued here; it is not changed here."
            )),
            (Some(Registered::Own(row)), Some(change)) => change.may(&row.number, row.status),
            (Some(Registered::Own(row)), None) => Change::Reissue.may(&row.number, row.status),
        }
    }

    fn answered(&mut self, asked: Intent, answer: Answer, context: &mut Context) -> Flow {
        let hand = context.second_hand.take();
        let (Intent::Certificates(verb), Answer::Finished, Some(hand)) = (asked, answer, hand) else {
            return Flow::Stay;
        };
        let (Some(row), Some(change)) = (self.own().cloned(), verb.change()) else { return Flow::Stay };
        match change {
            Change::Correct => Flow::push(forms::correcting(&row, hand)),
            _ => Flow::push(forms::ending(&row, change, hand)),
        }
    }

    fn typed(&mut self, typed: Typed, context: &mut Context) -> Flow {
        let met = self.list.typed(&typed);
        self.met(met, context)
    }

    fn mouse(&mut self, mouse: Mouse, context: &mut Context) -> Flow {
        let met = self.list.mouse(mouse, context);
        self.met(met, context)
    }

    fn resumed(&mut self, context: &mut Context) {
        self.shown = None;
        self.count(context);
        self.find(context);
        let read = self.list.list.reload(&context.office);
        context.tell(read);
    }
}
