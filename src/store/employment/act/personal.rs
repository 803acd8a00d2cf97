//! What acts of this side say of one person. It is sealed apart, so that it goes after retention while the act stands.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::employment::{Appointment, Rank};
use crate::domain::id::{AppointmentId, EmployeeId, PostId};
use crate::domain::level::Level;

/// Somebody who is appointed for the first time, or stands in a register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmployeeRecorded {
    pub id: EmployeeId,
}

/// Who they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmployeeIdentity {
    /// As certificates know them; none where no certificate is cited.
    pub holder_ref: Option<String>,
    pub name: String,
}

/// An appointment, as it is counted for ever: who it was is told by another act, and why by its sealed part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppointmentMade {
    /// A month, in fen.
    pub allowance: i64,
    /// The level of the certificate it rests on.
    pub basis_level: Option<Level>,
    pub document: String,
    pub employee: EmployeeId,
    /// The last day of the term.
    pub ends: NaiveDate,
    pub id: AppointmentId,
    pub post: PostId,
    pub rank: Rank,
    pub renews: Option<AppointmentId>,
    pub starts: NaiveDate,
}

/// The certificate, by which the person is known elsewhere, and what was written of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppointmentWords {
    pub basis: Option<String>,
    pub because: String,
    pub duties: String,
    pub treatment: String,
}

/// An appointment as its act keeps it, in its two parts.
pub fn parts_of(id: AppointmentId, one: Appointment) -> (AppointmentMade, AppointmentWords) {
    let (basis, basis_level) = one.basis.map(|basis| (basis.number, basis.level)).unzip();
    let made = AppointmentMade {
        allowance: one.allowance,
        basis_level,
        document: one.document,
        employee: one.employee,
        ends: one.ends,
        id,
        post: one.post,
        rank: one.rank,
        renews: one.renews,
        starts: one.starts,
    };
    (made, AppointmentWords { basis, because: one.because, duties: one.duties, treatment: one.treatment })
}

/// What was written of a person with an ending, an assessment or an outcome.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    pub note: String,
}

/// Which certificate a notice was about, and why it was decided so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeWords {
    pub certificate: String,
    pub note: String,
}
