//! Who sits at the desk: signing in and out, and proving oneself again or beside another.

use std::sync::Arc;

use zeroize::Zeroizing;

use super::changing::no_key_words;
use super::opening::{account_of, damaged, opened, unwrap};
use crate::credential::badge::Issuer;
use crate::credential::custody::Secret;
use crate::credential::signing::Signer;
use crate::credential::vault::DataKey;
use crate::domain::id::PersonId;
use crate::domain::identity::inert;
use crate::ops::Office;
use crate::ops::office::{Hand, LAST_PERSON, Seat};
use crate::store::act::{Act, DeskTaken, Kind};
use crate::store::{Decided, Failure};

/// What signing in led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seated {
    Ready,
    /// The passphrase was given by the administrator; the first act is to choose one's own ([`super::renew`]).
    MustRenew,
}

/// Opens a person's account. Wrong passphrases are counted, and after five of them one waits.
pub fn sign_in(office: &mut Office, person: PersonId, passphrase: &str) -> Result<Seated, Failure> {
    let account = account_of(office, person)?;
    let key = opened(office, &account, passphrase)?;
    let data = unwrap(&key, &account, Secret::Data)?;
    if data.is_none() && account.secret(Secret::Wing).is_none() {
        return Err(damaged());
    }
    let seat = Seat {
        person,
        data: data.map(|data| DataKey::new(*data)),
        checkpoint: unwrap(&key, &account, Secret::Checkpoint)?,
        credential: unwrap(&key, &account, Secret::Credential)?
            .map(|seed| Arc::new(Issuer::new(Signer::from_seed(&seed)))),
        temporary: account.temporary,
        pin: None,
    };
    office.take_seat(seat)?;
    office.store.prefer(LAST_PERSON, &person.0.to_string())?;
    Ok(if account.temporary { Seated::MustRenew } else { Seated::Ready })
}

/// Signs in at the screens: the same, and the journal of their side says so, with the wrong tries before it. The auditor writes nothing.
pub fn take_desk(office: &mut Office, person: PersonId, passphrase: &str) -> Result<Seated, Failure> {
    let wrong = office.read().attempts(person)?.map_or(0, |attempts| attempts.wrong);
    let seated = sign_in(office, person, passphrase)?;
    if office.reading().is_none() && office.may(Kind::DeskTaken).is_ok() {
        office.act(Kind::DeskTaken, None, |_, _| Ok(Decided::act(Act::DeskTaken(DeskTaken { wrong }))))?;
    }
    if office.is_in_wing() && seated == Seated::Ready {
        crate::ops::employment::entered(office, wrong)?;
    }
    Ok(seated)
}

/// Whoever sat here is gone, and their keys with them.
pub fn sign_out(office: &mut Office) {
    office.leave_seat();
}

/// Proves that whoever sits here is still the same person; their key signs one act or one pile.
pub fn prove(office: &mut Office, passphrase: &str) -> Result<Hand, Failure> {
    let person = office.who();
    witness(office, person, passphrase)
}

/// Proves a person beside the desk: the second of an act of two.
pub fn witness(office: &mut Office, person: PersonId, passphrase: &str) -> Result<Hand, Failure> {
    let account = account_of(office, person)?;
    let key = opened(office, &account, passphrase)?;
    if let Some(seed) = unwrap(&key, &account, Secret::Signing)? {
        return Ok(Hand { person, signer: Signer::from_seed(&seed) });
    }
    // Whoever chose no passphrase of their own yet holds no key on either side.
    let wing = unwrap(&key, &account, Secret::Wing)?.filter(|_| !account.temporary);
    let wing = wing.ok_or_else(|| no_key(office, person))?;
    Ok(Hand { person, signer: beside_signer(&wing) })
}

/// Whoever keeps the wing has that side know the key by which they agree beside somebody else.
pub(super) fn enrol_beside(office: &mut Office, wing: &[u8; 32]) -> Result<(), Failure> {
    crate::ops::employment::enrol(office, beside_signer(wing).public())
}

/// That key, from their own secret.
fn beside_signer(wing: &[u8; 32]) -> Signer {
    Signer::from_seed(&Zeroizing::new(crate::credential::tags::KEY_BESIDE.hash(&[&wing[..]]).0))
}

/// The key by which whoever keeps the wing signs what crosses the wall as a file. It follows from their own secret, so that nothing
/// of evaluation is needed to make it; a reset of their passphrase makes another.
pub fn evidence_signer(office: &mut Office, passphrase: &str) -> Result<Signer, Failure> {
    let person = office.who();
    let account = account_of(office, person)?;
    let key = opened(office, &account, passphrase)?;
    let wing = unwrap(&key, &account, Secret::Wing)?.ok_or_else(damaged)?;
    let seed = Zeroizing::new(crate::credential::tags::KEY_EVIDENCE.hash(&[&wing[..]]).0);
    Ok(Signer::from_seed(&seed))
}

/// Whether the passphrase is this person's: reopens a locked screen.
pub fn is_theirs(office: &mut Office, person: PersonId, passphrase: &str) -> Result<(), Failure> {
    let account = account_of(office, person)?;
    opened(office, &account, passphrase).map(drop)
}

fn no_key(office: &Office, person: PersonId) -> Failure {
    let name = office.read().person_name(person).unwrap_or_default();
    no_key_words(&inert(&name)).into()
}
