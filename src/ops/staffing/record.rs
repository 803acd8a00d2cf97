//! Examiners' records.

use super::no_person;
use crate::domain::evaluation::staffing::Examiner;
use crate::domain::id::PersonId;
use crate::domain::identity::inert;
use crate::domain::stamp::Role;
use crate::ops::Office;
use crate::refusal;
use crate::store::act::{Act, ExaminerApproved, ExaminerRecorded, Kind};
use crate::store::{Decided, Failure, Read};

/// Records what somebody is as an examiner from now on: qualification, trades, card, employers, appointment. A renewed
/// card is recorded over the old one; the journal keeps both.
pub fn record_examiner(office: &mut Office, person: PersonId, record: Examiner) -> Result<(), Failure> {
    let tidy = |list: Vec<String>| -> Vec<String> {
        let mut kept: Vec<String> = Vec::new();
        for text in list.iter().map(|text| text.trim()).filter(|text| !text.is_empty()) {
            if !kept.iter().any(|other| other == text) {
                kept.push(text.to_owned());
            }
        }
        kept
    };
    let record = Examiner {
        card: record.card.trim().to_owned(),
        employer: record.employer.trim().to_owned(),
        employers_before: tidy(record.employers_before),
        trades: tidy(record.trades),
        ..record
    };
    office.act(Kind::ExaminerRecorded, None, |read, _| {
        let known = read.person(person)?.ok_or_else(no_person)?;
        if ![Role::Examiner, Role::PanelLeader].iter().any(|role| known.roles.contains(role)) {
            let name = inert(&known.name);
            return Err(refusal!(
                "not_examiner",
                "{name} 没有考评员的角色，先在“工作人员”里加上。",
                "{name} has not the role of an examiner; add it under People first."
            )
            .into());
        }
        if let Some(fault) = record.faults().into_iter().next() {
            return Err(fault.into());
        }
        let unchanged = read.examiner(person)?.as_ref() == Some(&record);
        let acts =
            if unchanged { Vec::new() } else { vec![Act::ExaminerRecorded(ExaminerRecorded { person, record })] };
        Ok(Decided::new(acts, ()))
    })
}

/// Why whoever sits here does not approve this record; the row of the journal that they would approve.
pub fn may_approve(read: &Read, who: PersonId, person: PersonId) -> Result<i64, Failure> {
    let known = read.person(person)?.ok_or_else(no_person)?;
    let name = inert(&known.name);
    let Some((recorded, approved)) = read.examiner_approval(person)? else {
        return Err(
            refusal!("no_record", "{name} 还没有登记考评员资格。", "{name} has no examiner's record yet.").into()
        );
    };
    if approved {
        return Err(
            refusal!("approved", "{name} 的资格已审核通过。", "The record of {name} is approved already.").into()
        );
    }
    let by = read.journal_row(recorded)?.map(|row| PersonId(row.person));
    if by == Some(who) || person == who {
        return Err(refusal!(
            "same_person",
            "登记的人和考评员本人不能审核，须由第二人审核。",
            "Neither whoever recorded it nor the examiner approves it; a second person does."
        )
        .into());
    }
    Ok(recorded)
}

/// A second person approves a record as it was last written; only then may the examiner be named. A record that is changed
/// waits again.
pub fn approve_examiner(office: &mut Office, person: PersonId) -> Result<(), Failure> {
    office.act(Kind::ExaminerApproved, None, |read, stamp| {
        let recorded = may_approve(read, stamp.person, person)?;
        Ok(Decided::act(Act::ExaminerApproved(ExaminerApproved { person, recorded })))
    })
}
