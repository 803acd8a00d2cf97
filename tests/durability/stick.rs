//! A stick that is pulled out in the middle of a backup: under the backup's name lies the old good file or the new good one, whole.
//!
//! The stick of the test keeps its files in memory and knows what would be there after a pull: of what was synced everything, of what
//! was written since any part, torn at 512 bytes; of names that were made, changed or removed since the folder was synced the first few.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::path::Path;

use sha2::{Digest, Sha256};
use touchstone::credential::age::Draw;
use touchstone::credential::backup_key::BackupKey;
use touchstone::credential::custody::Cost;
use touchstone::credential::entropy::SeededEntropy;
use touchstone::credential::tree::Hash;
use touchstone::exchange::inspection::{INDEX, put_filed};
use touchstone::store::backup::{Backup, Existing};
use touchstone::store::fault::{FileError, Place};
use touchstone::store::medium::{Medium, Writing, put_bytes};
use touchstone::store::sealed::{Target, deliver, key_of, unseal};
use touchstone_shim::chance::Chance;

const SECTOR: usize = 512;
const WORDS: &str = "in two sealed envelopes";

#[derive(Clone, Default)]
struct Content {
    now: Vec<u8>,
    synced: Vec<u8>,
}

#[derive(Clone)]
enum Naming {
    Made(String, usize),
    Renamed(String, String),
    Removed(String),
}

#[derive(Clone, Default)]
struct State {
    contents: Vec<Content>,
    names: BTreeMap<String, usize>,
    synced_names: BTreeMap<String, usize>,
    namings: Vec<Naming>,
    calls: usize,
    /// The stick is gone from this call on.
    pulled_at: Option<usize>,
}

fn name(names: &mut BTreeMap<String, usize>, naming: &Naming) {
    match naming {
        Naming::Made(name, at) => {
            names.insert(name.clone(), *at);
        }
        Naming::Renamed(from, to) => {
            let at = names.remove(from).expect("it was there");
            names.insert(to.clone(), at);
        }
        Naming::Removed(name) => {
            names.remove(name);
        }
    }
}

impl State {
    fn call(&mut self) -> io::Result<()> {
        self.calls += 1;
        match self.pulled_at {
            Some(at) if self.calls > at => Err(io::Error::other("the stick is gone")),
            _ => Ok(()),
        }
    }

    fn naming(&mut self, naming: Naming) {
        name(&mut self.names, &naming);
        self.namings.push(naming);
    }

    /// What is on it once it was pulled out.
    fn left(&self, chance: &mut Chance) -> BTreeMap<String, Vec<u8>> {
        let mut names = self.synced_names.clone();
        for naming in &self.namings[..chance.below(self.namings.len() + 1)] {
            name(&mut names, naming);
        }
        let torn = |content: &Content, chance: &mut Chance| {
            let mut bytes = content.synced.clone();
            if content.now != content.synced {
                bytes.resize(chance.below(content.now.len() + 1).max(bytes.len()), 0);
                for start in (0..bytes.len().min(content.now.len())).step_by(SECTOR) {
                    let end = (start + SECTOR).min(bytes.len()).min(content.now.len());
                    if chance.one_in(2) {
                        bytes[start..end].copy_from_slice(&content.now[start..end]);
                    }
                }
            }
            bytes
        };
        names.into_iter().map(|(name, at)| (name, torn(&self.contents[at], chance))).collect()
    }
}

#[derive(Default)]
struct Stick(RefCell<State>);

struct Open<'a>(&'a Stick, usize);

impl Write for Open<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut state = self.0.0.borrow_mut();
        // Pulled within a write, some of it has arrived.
        let arrived = if state.pulled_at == Some(state.calls) { bytes.len() / 2 } else { bytes.len() };
        let gone = state.call();
        if gone.is_ok() || arrived < bytes.len() {
            state.contents[self.1].now.extend_from_slice(&bytes[..arrived]);
        }
        gone.map(|()| bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Writing for Open<'_> {
    fn sync(&mut self) -> io::Result<()> {
        let mut state = self.0.0.borrow_mut();
        state.call()?;
        let content = &mut state.contents[self.1];
        content.synced = content.now.clone();
        Ok(())
    }
}

struct Reading<'a>(&'a Stick, io::Cursor<Vec<u8>>);

impl Read for Reading<'_> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        self.0.0.borrow_mut().call()?;
        self.1.read(to)
    }
}

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

impl Medium for Stick {
    fn create(&self, path: &Path) -> io::Result<Box<dyn Writing + '_>> {
        let mut state = self.0.borrow_mut();
        state.call()?;
        if state.names.contains_key(&text(path)) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let at = state.contents.len();
        state.contents.push(Content::default());
        state.naming(Naming::Made(text(path), at));
        Ok(Box::new(Open(self, at)))
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn Read + '_>> {
        let mut state = self.0.borrow_mut();
        state.call()?;
        let at = *state.names.get(&text(path)).ok_or(io::ErrorKind::NotFound)?;
        let bytes = state.contents[at].now.clone();
        Ok(Box::new(Reading(self, io::Cursor::new(bytes))))
    }

    fn name_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        if self.0.borrow().names.contains_key(&text(to)) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        self.rename(from, to)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut state = self.0.borrow_mut();
        state.call()?;
        state.naming(Naming::Renamed(text(from), text(to)));
        Ok(())
    }

    fn sync_folder(&self, _: &Path) -> io::Result<()> {
        let mut state = self.0.borrow_mut();
        state.call()?;
        state.synced_names = state.names.clone();
        state.namings.clear();
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let mut state = self.0.borrow_mut();
        state.call()?;
        if !state.names.contains_key(&text(path)) {
            return Err(io::ErrorKind::NotFound.into());
        }
        state.naming(Naming::Removed(text(path)));
        Ok(())
    }
}

const TO: &str = "/stick/station.backup";

/// Two files to back up, one after the other, and the key.
struct Home {
    folder: tempfile::TempDir,
    key: BackupKey,
    copies: [Backup; 2],
}

impl Home {
    fn new() -> Home {
        let folder = tempfile::tempdir().unwrap();
        let key = BackupKey::make(WORDS, Cost::NONE, &mut SeededEntropy::new(b"stick")).unwrap();
        // As long as that what is written takes several chunks, and not full ones.
        let copies = [(0, 66_001_u32), (1, 70_017)].map(|(which, length)| {
            let bytes: Vec<u8> = (0..length).map(|n| (n.wrapping_mul(2_654_435_761) >> (which + 9)) as u8).collect();
            std::fs::write(folder.path().join(which.to_string()), &bytes).unwrap();
            Backup { bytes: bytes.len() as u64, sha256: Hash(Sha256::digest(&bytes).into()) }
        });
        Home { folder, key, copies }
    }

    fn back_up(&self, which: usize, medium: &dyn Medium) -> Result<Backup, FileError> {
        let draw = Draw::from(&mut SeededEntropy::new(&[which as u8])).unwrap();
        let target = Target { dest: Path::new(TO), existing: Existing::Replace, medium, key: &self.key, draw };
        deliver(&self.folder.path().join(which.to_string()), &self.copies[which], target)
    }

    /// Which of the two the sealed bytes hold, opened by the passphrase as a restore opens them.
    fn held(&self, bytes: &[u8]) -> usize {
        let (file, opened) = (self.folder.path().join("left.backup"), self.folder.path().join("opened"));
        std::fs::write(&file, bytes).unwrap();
        let identity = key_of(&file).unwrap().open(WORDS).unwrap();
        unseal(&file, &identity, &opened).unwrap();
        let found = std::fs::read(&opened).unwrap();
        (0..2).find(|which| std::fs::read(self.folder.path().join(which.to_string())).unwrap() == found).unwrap()
    }

    /// A stick with the first backup on it.
    fn stick(&self) -> Stick {
        let stick = Stick::default();
        self.back_up(0, &stick).unwrap();
        stick
    }
}

#[test]
fn a_stick_pulled_at_any_of_two_hundred_points_holds_the_old_good_file_or_the_new_one() {
    let home = Home::new();
    let old = home.stick().0.into_inner();
    let calls = {
        let trial = Stick(RefCell::new(State { calls: 0, ..old.clone() }));
        home.back_up(1, &trial).unwrap();
        trial.0.into_inner().calls
    };
    let (mut chance, mut seen) = (Chance::new(9), [0, 0]);
    const POINTS: usize = 200;
    for point in 0..POINTS {
        let pulled_at = point * (calls + 1) / POINTS;
        let stick = Stick(RefCell::new(State { calls: 0, pulled_at: Some(pulled_at), ..old.clone() }));
        let done = home.back_up(1, &stick);
        assert_eq!(done.is_ok(), pulled_at >= calls, "done is said when all was done: {pulled_at} of {calls}");
        let left = stick.0.into_inner().left(&mut chance);
        let kept = left.get(TO).unwrap_or_else(|| panic!("pulled at {pulled_at} of {calls}: no backup is left"));
        let which = home.held(kept);
        assert!(done.is_err() || which == 1, "what was called done is there");
        seen[which] += 1;
    }
    assert!(seen.iter().all(|often| *often > 5), "both were left now and then: {seen:?}");
}

#[test]
fn the_same_pulls_break_a_backup_that_is_written_over_the_old_one() {
    let old = Home::new().stick().0.into_inner();
    let bytes = old.contents[old.names[TO]].now.clone();
    let mut chance = Chance::new(10);
    let broken = (0..200).filter(|_| {
        let mut state = old.clone();
        let at = state.names[TO];
        state.contents[at].now = bytes.iter().map(|byte| !byte).collect();
        let left = state.left(&mut chance);
        left[TO] != bytes && left[TO] != state.contents[at].now
    });
    assert!(broken.count() > 100, "the stick must be able to tear a file");
}

#[test]
fn a_stick_that_gives_back_something_else_is_not_trusted() {
    struct Liar(Stick);
    impl Medium for Liar {
        fn create(&self, path: &Path) -> io::Result<Box<dyn Writing + '_>> {
            self.0.create(path)
        }
        fn open(&self, path: &Path) -> io::Result<Box<dyn Read + '_>> {
            let mut bytes = Vec::new();
            self.0.open(path)?.read_to_end(&mut bytes)?;
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
            Ok(Box::new(io::Cursor::new(bytes)))
        }
        fn name_new(&self, from: &Path, to: &Path) -> io::Result<()> {
            self.0.name_new(from, to)
        }
        fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
            self.0.rename(from, to)
        }
        fn sync_folder(&self, path: &Path) -> io::Result<()> {
            self.0.sync_folder(path)
        }
        fn remove(&self, path: &Path) -> io::Result<()> {
            self.0.remove(path)
        }
    }
    let home = Home::new();
    let liar = Liar(home.stick());
    let before = liar.0.0.borrow().names.clone();
    let refused = home.back_up(1, &liar).unwrap_err();
    assert_eq!(refused, FileError::ReadBack(Place::named(Path::new(TO))));
    assert_eq!(liar.0.0.borrow().names, before, "the old one bears the name and nothing lies beside it");
}

/// Bytes of a file that an export writes, longer than a sector.
fn export(which: u8) -> Vec<u8> {
    (0..9_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 11) as u8 ^ which).collect()
}

#[test]
fn a_stick_pulled_in_an_export_holds_the_old_good_file_or_the_new_one_and_never_half_of_one() {
    const LIST: &str = "/stick/公示名单.xlsx";
    let (old, new) = (export(1), export(2));
    let begun = Stick::default();
    put_bytes(&begun, Path::new(LIST), Existing::Keep, &old).unwrap();
    let begun = begun.0.into_inner();
    let calls = {
        let trial = Stick(RefCell::new(State { calls: 0, ..begun.clone() }));
        put_bytes(&trial, Path::new(LIST), Existing::Replace, &new).unwrap();
        trial.0.into_inner().calls
    };
    let (mut chance, mut seen) = (Chance::new(11), [0, 0]);
    for point in 0..200 {
        let pulled_at = point * (calls + 1) / 200;
        let stick = Stick(RefCell::new(State { calls: 0, pulled_at: Some(pulled_at), ..begun.clone() }));
        let done = put_bytes(&stick, Path::new(LIST), Existing::Replace, &new);
        assert_eq!(done.is_ok(), pulled_at >= calls, "done is said when all was done: {pulled_at} of {calls}");
        let left = stick.0.into_inner().left(&mut chance);
        let kept = left.get(LIST).unwrap_or_else(|| panic!("pulled at {pulled_at} of {calls}: no list is left"));
        assert!(*kept == old || *kept == new, "pulled at {pulled_at} of {calls}: neither list");
        assert!(done.is_err() || *kept == new, "what was called done is there");
        seen[usize::from(*kept == new)] += 1;
    }
    assert!(seen.iter().all(|often| *often > 5), "both were left now and then: {seen:?}");
}

#[test]
fn a_stick_pulled_in_an_archive_of_many_files_holds_whole_files_and_an_index_only_of_what_is_there() {
    let folder = Path::new("/stick/归档");
    let files = || (0..5u8).map(|n| ("1 卷", format!("{n}.xlsx"), export(n))).collect::<Vec<_>>();
    let calls = {
        let trial = Stick::default();
        put_filed(&trial, folder, files()).unwrap();
        trial.0.into_inner().calls
    };
    let (mut chance, mut with_index, mut partly) = (Chance::new(12), 0, 0);
    for point in 0..200 {
        let pulled_at = point * (calls + 1) / 200;
        let stick = Stick(RefCell::new(State { pulled_at: Some(pulled_at), ..State::default() }));
        let done = put_filed(&stick, folder, files());
        assert_eq!(done.is_ok(), pulled_at >= calls, "{pulled_at} of {calls}");
        let left = stick.0.into_inner().left(&mut chance);
        let named = |name: &str| left.get(&text(&folder.join(name)));
        let mut there = 0;
        for (_, name, bytes) in files() {
            if let Some(kept) = named(&name) {
                assert!(*kept == bytes, "pulled at {pulled_at} of {calls}: {name} is not whole");
                there += 1;
            }
        }
        if let Some(index) = named(INDEX) {
            let index = String::from_utf8(index.clone()).expect("an index is whole or not there");
            assert_eq!(
                (index.lines().count(), there),
                (5, 5),
                "pulled at {pulled_at}: the index names what is not there"
            );
            with_index += 1;
        }
        partly += usize::from((1..5).contains(&there));
        assert!(done.is_err() || named(INDEX).is_some());
    }
    assert!(with_index > 3 && partly > 20, "{with_index} with an index, {partly} with some files");
}
