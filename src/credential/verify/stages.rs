//! The stages over a credential, over a proof of registration, and over a QR that carries the claim alone.

use chrono::NaiveDate;

use super::words::{self, step};
use super::{Given, Known, Report, Shown, Stage, State, Step, day_of, holder, issuer};
use crate::credential::badge::{Credential, Said, title as badge_title};
use crate::credential::claim::Claim;
use crate::credential::integrity::GivenProof;
use crate::credential::registration::{BadRegistration, Qr, Registration};
use crate::credential::salted::Salt;
use crate::credential::status::Change;
use crate::credential::tree::Hash;
use crate::domain::language::{Lang, Say};

pub fn all(given: &Given, known: &Known) -> Report {
    match given {
        Given::Credential { credential, proof, said, registration, photo } => {
            let registration = registration.as_ref().map(|read| read.as_deref().map_err(|bad| *bad));
            of_credential((credential, proof, said), registration, photo.as_deref(), known)
        }
        Given::Qr(Qr::Whole(registration)) => of_registration(registration, known),
        Given::Qr(Qr::ClaimAlone(claim, salt)) => of_claim(claim, salt, known),
    }
}

fn of_credential(
    (credential, proof, said): (&Credential, &GivenProof, &Said),
    registration: Option<Result<&Registration, BadRegistration>>,
    own_photo: Option<&[u8]>,
    known: &Known,
) -> Report {
    let mut steps = vec![step(Stage::Shape, State::Holds, "credential", words::shape_credential())];
    // The key that signed must be the issuer that the credential names, or anybody could sign in a station's name.
    let holds = proof.holds() && proof.key == said.issuer_key;
    steps.push(if holds {
        step(Stage::Signature, State::Holds, "signed", words::signed(&said.issuer_key))
    } else {
        step(Stage::Signature, State::Fails, "altered", words::altered())
    });
    let day: Option<NaiveDate> = said.issued_on.parse().ok();
    if holds {
        steps.push(issuer::of_key(&said.issuer_key, &said.issuer, &said.site_code, day, known));
        steps.push(inclusion(credential.digest, said, registration, known));
    }
    let proof = registration.and_then(Result::ok).filter(|proof| proof.claim.credential == credential.digest);
    let journal = proof.map(|proof| proof.origin.as_str());
    let issuing = known.trust.and_then(|trust| issuer::card_of_key(trust, &said.issuer_key));
    let journal = journal.or(issuing.map(|card| card.station.journal.as_str()));
    steps.push(status(&said.number, Some(credential.digest), journal, proof, known));
    let salts = proof.map(|proof| (proof.salt, proof.photo_salt));
    steps.extend(holder::number(&said.document_type, said.document, salts.map(|(salt, _)| salt), known.id));
    steps.extend(holder::photo(said.photo, salts.and_then(|(_, salt)| salt), known.photo.or(own_photo)));
    Report::of(shown_of(said), steps)
}

/// A proof that came with a credential: it must be of this very credential, and lead to a checkpoint that the station signed.
fn inclusion(
    credential: Hash,
    said: &Said,
    registration: Option<Result<&Registration, BadRegistration>>,
    known: &Known,
) -> Step {
    let proof = match registration {
        None => return step(Stage::Inclusion, State::Unknown, "no_registration", words::no_registration()),
        Some(Err(bad)) => {
            return step(Stage::Inclusion, State::Fails, "bad_registration", words::bad_registration(bad));
        }
        Some(Ok(proof)) => proof,
    };
    if proof.claim.credential != credential || proof.claim.number != said.number {
        return step(
            Stage::Inclusion,
            State::Fails,
            "other_certificate",
            words::other_certificate(&proof.claim.number),
        );
    }
    if !agrees(&proof.claim, said) {
        return step(Stage::Inclusion, State::Fails, "claim_differs", words::claim_differs());
    }
    match issuer::of_journal(proof, known) {
        issuer::Register::Holds(_) => registered(proof, known),
        issuer::Register::Forged(_) => step(Stage::Inclusion, State::Fails, "forged_proof", words::forged_proof()),
        issuer::Register::Unknown => {
            step(Stage::Inclusion, State::Unknown, "unknown_register", words::unknown_register())
        }
    }
}

/// Whether a claim says what its credential says. A station makes both from the same data; where they differ somebody put them together.
pub fn agrees(claim: &Claim, said: &Said) -> bool {
    let achievement = format!("{} {} / {}", claim.trade.title(), claim.level.text(), claim.level.english());
    claim.number == said.number
        && claim.name == said.holder
        && claim.holder == said.document
        && claim.trade.code == said.trade_code
        && claim.issued_on.to_string() == said.issued_on
        && achievement == said.achievement
        && badge_title(claim.kind) == said.title
        && (&*claim.trade.name, claim.trade.branch_text()) == (&*said.trade_name, &*said.trade_branch)
}

/// The proof leads to a checkpoint that the station signed. Whoever else's name stands below it must have signed as well.
fn registered(proof: &Registration, known: &Known) -> Step {
    let mut cosigned = Vec::new();
    let others = proof.note.iter().flat_map(|note| note.timed().map(move |line| (note, line)));
    for (note, (name, made)) in others.filter(|(_, (name, _))| *name != proof.origin) {
        // Whoever the list does not know says nothing to this verifier.
        let Some(card) = known.trust.and_then(|trust| trust.of_journal(name)) else { continue };
        if !card.station.register.iter().any(|days| made.holds(note.text(), &days.key)) {
            let text = words::forged_cosignature(&card.station.name);
            return step(Stage::Inclusion, State::Fails, "forged_cosignature", text);
        }
        cosigned.push((card.station.name.clone(), day_of(made.time)));
    }
    step(Stage::Inclusion, State::Holds, "registered", words::registered(proof, &cosigned))
}

fn of_registration(proof: &Registration, known: &Known) -> Report {
    let mut steps = vec![step(Stage::Shape, State::Holds, "registration", words::shape_qr())];
    let found = issuer::of_journal(proof, known);
    steps.push(match &found {
        issuer::Register::Holds(key) => step(Stage::Signature, State::Holds, "signed", words::signed(key)),
        issuer::Register::Forged(_) => step(Stage::Signature, State::Fails, "altered", words::altered_qr()),
        issuer::Register::Unknown => step(Stage::Signature, State::Unknown, "no_key", words::no_key()),
    });
    steps.push(issuer::of_register(&found, proof, known));
    if let issuer::Register::Holds(_) = found {
        steps.push(registered(proof, known));
    }
    let claim = &proof.claim;
    steps.push(status(&claim.number, Some(claim.credential), Some(&proof.origin), Some(proof), known));
    steps.extend(holder::number("", claim.holder, Some(proof.salt), known.id));
    steps.extend(known.photo.map(|_| step(Stage::Photo, State::Unknown, "photo_not_in_qr", words::photo_not_in_qr())));
    let mut shown = shown_of_claim(claim);
    let card = known.trust.and_then(|trust| trust.of_journal(&proof.origin));
    shown.issuer = card.map(|card| card.station.name.clone());
    Report::of(shown, steps)
}

fn of_claim(claim: &Claim, salt: &Salt, known: &Known) -> Report {
    let mut steps = vec![
        step(Stage::Shape, State::Holds, "claim_alone", words::shape_qr()),
        step(Stage::Signature, State::Unknown, "proof_in_file", words::proof_in_file()),
    ];
    steps.extend(holder::number("", claim.holder, Some(*salt), known.id));
    Report::of(shown_of_claim(claim), steps)
}

/// As far as is known: the status list of that journal, or else the moment of the checkpoint.
fn status(
    number: &str,
    credential: Option<Hash>,
    journal: Option<&str>,
    proof: Option<&Registration>,
    known: &Known,
) -> Step {
    let Some(list) = known.status else {
        return step(Stage::Status, State::Unknown, "no_status", words::no_status(proof));
    };
    if Some(list.journal.as_str()) != journal {
        return step(Stage::Status, State::Unknown, "other_status", words::other_status());
    }
    let card = known.trust.and_then(|trust| trust.of_journal(&list.journal));
    let keys = card.map(|card| &card.station.register[..]).unwrap_or_default();
    let Some(time) = keys.iter().find_map(|days| list.signed_by(&days.key)) else {
        return step(Stage::Status, State::Unknown, "unsigned_status", words::unsigned_status());
    };
    if proof.is_some_and(|proof| proof.seal.time > time) {
        return step(Stage::Status, State::Unknown, "old_status", words::old_status(time));
    }
    match list.of(number) {
        None => step(Stage::Status, State::Holds, "not_revoked", words::not_revoked(time)),
        Some(entry) => match &entry.change {
            Change::Revoked => step(Stage::Status, State::Fails, "revoked", words::revoked(entry.on)),
            Change::Replaced(by) if Some(*by) == credential => {
                step(Stage::Status, State::Holds, "corrected", words::corrected(entry.on, time))
            }
            Change::Replaced(_) => step(Stage::Status, State::Fails, "replaced", words::replaced(entry.on)),
        },
    }
}

fn shown_of(said: &Said) -> Shown {
    let (trade, level) = said.achievement.split_once(' ').unwrap_or((&said.achievement, ""));
    Shown {
        number: said.number.clone(),
        holder: said.holder.clone(),
        trade: trade.to_owned(),
        trade_code: said.trade_code.clone(),
        level: level.to_owned(),
        issued_on: said.issued_on.clone(),
        issuer: Some(said.issuer.clone()),
        results: said.results.clone(),
    }
}

fn shown_of_claim(claim: &Claim) -> Shown {
    Shown {
        number: claim.number.clone(),
        holder: claim.name.clone(),
        trade: claim.trade.title(),
        trade_code: claim.trade.code.clone(),
        level: format!("{} / {}", claim.level.say(Lang::Zh), claim.level.say(Lang::En)),
        issued_on: claim.issued_on.to_string(),
        issuer: None,
        results: Vec::new(),
    }
}
