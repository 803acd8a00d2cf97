//! Random days at a station: a way from the first application to the certificates, with whatever else people do in between.

use touchstone::domain::evaluation::subject::SubjectKind;
use touchstone::domain::stamp::Role;
use touchstone_shim::chance::Chance;

use super::model::desks;
use super::steps::Step;

/// The steps of a seed, for this many applicants.
pub fn plan(seed: u64, applicants: usize) -> Vec<Step> {
    let mut chance = Chance::new(seed);
    let mut steps = day(&mut chance, applicants);
    let entries: Vec<i64> = (1..=applicants as i64).collect();
    for _ in 0..steps.len() / 3 {
        let at = chance.below(steps.len() + 1);
        steps.insert(at, besides(&mut chance, &entries));
    }
    steps
}

/// From the first application to the certificates and nothing else: every step is acknowledged.
pub fn day(chance: &mut Chance, applicants: usize) -> Vec<Step> {
    let mut steps = Vec::new();
    for n in 0..applicants {
        steps.push(Step::File(n));
    }
    // Registering → Reviewing → Arranging → Staffing → Ready → Sitting → Marking.
    steps.extend([Step::Clock("2026-09-11T09:00:00+08:00"), Step::Advance, Step::Accept, Step::Advance, Step::Seat]);
    steps.extend([Step::Advance, Step::Papers, Step::Panel(SubjectKind::Skills), Step::Panel(SubjectKind::Theory)]);
    steps.extend([Step::Clock("2026-09-20T08:00:00+08:00"), Step::Advance, Step::Advance, Step::Advance]);
    let entries: Vec<i64> = (1..=applicants as i64).collect();
    let mut open: Vec<_> = entries.iter().flat_map(|entry| desks(*entry)).collect();
    while !open.is_empty() {
        let desk = open.swap_remove(chance.below(open.len()));
        for _ in 0..chance.below(4) {
            steps.push(Step::Keep(desk, chance.below(8), chance.below(100)));
        }
        steps.extend([Step::Fill(desk, is_poor(desk.0)), Step::Sign(desk)]);
    }
    // Marking → Confirming → Publicity → Issuing.
    steps.extend([Step::Advance, Step::Advance, Step::Clock("2026-09-29T09:00:00+08:00"), Step::Advance]);
    steps.extend(entries.iter().filter(|entry| !is_poor(**entry)).map(|entry| Step::Issue(*entry)));
    steps
}

/// Every third candidate has a theory that does not pass.
pub fn is_poor(entry: i64) -> bool {
    entry % 3 == 2
}

/// Something that happens at any time, allowed or refused.
fn besides(chance: &mut Chance, entries: &[i64]) -> Step {
    let entry = entries[chance.below(entries.len())];
    let desk = desks(entry)[chance.below(5)];
    match chance.below(16) {
        0..5 => Step::Record([Role::Examiner, Role::ScoreKeeper, Role::Supervisor][chance.below(3)]),
        5..8 => Step::Set(["rotation_batches", "idle_minutes"][chance.below(2)], 5 + chance.below(2) as u32),
        8..11 => Step::Keep(desk, chance.below(8), chance.below(100)),
        11 => Step::Sign(desk),
        12 => Step::Issue(entry),
        13 => Step::File(chance.below(entries.len())),
        14 => Step::Settle,
        _ => Step::Reopen,
    }
}
