//! Several lists of the wing side by side under tabs: treatment, growing people, the alliance. Each list is a sheet
//! ([`crate::exchange::wing_sheet`]), found as one types, opened in full, and given out as a file.

mod full;
mod verbs;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{WingIntent, WingPlace};
use crate::domain::employment::register::Register;
use crate::domain::identity::inert;
use crate::domain::language::{Lang, Say, counted};
use crate::domain::refusal::Refusal;
use crate::exchange::wing_sheet::{SheetColumn, SheetRow, Which, empty, sheet};
use crate::ops::employment::strike_row;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::popup::ask::Ask;
use crate::tui::screen::{Answer, Flow, Mouse, Press, Screen, Typed};
use crate::tui::screens::parts::reader::Reader;
use crate::tui::screens::parts::searched_list::{Met, SearchedList};
use crate::tui::screens::parts::words;
use crate::tui::theme::Theme;
use crate::tui::typing::Typing;
use crate::tui::widget::columns::Column;
use crate::tui::widget::fit::width;
use crate::tui::widget::list::List;
use crate::tui::widget::pages::{Cell, Fixed};
use crate::{both, say};

/// So many rows are shown; a search finds the others.
const SHOWN: u32 = 2000;

type Cells = fn(&SheetRow, Lang, &Theme) -> Vec<Cell>;

pub struct Shelf {
    place: WingPlace,
    tabs: Vec<Which>,
    at: usize,
    shown: SearchedList<Fixed<SheetRow, Cells>>,
    loaded: bool,
    /// Where each tab stands, as last drawn.
    areas: Vec<Rect>,
    lang: Option<Lang>,
}

fn cells(row: &SheetRow, lang: Lang, theme: &Theme) -> Vec<Cell> {
    let last = row.cells(lang).len().saturating_sub(1);
    let cell = |(at, text): (usize, &String)| {
        let style = match at {
            0 => theme.text,
            _ if at == last && row.loud => theme.warn,
            _ => theme.text,
        };
        Cell::styled(inert(text), style)
    };
    row.cells(lang).iter().enumerate().map(cell).collect()
}

fn column(one: &SheetColumn) -> Column {
    let (least, most) = one.wide;
    let column = if least == most {
        Column::fixed(one.zh, one.en, least)
    } else {
        Column::flexible(one.zh, one.en, least, most)
    };
    let column = if one.right { column.right() } else { column };
    column.drop(one.drop)
}

fn list_of(which: Which, columns: &[SheetColumn]) -> SearchedList<Fixed<SheetRow, Cells>> {
    let list = List::new(Fixed::new(Vec::new(), cells as Cells), columns.iter().map(column).collect(), empty(which));
    SearchedList::new(list, both!("查找：任一栏的几个字", "Find: words of any column"))
}

impl Shelf {
    pub(in crate::tui::screens) fn new(place: WingPlace) -> Shelf {
        let tabs = match place {
            WingPlace::Growing => vec![
                Which::Rows(Register::Plan),
                Which::Rows(Register::Course),
                Which::Rows(Register::Hours),
                Which::Rows(Register::Pair),
                Which::Rows(Register::Competition),
                Which::Rows(Register::Placing),
                Which::Rows(Register::Base),
            ],
            WingPlace::Alliance => vec![
                Which::Rows(Register::Organisation),
                Which::Rows(Register::Agreement),
                Which::Rows(Register::Offer),
                Which::Flows,
            ],
            WingPlace::Idle => vec![Which::Idle],
            _ => vec![Which::Rows(Register::Policy), Which::Due, Which::Unequal, Which::Rows(Register::Step)],
        };
        let shown = list_of(tabs[0], &[]);
        Shelf { place, tabs, at: 0, shown, loaded: false, areas: Vec::new(), lang: None }
    }

    fn which(&self) -> Which {
        self.tabs[self.at]
    }

    fn go(&mut self, at: usize) {
        self.at = at % self.tabs.len();
        self.loaded = false;
        self.lang = None;
    }

    fn load(&mut self, context: &mut Context) {
        let sought = if self.lang.is_some() { self.shown.search.value().to_owned() } else { String::new() };
        let read = sheet(&context.office, self.which(), &sought, SHOWN);
        let Some(read) = context.tell(read) else { return };
        if self.lang.is_none() {
            self.shown = list_of(self.which(), &read.columns);
            self.lang = Some(context.lang);
        }
        self.loaded = true;
        self.shown.list.pages.rows = read.rows;
        let read = self.shown.list.reload(&context.office);
        context.tell(read);
    }

    fn selected(&self) -> Option<i64> {
        self.shown.list.selected().map(|(_, row)| row.id)
    }

    fn open(&self) -> Flow {
        let Some((_, row)) = self.shown.list.selected() else { return Flow::Stay };
        let (which, row) = (self.which(), row.clone());
        let crumb = words::data(called(&row));
        Flow::push(Reader::new(crumb, move |context| full::told(which, &row, context).unwrap_or_default()))
    }

    fn draw_tabs(&mut self, frame: &mut Frame, area: Rect, context: &Context) -> u16 {
        let (lang, theme) = (context.lang, &context.theme);
        self.areas.clear();
        let (mut x, mut y) = (area.x, area.y);
        for (at, which) in self.tabs.iter().enumerate() {
            let text = format!(" {} ", capital(which, lang));
            let wide = width(&text) as u16;
            if x + wide > area.right() && x > area.x {
                (x, y) = (area.x, y + 1);
            }
            let style = if at == self.at { theme.selected } else { theme.muted };
            frame.buffer_mut().set_stringn(x, y, &text, area.right().saturating_sub(x) as usize, style);
            self.areas.push(Rect { x, y, width: wide, height: 1 });
            x += wide + 1;
        }
        y + 1 - area.y
    }
}

/// As it stands at the beginning of a line.
fn capital(word: &impl Say, lang: Lang) -> String {
    let mut word = word.say(lang);
    if let Some(first) = word.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    word
}

/// What a row is called: its first cell that is more than a number.
fn called(row: &SheetRow) -> String {
    let named = row.zh.iter().find(|cell| cell.chars().any(|c| !c.is_ascii_digit()));
    named.map_or(String::new(), |cell| inert(cell))
}

impl Screen for Shelf {
    fn crumb(&self, lang: Lang) -> String {
        match self.place {
            WingPlace::Growing => lang.pick("培养", "Growing people"),
            WingPlace::Idle => lang.pick("持证未聘", "Not appointed"),
            WingPlace::Alliance => lang.pick("政校企园联盟", "Alliance"),
            _ => lang.pick("待遇", "Treatment"),
        }
        .to_owned()
    }

    fn scope(&self) -> Scope {
        Scope::WingShelf
    }

    fn is_wing(&self) -> bool {
        true
    }

    fn typing(&self) -> Typing {
        self.shown.search.typing()
    }

    fn draw(&mut self, frame: &mut Frame, area: Rect, context: &mut Context) {
        if !self.loaded {
            self.load(context);
        }
        let rows = self.draw_tabs(frame, area, context) + 1;
        let area = Rect { y: area.y + rows, height: area.height.saturating_sub(rows), ..area };
        let lang = context.lang;
        let n = self.shown.list.pages.rows.len();
        let word = match n as u32 {
            SHOWN => say!(lang, "最近 {n} 行", "the last {n}"),
            _ => match lang {
                Lang::Zh => format!("{n} 行"),
                Lang::En => counted(n as u64, "row", "rows"),
            },
        };
        let right = self.shown.draw(frame, area, 64, &word, context);
        if let (Some(right), Some((_, row))) = (right, self.shown.list.selected()) {
            let told = full::told(self.which(), row, context);
            if let Some(told) = context.tell(told) {
                self.shown.detail.draw(frame, right, &told, context);
            }
        }
    }

    fn available(&self, intent: Intent, _: &Context) -> Result<(), Refusal> {
        match intent {
            Intent::Wing(WingIntent::NewRow | WingIntent::EditRow | WingIntent::StrikeRow) => self.register().map(drop),
            Intent::Wing(verb @ (WingIntent::Stage | WingIntent::Outcome | WingIntent::Give)) => {
                verbs::verb_of(self.which(), verb)
            }
            Intent::Wing(WingIntent::Appoint) if self.which() != Which::Idle => {
                Err(verbs::elsewhere("持证未聘", "holders who are not appointed"))
            }
            _ => Ok(()),
        }
    }

    fn intent(&mut self, intent: Intent, context: &mut Context) -> Flow {
        match intent {
            Intent::Wing(WingIntent::NextTab) => self.go(self.at + 1),
            Intent::Wing(WingIntent::TabBefore) => self.go(self.at + self.tabs.len() - 1),
            Intent::Wing(WingIntent::Export) => return self.export(intent, context),
            Intent::Wing(WingIntent::StrikeRow) => {
                if self.selected().is_some() {
                    let about =
                        both!("写明理由；它说过什么留在日志里。", "Say why; what it said stays in the journal.");
                    return Flow::ask(intent, Ask::new(both!("删去这一行", "Strike out this row"), about));
                }
            }
            Intent::Wing(
                verb @ (WingIntent::NewRow
                | WingIntent::EditRow
                | WingIntent::Stage
                | WingIntent::Outcome
                | WingIntent::Give),
            ) => return self.verb(intent, verb, context),
            Intent::Wing(WingIntent::Appoint) => return self.choose_post(intent, context),
            Intent::Refresh => self.load(context),
            _ => match self.shown.intent(intent, context) {
                Met::Sought => {
                    self.load(context);
                    self.shown.list.reset();
                }
                Met::Open => return self.open(),
                Met::Done(flow) => return flow,
            },
        }
        Flow::Stay
    }

    fn typed(&mut self, typed: Typed, context: &mut Context) -> Flow {
        match self.shown.typed(&typed) {
            Met::Sought => {
                self.load(context);
                self.shown.list.reset();
                Flow::Stay
            }
            Met::Open => self.open(),
            Met::Done(flow) => flow,
        }
    }

    fn mouse(&mut self, mouse: Mouse, context: &mut Context) -> Flow {
        if mouse.what == Press::Click
            && let Some(at) = self.areas.iter().position(|area| area.contains(mouse.at))
        {
            self.go(at);
            return Flow::Stay;
        }
        match self.shown.mouse(mouse, context) {
            Met::Open => self.open(),
            Met::Sought => Flow::Stay,
            Met::Done(flow) => flow,
        }
    }

    fn answered(&mut self, asked: Intent, answer: Answer, context: &mut Context) -> Flow {
        if let (Intent::Wing(WingIntent::Appoint), Answer::Picked(at)) = (asked, &answer) {
            return self.appoint(*at, context);
        }
        if let (Intent::Wing(WingIntent::StrikeRow), Answer::Text(reason), Ok(register), Some(id)) =
            (asked, answer, self.register(), self.selected())
        {
            let struck = strike_row(&mut context.office, register, id, &reason);
            if context.tell(struck).is_some() {
                context.done(both!("已删去；日志里仍有。", "It is struck out; the journal still has it."));
            }
        }
        self.load(context);
        if asked == Intent::Wing(WingIntent::NewRow) {
            self.shown.list.reset();
        }
        Flow::Stay
    }

    fn resumed(&mut self, context: &mut Context) {
        self.load(context);
    }
}
