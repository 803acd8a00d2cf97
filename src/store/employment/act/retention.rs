//! The end of personal data on this side, and the keys by which a second person agrees to it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::id::{EmployeeId, PersonId};
use crate::store::recorded::bytes_as_hex;

/// The public key by which somebody of this side agrees beside somebody else; it takes the place of the one before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WingKeyEnrolled {
    #[serde(with = "bytes_as_hex")]
    pub key: Vec<u8>,
    pub person: PersonId,
}

/// 清除: the sealed parts of these people's acts are gone from here on; each leaf still commits to a salted digest of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmployeesErased {
    pub people: Vec<ErasedEmployee>,
    /// The station's rule of that day.
    pub years: u32,
}

/// One person, and everything that was kept of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErasedEmployee {
    /// The day from which the years were counted.
    pub counted_from: NaiveDate,
    pub employee: EmployeeId,
    /// The rows of this journal whose sealed parts are erased, ascending.
    pub parts: Vec<i64>,
}
