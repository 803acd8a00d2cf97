//! An office at work: the open file, the clock, chance, and who sits at the desk.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDate};
use zeroize::Zeroizing;

use super::marking::LastDesk;
use super::{Clock, SetClock, SystemClock};
use crate::credential::badge::Issuer;
use crate::credential::custody::Cost;
use crate::credential::entropy::{Entropy, OsEntropy};
use crate::credential::signing::Signer;
use crate::credential::vault::DataKey;
use crate::domain::authority::Right;
use crate::domain::id::PersonId;
use crate::domain::identity::inert;
use crate::domain::language::{Both, Lang, Say};
use crate::domain::refusal::Refusal;
use crate::domain::stamp::{Role, Stamp};
use crate::store::act::Kind;
use crate::store::backup::{Mended, mend};
use crate::store::employment::{self, EmploymentRead};
use crate::store::reading::Why;
use crate::store::wall::Handle;
use crate::store::{Decided, Failure, Hands, Read, Store};
use crate::{both, refusal};

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

/// Hears how many lines of a file are behind; what it fails with ends the walk through them.
pub type Going<'a> = dyn FnMut(usize) -> Result<(), Failure> + 'a;

/// The way for another thread to the same file: it reads what whoever sits here may read, keeps checkpoints, and acts in no one's name.
pub struct Beside {
    path: PathBuf,
    seat: Option<Seat>,
}

impl Beside {
    pub fn open(self) -> Result<Office, Failure> {
        self.open_with(Box::new(SystemClock))
    }

    /// The same at one moment that does not pass: what is looked through is judged by one date.
    pub fn open_at(self, moment: DateTime<FixedOffset>) -> Result<Office, Failure> {
        self.open_with(Box::new(SetClock::of(moment)))
    }

    fn open_with(self, clock: Box<dyn Clock>) -> Result<Office, Failure> {
        let mut office = Office::open_with(&self.path, clock, Box::new(OsEntropy))?;
        if let Some(seat) = self.seat {
            office.take_seat(seat)?;
        }
        Ok(office)
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

    /// How another thread opens the same file, in the name of whoever sits here.
    pub fn beside(&self) -> Beside {
        let seat = self.seat.as_ref().map(|seat| Seat {
            person: seat.person,
            data: seat.data.clone(),
            checkpoint: seat.checkpoint.clone(),
            credential: None,
            temporary: seat.temporary,
            pin: None,
        });
        Beside { path: self.path().to_owned(), seat }
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

    /// The role in which whoever sits here may do this, or why they may not.
    pub fn may(&self, kind: Kind) -> Result<Role, Refusal> {
        let Some(seat) = &self.seat else { return Err(not_signed_in()) };
        if seat.temporary && kind != Kind::KeyEnrolled {
            return Err(temporary_passphrase());
        }
        let held = self.read().roles(seat.person).map_err(Failure::from)?;
        kind.right().role_of(&held).ok_or_else(|| not_their_role(kind, &held))
    }

    /// One transaction by whoever sits at the desk.
    pub(super) fn act<T>(
        &mut self,
        kind: Kind,
        reason: Option<&str>,
        rule: impl FnOnce(&Read, &Stamp) -> Result<Decided<T>, Failure>,
    ) -> Result<T, Failure> {
        self.act_by_chance(kind, reason, |read, stamp, _| rule(read, stamp))
    }

    /// The same for a rule that draws: nonces, seats, panels.
    pub(super) fn act_by_chance<T>(
        &mut self,
        kind: Kind,
        reason: Option<&str>,
        rule: impl FnOnce(&Read, &Stamp, &mut dyn Entropy) -> Result<Decided<T>, Failure>,
    ) -> Result<T, Failure> {
        let role = self.may(kind)?;
        self.transact(kind, role, Proven::default(), reason, rule)
    }

    /// One transaction that whoever sits at the desk signs.
    pub(super) fn act_signed<T>(
        &mut self,
        kind: Kind,
        own: &Hand,
        second: Option<&Hand>,
        reason: Option<&str>,
        rule: impl FnOnce(&Read, &Stamp) -> Result<Decided<T>, Failure>,
    ) -> Result<T, Failure> {
        let role = self.may(kind)?;
        if own.person != self.who() {
            return Err(another_hand().into());
        }
        self.transact(kind, role, Proven { own: Some(own), second, beside: &[] }, reason, |read, stamp, _| {
            rule(read, stamp)
        })
    }

    /// One transaction whose acts several people sign, the same bytes each: whoever sits at the desk and those beside them.
    pub(super) fn act_signed_by_all<T>(
        &mut self,
        kind: Kind,
        (own, beside): (&Hand, &[Hand]),
        second: Option<&Hand>,
        reason: Option<&str>,
        rule: impl FnOnce(&Read, &Stamp) -> Result<Decided<T>, Failure>,
    ) -> Result<T, Failure> {
        let role = self.may(kind)?;
        if own.person != self.who() {
            return Err(another_hand().into());
        }
        self.transact(kind, role, Proven { own: Some(own), second, beside }, reason, |read, stamp, _| rule(read, stamp))
    }

    /// One transaction of two people: whoever sits at the desk, and another one who proved themselves beside them.
    pub(super) fn act_by_two<T>(
        &mut self,
        kind: Kind,
        second: &Hand,
        reason: Option<&str>,
        rule: impl FnOnce(&Read, &Stamp) -> Result<Decided<T>, Failure>,
    ) -> Result<T, Failure> {
        self.act_by_two_and_chance(kind, second, reason, |read, stamp, _| rule(read, stamp))
    }

    /// The same for a rule that draws nonces.
    pub(super) fn act_by_two_and_chance<T>(
        &mut self,
        kind: Kind,
        second: &Hand,
        reason: Option<&str>,
        rule: impl FnOnce(&Read, &Stamp, &mut dyn Entropy) -> Result<Decided<T>, Failure>,
    ) -> Result<T, Failure> {
        let role = self.may(kind)?;
        self.transact(kind, role, Proven { own: None, second: Some(second), beside: &[] }, reason, rule)
    }

    fn transact<T>(
        &mut self,
        kind: Kind,
        role: Role,
        hands: Proven,
        reason: Option<&str>,
        rule: impl FnOnce(&Read, &Stamp, &mut dyn Entropy) -> Result<Decided<T>, Failure>,
    ) -> Result<T, Failure> {
        let who = self.who();
        let stamp = Stamp {
            at: self.clock.now(),
            person: who,
            role,
            second: hands.second.map(|second| second.person),
            reason: reason.map(str::to_owned),
        };
        let station = self.seat.as_ref().and_then(|seat| seat.checkpoint.as_ref()).map(|seed| Signer::from_seed(seed));
        let beside: Vec<(PersonId, &Signer)> = hands.beside.iter().map(|hand| (hand.person, &hand.signer)).collect();
        let signers = Hands {
            station: station.as_ref(),
            stamp: &stamp,
            own: hands.own.map(|hand| &hand.signer),
            second: hands.second.map(|hand| &hand.signer),
            beside: &beside,
        };
        self.store.transact(signers, &mut *self.entropy, |read, entropy| {
            // Asked again under the lock: another window may have changed who may do what.
            let roles = |person| Ok::<_, Failure>(read.roles(person)?);
            let right = kind.right();
            if right.role_of(&roles(who)?) != Some(role) {
                return Err(not_their_role(kind, &roles(who)?).into());
            }
            if right.needs_second() {
                second_person(kind, who, hands.second, roles)?;
            }
            for hand in hands.beside {
                let held = roles(hand.person)?;
                if right.role_of(&held).is_none() {
                    return Err(not_their_role(kind, &held).into());
                }
            }
            let decided = rule(read, &stamp, entropy)?;
            for act in &decided.acts {
                let right = act.kind().right();
                if !right.permits(role) {
                    return Err(not_their_role(act.kind(), &roles(who)?).into());
                }
            }
            Ok(decided)
        })
    }

    /// The first transaction of a file: whoever founds it has no role yet that could be asked for.
    pub(super) fn found(
        &mut self,
        seat: Seat,
        rule: impl FnOnce(&Read) -> Result<Decided<()>, Failure>,
    ) -> Result<(), Failure> {
        let role = Role::Administrator;
        let stamp = Stamp { at: self.clock.now(), person: seat.person, role, second: None, reason: None };
        let hands = Hands { stamp: &stamp, own: None, second: None, station: None, beside: &[] };
        self.store.transact(hands, &mut *self.entropy, |read, _| rule(read))?;
        let person = seat.person;
        self.take_seat(seat)?;
        self.store.prefer(LAST_PERSON, &person.0.to_string())?;
        Ok(())
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

    /// Whether whoever sits here stands on the employment side.
    pub fn is_in_wing(&self) -> bool {
        self.seat.is_some() && self.store.side() == Handle::Employment
    }

    /// What employment tells, to whoever stands there and to the auditor.
    ///
    /// # Errors
    /// `wall` for everybody else.
    pub fn employment(&self) -> Result<EmploymentRead<'_>, Refusal> {
        let seat = self.seat.as_ref().ok_or_else(not_signed_in)?;
        let held = self.read().roles(seat.person).map_err(Failure::from)?;
        let looks = held.iter().any(|role| role.employs() || *role == Role::Auditor);
        let store = self.store.employment().filter(|_| looks);
        Ok(store.ok_or_else(behind_the_wall)?.read())
    }

    /// The role in which whoever sits here may do this on the employment side, or why they may not.
    pub fn may_employ(&self, kind: employment::act::Kind) -> Result<Role, Refusal> {
        let seat = self.seat.as_ref().ok_or_else(not_signed_in)?;
        if seat.temporary {
            return Err(temporary_passphrase());
        }
        let held = self.read().roles(seat.person).map_err(Failure::from)?;
        let right = kind.right();
        right.role_of(&held).ok_or_else(|| not_permitted(kind, right.roles(), &held))
    }

    /// One transaction on the employment side by whoever sits at the desk.
    pub(super) fn employ<T>(
        &mut self,
        kind: employment::act::Kind,
        reason: Option<&str>,
        rule: impl FnOnce(&EmploymentRead, &Stamp) -> Result<(Vec<employment::act::Act>, T), Failure>,
    ) -> Result<T, Failure> {
        let role = self.may_employ(kind)?;
        let person = self.who();
        let stamp = Stamp { at: self.clock.now(), person, role, second: None, reason: reason.map(str::to_owned) };
        let store = self.store.employment_mut().ok_or_else(behind_the_wall)?;
        let hands = Hands { stamp: &stamp, own: None, second: None, station: None, beside: &[] };
        store.transact(hands, &mut *self.entropy, |read| {
            // Asked again under the lock: another window may have changed who may do what.
            let held = read.roles(person)?;
            if kind.right().role_of(&held) != Some(role) {
                return Err(not_permitted(kind, kind.right().roles(), &held).into());
            }
            rule(read, &stamp)
        })
    }

    /// Lines of a file on the employment side: looked through, or kept whole. Answers what was refused, line by line.
    pub(super) fn employ_each<L>(
        &mut self,
        kind: employment::act::Kind,
        lines: &[L],
        keep: bool,
        going: &mut Going,
        mut rule: impl FnMut(&EmploymentRead, &Stamp, &L) -> Result<Vec<employment::act::Act>, Failure>,
        last: impl FnOnce(&EmploymentRead) -> Result<employment::act::Act, Failure>,
    ) -> Result<Vec<Option<Refusal>>, Failure> {
        let role = self.may_employ(kind)?;
        let person = self.who();
        let stamp = Stamp { at: self.clock.now(), person, role, second: None, reason: None };
        let store = self.store.employment_mut().ok_or_else(behind_the_wall)?;
        let hands = Hands { stamp: &stamp, own: None, second: None, station: None, beside: &[] };
        let mut asked = false;
        let ruled = |read: &EmploymentRead, line: &L| {
            // Asked again under the lock, once: another window may have changed who may do what.
            if !std::mem::replace(&mut asked, true) {
                let held = read.roles(person)?;
                if kind.right().role_of(&held) != Some(role) {
                    return Err(not_permitted(kind, kind.right().roles(), &held).into());
                }
            }
            rule(read, &stamp, line)
        };
        store.transact_each(hands, &mut *self.entropy, lines, going, ruled, keep.then_some(last))
    }

    /// Folds the write-ahead log into the file, so that whoever copies the file copies all of it; called at the end.
    pub fn settle(&self) -> Result<(), Failure> {
        self.store.settle()
    }

    /// The same in a quiet moment, without waiting for another window.
    pub fn settle_at_once(&self) -> Result<(), Failure> {
        self.store.settle_at_once()
    }
}

/// The hands that sign an act.
#[derive(Clone, Copy, Default)]
struct Proven<'a> {
    own: Option<&'a Hand>,
    second: Option<&'a Hand>,
    beside: &'a [Hand],
}

fn second_person(
    kind: Kind,
    who: PersonId,
    second: Option<&Hand>,
    roles: impl Fn(PersonId) -> Result<Vec<Role>, Failure>,
) -> Result<(), Failure> {
    let right = kind.right();
    let Some(second) = second else { return Err(second_needed(kind).into()) };
    if second.person == who {
        return Err(refusal!("same_person", "第二人必须是另一个人。", "The second person must be another one.").into());
    }
    if !right.permits_second(&roles(second.person)?) {
        return Err(second_needed(kind).into());
    }
    Ok(())
}

fn another_hand() -> Refusal {
    refusal!("another_hand", "签字的不是登录的人。", "Whoever signs is not who signed in.")
}

pub fn not_signed_in() -> Refusal {
    refusal!("not_signed_in", "还没有登录。", "Nobody has signed in.").next(both!(
        "命令行用 --as 姓名，口令放在 TOUCHSTONE_PASSPHRASE。",
        "On the command line: --as NAME, with the passphrase in TOUCHSTONE_PASSPHRASE."
    ))
}

/// Whoever gave the passphrase knows it too, so that nothing may be done under it.
fn temporary_passphrase() -> Refusal {
    refusal!(
        "temporary_passphrase",
        "现在用的是临时口令，先换成自己的口令。",
        "This is a temporary passphrase; choose your own first."
    )
}

fn list(roles: &[Role], lang: Lang) -> String {
    roles.iter().map(|role| role.say(lang)).collect::<Vec<_>>().join(lang.pick("、", ", "))
}

/// Employment is shown to nobody who appraises, whatever they hold there.
fn behind_the_wall() -> Refusal {
    refusal!(
        "wall",
        "聘任在墙的另一侧：只有聘任管理员和审计员看得到，管理员也不例外（评聘分离）。",
        "Employment is on the other side of the wall: only employment managers and auditors see it; administrators do not."
    )
}

/// Why somebody with these roles may not do this, and who may.
pub fn not_their_role(kind: Kind, held: &[Role]) -> Refusal {
    let right: Right = kind.right();
    not_permitted(kind, right.roles(), held)
}

fn not_permitted(kind: impl Say, permitted: &[Role], held: &[Role]) -> Refusal {
    let words = |lang| (kind.say(lang), list(permitted, lang), list(held, lang));
    let ((what, may, is), (what_en, may_en, is_en)) = (words(Lang::Zh), words(Lang::En));
    let because = Both {
        zh: format!("“{what}”由{may}办理，现在登录的是{is}。"),
        en: format!("“{what_en}” is done by: {may_en}. Signed in now: {is_en}."),
    };
    Refusal::new("not_their_role", because)
}

/// Which second person an act needs.
pub fn second_needed(kind: Kind) -> Refusal {
    let words = |lang| (kind.say(lang), list(kind.right().second_roles(), lang));
    let ((what, may), (what_en, may_en)) = (words(Lang::Zh), words(Lang::En));
    let because = Both {
        zh: format!("“{what}”须有第二人在场并输入口令：{may}。"),
        en: format!("“{what_en}” needs a second person with their passphrase: {may_en}."),
    };
    Refusal::new("second_needed", because)
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
