//! Whose key it is: asked of the trust list, by the key for a credential and by the journal for a proof of registration.

use chrono::NaiveDate;

use super::words::{self, step};
use super::{Known, Stage, State, Step, day_of};
use crate::credential::registration::Registration;
use crate::credential::signing::PUBLIC;
use crate::credential::trust::{Card, Known as Of, TrustList};

/// The card that names a credential key, on whatever days.
pub fn card_of_key<'a>(trust: &'a TrustList, key: &[u8; PUBLIC]) -> Option<&'a Card> {
    trust.cards.iter().find(|card| card.station.credential.iter().any(|days| days.key == *key))
}

/// The stage for a credential.
pub fn of_key(key: &[u8; PUBLIC], name: &str, site: &str, day: Option<NaiveDate>, known: &Known) -> Step {
    let Some(trust) = known.trust else {
        return step(Stage::Issuer, State::Unknown, "unknown_issuer", words::no_trust(name));
    };
    let Some(day) = day else { return step(Stage::Issuer, State::Fails, "no_day", words::no_day()) };
    match trust.knows(key, day) {
        Of::Then(card) if card.station.site_code == site => {
            step(Stage::Issuer, State::Holds, "known_issuer", words::known(card, &trust.vouchers(card), day))
        }
        Of::Then(card) => step(Stage::Issuer, State::Fails, "other_station", words::other_station(card)),
        Of::Retired(card, until) => step(Stage::Issuer, State::Fails, "retired_key", words::retired(card, until, day)),
        Of::NotYet(card, from) => step(Stage::Issuer, State::Fails, "early_key", words::not_yet(card, from, day)),
        // A station that is known by its site code and signs with another key is told apart from one that nobody knows.
        Of::Nobody => match trust.cards.iter().find(|card| card.station.site_code == site) {
            Some(card) => step(Stage::Issuer, State::Unknown, "unknown_issuer", words::unknown_key(card)),
            None => step(Stage::Issuer, State::Unknown, "unknown_issuer", words::unknown_issuer(name)),
        },
    }
}

/// What the trust list says of the checkpoint that a proof leads to.
pub enum Register {
    /// Signed by this key of the journal's own station.
    Holds([u8; PUBLIC]),
    /// The journal is known, and none of its keys signed this.
    Forged(()),
    /// The list has no card of this journal.
    Unknown,
}

pub fn of_journal(proof: &Registration, known: &Known) -> Register {
    let Some(card) = known.trust.and_then(|trust| trust.of_journal(&proof.origin)) else { return Register::Unknown };
    match card.station.register.iter().find(|days| proof.holds(&days.key)) {
        Some(days) => Register::Holds(days.key),
        None => Register::Forged(()),
    }
}

/// The stage for a proof of registration.
pub fn of_register(found: &Register, proof: &Registration, known: &Known) -> Step {
    let site = proof.claim.number.get(..13).unwrap_or_default();
    let card = known.trust.and_then(|trust| Some((trust, trust.of_journal(&proof.origin)?)));
    let (Some((trust, card)), Some(day)) = (card, day_of(proof.seal.time)) else {
        return step(Stage::Issuer, State::Unknown, "unknown_issuer", words::unknown_journal(&proof.origin));
    };
    let key = match found {
        Register::Holds(key) => key,
        // Whose it would be is known; that it is theirs was just disproven.
        _ => return step(Stage::Issuer, State::Unknown, "not_signed", words::not_signed(card)),
    };
    let days = card.station.register.iter().find(|days| days.key == *key);
    match days.map(|days| days.on(card, day)) {
        Some(Of::Then(_)) if proof.origin.contains(site) || card.station.site_code == site => {
            step(Stage::Issuer, State::Holds, "known_issuer", words::known(card, &trust.vouchers(card), day))
        }
        Some(Of::Retired(_, until)) => {
            step(Stage::Issuer, State::Fails, "retired_key", words::retired(card, until, day))
        }
        Some(Of::NotYet(_, from)) => step(Stage::Issuer, State::Fails, "early_key", words::not_yet(card, from, day)),
        _ => step(Stage::Issuer, State::Fails, "other_station", words::other_station(card)),
    }
}
