//! Tables as lists on paper.

use crate::document::list::List;
use crate::domain::identity::inert;
use crate::exchange::table::Table;

/// How a table is set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Setting {
    /// Columns that stand again where the others go over several pages.
    pub lead: usize,
    /// What a QR code on the first page says.
    pub code: Option<String>,
}

impl Setting {
    /// A sheet to fill by hand: the criterion and its full mark stand again beside each handful of candidates.
    pub const fn sheet() -> Setting {
        Setting { lead: 3, code: None }
    }

    pub const fn with_code(code: Option<String>) -> Setting {
        Setting { lead: 0, code }
    }
}

/// The list of a table: what stands below its first blank row are sums and places to sign.
pub fn of(table: &Table, Setting { lead, code }: Setting) -> List {
    let below = table.rows.iter().position(|row| row.iter().all(String::is_empty)).unwrap_or(table.rows.len());
    let text = |row: &Vec<String>| row.iter().map(|cell| inert(cell)).collect::<Vec<String>>();
    let foot = table.rows[below..].iter().map(text).filter(|row| !row.iter().all(String::is_empty));
    // The checkpoint code stands on every page: any of them may be torn off.
    let stands_for = table.titles.iter().find(|title| title.starts_with("存证码"));
    let note = stands_for.or(table.titles.get(1)).map_or(String::new(), |title| inert(title));
    List {
        titles: table.titles.iter().map(|title| inert(title)).collect(),
        header: text(&table.header),
        rows: table.rows[..below].iter().map(text).collect(),
        foot: foot.collect(),
        lead,
        code,
        note,
    }
}
