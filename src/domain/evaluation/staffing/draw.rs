//! The draw 抽取: a lawful panel by lot, which anyone can repeat from the recorded seed and pool.
//!
//! The pool is everybody against whom nothing speaks. `credential::draw` ranks it by SHA-256 over the seed and each
//! person's number; here the ranking becomes a panel: people are taken in that order until there are enough. Passed over is
//! only who would leave too few new ones against the trade's panel before, and the record names them. The leader is the
//! first taken who has the role of a panel leader; where nobody has it, the first.

use super::case::{Case, Duty, PanelMember};
use super::reason::Weight;
use crate::domain::id::PersonId;
use crate::domain::refusal::Refusal;
use crate::domain::stamp::Role;
use crate::{both, refusal};

/// What a ranking came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// In the order in which they were taken.
    pub members: Vec<PanelMember>,
    /// Ranked before the last member, and left out for the sake of rotation.
    pub passed_over: Vec<PersonId>,
}

/// Why no lot is cast for this subject.
pub fn may_draw(duty: Duty) -> Result<(), Refusal> {
    if duty == Duty::Judge {
        return Ok(());
    }
    Err(refusal!(
        "not_drawn",
        "登分和单位评定的人员直接指定，不抽取。",
        "Those who key marks or judge from the record are named, not drawn."
    ))
}

/// Everybody who may be drawn, by number: nothing forbids them, and nothing would have to be overridden.
pub fn pool(case: &Case) -> Vec<PersonId> {
    let lawful = case.people.iter().filter(|colleague| {
        case.against(colleague).iter().all(|problem| !matches!(problem.weight, Weight::Forbids | Weight::Warns))
    });
    let mut pool: Vec<PersonId> = lawful.map(|colleague| colleague.person).collect();
    pool.sort();
    pool
}

/// The panel that a ranking of the pool comes to, or why it comes to none.
pub fn take(case: &Case, ranked: &[PersonId]) -> Result<Drawn, Refusal> {
    may_draw(case.duty)?;
    let needed = case.needed() as usize;
    let most_old = needed - case.least_new(needed).min(needed);
    let (mut taken, mut passed_over, mut old) = (Vec::new(), Vec::new(), 0);
    for person in ranked {
        if taken.len() == needed {
            break;
        }
        if case.previous.contains(person) {
            if old == most_old {
                passed_over.push(*person);
                continue;
            }
            old += 1;
        }
        taken.push(*person);
    }
    if taken.len() < needed {
        let (free, enough) = (ranked.len(), taken.len());
        let next = both!(
            "按 w 看每个人的原因；也可按 Enter 指定，轮换问题写明理由。",
            "Press w for each one's reasons, or name a panel with Enter, with a reason for what warns."
        );
        return Err(refusal!(
            "too_few_free",
            "可抽取 {free} 人，依规则只能组成 {enough} 人，应有 {needed} 人。",
            "{free} can be drawn and make a panel of {enough}; {needed} are needed."
        )
        .next(next));
    }
    let leads = |person: &PersonId| case.colleague(*person).is_some_and(|one| one.has(Role::PanelLeader));
    let leader = taken.iter().position(leads).unwrap_or(0);
    let member = |(place, person): (usize, PersonId)| PanelMember { leader: place == leader, person };
    Ok(Drawn { members: taken.into_iter().enumerate().map(member).collect(), passed_over })
}
