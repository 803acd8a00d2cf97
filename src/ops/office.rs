//! An office at work: the open file, the clock, chance, and who sits at the desk.

use std::path::Path;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::{Clock, SystemClock};
use crate::credential::entropy::{Entropy, OsEntropy};
use crate::domain::id::PersonId;
use crate::domain::stamp::{Role, Stamp};
use crate::store::{Decided, Failure, Read, Store};

/// Everything an act needs around it.
pub struct Office {
    pub(super) store: Store,
    clock: Box<dyn Clock>,
    entropy: Box<dyn Entropy>,
    /// Who sits at the desk; 0 is nobody yet.
    who: PersonId,
}

/// The preference that remembers who sat at the desk last.
const LAST_PERSON: &str = "person";
/// The preference that remembers the language chosen last: `zh` or `en`.
pub const LANGUAGE: &str = "language";

impl Office {
    /// Makes a new station file with the system's clock and chance.
    pub fn create(path: &Path) -> Result<Office, Failure> {
        Office::create_with(path, Box::new(SystemClock), Box::new(OsEntropy))
    }

    pub fn create_with(path: &Path, clock: Box<dyn Clock>, mut entropy: Box<dyn Entropy>) -> Result<Office, Failure> {
        let store = Store::create(path, &mut *entropy)?;
        Ok(Office { store, clock, entropy, who: PersonId(0) })
    }

    pub fn open(path: &Path) -> Result<Office, Failure> {
        Office::open_with(path, Box::new(SystemClock), Box::new(OsEntropy))
    }

    pub fn open_with(path: &Path, clock: Box<dyn Clock>, entropy: Box<dyn Entropy>) -> Result<Office, Failure> {
        let store = Store::open(path)?;
        let last = store.read().preference(LAST_PERSON)?.and_then(|text| text.parse().ok()).map(PersonId);
        let who = match last {
            Some(last) if store.read().person(last)?.is_some() => last,
            _ => store.read().people()?.first().map_or(PersonId(0), |person| person.id),
        };
        Ok(Office { store, clock, entropy, who })
    }

    pub fn read(&self) -> Read<'_> {
        self.store.read()
    }

    pub fn path(&self) -> &Path {
        self.store.path()
    }

    pub fn now(&self) -> DateTime<FixedOffset> {
        self.clock.now()
    }

    pub fn today(&self) -> NaiveDate {
        self.now().date_naive()
    }

    pub fn who(&self) -> PersonId {
        self.who
    }

    /// Another person sits down; remembered for the next start.
    pub fn sit_down(&mut self, who: PersonId) -> Result<(), Failure> {
        self.who = who;
        self.store.prefer(LAST_PERSON, &who.0.to_string())
    }

    /// Another person acts from here on; the next start remembers who sat there before.
    pub fn stand_in(&mut self, who: PersonId) {
        self.who = who;
    }

    /// Keeps a preference of this copy: language, theme.
    pub fn prefer(&mut self, name: &str, value: &str) -> Result<(), Failure> {
        self.store.prefer(name, value)
    }

    /// The other clock: the sample station is built in the past and opened today.
    pub fn set_clock(&mut self, clock: Box<dyn Clock>) {
        self.clock = clock;
    }

    pub fn set_entropy(&mut self, entropy: Box<dyn Entropy>) {
        self.entropy = entropy;
    }

    pub(super) fn stamp(&self, role: Role, reason: Option<&str>) -> Stamp {
        Stamp { at: self.clock.now(), person: self.who, role, second: None, reason: reason.map(str::to_owned) }
    }

    /// One transaction by whoever sits at the desk, in this role.
    pub(super) fn act<T>(
        &mut self,
        role: Role,
        reason: Option<&str>,
        rule: impl FnOnce(&Read, &Stamp) -> Result<Decided<T>, Failure>,
    ) -> Result<T, Failure> {
        self.act_by_chance(role, reason, |read, stamp, _| rule(read, stamp))
    }

    /// The same for a rule that draws: nonces, seats, panels.
    pub(super) fn act_by_chance<T>(
        &mut self,
        role: Role,
        reason: Option<&str>,
        rule: impl FnOnce(&Read, &Stamp, &mut dyn Entropy) -> Result<Decided<T>, Failure>,
    ) -> Result<T, Failure> {
        let stamp = self.stamp(role, reason);
        self.store.transact(&stamp, &mut *self.entropy, |read, entropy| rule(read, &stamp, entropy))
    }

    /// Folds the write-ahead log into the file; called when idle and at the end.
    pub fn settle(&self) -> Result<(), Failure> {
        self.store.settle()
    }

    /// A new file in a folder that the system clears away.
    #[cfg(test)]
    pub(crate) fn for_tests() -> Office {
        let folder = tempfile::tempdir().expect("a folder for tests").keep();
        Office::create(&folder.join("station.touchstone")).expect("a new file")
    }
}
