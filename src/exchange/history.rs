//! An old ledger 历史发证台账: each row becomes a certificate that was issued elsewhere or before, or all of its faults.

use std::collections::HashMap;

use serde::Serialize;

use super::columns_of::{Wanted, names, places};
use super::grid::{Grid, KnownHeaders, Row};
use super::read::read;
use super::roster::dates::date;
use super::roster::fault::RowFault;
use super::shown::shown;
use super::source::{Source, Unread};
use crate::both;
use crate::domain::evaluation::certificate::Way;
use crate::domain::evaluation::certificate_number::CertificateNumber;
use crate::domain::identity::{Document, DocumentKind, PersonName, mask_number};
use crate::domain::language::{Both, Lang, Say};
use crate::domain::level::Level;
use crate::domain::refusal::Refusal;
use crate::ops::Office;
use crate::ops::history::{Ledger, Past, not_taken, screen, take};
use crate::store::Failure;

const COLUMNS: [Wanted; 11] = [
    Wanted { names: &["证书编号", "证书号码", "证书号"], required: true },
    Wanted { names: &["姓名", "持证人"], required: true },
    Wanted { names: &["证件类型"], required: false },
    Wanted { names: &["证件号码", "身份证号码", "身份证号", "证件号"], required: true },
    Wanted { names: &["职业名称", "职业", "职业（工种）", "职业工种名称", "工种"], required: true },
    Wanted { names: &["职业编码", "职业代码"], required: false },
    Wanted { names: &["等级", "技能等级", "职业技能等级", "级别"], required: true },
    Wanted { names: &["发证日期", "发证时间", "核发日期"], required: true },
    Wanted { names: &["发证机构", "发证机关", "发证单位", "评价机构"], required: false },
    Wanted { names: &["取得方式"], required: false },
    Wanted { names: &["备注"], required: false },
];

/// One row as it was read.
#[derive(Clone, Debug, Serialize)]
pub struct HistoryRow {
    /// As Excel shows it.
    pub row: u32,
    pub number: String,
    pub name: String,
    pub trade: String,
    pub level: Option<Level>,
    /// Why it does not go in; empty where it does.
    pub faults: Vec<RowFault>,
    #[serde(skip)]
    past: Option<Past>,
}

/// A ledger, read and checked.
pub struct History {
    pub rows: Vec<HistoryRow>,
    ledger: Ledger,
}

/// Reads the file and checks every row.
pub fn preview(office: &Office, source: &Source) -> Result<History, Unread> {
    let grid = read(source, &KnownHeaders::new(names(&COLUMNS)))?;
    let ledger = Ledger { name: source.name.to_owned(), sha256: source.sha256() };
    let rows = check(office, source, &grid, &ledger).map_err(Refusal::from)?;
    Ok(History { rows, ledger })
}

impl History {
    pub fn good(&self) -> usize {
        self.rows.iter().filter(|row| row.past.is_some()).count()
    }

    /// Takes the good rows, all of them or none.
    pub fn take(&self, office: &mut Office) -> Result<u32, Failure> {
        let good: Vec<Past> = self.rows.iter().filter_map(|row| row.past.clone()).collect();
        take(office, &good, &self.ledger)
    }
}

fn check(office: &Office, source: &Source, grid: &Grid, ledger: &Ledger) -> Result<Vec<HistoryRow>, Failure> {
    let (read, today) = (&office.read(), office.today());
    not_taken(read, ledger)?;
    let places = places(grid, &COLUMNS)?;
    let mut seen: HashMap<String, u32> = HashMap::new();
    let mut rows = Vec::new();
    for (behind, row) in grid.rows.iter().enumerate() {
        source.going_on(behind, grid.rows.len())?;
        let mut reading = Reading { row, places, faults: Vec::new() };
        let mut past = reading.past();
        let number = past.as_ref().map(|past| past.number.as_str().to_owned());
        if let Some(own) = &past {
            for fault in screen(read, own, today)? {
                reading.fault(0, fault);
            }
        }
        if let Some(first) = number.clone().and_then(|number| seen.insert(number, row.number)) {
            reading.fault(0, both!("与第 {first} 行的编号相同", "the same number as row {first}"));
        }
        if !reading.faults.is_empty() {
            past = None;
        }
        rows.push(HistoryRow {
            row: row.number,
            // Sixteen digits are no ID number here.
            number: number.unwrap_or_else(|| shown(&reading.text(0))),
            name: shown(&reading.text(1)),
            trade: shown(&reading.text(4)),
            level: Level::parse(&reading.text(6)),
            faults: reading.faults,
            past,
        });
    }
    Ok(rows)
}

/// One row under reading; columns are named by their place in [`COLUMNS`].
struct Reading<'a> {
    row: &'a Row,
    places: [u32; 11],
    faults: Vec<RowFault>,
}

impl Reading<'_> {
    fn text(&self, column: usize) -> String {
        self.row.cell(self.places[column]).text().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn fault(&mut self, column: usize, wrong: Both) {
        let text = self.text(column);
        let value = if column == 3 { mask_number(&text) } else { shown(&text) };
        let header = COLUMNS[column].names[0].to_owned();
        let (zh, en) = (wrong.zh.trim_end_matches('。'), wrong.en.trim_end_matches('.'));
        let wrong = both!("{zh}。", "{en}.");
        self.faults.push(RowFault { row: self.row.number, column: header, value, wrong, right: None });
    }

    fn say(&mut self, column: usize, fault: &impl Say) {
        self.fault(column, Both { zh: fault.say(Lang::Zh), en: fault.say(Lang::En) });
    }

    fn past(&mut self) -> Option<Past> {
        let number = match CertificateNumber::parse_any(&self.text(0)) {
            Ok(number) => Some(number),
            Err(fault) => {
                self.say(0, &fault);
                None
            }
        };
        let name = match PersonName::parse(&self.text(1)) {
            Ok(name) => Some(name),
            Err(fault) => {
                self.say(1, &fault);
                None
            }
        };
        let document = self.document();
        let trade_name = self.text(4);
        if trade_name.is_empty() {
            self.fault(4, both!("不能为空", "it must not be empty"));
        }
        let level = Level::parse(&self.text(6));
        if level.is_none() {
            self.fault(6, both!("应为等级，如 三级/高级工", "a level is wanted, like 三级/高级工"));
        }
        let issued_on = date(self.row.cell(self.places[7]));
        if issued_on.is_none() {
            self.fault(7, both!("应为日期，如 2019-06-30", "a date is wanted, like 2019-06-30"));
        }
        let way = Way::read(&self.text(9));
        if way.is_none() {
            self.fault(9, both!("应为 考核、直接认定、竞赛或换证", "one of 考核, 直接认定, 竞赛, 换证 is wanted"));
        }
        Some(Past {
            document: document?,
            name: name?,
            issued_on: issued_on?,
            issuer: self.text(8),
            level: level?,
            number: number?,
            trade_code: self.text(5),
            trade_name,
            way: way?,
        })
        .filter(|past| !past.trade_name.is_empty())
    }

    fn document(&mut self) -> Option<Document> {
        let (told, number) = (self.text(2), self.text(3));
        let kind = if told.is_empty() { Some(DocumentKind::ResidentIdCard) } else { DocumentKind::parse(&told) };
        let Some(kind) = kind else {
            self.fault(2, both!("不认识的证件类型", "that kind of document is not known"));
            return None;
        };
        match Document::parse(kind, &number) {
            Ok(document) => Some(document),
            Err(fault) => {
                self.say(3, &fault);
                None
            }
        }
    }
}
