//! Blank certificates: the balance, where each run of sheets is, and every movement of the ledger.

mod forms;
mod ledger;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::domain::evaluation::stock::{Balance, BlankMove, BlankState};
use crate::domain::language::{Lang, Say};
use crate::domain::refusal::Refusal;
use crate::ops::Office;
use crate::ops::office::Hand;
use crate::store::Failure;
use crate::store::act::Kind;
use crate::store::read::stock::BlankRun;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::popup::second::Second;
use crate::tui::screen::{Answer, Flow, Mouse, Screen};
use crate::tui::theme::Theme;
use crate::tui::widget::columns::Column;
use crate::tui::widget::fit::fit;
use crate::tui::widget::list::List;
use crate::tui::widget::pages::{Cell, Fixed};
use crate::{both, refusal, say};

/// The verbs of the stock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StockIntent {
    Receive,
    Issue,
    Back,
    Spoil,
    Return,
    Destroy,
    Count,
    Ledger,
}

#[derive(Clone)]
struct Row {
    run: BlankRun,
    /// In whose hands.
    holder: String,
}

type Rows = List<Fixed<Row, fn(&Row, Lang, &Theme) -> Vec<Cell>>>;

pub struct Stock {
    balance: Balance,
    list: Rows,
    asked: bool,
}

impl Default for Stock {
    fn default() -> Stock {
        let columns = vec![
            Column::flexible("印制流水码", "Serials", 24, 44),
            Column::fixed("张数", "Sheets", 8).right(),
            Column::fixed("状态", "Where", 10),
            Column::flexible("领用人", "In whose hands", 10, 30),
        ];
        let empty = both!(
            "还没有空白证书。收到后按 n 登记入库。",
            "There are no blank certificates. When some arrive, press n to receive them."
        );
        let cells = cells as fn(&Row, Lang, &Theme) -> Vec<Cell>;
        Stock {
            balance: Balance::default(),
            list: List::new(Fixed::new(Vec::new(), cells), columns, empty),
            asked: false,
        }
    }
}

impl Stock {
    fn load(&mut self, context: &mut Context) {
        self.asked = true;
        let read = read(&context.office);
        let Some((balance, rows)) = context.tell(read) else { return };
        (self.balance, self.list.pages.rows) = (balance, rows);
        let read = self.list.reload(&context.office);
        context.tell(read);
    }

    fn selected(&self) -> Option<&BlankRun> {
        self.list.selected().map(|(_, row)| &row.run)
    }

    /// What is filled in first: the selected run, where the movement can take it.
    fn offered(&self, made: BlankMove) -> String {
        self.selected()
            .filter(|run| made.from().contains(&run.state))
            .map_or(String::new(), |run| run.range.to_string())
    }

    fn run(&self, verb: StockIntent, context: &mut Context) -> Flow {
        let form = |made| forms::moving(made, &self.offered(made));
        match verb {
            StockIntent::Receive => Flow::push(form(BlankMove::Received)),
            StockIntent::Back => Flow::push(form(BlankMove::HandedBack)),
            StockIntent::Spoil => Flow::push(form(BlankMove::Spoiled)),
            StockIntent::Return => Flow::push(form(BlankMove::Returned)),
            StockIntent::Issue => {
                let form = forms::issuing(&context.office, &self.offered(BlankMove::Issued));
                context.tell(form).map_or(Flow::Stay, Flow::push)
            }
            StockIntent::Destroy => Second::ask(Intent::Stock(verb), Kind::BlanksDestroyed, context),
            StockIntent::Count => Flow::push(forms::counting()),
            StockIntent::Ledger => {
                let page = ledger::page(&context.office);
                context.tell(page).map_or(Flow::Stay, Flow::push)
            }
        }
    }

    fn draw_balance(&self, frame: &mut Frame, area: Rect, context: &Context) {
        let (lang, theme, balance) = (context.lang, context.theme, &self.balance);
        let Balance { received, stored, issued, printed, spoiled, destroyed, returned } = *balance;
        let line = say!(
            lang,
            "入库 {received}  在库 {stored}  已领用 {issued}  印制 {printed}  作废 {spoiled}（销毁 {destroyed}）  退回 {returned}",
            "received {received}, store {stored}, hand {issued}, printed {printed}, spoiled {spoiled} (destroyed {destroyed}), back {returned}"
        );
        let room = area.width as usize;
        frame.buffer_mut().set_string(area.x, area.y, fit(&line, room), theme.text);
        let differences = balance.differences();
        let (told, style) = match differences.first() {
            Some(first) => (format!("! {}", first.say(lang)), theme.bad),
            None if received == 0 => return,
            None => {
                let used = balance.used();
                let told = say!(
                    lang,
                    "账平：用去 {used} 张 = 印制 {printed} + 作废 {spoiled}",
                    "It balances: {used} used = {printed} printed + {spoiled} spoiled"
                );
                (told, theme.good)
            }
        };
        frame.buffer_mut().set_string(area.x, area.y + 1, fit(&told, room), style);
    }
}

fn read(office: &Office) -> Result<(Balance, Vec<Row>), Failure> {
    let read = office.read();
    let mut rows = Vec::new();
    for run in read.blank_runs()? {
        let holder = run.holder.map(|holder| read.person_name(holder)).transpose()?.unwrap_or_default();
        rows.push(Row { run, holder });
    }
    Ok((read.blank_balance()?, rows))
}

fn cells(row: &Row, lang: Lang, theme: &Theme) -> Vec<Cell> {
    let style = match row.run.state {
        BlankState::Stored => theme.text,
        BlankState::Issued => theme.accent,
        BlankState::Printed => theme.good,
        BlankState::Spoiled => theme.warn,
        BlankState::Returned | BlankState::Destroyed => theme.muted,
    };
    vec![
        Cell::styled(row.run.range.to_string(), style),
        row.run.range.count().to_string().into(),
        Cell::styled(row.run.state.say(lang), style),
        row.holder.as_str().into(),
    ]
}

impl Screen for Stock {
    fn crumb(&self, lang: Lang) -> String {
        lang.pick("空白证书", "Blank certificates").to_owned()
    }

    fn scope(&self) -> Scope {
        Scope::Stock
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        if !self.asked {
            self.load(context);
        }
        self.draw_balance(frame, area, context);
        let list = Rect { y: area.y + 3, height: area.height.saturating_sub(3), ..area };
        self.list.draw(frame, list, context);
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        match intent {
            Intent::Stock(verb) => self.run(verb, context),
            Intent::Open => self.run(StockIntent::Ledger, context),
            Intent::Refresh => {
                self.load(context);
                Flow::Stay
            }
            _ if self.list.intent(intent, context) => Flow::Stay,
            _ => Flow::Pass,
        }
    }

    fn available(&self, intent: Intent, _: &Context) -> Result<(), Refusal> {
        match intent {
            Intent::Stock(StockIntent::Receive) | Intent::Open => Ok(()),
            Intent::Stock(_) if self.asked && self.list.pages.rows.is_empty() => Err(refusal!(
                "no_blanks",
                "还没有空白证书，先按 n 登记入库。",
                "There are no blanks yet; receive some with n."
            )),
            _ => Ok(()),
        }
    }

    fn answered(&mut self, _: Intent, answer: Answer, context: &mut Context) -> Flow {
        let hand: Option<Hand> = context.second_hand.take();
        match (answer, hand) {
            (Answer::Finished, Some(hand)) => Flow::push(forms::destroying(hand, &self.offered(BlankMove::Destroyed))),
            _ => Flow::Stay,
        }
    }

    fn mouse(&mut self, mouse: Mouse, context: &mut Context) -> Flow {
        self.list.mouse(mouse, context);
        Flow::Stay
    }

    fn resumed(&mut self, context: &mut Context) {
        self.load(context);
    }
}
