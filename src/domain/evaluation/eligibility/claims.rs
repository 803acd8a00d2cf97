//! What a candidate declares. Everything may be left out; what is left out is unknown until [`Claims::nothing_else`] is said.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::condition::{EducationKind, EvidenceKind, TitleLevel};
use crate::domain::level::Level;

/// A candidate's declarations as of the cutoff date. Birth and dates are personal: they belong in the sealed part of an act.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Claims {
    pub birth: Option<NaiveDate>,
    /// Whole years worked in the trade itself.
    pub years_in_trade: Option<u16>,
    /// Whole years worked in related trades, beside those.
    pub years_in_related: Option<u16>,
    pub prior: Option<PriorClaim>,
    pub title: Option<TitleClaim>,
    /// The schooling that the chosen condition rests on.
    pub education: Option<EducationKind>,
    pub major: Option<MajorRelation>,
    /// Still at that school, about to graduate. Left out, the schooling counts as finished.
    pub student: Option<bool>,
    pub training_hours: Option<u16>,
    /// Prerequisite documents held, in the words of the conditions: `C1 驾驶证`.
    pub prerequisites: Vec<String>,
    /// The evidence handed in.
    pub evidence: BTreeSet<EvidenceKind>,
    /// The form is complete: there is no certificate, title, schooling, training or work beside what is declared. What is left
    /// out is then absent and no longer unknown.
    pub nothing_else: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PriorClaim {
    pub level: Level,
    #[serde(default)]
    pub issued: Option<NaiveDate>,
    /// As written on the certificate.
    #[serde(default)]
    pub number: Option<String>,
    /// A clerk has looked it up (已查验). Offline stations often cannot.
    #[serde(default)]
    pub checked: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TitleClaim {
    pub level: TitleLevel,
    #[serde(default)]
    pub since: Option<NaiveDate>,
}

/// How near the subject studied is to the trade, as the clerk judged it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MajorRelation {
    Same,
    Related,
    Other,
}
