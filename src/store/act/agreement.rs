//! Acts by which a panel comes to agree, and by which its marks get a second look.

use serde::{Deserialize, Serialize};

use crate::domain::evaluation::moderation::{SampleRule, Sampled};
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::id::{BatchId, EntryId, PersonId};

/// A subject of an entry goes back to its panel: whoever has signed it signs anew, and only what is signed after this counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseOpened {
    pub because: String,
    pub entry: EntryId,
    pub subject: SubjectKind,
}

/// Somebody beyond the panel marks this entry's subject too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FurtherNamed {
    pub because: String,
    pub entry: EntryId,
    pub person: PersonId,
    pub subject: SubjectKind,
}

/// Which marks of a batch get a second look, with the seed and the rule by which anybody finds the same ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SampleDrawn {
    pub batch: BatchId,
    pub chosen: Vec<Sampled>,
    pub rule: SampleRule,
    /// Lower-case hex.
    pub seed: String,
}

/// A second look: agreed, or sent back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moderated {
    pub agreed: bool,
    pub because: String,
    pub entry: EntryId,
    pub subject: SubjectKind,
}

/// A file of scores taken in as one person's entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScoresTaken {
    pub batch: BatchId,
    pub file_name: String,
    pub person: PersonId,
    pub sha256: String,
    pub sheets: u32,
}
