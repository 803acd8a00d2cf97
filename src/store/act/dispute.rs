//! Acts about disputes: objections, re-checks and appeals, each with its receipt and the day by which it is answered.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::evaluation::dispute::{DisputeResult, RecheckGround};
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::id::{BatchId, DisputeId, EntryId};

/// 异议, by anyone, about an entry or about the batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectionRaised {
    pub batch: BatchId,
    pub entry: Option<EntryId>,
    pub id: DisputeId,
    pub raised_on: NaiveDate,
    pub receipt: String,
    pub reply_by: NaiveDate,
    pub text: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectionDecided {
    pub decided_on: NaiveDate,
    pub decision: String,
    pub id: DisputeId,
    pub upheld: bool,
}

/// 成绩复核, by the candidate, of one subject.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecheckAsked {
    pub batch: BatchId,
    pub entry: EntryId,
    pub ground: RecheckGround,
    pub id: DisputeId,
    pub raised_on: NaiveDate,
    pub receipt: String,
    pub reply_by: NaiveDate,
    pub subject: SubjectKind,
    pub text: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecheckDecided {
    pub decided_on: NaiveDate,
    pub decision: String,
    pub id: DisputeId,
    /// Unchanged or corrected.
    pub result: DisputeResult,
}

/// 申诉, to the higher office, against a decision made here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppealFiled {
    pub against: DisputeId,
    pub batch: BatchId,
    pub entry: Option<EntryId>,
    pub id: DisputeId,
    /// Where it goes: the higher office's name.
    pub office: String,
    pub raised_on: NaiveDate,
    pub receipt: String,
    pub reply_by: NaiveDate,
    pub text: String,
}

/// What the higher office answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppealDecided {
    pub decided_on: NaiveDate,
    pub decision: String,
    pub id: DisputeId,
    pub upheld: bool,
}
