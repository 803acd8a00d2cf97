//! Another passphrase, and another holder of a key.

use std::sync::Arc;

use super::making::{nonce, temporary, wrapped};
use super::opening::{account_of, damaged, opened, unwrap};
use super::seat::enrol_beside;
use crate::credential::badge::Issuer;
use crate::credential::custody::Secret;
use crate::credential::signing::Signer;
use crate::domain::id::PersonId;
use crate::domain::passphrase;
use crate::domain::refusal::Refusal;
use crate::domain::stamp::Role;
use crate::ops::Office;
use crate::ops::office::Hand;
use crate::refusal;
use crate::store::act::{Act, KeyEnrolled, KeyRetired, Kind, StationKeyMade};
use crate::store::{Decided, Failure};

/// Chooses a new passphrase by knowing the old one. At the first sign-in the person's signing key is made here, so that
/// nobody else ever held it.
pub fn renew(office: &mut Office, old: &str, new: &str) -> Result<(), Failure> {
    let person = office.who();
    let account = account_of(office, person)?;
    let key = opened(office, &account, old)?;
    let name = office.read().person_name(person)?;
    passphrase::check(new, &name).map_err(|wrong| Refusal::new("passphrase", wrong))?;
    if account.temporary && new.trim() == old.trim() {
        return Err(refusal!(
            "passphrase_kept",
            "新口令不能与临时口令相同。",
            "The new passphrase must differ from the temporary one."
        )
        .into());
    }
    let mut secrets = Vec::new();
    for (secret, _) in &account.secrets {
        secrets.push((*secret, unwrap(&key, &account, *secret)?.ok_or_else(damaged)?));
    }
    if account.secret(Secret::Signing).is_some() {
        let account = wrapped(office, person, new, false, &secrets)?;
        return Ok(office.store.keep_account(&account)?);
    }
    if let Some(wing) = unwrap(&key, &account, Secret::Wing)? {
        // Before the account: a power cut between the two leaves a key that the next try finds enrolled.
        enrol_beside(office, &wing)?;
    }
    let signer = Signer::generate(&mut *office.entropy)?;
    let certifies = office.read().roles(person)?.contains(&Role::Certifier);
    let mut acts = Vec::new();
    if office.may(Kind::KeyEnrolled).is_ok() {
        secrets.push((Secret::Signing, signer.seed()));
        acts.push(Act::KeyEnrolled(KeyEnrolled { key: signer.public().to_vec(), person }));
    }
    // The first certifier makes it; so does the next one where whoever held it lost their passphrase, and it with that.
    if certifies && !office.read().is_held(Secret::Credential)? {
        let credential = Signer::generate(&mut *office.entropy)?;
        secrets.push((Secret::Credential, credential.seed()));
        let seat = office.seat.as_mut().expect("somebody sits here");
        seat.credential = Some(Arc::new(Issuer::new(credential.clone())));
        acts.push(Act::StationKeyMade(StationKeyMade {
            key: credential.public().to_vec(),
            purpose: Secret::Credential.word().to_owned(),
        }));
    }
    let account = wrapped(office, person, new, false, &secrets)?;
    if acts.is_empty() {
        office.store.keep_account(&account)?;
    } else {
        office.act(Kind::KeyEnrolled, None, |_, _| Ok(Decided::new(acts, ()).keeping(account)))?;
    }
    office.seat.iter_mut().for_each(|seat| seat.temporary = false);
    Ok(())
}

/// A lost passphrase opens nothing. The administrator, with a second person, retires the key and gives a temporary
/// passphrase; the person makes a new key when they sign in. What the old key signed stays verifiable.
pub fn reset(office: &mut Office, person: PersonId, second: &Hand, words: &str, reason: &str) -> Result<(), Failure> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(refusal!("reason_needed", "停用密钥须写明理由。", "Retiring a key needs a reason.").into());
    }
    if person == office.who() {
        return Err(refusal!(
            "own_account",
            "自己的口令自己改，不能重置。",
            "Change your own passphrase; it is not reset."
        )
        .into());
    }
    if second.person() == person {
        return Err(refusal!(
            "same_person",
            "第二人不能是密钥的主人。",
            "The second person must not be the key's owner."
        )
        .into());
    }
    office.may(Kind::KeyRetired)?;
    let name = office.read().person_name(person)?;
    let roles = office.read().roles(person)?;
    let account = temporary(office, person, &name, words, &roles)?;
    office.act_by_two(Kind::KeyRetired, second, Some(reason), |read, _| {
        let Some(key) = read.key_in_use(person)? else {
            return Err(no_key_words(&name).into());
        };
        Ok(Decided::new(vec![Act::KeyRetired(KeyRetired { key, person })], ()).keeping(account))
    })
}

/// The same before a first key was ever made: nothing is signed yet, so the administrator alone does it.
pub fn issue_again(office: &mut Office, person: PersonId, words: &str) -> Result<(), Failure> {
    office.may(Kind::PersonRecorded)?;
    let name = office.read().person_name(person)?;
    if office.read().key_in_use(person)?.is_some() {
        return Err(refusal!(
            "has_key",
            "{name} 已有签名密钥，重置须第二人在场。",
            "{name} has a signing key; a reset needs a second person."
        )
        .into());
    }
    let roles = office.read().roles(person)?;
    let account = temporary(office, person, &name, words, &roles)?;
    Ok(office.store.keep_account(&account)?)
}

/// Hands the station's credential key to another certifier, who proves themselves beside the one who holds it.
pub fn share_credential(office: &mut Office, person: PersonId, passphrase: &str) -> Result<(), Failure> {
    let held = office.seat.as_ref().and_then(|seat| seat.credential.clone());
    let issuer =
        held.ok_or_else(|| refusal!("no_credential_key", "你没有证书密钥。", "You do not hold the credential key."))?;
    let certifies = office.read().person(person)?.is_some_and(|person| person.roles.contains(&Role::Certifier));
    if !certifies {
        return Err(refusal!("not_certifier", "只能交给证书管理员。", "Only a certifier may hold it.").into());
    }
    let account = account_of(office, person)?;
    let wrapping = opened(office, &account, passphrase)?;
    let mut account = account;
    account.secrets.retain(|(secret, _)| *secret != Secret::Credential);
    let sealed = wrapping.wrap(&nonce(office)?, person, Secret::Credential, &issuer.signer().seed());
    account.secrets.push((Secret::Credential, sealed));
    Ok(office.store.keep_account(&account)?)
}

pub(super) fn no_key_words(name: &str) -> Refusal {
    refusal!(
        "no_key",
        "{name} 还没有签名密钥：先登录一次，换掉临时口令。",
        "{name} has no signing key yet: sign in once and replace the temporary passphrase."
    )
}
