//! Acts about blank certificates: the ledger's movements, counts, and which certificate was printed on which of them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::evaluation::printing::{Layout, Occasion};
use crate::domain::evaluation::stock::{BlankMove, PrintSerial, SerialRange};
use crate::domain::id::{BatchId, PersonId};

/// Blanks that went from one place to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlanksMoved {
    /// The batch that they were issued for.
    pub batch: Option<BatchId>,
    /// Why, where somebody asked; empty else.
    pub because: String,
    /// The number of the delivery note or decision; empty where there is none.
    pub document: String,
    pub made: BlankMove,
    pub on: NaiveDate,
    /// In whose hands they are from now on, or who brought them back.
    pub person: Option<PersonId>,
    pub range: SerialRange,
}

/// A count 盘点: what was found, and how it differs from what should be here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlanksCounted {
    pub found: Vec<SerialRange>,
    /// Should be here and was not found.
    pub missing: Vec<SerialRange>,
    pub note: String,
    pub on: NaiveDate,
    /// Was found and should not be here.
    pub surplus: Vec<SerialRange>,
}

/// A copy of a certificate on paper; on plain paper it has no serial.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificatePrinted {
    /// 1 is the first ever printed of this certificate.
    pub copy: u32,
    pub layout: Layout,
    pub number: String,
    pub occasion: Occasion,
    pub on: NaiveDate,
    pub serial: Option<PrintSerial>,
}
