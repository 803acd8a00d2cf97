//! The act by which a panel divides the questions of a paper. What it agrees on together is a sheet.

use serde::{Deserialize, Serialize};

use crate::domain::evaluation::batch::BatchItem;
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::evaluation::way::Share;
use crate::domain::id::BatchId;

/// Who marks which question from now on; it replaces an earlier division.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionsDivided {
    pub batch: BatchId,
    pub item: BatchItem,
    pub shares: Vec<Share>,
    pub subject: SubjectKind,
}
