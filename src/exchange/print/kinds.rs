//! What a batch has to print, in the order in which an office needs it.

use super::lists::{Setting, of};
use super::paper::checkpoint_text;
use super::run::Kind;
use super::tickets;
use crate::both;
use crate::document::list::List;
use crate::domain::id::BatchId;
use crate::domain::language::Both;
use crate::exchange::profile::{self, Profile};
use crate::exchange::{inspection, lists, notices, sheets};
use crate::store::read::batch::Batch;
use crate::store::{Failure, Read};

/// A document of a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Document {
    Tickets,
    Attendance,
    Handover,
    Rooms,
    Sheets,
    Scores,
    Publicity,
    Notices,
    Slips,
    Certificates,
    Supervision,
    Report,
}

impl Document {
    pub const ALL: [Document; 12] = [
        Document::Tickets,
        Document::Attendance,
        Document::Handover,
        Document::Rooms,
        Document::Sheets,
        Document::Scores,
        Document::Publicity,
        Document::Notices,
        Document::Slips,
        Document::Certificates,
        Document::Supervision,
        Document::Report,
    ];

    pub fn word(self) -> Both {
        match self {
            Document::Tickets => both!("准考证", "Admission tickets"),
            Document::Attendance => both!("考生签到表", "Attendance"),
            Document::Handover => both!("试卷交接登记表", "Handover of papers"),
            Document::Rooms => both!("考场情况记录单", "Record of the rooms"),
            Document::Sheets => both!("手工评分表", "Score sheets by hand"),
            Document::Scores => both!("成绩登记表", "Register of scores"),
            Document::Publicity => both!("公示名单", "Public list"),
            Document::Notices => both!("成绩通知单", "Score notices"),
            Document::Slips => both!("成绩条", "Score slips"),
            Document::Certificates => both!("证书核发名册", "Roster of certificates"),
            Document::Supervision => both!("内部督导表", "Internal supervision"),
            Document::Report => both!("考评报告", "Report"),
        }
    }

    pub const fn profile(self) -> &'static Profile {
        match self {
            Document::Tickets => &profile::TICKETS,
            Document::Attendance => &profile::ATTENDANCE,
            Document::Handover => &profile::HANDOVER,
            Document::Rooms => &profile::ROOMS,
            Document::Sheets => &profile::SHEETS,
            Document::Scores => &profile::SCORES,
            Document::Publicity => &profile::PUBLICITY,
            Document::Notices => &profile::NOTICES,
            Document::Slips => &profile::SLIPS,
            Document::Certificates => &profile::CERTIFICATES,
            Document::Supervision => &profile::SUPERVISION,
            Document::Report => &profile::REPORT,
        }
    }

    /// Where each candidate gets one: made candidate by candidate.
    pub const fn run(self) -> Option<Kind> {
        match self {
            Document::Tickets => Some(Kind::Tickets),
            Document::Notices => Some(Kind::Notices),
            Document::Slips => Some(Kind::Slips),
            _ => None,
        }
    }

    /// Whether there is something to print yet.
    pub fn may(self, read: &Read, batch: &Batch) -> Result<(), Failure> {
        match self {
            Document::Tickets => tickets::due(read, batch.id).map(drop),
            Document::Notices | Document::Slips => Ok(notices::may_notify(batch)?),
            _ => Ok(()),
        }
    }

    /// What one that is a list says, to be laid out.
    pub fn lists(self, read: &Read, batch: BatchId) -> Result<Vec<List>, Failure> {
        let table = match self {
            Document::Attendance => inspection::attendance(read, batch)?,
            Document::Handover => inspection::handover(read, batch)?,
            Document::Rooms => inspection::rooms(read, batch)?,
            Document::Publicity => lists::publicity(read, batch)?,
            Document::Certificates => lists::certificates(read, batch)?,
            Document::Supervision => inspection::supervision(read, batch)?,
            Document::Report => inspection::report(read, batch)?,
            Document::Scores => {
                let setting = Setting::with_code(checkpoint_text(read)?);
                return Ok(vec![of(&lists::scores(read, batch)?, setting)]);
            }
            Document::Sheets => {
                let tables = sheets::tables(read, batch)?;
                return Ok(tables.iter().map(|table| of(table, Setting::sheet())).collect());
            }
            Document::Tickets | Document::Notices | Document::Slips => return Ok(Vec::new()),
        };
        Ok(vec![of(&table, Setting::default())])
    }
}
