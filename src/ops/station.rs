//! Founding a station, its people and its filed scope.

use super::{Office, account};
use crate::domain::authority::may_combine;
use crate::domain::evaluation::certificate_number::SiteCode;
use crate::domain::id::{PersonId, ScopeId};
use crate::domain::identity::{CreditCode, PersonName};
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::domain::stamp::Role;
use crate::store::act::{Act, Kind, PersonRecorded, ScopeFiled, StationFounded};
use crate::store::{Decided, Failure, Read};
use crate::{both, refusal};

/// A rule's own words as a refusal.
pub(super) fn refuse(code: &'static str, words: &impl Say) -> Refusal {
    Refusal::new(code, Both { zh: words.say(Lang::Zh), en: words.say(Lang::En) })
}

/// The first acts of a file. Whoever founds it is its administrator, its first account, and signed in from here on.
pub fn found(
    office: &mut Office,
    station: StationFounded,
    first: PersonRecorded,
    passphrase: &str,
) -> Result<(), Failure> {
    if !first.roles.contains(&Role::Administrator) {
        return Err(refusal!(
            "no_administrator",
            "建立文件的人须是管理员。",
            "Whoever founds the file is its administrator."
        )
        .into());
    }
    let (account, keys, seat) = account::first(office, first.id, &first.name, passphrase)?;
    office.found(seat, |read| {
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
        let mut acts = vec![Act::StationFounded(station), person_act(first)?];
        acts.extend(keys);
        Ok(Decided::new(acts, ()).keeping(account))
    })
}

fn person_act(person: PersonRecorded) -> Result<Act, Failure> {
    PersonName::parse(&person.name).map_err(|fault| refuse("person_name", &fault))?;
    may_combine(&person.roles).map_err(|wrong| Refusal::new("roles_apart", wrong))?;
    Ok(Act::PersonRecorded(person))
}

/// A person who begins to work here, with a temporary passphrase that they change at their first sign-in.
pub fn record_person(office: &mut Office, name: &str, roles: &[Role], passphrase: &str) -> Result<PersonId, Failure> {
    office.may(Kind::PersonRecorded)?;
    let id = office.read().next_person()?;
    let account = account::temporary(office, id, name, passphrase, roles)?;
    office.act(Kind::PersonRecorded, None, |read, _| {
        if read.next_person()? != id {
            return Err(refusal!(
                "again",
                "另一个窗口刚登记了人员，请再试一次。",
                "Another window has just recorded a person; try again."
            )
            .into());
        }
        let act = recorded(read, id, name, roles)?;
        Ok(Decided::new(vec![act], id).keeping(account))
    })
}

/// A person as they are from now on: name, roles, whether a senior examiner.
pub fn revise_person(office: &mut Office, id: PersonId, name: &str, roles: &[Role]) -> Result<(), Failure> {
    office.act(Kind::PersonRecorded, None, |read, stamp| {
        let known =
            read.person(id)?.ok_or_else(|| refusal!("no_person", "没有这个人员。", "There is no such person."))?;
        let administers = |roles: &[Role]| roles.contains(&Role::Administrator);
        if id == stamp.person && administers(&known.roles) && !administers(roles) {
            return Err(refusal!(
                "last_administrator",
                "不能取消自己的管理员角色，请由另一位管理员办理。",
                "You cannot take your own administrator role away; another administrator does it."
            )
            .into());
        }
        if id == stamp.person {
            grants_none_to_themselves(&known.roles, roles)?;
        }
        if employs(&known.roles) != employs(roles) {
            let name = crate::domain::identity::inert(&known.name);
            return Err(refusal!(
                "crosses_wall",
                "{name} 要换到墙的另一侧，不能只改角色：账号里的密钥要一并换掉。",
                "{name} would cross the wall; roles alone are not enough, for the keys in the account go with them."
            )
            .next(both!("同时给一个临时口令。", "Give a temporary passphrase with it."))
            .into());
        }
        Ok(Decided::act(recorded(read, id, name, roles)?))
    })
}

/// Moves a person to the other side of the wall: their roles end there, they get an account without a key of the side they leave, and
/// a temporary passphrase. Refused while a signing key of theirs is in use.
pub fn move_across(
    office: &mut Office,
    id: PersonId,
    name: &str,
    roles: &[Role],
    passphrase: &str,
) -> Result<(), Failure> {
    office.may(Kind::PersonRecorded)?;
    let account = account::temporary(office, id, name, passphrase, roles)?;
    office.act(Kind::PersonRecorded, None, |read, stamp| {
        let known =
            read.person(id)?.ok_or_else(|| refusal!("no_person", "没有这个人员。", "There is no such person."))?;
        if id == stamp.person {
            grants_none_to_themselves(&known.roles, roles)?;
        }
        if read.key_in_use(id)?.is_some() {
            let name = crate::domain::identity::inert(&known.name);
            return Err(refusal!(
                "key_in_use",
                "{name} 还有评价一侧的签名密钥在用，先停用它（须第二人在场）。",
                "{name} still has a signing key of the evaluation side in use; retire it first, with a second person."
            )
            .into());
        }
        Ok(Decided::new(vec![recorded(read, id, name, roles)?], ()).keeping(account))
    })
}

fn employs(roles: &[Role]) -> bool {
    roles.iter().any(|role| role.employs())
}

/// The administrator gives roles to others; a role of either side of the wall is never given to oneself.
fn grants_none_to_themselves(held: &[Role], wanted: &[Role]) -> Result<(), Refusal> {
    let Some(new) = wanted.iter().find(|role| !held.contains(role)) else { return Ok(()) };
    let (zh, en) = (new.say(Lang::Zh), new.say(Lang::En));
    Err(refusal!(
        "own_role",
        "不能给自己加角色“{zh}”，请由另一位管理员办理。",
        "You cannot make yourself {en}; another administrator does it."
    ))
}

fn recorded(read: &Read, id: PersonId, name: &str, roles: &[Role]) -> Result<Act, Failure> {
    if roles.is_empty() {
        return Err(refusal!("no_role", "至少要有一个角色。", "A person needs at least one role.").into());
    }
    let twin = read.people()?.into_iter().find(|person| person.name == name.trim() && person.id != id);
    if twin.is_some() {
        let name = crate::domain::identity::inert(name);
        return Err(refusal!(
            "person_twice",
            "已有同名人员“{name}”，请加以区别。",
            "There is already a person named “{name}”; tell them apart."
        )
        .into());
    }
    let mut roles = roles.to_vec();
    roles.sort();
    roles.dedup();
    person_act(PersonRecorded { id, name: name.trim().to_owned(), roles })
}

/// Rows of the filed scope; their numbers are given here.
pub fn file_scope(office: &mut Office, rows: Vec<ScopeFiled>) -> Result<(), Failure> {
    office.act(Kind::ScopeFiled, None, |read, _| {
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
