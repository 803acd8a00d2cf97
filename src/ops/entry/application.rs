//! One application, and the roster file that several came in.

use chrono::NaiveDate;

use crate::domain::evaluation::eligibility::Claims;
use crate::domain::evaluation::entry::Details;
use crate::domain::identity::{Document, PersonName, Phone, Sex};
use crate::domain::level::Level;

/// One application, checked against itself; the batch and the file are asked here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Application {
    /// The trade as it is written: its name, or name and branch.
    pub trade: String,
    pub level: Level,
    /// The condition claimed.
    pub condition: Option<u16>,
    pub document: Document,
    pub name: PersonName,
    pub sex: Sex,
    pub birth: Option<NaiveDate>,
    pub phone: Option<Phone>,
    pub claims: Claims,
    pub details: Details,
}

/// Where a roster came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterFile {
    pub name: String,
    pub sha256: String,
}
