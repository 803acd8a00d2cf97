//! A list that left the office is an act: under which profile, with which columns, how many rows, and the file's SHA-256.

use super::Office;
use crate::refusal;
use crate::store::act::{Act, Kind, ListExported};
use crate::store::{Decided, Failure};

/// Records it. Whole document numbers need a purpose.
///
/// # Errors
/// `purpose_needed`.
pub fn exported(office: &mut Office, list: ListExported, purpose: Option<&str>) -> Result<(), Failure> {
    let purpose = purpose.map(str::trim).filter(|purpose| !purpose.is_empty()).map(str::to_owned);
    office.act(Kind::ListExported, purpose.as_deref(), |_, _| Ok(Decided::act(Act::ListExported(list))))
}

/// Refuses whole numbers without a purpose: asked before anything is written.
pub fn may_export(office: &Office, whole_numbers: bool, purpose: Option<&str>) -> Result<(), Failure> {
    office.may(Kind::ListExported)?;
    if whole_numbers && purpose.is_none_or(|purpose| purpose.trim().is_empty()) {
        return Err(refusal!(
            "purpose_needed",
            "带完整证件号码的名单须写明用途。",
            "A list with whole document numbers needs a purpose."
        )
        .next(crate::both!("加 --purpose 写明给谁、做什么用。", "Say with --purpose whom it goes to and what for."))
        .into());
    }
    Ok(())
}
