//! The certificates that stand, counted by year, trade, level, sex and age: the figures of a yearly report.

use serde::Serialize;

use super::{Listed, Take, Wanted};
use crate::cli::problem::Problem;
use crate::domain::identity::Sex;
use crate::domain::language::{Lang, Say};
use crate::domain::level::Level;
use crate::store::Read;
use crate::store::read::tally::{Cell, Tally, band, sex};

#[derive(Debug, Serialize)]
pub struct TallyLine {
    /// Of issue.
    year: u16,
    classification: String,
    trade_code: String,
    trade: String,
    level: Level,
    sex: Option<Sex>,
    /// Where the band begins.
    age: Option<u8>,
    certificates: u32,
}

impl TallyLine {
    fn of(trade: &Tally, cell: &Cell) -> TallyLine {
        TallyLine {
            year: trade.year,
            classification: trade.classification.clone(),
            trade_code: trade.trade_code.clone(),
            trade: trade.trade_name.clone(),
            level: cell.level,
            sex: cell.sex,
            age: cell.age,
            certificates: cell.certificates,
        }
    }
}

impl Listed for TallyLine {
    const HEADING: &[(&str, &str)] = &[
        ("年度", "Year"),
        ("职业编码", "Code"),
        ("职业", "Trade"),
        ("等级", "Level"),
        ("性别", "Sex"),
        ("发证时年龄", "Age at issue"),
        ("证书", "Certificates"),
    ];

    fn cells(&self, lang: Lang) -> Vec<String> {
        vec![
            self.year.to_string(),
            self.trade_code.clone(),
            self.trade.clone(),
            self.level.say(lang),
            sex(self.sex, lang),
            band(self.age, lang),
            self.certificates.to_string(),
        ]
    }
}

pub fn pages(read: &Read, wanted: &Wanted, take: Take<TallyLine>) -> Result<(), Problem> {
    let mut trades = read.certificate_tally()?;
    trades.retain(|trade| wanted.fits(&[&trade.year.to_string(), &trade.trade_code, &trade.trade_name]));
    take(trades.iter().flat_map(|trade| trade.cells.iter().map(|cell| TallyLine::of(trade, cell))).collect());
    Ok(())
}
