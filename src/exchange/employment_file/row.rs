//! One row of such a file as the line that it stands for, with all that is wrong with its cells.

use std::collections::HashMap;

use crate::both;
use crate::domain::employment::register::{Column, Holds, Register, columns as columns_of, fen};
use crate::domain::employment::{Employer, Rank};
use crate::domain::language::Both;
use crate::domain::trade::Trade;
use crate::exchange::grid::{Row, header_key};
use crate::exchange::roster::dates::date;
use crate::exchange::roster::fault::RowFault;
use crate::exchange::shown::shown;
use crate::exchange::weights_standard::CLASSIFICATION;
use crate::ops::employment::{AppointmentLine, Cells as RegisterCells, PostLine, Who};

/// Cells of one row by header, and the faults that were found in them.
pub(super) struct Cells<'a> {
    pub columns: &'a HashMap<String, u32>,
    pub row: &'a Row,
    pub faults: Vec<RowFault>,
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

pub(super) fn employer(cells: &mut Cells, region: &str) -> Employer {
    let own = cells.text("行政区划");
    Employer {
        name: cells.needed("单位名称"),
        credit_code: cells.needed("统一社会信用代码"),
        region: if own.is_empty() { region.to_owned() } else { own },
        contact: cells.text("联系人"),
    }
}

pub(super) fn post(cells: &mut Cells) -> PostLine {
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

pub(super) fn appointment(cells: &mut Cells) -> (String, AppointmentLine) {
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
pub(super) fn register_cells(cells: &Cells, register: Register) -> RegisterCells {
    let filled = columns_of(register).iter().filter(|column| column.derived.is_none());
    let text = |column: &Column| match column.holds {
        Holds::Date => {
            date(cells.row.cell(cells.place(column.zh))).map_or_else(|| cells.text(column.zh), |day| day.to_string())
        }
        _ => cells.text(column.zh),
    };
    filled.map(|column| (column.zh.to_owned(), text(column))).collect()
}
