//! The certificates that stand, counted: what a yearly report asks, from the tally that their acts keep.

use rusqlite::Row;

use super::{Read, Result};
use crate::domain::identity::Sex;
use crate::domain::language::{Lang, Say};
use crate::domain::level::Level;
use crate::say;

/// The ages at issue, told by where each band begins.
pub const BANDS: [u8; 5] = [0, 25, 35, 45, 55];

/// How many certificates of a trade were issued in a year and stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// Of issue.
    pub year: u16,
    pub classification: String,
    pub trade_code: String,
    pub trade_name: String,
    /// The lowest level code first; a cell in which nobody is, is not there.
    pub cells: Vec<Cell>,
}

/// How many of one level, sex and age.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    pub level: Level,
    /// None where nobody said, or it was erased.
    pub sex: Option<Sex>,
    /// Where the band of the age at issue begins, one of [`BANDS`]; none where no birth is known.
    pub age: Option<u8>,
    pub certificates: u32,
}

fn cell(row: &Row) -> Result<Cell> {
    let sex = match row.get_ref(5)?.as_str()? {
        "male" => Some(Sex::Male),
        "female" => Some(Sex::Female),
        _ => None,
    };
    let age = u8::try_from(row.get::<_, i64>(6)?).ok();
    Ok(Cell { level: row.get(4)?, sex, age, certificates: row.get(7)? })
}

impl Read<'_> {
    /// Every trade of every year in which a certificate stands: the first year first, then by the trade's code.
    pub fn certificate_tally(&self) -> Result<Vec<Tally>> {
        // In the order of the key: nothing is sorted, and a trade's cells lie together.
        let sql =
            "SELECT year, classification, trade_code, trade_name, level, sex, age, certificates FROM certificate_tally
                   ORDER BY year, classification, trade_code, trade_name, level, sex, age";
        let mut trades: Vec<Tally> = Vec::new();
        self.all(sql, [], |row| {
            let (year, cell) = (row.get(0)?, cell(row)?);
            let text = |column: usize| Ok::<_, rusqlite::Error>(row.get_ref(column)?.as_str()?);
            let (classification, code, name) = (text(1)?, text(2)?, text(3)?);
            let same = |last: &&mut Tally| {
                (last.year, last.classification.as_str(), last.trade_code.as_str(), last.trade_name.as_str())
                    == (year, classification, code, name)
            };
            match trades.last_mut().filter(same) {
                Some(last) => last.cells.push(cell),
                None => trades.push(Tally {
                    year,
                    classification: classification.to_owned(),
                    trade_code: code.to_owned(),
                    trade_name: name.to_owned(),
                    cells: vec![cell],
                }),
            }
            Ok(())
        })?;
        Ok(trades)
    }
}

/// `25–34 岁`; `年龄不详` where no birth is known.
pub fn band(age: Option<u8>, lang: Lang) -> String {
    let Some(from) = age else { return lang.pick("年龄不详", "age not known").to_owned() };
    match BANDS.into_iter().find(|next| *next > from).map(|next| next - 1) {
        Some(to) if from == 0 => say!(lang, "{to} 岁以下", "up to {to}"),
        Some(to) => say!(lang, "{from}–{to} 岁", "{from}–{to}"),
        None => say!(lang, "{from} 岁以上", "{from} and over"),
    }
}

/// `女`; `性别不详` where nobody said.
pub fn sex(sex: Option<Sex>, lang: Lang) -> String {
    sex.map_or_else(|| lang.pick("性别不详", "sex not known").to_owned(), |sex| sex.say(lang))
}
