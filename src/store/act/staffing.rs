//! Acts about staffing: examiners' records, declared ties, drawn panels, sessions.

use serde::{Deserialize, Serialize};

use super::bytes_as_hex;
use crate::domain::evaluation::batch::BatchItem;
use crate::domain::evaluation::staffing::{Examiner, PanelMember, Session, TieKind};
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::id::{BatchId, CandidateId, PersonId, SessionId, TieId};

/// A person's record as an examiner, as it is from now on; a renewed card is recorded again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExaminerRecorded {
    pub person: PersonId,
    pub record: Examiner,
}

/// A second person approved an examiner's record: the one of that row of the journal, and no later one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExaminerApproved {
    pub person: PersonId,
    pub recorded: i64,
}

/// Somebody who works here is tied to somebody else, who may be a candidate already.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TieDeclared {
    pub candidate: Option<CandidateId>,
    pub id: TieId,
    pub kind: TieKind,
    pub person: PersonId,
}

/// The personal part of a tie: whom it is with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TiedTo {
    /// The keyed tag of the document's last four characters; empty where they were not told.
    #[serde(with = "bytes_as_hex")]
    pub doc_tail: Vec<u8>,
    pub name: String,
    pub note: String,
}

/// The counter-act; its reason is in the stamp.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TieWithdrawn {
    pub id: TieId,
}

/// The panel of a subject by lot; it replaces an earlier one. Anyone can repeat it from `seed` and `pool`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PanelDrawn {
    pub batch: BatchId,
    pub item: BatchItem,
    /// In the order in which they were taken.
    pub members: Vec<PanelMember>,
    /// Left out for the sake of rotation, though ranked before the last member.
    pub passed_over: Vec<PersonId>,
    /// Everybody who could have been drawn, by lot.
    pub pool: Vec<PersonId>,
    /// 32 lower-case hex digits.
    pub seed: String,
    pub subject: SubjectKind,
}

/// A session of a batch, new or changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionPlanned {
    pub batch: BatchId,
    pub session: Session,
}

/// A session that does not take place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionDropped {
    pub id: SessionId,
}
