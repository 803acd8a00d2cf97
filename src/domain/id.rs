//! Typed row numbers, so that an entry's number is never taken for a candidate's, and digests as text.

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);
    )+};
}

ids! {
    /// A standard: one edition of the rules for a trade.
    StandardId,
    /// A paper: one subject's test for a level.
    PaperId,
    /// A person who works here: clerk, examiner, supervisor.
    PersonId,
    /// A candidate: a person with an identity document.
    CandidateId,
    /// A batch: one announced round.
    BatchId,
    /// An entry: a candidate's application to one level of one trade in one batch.
    EntryId,
    /// A fact that overrides every mark.
    VetoId,
    /// An objection, a re-check or an appeal.
    DisputeId,
    /// A row of the station's filed scope.
    ScopeId,
    /// A tie that somebody who works here has declared.
    TieId,
    /// A session of a batch.
    SessionId,
    /// An employer.
    EmployerId,
    /// A post of an employer.
    PostId,
    /// Somebody who is or was appointed.
    EmployeeId,
    /// An appointment.
    AppointmentId,
}

/// A SHA-256 digest as 64 lower-case hex digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Digest(pub String);

impl Digest {
    /// The first twelve digits: enough to tell two apart on a screen.
    pub fn short(&self) -> &str {
        self.0.get(..12).unwrap_or(&self.0)
    }
}

/// What a sheet is marked by: one digest over those of its paper and its standard, 43 characters of base64url. It is made by the
/// `credential` room, and here only held against another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Basis(pub String);
