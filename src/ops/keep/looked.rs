//! The look at every row of the journal, once a day.

use crate::ops::Office;
use crate::store::Failure;
use crate::store::check::{Finding, journal};

/// The day on which the rows of this copy were last found sound.
const CHECKED: &str = "rows_checked";

/// Whether the rows were found sound today already.
pub fn rows_checked_today(office: &Office) -> Result<bool, Failure> {
    Ok(office.read().preference(CHECKED)?.is_some_and(|day| day == office.today().to_string()))
}

/// Holds every row of both journals against its leaf and the tree's root; what is wrong is named by its row.
pub fn check_rows(office: &mut Office) -> Result<Vec<Finding>, Failure> {
    let keeper = office.store.keeper()?;
    let findings = journal(&keeper, &mut |_, _| true)?;
    if findings.is_empty() {
        let today = office.today().to_string();
        office.prefer(CHECKED, &today)?;
    }
    Ok(findings)
}
