//! The office on the other side of the wall: employment read and acted on.

use super::refused::{behind_the_wall, not_permitted, not_signed_in, same_person, second_wanted, temporary_passphrase};
use super::{Hand, Office};
use crate::domain::refusal::Refusal;
use crate::domain::stamp::{Role, Stamp};
use crate::store::employment::{self, EmploymentRead};
use crate::store::wall::Handle;
use crate::store::{Failure, Hands};

/// Hears how many lines of a file are behind; what it fails with ends the walk through them.
pub type Going<'a> = dyn FnMut(usize) -> Result<(), Failure> + 'a;

impl Office {
    /// Whether whoever sits here stands on the employment side.
    pub fn is_in_wing(&self) -> bool {
        self.seat.is_some() && self.store.side() == Handle::Employment
    }

    /// What employment tells, to whoever stands there and to the auditor.
    ///
    /// # Errors
    /// `wall` for everybody else.
    pub fn employment(&self) -> Result<EmploymentRead<'_>, Refusal> {
        let seat = self.seat.as_ref().ok_or_else(not_signed_in)?;
        let held = self.read().roles(seat.person).map_err(Failure::from)?;
        let looks = held.iter().any(|role| role.employs() || *role == Role::Auditor);
        let store = self.store.employment().filter(|_| looks);
        Ok(store.ok_or_else(behind_the_wall)?.read())
    }

    /// The role in which whoever sits here may do this on the employment side, or why they may not.
    pub fn may_employ(&self, kind: employment::act::Kind) -> Result<Role, Refusal> {
        let seat = self.seat.as_ref().ok_or_else(not_signed_in)?;
        if seat.temporary && kind != employment::act::Kind::WingKeyEnrolled {
            return Err(temporary_passphrase());
        }
        let held = self.read().roles(seat.person).map_err(Failure::from)?;
        let right = kind.right();
        right.role_of(&held).ok_or_else(|| not_permitted(kind, right.roles(), &held))
    }

    /// One transaction on the employment side by whoever sits at the desk.
    pub(in crate::ops) fn employ<T>(
        &mut self,
        kind: employment::act::Kind,
        reason: Option<&str>,
        rule: impl FnOnce(&EmploymentRead, &Stamp) -> Result<(Vec<employment::act::Act>, T), Failure>,
    ) -> Result<T, Failure> {
        self.employ_with(kind, None, reason, rule)
    }

    /// The same by two: whoever sits at the desk, and another one of this side who proved themselves beside them.
    pub(in crate::ops) fn employ_by_two<T>(
        &mut self,
        kind: employment::act::Kind,
        second: &Hand,
        reason: Option<&str>,
        rule: impl FnOnce(&EmploymentRead, &Stamp) -> Result<(Vec<employment::act::Act>, T), Failure>,
    ) -> Result<T, Failure> {
        self.employ_with(kind, Some(second), reason, rule)
    }

    fn employ_with<T>(
        &mut self,
        kind: employment::act::Kind,
        second: Option<&Hand>,
        reason: Option<&str>,
        rule: impl FnOnce(&EmploymentRead, &Stamp) -> Result<(Vec<employment::act::Act>, T), Failure>,
    ) -> Result<T, Failure> {
        let role = self.may_employ(kind)?;
        let person = self.who();
        let beside = second.map(|second| second.person);
        let stamp = Stamp { at: self.clock.now(), person, role, second: beside, reason: reason.map(str::to_owned) };
        let store = self.store.employment_mut().ok_or_else(behind_the_wall)?;
        let signer = second.map(|second| &second.signer);
        let hands = Hands { stamp: &stamp, own: None, second: signer, station: None, beside: &[] };
        store.transact(hands, &mut *self.entropy, |read| {
            // Asked again under the lock: another window may have changed who may do what.
            let (right, held) = (kind.right(), read.roles(person)?);
            if right.role_of(&held) != Some(role) {
                return Err(not_permitted(kind, right.roles(), &held).into());
            }
            if right.needs_second() {
                let second = beside.ok_or_else(|| second_wanted(kind, right.second_roles()))?;
                if second == person {
                    return Err(same_person().into());
                }
                if !right.permits_second(&read.roles(second)?) {
                    return Err(second_wanted(kind, right.second_roles()).into());
                }
            }
            rule(read, &stamp)
        })
    }

    /// Lines of a file on the employment side: looked through, or kept whole. Answers what was refused, line by line.
    pub(in crate::ops) fn employ_each<L>(
        &mut self,
        kind: employment::act::Kind,
        lines: &[L],
        keep: bool,
        going: &mut Going,
        mut rule: impl FnMut(&EmploymentRead, &Stamp, &L) -> Result<Vec<employment::act::Act>, Failure>,
        last: impl FnOnce(&EmploymentRead) -> Result<employment::act::Act, Failure>,
    ) -> Result<Vec<Option<Refusal>>, Failure> {
        let role = self.may_employ(kind)?;
        let person = self.who();
        let stamp = Stamp { at: self.clock.now(), person, role, second: None, reason: None };
        let store = self.store.employment_mut().ok_or_else(behind_the_wall)?;
        let hands = Hands { stamp: &stamp, own: None, second: None, station: None, beside: &[] };
        let mut asked = false;
        let ruled = |read: &EmploymentRead, line: &L| {
            // Asked again under the lock, once: another window may have changed who may do what.
            if !std::mem::replace(&mut asked, true) {
                let held = read.roles(person)?;
                if kind.right().role_of(&held) != Some(role) {
                    return Err(not_permitted(kind, kind.right().roles(), &held).into());
                }
            }
            rule(read, &stamp, line)
        };
        store.transact_each(hands, &mut *self.entropy, lines, going, ruled, keep.then_some(last))
    }
}
