//! Standards, by code.

use serde::Serialize;

use super::{Listed, Take, Wanted};
use crate::cli::problem::Problem;
use crate::domain::id::{Digest, StandardId};
use crate::domain::language::Lang;
use crate::domain::level::Level;
use crate::store::Read;
use crate::store::read::standard::StandardRow;

#[derive(Debug, Serialize)]
pub struct StandardLine {
    pub standard: StandardId,
    pub trade: String,
    pub trade_code: String,
    pub branch: String,
    pub classification: String,
    pub edition: String,
    pub levels: Vec<Level>,
    pub state: &'static str,
    pub digest: Digest,
}

impl From<StandardRow> for StandardLine {
    fn from(row: StandardRow) -> StandardLine {
        StandardLine {
            standard: row.id,
            trade: row.trade.name,
            trade_code: row.trade.code,
            branch: row.trade.branch,
            classification: row.trade.classification,
            edition: row.edition,
            levels: row.levels,
            state: if row.approved { "approved" } else { "draft" },
            digest: row.digest,
        }
    }
}

impl StandardLine {
    pub fn state(&self, lang: Lang) -> &'static str {
        if self.state == "approved" { lang.pick("已批准", "approved") } else { lang.pick("草稿", "draft") }
    }
}

impl Listed for StandardLine {
    const HEADING: &[(&str, &str)] = &[
        ("大典", "Classification"),
        ("职业编码", "Code"),
        ("职业", "Trade"),
        ("工种", "Branch"),
        ("版本", "Edition"),
        ("等级", "Levels"),
        ("状态", "State"),
    ];

    fn cells(&self, lang: Lang) -> Vec<String> {
        vec![
            self.classification.clone(),
            self.trade_code.clone(),
            self.trade.clone(),
            if self.branch.is_empty() { "--".to_owned() } else { self.branch.clone() },
            self.edition.clone(),
            self.levels.iter().map(|level| level.code().to_string()).collect::<Vec<_>>().join(" "),
            self.state(lang).to_owned(),
        ]
    }
}

pub fn pages(read: &Read, wanted: &Wanted, take: Take<StandardLine>) -> Result<(), Problem> {
    let fits = |row: &StandardRow| wanted.fits(&[&row.trade.title(), &row.trade.code]);
    take(read.standards()?.into_iter().filter(fits).map(StandardLine::from).collect());
    Ok(())
}
