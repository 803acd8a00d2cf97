//! Several lists of the wing side by side under tabs: treatment, growing people, the alliance. Each list is a sheet
//! ([`crate::exchange::wing_sheet`]), found as one types, opened in full, and given out as a file.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{WingIntent, WingPlace, forms, rows, tell};
use crate::domain::employment::Certificate;
use crate::domain::employment::register::{Register, columns};
use crate::domain::evidence::What;
use crate::domain::id::AppointmentId;
use crate::domain::identity::inert;
use crate::domain::language::{Both, Lang, Say, counted};
use crate::domain::refusal::Refusal;
use crate::exchange::wing_sheet::{SheetColumn, SheetRow, Which, due_of, empty, sheet};
use crate::ops::employment::strike_row;
use crate::store::Failure;
use crate::store::employment::read::PostRow;
use crate::tui::context::Context;
use crate::tui::intent::Intent;
use crate::tui::keytable::Scope;
use crate::tui::popup::ask::Ask;
use crate::tui::popup::choose::{Choice, Choose};
use crate::tui::screen::{Answer, Flow, Mouse, Press, Screen, Typed};
use crate::tui::screens::parts::reader::Reader;
use crate::tui::screens::parts::searched_list::{Met, SearchedList};
use crate::tui::screens::parts::words;
use crate::tui::theme::Theme;
use crate::tui::typing::Typing;
use crate::tui::widget::columns::Column;
use crate::tui::widget::detail::Told;
use crate::tui::widget::fit::width;
use crate::tui::widget::list::List;
use crate::tui::widget::pages::{Cell, Fixed};
use crate::{both, refusal, say};

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

    /// The selected row told in full, with what points at it or why it is so much.
    fn told(which: Which, row: &SheetRow, context: &Context) -> Result<Vec<Told>, Failure> {
        let id = row.id;
        match which {
            Which::Idle => holder_told(row.zh.first().map_or("", String::as_str), context),
            Which::Rows(register) => row_told(register, id, context),
            Which::Due | Which::Unequal => due_told(AppointmentId(id), context),
            Which::Flows => row_told(Register::Offer, id, context),
        }
    }

    fn open(&self) -> Flow {
        let Some((_, row)) = self.shown.list.selected() else { return Flow::Stay };
        let (which, row) = (self.which(), row.clone());
        let crumb = words::data(called(&row));
        Flow::push(Reader::new(crumb, move |context| Shelf::told(which, &row, context).unwrap_or_default()))
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

    /// The register of this tab, or why nothing is recorded here.
    fn register(&self) -> Result<Register, Refusal> {
        rows::register_of(self.which()).ok_or_else(|| {
            refusal!(
                "derived",
                "这张表是从别的登记算出来的，不能直接改。",
                "This list follows from other records; it is not changed itself."
            )
        })
    }

    fn verb(&mut self, asked: Intent, verb: WingIntent, context: &mut Context) -> Flow {
        let row = |register: Register, id: Option<i64>, context: &Context| -> Result<_, Failure> {
            let Some(id) = id else {
                return Err(refusal!("nothing_selected", "先选一行。", "Select a row first.").into());
            };
            let row = context.office.employment()?.row(register, id)?;
            Ok(row.ok_or_else(|| refusal!("missing", "没有这一行。", "There is no such row."))?)
        };
        let selected = self.selected();
        let meant = match verb {
            WingIntent::NewRow | WingIntent::EditRow => Ok(()),
            _ => verb_of(self.which(), verb),
        };
        let form = meant.and_then(|()| self.register()).map_err(Failure::from).and_then(|register| match verb {
            WingIntent::NewRow => Ok(rows::row(register, None)),
            WingIntent::EditRow => Ok(rows::row(register, Some(&row(register, selected, context)?))),
            WingIntent::Stage => rows::stage(&row(register, selected, context)?, context),
            WingIntent::Outcome => Ok(rows::outcome(&row(register, selected, context)?)),
            _ => {
                let what = if register == Register::Plan { What::Hours } else { What::Placings };
                rows::give(&row(register, selected, context)?, what, context)
            }
        });
        context.tell(form).map_or(Flow::Stay, |form| Flow::ask(asked, form))
    }

    /// Which of the open posts the selected holder is appointed to.
    fn choose_post(&self, asked: Intent, context: &mut Context) -> Flow {
        let number = match (self.which(), self.shown.list.selected()) {
            (Which::Idle, Some((_, row))) => row.zh.first().cloned().unwrap_or_default(),
            _ => return Flow::Pass,
        };
        let found = open_posts(&number, context);
        let Some(Some((one, posts))) = context.tell(found) else { return Flow::Stay };
        if posts.is_empty() {
            let name = inert(&one.holder);
            context.info(both!("现在没有适合 {name} 的空缺岗位。", "No open post suits {name} now."));
            return Flow::Stay;
        }
        let choice = |post: &PostRow| {
            let label = Both { zh: post_title(post, Lang::Zh), en: post_title(post, Lang::En) };
            Choice::new(label).note(words::data(inert(&post.employer_name)))
        };
        let name = inert(&one.holder);
        let title = both!("{name} 聘到哪个岗位", "To which post: {name}");
        Flow::ask(asked, Choose::new(title, posts.iter().map(choice).collect()))
    }

    /// The form of appointing the selected holder to the post that was picked.
    fn appoint(&self, at: usize, context: &mut Context) -> Flow {
        let number = self.shown.list.selected().and_then(|(_, row)| row.zh.first().cloned()).unwrap_or_default();
        let found = open_posts(&number, context);
        let Some(Some((one, posts))) = context.tell(found) else { return Flow::Stay };
        match posts.get(at) {
            Some(post) => Flow::ask(Intent::Wing(WingIntent::Appoint), forms::appoint(post, Some(&one), context)),
            None => Flow::Stay,
        }
    }

    fn export(&mut self, asked: Intent, context: &mut Context) -> Flow {
        let read = sheet(&context.office, self.which(), self.shown.search.value(), u32::MAX);
        match context.tell(read) {
            Some(read) => Flow::ask(asked, rows::export(read, context)),
            None => Flow::Stay,
        }
    }
}

/// Whether a verb of one register is meant for this list.
fn verb_of(which: Which, verb: WingIntent) -> Result<(), Refusal> {
    let (fits, zh, en): (&[Register], _, _) = match verb {
        WingIntent::Stage => (&[Register::Plan], "培训计划", "training plans"),
        WingIntent::Outcome => (&[Register::Pair], "师带徒", "masters and apprentices"),
        _ => (&[Register::Plan, Register::Competition], "培训计划”或“技能竞赛", "training plans or competitions"),
    };
    match rows::register_of(which) {
        Some(register) if fits.contains(&register) => Ok(()),
        _ => Err(elsewhere(zh, en)),
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

fn elsewhere(zh: &str, en: &str) -> Refusal {
    refusal!("elsewhere", "请在“{zh}”里选一行。", "Select a row of the {en}.")
}

/// A row's columns, what a plan or a pair came to, and the rows of other registers that point at it.
fn row_told(register: Register, id: i64, context: &Context) -> Result<Vec<Told>, Failure> {
    let (lang, theme) = (context.lang, &context.theme);
    let read = context.office.employment()?;
    let Some(row) = read.row(register, id)? else { return Ok(Vec::new()) };
    let pairs = columns(register).iter().zip(row.cells(lang));
    let mut lines: Vec<Told> = pairs.map(|(column, cell)| Told::pair(column.zh, column.en, inert(&cell))).collect();
    if register == Register::Plan {
        lines.extend([Told::Blank, Told::Heading("年初、年中、年终", "Through the year")]);
        let planned = row.cell("document", lang);
        lines.push(Told::Text(1, say!(lang, "年初计划：{planned}", "Planned: {planned}"), theme.text));
        for stage in read.stages(id)? {
            let (word, on, people) = (stage.stage.say(lang), stage.on, stage.people);
            let (document, note) = (inert(&stage.document), inert(&stage.note));
            let told = say!(
                lang,
                "{word}（{on}）：{document}，已培训 {people} 人。{note}",
                "{word} ({on}): {document}, {people} trained. {note}"
            );
            lines.push(Told::Text(1, told, theme.text));
        }
    }
    if let Some(end) = read.pair_end(id)?.filter(|_| register == Register::Pair) {
        let (outcome, on, note) = (end.outcome.say(lang), end.on, inert(&end.note));
        lines.push(Told::Text(0, format!("{on} {outcome}{}{note}", lang.pick("：", ": ")), theme.text));
    }
    let mut heading = None;
    for other in read.pointing(register, id, 30)? {
        if heading != Some(other.register) {
            heading = Some(other.register);
            lines.push(Told::Blank);
            lines.push(Told::Text(0, capital(&other.register, lang), theme.accent));
        }
        let cells = other.cells(lang).into_iter().filter(|cell| !cell.is_empty()).map(|cell| inert(&cell));
        lines.push(Told::Text(1, cells.collect::<Vec<_>>().join("  "), theme.text));
    }
    Ok(lines)
}

/// A holder's certificate, and the open posts that ask no more than it says, the highest first.
fn holder_told(number: &str, context: &Context) -> Result<Vec<Told>, Failure> {
    let (lang, theme) = (context.lang, &context.theme);
    let Some((one, posts)) = open_posts(number, context)? else { return Ok(Vec::new()) };
    let mut lines = vec![
        Told::pair("持证人", "Holder", inert(&one.holder)),
        Told::pair("证书编号", "Number", &one.number),
        Told::pair("职业", "Trade", inert(&one.trade.title())),
        Told::pair("等级", "Level", one.level.say(lang)),
        Told::pair("发证日期", "Issued on", one.issued_on.to_string()),
        Told::pair("发证机构", "Issuer", inert(&one.issuer)),
        Told::Blank,
        Told::Heading("能去的空缺岗位", "Open posts"),
    ];
    if posts.is_empty() {
        let none = lang.pick("现在没有。", "None now.");
        lines.push(Told::Text(1, none.to_owned(), theme.muted));
    }
    for post in &posts {
        let told = format!("{}  {}", post_title(post, lang), inert(&post.employer_name));
        lines.push(Told::Text(1, told, theme.text));
    }
    let order = lang.pick(
        "顺序：岗位等级高的在前，再按设立先后。按 a 聘任。",
        "Order: the highest rank first, then the longest open. a appoints.",
    );
    lines.extend([Told::Blank, Told::Text(0, order.to_owned(), theme.muted)]);
    Ok(lines)
}

fn post_title(post: &PostRow, lang: Lang) -> String {
    let (title, rank, vacant) = (inert(&post.post.title), post.post.rank.say(lang), post.vacant());
    say!(lang, "{title}（{rank}，空缺 {vacant}）", "{title} ({rank}, {vacant} vacant)")
}

/// So many posts are offered.
const POSTS: u32 = 50;

fn open_posts(number: &str, context: &Context) -> Result<Option<(Certificate, Vec<PostRow>)>, Failure> {
    let (read, today) = (context.office.employment()?, context.office.today());
    let Some(one) = read.certificate(number)? else { return Ok(None) };
    let posts = read.open_posts(&one.trade, one.rank().number(), today, POSTS)?;
    Ok(Some((one, posts)))
}

/// What an appointment is due, and why.
fn due_told(id: AppointmentId, context: &Context) -> Result<Vec<Told>, Failure> {
    let (lang, theme) = (context.lang, &context.theme);
    let Some((row, due)) = due_of(&context.office, id, context.office.today())? else { return Ok(Vec::new()) };
    let mut lines = vec![
        Told::pair("受聘人", "Person", inert(&row.name)),
        Told::pair("单位", "Employer", inert(&row.employer_name)),
        Told::pair("岗位", "Post", inert(&row.post_title)),
        Told::pair("聘任等级", "Rank", row.appointment.rank.say(lang)),
        Told::pair("聘书写明", "In the document", inert(&row.appointment.treatment)),
        Told::Blank,
    ];
    lines.extend(tell::due(&due, lang, theme));
    Ok(lines)
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
            let told = Shelf::told(self.which(), row, context);
            if let Some(told) = context.tell(told) {
                self.shown.detail.draw(frame, right, &told, context);
            }
        }
    }

    fn available(&self, intent: Intent, _: &Context) -> Result<(), Refusal> {
        match intent {
            Intent::Wing(WingIntent::NewRow | WingIntent::EditRow | WingIntent::StrikeRow) => self.register().map(drop),
            Intent::Wing(verb @ (WingIntent::Stage | WingIntent::Outcome | WingIntent::Give)) => {
                verb_of(self.which(), verb)
            }
            Intent::Wing(WingIntent::Appoint) if self.which() != Which::Idle => {
                Err(elsewhere("持证未聘", "holders who are not appointed"))
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
