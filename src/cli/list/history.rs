//! Certificates of before or of elsewhere, as their ledgers tell them.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Listed, PAGE, Take, Wanted};
use crate::cli::personal;
use crate::cli::problem::Problem;
use crate::domain::evaluation::certificate::Way;
use crate::domain::language::{Lang, Say};
use crate::domain::level::Level;
use crate::store::Read;
use crate::store::read::history::HistoricalRow;

#[derive(Debug, Serialize)]
pub struct HistoryLine {
    pub number: String,
    pub holder: String,
    pub trade: String,
    pub trade_code: String,
    pub level: Level,
    pub issued_on: NaiveDate,
    pub issuer: String,
    pub way: Way,
    /// Never: it was taken in from a ledger.
    pub verified: bool,
}

impl HistoryLine {
    pub fn of(read: &Read, row: HistoricalRow) -> HistoryLine {
        HistoryLine {
            number: row.number,
            holder: personal::name(read, row.holder),
            trade: row.trade_name,
            trade_code: row.trade_code,
            level: row.level,
            issued_on: row.issued_on,
            issuer: row.issuer,
            way: row.way,
            verified: false,
        }
    }
}

impl Listed for HistoryLine {
    const HEADING: &[(&str, &str)] = &[
        ("证书编号", "Number"),
        ("姓名", "Holder"),
        ("职业", "Trade"),
        ("等级", "Level"),
        ("发证日期", "Issued"),
        ("发证机构", "Issuer"),
        ("取得方式", "By"),
        ("来源", "Source"),
    ];

    fn cells(&self, lang: Lang) -> Vec<String> {
        vec![
            self.number.clone(),
            self.holder.clone(),
            self.trade.clone(),
            self.level.say(lang),
            self.issued_on.to_string(),
            self.issuer.clone(),
            self.way.say(lang),
            lang.pick("外部导入·未经本系统验证", "from a ledger, not verified here").to_owned(),
        ]
    }
}

pub fn pages(read: &Read, wanted: &Wanted, take: Take<HistoryLine>) -> Result<(), Problem> {
    if let Some(search) = wanted.search {
        let rows = read.search_historical(search, u32::MAX)?;
        take(rows.into_iter().map(|row| HistoryLine::of(read, row)).collect());
        return Ok(());
    }
    let mut after = 0;
    loop {
        let rows = read.historical_after(after, PAGE)?;
        let Some(last) = rows.last() else { return Ok(()) };
        after = last.seq;
        if !take(rows.into_iter().map(|row| HistoryLine::of(read, row)).collect()) {
            return Ok(());
        }
    }
}
