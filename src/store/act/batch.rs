//! Acts about a batch.

use serde::{Deserialize, Serialize};

use crate::domain::evaluation::batch::{BatchItem, BatchPlan, BatchState, Publicity};
use crate::domain::evaluation::staffing::{Overridden, PanelMember};
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::id::{BatchId, PaperId};

/// A batch's plan, new or rewritten while it is a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanWritten {
    pub id: BatchId,
    pub plan: BatchPlan,
}

/// From one state to another; a backward move has a reason in its stamp.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchMoved {
    pub batch: BatchId,
    pub from: BatchState,
    /// The dates, where the move begins publicity.
    pub publicity: Option<Publicity>,
    pub to: BatchState,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperChosen {
    pub batch: BatchId,
    pub item: BatchItem,
    pub paper: PaperId,
    pub subject: SubjectKind,
}

/// The whole panel of a subject, by name; it replaces an earlier one. What it overrides has its reason in the stamp.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PanelNamed {
    pub batch: BatchId,
    pub item: BatchItem,
    pub members: Vec<PanelMember>,
    pub overridden: Vec<Overridden>,
    pub subject: SubjectKind,
}
