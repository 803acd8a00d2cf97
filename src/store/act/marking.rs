//! Acts about marking; a signed sheet is an act by itself.

use serde::{Deserialize, Serialize};

use crate::domain::evaluation::outcome::Outcome;
use crate::domain::evaluation::standing::Standing;
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::id::{EntryId, VetoId};

/// What stands for a subject: absent, in breach, exempt and the rest; `sat` takes an earlier one back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandingSet {
    pub entry: EntryId,
    pub evidence: String,
    pub standing: Standing,
    pub subject: SubjectKind,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VetoWithdrawn {
    pub id: VetoId,
}

/// The derivation that follows from what is signed; `check` derives it again and compares.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutcomeDerived {
    pub entry: EntryId,
    pub outcome: Outcome,
}
