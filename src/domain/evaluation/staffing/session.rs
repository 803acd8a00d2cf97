//! A session 场次: when and where the candidates of an item sit a subject (domain §3.3).

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use crate::domain::evaluation::batch::BatchItem;
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::id::SessionId;
use crate::domain::refusal::Refusal;
use crate::refusal;

/// From a minute to a minute, by the station's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    pub from: NaiveDateTime,
    pub until: NaiveDateTime,
}

impl Span {
    /// One that ends where the other begins does not overlap it.
    pub fn overlaps(self, other: Span) -> bool {
        self.from < other.until && other.from < self.until
    }

    pub fn touches(self, day: NaiveDate) -> bool {
        (self.from.date()..=self.until.date()).contains(&day)
    }

    /// `2026-09-20 09:00–10:30`.
    pub fn text(self) -> String {
        format!("{}–{}", self.from.format("%Y-%m-%d %H:%M"), self.until.format("%H:%M"))
    }

    /// A span that ends before it begins, or runs over midnight.
    pub fn fault(self) -> Option<Refusal> {
        let (from, until) = (self.from.format("%Y-%m-%d %H:%M"), self.until.format("%Y-%m-%d %H:%M"));
        if self.until <= self.from {
            return Some(refusal!(
                "session_ends_early",
                "场次结束 {until} 应晚于开始 {from}。",
                "The session must end after it begins at {from}, not at {until}."
            ));
        }
        (self.from.date() != self.until.date()).then(|| {
            refusal!(
                "session_over_midnight",
                "场次 {from} 至 {until} 跨日，请分成两场。",
                "The session from {from} to {until} runs over midnight; make it two."
            )
        })
    }
}

/// A session of a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    pub id: SessionId,
    pub item: BatchItem,
    /// The room whose candidates sit; none: those of every room.
    pub room: Option<u16>,
    pub span: Span,
    pub subject: SubjectKind,
}
