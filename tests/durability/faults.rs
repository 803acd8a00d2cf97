//! Every call to the disk fails once, for each kind of fault: the program says what was not saved, goes on, and the same step works.

use touchstone::domain::language::{Lang, Say};
use touchstone_shim::chance::Chance;
use touchstone_shim::disk::Disk;
use touchstone_shim::fault::{Fault, Plan};

use super::plan::day;
use super::steps::Step;
use super::world::{Done, FILE, World, reopen};

/// A short day: one candidate, from the application to the certificate, with a start of the program and an idle moment.
fn script() -> Vec<Step> {
    let mut steps = day(&mut Chance::new(3), 1);
    steps.insert(1, Step::Reopen);
    let end = steps.len() - 1;
    steps.insert(end, Step::Settle);
    steps
}

#[derive(Default, Debug)]
struct Tally {
    failed: usize,
    went_on: usize,
}

/// Takes one step, its n-th call failing, for every n until no call is left that could fail. The step is then done.
fn every_call(world: &mut World, disk: &Disk, step: &Step, fault: Fault, tally: &mut Tally) {
    for nth in 1.. {
        let before = world.model.clone();
        // Both: a hiccup, and a disk that stays broken until somebody sees to it.
        disk.fail(Plan { fault, nth, lasting: nth % 2 == 0 });
        let done = world.take(step);
        let struck = disk.mend();
        let told = format!("{step:?}, {fault:?} at call {nth}");
        match done {
            Done::Said if !struck => return,
            Done::Said => {
                // What is said to be saved is saved, whatever failed beside it.
                tally.went_on += 1;
                settle(world);
                assert_eq!(world.seen().unwrap(), world.model, "{told}");
                return rest(world, disk, step, fault, nth, tally);
            }
            Done::Refused(refusal) => panic!("{told}: the rules were blamed: {refusal}"),
            Done::Failed(error) => {
                assert!(struck, "{told}: failed on a sound disk: {error}");
                tally.failed += 1;
                for lang in [Lang::Zh, Lang::En] {
                    let words = error.say(lang);
                    let says = ["保存", "打不开", "没有写完", "saved", "cannot be opened", "was not written"];
                    assert!(says.iter().any(|word| words.contains(word)), "{told}: {words}");
                }
                if !world.is_open() {
                    world.open().unwrap();
                }
                assert_eq!(world.seen().unwrap(), before, "{told}: {error}");
            }
        }
    }
}

/// A step that was done although a call of it failed goes on from there: later calls are those of what comes after it.
fn rest(world: &mut World, disk: &Disk, step: &Step, fault: Fault, nth: u64, tally: &mut Tally) {
    if matches!(step, Step::Settle | Step::Reopen) && nth < 200 {
        disk.fail(Plan { fault, nth: nth + 1, lasting: false });
        let done = world.take(step);
        let struck = disk.mend();
        if !world.is_open() {
            world.open().unwrap();
        }
        assert_eq!(world.seen().unwrap(), world.model);
        if struck {
            tally.failed += usize::from(!matches!(done, Done::Said));
            rest(world, disk, step, fault, nth + 1, tally);
        }
    }
}

fn settle(world: &mut World) {
    world.office().settle().unwrap();
}

fn day_with(fault: Fault) -> Tally {
    let folder = tempfile::tempdir().unwrap();
    World::lay(folder.path());
    let disk = Disk::watch(folder.path()).unwrap();
    let mut world = World::begin(folder.path(), 3);
    let mut tally = Tally::default();
    for step in script() {
        every_call(&mut world, &disk, &step, fault, &mut tally);
    }
    assert_eq!(world.model.certificates.len(), 1, "the day came to its end: {tally:?}");
    world.close();
    let (seen, _) = reopen(&folder.path().join(FILE)).unwrap();
    assert_eq!(seen, world.model);
    tally
}

#[test]
fn every_call_that_fails_ends_in_a_message_and_the_same_step_works_again() {
    touchstone_shim::install();
    let tallies = std::thread::scope(|scope| {
        let work = Fault::ALL.map(|fault| (fault, scope.spawn(move || day_with(fault))));
        work.map(|(fault, day)| (fault, day.join().expect("a day under this fault")))
    });
    for (fault, tally) in tallies {
        assert!(tally.failed > 30, "{fault:?} struck too seldom to prove anything: {tally:?}");
        eprintln!("{fault:?}: {tally:?}");
    }
}

#[test]
fn a_setting_that_sqlite_did_not_take_keeps_the_program_from_running() {
    use touchstone::store::fault::FileError;
    use touchstone_shim::disk::Pretence;
    touchstone_shim::install();
    let others = [
        ("journal_mode", "delete"),
        ("synchronous", "1"),
        ("foreign_keys", "0"),
        ("trusted_schema", "1"),
        ("cell_size_check", "0"),
        ("mmap_size", "268435456"),
        ("recursive_triggers", "0"),
        ("secure_delete", "2"),
        ("busy_timeout", "0"),
        ("cache_size", "-2000"),
    ];
    for (name, told) in others {
        let folder = tempfile::tempdir().unwrap();
        World::lay(folder.path());
        let disk = Disk::watch(folder.path()).unwrap();
        disk.pretend(Pretence { name, set: None, told: Some(told) });
        let refused = touchstone::ops::Office::open(&folder.path().join(FILE)).err().expect(name);
        match refused {
            touchstone::store::Failure::File(FileError::Setting { name: named, found, .. }) => {
                assert_eq!((named, found.as_str()), (name, told));
            }
            other => panic!("{name}: {other}"),
        }
    }
}
