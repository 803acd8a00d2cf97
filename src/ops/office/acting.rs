//! Acting: a right, a stamp, hands that sign, and one transaction.

use super::refused::{not_signed_in, not_their_role, same_person, second_needed, temporary_passphrase};
use super::{Hand, LAST_PERSON, Office, Seat};
use crate::credential::entropy::Entropy;
use crate::credential::signing::Signer;
use crate::domain::id::PersonId;
use crate::domain::refusal::Refusal;
use crate::domain::stamp::{Role, Stamp};
use crate::refusal;
use crate::store::act::Kind;
use crate::store::{Decided, Failure, Hands, Read};

impl Office {
    /// The role in which whoever sits here may do this, or why they may not.
    pub fn may(&self, kind: Kind) -> Result<Role, Refusal> {
        let Some(seat) = &self.seat else { return Err(not_signed_in()) };
        if seat.temporary && kind != Kind::KeyEnrolled {
            return Err(temporary_passphrase());
        }
        let held = self.read().roles(seat.person).map_err(Failure::from)?;
        kind.right().role_of(&held).ok_or_else(|| not_their_role(kind, &held))
    }

    /// One transaction by whoever sits at the desk.
    pub(in crate::ops) fn act<T>(
        &mut self,
        kind: Kind,
        reason: Option<&str>,
        rule: impl FnOnce(&Read, &Stamp) -> Result<Decided<T>, Failure>,
    ) -> Result<T, Failure> {
        self.act_by_chance(kind, reason, |read, stamp, _| rule(read, stamp))
    }

    /// The same for a rule that draws: nonces, seats, panels.
    pub(in crate::ops) fn act_by_chance<T>(
        &mut self,
        kind: Kind,
        reason: Option<&str>,
        rule: impl FnOnce(&Read, &Stamp, &mut dyn Entropy) -> Result<Decided<T>, Failure>,
    ) -> Result<T, Failure> {
        let role = self.may(kind)?;
        self.transact(kind, role, Proven::default(), reason, rule)
    }

    /// One transaction that whoever sits at the desk signs.
    pub(in crate::ops) fn act_signed<T>(
        &mut self,
        kind: Kind,
        own: &Hand,
        second: Option<&Hand>,
        reason: Option<&str>,
        rule: impl FnOnce(&Read, &Stamp) -> Result<Decided<T>, Failure>,
    ) -> Result<T, Failure> {
        self.act_signed_by_all(kind, (own, &[]), second, reason, rule)
    }

    /// One transaction whose acts several people sign, the same bytes each: whoever sits at the desk and those beside them.
    pub(in crate::ops) fn act_signed_by_all<T>(
        &mut self,
        kind: Kind,
        (own, beside): (&Hand, &[Hand]),
        second: Option<&Hand>,
        reason: Option<&str>,
        rule: impl FnOnce(&Read, &Stamp) -> Result<Decided<T>, Failure>,
    ) -> Result<T, Failure> {
        let role = self.may(kind)?;
        if own.person != self.who() {
            return Err(another_hand().into());
        }
        self.transact(kind, role, Proven { own: Some(own), second, beside }, reason, |read, stamp, _| rule(read, stamp))
    }

    /// One transaction of two people: whoever sits at the desk, and another one who proved themselves beside them.
    pub(in crate::ops) fn act_by_two<T>(
        &mut self,
        kind: Kind,
        second: &Hand,
        reason: Option<&str>,
        rule: impl FnOnce(&Read, &Stamp) -> Result<Decided<T>, Failure>,
    ) -> Result<T, Failure> {
        self.act_by_two_and_chance(kind, second, reason, |read, stamp, _| rule(read, stamp))
    }

    /// The same for a rule that draws nonces.
    pub(in crate::ops) fn act_by_two_and_chance<T>(
        &mut self,
        kind: Kind,
        second: &Hand,
        reason: Option<&str>,
        rule: impl FnOnce(&Read, &Stamp, &mut dyn Entropy) -> Result<Decided<T>, Failure>,
    ) -> Result<T, Failure> {
        let role = self.may(kind)?;
        self.transact(kind, role, Proven { own: None, second: Some(second), beside: &[] }, reason, rule)
    }

    fn transact<T>(
        &mut self,
        kind: Kind,
        role: Role,
        hands: Proven,
        reason: Option<&str>,
        rule: impl FnOnce(&Read, &Stamp, &mut dyn Entropy) -> Result<Decided<T>, Failure>,
    ) -> Result<T, Failure> {
        let who = self.who();
        let stamp = Stamp {
            at: self.clock.now(),
            person: who,
            role,
            second: hands.second.map(|second| second.person),
            reason: reason.map(str::to_owned),
        };
        let station = self.seat.as_ref().and_then(|seat| seat.checkpoint.as_ref()).map(|seed| Signer::from_seed(seed));
        let beside: Vec<(PersonId, &Signer)> = hands.beside.iter().map(|hand| (hand.person, &hand.signer)).collect();
        let signers = Hands {
            station: station.as_ref(),
            stamp: &stamp,
            own: hands.own.map(|hand| &hand.signer),
            second: hands.second.map(|hand| &hand.signer),
            beside: &beside,
        };
        self.store.transact(signers, &mut *self.entropy, |read, entropy| {
            // Asked again under the lock: another window may have changed who may do what.
            let roles = |person| Ok::<_, Failure>(read.roles(person)?);
            let right = kind.right();
            if right.role_of(&roles(who)?) != Some(role) {
                return Err(not_their_role(kind, &roles(who)?).into());
            }
            if right.needs_second() {
                second_person(kind, who, hands.second, roles)?;
            }
            for hand in hands.beside {
                let held = roles(hand.person)?;
                if right.role_of(&held).is_none() {
                    return Err(not_their_role(kind, &held).into());
                }
            }
            let decided = rule(read, &stamp, entropy)?;
            for act in &decided.acts {
                let right = act.kind().right();
                if !right.permits(role) {
                    return Err(not_their_role(act.kind(), &roles(who)?).into());
                }
            }
            Ok(decided)
        })
    }

    /// The first transaction of a file: whoever founds it has no role yet that could be asked for.
    pub(in crate::ops) fn found(
        &mut self,
        seat: Seat,
        rule: impl FnOnce(&Read) -> Result<Decided<()>, Failure>,
    ) -> Result<(), Failure> {
        let role = Role::Administrator;
        let stamp = Stamp { at: self.clock.now(), person: seat.person, role, second: None, reason: None };
        let hands = Hands { stamp: &stamp, own: None, second: None, station: None, beside: &[] };
        self.store.transact(hands, &mut *self.entropy, |read, _| rule(read))?;
        let person = seat.person;
        self.take_seat(seat)?;
        self.store.prefer(LAST_PERSON, &person.0.to_string())?;
        Ok(())
    }
}

/// The hands that sign an act.
#[derive(Clone, Copy, Default)]
struct Proven<'a> {
    own: Option<&'a Hand>,
    second: Option<&'a Hand>,
    beside: &'a [Hand],
}

fn second_person(
    kind: Kind,
    who: PersonId,
    second: Option<&Hand>,
    roles: impl Fn(PersonId) -> Result<Vec<Role>, Failure>,
) -> Result<(), Failure> {
    let right = kind.right();
    let Some(second) = second else { return Err(second_needed(kind).into()) };
    if second.person == who {
        return Err(same_person().into());
    }
    if !right.permits_second(&roles(second.person)?) {
        return Err(second_needed(kind).into());
    }
    Ok(())
}

fn another_hand() -> Refusal {
    refusal!("another_hand", "签字的不是登录的人。", "Whoever signs is not who signed in.")
}
