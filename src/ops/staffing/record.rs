//! Examiners' records.

use super::no_person;
use crate::domain::evaluation::staffing::Examiner;
use crate::domain::id::PersonId;
use crate::domain::identity::inert;
use crate::domain::stamp::Role;
use crate::ops::Office;
use crate::refusal;
use crate::store::act::{Act, ExaminerRecorded, Kind};
use crate::store::{Decided, Failure};

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
