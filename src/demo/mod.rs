//! The sample station: a county's year, built by acts alone under a clock that is set in the past.
//!
//! Its files are the fixtures, taken in through the same code as a user's import. Nothing is written by SQL. The batches
//! overlap as they do in a real year: their steps are put on one calendar and done day by day, so that the journal runs
//! forward.

mod calendar;
pub mod crowd;
mod employers;
mod files;
mod growing;
mod life;
mod marks;
mod round;
mod rounds;
mod station;

pub use station::PASSPHRASE;

use std::path::Path;

use chrono::{DateTime, FixedOffset};

use crate::credential::custody::Cost;
use crate::credential::entropy::{OsEntropy, SeededEntropy};
use crate::domain::id::PersonId;
use crate::domain::stamp::Role;
use crate::ops::{Clock, Office, SetClock, SystemClock, account, keep};
use crate::store::Failure;
use calendar::Year;

/// Builds the sample station at `path`, which must not exist, as of now. Nobody is signed in; 罗志刚 was last.
pub fn build(path: &Path) -> Result<Office, Failure> {
    let mut office = build_as_of(path, SystemClock.now())?;
    office.set_clock(Box::new(SystemClock));
    office.set_entropy(Box::new(OsEntropy));
    Ok(office)
}

/// Takes so many further candidates into a sample station just built; see [`crowd::gather`].
pub fn enlarge(office: &mut Office, count: usize, seen: impl FnMut(usize) -> bool) -> Result<usize, Failure> {
    let clerk = office.read().people()?.into_iter().find(|person| person.roles.contains(&Role::Registrar));
    account::sign_in(office, clerk.map_or(PersonId(1), |clerk| clerk.id), PASSPHRASE)?;
    let done = crowd::gather(office, count, seen)?;
    account::sign_out(office);
    office.settle()?;
    Ok(done)
}

/// The same as of a given moment: for tests and pictures.
pub fn build_as_of(path: &Path, now: DateTime<FixedOffset>) -> Result<Office, Failure> {
    let clock = SetClock::of(now);
    let entropy = SeededEntropy::new(b"touchstone sample station");
    let mut office = Office::create_with(path, Box::new(clock.clone()), Box::new(entropy))?;
    // Their passphrases are public, so that guessing one may be cheap.
    office.set_cost(Cost::NONE);
    let year = Year::ending(now, clock);
    year.at(-300, 9);
    let people = station::found(&mut office, &year)?;
    station::standards(&mut office)?;
    let mut employers = employers::Steps::new();
    for step in rounds::steps() {
        employers.until(step.day, step.hour, &year, &mut office, &people)?;
        year.at(step.day, step.hour);
        step.take(&year, &mut office, &people)?;
    }
    employers.until(-1, 23, &year, &mut office, &people)?;
    year.now();
    people.seat(&mut office, "彭建华")?;
    keep::set_passphrase(&mut office, PASSPHRASE)?;
    people.seat(&mut office, "罗志刚")?;
    account::sign_out(&mut office);
    office.set_cost(Cost::USUAL);
    office.settle()?;
    Ok(office)
}
