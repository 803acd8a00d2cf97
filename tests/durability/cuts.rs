//! Power cuts: one run of random steps, cut at many points of what it wrote.

use std::path::Path;

use touchstone::credential::tree::Hash;
use touchstone::domain::evaluation::outcome::Verdict;
use touchstone_shim::chance::Chance;
use touchstone_shim::disk::{Disk, History, Pretence};
use touchstone_shim::image::{Left, Replay};

use super::model::Seen;
use super::plan::plan;
use super::steps::Step;
use super::trials;
use super::world::{Done, FILE, World, reopen};

/// Which promise is put to the test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Keeping {
    /// The program as it is.
    Promise,
    /// SQLite syncs the log at checkpoints only, and says it syncs at each commit.
    Normal,
    /// "Saved" is said as the step begins.
    TooEarly,
}

/// A run: what was written, and what stood after each step.
struct Run {
    history: History,
    stood: Vec<(Seen, (u64, Hash))>,
}

fn run(steps: &[Step], seed: u64, keeping: Keeping) -> Run {
    let folder = tempfile::tempdir().unwrap();
    World::lay(folder.path());
    let disk = Disk::watch(folder.path()).unwrap();
    if keeping == Keeping::Normal {
        disk.pretend(Pretence { name: "synchronous", set: Some("1"), told: Some("2") });
    }
    let mut world = World::begin(folder.path(), seed);
    let root = world.root();
    let mut stood = vec![(world.model.clone(), root)];
    disk.mark(0);
    for (n, step) in steps.iter().enumerate() {
        if keeping == Keeping::TooEarly {
            disk.mark(n + 1);
        }
        match world.take(step) {
            Done::Said | Done::Refused(_) => {}
            Done::Failed(failure) => panic!("seed {seed}: {step:?} failed on a sound disk: {failure}"),
        }
        let root = world.root();
        stood.push((world.model.clone(), root));
        disk.mark(n + 1);
    }
    assert_eq!(world.seen().unwrap(), world.model, "seed {seed}: the program and its model came apart with no cut");
    Run { history: disk.history(), stood }
}

/// What a cut left is what stood after the last step that was acknowledged, or after the one that was under way.
fn judge(run: &Run, marked: usize, path: &Path) -> Result<(), String> {
    let found = reopen(path).map_err(|error| error.to_string())?;
    let stood = |n: usize| run.stood.get(n).is_some_and(|stood| *stood == found);
    if stood(marked) || stood(marked + 1) {
        return Ok(());
    }
    let (size, wanted) = (found.1.0, run.stood[marked].1.0);
    Err(format!("after step {marked} the journal held {wanted} acts; found {size}, and not all that was seen before"))
}

/// Cuts a run at `count` random points; answers each failure with its step.
fn cut(run: &Run, count: usize, seed: u64) -> Vec<(usize, String)> {
    let mut chance = Chance::new(seed ^ 0x00c0_ffee);
    let mut points: Vec<usize> = (0..count).map(|_| chance.below(run.history.events.len() + 1)).collect();
    points.sort_unstable();
    let (mut replay, mut lost) = (Replay::of(&run.history), Vec::new());
    for (n, point) in points.into_iter().enumerate() {
        replay.advance(point);
        let Some(marked) = replay.marked() else { continue };
        let left = Left::ALL[n % Left::ALL.len()];
        let folder = tempfile::tempdir().unwrap();
        replay.cut(left, &mut chance).write_to(folder.path()).unwrap();
        if let Err(why) = judge(run, marked, &folder.path().join(FILE)) {
            lost.push((marked, format!("cut before event {point}, {left:?}: {why}")));
        }
    }
    lost
}

/// Leaves steps out for as long as a cut still loses something; so many runs at most.
fn shrink(steps: Vec<Step>, seed: u64, keeping: Keeping) -> Vec<Step> {
    let (mut steps, mut runs) = (steps, 60);
    let mut piece = steps.len() / 2;
    while piece > 0 {
        let mut at = 0;
        while at < steps.len() && runs > 0 {
            runs -= 1;
            let mut fewer = steps.clone();
            fewer.drain(at..(at + piece).min(steps.len()));
            let still = !fewer.is_empty() && !cut(&run(&fewer, seed, keeping), 60, seed).is_empty();
            if still { steps = fewer } else { at += piece }
        }
        piece /= 2;
    }
    steps
}

/// Runs until `count` cuts are made; answers how many were made and how many lost something, and shrinks the first.
fn campaign(count: usize, seeds: std::ops::Range<u64>, keeping: Keeping) -> (usize, usize) {
    let each = count.div_ceil(seeds.end as usize - seeds.start as usize);
    let (mut made, mut losses) = (0, 0);
    for seed in seeds {
        let steps = plan(seed, 1 + seed as usize % 3);
        let run = run(&steps, seed, keeping);
        let end = &run.stood.last().expect("the beginning stands").0;
        let passed = end.outcomes.values().filter(|(verdict, _)| *verdict == Verdict::Pass).count();
        assert!(passed > 0 && passed == end.certificates.len(), "seed {seed}: the day did not come to its end");
        let lost = cut(&run, each, seed);
        (made, losses) = (made + each, losses + lost.len());
        if keeping == Keeping::Promise
            && let Some((step, why)) = lost.into_iter().next()
        {
            let fewest = shrink(steps[..(step + 1).min(steps.len())].to_vec(), seed, keeping);
            panic!("seed {seed}: {why}\nthe fewest steps that show it: {fewest:#?}");
        }
    }
    (made, losses)
}

#[test]
fn a_power_cut_takes_nothing_that_was_acknowledged() {
    touchstone_shim::install();
    let count = trials(2000, 10_000);
    let halves = [0..10, 10..20];
    let made: usize = std::thread::scope(|scope| {
        let work = halves.map(|seeds| scope.spawn(move || campaign(count / 2, seeds, Keeping::Promise)));
        work.into_iter().map(|half| half.join().expect("no cut loses anything").0).sum()
    });
    assert!(made >= count);
}

#[test]
fn half_of_the_cuts_lose_something_where_commits_are_not_synced() {
    touchstone_shim::install();
    let (made, lost) = campaign(200, 0..4, Keeping::Normal);
    assert!(lost * 2 >= made, "the harness saw {lost} losses in {made} cuts");
}

#[test]
fn saved_said_before_the_commit_is_found_and_told_in_few_steps() {
    touchstone_shim::install();
    let steps = plan(7, 2);
    let run = run(&steps, 7, Keeping::TooEarly);
    let lost = cut(&run, 500, 7);
    assert!(!lost.is_empty(), "500 cuts did not find it");
    let fewest = shrink(steps[..=lost[0].0.min(steps.len() - 1)].to_vec(), 7, Keeping::TooEarly);
    assert!(fewest.len() <= 2, "{fewest:#?}");
}
