//! Acts about the station, its people and its settings.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::id::{PersonId, ScopeId};
use crate::domain::level::Level;
use crate::domain::stamp::Role;

/// The first act of a file: whose it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StationFounded {
    pub address: String,
    /// 统一社会信用代码, 18 characters (GB 32100).
    pub credit_code: String,
    pub name: String,
    pub phone: String,
    /// GB/T 2260, six digits.
    pub region: String,
    /// The first 13 characters of the station's certificate numbers (人社鉴发〔2019〕2号).
    pub site_code: String,
}

/// One row of the filed scope: a trade and level for a span of dates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScopeFiled {
    pub classification: String,
    pub document: String,
    pub id: ScopeId,
    pub level: Level,
    pub trade_code: String,
    pub trade_name: String,
    pub valid_from: NaiveDate,
    pub valid_until: Option<NaiveDate>,
}

/// A person who works here, as they are from now on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonRecorded {
    pub id: PersonId,
    pub name: String,
    pub roles: Vec<Role>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingSet {
    pub name: String,
    pub value: String,
}

/// A named way to read a bureau's headers (模板方案); `value` is its JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MappingKept {
    pub name: String,
    pub value: String,
}
