//! Damaged files: bits flipped, bytes overwritten, sectors zeroed, ends cut off. What changed is found and named, or nothing changed.

use std::path::Path;

use rusqlite::Connection;
use rusqlite::types::Value;
use touchstone::domain::language::{Lang, Say};
use touchstone::ops::Office;
use touchstone::ops::check::{Depth, check};
use touchstone::store::labels::{Label, labels};
use touchstone_shim::chance::Chance;

use super::plan::day;
use super::trials;
use super::world::{FILE, World};

/// The file of a short day, complete.
fn whole() -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    World::lay(folder.path());
    let mut world = World::begin(folder.path(), 5);
    for step in day(&mut Chance::new(5), 1) {
        world.take(&step);
    }
    assert_eq!(world.model.certificates.len(), 1);
    world.office().settle().unwrap();
    world.close();
    std::fs::read(folder.path().join(FILE)).unwrap()
}

fn damage(bytes: &mut Vec<u8>, chance: &mut Chance) -> String {
    // Much of a small file is empty: a place that holds something is struck.
    let mut at = chance.below(bytes.len());
    while bytes[at] == 0 {
        at = chance.below(bytes.len());
    }
    match chance.below(12) {
        0..6 => {
            let bit = chance.below(8);
            bytes[at] ^= 1 << bit;
            format!("bit {bit} of byte {at} flipped")
        }
        6..9 => {
            let end = (at + 1 + chance.below(8)).min(bytes.len());
            bytes[at..end].iter_mut().for_each(|byte| *byte = chance.next() as u8);
            format!("bytes {at}..{end} overwritten")
        }
        9..11 => {
            let start = at / 512 * 512;
            let end = (start + 512).min(bytes.len());
            bytes[start..end].fill(0);
            format!("sector at {start} zeroed")
        }
        _ => {
            bytes.truncate(at);
            format!("cut off at {at}")
        }
    }
}

/// Every row that history holds: all but what is this copy's own and what is being typed.
fn content(path: &Path) -> rusqlite::Result<Vec<(String, Vec<Vec<Value>>)>> {
    let conn = Connection::open(path)?;
    let schema = Connection::open_in_memory()?;
    schema.execute_batch(touchstone::store::SCHEMA)?;
    let held = labels(&schema)?.into_iter();
    let held = held.filter(|(_, label)| !matches!(label, Some(Label::Local | Label::Draft)));
    held.map(|(table, _)| {
        let mut statement = conn.prepare(&format!("SELECT * FROM \"{table}\""))?;
        let columns = statement.column_count();
        let rows = statement.query_map([], |row| (0..columns).map(|n| row.get(n)).collect())?;
        Ok((table, rows.collect::<rusqlite::Result<_>>()?))
    })
    .collect()
}

fn differing<'a>(a: &'a [Vec<Value>], b: &'a [Vec<Value>]) -> Option<(&'a Vec<Value>, &'a Vec<Value>)> {
    a.iter().zip(b).find(|(a, b)| a != b)
}

#[derive(Debug, Default)]
struct Tally {
    refused: usize,
    found: usize,
    harmless: usize,
}

fn recognised(path: &Path, told: &str, tally: &mut Tally, sound: &[(String, Vec<Vec<Value>>)]) {
    let office = match Office::open(path) {
        Ok(office) => office,
        Err(failure) => {
            assert!(!failure.say(Lang::Zh).is_empty());
            tally.refused += 1;
            return;
        }
    };
    if content(path).is_ok_and(|found| found == sound) {
        tally.harmless += 1;
        return;
    }
    for depth in [Depth::Usual, Depth::Full] {
        match check(&office, depth, &mut |_, _| true) {
            Ok(report) if report.findings.is_empty() => {}
            Ok(report) => {
                assert!(report.findings.iter().all(|finding| !finding.text.zh.is_empty()), "{told}");
                tally.found += 1;
                return;
            }
            // Damage that a check cannot read past is told by the sentence about damage.
            Err(failure) => {
                assert!(!failure.say(Lang::En).is_empty());
                tally.found += 1;
                return;
            }
        }
    }
    let found = content(path).unwrap_or_default();
    let which: Vec<_> =
        sound.iter().zip(&found).filter(|(a, b)| a != b).map(|(a, b)| (&a.0, differing(&a.1, &b.1))).collect();
    panic!("{told}: what is in the file changed and no check saw it: {which:?}");
}

#[test]
fn damage_is_found_and_named_or_has_changed_nothing() {
    touchstone_shim::install();
    let whole = whole();
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(FILE), &whole).unwrap();
    let sound = content(&folder.path().join(FILE)).unwrap();
    let halves = [0, 1];
    let tallies = std::thread::scope(|scope| {
        let work = halves.map(|half| {
            let (whole, sound) = (&whole, &sound);
            scope.spawn(move || {
                let (mut chance, mut tally) = (Chance::new(half), Tally::default());
                let folder = tempfile::tempdir().unwrap();
                let path = folder.path().join(FILE);
                for _ in 0..trials(2000, 4500) / halves.len() {
                    let mut bytes = whole.clone();
                    let told = damage(&mut bytes, &mut chance);
                    for ending in ["-wal", "-shm"] {
                        let _ = std::fs::remove_file(folder.path().join(format!("{FILE}{ending}")));
                    }
                    std::fs::write(&path, &bytes).unwrap();
                    recognised(&path, &told, &mut tally, sound);
                }
                tally
            })
        });
        work.map(|half| half.join().expect("no damage is overlooked"))
    });
    let harmless: usize = tallies.iter().map(|tally| tally.harmless).sum();
    let found: usize = tallies.iter().map(|tally| tally.found + tally.refused).sum();
    assert!(found > harmless, "{tallies:?}");
}
