//! Employers, posts, appointments and the rows of every register from a spreadsheet: read, looked through line by line by the very way in which they are taken, and
//! told with row, column and what would be right.

use std::collections::HashMap;

use serde::Serialize;

use super::grid::{Grid, KnownHeaders, Row, header_key};
use super::read::read;
use super::roster::dates::date;
use super::roster::fault::RowFault;
use super::roster::mapping::REASON_HEADER;
use super::shown::shown;
use super::source::{Source, Unread};
use super::table::Table;
use super::weights_standard::CLASSIFICATION;
use crate::domain::employment::register::{Column, Holds, Register, columns as columns_of, fen};
use crate::domain::employment::{Employer, Rank};
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::domain::trade::Trade;
use crate::ops::employment::{
    AppointmentLine, Cells as RegisterCells, PostLine, TakenFile, Told, Who, take_appointments, take_employers,
    take_posts, take_rows,
};
use crate::ops::{Going, Office};
use crate::store::Failure;
use crate::{both, refusal};

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    Employers,
    Posts,
    Appointments,
    Rows(Register),
}

impl What {
    /// All of them: what stands on others comes after them.
    pub fn all() -> Vec<What> {
        let registers = Register::ALL.iter().map(|register| What::Rows(*register));
        [What::Employers, What::Posts, What::Appointments].into_iter().chain(registers).collect()
    }

    /// Its word on the command line.
    pub fn word(self) -> &'static str {
        match self {
            What::Employers => "employers",
            What::Posts => "posts",
            What::Appointments => "appointments",
            What::Rows(register) => register.word(),
        }
    }

    /// The header: what must be there, then what may be.
    pub fn headers(self) -> (Vec<&'static str>, Vec<&'static str>) {
        match self {
            What::Employers => (vec!["单位名称", "统一社会信用代码"], vec!["行政区划", "联系人"]),
            What::Posts => (
                vec!["单位", "岗位名称", "职业名称", "职业编码", "等级", "核定人数"],
                vec!["大典版本", "岗位职责", "定岗文件", "设立日期"],
            ),
            What::Appointments => (
                vec!["单位", "岗位名称", "聘书编号", "聘期起"],
                vec!["证书编号", "姓名", "聘任等级", "聘期止", "理由", "职责", "待遇", "月津贴"],
            ),
            What::Rows(register) => {
                let filled = columns_of(register).iter().filter(|column| column.derived.is_none());
                let (must, may): (Vec<_>, Vec<_>) = filled.partition(|column| column.must);
                let names = |columns: Vec<&'static Column>| columns.into_iter().map(|column| column.zh).collect();
                (names(must), names(may))
            }
        }
    }
}

impl Say for What {
    fn say(&self, lang: Lang) -> String {
        match self {
            What::Employers => lang.pick("用人单位", "employers"),
            What::Posts => lang.pick("岗位", "posts"),
            What::Appointments => lang.pick("聘任", "appointments"),
            What::Rows(register) => return register.say(lang),
        }
        .to_owned()
    }
}

enum Lines {
    Employers(Vec<Employer>),
    Posts(Vec<PostLine>),
    Appointments(Vec<AppointmentLine>),
    Rows(Register, Vec<RegisterCells>),
}

impl Lines {
    fn count(&self) -> usize {
        match self {
            Lines::Employers(lines) => lines.len(),
            Lines::Posts(lines) => lines.len(),
            Lines::Appointments(lines) => lines.len(),
            Lines::Rows(_, lines) => lines.len(),
        }
    }
}

/// One row as it was read.
#[derive(Clone, Debug, Serialize)]
pub struct LineRow {
    /// As Excel shows it.
    pub row: u32,
    /// What it is about.
    pub title: String,
    /// Why it does not go in; empty where it does.
    pub faults: Vec<RowFault>,
}

/// A file, read and looked through.
pub struct Preview {
    pub what: What,
    pub rows: Vec<LineRow>,
    /// The lines that go in, in their order.
    lines: Lines,
    file: TakenFile,
    grid: Grid,
}

/// Cells of one row by header, and the faults that were found in them.
struct Cells<'a> {
    columns: &'a HashMap<String, u32>,
    row: &'a Row,
    faults: Vec<RowFault>,
}

impl Cells<'_> {
    fn place(&self, header: &str) -> u32 {
        self.columns.get(&header_key(header)).copied().unwrap_or(0)
    }

    fn text(&self, header: &str) -> String {
        self.row.cell(self.place(header)).text().trim().to_owned()
    }

    fn fault(&mut self, header: &str, wrong: Both) {
        let value = shown(&self.text(header));
        self.faults.push(RowFault { row: self.row.number, column: header.to_owned(), value, wrong, right: None });
    }

    fn needed(&mut self, header: &str) -> String {
        let text = self.text(header);
        if text.is_empty() {
            self.fault(header, both!("不能为空。", "it must not be empty."));
        }
        text
    }

    fn date(&mut self, header: &str) -> Option<chrono::NaiveDate> {
        let found = date(self.row.cell(self.place(header)));
        if found.is_none() && !self.text(header).is_empty() {
            let value = shown(&self.text(header));
            self.fault(
                header,
                both!("“{value}”不是日期，应如 2026-03-01。", "“{value}” is no date; write 2026-03-01."),
            );
        }
        found
    }

    fn rank(&mut self, header: &str) -> Option<Rank> {
        let text = self.text(header);
        let rank = Rank::parse(&text);
        if rank.is_none() && !text.is_empty() {
            let value = shown(&text);
            self.fault(
                header,
                both!(
                    "“{value}”不是等级，应如 三级、高级工、特级技师。",
                    "“{value}” is no rank; write 三级, 高级工 or 特级技师."
                ),
            );
        }
        rank
    }

    fn number(&mut self, header: &str) -> u32 {
        let text = self.text(header);
        text.parse().unwrap_or_else(|_| {
            let value = shown(&text);
            self.fault(header, both!("“{value}”不是整数。", "“{value}” is no whole number."));
            0
        })
    }

    /// Yuan with at most two decimals, in fen; empty is nothing.
    fn money(&mut self, header: &str) -> i64 {
        let text = self.text(header);
        fen(&text).unwrap_or_else(|| {
            let value = shown(&text);
            self.fault(
                header,
                both!("“{value}”不是金额，应如 300 或 300.50。", "“{value}” is no amount; write 300 or 300.50."),
            );
            0
        })
    }
}

/// Reads the file and looks every line through.
///
/// # Errors
/// A file that cannot be read, a header that lacks a column, and `not_their_role` for whoever may not take it in.
pub fn preview(office: &mut Office, what: What, source: &Source) -> Result<Preview, Unread> {
    let (must, may) = what.headers();
    let known = KnownHeaders::new(must.iter().chain(&may).copied());
    let grid = read(source, &known)?;
    let columns = columns(&grid, &must)?;
    let station = office.employment()?.station().map_err(Failure::from)?;
    let region = station.map_or(String::new(), |(_, region)| region);
    let mut rows = Vec::new();
    let mut lines = match what {
        What::Employers => Lines::Employers(Vec::new()),
        What::Posts => Lines::Posts(Vec::new()),
        What::Appointments => Lines::Appointments(Vec::new()),
        What::Rows(register) => Lines::Rows(register, Vec::new()),
    };
    for row in &grid.rows {
        let mut cells = Cells { columns: &columns, row, faults: Vec::new() };
        let title = match &mut lines {
            Lines::Employers(lines) => {
                let line = employer(&mut cells, &region);
                let title = line.name.clone();
                keep(&cells, lines, line);
                title
            }
            Lines::Posts(lines) => {
                let line = post(&mut cells);
                let title = format!("{} {}", line.employer, line.title);
                keep(&cells, lines, line);
                title
            }
            Lines::Appointments(lines) => {
                let (who, line) = appointment(&mut cells);
                keep(&cells, lines, line);
                who
            }
            Lines::Rows(register, lines) => {
                let line = register_cells(&cells, *register);
                let titles = columns_of(*register).iter().filter(|column| column.must).take(2);
                let title = titles.filter_map(|column| line.get(column.zh).cloned()).collect::<Vec<_>>().join(" ");
                lines.push(line);
                title
            }
        };
        rows.push(LineRow { row: row.number, title: shown(&title), faults: cells.faults });
    }
    let file = TakenFile { name: source.name.to_owned(), sha256: source.sha256() };
    let mut preview = Preview { what, rows, lines, file, grid };
    preview.look_through(office, source)?;
    Ok(preview)
}

fn keep<L>(cells: &Cells, lines: &mut Vec<L>, line: L) {
    if cells.faults.is_empty() {
        lines.push(line);
    }
}

fn columns(grid: &Grid, must: &[&str]) -> Result<HashMap<String, u32>, Refusal> {
    let columns: HashMap<String, u32> = grid.headers().iter().map(|header| header_key(header)).zip(1u32..).collect();
    match must.iter().find(|header| !columns.contains_key(&header_key(header))) {
        None => Ok(columns),
        Some(header) => {
            let all = must.join("，");
            Err(refusal!("header", "表头缺少“{header}”。", "The header lacks “{header}”.")
                .next(both!("表头至少要有：{all}。", "It needs at least: {all}.")))
        }
    }
}

fn employer(cells: &mut Cells, region: &str) -> Employer {
    let own = cells.text("行政区划");
    Employer {
        name: cells.needed("单位名称"),
        credit_code: cells.needed("统一社会信用代码"),
        region: if own.is_empty() { region.to_owned() } else { own },
        contact: cells.text("联系人"),
    }
}

fn post(cells: &mut Cells) -> PostLine {
    let edition = cells.text("大典版本");
    let rank = cells.needed("等级");
    PostLine {
        employer: cells.needed("单位"),
        title: cells.needed("岗位名称"),
        trade: Trade {
            classification: if edition.is_empty() { CLASSIFICATION.to_owned() } else { edition },
            code: cells.needed("职业编码"),
            name: cells.needed("职业名称"),
            branch: String::new(),
        },
        rank: if rank.is_empty() { Rank::Elementary } else { cells.rank("等级").unwrap_or(Rank::Elementary) },
        established: cells.number("核定人数"),
        description: cells.text("岗位职责"),
        document: cells.text("定岗文件"),
        opened_on: cells.date("设立日期"),
    }
}

fn appointment(cells: &mut Cells) -> (String, AppointmentLine) {
    let (number, name) = (cells.text("证书编号"), cells.text("姓名"));
    if number.is_empty() && name.is_empty() {
        cells.fault("证书编号", both!("证书编号和姓名至少要有一项。", "a certificate's number or a name is needed."));
    }
    let title = if name.is_empty() { number.clone() } else { name.clone() };
    let who = if number.is_empty() { Who::Named(name) } else { Who::Holder(number) };
    let starts = cells.date("聘期起");
    if starts.is_none() && cells.text("聘期起").is_empty() {
        cells.fault("聘期起", both!("不能为空。", "it must not be empty."));
    }
    let line = AppointmentLine {
        employer: cells.needed("单位"),
        post: cells.needed("岗位名称"),
        who,
        rank: cells.rank("聘任等级"),
        starts: starts.unwrap_or_default(),
        ends: cells.date("聘期止"),
        document: cells.needed("聘书编号"),
        because: cells.text("理由"),
        duties: cells.text("职责"),
        treatment: cells.text("待遇"),
        allowance: cells.money("月津贴"),
    };
    (title, line)
}

/// The row's cells by header; a date that the workbook keeps as a number is written out.
fn register_cells(cells: &Cells, register: Register) -> RegisterCells {
    let filled = columns_of(register).iter().filter(|column| column.derived.is_none());
    let text = |column: &Column| match column.holds {
        Holds::Date => {
            date(cells.row.cell(cells.place(column.zh))).map_or_else(|| cells.text(column.zh), |day| day.to_string())
        }
        _ => cells.text(column.zh),
    };
    filled.map(|column| (column.zh.to_owned(), text(column))).collect()
}

impl Preview {
    pub fn good(&self) -> usize {
        self.rows.iter().filter(|row| row.faults.is_empty()).count()
    }

    /// The user's own faulty rows under the user's own headers, each with its reasons, to be mended and taken in again.
    pub fn faulty(&self, lang: Lang) -> Table {
        let mut header = self.grid.headers();
        let kept: Vec<usize> = (0..header.len()).filter(|at| header[*at] != REASON_HEADER).collect();
        header = kept.iter().map(|at| header[*at].clone()).collect();
        header.push(REASON_HEADER.to_owned());
        let faulty = self.rows.iter().zip(&self.grid.rows).filter(|(row, _)| !row.faults.is_empty());
        let rows = faulty.map(|(row, given)| {
            let cell = |at: &usize| given.cells.get(*at).map(|cell| cell.text().into_owned()).unwrap_or_default();
            let reasons = row.faults.iter().map(|fault| fault.reason(lang)).collect::<Vec<_>>().join("\n");
            kept.iter().map(cell).chain([reasons]).collect()
        });
        Table { sheet: REASON_HEADER.to_owned(), titles: Vec::new(), header, rows: rows.collect() }
    }

    /// Walks the way of the taking without keeping anything; what is refused on it is left out from then on.
    fn look_through(&mut self, office: &mut Office, source: &Source) -> Result<(), Failure> {
        let all = self.lines.count();
        let told = self.walk(office, None, &mut |behind| Ok(source.going_on(behind, all)?))?;
        let good = self.rows.iter_mut().filter(|row| row.faults.is_empty());
        for (row, refusal) in good.zip(&told) {
            row.faults.extend(refusal.as_ref().map(|refusal| RowFault {
                row: row.row,
                column: String::new(),
                value: String::new(),
                wrong: Both { zh: refusal.say(Lang::Zh), en: refusal.say(Lang::En) },
                right: None,
            }));
        }
        let mut fits = told.iter().map(Option::is_none);
        match &mut self.lines {
            Lines::Employers(lines) => lines.retain(|_| fits.next().unwrap_or(false)),
            Lines::Posts(lines) => lines.retain(|_| fits.next().unwrap_or(false)),
            Lines::Appointments(lines) => lines.retain(|_| fits.next().unwrap_or(false)),
            Lines::Rows(_, lines) => lines.retain(|_| fits.next().unwrap_or(false)),
        }
        Ok(())
    }

    fn walk(&self, office: &mut Office, file: Option<&TakenFile>, going: &mut Going) -> Result<Told, Failure> {
        match &self.lines {
            Lines::Employers(lines) => take_employers(office, lines, file, going),
            Lines::Posts(lines) => take_posts(office, lines, file, going),
            Lines::Appointments(lines) => take_appointments(office, lines, file, going),
            Lines::Rows(register, lines) => take_rows(office, *register, lines, file, going),
        }
    }

    /// Takes the good lines in, all of them or none; how many.
    pub fn take(&self, office: &mut Office) -> Result<usize, Failure> {
        let (hold, all) = (office.hold().clone(), self.lines.count());
        let told = self.walk(office, Some(&self.file), &mut |behind| hold.going_on(behind, all))?;
        match told.into_iter().flatten().next() {
            Some(refusal) => Err(refusal.into()),
            None => Ok(self.good()),
        }
    }
}
