//! Nothing acknowledged is lost: a model in plain structs beside the real program, on a disk that loses power, tears, fills up and
//! fails on demand (`tests/shim`). `TOUCHSTONE_TRIALS=release` runs the figures of a release instead of those of every run.
#![allow(clippy::print_stderr, reason = "what was counted and what was skipped is said")]

#[path = "../support/mod.rs"]
mod support;

mod cuts;
mod damage;
mod faults;
mod full;
mod journeys;
mod model;
mod plan;
mod protected;
mod room;
#[cfg(target_os = "linux")]
mod shutdown;
mod steps;
mod stick;
mod windows;
mod world;

/// How many trials: the first figure in every run, the second for a release.
pub fn trials(every_run: usize, release: usize) -> usize {
    match std::env::var("TOUCHSTONE_TRIALS").as_deref() {
        Ok("release") => release,
        _ => every_run,
    }
}
