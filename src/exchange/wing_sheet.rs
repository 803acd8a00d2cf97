//! The wing's lists as sheets of cells, one and the same for the screen, the command line, a workbook and paper: every register, and
//! what follows from several of them.

use std::path::Path;

use serde::Serialize;

use super::print::Paper;
use super::print::aside::{Aside, file_of};
use super::print::lists::{self, Setting};
use super::print::write::{is_pdf, write};
use super::save::save;
use super::table::Table;
use crate::both;
use crate::domain::employment::register::{Holds, Kin, Register, columns, yuan};
use crate::domain::employment::treatment::{Due, due, unequal};
use crate::domain::id::AppointmentId;
use crate::domain::identity::inert;
use crate::domain::language::{Both, Lang, Say, counted};
use crate::ops::Office;
use crate::store::Failure;
use crate::store::backup::Existing;
use crate::store::employment::read::{AppointmentFilter, AppointmentRow, RegisterRow};

/// Which list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Which {
    Rows(Register),
    /// 应享待遇: what those in force are due today.
    Due,
    /// 同岗同酬.
    Unequal,
    /// Who offers what to whom.
    Flows,
    /// 持证未聘: holders whom nobody has appointed, each by their highest certificate.
    Idle,
}

impl Which {
    pub fn all() -> Vec<Which> {
        let registers = Register::ALL.iter().map(|register| Which::Rows(*register));
        registers.chain([Which::Due, Which::Unequal, Which::Flows, Which::Idle]).collect()
    }

    pub fn word(self) -> &'static str {
        match self {
            Which::Rows(register) => register.word(),
            Which::Due => "due",
            Which::Unequal => "equal-pay",
            Which::Flows => "flows",
            Which::Idle => "idle",
        }
    }
}

impl Say for Which {
    fn say(&self, lang: Lang) -> String {
        match self {
            Which::Rows(register) => return register.say(lang),
            Which::Due => lang.pick("应享待遇", "what is due"),
            Which::Unequal => lang.pick("同岗同酬核对", "equal pay check"),
            Which::Flows => lang.pick("谁给谁什么", "who offers what to whom"),
            Which::Idle => lang.pick("持证未聘", "certified, not appointed"),
        }
        .to_owned()
    }
}

/// A column of a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SheetColumn {
    pub zh: &'static str,
    pub en: &'static str,
    pub right: bool,
    /// Its least and most width on a screen.
    pub wide: (u16, u16),
    /// Where there is too little room, the highest goes first; 0 stays.
    pub drop: u8,
}

/// A row of a sheet: the number of what it is about, and its cells in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetRow {
    pub id: i64,
    pub zh: Vec<String>,
    pub en: Vec<String>,
    /// Whether somebody should look at it.
    pub loud: bool,
}

impl SheetRow {
    pub fn cells(&self, lang: Lang) -> &[String] {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }

    fn holds(&self, sought: &str) -> bool {
        let words = sought.to_lowercase();
        words
            .split_whitespace()
            .all(|word| self.zh.iter().chain(&self.en).any(|cell| cell.to_lowercase().contains(word)))
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    pub which: Which,
    pub columns: Vec<SheetColumn>,
    pub rows: Vec<SheetRow>,
}

/// What stands on a sheet: the newest rows that hold what is sought, at most `limit`.
pub fn sheet(office: &Office, which: Which, sought: &str, limit: u32) -> Result<Sheet, Failure> {
    let (columns, rows) = match which {
        Which::Rows(register) => (register_columns(register), register_rows(office, register, sought, limit)?),
        Which::Due => (DUE.to_vec(), due_rows(office, limit)?),
        Which::Unequal => (UNEQUAL.to_vec(), unequal_rows(office)?),
        Which::Flows => (FLOWS.to_vec(), flow_rows(office)?),
        Which::Idle => (IDLE.to_vec(), idle_rows(office, sought, limit)?),
    };
    let mut rows = rows;
    if !matches!(which, Which::Rows(_)) {
        rows.retain(|row| row.holds(sought));
        rows.truncate(limit as usize);
    }
    Ok(Sheet { which, columns, rows })
}

fn register_columns(register: Register) -> Vec<SheetColumn> {
    let column = |column: &crate::domain::employment::register::Column| {
        let (wide, right) = match column.holds {
            Holds::Text if column.must => ((18, 40), false),
            Holds::Text => ((8, 30), false),
            Holds::Date => ((10, 10), false),
            Holds::Count => ((4, 6), true),
            Holds::Money => ((9, 11), true),
            Holds::Rank => ((12, 17), false),
            Holds::Word(words) => {
                let wide = |word: &crate::domain::employment::register::Word| {
                    (word.zh.chars().count() * 2).max(word.en.chars().count())
                };
                let most = words.iter().map(wide).max().unwrap_or(8) as u16;
                ((most.min(10), most.max(14)), false)
            }
            Holds::Kin(Kin::Person) => ((8, 14), false),
            Holds::Kin(_) => ((14, 30), false),
        };
        SheetColumn { zh: column.zh, en: column.en, right, wide, drop: column.drop }
    };
    columns(register).iter().map(column).collect()
}

fn register_rows(office: &Office, register: Register, sought: &str, limit: u32) -> Result<Vec<SheetRow>, Failure> {
    let rows = office.employment()?.rows(register, sought, i64::MAX, limit)?;
    Ok(rows.iter().map(|row| of_row(row, office)).collect())
}

fn of_row(row: &RegisterRow, office: &Office) -> SheetRow {
    let over = row.record().date("ends").is_some_and(|ends| ends < office.today());
    let going = row.register == Register::Pair && row.cell("outcome", Lang::En) == "going on";
    SheetRow { id: row.id, zh: row.cells(Lang::Zh), en: row.cells(Lang::En), loud: over && going }
}

const fn text(zh: &'static str, en: &'static str, wide: (u16, u16), drop: u8) -> SheetColumn {
    SheetColumn { zh, en, right: false, wide, drop }
}

const fn number(zh: &'static str, en: &'static str, columns: u16, drop: u8) -> SheetColumn {
    SheetColumn { zh, en, right: true, wide: (columns, columns), drop }
}

const DUE: [SheetColumn; 9] = [
    text("受聘人", "Person", (8, 14), 0),
    text("单位", "Employer", (10, 28), 3),
    text("岗位", "Post", (10, 22), 1),
    text("等级", "Rank", (12, 17), 0),
    number("每月应享", "A month", 9, 0),
    number("每年", "A year", 9, 4),
    number("一次性", "Once", 9, 2),
    number("聘书月津贴", "Agreed", 10, 0),
    number("差额", "Differs", 9, 0),
];

/// What everybody in force is due today.
fn due_rows(office: &Office, limit: u32) -> Result<Vec<SheetRow>, Failure> {
    let (read, today) = (office.employment()?, office.today());
    let policies = read.policies()?;
    let rows = read.appointments_before(AppointmentId(i64::MAX), AppointmentFilter::InForce, today, limit)?;
    let told = rows.iter().map(|row| {
        let due = due(&policies, row.employer, row.appointment.rank, row.appointment.allowance, today);
        let cells = |lang| {
            vec![
                inert(&row.name),
                inert(&row.employer_name),
                inert(&row.post_title),
                row.appointment.rank.say(lang),
                yuan(due.month),
                yuan(due.year),
                yuan(due.once),
                yuan(due.agreed),
                if due.difference() == 0 { String::new() } else { yuan(due.difference()) },
            ]
        };
        SheetRow { id: row.id.0, zh: cells(Lang::Zh), en: cells(Lang::En), loud: due.difference() != 0 }
    });
    Ok(told.collect())
}

/// One appointment with what it is due on a day, line by line.
pub fn due_of(
    office: &Office,
    appointment: AppointmentId,
    day: chrono::NaiveDate,
) -> Result<Option<(AppointmentRow, Due)>, Failure> {
    let read = office.employment()?;
    let Some(row) = read.appointment(appointment)? else { return Ok(None) };
    let due = due(&read.policies()?, row.employer, row.appointment.rank, row.appointment.allowance, day);
    Ok(Some((row, due)))
}

const UNEQUAL: [SheetColumn; 7] = [
    text("单位", "Employer", (10, 28), 2),
    text("岗位", "Post", (10, 24), 0),
    text("等级", "Rank", (12, 17), 0),
    text("受聘人", "Person", (8, 14), 0),
    number("月津贴", "Allowance", 10, 0),
    text("待遇", "Treatment", (10, 40), 1),
    number("相差", "Apart", 9, 0),
];

fn unequal_rows(office: &Office) -> Result<Vec<SheetRow>, Failure> {
    let groups = unequal(office.employment()?.unlike(office.today())?);
    let rows = groups.iter().flat_map(|group| {
        group.people.iter().map(|one| {
            let cells = |lang| {
                vec![
                    inert(&one.employer_name),
                    inert(&one.post_title),
                    one.rank.say(lang),
                    inert(&one.name),
                    yuan(one.allowance),
                    inert(&one.treatment),
                    yuan(group.spread),
                ]
            };
            SheetRow { id: one.appointment, zh: cells(Lang::Zh), en: cells(Lang::En), loud: group.spread > 0 }
        })
    });
    Ok(rows.collect())
}

const FLOWS: [SheetColumn; 7] = [
    text("提供方", "Offers", (12, 32), 0),
    text("对象", "To", (11, 32), 0),
    number("设施设备", "Equipment", 8, 0),
    number("就业岗位", "Openings", 8, 0),
    number("师资", "Teachers", 8, 0),
    number("课程", "Courses", 7, 0),
    number("竞赛成果", "Results", 8, 0),
];

/// What each member offers to each other one, and to all, by kind: how much of it is in force today.
fn flow_rows(office: &Office) -> Result<Vec<SheetRow>, Failure> {
    let flows = office.employment()?.flows(office.today())?;
    let rows = flows.iter().map(|flow| {
        let cells = |lang: Lang| {
            let to = flow.receiver.as_deref().map_or_else(|| lang.pick("全体成员", "all members").to_owned(), inert);
            let amounts = flow.amounts.iter().map(|n| if *n == 0 { String::new() } else { n.to_string() });
            [inert(&flow.provider), to].into_iter().chain(amounts).collect()
        };
        SheetRow { id: flow.first, zh: cells(Lang::Zh), en: cells(Lang::En), loud: false }
    });
    Ok(rows.collect())
}

const IDLE: [SheetColumn; 6] = [
    text("证书编号", "Number", (22, 22), 0),
    text("持证人", "Holder", (8, 16), 0),
    text("职业", "Trade", (8, 24), 0),
    text("等级", "Level", (13, 20), 0),
    text("发证日期", "Issued on", (10, 10), 1),
    text("发证机构", "Issuer", (10, 30), 2),
];

/// How many certificates are asked for at once.
const PAGE: u32 = 2000;

/// Holders whom nobody has appointed, by number, until as many are found as are shown.
fn idle_rows(office: &Office, sought: &str, limit: u32) -> Result<Vec<SheetRow>, Failure> {
    let (read, today) = (office.employment()?, office.today());
    let (mut rows, mut after) = (Vec::new(), String::new());
    loop {
        let page = read.not_appointed(&after, today, PAGE)?;
        let Some(last) = page.last() else { break };
        after.clone_from(&last.number);
        let whole = page.len() == PAGE as usize;
        let row = |(at, one): (i64, &crate::domain::employment::Certificate)| {
            let cells = |lang| {
                vec![
                    one.number.clone(),
                    inert(&one.holder),
                    inert(&one.trade.title()),
                    match lang {
                        Lang::Zh => one.level.say(lang),
                        Lang::En => format!("Level {}", one.level.code()),
                    },
                    one.issued_on.to_string(),
                    inert(&one.issuer),
                ]
            };
            SheetRow { id: at, zh: cells(Lang::Zh), en: cells(Lang::En), loud: false }
        };
        rows.extend((1..).zip(&page).map(row).filter(|row| row.holds(sought)));
        if !whole || rows.len() >= limit as usize {
            break;
        }
    }
    Ok(rows)
}

impl Sheet {
    /// The sheet as rows on their way out: headers and cells of one language.
    pub fn table(&self, office: &Office, lang: Lang) -> Result<Table, Failure> {
        let (title, on) = (self.which.say(lang), office.today());
        let station = office.employment()?.station()?.map_or(String::new(), |(name, _)| inert(&name));
        let n = self.rows.len();
        let header = self.columns.iter().map(|column| lang.pick(column.zh, column.en).to_owned()).collect();
        Ok(Table {
            sheet: title.clone(),
            titles: vec![
                format!("{station}{}{title}", lang.pick("", " ")),
                match lang {
                    Lang::Zh => format!("截至 {on}，{n} 行"),
                    Lang::En => format!("As of {on}, {}", counted(n as u64, "row", "rows")),
                },
            ],
            header,
            rows: self.rows.iter().map(|row| row.cells(lang).to_vec()).collect(),
        })
    }
}

impl Sheet {
    /// Writes it as what the name's ending says: `.pdf` on paper, else `.xlsx` or `.csv`.
    pub fn write(&self, office: &Office, to: &Path, lang: Lang, existing: Existing) -> Result<(), Failure> {
        if !is_pdf(to) {
            return save(&self.table(office, lang)?, to, existing);
        }
        write(&self.on_paper(office, lang)?.1.wait()?, to, existing)
    }

    /// Its title, and the PDF that is being made beside the screen: a county's list has hundreds of pages.
    pub fn on_paper(&self, office: &Office, lang: Lang) -> Result<(String, Aside<Vec<u8>>), Failure> {
        let table = self.table(office, lang)?;
        let station = office.employment()?.station()?.map_or(String::new(), |(name, _)| inert(&name));
        let paper = Paper::today(office, &station, lang);
        let title = table.titles.first().unwrap_or(&table.sheet).clone();
        let making = file_of(vec![lists::of(&table, Setting::default())], &title, &paper, lang);
        Ok((title, making))
    }
}

/// What a list says where nothing is in it.
pub fn empty(which: Which) -> Both {
    match which {
        Which::Rows(register) => {
            let (zh, en) = (register.say(Lang::Zh), register.say(Lang::En));
            both!(
                "还没有{zh}。按 n 登记，或按 i 从文件导入。",
                "No {en} yet. Press n to record, or i to take them from a file."
            )
        }
        Which::Due => both!("没有在聘的人。", "Nobody is appointed today."),
        Which::Unequal => {
            both!("同岗同等级的人待遇都一样。", "Whoever holds the same post at the same rank is treated alike.")
        }
        Which::Idle => both!("持证人都有人聘。", "Every holder is appointed."),
        Which::Flows => {
            both!("还没有资源共享。在“资源共享”里按 n 登记。", "Nothing is shared yet. Press n under “what is shared”.")
        }
    }
}
