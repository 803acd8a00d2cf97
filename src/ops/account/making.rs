//! New accounts: the first one of a file, and those that the administrator gives with a temporary passphrase.

use zeroize::Zeroizing;

use super::opening::damaged;
use crate::credential::custody::{SALT, Secret, WrappingKey};
use crate::credential::entropy::NoEntropy;
use crate::credential::signing::Signer;
use crate::credential::vault::{DataKey, NONCE};
use crate::domain::id::PersonId;
use crate::domain::passphrase;
use crate::domain::refusal::Refusal;
use crate::domain::stamp::Role;
use crate::ops::Office;
use crate::ops::office::Seat;
use crate::store::Failure;
use crate::store::act::{Act, KeyEnrolled, StationKeyMade};
use crate::store::custody::Account;

/// The first account of a file: its keys are made here.
pub(in crate::ops) fn first(
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

/// A new account, or a new start after a lost passphrase: a temporary passphrase under which the file's data key lies. Whoever
/// stands on the employment side gets none of evaluation's keys, only something that their passphrase opens.
pub(in crate::ops) fn temporary(
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
    let seat = office.seat.as_ref().ok_or_else(crate::ops::office::not_signed_in)?;
    let data = seat.data.as_ref().ok_or_else(damaged)?;
    let mut secrets = vec![(Secret::Data, Zeroizing::new(*data.expose()))];
    secrets.extend(seat.checkpoint.clone().map(|key| (Secret::Checkpoint, key)));
    wrapped(office, person, words, true, &secrets)
}

pub(super) fn wrapped(
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

pub(super) fn nonce(office: &mut Office) -> Result<[u8; NONCE], NoEntropy> {
    let mut nonce = [0; NONCE];
    office.entropy.fill(&mut nonce)?;
    Ok(nonce)
}
