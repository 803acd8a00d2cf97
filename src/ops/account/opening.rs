//! Opening an account with its passphrase: wrong ones are counted, and after some of them one waits.

use chrono::{DateTime, FixedOffset, TimeDelta};
use zeroize::Zeroizing;

use crate::credential::custody::{Secret, WrappingKey};
use crate::domain::id::PersonId;
use crate::domain::identity::inert;
use crate::ops::Office;
use crate::store::Failure;
use crate::store::custody::{Account, Attempts};
use crate::{both, refusal};

/// Wrong tries that cost nothing; from the next on one waits, twice as long each time.
const FREE_TRIES: u32 = 5;
/// The first wait, in seconds.
const FIRST_WAIT: i64 = 60;
/// The longest wait, in seconds.
const LONGEST_WAIT: i64 = 3600;

pub(super) fn account_of(office: &Office, person: PersonId) -> Result<Account, Failure> {
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
pub(super) fn opened(office: &mut Office, account: &Account, passphrase: &str) -> Result<WrappingKey, Failure> {
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

pub(super) fn unwrap(
    key: &WrappingKey,
    account: &Account,
    secret: Secret,
) -> Result<Option<Zeroizing<[u8; 32]>>, Failure> {
    match account.secret(secret) {
        None => Ok(None),
        Some(wrapped) => Ok(Some(key.unwrap(account.person, secret, wrapped).ok_or_else(damaged)?)),
    }
}

pub(super) fn damaged() -> Failure {
    refusal!(
        "account_damaged",
        "账号数据损坏，解不开密钥。请从备份恢复，或由管理员重置。",
        "The account is damaged and its keys do not open. Restore a backup, or let the administrator reset it."
    )
    .into()
}
