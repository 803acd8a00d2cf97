//! Acts of the day of the exam: what was seen on the floor, lots, numbers of finished pieces, unmaskings.

use serde::{Deserialize, Serialize};

use crate::domain::evaluation::batch::BatchItem;
use crate::domain::evaluation::floor::{Place, Seen};
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::id::{BatchId, EntryId};

/// Seen of one candidate, or of all who begin or end together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FloorNoted {
    /// RFC 3339, the time of the act.
    pub at: String,
    pub entries: Vec<EntryId>,
    pub seen: Seen,
    pub subject: SubjectKind,
}

/// Workplaces and question sets by lot. Anyone can repeat it from `seed`, `pool` and `free`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlacesDrawn {
    pub batch: BatchId,
    /// The workplaces that could be drawn, ascending.
    pub free: Vec<u16>,
    pub item: BatchItem,
    pub places: Vec<Place>,
    /// Who drew, by number.
    pub pool: Vec<EntryId>,
    /// 32 lower-case hex digits.
    pub seed: String,
    pub sets: u16,
    pub subject: SubjectKind,
}

/// A finished workpiece or paper got a number of its own; which one is told to nobody who marks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PieceNumbered {
    pub entry: EntryId,
    pub subject: SubjectKind,
}

/// The number, and the lot it came by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PieceNumber {
    pub number: u16,
    pub seed: String,
}

/// Whoever marks blind saw whose work it is; the reason is in the stamp.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unmasked {
    pub entry: EntryId,
    pub subject: SubjectKind,
}
