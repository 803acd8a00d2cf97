//! Accounts: signing in, passphrases, keys. What a passphrase guards never leaves this copy; the journal holds public keys.

use std::sync::Arc;

use chrono::{DateTime, FixedOffset, TimeDelta};
use zeroize::Zeroizing;

use super::Office;
use super::office::{Hand, LAST_PERSON, Seat};
use crate::credential::badge::Issuer;
use crate::credential::custody::{SALT, Secret, WrappingKey};
use crate::credential::entropy::NoEntropy;
use crate::credential::signing::Signer;
use crate::credential::vault::{DataKey, NONCE};
use crate::domain::id::PersonId;
use crate::domain::identity::inert;
use crate::domain::passphrase;
use crate::domain::refusal::Refusal;
use crate::domain::stamp::Role;
use crate::store::act::{Act, DeskTaken, KeyEnrolled, KeyRetired, Kind, StationKeyMade};
use crate::store::custody::{Account, Attempts};
use crate::store::{Decided, Failure};
use crate::{both, refusal};

/// Wrong tries that cost nothing; from the next on one waits, twice as long each time.
const FREE_TRIES: u32 = 5;
/// The first wait, in seconds.
const FIRST_WAIT: i64 = 60;
/// The longest wait, in seconds.
const LONGEST_WAIT: i64 = 3600;

/// What signing in led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seated {
    Ready,
    /// The passphrase was given by the administrator; the first act is to choose one's own ([`renew`]).
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
        super::employment::entered(office, wrong)?;
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

/// The key by which whoever keeps the wing agrees beside somebody else, from their own secret.
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

/// Wrong PINs after which only the passphrase opens the screen.
const PIN_TRIES: u32 = 3;

/// Sets the number that opens this person's idle screen again; it lives in memory, until they sign out.
pub fn set_pin(office: &mut Office, pin: &str) -> Result<(), Failure> {
    passphrase::check_pin(pin).map_err(|wrong| Refusal::new("pin", wrong))?;
    let seat = office.seat.as_mut().ok_or_else(super::office::not_signed_in)?;
    seat.pin = Some((Zeroizing::new(pin.to_owned()), 0));
    Ok(())
}

/// Whether this is the PIN of whoever sits here. After three wrong ones it is forgotten.
pub fn pin_fits(office: &mut Office, typed: &str) -> Result<bool, Refusal> {
    let Some(seat) = office.seat.as_mut() else { return Ok(false) };
    let Some((pin, wrong)) = seat.pin.as_mut() else { return Ok(false) };
    if pin.as_str() == typed {
        *wrong = 0;
        return Ok(true);
    }
    if passphrase::check_pin(typed).is_err() {
        return Ok(false);
    }
    *wrong += 1;
    let left = PIN_TRIES - *wrong;
    if left == 0 {
        seat.pin = None;
        return Err(refusal!("pin_gone", "PIN 错了三次，请输入口令。", "Three wrong PINs: type the passphrase."));
    }
    Err(refusal!("wrong_pin", "PIN 不对，还可试 {left} 次。", "Wrong PIN; {left} tries left."))
}

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
        super::employment::enrol(office, beside_signer(&wing).public())?;
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

/// A new account, or a new start after a lost passphrase: a temporary passphrase under which the file's data key lies. Whoever
/// stands on the employment side gets none of evaluation's keys, only something that their passphrase opens.
pub(super) fn temporary(
    office: &mut Office,
    person: PersonId,
    name: &str,
    words: &str,
    roles: &[Role],
) -> Result<Account, Failure> {
    passphrase::check(words, name).map_err(|wrong| Refusal::new("passphrase", wrong))?;
    if roles.iter().any(|role| role.employs()) {
        let mut wing = Zeroizing::new([0; 32]);
        office.entropy.fill(wing.as_mut())?;
        return wrapped(office, person, words, true, &[(Secret::Wing, wing)]);
    }
    let seat = office.seat.as_ref().ok_or_else(super::office::not_signed_in)?;
    let data = seat.data.as_ref().ok_or_else(damaged)?;
    let mut secrets = vec![(Secret::Data, Zeroizing::new(*data.expose()))];
    secrets.extend(seat.checkpoint.clone().map(|key| (Secret::Checkpoint, key)));
    wrapped(office, person, words, true, &secrets)
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

/// The first account of a file: its keys are made here.
pub(super) fn first(
    office: &mut Office,
    person: PersonId,
    name: &str,
    words: &str,
) -> Result<(Account, Vec<Act>, Seat), Failure> {
    passphrase::check(words, name).map_err(|wrong| Refusal::new("passphrase", wrong))?;
    let mut data = Zeroizing::new([0; 32]);
    office.entropy.fill(data.as_mut())?;
    let own = Signer::generate(&mut *office.entropy)?;
    let checkpoint = Signer::generate(&mut *office.entropy)?;
    let secrets =
        [(Secret::Data, data.clone()), (Secret::Signing, own.seed()), (Secret::Checkpoint, checkpoint.seed())];
    let account = wrapped(office, person, words, false, &secrets)?;
    let acts = vec![
        Act::KeyEnrolled(KeyEnrolled { key: own.public().to_vec(), person }),
        Act::StationKeyMade(StationKeyMade {
            key: checkpoint.public().to_vec(),
            purpose: Secret::Checkpoint.word().to_owned(),
        }),
    ];
    let seat = Seat {
        person,
        data: Some(DataKey::new(*data)),
        checkpoint: Some(checkpoint.seed()),
        credential: None,
        temporary: false,
        pin: None,
    };
    Ok((account, acts, seat))
}

fn account_of(office: &Office, person: PersonId) -> Result<Account, Failure> {
    let read = office.read();
    let name = inert(&read.person_name(person)?);
    Ok(read.account(person)?.ok_or_else(|| {
        refusal!("no_account", "{name} 没有账号。", "{name} has no account.").next(both!(
            "由管理员在“设置”里发临时口令。",
            "The administrator gives a temporary passphrase under Settings."
        ))
    })?)
}

/// The key that the passphrase makes, if it opens the account.
fn opened(office: &mut Office, account: &Account, passphrase: &str) -> Result<WrappingKey, Failure> {
    let now = office.now();
    let attempts = office.read().attempts(account.person)?;
    if let Some(wait) = attempts.and_then(|attempts| waits(attempts, now)) {
        let (minutes, seconds) = (wait / 60, wait % 60);
        return Err(refusal!(
            "too_many_tries",
            "口令错误次数太多，请过 {minutes} 分 {seconds} 秒再试。",
            "Too many wrong passphrases; try again in {minutes} min {seconds} s."
        )
        .into());
    }
    let key = WrappingKey::derive(passphrase, &account.salt, account.cost);
    let any = account.secrets.first().ok_or_else(damaged)?;
    if key.unwrap(account.person, any.0, &any.1).is_none() {
        office.store.count_attempt(account.person, now)?;
        return Err(refusal!("wrong_passphrase", "口令不对。", "That is not the passphrase.").into());
    }
    if attempts.is_some() {
        office.store.clear_attempts(account.person)?;
    }
    Ok(key)
}

/// The seconds that are still to wait; none where one may try.
fn waits(attempts: Attempts, now: DateTime<FixedOffset>) -> Option<i64> {
    let beyond = attempts.wrong.checked_sub(FREE_TRIES)?;
    let wait = FIRST_WAIT.checked_shl(beyond).unwrap_or(LONGEST_WAIT).clamp(FIRST_WAIT, LONGEST_WAIT);
    // A clock that was set back must not lock anybody out for years.
    let passed = (now - attempts.at).abs();
    let left = TimeDelta::seconds(wait) - passed;
    (left > TimeDelta::zero()).then(|| left.num_seconds().max(1))
}

fn unwrap(key: &WrappingKey, account: &Account, secret: Secret) -> Result<Option<Zeroizing<[u8; 32]>>, Failure> {
    match account.secret(secret) {
        None => Ok(None),
        Some(wrapped) => Ok(Some(key.unwrap(account.person, secret, wrapped).ok_or_else(damaged)?)),
    }
}

fn wrapped(
    office: &mut Office,
    person: PersonId,
    passphrase: &str,
    temporary: bool,
    secrets: &[(Secret, Zeroizing<[u8; 32]>)],
) -> Result<Account, Failure> {
    let mut salt = [0; SALT];
    office.entropy.fill(&mut salt)?;
    let key = WrappingKey::derive(passphrase, &salt, office.cost);
    let mut sealed = Vec::with_capacity(secrets.len());
    for (secret, bytes) in secrets {
        sealed.push((*secret, key.wrap(&nonce(office)?, person, *secret, bytes)));
    }
    Ok(Account { person, salt, cost: office.cost, temporary, secrets: sealed })
}

fn nonce(office: &mut Office) -> Result<[u8; NONCE], NoEntropy> {
    let mut nonce = [0; NONCE];
    office.entropy.fill(&mut nonce)?;
    Ok(nonce)
}

fn damaged() -> Failure {
    refusal!(
        "account_damaged",
        "账号数据损坏，解不开密钥。请从备份恢复，或由管理员重置。",
        "The account is damaged and its keys do not open. Restore a backup, or let the administrator reset it."
    )
    .into()
}

fn no_key(office: &Office, person: PersonId) -> Failure {
    let name = office.read().person_name(person).unwrap_or_default();
    no_key_words(&inert(&name)).into()
}

fn no_key_words(name: &str) -> Refusal {
    refusal!(
        "no_key",
        "{name} 还没有签名密钥：先登录一次，换掉临时口令。",
        "{name} has no signing key yet: sign in once and replace the temporary passphrase."
    )
}
