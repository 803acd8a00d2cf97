//! Acts about standards and papers.

use serde::{Deserialize, Serialize};

use crate::domain::evaluation::paper::Paper;
use crate::domain::evaluation::standard::Standard;
use crate::domain::id::{Digest, PaperId, StandardId};

/// A standard as a draft, new or rewritten.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandardWritten {
    pub digest: Digest,
    pub id: StandardId,
    pub standard: Standard,
    /// As it was written by hand, so that an export gives it back unchanged.
    pub written: String,
}

/// From now on the standard never changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandardApproved {
    pub digest: Digest,
    pub id: StandardId,
}

/// A paper; it never changes, a new version replaces it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperWritten {
    pub digest: Digest,
    pub id: PaperId,
    pub paper: Paper,
    pub standard: StandardId,
    pub written: String,
}
