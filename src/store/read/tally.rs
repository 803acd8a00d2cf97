//! The certificates that stand, counted: what a yearly report asks, from the tally that their acts keep.

use rusqlite::Row;
use serde::Serialize;

use super::{Read, Result};
use crate::domain::identity::Sex;
use crate::domain::language::{Lang, Say};
use crate::domain::level::Level;
use crate::say;

/// The ages at issue, told by where each band begins.
pub const BANDS: [u8; 5] = [0, 25, 35, 45, 55];

/// How many certificates of one cell stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Of issue.
    pub year: u16,
    pub classification: String,
    pub trade_code: String,
    pub trade_name: String,
    pub level: Level,
    /// None where nobody said, or it was erased.
    pub sex: Option<Sex>,
    /// Where the band of the age at issue begins, one of [`BANDS`]; none where no birth is known.
    pub age: Option<u8>,
    pub certificates: u32,
}

fn tally(row: &Row) -> Result<Tally> {
    let sex: String = row.get("sex")?;
    Ok(Tally {
        year: row.get("year")?,
        classification: row.get("classification")?,
        trade_code: row.get("trade_code")?,
        trade_name: row.get("trade_name")?,
        level: row.get("level")?,
        sex: [Sex::Male, Sex::Female].into_iter().find(|known| crate::store::convert::word(known) == sex),
        age: u8::try_from(row.get::<_, i64>("age")?).ok(),
        certificates: row.get("certificates")?,
    })
}

impl Read<'_> {
    /// Every cell in which a certificate stands: the last year first, by trade, the highest level first.
    pub fn certificate_tally(&self) -> Result<Vec<Tally>> {
        let sql =
            "SELECT year, classification, trade_code, trade_name, level, sex, age, certificates FROM certificate_tally
                   ORDER BY year DESC, classification, trade_code, trade_name, level, sex DESC, age";
        self.all(sql, [], tally)
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
