//! The columns of a plain list by their headers: each under the names that offices use for it.

use super::grid::{Grid, header_key};
use crate::both;
use crate::domain::refusal::Refusal;
use crate::refusal;

/// One column: its own name first, then the others that are taken for it.
pub struct Wanted {
    pub names: &'static [&'static str],
    pub required: bool,
}

/// The places of the columns, 1-based; 0 where one that may be missing is.
///
/// # Errors
/// `header_missing` names the first column that must be there and is not.
pub fn places<const N: usize>(grid: &Grid, wanted: &[Wanted; N]) -> Result<[u32; N], Refusal> {
    let headers: Vec<String> = grid.headers().iter().map(|header| header_key(header)).collect();
    let place = |names: &[&str]| {
        names.iter().find_map(|name| {
            let key = header_key(name);
            headers.iter().position(|found| *found == key).and_then(|at| u32::try_from(at + 1).ok())
        })
    };
    let mut places = [0; N];
    for (at, column) in wanted.iter().enumerate() {
        places[at] = match place(column.names) {
            Some(found) => found,
            None if !column.required => 0,
            None => {
                let name = column.names[0];
                let all: Vec<&str> = wanted.iter().filter(|it| it.required).map(|it| it.names[0]).collect();
                let (zh, en) = (all.join("，"), all.join(", "));
                return Err(refusal!("header_missing", "表头缺少“{name}”。", "The header lacks “{name}”.")
                    .next(both!("表头应有：{zh}。", "The header must have: {en}.")));
            }
        };
    }
    Ok(places)
}

/// Every name of every column, by which the header row is found.
pub fn names(wanted: &[Wanted]) -> Vec<&'static str> {
    wanted.iter().flat_map(|column| column.names.iter().copied()).collect()
}
