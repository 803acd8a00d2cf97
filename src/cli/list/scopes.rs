//! What the station is filed for.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Listed, Take, Wanted};
use crate::cli::problem::Problem;
use crate::domain::id::ScopeId;
use crate::domain::language::{Lang, Say};
use crate::domain::level::Level;
use crate::store::Read;
use crate::store::read::station::Scope;

#[derive(Debug, Serialize)]
pub struct ScopeLine {
    pub scope: ScopeId,
    pub classification: String,
    pub trade_code: String,
    pub trade: String,
    pub level: Level,
    pub valid_from: NaiveDate,
    pub valid_until: Option<NaiveDate>,
    pub document: String,
}

impl From<Scope> for ScopeLine {
    fn from(scope: Scope) -> ScopeLine {
        ScopeLine {
            scope: scope.id,
            classification: scope.classification,
            trade_code: scope.trade_code,
            trade: scope.trade_name,
            level: scope.level,
            valid_from: scope.valid_from,
            valid_until: scope.valid_until,
            document: scope.document,
        }
    }
}

impl Listed for ScopeLine {
    const HEADING: &[(&str, &str)] = &[
        ("大典", "Classification"),
        ("职业编码", "Code"),
        ("职业", "Trade"),
        ("等级", "Level"),
        ("起", "From"),
        ("止", "Until"),
        ("备案文号", "Document"),
    ];

    fn cells(&self, lang: Lang) -> Vec<String> {
        vec![
            self.classification.clone(),
            self.trade_code.clone(),
            self.trade.clone(),
            self.level.say(lang),
            self.valid_from.to_string(),
            self.valid_until.map_or_else(|| lang.pick("长期", "open").to_owned(), |until| until.to_string()),
            self.document.clone(),
        ]
    }
}

pub fn pages(read: &Read, wanted: &Wanted, take: Take<ScopeLine>) -> Result<(), Problem> {
    let fits = |scope: &Scope| wanted.fits(&[&scope.trade_name, &scope.trade_code, &scope.document]);
    take(read.scopes()?.into_iter().filter(fits).map(ScopeLine::from).collect());
    Ok(())
}
