//! Personal data of this side at the end of its time 到期清除: who is due by the station's rule, erased by two people of this side, the
//! proofs left as they stand.
//!
//! Counted is from the last day on which anything here was somebody's: the end of a term, an assessment, a course, an apprenticeship, a
//! place in a competition. Erased is who it was, the certificate that was cited, and what was written of them; what was decided (post,
//! rank, term, allowance, grade) stays and names nobody. The other side is asked nothing: its clock is its own.

use chrono::{Months, NaiveDate};

use super::Office;
use crate::domain::id::EmployeeId;
use crate::domain::identity::inert;
use crate::domain::language::Both;
use crate::domain::refusal::Refusal;
use crate::ops::office::Hand;
use crate::ops::settings::retention::ERASE_AFTER;
use crate::store::Failure;
use crate::store::employment::EmploymentRead;
use crate::store::employment::act::{Act, EmployeesErased, Kind};
use crate::store::employment::read::EmployeeDue;
use crate::{both, refusal};

/// So many people at once at most: more wait for the next time.
pub const MOST: u32 = 1000;

/// After how many years: the station's own rule for whoever holds no certificate, since no ledger of certificates is kept here.
pub fn years(read: &EmploymentRead) -> Result<u32, Failure> {
    let usual = || ERASE_AFTER.default.parse().expect("a default is one of its own values");
    Ok(read.station_setting(ERASE_AFTER.name)?.and_then(|value| value.parse().ok()).unwrap_or_else(usual))
}

/// Who is due today, the longest ago first; [`MOST`] at most.
pub fn due(office: &Office) -> Result<Vec<EmployeeDue>, Failure> {
    due_on(&office.employment()?, office.today())
}

fn due_on(read: &EmploymentRead, today: NaiveDate) -> Result<Vec<EmployeeDue>, Failure> {
    let until = today.checked_sub_months(Months::new(years(read)? * 12)).unwrap_or(NaiveDate::MIN);
    Ok(read.employees_due(until, MOST)?)
}

/// Erases what is kept of these people; a second person of this side agrees. Answers how many rows of the journal lost their
/// personal part.
///
/// # Errors
/// `nothing_due`, `not_due` (somebody among them is not, or not any more), `reason_needed` without the document it is done by.
pub fn erase(office: &mut Office, who: &[EmployeeId], because: &str, second: &Hand) -> Result<usize, Failure> {
    let because = because.trim().to_owned();
    let erased = office.employ_by_two(Kind::EmployeesErased, second, Some(&because), |read, stamp| {
        if because.is_empty() {
            return Err(refusal!(
                "reason_needed",
                "清除须写明批准文号或依据。",
                "Erasing needs its ground: the number of the approval."
            )
            .into());
        }
        if who.is_empty() {
            return Err(nothing_due().into());
        }
        let mut due = due_on(read, stamp.today())?;
        if let Some(other) = who.iter().find(|id| !due.iter().any(|row| row.employee == **id)) {
            return Err(not_due(read, *other)?.into());
        }
        due.retain(|row| who.contains(&row.employee));
        due.sort_by_key(|row| row.employee);
        let people = read.kept_of(&due)?;
        let parts = people.iter().map(|person| person.parts.len()).sum();
        Ok((vec![Act::EmployeesErased(EmployeesErased { people, years: years(read)? })], parts))
    })?;
    // The log beside the file still holds the pages as they were.
    office.settle()?;
    Ok(erased)
}

/// What no erasing on this side reaches, for whoever decides about it and for whoever has done it.
pub fn beyond() -> Both {
    both!(
        "够不着的：以前的备份和导出、打印的纸、交给对方的签名凭证、单位联系人和课程教师的姓名、删去台账行的理由。证书本身由评价一侧按其保存期清除。",
        "Not reached: backups and exports made before, printed paper, signed evidence handed over, names of contacts and teachers, reasons for rows struck out. Certificates go by evaluation's own rule."
    )
}

pub fn nothing_due() -> Refusal {
    refusal!("nothing_due", "没有到期应清除的受聘人资料。", "No personal data of appointees is due for erasure.")
}

fn not_due(read: &EmploymentRead, id: EmployeeId) -> Result<Refusal, Failure> {
    let name = read.employee(id)?.map_or_else(String::new, |known| inert(&known.name));
    let number = id.0;
    Ok(refusal!(
        "not_due",
        "受聘人 #{number} {name} 还没有到期，或已清除，不能清除。",
        "Person #{number} {name} is not due, or is erased already; nothing was erased."
    )
    .next(both!("只选列表里的人。", "Choose from the list only.")))
}
