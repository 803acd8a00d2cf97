//! Employers are recorded once, by their unified social credit code, and revised.

use super::{Office, missing};
use crate::domain::employment::Employer;
use crate::domain::id::EmployerId;
use crate::domain::identity::inert;
use crate::refusal;
use crate::store::Failure;
use crate::store::employment::EmploymentRead;
use crate::store::employment::act::{Act, EmployerRecorded, Kind};

/// # Errors
/// What [`Employer::checked`] says; `employer_twice` where the code is known.
pub fn record_employer(office: &mut Office, employer: Employer) -> Result<EmployerId, Failure> {
    office.employ(Kind::EmployerRecorded, None, |read, _| {
        let id = read.next_employer()?;
        Ok((vec![recorded(read, id, employer)?], id))
    })
}

pub fn revise_employer(office: &mut Office, id: EmployerId, employer: Employer) -> Result<(), Failure> {
    office.employ(Kind::EmployerRecorded, None, |read, stamp| {
        read.employer(id, stamp.today())?.ok_or_else(|| missing("用人单位", "employer"))?;
        Ok((vec![recorded(read, id, employer)?], ()))
    })
}

pub(super) fn recorded(read: &EmploymentRead, id: EmployerId, employer: Employer) -> Result<Act, Failure> {
    let employer = employer.checked()?;
    for word in [&employer.credit_code, &employer.name] {
        if read.employer_called(word)?.is_some_and(|other| other != id) {
            let word = inert(word);
            return Err(refusal!(
                "employer_twice",
                "用人单位“{word}”已登记。",
                "An employer “{word}” is recorded already."
            )
            .into());
        }
    }
    Ok(Act::EmployerRecorded(EmployerRecorded { employer, id }))
}
