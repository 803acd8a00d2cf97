//! Acts about what an inspector looks for.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::evaluation::inspection::ItemFound;
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::id::{BatchId, EntryId};

/// 内部督导表 of a batch; a later one replaces it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupervisionRecorded {
    pub batch: BatchId,
    pub items: Vec<ItemFound>,
    pub on: NaiveDate,
    pub opinion: String,
    /// Place among the grades of the overall opinion, 0 the best.
    pub overall: u8,
}

/// 考场情况记录单: one room and subject; a later one replaces it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoomRecorded {
    pub batch: BatchId,
    pub expected: u16,
    /// What happened; empty where nothing did.
    pub incidents: String,
    pub invigilators: String,
    pub on: NaiveDate,
    pub present: u16,
    pub room: u16,
    pub subject: SubjectKind,
}

/// 迎检: a sample of candidates whose papers are looked through.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InspectionDrawn {
    pub batch: BatchId,
    pub entries: Vec<EntryId>,
    pub on: NaiveDate,
    pub seed: String,
}
