//! Founding a station, its people and its filed scope.

use super::Office;
use crate::domain::evaluation::certificate_number::SiteCode;
use crate::domain::id::{PersonId, ScopeId};
use crate::domain::identity::{CreditCode, PersonName};
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::domain::stamp::Role;
use crate::refusal;
use crate::store::act::{Act, PersonRecorded, ScopeFiled, StationFounded};
use crate::store::{Decided, Failure};

/// A rule's own words as a refusal.
pub(super) fn refuse(code: &'static str, words: &impl Say) -> Refusal {
    Refusal::new(code, Both { zh: words.say(Lang::Zh), en: words.say(Lang::En) })
}

/// The first act of a file. Whoever founds it is its first person, with every role of a small office.
pub fn found(office: &mut Office, station: StationFounded, first: PersonRecorded) -> Result<(), Failure> {
    let who = first.id;
    office.act(Role::Administrator, None, |read, _| {
        if read.station()?.is_some() {
            return Err(
                refusal!("founded", "这个文件已经属于一个鉴定站。", "This file already belongs to a station.").into()
            );
        }
        if station.name.trim().is_empty() {
            return Err(refusal!("name_missing", "缺少鉴定站名称。", "The station's name is missing.").into());
        }
        CreditCode::parse(&station.credit_code).map_err(|fault| refuse("credit_code", &fault))?;
        SiteCode::parse(&station.site_code).map_err(|fault| refuse("site_code", &fault))?;
        Ok(Decided::new(vec![Act::StationFounded(station), person_act(first)?], ()))
    })?;
    office.sit_down(who)
}

fn person_act(person: PersonRecorded) -> Result<Act, Failure> {
    PersonName::parse(&person.name).map_err(|fault| refuse("person_name", &fault))?;
    Ok(Act::PersonRecorded(person))
}

/// A person who works here, without a number where new: name and roles.
pub fn record_person(
    office: &mut Office,
    id: Option<PersonId>,
    name: &str,
    roles: &[Role],
) -> Result<PersonId, Failure> {
    office.act(Role::Administrator, None, |read, _| {
        if roles.is_empty() {
            return Err(refusal!("no_role", "至少要有一个角色。", "A person needs at least one role.").into());
        }
        let twin = read.people()?.into_iter().find(|person| person.name == name.trim() && Some(person.id) != id);
        if twin.is_some() {
            let name = crate::domain::identity::inert(name);
            return Err(refusal!(
                "person_twice",
                "已有同名人员“{name}”，请加以区别。",
                "There is already a person named “{name}”; tell them apart."
            )
            .into());
        }
        let id = match id {
            Some(id) => id,
            None => read.next_person()?,
        };
        let mut roles = roles.to_vec();
        roles.sort();
        roles.dedup();
        let act = person_act(PersonRecorded { id, name: name.trim().to_owned(), roles })?;
        Ok(Decided::new(vec![act], id))
    })
}

/// Rows of the filed scope; their numbers are given here.
pub fn file_scope(office: &mut Office, rows: Vec<ScopeFiled>) -> Result<(), Failure> {
    office.act(Role::Administrator, None, |read, _| {
        let first = read.next_scope()?.0;
        let mut acts = Vec::new();
        for (offset, row) in (0..).zip(rows) {
            if !crate::domain::evaluation::validate_standard::is_trade_code(&row.trade_code) {
                let code = crate::domain::identity::inert(&row.trade_code);
                return Err(refusal!(
                    "trade_code",
                    "职业编码“{code}”应为 N-NN-NN-NN。",
                    "Trade code “{code}” must be N-NN-NN-NN."
                )
                .into());
            }
            if row.valid_until.is_some_and(|until| until < row.valid_from) {
                let (from, until) = (row.valid_from, row.valid_until.expect("just seen"));
                return Err(refusal!(
                    "dates",
                    "备案有效期 {from} 至 {until} 前后颠倒。",
                    "The filed scope from {from} to {until} ends before it begins."
                )
                .into());
            }
            acts.push(Act::ScopeFiled(ScopeFiled { id: ScopeId(first + offset), ..row }));
        }
        Ok(Decided::new(acts, ()))
    })
}
