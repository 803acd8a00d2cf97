//! An office at work: the open file, the clock, chance, and who sits at the desk.

mod acting;
mod beside;
mod refused;
mod wing;

use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDate};
use zeroize::Zeroizing;

use super::marking::LastDesk;
use super::{Clock, SystemClock};
use crate::both;
use crate::credential::badge::Issuer;
use crate::credential::custody::Cost;
use crate::credential::entropy::{Entropy, OsEntropy};
use crate::credential::signing::Signer;
use crate::credential::vault::DataKey;
use crate::domain::id::PersonId;
use crate::domain::identity::inert;
use crate::domain::language::Both;
use crate::domain::stamp::Role;
use crate::store::backup::{Mended, mend};
use crate::store::courtesy::Courtesy;
use crate::store::hold::Hold;
use crate::store::reading::Why;
use crate::store::{Failure, Read, Still, Store};

pub use beside::Beside;
pub use refused::{not_signed_in, not_their_role, second_needed, second_wanted};
pub use wing::Going;

/// Everything an act needs around it.
pub struct Office {
    pub(super) store: Store,
    clock: Box<dyn Clock>,
    pub(super) entropy: Box<dyn Entropy>,
    pub(super) seat: Option<Seat>,
    /// What a guess at a new passphrase costs.
    pub(super) cost: Cost,
    /// A restore that the power cut short was found and seen to.
    mended: Option<Mended>,
    /// What lies open before whoever sits here and types marks.
    pub(super) desk: LastDesk,
}

/// Who signed in, with the keys of the file that are open while they sit here. Their own signing key is not among them:
/// it opens for one signature or one pile at a time.
pub(super) struct Seat {
    pub person: PersonId,
    /// None for whoever stands on the employment side: no number of evaluation opens there.
    pub data: Option<DataKey>,
    pub checkpoint: Option<Zeroizing<[u8; 32]>>,
    pub credential: Option<Arc<Issuer>>,
    /// Came with the administrator's passphrase and has not chosen their own: nothing is done in their name yet.
    pub temporary: bool,
    /// A short number that opens this person's idle screen again, and how often it was wrong.
    pub pin: Option<(Zeroizing<String>, u32)>,
}

/// A person who has just proven themselves by their passphrase, with the key that signs for them.
pub struct Hand {
    pub(super) person: PersonId,
    pub(super) signer: Signer,
}

impl Hand {
    pub fn person(&self) -> PersonId {
        self.person
    }
}

/// The preference that remembers who signed in last.
pub const LAST_PERSON: &str = "person";
/// The preference that remembers the language chosen last: `zh` or `en`.
pub const LANGUAGE: &str = "language";
/// The preference of a sample station: the one passphrase of its invented people, shown where one signs in.
pub const SAMPLE: &str = "sample_passphrase";

impl Office {
    /// Makes a new station file with the system's clock and chance.
    pub fn create(path: &Path) -> Result<Office, Failure> {
        Office::create_with(path, Box::new(SystemClock), Box::new(OsEntropy))
    }

    pub fn create_with(path: &Path, clock: Box<dyn Clock>, entropy: Box<dyn Entropy>) -> Result<Office, Failure> {
        Ok(Office::over(Store::create(path)?, clock, entropy))
    }

    /// Opens a file; nobody has signed in yet.
    pub fn open(path: &Path) -> Result<Office, Failure> {
        Office::open_with(path, Box::new(SystemClock), Box::new(OsEntropy))
    }

    pub fn open_with(path: &Path, clock: Box<dyn Clock>, entropy: Box<dyn Entropy>) -> Result<Office, Failure> {
        let mended = mend(path)?;
        let mut office = Office::over(Store::open(path)?, clock, entropy);
        office.mended = mended;
        Ok(office)
    }

    /// What was found of a restore that the power cut short when the file was opened, and done about it.
    pub fn mended(&self) -> Option<Both> {
        Some(match self.mended.as_ref()? {
            Mended::NotBegun => both!(
                "上次恢复备份时中断：还没有换，文件仍是原来的。",
                "A restore was cut short before it began; the file is as it was."
            ),
            Mended::Finished(kept) => {
                let old = kept.as_ref().and_then(|kept| kept.file_name()).map(|name| inert(&name.to_string_lossy()));
                match old {
                    Some(name) => both!(
                        "上次恢复备份时断电：现在已恢复完，原来的文件保留为 {name}。",
                        "A restore was cut short; it is finished now, and the old file is kept as {name}."
                    ),
                    None => both!("上次恢复备份时断电：现在已恢复完。", "A restore was cut short; it is finished now."),
                }
            }
            Mended::WentBack => both!(
                "上次恢复备份时断电，备份的副本不完整：原来的文件已放回，请重新恢复。",
                "A restore was cut short and its copy is not whole; the old file is back. Restore again."
            ),
        })
    }

    fn over(store: Store, clock: Box<dyn Clock>, entropy: Box<dyn Entropy>) -> Office {
        Office { store, clock, entropy, seat: None, cost: Cost::USUAL, mended: None, desk: LastDesk::default() }
    }

    pub fn read(&self) -> Read<'_> {
        self.store.read()
    }

    /// What is read until this is dropped is read of one state of the file; see [`Store::still`].
    pub fn still(&self) -> Still<'_> {
        self.store.still()
    }

    pub fn path(&self) -> &Path {
        self.store.path()
    }

    /// Why nothing is written; none where the file is open for work.
    pub fn reading(&self) -> Option<&Why> {
        self.store.reading()
    }

    /// From here on the file is only read, because this was found wrong with it.
    pub fn hold_for_reading(&mut self, found: Vec<Both>) {
        self.store.hold_for_reading(found);
    }

    /// From here on whoever has this hold sees how far the taking of a list is and may stop it.
    pub fn held_by(&mut self, hold: &Hold) {
        self.store.held_by(hold);
    }

    /// See [`Store::gives_way`].
    pub fn gives_way(&mut self, courtesy: Courtesy) {
        self.store.gives_way(courtesy);
    }

    pub fn hold(&self) -> &Hold {
        self.store.hold()
    }

    pub fn now(&self) -> DateTime<FixedOffset> {
        self.clock.now()
    }

    pub fn today(&self) -> NaiveDate {
        self.now().date_naive()
    }

    /// Who sits at the desk; 0 is nobody.
    pub fn who(&self) -> PersonId {
        self.seat.as_ref().map_or(PersonId(0), |seat| seat.person)
    }

    pub fn is_seated(&self) -> bool {
        self.seat.is_some()
    }

    /// Whether whoever sits here must choose a passphrase of their own before anything else.
    pub fn must_renew(&self) -> bool {
        self.seat.as_ref().is_some_and(|seat| seat.temporary)
    }

    /// Who signed in last, where they still work here.
    pub fn last_seated(&self) -> Result<Option<PersonId>, Failure> {
        let last = self.read().preference(LAST_PERSON)?.and_then(|text| text.parse().ok()).map(PersonId);
        Ok(match last {
            Some(last) if self.read().names()?.iter().any(|(id, _)| *id == last) => Some(last),
            _ => None,
        })
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

    /// What a guess at a passphrase made from now on costs: less for tests and for the sample station.
    pub fn set_cost(&mut self, cost: Cost) {
        self.cost = cost;
    }

    /// Puts somebody at the desk, on the side of the wall where their roles stand. The auditor may look over it.
    pub(super) fn take_seat(&mut self, seat: Seat) -> Result<(), Failure> {
        self.store.stand_in_evaluation();
        let held = self.store.read().roles(seat.person)?;
        if held.iter().any(|role| role.employs()) {
            self.store.lock();
            self.store.stand_in_employment()?;
        } else if held.contains(&Role::Auditor) {
            self.store.open_employment()?;
        }
        if let Some(data) = &seat.data {
            self.store.unlock(data);
        }
        self.seat = Some(seat);
        Ok(())
    }

    /// Nobody sits here any more.
    pub(super) fn leave_seat(&mut self) {
        self.seat = None;
        self.desk = LastDesk::default();
        self.store.lock();
        self.store.stand_in_evaluation();
    }

    /// Folds the write-ahead log into the file, so that whoever copies the file copies all of it; called at the end.
    pub fn settle(&self) -> Result<(), Failure> {
        self.store.settle()
    }

    /// The same in a quiet moment, without waiting for whoever reads or writes beside us; false where it is to be tried again.
    pub fn settle_at_once(&self) -> Result<bool, Failure> {
        self.store.settle_at_once()
    }
}

impl Office {
    /// A new file in a folder that the system clears away.
    #[cfg(test)]
    pub(crate) fn for_tests() -> Office {
        let folder = tempfile::tempdir().expect("a folder for tests").keep();
        let mut office = Office::create(&folder.join("station.touchstone")).expect("a new file");
        office.set_cost(Cost::NONE);
        let station = crate::store::act::StationFounded {
            address: String::new(),
            credit_code: "91350100M000100Y43".to_owned(),
            name: "测试县职业技能鉴定所".to_owned(),
            phone: String::new(),
            region: "430124".to_owned(),
            site_code: "S000043000012".to_owned(),
        };
        let roles = vec![Role::Registrar, Role::Administrator];
        let id = PersonId(1);
        let first = crate::store::act::PersonRecorded { id, name: "周考务".to_owned(), roles };
        super::station::found(&mut office, station, first, "tests keep no secrets").expect("a station");
        office
    }
}
