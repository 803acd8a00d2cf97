//! SQL values and the domain's words: the one place where they meet.

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::domain::anchor::Reason;
use crate::domain::calendar::DayKind;
use crate::domain::employment::appointment::NoticeDecision;
use crate::domain::employment::growth::{Outcome, Stage};
use crate::domain::employment::{Ending, Grade, Rank};
use crate::domain::evaluation::batch::{BatchKind, BatchState};
use crate::domain::evaluation::certificate::{Approved, Change, Ground, Status, Way};
use crate::domain::evaluation::dispute::{DisputeKind, DisputeResult, RecheckGround};
use crate::domain::evaluation::entry::Decision;
use crate::domain::evaluation::outcome::Verdict;
use crate::domain::evaluation::printing::{Layout, Occasion};
use crate::domain::evaluation::staffing::{ExaminerKind, TieKind};
use crate::domain::evaluation::stock::{BlankMove, BlankState, PrintSerial};
use crate::domain::evaluation::subject::SubjectKind;
use crate::domain::evaluation::upload::UploadState;
use crate::domain::id::{AppointmentId, EmployeeId, EmployerId, PostId};
use crate::domain::id::{
    BatchId, CandidateId, Digest, DisputeId, EntryId, PaperId, PersonId, ScopeId, SessionId, StandardId, TieId, VetoId,
};
use crate::domain::level::Level;
use crate::domain::stamp::Role;

macro_rules! numbers {
    ($($id:ty),+) => {$(
        impl ToSql for $id {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(self.0.into())
            }
        }
        impl FromSql for $id {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                i64::column_result(value).map(Self)
            }
        }
    )+};
}

numbers!(BatchId, CandidateId, DisputeId, EntryId, PaperId, PersonId, ScopeId, SessionId, StandardId, TieId, VetoId);

numbers!(AppointmentId, EmployeeId, EmployerId, PostId);

macro_rules! words {
    ($($word:ty),+) => {$(
        impl ToSql for $word {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(self.word().into())
            }
        }
        impl FromSql for $word {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                <$word>::from_word(value.as_str()?).ok_or(FromSqlError::InvalidType)
            }
        }
    )+};
}

words!(
    Approved,
    BatchKind,
    BatchState,
    BlankMove,
    BlankState,
    Change,
    DayKind,
    Decision,
    DisputeKind,
    DisputeResult,
    ExaminerKind,
    Ground,
    Layout,
    Occasion,
    Reason,
    RecheckGround,
    Role,
    Status,
    SubjectKind,
    TieKind,
    UploadState,
    Verdict,
    Way
);

words!(Ending, Grade, NoticeDecision);

words!(Outcome, Stage);

impl ToSql for Rank {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(i64::from(self.number()).into())
    }
}

impl FromSql for Rank {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let number = u8::try_from(i64::column_result(value)?).map_err(|_| FromSqlError::InvalidType)?;
        Rank::from_number(number).ok_or(FromSqlError::InvalidType)
    }
}

impl ToSql for Level {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(i64::from(self.code()).into())
    }
}

impl FromSql for Level {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let code = u8::try_from(i64::column_result(value)?).map_err(|_| FromSqlError::InvalidType)?;
        Level::from_code(code).ok_or(FromSqlError::InvalidType)
    }
}

impl ToSql for PrintSerial {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.to_string().into())
    }
}

impl FromSql for PrintSerial {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        PrintSerial::parse(value.as_str()?).map_err(|_| FromSqlError::InvalidType)
    }
}

impl ToSql for Digest {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.as_str().into())
    }
}

impl FromSql for Digest {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        String::column_result(value).map(Digest)
    }
}

/// A value kept as JSON text or bytes.
pub struct Json<T>(pub T);

impl<T: DeserializeOwned> FromSql for Json<T> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let bytes = match value {
            ValueRef::Text(bytes) | ValueRef::Blob(bytes) => bytes,
            _ => return Err(FromSqlError::InvalidType),
        };
        serde_json::from_slice(bytes).map(Json).map_err(|error| FromSqlError::Other(Box::new(error)))
    }
}

/// The word of a value whose JSON form is a plain string: `id_card`.
pub fn word<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => unreachable!("only values that are written as one word are kept so"),
    }
}

/// RFC 8785 text of a part of an act, for a column.
pub fn text<T: Serialize>(value: &T) -> rusqlite::Result<String> {
    let fail = |error: Box<dyn std::error::Error + Send + Sync>| rusqlite::Error::ToSqlConversionFailure(error);
    crate::credential::canonical::canonical_text(value).map_err(|error| fail(Box::new(error)))
}

/// The word under which a kind of document is kept, and by which its numbers are tagged.
pub fn document_word(kind: crate::domain::identity::DocumentKind) -> String {
    word(&kind)
}
